import { describe, expect, test } from 'vitest';
import { readAllergies } from '../../src/fhir/allergy.ts';
import { readAnswers } from '../../src/fhir/answer.ts';
import { codesOf } from '../../src/fhir/codes.ts';
import { readConditions } from '../../src/fhir/condition.ts';
import { readCoverage } from '../../src/fhir/coverage.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { drugsIn } from '../../src/fhir/medication.ts';
import { parseReference, SentResources } from '../../src/fhir/reference.ts';
import { readTreatments } from '../../src/fhir/treatment.ts';

const rxnorm = (code: string, text?: string) => ({
  coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code }],
  ...(text && { text }),
});
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const none = { asOf: '2026-08-14', orders: new Set<string>() };

describe('codes', () => {
  test.each([
    ['http://hl7.org/fhir/sid/icd-10-cm', 'd67', 'ICD-10-CM', 'D67'],
    ['urn:oid:2.16.840.1.113883.6.90', 'D67', 'ICD-10-CM', 'D67'],
    ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'j1411', 'HCPCS', 'J1411'],
    ['urn:oid:2.16.840.1.113883.6.88', '2626778', 'RxNorm', '2626778'],
    ['http://loinc.org/', '3187-2', 'LOINC', '3187-2'],
    ['http://hl7.org/fhir/sid/ndc', '0053-0300-30', 'NDC', '00053030030'],
  ])('%s %s', (system, code, name, spelled) =>
    expect(codesOf(coded(system, code))).toEqual([{ system: name, code: spelled }]));
});

describe('conditions', () => {
  const condition = (changed: object): Resource =>
    ({
      resourceType: 'Condition',
      id: '1',
      code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'D67'),
      ...changed,
    }) as Resource;
  const verified = (code: string) => ({ verificationStatus: { coding: [{ code }] } });
  test.each<[string, object, string]>([
    ['confirmed', verified('confirmed'), 'hemophiliaB certain'],
    ['without a status', {}, 'hemophiliaB certain'],
    ['provisional', verified('provisional'), 'hemophiliaB uncertain'],
    ['differential', verified('differential'), 'hemophiliaB uncertain'],
    ['unconfirmed, as plain text', { verificationStatus: 'unconfirmed' }, 'hemophiliaB uncertain'],
    ['refuted', verified('refuted'), ''],
    ['entered in error', verified('entered-in-error'), ''],
    [
      'a code below a category',
      { code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'S06.5X0A') },
      'intracranialHemorrhage certain',
    ],
    ['a code of another system', { code: coded('urn:x', 'D67') }, ''],
    ['a code beside the category', { code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'I63.9') }, ''],
    ['text only', { code: { text: 'Hemophilia B' } }, ''],
  ])('%s', (_, changed, expected) => {
    expect(
      readConditions(condition(changed))
        .map((fact) => `${fact.condition} ${fact.certain ? 'certain' : 'uncertain'}`)
        .join(),
    ).toBe(expected);
  });

  test('a parent code and an acquired inhibitor are shown, and do not decide', () => {
    expect(readConditions(condition({ code: coded('http://snomed.info/sct', '90935002') }))).toMatchObject([
      { condition: 'hemophiliaA', decides: false },
    ]);
    const acquired = readConditions(condition({ code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'D68.311') }));
    const decides = Object.fromEntries(acquired.map((fact) => [fact.condition, fact.decides]));
    expect(decides).toMatchObject({
      acquiredFactorDeficiency: true,
      factorIXInhibitor: false,
      factorVIIIInhibitor: false,
    });
  });

  test('an unverified code is shown, and does not decide', () => {
    expect(readConditions(condition({ code: coded('http://snomed.info/sct', '78144005') }))).toMatchObject([
      { condition: 'pulmonaryHemorrhage', decides: false },
    ]);
  });
});

describe('treatments', () => {
  const weekly = [{ timing: { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } } }];
  const product = drugsIn(rxnorm('1666317', 'BeneFIX'));
  const read = (resource: object) =>
    readTreatments(resource as Resource, product, none)
      .map(
        ({ kind, current, schedule, decides }) =>
          `${kind} ${current ? 'current' : 'past'} ${schedule}${decides ? '' : ' hint'}`,
      )
      .join();
  test.each<[string, object, string]>([
    [
      'an active request with a frequency',
      { resourceType: 'MedicationRequest', status: 'active', intent: 'order', dosageInstruction: weekly },
      'ordered current routine',
    ],
    [
      'an active request as needed',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        dosageInstruction: [{ ...weekly[0], asNeededBoolean: true }],
      },
      'ordered current on-demand',
    ],
    [
      'as needed for a reason',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        dosageInstruction: [{ asNeededCodeableConcept: { text: 'bleeding' } }],
      },
      'ordered current on-demand',
    ],
    [
      'only "not as needed"',
      { resourceType: 'MedicationRequest', status: 'active', dosageInstruction: [{ asNeededBoolean: false }] },
      'ordered current not-stated',
    ],
    [
      'a frequency in words only',
      { resourceType: 'MedicationRequest', status: 'active', dosageInstruction: [{ text: 'twice a week' }] },
      'ordered current not-stated',
    ],
    [
      'a schedule named by its code',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        dosageInstruction: [{ timing: { code: { text: 'Twice weekly' } } }],
      },
      'ordered current routine',
    ],
    [
      'a schedule named "as needed"',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        dosageInstruction: [{ timing: { code: { text: 'PRN' } } }],
      },
      'ordered current not-stated',
    ],
    [
      'certain days of the week',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        dosageInstruction: [{ timing: { repeat: { dayOfWeek: ['mon'] } } }],
      },
      'ordered current routine',
    ],
    [
      'a request that ended',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        dosageInstruction: [
          { timing: { repeat: { period: 1, periodUnit: 'wk', boundsPeriod: { end: '2026-08-13' } } } },
        ],
      },
      'ordered past routine',
    ],
    [
      'a stopped request',
      { resourceType: 'MedicationRequest', status: 'stopped', dosageInstruction: weekly },
      'ordered past routine',
    ],
    ['a cancelled request', { resourceType: 'MedicationRequest', status: 'cancelled', dosageInstruction: weekly }, ''],
    [
      'a request not to give',
      { resourceType: 'MedicationRequest', status: 'active', doNotPerform: true, dosageInstruction: weekly },
      '',
    ],
    [
      'a proposal',
      { resourceType: 'MedicationRequest', status: 'active', intent: 'proposal', dosageInstruction: weekly },
      '',
    ],
    [
      'an active statement',
      { resourceType: 'MedicationStatement', status: 'active', dosage: weekly },
      'stated current routine',
    ],
    [
      'a statement that ended',
      { resourceType: 'MedicationStatement', status: 'active', effectivePeriod: { end: '2025-01-01' }, dosage: weekly },
      'stated past routine',
    ],
    [
      'a statement of unknown status',
      { resourceType: 'MedicationStatement', status: 'unknown', dosage: weekly },
      'stated current not-stated hint',
    ],
    ['not taken', { resourceType: 'MedicationStatement', status: 'not-taken' }, ''],
    ['intended', { resourceType: 'MedicationStatement', status: 'intended' }, ''],
    ['given', { resourceType: 'MedicationAdministration', status: 'completed' }, 'administered past not-stated'],
    [
      'begun and stopped',
      { resourceType: 'MedicationAdministration', status: 'stopped' },
      'administered past not-stated',
    ],
    ['on hold', { resourceType: 'MedicationAdministration', status: 'on-hold' }, 'administered past not-stated hint'],
    ['not done', { resourceType: 'MedicationAdministration', status: 'not-done' }, ''],
    ['entered in error', { resourceType: 'MedicationAdministration', status: 'entered-in-error' }, ''],
  ])('%s', (_, resource, expected) => expect(read(resource)).toBe(expected));

  test('the order under judgement and its own doses are no earlier treatment', () => {
    const context = { asOf: '2026-08-14', orders: new Set(['MedicationRequest/7']) };
    const resources = [
      { resourceType: 'MedicationRequest', id: '7', status: 'active' },
      {
        resourceType: 'MedicationAdministration',
        id: '8',
        status: 'completed',
        request: { reference: 'MedicationRequest/7' },
      },
    ];
    expect(resources.flatMap((resource) => readTreatments(resource as Resource, product, context))).toEqual([]);
  });
});

describe('allergies and answers', () => {
  const allergy = (changed: object) =>
    ({
      resourceType: 'AllergyIntolerance',
      id: '1',
      code: rxnorm('1666317', 'BeneFIX'),
      clinicalStatus: { coding: [{ code: 'active' }] },
      ...changed,
    }) as Resource;
  test.each<[string, object, number]>([
    ['active', {}, 1],
    ['confirmed', { verificationStatus: { coding: [{ code: 'confirmed' }] } }, 1],
    ['unconfirmed', { verificationStatus: { coding: [{ code: 'unconfirmed' }] } }, 0],
    ['refuted', { verificationStatus: { coding: [{ code: 'refuted' }] } }, 0],
    ['resolved', { clinicalStatus: { coding: [{ code: 'resolved' }] } }, 0],
    ['by text only', { code: { text: 'BeneFIX' } }, 0],
  ])('an allergy, %s: %i', (_, changed, count) => expect(readAllergies(allergy(changed))).toHaveLength(count));

  const response = (changed: object) =>
    ({
      resourceType: 'QuestionnaireResponse',
      id: '1',
      status: 'completed',
      questionnaire: 'https://x.example/fhir/Questionnaire/hemgenix-bcbsks|2026-07-23',
      authored: '2026-08-09T16:20:00-05:00',
      item: [{ linkId: 'HKS-III.3', answer: [{ valueBoolean: true }] }],
      ...changed,
    }) as Resource;
  test.each<[string, object, string]>([
    ['completed', {}, 'hemgenix-bcbsks HKS-III.3 true 2026-08-09'],
    ['amended', { status: 'amended' }, 'hemgenix-bcbsks HKS-III.3 true 2026-08-09'],
    [
      'relative, without a version',
      { questionnaire: 'Questionnaire/hemgenix-bcbsks' },
      'hemgenix-bcbsks HKS-III.3 true 2026-08-09',
    ],
    ['to another questionnaire', { questionnaire: 'https://x.example/OtherQuestionnaire/hemgenix-bcbsks' }, ''],
    [
      'without a version, absolute',
      { questionnaire: 'https://x.example/Questionnaire/hemgenix-bcbsks' },
      'hemgenix-bcbsks HKS-III.3 true 2026-08-09',
    ],
    ['in progress', { status: 'in-progress' }, ''],
    ['without a date', { authored: undefined }, ''],
    [
      'nested',
      { item: [{ linkId: 'group', item: [{ linkId: 'HKS-III.6', answer: [{ valueBoolean: false }] }] }] },
      'hemgenix-bcbsks HKS-III.6 false 2026-08-09',
    ],
    [
      'below an answer',
      {
        item: [
          {
            linkId: 'q',
            answer: [{ valueString: 'see below', item: [{ linkId: 'HKS-III.6', answer: [{ valueBoolean: false }] }] }],
          },
        ],
      },
      'hemgenix-bcbsks HKS-III.6 false 2026-08-09',
    ],
    ['in words', { item: [{ linkId: 'HKS-III.3', answer: [{ valueString: 'yes' }] }] }, ''],
  ])('an answer, %s', (_, changed, expected) => {
    expect(
      readAnswers(response(changed))
        .map(({ policy, criterion, value, day }) => `${policy} ${criterion} ${value} ${day}`)
        .join(),
    ).toBe(expected);
  });
});

describe('coverage and references', () => {
  test('a coverage tells its payor, contained or sent along, and whether it covers the day', () => {
    const sent = new SentResources();
    sent.add({
      resourceType: 'Organization',
      id: 'o',
      name: 'Blue Cross and Blue Shield of Kansas',
      identifier: [{ value: '18558' }],
    });
    const coverage = {
      resourceType: 'Coverage',
      id: 'c',
      status: 'active',
      payor: [{ reference: 'Organization/o' }],
      period: { start: '2026-01-01', end: '2026-12-31' },
    } as Resource;
    expect(readCoverage(coverage, '2026-12-31', sent)).toMatchObject({
      active: true,
      names: ['Blue Cross and Blue Shield of Kansas'],
      identifiers: [{ value: '18558' }],
    });
    expect(readCoverage(coverage, '2027-01-01', sent).active).toBe(false);
    expect(readCoverage({ ...coverage, status: 'cancelled' }, '2026-12-31', sent).active).toBe(false);
    expect(readCoverage({ ...coverage, period: undefined }, '2030-12-31', sent).active).toBe(true);
    expect(
      readCoverage({ ...coverage, payor: [{ reference: 'Organization/p' }] }, '2026-12-31', sent).payorElsewhere,
    ).toBe('Organization/p');
    expect(readCoverage({ ...coverage, payor: [{ display: 'BCBSKS' }] }, '2026-12-31', sent).names).toEqual(['BCBSKS']);
  });

  test.each([
    ['Patient/1', { type: 'Patient', id: '1' }],
    ['https://x.example/fhir/Patient/1/_history/2', { type: 'Patient', id: '1' }],
    ['urn:uuid:1', undefined],
    ['#1', undefined],
    ['Patient?identifier=1', undefined],
    ['Patient/', undefined],
  ])('%s', (reference, parsed) => expect(parseReference(reference)).toEqual(parsed));

  test('names of members like __proto__ and constructor are only names', () => {
    const sent = new SentResources();
    sent.add(
      JSON.parse(
        '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Medication","id":"__proto__"}},{"resource":{"resourceType":"constructor","id":"toString"}}]}',
      ),
    );
    expect(sent.resolve({ reference: 'Medication/__proto__' }, { resourceType: 'X' })).toMatchObject({
      id: '__proto__',
    });
    expect(sent.resolve({ reference: 'Medication/toString' }, { resourceType: 'X' })).toBeUndefined();
  });
});
