import { describe, expect, test } from 'vitest';
import { fastingIn } from '../../src/fhir/fasting.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readLabs } from '../../src/fhir/lab.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { loinc } from '../support/codings.ts';

const observation = (code: string, changed: object = {}) =>
  ({
    resourceType: 'Observation',
    id: code,
    status: 'final',
    code: loinc(code),
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-05-02T08:00:00-05:00',
    ...changed,
  }) as Resource;
const milligrams = (value: number) => ({ value, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' });
const triglycerides = (changed: object = {}, code = '2571-8') =>
  observation(code, { valueQuantity: milligrams(180), ...changed });
const coded = (code: string, system?: string, display?: string) => ({
  valueCodeableConcept: { coding: [{ code, ...(system && { system }), ...(display && { display }) }] },
});
const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0916';

describe('whether a patient had fasted', () => {
  const statusOf = (changed: object) => observation('49541-6', changed);
  const withComponent = (changed: object) => triglycerides({ component: [{ code: loinc('49541-6'), ...changed }] });
  const specimen = (fasting: object, subject?: string) => ({
    resourceType: 'Specimen',
    id: 's',
    ...(subject && { subject: { reference: subject } }),
    collection: { fastingStatusCodeableConcept: fasting },
  });
  const ofSpecimen = triglycerides({ specimen: { reference: 'Specimen/s' } });
  const F = coded('F', V2).valueCodeableConcept;
  const NF = coded('NF', V2).valueCodeableConcept;
  test.each<[string, Resource, readonly Resource[], boolean | undefined, object?]>([
    ['nothing said', triglycerides(), [], undefined],
    ['by the code of the test', triglycerides({}, '3048-6'), [], true],
    ['by the code, 12 hours', triglycerides({}, '1644-4'), [], true],
    ['a component, yes', withComponent({ valueBoolean: true }), [], true],
    ['a component, no', withComponent({ valueBoolean: false }), [], false],
    ['a component in words', withComponent({ valueString: 'Fasting' }), [], true],
    ['a component, not fasting', withComponent({ valueString: 'not fasting' }), [], false],
    ['a component, non-fasting', withComponent({ valueString: 'Non-Fasting' }), [], false],
    ['a component in prose', withComponent({ valueString: 'fasting since midnight, had coffee' }), [], undefined],
    ['a component of hours', withComponent({ valueQuantity: { value: 12, unit: 'h' } }), [], undefined],
    ['that day, F', triglycerides(), [statusOf(coded('F', V2))], true],
    ['that day, NF', triglycerides(), [statusOf(coded('NF', V2))], false],
    ['that day, not given', triglycerides(), [statusOf(coded('NG', V2))], undefined],
    ['that day, yes in LOINC', triglycerides(), [statusOf(coded('LA33-6', 'http://loinc.org'))], true],
    ['that day, no in SNOMED CT', triglycerides(), [statusOf(coded('373067005', 'http://snomed.info/sct'))], false],
    ['that day, Y', triglycerides(), [statusOf(coded('Y', 'http://terminology.hl7.org/CodeSystem/v2-0136'))], true],
    [
      'F of another table',
      triglycerides(),
      [statusOf(coded('F', 'http://terminology.hl7.org/CodeSystem/v2-0078'))],
      undefined,
    ],
    ['that day, by the display', triglycerides(), [statusOf(coded('1', 'urn:local', 'Yes'))], true],
    ['the day before', triglycerides(), [statusOf({ ...coded('F', V2), effectiveDateTime: '2026-05-01' })], undefined],
    ['that day, preliminary', triglycerides(), [statusOf({ ...coded('F', V2), status: 'preliminary' })], undefined],
    [
      'that day, twice and different',
      triglycerides(),
      [statusOf(coded('F', V2)), statusOf(coded('NF', V2))],
      undefined,
    ],
    ['against the code of the test', triglycerides({}, '3048-6'), [statusOf(coded('NF', V2))], undefined],
    ['the specimen, F', ofSpecimen, [], true, specimen(F)],
    ['the specimen, NF', ofSpecimen, [], false, specimen(NF, 'Patient/1')],
    ['a specimen of another patient', ofSpecimen, [], undefined, specimen(F, 'Patient/2')],
    ['a specimen that was not sent', ofSpecimen, [], undefined],
    ['the specimen against that day', ofSpecimen, [statusOf(coded('NF', V2))], undefined, specimen(F)],
  ])('%s', (_, result, others, expected, along) => {
    const sent = new SentResources();
    sent.add(along);
    const [reading] = readLabs(result, fastingIn([result, ...others], sent));
    expect(reading).toMatchObject({ lab: 'triglycerides', usable: true });
    expect(reading?.fasting).toBe(expected);
  });
});

describe("the laboratory's own verdict", () => {
  const bethesda = (value: number, unit = "[beth'U]") => ({
    value,
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
  const inhibitor = (value: number, changed: object = {}) =>
    observation('3185-6', { valueQuantity: bethesda(value), ...changed });
  const interpreted = (...codes: readonly string[]) => ({
    interpretation: codes.map((code) => ({ coding: [{ code }] })),
  });
  const range = (low: object | undefined, high: object | undefined, more: object = {}) => ({
    referenceRange: [{ ...(low && { low }), ...(high && { high }), ...more }],
  });
  const high = bethesda(0.6);
  test.each<[string, Resource, string | undefined]>([
    ['none', inhibitor(0.4), undefined],
    ...['N', 'NEG', 'ND', 'NR'].map((code): [string, Resource, string] => [
      code,
      inhibitor(0.4, interpreted(code)),
      'normal',
    ]),
    ...['A', 'AA', 'H', 'HH', 'POS', 'DET', 'RR'].map((code): [string, Resource, string] => [
      code,
      inhibitor(0.4, interpreted(code)),
      'abnormal',
    ]),
    ['in words', inhibitor(0.4, { interpretation: [{ text: 'Normal' }] }), 'normal'],
    ['a word that is none', inhibitor(0.4, interpreted('IND')), undefined],
    ['two that differ', inhibitor(0.4, interpreted('N', 'H')), undefined],
    ['at the upper bound', inhibitor(0.6, range(undefined, high)), 'normal'],
    ['over it', inhibitor(0.61, range(undefined, high)), 'abnormal'],
    ['under it', inhibitor(0.59, range(undefined, high)), 'normal'],
    ['a lower bound of nought', inhibitor(0.2, range(bethesda(0), high)), 'normal'],
    [
      'a comparator inside',
      inhibitor(0.6, { valueQuantity: { ...high, comparator: '<' }, ...range(bethesda(0), high) }),
      'normal',
    ],
    [
      'a comparator over',
      inhibitor(0.6, { valueQuantity: { ...high, comparator: '>' }, ...range(undefined, high) }),
      'abnormal',
    ],
    [
      'a comparator on both sides',
      inhibitor(1, { valueQuantity: { ...bethesda(1), comparator: '<' }, ...range(undefined, high) }),
      undefined,
    ],
    [
      'a range in another unit of the test',
      inhibitor(0.7, range(undefined, { value: 0.6, unit: 'BU/mL' })),
      'abnormal',
    ],
    ['a range in a foreign unit', inhibitor(0.7, range(undefined, { value: 0.6, unit: '%' })), undefined],
    ['a range without a unit', inhibitor(0.7, range(undefined, { value: 0.6 })), undefined],
    ['a range in words', inhibitor(0.7, { referenceRange: [{ text: '<0.6' }] }), undefined],
    ['two ranges', inhibitor(0.7, { referenceRange: [{ high }, { high: bethesda(1) }] }), undefined],
    [
      'the normal range',
      inhibitor(0.7, range(undefined, high, { type: { coding: [{ code: 'normal' }] } })),
      'abnormal',
    ],
    [
      'a therapeutic range',
      inhibitor(0.7, range(undefined, high, { type: { coding: [{ code: 'therapeutic' }] } })),
      undefined,
    ],
    ['a verdict against the range', inhibitor(0.7, { ...interpreted('N'), ...range(undefined, high) }), undefined],
    ['a verdict with the range', inhibitor(0.4, { ...interpreted('NEG'), ...range(undefined, high) }), 'normal'],
    [
      'under a lower bound',
      triglycerides({ valueQuantity: milligrams(49), ...range(milligrams(50), undefined) }),
      'abnormal',
    ],
    [
      'at a lower bound',
      triglycerides({ valueQuantity: milligrams(50), ...range(milligrams(50), undefined) }),
      'normal',
    ],
    [
      'of a component',
      observation('24331-1', {
        component: [{ code: loinc('2571-8'), valueQuantity: milligrams(180), ...range(undefined, milligrams(150)) }],
      }),
      'abnormal',
    ],
  ])('%s', (_, result, expected) => expect(readLabs(result)[0]?.verdict).toBe(expected));
});
