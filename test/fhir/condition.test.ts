import { describe, expect, test } from 'vitest';
import { readAllergies } from '../../src/fhir/allergy.ts';
import { readConditions, readRefuted } from '../../src/fhir/condition.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { icd10, rxnorm, snomed } from '../support/codings.ts';

const condition = (changed: object): Resource =>
  ({ resourceType: 'Condition', id: '1', code: icd10('D67'), ...changed }) as Resource;
const coded = (...codes: readonly string[]) => ({ coding: codes.map((code) => ({ code })) });
const told = (resource: Resource) =>
  readConditions(resource)
    .map(({ certain, unclear, active, decides }) =>
      [
        certain ? 'certain' : unclear ? 'unclear' : 'uncertain',
        active ? 'active' : 'past',
        ...(decides ? [] : ['hint']),
      ].join(' '),
    )
    .join();

describe('how certain a diagnosis is', () => {
  test.each<[string, unknown, expected: string, refuted: number]>([
    ['confirmed', coded('confirmed'), 'certain active', 0],
    ['not stated', undefined, 'certain active', 0],
    ['null', null, 'certain active', 0],
    ['provisional', coded('provisional'), 'uncertain active', 0],
    ['differential', coded('differential'), 'uncertain active', 0],
    ['unconfirmed', coded('unconfirmed'), 'uncertain active', 0],
    ['refuted', coded('refuted'), '', 1],
    ['entered in error', coded('entered-in-error'), '', 0],
    ['confirmed, as STU3 writes it', 'confirmed', 'certain active', 0],
    ['refuted, as STU3 writes it', 'refuted', '', 1],
    ['entered in error, with a blank after it', 'entered-in-error ', '', 0],
    ['unknown, as STU3 writes it', 'unknown', 'unclear active', 0],
    ['by its words alone', { text: 'Confirmed' }, 'certain active', 0],
    ['refuted by its words alone', { text: 'Refuted' }, '', 1],
    ['entered in error by its words alone', { text: 'Entered in Error' }, '', 0],
    ['refuted by its display alone', { coding: [{ display: 'Refuted' }] }, '', 1],
    ['in words that are no status', { text: 'Ruled out' }, 'unclear active', 0],
    ['by a code of the house, then refuted', coded('2', 'refuted'), '', 1],
    ['by a code of the house alone', coded('2'), 'unclear active', 0],
    ['a number', 7, 'unclear active', 0],
    ['without a code', {}, 'unclear active', 0],
    ['confirmed and refuted', coded('confirmed', 'refuted'), '', 1],
    ['confirmed and provisional', coded('confirmed', 'provisional'), 'uncertain active', 0],
  ])('%s', (_, verificationStatus, expected, refuted) => {
    expect(told(condition({ verificationStatus }))).toBe(expected);
    expect(readRefuted(condition({ verificationStatus }))).toHaveLength(refuted);
  });
});

/** FHIR R4, modifierExtension: who does not know it must not go by the record. */
test('a modifier that nobody has taught us leaves unclear what a diagnosis says, refuted or not', () => {
  const modifierExtension = [{ url: 'https://example.org/negated', valueBoolean: true }];
  expect(told(condition({ modifierExtension }))).toBe('unclear active');
  expect(told(condition({ modifierExtension, verificationStatus: coded('refuted') }))).toBe('unclear active');
  expect(readRefuted(condition({ modifierExtension, verificationStatus: coded('refuted') }))).toEqual([]);
  expect(told(condition({ modifierExtension, verificationStatus: coded('entered-in-error') }))).toBe('');
});

describe('whether a diagnosis is active', () => {
  test.each<[string, object, string]>([
    ['active', { clinicalStatus: coded('active') }, 'certain active'],
    ['recurrence', { clinicalStatus: coded('recurrence') }, 'certain active'],
    ['relapse', { clinicalStatus: coded('relapse') }, 'certain active'],
    ['inactive', { clinicalStatus: coded('inactive') }, 'certain past'],
    ['remission', { clinicalStatus: coded('remission') }, 'certain past'],
    ['resolved', { clinicalStatus: coded('resolved') }, 'certain past'],
    ['resolved, as STU3 writes it', { clinicalStatus: 'resolved' }, 'certain past'],
    ['resolved, by its words alone', { clinicalStatus: { text: 'Resolved' } }, 'certain past'],
    ['resolved, after a code of the house', { clinicalStatus: coded('R', 'resolved') }, 'certain past'],
    ['not stated', {}, 'certain active'],
    ['not stated, abated on a day', { abatementDateTime: '2024-01-01' }, 'certain past'],
    ['not stated, abated at an age', { abatementAge: { value: 40 } }, 'certain past'],
    ['not stated, abated in words', { abatementString: 'childhood' }, 'certain past'],
    ['not stated, abated, as STU3 says it', { abatementBoolean: true }, 'certain past'],
    ['not stated, not abated, as STU3 says it', { abatementBoolean: false }, 'certain active'],
    [
      'active, with a day of abatement',
      { clinicalStatus: coded('active'), abatementDateTime: '2024-01-01' },
      'certain active',
    ],
    ['by a code of another system', { clinicalStatus: snomed('81323004', 'Alive and well') }, 'certain active'],
  ])('%s', (_, changed, expected) => expect(told(condition(changed))).toBe(expected));
});

describe('when a diagnosis was made', () => {
  test.each<[string, object, string | undefined]>([
    ['recorded', { recordedDate: '2020-02-03', onsetDateTime: '1999-01-01' }, '2020-02-03'],
    ['asserted, as STU3 has it', { assertedDate: '2020-02-03', onsetDateTime: '1999-01-01' }, '2020-02-03'],
    ['begun', { onsetDateTime: '1999-01-01T10:00:00Z' }, '1999-01-01'],
    ['begun in a period', { onsetPeriod: { start: '1999-01-01' } }, '1999-01-01'],
    ['begun, a date as text', { onsetString: '1999-01-01' }, '1999-01-01'],
    ['begun, in words', { onsetString: 'as a child' }, undefined],
    ['begun at an age', { onsetAge: { value: 3, unit: 'a' } }, undefined],
    ['recorded in a year alone', { recordedDate: '2020' }, undefined],
    ['recorded in a year, begun on a day', { recordedDate: '2020', onsetDateTime: '1999-01-01' }, '1999-01-01'],
    ['not stated', {}, undefined],
  ])('%s', (_, changed, day) => expect(readConditions(condition(changed))[0]?.day).toBe(day));
});

describe('by which code', () => {
  const of = (...coding: readonly (readonly [system: string, code: string])[]) => ({
    code: { coding: coding.map(([system, code]) => ({ system, code })) },
  });
  const WHO = 'http://hl7.org/fhir/sid/icd-10';
  const IMO = 'urn:oid:2.16.840.1.113883.3.247.1.1';
  test.each<[string, object, string]>([
    ['ICD-10-CM by its OID', of(['urn:oid:2.16.840.1.113883.6.90', 'D67']), 'hemophiliaB'],
    ['SNOMED CT by its OID', of(['urn:oid:2.16.840.1.113883.6.96', '41788008']), 'hemophiliaB'],
    ['a term of IMO alone', of([IMO, '87580']), ''],
    ['a term of IMO, then the code', of([IMO, '87580'], ['http://snomed.info/sct', '41788008']), 'hemophiliaB'],
    [
      'an old code, then the code',
      of(['http://hl7.org/fhir/sid/icd-9-cm', '286.1'], ['urn:oid:2.16.840.1.113883.6.90', 'd67']),
      'hemophiliaB',
    ],
    ['ICD-10 of the WHO', of([WHO, 'D67']), 'hemophiliaB hint'],
    ['ICD-10 of the WHO by its OID', of(['urn:oid:2.16.840.1.113883.6.3', 'd67']), 'hemophiliaB hint'],
    ['ICD-10 of the WHO, below a category', of([WHO, 'I61.9']), 'intracranialHemorrhage hint'],
    [
      'ICD-10 of the WHO beside ICD-10-CM',
      of([WHO, 'D67'], ['http://hl7.org/fhir/sid/icd-10-cm', 'D67']),
      'hemophiliaB',
    ],
    ['a system by its bare name', of(['ICD10', 'D67']), ''],
    ['no system', { code: { coding: [{ code: 'D67' }] } }, ''],
    ['words alone', { code: { text: 'Hemophilia B', coding: [{ display: 'Hemophilia B' }] } }, ''],
    ['no code', { code: undefined }, ''],
  ])('%s', (_, changed, expected) =>
    expect(
      readConditions(condition(changed))
        .map(({ condition: name, decides }) => `${name}${decides ? '' : ' hint'}`)
        .join(),
    ).toBe(expected));
});

describe('allergies and intolerances', () => {
  const allergy = (changed: object): Resource =>
    ({ resourceType: 'AllergyIntolerance', id: '1', code: rxnorm('1373478', 'Tecfidera'), ...changed }) as Resource;
  test.each<[string, object, number]>([
    ['confirmed and active', { verificationStatus: coded('confirmed'), clinicalStatus: coded('active') }, 1],
    ['nothing stated', {}, 1],
    ['an intolerance', { type: 'intolerance' }, 1],
    ['confirmed, as STU3 writes it', { verificationStatus: 'confirmed', clinicalStatus: 'active' }, 1],
    ['unconfirmed', { verificationStatus: coded('unconfirmed') }, 0],
    ['presumed', { verificationStatus: coded('presumed') }, 0],
    ['refuted', { verificationStatus: coded('refuted') }, 0],
    ['refuted, as STU3 writes it', { verificationStatus: 'refuted' }, 0],
    ['refuted, by its words alone', { verificationStatus: { text: 'Refuted' } }, 0],
    ['entered in error', { verificationStatus: coded('entered-in-error') }, 0],
    ['inactive', { clinicalStatus: coded('inactive') }, 0],
    ['resolved', { clinicalStatus: coded('resolved') }, 0],
    ['by the substance of a reaction', { code: { text: 'Drug' }, reaction: [{ substance: rxnorm('1373478') }] }, 1],
    ['by its words alone', { code: { text: 'Tecfidera' } }, 0],
    ['to none known', { code: snomed('716186003', 'No known allergy') }, 0],
    ['to nothing', { code: undefined }, 0],
  ])('%s', (_, changed, count) => expect(readAllergies(allergy(changed))).toHaveLength(count));
});
