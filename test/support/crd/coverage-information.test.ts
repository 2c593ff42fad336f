import { describe, expect, test } from 'vitest';
import { COVERAGE_INFORMATION, parts, shapeFaults } from './coverage-information.ts';
import { basics, code, covered, detail, documents, limit, needed, type Part, repetition, why } from './made-up.ts';

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
describe('the definition of coverage-information', () => {
  test.each<[string, readonly Part[]]>([
    ['the least that may stand', [covered]],
    ['documents wanted', documents],
    [
      'several reasons and billing codes',
      [covered, why, why, { url: 'billingCode', valueCoding: { system: 'https://codes.example', code: 'J1411' } }],
    ],
    ['a limit', [covered, detail(...limit, { url: 'value', valueQuantity: { value: 1 } })]],
  ])('%s is well made', (_, more) => expect(shapeFaults(repetition(...more))).toEqual([]));

  test.each<[string, readonly Part[], string]>([
    ['no verdict', [], 'covered: stands 0 times'],
    ['two verdicts', [covered, covered], 'covered: stands 2 times'],
    ['two words on the authorization', [covered, needed, needed], 'pa-needed: stands 2 times'],
    ['a code of another part', [code('covered', 'auth-needed')], 'covered.valueCode'],
    ['a word that was dropped from the guide', [covered, code('doc-needed', 'both')], 'doc-needed.valueCode'],
    ['a coding where a code belongs', [{ url: 'covered', valueCoding: { code: 'covered' } }], 'covered.valueCode'],
    ['a reason that is a bare code', [covered, code('reason', 'technical')], 'reason.valueCodeableConcept'],
    [
      'a reason without anything',
      [covered, { url: 'reason', valueCodeableConcept: {} }],
      'reason.valueCodeableConcept',
    ],
    ['a part that the guide does not know', [covered, code('response', 'yes')], 'response: not in the definition'],
    ['two values in one part', [{ ...covered, valueString: 'covered' }], 'covered: '],
    ['a contact as before 2.2', [covered, { url: 'contact', valueContactPoint: {} }], 'contact'],
    [
      'a day with a time',
      [covered, { url: 'expiry-date', valueDate: '2026-08-14T10:00:00Z' }],
      'expiry-date.valueDate',
    ],
    ['a limit without a value', [covered, detail(...limit)], 'value: stands 0 times'],
    [
      'a limit with two values',
      [covered, detail(...limit, { url: 'value', valueString: '1', valueBoolean: true })],
      'value: 2 values',
    ],
    [
      'a reference to something else',
      [covered, { url: 'dependency', valueReference: { reference: 'Coverage/1' } }],
      'dependency.valueReference',
    ],
  ])('%s is found', (_, more, fault) => expect(shapeFaults(repetition(...more)).join('; ')).toContain(fault));

  test.each(basics.map((each) => [each.url, each] as const))('%s has to be there', (url, part) => {
    const without = { ...repetition(covered), extension: [...basics.filter((each) => each !== part), covered] };
    expect(shapeFaults(without)).toEqual([`${url}: stands 0 times`]);
  });

  test('a Coverage may be named by its whole address', () => {
    const [, ...others] = basics;
    const whole = { url: 'coverage', valueReference: { reference: 'https://ehr.example/fhir/Coverage/1' } };
    expect(shapeFaults({ url: COVERAGE_INFORMATION, extension: [whole, ...others, covered] })).toEqual([]);
  });

  test('it has 16 parts', () => expect(Object.keys(parts)).toHaveLength(16));
});
