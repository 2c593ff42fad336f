import { describe, expect, test } from 'vitest';
import { conditionsOf } from '../../src/facts/conditions.ts';
import { listedDrugs } from '../../src/facts/site-of-care-drugs.ts';
import { openChart } from '../../src/fhir/chart.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readRecords } from '../../src/fhir/records.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { readEvents, siteOfCareFacts } from '../../src/fhir/site-of-care.ts';

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const code = (value: string, display?: string) => ({
  coding: [{ system: HCPCS, code: value, ...(display && { display }) }],
});
const ocrevus = listedDrugs([{ system: 'HCPCS', code: 'J2350' }], []);
const medication = { resourceType: 'Medication', id: 'm', code: code('J2350', 'ocrelizumab') };
const given = {
  resourceType: 'MedicationAdministration',
  id: 'a',
  medicationReference: { reference: 'Medication/m' },
};
const sent = new SentResources();
for (const each of [medication, given]) sent.add(each);
const events = (resourceType: string, more: object) =>
  readEvents({ resourceType, id: '1', ...more } as Resource, ocrevus, sent);
const status = (value: string) => ({ coding: [{ code: value }] });

describe('events with the ordered drug', () => {
  test.each<[string, string, object, number]>([
    ['an allergy by code', 'AllergyIntolerance', { code: code('J2350') }, 1],
    ['an allergy by the ingredient in words', 'AllergyIntolerance', { code: { text: 'ocrelizumab' } }, 1],
    ['an allergy by brand in words', 'AllergyIntolerance', { code: { text: 'OCREVUS®' } }, 1],
    ['an allergy whose reaction names it', 'AllergyIntolerance', { reaction: [{ substance: code('J2350') }] }, 1],
    ['an allergy to another drug', 'AllergyIntolerance', { code: code('J2323', 'natalizumab') }, 0],
    ['an allergy to nothing named', 'AllergyIntolerance', {}, 0],
    ['a confirmed one', 'AllergyIntolerance', { code: code('J2350'), verificationStatus: status('confirmed') }, 1],
    ['an unconfirmed one', 'AllergyIntolerance', { code: code('J2350'), verificationStatus: status('unconfirmed') }, 0],
    ['a refuted one', 'AllergyIntolerance', { code: code('J2350'), verificationStatus: status('refuted') }, 0],
    [
      'one entered in error',
      'AllergyIntolerance',
      { code: code('J2350'), verificationStatus: status('entered-in-error') },
      0,
    ],
    [
      'one that has passed: a history',
      'AllergyIntolerance',
      { code: code('J2350'), clinicalStatus: status('resolved') },
      1,
    ],
    [
      'an adverse event with a Medication',
      'AdverseEvent',
      { suspectEntity: [{ instance: { reference: 'Medication/m' } }] },
      1,
    ],
    [
      'an adverse event with an administration',
      'AdverseEvent',
      { suspectEntity: [{ instance: { reference: 'MedicationAdministration/a' } }] },
      1,
    ],
    [
      'an adverse event named in words',
      'AdverseEvent',
      { suspectEntity: [{ instance: { display: 'Ocrevus infusion' } }] },
      1,
    ],
    [
      'an adverse event that might have been',
      'AdverseEvent',
      { actuality: 'potential', suspectEntity: [{ instance: { display: 'Ocrevus' } }] },
      0,
    ],
    [
      'an adverse event with something not to be had',
      'AdverseEvent',
      { suspectEntity: [{ instance: { reference: 'Medication/x' } }] },
      0,
    ],
    [
      'an adverse event with another drug',
      'AdverseEvent',
      { suspectEntity: [{ instance: { display: 'Tysabri' } }] },
      0,
    ],
    ['an adverse event without a suspect', 'AdverseEvent', { event: { text: 'Ocrevus reaction' } }, 0],
  ])('%s', (_, type, more, count) => expect(events(type, more)).toHaveLength(count));

  test('tell what, with what, and when', () => {
    expect(
      events('AllergyIntolerance', {
        code: code('J2350', 'ocrelizumab'),
        recordedDate: '2026-02-01',
        reaction: [{ manifestation: [{ text: 'Bronchospasm' }] }],
      }),
    ).toEqual([
      { reference: 'AllergyIntolerance/1', kind: 'allergy', shown: 'ocrelizumab: Bronchospasm', day: '2026-02-01' },
    ]);
    expect(
      events('AdverseEvent', {
        event: { text: 'Hypotension' },
        date: '2026-03-01T09:00:00Z',
        suspectEntity: [{ instance: { reference: 'Medication/m' } }],
      }),
    ).toMatchObject([{ kind: 'adverse-event', shown: 'ocrelizumab: Hypotension', day: '2026-03-01' }]);
  });
});

test('the facts of a listed drug are read from the parts that the site of care asks for', async () => {
  const subject = { reference: 'Patient/1' };
  const prefetch = {
    conditions: {
      resourceType: 'Condition',
      id: 'c',
      subject,
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I50.22' }] },
    },
    allergies: { resourceType: 'AllergyIntolerance', id: '1', patient: subject, code: code('J2350', 'ocrelizumab') },
    adverseEvents: null,
  };
  const records = await readRecords(
    openChart('1', prefetch, [], undefined),
    new Set(['conditions', 'allergies', 'adverse-events', 'answers']),
  );
  expect(siteOfCareFacts(records, ocrevus, '2026-08-14', '2026-08-13')).toMatchObject({
    asOf: '2026-08-14',
    today: '2026-08-13',
    conditions: [{ condition: 'siteOfCareComorbidity', certain: true }],
    events: [{ reference: 'AllergyIntolerance/1' }],
    answers: [],
    unread: { answers: 'not-read' },
  });
});

describe('diagnoses that bear on the site of care', () => {
  test.each<[string, string, string]>([
    ['ICD-10-CM', 'I50.9', 'siteOfCareComorbidity'],
    ['ICD-10-CM', 'I50.22', 'siteOfCareComorbidity'],
    ['ICD-10-CM', 'J44.9', 'siteOfCareComorbidity'],
    ['ICD-10-CM', 'E87.70', 'siteOfCareComorbidity'],
    ['SNOMED', '84114007', 'siteOfCareComorbidity'],
    ['SNOMED', '13645005', 'siteOfCareComorbidity'],
    ['SNOMED', '90688005', 'siteOfCareComorbidity'],
    ['ICD-10-CM', 'T80.89XA', 'infusionReaction'],
    ['ICD-10-CM', 'T80.90XA', 'infusionReaction'],
    ['ICD-10-CM', 'T78.2XXA', 'infusionReaction'],
    ['ICD-10-CM', 'T88.6XXA', 'infusionReaction'],
    ['ICD-10-CM', 'T45.1X5A', 'infusionReaction'],
    ['SNOMED', '39579001', 'infusionReaction'],
  ])('%s %s', (system, value, name) =>
    expect(conditionsOf({ system: system as 'SNOMED', code: value })).toMatchObject([{ name, decides: true }]));

  test('neighbours are none of them', () => {
    for (const value of ['I51.9', 'J45.909', 'E87.6', 'T78.40XA'])
      expect(conditionsOf({ system: 'ICD-10-CM', code: value })).toEqual([]);
  });
});
