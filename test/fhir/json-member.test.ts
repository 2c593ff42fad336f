import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberSpan } from '../../src/fhir/json-member.ts';

describe('a member of a text of JSON', () => {
  test('any value of any object is found where it stands, however it is laid out', () => {
    const name = fc.constantFrom('a', 'fhirAuthorization', 'b "c', ':', '{');
    const object = fc.dictionary(fc.oneof(name, fc.string()), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(object, name, fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (holder, asked, value, indent) => {
        const written = Object.fromEntries([...Object.entries(holder), [asked, value]]);
        const text = JSON.stringify(written, undefined, indent);
        const span = memberSpan(text, asked);
        expect(JSON.parse(text.slice(span?.start, span?.end))).toEqual(JSON.parse(JSON.stringify(value)));
        const without = `${text.slice(0, span?.start)}"gone"${text.slice(span?.end)}`;
        expect(JSON.parse(without)).toEqual(JSON.parse(JSON.stringify({ ...written, [asked]: 'gone' })));
      }),
    );
  });

  test.each([
    ['only deeper', '{"b":{"a":1}}'],
    ['only as a value', '{"b":"a"}'],
    ['only in a list', '["a",{"a":1}]'],
    ['written with an escape', '{"\\u0061":1}'],
  ])('is not there: %s', (_, text) => {
    expect(memberSpan(text, 'a')).toBeUndefined();
  });
});
