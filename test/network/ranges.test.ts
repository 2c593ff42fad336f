import { describe, expect, test } from 'vitest';
import { isRange, rangesOf } from '../../src/network/ranges.ts';

describe('ranges of addresses', () => {
  test.each<readonly [range: string, inside: readonly string[], outside: readonly string[]]>([
    ['10.1.0.0/16', ['10.1.0.0', '10.1.255.255'], ['10.0.255.255', '10.2.0.0']],
    ['10.1.2.3/32', ['10.1.2.3'], ['10.1.2.2', '10.1.2.4']],
    ['192.168.4.0/22', ['192.168.4.0', '192.168.7.255'], ['192.168.3.255', '192.168.8.0']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::', '2606:4700::1111']],
    ['fd12:3456::/32', ['fd12:3456::', 'fd12:3456:ffff:ffff:ffff:ffff:ffff:ffff'], ['fd12:3455:ffff::', 'fd12:3457::']],
    ['fd00::/9', ['fd00::', 'fd7f::1'], ['fcff::', 'fd80::']],
    ['::1/128', ['::1'], ['::', '::2', '127.0.0.1']],
    ['::/0', ['::', 'ffff::'], ['10.0.0.1']],
    ['::ffff:0:0/96', ['::ffff:10.0.0.1'], ['10.0.0.1']],
  ])('%s', (range, inside, outside) => {
    const ranges = rangesOf([range]);
    for (const each of inside) expect(ranges.has(each), each).toBe(true);
    for (const each of outside) expect(ranges.has(each), each).toBe(false);
  });

  test('several are one set, and none holds nothing', () => {
    const both = rangesOf(['10.0.0.0/8', 'fd00::/8']);
    expect(['10.0.0.1', 'fd00::1', '11.0.0.1', 'not an address'].map(both.has)).toEqual([true, true, false, false]);
    expect(rangesOf([]).has('10.0.0.1')).toBe(false);
  });

  test.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8.0',
    '10.0.0/8',
    '10.0.0.0/8/8',
    '::/129',
    'fe80::%eth0/10',
    '[::1]/128',
    'example.org/8',
    '010.0.0.0/8',
    ' 10.0.0.0/8',
    '10.0.0.0/8\n',
  ])('no range: “%s”', (text) => {
    expect(isRange(text)).toBe(false);
    expect(() => rangesOf(['10.0.0.0/8', text])).toThrow(RangeError);
  });
});
