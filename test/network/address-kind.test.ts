import { describe, expect, test } from 'vitest';
import { type AddressKind, isLoopbackHost, kindOfAddress } from '../../src/network/address-kind.ts';

type Row = readonly [before: string, first: string, last: string, after: string];

/** The special ranges of IPv4, each with its neighbours; a neighbour that is special too stands with its own kind below. */
const V4: readonly (readonly [kind: AddressKind, range: string, ...Row])[] = [
  ['reserved', 'this network', '', '0.0.0.0', '0.255.255.255', '1.0.0.0'],
  ['private', '10/8', '9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
  ['private', 'shared space of providers', '100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
  ['loopback', 'loopback', '126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
  ['link-local', 'link-local', '169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
  ['private', '172.16/12', '172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ['reserved', 'protocol assignments', '191.255.255.255', '192.0.0.0', '192.0.0.255', '192.0.1.0'],
  ['reserved', 'documentation 1', '192.0.1.255', '192.0.2.0', '192.0.2.255', '192.0.3.0'],
  ['reserved', '6to4 relays', '192.88.98.255', '192.88.99.0', '192.88.99.255', '192.88.100.0'],
  ['private', '192.168/16', '192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
  ['reserved', 'benchmarks', '198.17.255.255', '198.18.0.0', '198.19.255.255', '198.20.0.0'],
  ['reserved', 'documentation 2', '198.51.99.255', '198.51.100.0', '198.51.100.255', '198.51.101.0'],
  ['reserved', 'documentation 3', '203.0.112.255', '203.0.113.0', '203.0.113.255', '203.0.114.0'],
  ['reserved', 'multicast and all above', '223.255.255.255', '224.0.0.0', '255.255.255.255', ''],
  ['reserved', 'the agent of Azure', '168.63.129.15', '168.63.129.16', '168.63.129.16', '168.63.129.17'],
];

const LAST = 'ffff:ffff:ffff:ffff:ffff:ffff';
const V6: readonly (readonly [kind: AddressKind, range: string, ...Row])[] = [
  ['reserved', 'IETF protocols, Teredo', '', '2001::', `2001:1ff:${LAST}`, '2001:200::'],
  ['reserved', 'documentation', `2001:db7:${LAST}`, '2001:db8::', `2001:db8:${LAST}`, '2001:db9::'],
  ['reserved', 'documentation, the longer', `3ffe:ffff:${LAST}`, '3fff::', `3fff:fff:${LAST}`, '3fff:1000::'],
];

describe('an address', () => {
  test.each([...V4, ...V6])('%s: %s', (kind, _, before, first, last, after) => {
    expect([first, last].map(kindOfAddress)).toEqual([kind, kind]);
    const neighbours = [before, after].filter((each) => each !== '');
    expect(neighbours.length).toBeGreaterThan(0);
    for (const each of neighbours) expect(kindOfAddress(each), each).toBe('public');
  });

  test.each<readonly [AddressKind, string]>([
    ['link-local', '169.254.169.254'],
    ['private', '100.100.100.200'],
    ['private', 'fd00:ec2::254'],
    ['private', 'fd20:ce::254'],
    ['reserved', '192.0.0.192'],
    ['reserved', '168.63.129.16'],
  ])('%s: %s, where a cloud keeps credentials', (kind, address) => expect(kindOfAddress(address)).toBe(kind));

  test.each<readonly [AddressKind, string]>([
    ['reserved', '::'],
    ['loopback', '::1'],
    ['loopback', '0:0:0:0:0:0:0:1'],
    ['reserved', '::2'],
    ['reserved', '::7f00:1'],
    ['reserved', '100::'],
    ['reserved', '64:ff9b:1::'],
    ['reserved', `64:ff9b:1:ffff:ffff:ffff:ffff:ffff`],
    ['reserved', `1fff:ffff:${LAST}`],
    ['public', '2000::'],
    ['public', '2606:4700::1111'],
    ['public', `3ffe:ffff:${LAST}`],
    ['reserved', '4000::'],
    ['reserved', '5f00::'],
    ['reserved', `fbff:ffff:${LAST}`],
    ['private', 'fc00::'],
    ['private', `fdff:ffff:${LAST}`],
    ['reserved', 'fe00::'],
    ['reserved', `fe7f:ffff:${LAST}`],
    ['link-local', 'fe80::'],
    ['link-local', `febf:ffff:${LAST}`],
    ['private', 'fec0::'],
    ['private', `feff:ffff:${LAST}`],
    ['reserved', 'ff00::'],
    ['reserved', 'ff02::1'],
    ['reserved', `ffff:ffff:${LAST}`],
  ])('%s: %s', (kind, address) => expect(kindOfAddress(address)).toBe(kind));

  test.each<readonly [AddressKind, string]>([
    ['loopback', '::ffff:127.0.0.1'],
    ['loopback', '::ffff:7f00:1'],
    ['private', '::ffff:10.0.0.1'],
    ['link-local', '::FFFF:169.254.169.254'],
    ['public', '::ffff:8.8.8.8'],
    ['reserved', '::fffe:8.8.8.8'],
    ['reserved', '64:ff9b::127.0.0.1'],
    ['reserved', '64:ff9b::a9fe:a9fe'],
    ['public', '64:ff9b::8.8.8.8'],
    ['reserved', '64:ff9b::1:808:808'],
    ['reserved', '2002:7f00:1::'],
    ['reserved', '2002:a9fe:a9fe::1'],
    ['reserved', '2002:a00:1:0:0:0:808:808'],
    ['public', '2002:808:808::1'],
    ['public', '2003::'],
  ])('%s: %s, where IPv4 stands in IPv6', (kind, address) => expect(kindOfAddress(address)).toBe(kind));

  test.each<readonly [AddressKind, string]>([
    ['link-local', 'fe80::1%eth0'],
    ['loopback', '::1%lo'],
    ['private', '::ffff:10.0.0.1%eth0'],
  ])('%s: %s, with a zone', (kind, address) => expect(kindOfAddress(address)).toBe(kind));

  test.each([
    '',
    'localhost',
    '8.8.8',
    '8.8.8.8.8',
    '8.8.8.256',
    '08.8.8.8',
    '0x08.8.8.8',
    '134744072',
    ' 8.8.8.8',
    '8.8.8.8/32',
    '[2606:4700::1111]',
    '2606:4700::1111::',
    '%eth0',
  ])('reserved: “%s”, which is none', (text) => expect(kindOfAddress(text)).toBe('reserved'));
});

describe('a URL shows every way to write an address as the one that it is', () => {
  test.each<readonly [AddressKind, string]>([
    ['loopback', '0x7f.1'],
    ['loopback', '2130706433'],
    ['loopback', '0177.0.0.1'],
    ['loopback', '127.1'],
    ['loopback', '0x7F000001'],
    ['loopback', '127.0.0.1.'],
    ['loopback', '１２７.０.０.１'],
    ['link-local', '0xa9fea9fe'],
    ['link-local', '2852039166'],
    ['link-local', '169.254.43518'],
    ['link-local', '0251.0376.0251.0376'],
    ['private', '012.1'],
    ['reserved', '0'],
  ])('%s: %s', (kind, host) => expect(kindOfAddress(new URL(`http://${host}/`).hostname)).toBe(kind));

  test.each([
    'localhost',
    '127.0.0.1',
    '127.9.9.9',
    '127.1',
    '2130706433',
    '[::1]',
    'LOCALHOST',
  ])('%s is this machine', (host) => expect(isLoopbackHost(new URL(`http://${host}/`).hostname)).toBe(true));

  test.each([
    'localhost.',
    'localhost.example.org',
    'any.localhost',
    '127.0.0.1.example.org',
    '128.0.0.1',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '[::]',
    '[::2]',
  ])('%s is not, even if it leads there', (host) =>
    expect(isLoopbackHost(new URL(`http://${host}/`).hostname)).toBe(false));
});
