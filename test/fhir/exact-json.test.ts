import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyWith, parseExactly, TooDeep, withExactNumbers, writeExactly } from '../../src/fhir/exact-json.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('JSON without losing a digit', () => {
  test.each([
    ['180.99999999999999999', '180.99999999999999999'],
    ['684.00000000000000001', '684.00000000000000001'],
    ['99999999999999999999', '99999999999999999999'],
    ['1e400', '1e400'],
    ['79.2350826835658', 79.2350826835658],
    ['684', 684],
    ['0.1', 0.1],
    ['1e2', 100],
    ['-0', -0],
  ])('%s comes as %j', (written, read) => {
    expect(parseExactly(`{"value":${written}}`)).toEqual({ value: read });
    expect(JSON.parse(withExactNumbers(`{"value":${written}}`))).toEqual({ value: read });
  });

  test('an id of many digits stays what it is', () => {
    expect(parseExactly('{"id":"12345678901234567890","n":[1,2]}')).toEqual({ id: '12345678901234567890', n: [1, 2] });
  });

  test('reads any JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (text) => {
        const exact = parseExactly(text);
        expect(JSON.stringify(exact)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test('64 deep is read, 65 is not, and no depth exhausts the stack', () => {
    expect(() => parseExactly(nested(64))).not.toThrow();
    expect(() => parseExactly(nested(65))).toThrow(TooDeep);
    expect(() => withExactNumbers(nested(2_000_000))).toThrow(TooDeep);
  });

  test.each(['"[[', '"\\', '{"a":"', '', '[', '\\"', '{"a":1e', '"\\"'])('%s is no JSON', (text) => {
    expect(() => parseExactly(text)).toThrow(SyntaxError);
  });
});

describe('JSON sent back as it came', () => {
  test('any number, wherever it stands, is written as it was', () => {
    const digits = fc.stringMatching(/^\d{1,25}$/);
    const whole = fc.stringMatching(/^(0|[1-9]\d{0,25})$/);
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        whole,
        fc.option(digits),
        fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), digits)),
      )
      .map(
        ([sign, before, after, power]) =>
          `${sign}${before}${after === null ? '' : `.${after}`}${power?.join('') ?? ''}`,
      );
    fc.assert(
      fc.property(number, number, (first, second) => {
        const text = `{"a":${first},"b":[1,${second},{"c":${first}}],"d":"${first}"}`;
        expect(writeExactly(parseExactly(text))).toBe(text);
        expect(writeExactly(parseExactly(text.replace(/([:,])/g, '$1 ').replaceAll('}', '\n}')))).toBe(text);
      }),
    );
  });

  test('a copy keeps the numbers that it does not change', () => {
    const sent = parseExactly('{"a":1.10,"b":2.0,"c":{"d":3.00}}') as object;
    expect(writeExactly(copyWith(sent, { b: 5, e: 1 }))).toBe('{"a":1.10,"b":5,"c":{"d":3.00},"e":1}');
  });
});
