import { describe, expect, test } from 'vitest';
import type { Treatment } from '../../src/facts/facts.ts';
import { readBilled } from '../../src/fhir/claim.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { drugsIn } from '../../src/fhir/medication.ts';
import { readProcedures } from '../../src/fhir/procedure.ts';
import { stopReasonOf } from '../../src/fhir/stop-reason.ts';
import { readTogether, readTreatments } from '../../src/fhir/treatment.ts';
import { hcpcs, ndc, rxnorm, snomed } from '../support/codings.ts';

const context = { asOf: '2026-08-14', orders: new Set(['MedicationRequest/judged']) };
const tecfidera = drugsIn(rxnorm('1373489', 'Tecfidera 120 MG'));

/** A treatment in short: drug, kind, days, and what else is told of it. */
const short = ({ drug, kind, from, to, decides, stopped, sample, route, together, current }: Treatment) =>
  [
    drug,
    kind,
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`to ${to}`] : []),
    ...(current ? ['current'] : []),
    ...(decides ? [] : ['hint']),
    ...(stopped ? [stopped] : []),
    ...(sample ? ['sample'] : []),
    ...(route === 'intravenous' ? ['intravenous'] : []),
    ...(together ? ['together'] : []),
  ].join(' ');

describe('why a drug was stopped', () => {
  test.each<[string, string, unknown, string | undefined]>([
    ['nothing said', 'stopped', undefined, 'not-stated'],
    ['an empty reason', 'stopped', [{}], 'not-stated'],
    ['lack of efficacy', 'stopped', [{ text: 'Lack of efficacy' }], 'ineffective'],
    ['lack of drug effect', 'stopped', [{ text: 'Lack of drug effect' }], 'ineffective'],
    ['ineffective', 'stopped', [{ text: 'Medication ineffective' }], 'ineffective'],
    ['inadequate response', 'stopped', [{ text: 'Inadequate response' }], 'ineffective'],
    ['no response', 'stopped', [{ text: 'no response' }], 'ineffective'],
    ['treatment failure', 'stopped', [{ text: 'TREATMENT FAILURE' }], 'ineffective'],
    ['a relapse', 'stopped', [{ text: 'Relapse on treatment' }], 'ineffective'],
    ['disease activity', 'stopped', [{ text: 'New disease activity on MRI' }], 'ineffective'],
    ['disease progression', 'stopped', [{ text: 'disease progression' }], 'ineffective'],
    ['breakthrough', 'stopped', [{ text: 'Breakthrough bleeding' }], 'ineffective'],
    [
      'an adverse reaction, by display',
      'stopped',
      [snomed('62014003', 'Adverse reaction caused by drug')],
      'not-tolerated',
    ],
    ['side effects', 'stopped', [{ text: 'Side effects' }], 'not-tolerated'],
    ['intolerance', 'stopped', [{ text: 'GI intolerance' }], 'not-tolerated'],
    ['not tolerated', 'stopped', [{ text: 'Not tolerated' }], 'not-tolerated'],
    ['an allergy', 'stopped', [{ text: 'Allergy' }], 'not-tolerated'],
    ['toxicity', 'stopped', [{ text: 'Hepatotoxicity: liver toxicity' }], 'not-tolerated'],
    ['a contraindication', 'stopped', [{ text: 'Contraindicated in pregnancy' }], 'contraindicated'],
    ['a lone concept, as MedicationRequest has it', 'stopped', { text: 'Lack of effect' }, 'ineffective'],
    ['the second of two reasons', 'stopped', [{ text: 'Plan change' }, { text: 'Side effects' }], 'not-tolerated'],
    ['other words', 'stopped', [{ text: 'Patient moved away' }], 'other'],
    ['relapsing is a name', 'stopped', [{ text: 'Relapsing-remitting MS' }], 'other'],
    ['relapse-free', 'stopped', [{ text: 'Relapse-free for two years' }], 'other'],
    ['no side effects', 'stopped', [{ text: 'No side effects, patient request' }], 'other'],
    ['no relapse', 'stopped', [{ text: 'Remission without relapse' }], 'other'],
    ['a risk', 'stopped', [{ text: 'Risk of toxicity' }], 'other'],
    ['low disease activity', 'stopped', [{ text: 'Low disease activity' }], 'other'],
    ['no contraindication', 'stopped', [{ text: 'No contraindication' }], 'other'],
    ['completed for a reason of the list', 'completed', [{ text: 'Treatment failure' }], 'ineffective'],
    ['completed for another', 'completed', [{ text: 'Course complete' }], undefined],
    ['completed without a reason', 'completed', undefined, undefined],
    ['active', 'active', [{ text: 'Treatment failure' }], undefined],
    ['on hold', 'on-hold', [{ text: 'Side effects' }], undefined],
  ])('%s', (_, status, statusReason, expected) =>
    expect(stopReasonOf({ resourceType: 'MedicationStatement', status, statusReason }, status)).toBe(expected));
});

describe('what medication records tell of a drug', () => {
  const intravenous = { coding: [{ system: 'http://snomed.info/sct', code: '47625008' }] };
  test.each<[string, object, string]>([
    [
      'a stopped request',
      {
        resourceType: 'MedicationRequest',
        status: 'stopped',
        authoredOn: '2024-01-05',
        statusReason: { text: 'Lack of efficacy' },
      },
      'dimethylFumarate ordered from 2024-01-05 ineffective',
    ],
    [
      'a stopped statement',
      {
        resourceType: 'MedicationStatement',
        status: 'stopped',
        effectivePeriod: { start: '2024-01-05', end: '2024-06-01' },
        statusReason: [{ text: 'Flushing: intolerance' }],
      },
      'dimethylFumarate stated from 2024-01-05 to 2024-06-01 not-tolerated',
    ],
    [
      'a stopped infusion',
      {
        resourceType: 'MedicationAdministration',
        status: 'stopped',
        effectiveDateTime: '2024-01-05T09:00:00Z',
        dosage: { route: intravenous },
      },
      'dimethylFumarate administered from 2024-01-05 not-stated intravenous',
    ],
    [
      'a course of infusions',
      {
        resourceType: 'MedicationAdministration',
        status: 'completed',
        effectivePeriod: { start: '2025-05-05', end: '2025-05-09T16:00:00-05:00' },
        dosage: { route: { text: 'IV' } },
      },
      'dimethylFumarate administered from 2025-05-05 to 2025-05-09 intravenous',
    ],
    [
      'an order by mouth',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        dosageInstruction: [{ route: { text: 'oral' } }],
      },
      'dimethylFumarate ordered current',
    ],
    [
      'a sample by its category',
      { resourceType: 'MedicationStatement', status: 'completed', category: { text: 'Manufacturer sample' } },
      'dimethylFumarate stated sample',
    ],
    [
      'a sample by its words',
      {
        resourceType: 'MedicationAdministration',
        status: 'completed',
        medicationReference: { display: 'Tecfidera sample pack' },
      },
      'dimethylFumarate administered sample',
    ],
    [
      'a sample by the category of a request',
      { resourceType: 'MedicationRequest', status: 'completed', category: [{ coding: [{ display: 'Samples' }] }] },
      'dimethylFumarate ordered sample',
    ],
  ])('%s', (_, resource, expected) =>
    expect(
      readTreatments(resource as Resource, tecfidera, context)
        .map(short)
        .join(),
    ).toBe(expected));
});

describe('orders of the same call', () => {
  const order = (changed: object) =>
    ({ resourceType: 'MedicationRequest', status: 'draft', intent: 'order', ...changed }) as Resource;
  test.each<[string, Resource, string]>([
    ['a draft', order({}), 'dimethylFumarate ordered current together'],
    ['an active one', order({ status: 'active' }), 'dimethylFumarate ordered current together'],
    ['a service', order({ resourceType: 'ServiceRequest' }), 'dimethylFumarate ordered current together'],
    ['a cancelled one', order({ status: 'cancelled' }), ''],
    ['one that stops the drug', order({ status: 'stopped' }), ''],
    ['one not to give it', order({ doNotPerform: true }), ''],
    ['a proposal', order({ intent: 'proposal' }), ''],
  ])('%s', (_, resource, expected) =>
    expect(readTogether(resource, tecfidera, 'MedicationRequest/(entry 2)').map(short).join()).toBe(expected));
});

describe('drugs on claims', () => {
  const claim = (changed: object, item: object = {}) =>
    ({
      resourceType: 'ExplanationOfBenefit',
      id: '1',
      status: 'active',
      use: 'claim',
      outcome: 'complete',
      billablePeriod: { start: '2025-03-01' },
      item: [{ sequence: 1, productOrService: hcpcs('J9210'), servicedDate: '2025-03-04', ...item }],
      ...changed,
    }) as Resource;
  test.each<[string, Resource, string]>([
    ['a billed drug', claim({}), 'gamifant billed from 2025-03-04'],
    [
      'over a period',
      claim({}, { servicedDate: undefined, servicedPeriod: { start: '2025-03-04', end: '2025-03-08' } }),
      'gamifant billed from 2025-03-04 to 2025-03-08',
    ],
    ['dated by the claim alone', claim({}, { servicedDate: undefined }), 'gamifant billed from 2025-03-01'],
    ['without an outcome', claim({ outcome: undefined }), 'gamifant billed from 2025-03-04'],
    ['by NDC', claim({}, { productOrService: ndc('64406-0008-01') }), 'natalizumab billed from 2025-03-04'],
    [
      'by the detail of a line',
      claim({}, { productOrService: { text: 'Pharmacy' }, detail: [{ productOrService: ndc('64406-0008-01') }] }),
      'natalizumab billed from 2025-03-04',
    ],
    ['by text alone', claim({}, { productOrService: { text: 'Gamifant' } }), 'gamifant billed from 2025-03-04 hint'],
    [
      'a refused line',
      claim({}, { adjudication: [{ category: { coding: [{ code: 'denialreason' }] } }] }),
      'gamifant billed from 2025-03-04 hint',
    ],
    ['another drug', claim({}, { productOrService: hcpcs('J0129') }), ''],
    ['Campath is no Lemtrada', claim({}, { productOrService: hcpcs('J9010') }), ''],
    ['a cancelled claim', claim({ status: 'cancelled' }), ''],
    ['a claim in error', claim({ outcome: 'error' }), ''],
    ['a queued claim', claim({ outcome: 'queued' }), ''],
    ['a prior authorization', claim({ use: 'preauthorization' }), ''],
    ['an estimate', claim({ use: 'predetermination' }), ''],
    ['no lines', claim({ item: 'none' }), ''],
  ])('%s', (_, resource, expected) => expect(readBilled(resource).map(short).join()).toBe(expected));
});

describe('drugs given by a procedure', () => {
  const procedure = (changed: object) =>
    ({
      resourceType: 'Procedure',
      id: '1',
      status: 'completed',
      code: hcpcs('J1411'),
      performedDateTime: '2023-05-01',
      ...changed,
    }) as Resource;
  test.each<[string, Resource, string]>([
    ['by its code', procedure({}), 'hemgenix administered from 2023-05-01'],
    [
      'by what it used, over a period',
      procedure({
        code: { text: 'Infusion' },
        usedCode: [snomed('129472003')],
        performedDateTime: undefined,
        performedPeriod: { start: '2023-05-01', end: '2023-05-05' },
      }),
      'lemtrada administered from 2023-05-01 to 2023-05-05',
    ],
    ['by code and use: once', procedure({ usedCode: [hcpcs('J1411')] }), 'hemgenix administered from 2023-05-01'],
    [
      'by its text',
      procedure({ code: { text: 'Infusion of Hemgenix' } }),
      'hemgenix administered from 2023-05-01 hint',
    ],
    ['stopped', procedure({ status: 'stopped' }), 'hemgenix administered from 2023-05-01 hint'],
    ['of unknown status', procedure({ status: 'unknown' }), 'hemgenix administered from 2023-05-01 hint'],
    ['planned', procedure({ status: 'preparation' }), ''],
    ['not done', procedure({ status: 'not-done' }), ''],
    ['entered in error', procedure({ status: 'entered-in-error' }), ''],
    ['another procedure', procedure({ code: snomed('73761001', 'Colonoscopy') }), ''],
    ['by the order under judgement', procedure({ basedOn: [{ reference: 'MedicationRequest/judged' }] }), ''],
  ])('%s', (_, resource, expected) => expect(readProcedures(resource, context).map(short).join()).toBe(expected));
});
