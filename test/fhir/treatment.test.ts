import { describe, expect, test } from 'vitest';
import { treatmentEvidence } from '../../src/criteria/assess-history.ts';
import { wasReceived, wasReceivedBefore } from '../../src/criteria/lab-series.ts';
import type { Treatment } from '../../src/facts/facts.ts';
import { readBilled } from '../../src/fhir/claim.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { drugsIn } from '../../src/fhir/medication.ts';
import { readProcedures } from '../../src/fhir/procedure.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { stopReasonOf } from '../../src/fhir/stop-reason.ts';
import { readTogether, readTreatments } from '../../src/fhir/treatment.ts';
import { hcpcs, ndc, rxnorm, snomed } from '../support/codings.ts';
import { treatment } from '../support/patient.ts';

const context = { asOf: '2026-08-14', orders: new Set(['MedicationRequest/judged']) };
const sent = new SentResources();
sent.add({ resourceType: 'Medication', id: 'kit', code: rxnorm('2626778') });
sent.add({ resourceType: 'Device', id: 'pump', code: hcpcs('J1411') });
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

test.each([
  'MedicationRequest',
  'MedicationStatement',
  'MedicationAdministration',
  'MedicationDispense',
])('a modifier that nobody knows makes a hint of a %s', (resourceType) => {
  const record = { resourceType, id: '1', status: 'completed' };
  const modified = { ...record, modifierExtension: [{ url: 'https://example.org/negated', valueBoolean: true }] };
  expect(readTreatments(record, tecfidera, context).map(({ decides }) => decides)).toEqual([true]);
  expect(readTreatments(modified, tecfidera, context).map(({ decides }) => decides)).toEqual([false]);
});

test('a modifier that nobody knows makes a hint of a procedure', () => {
  const record = { resourceType: 'Procedure', id: '1', status: 'completed', code: hcpcs('J1411') };
  const modified = { ...record, modifierExtension: [{ url: 'https://example.org/negated', valueBoolean: true }] };
  expect(readProcedures(record, context, sent).map(({ decides }) => decides)).toEqual([true]);
  expect(readProcedures(modified, context, sent).map(({ decides }) => decides)).toEqual([false]);
});

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

  test.each<[string, string, object, string | undefined]>([
    ['a request', 'stopped', { resourceType: 'MedicationRequest', statusReason: { text: 'Inefficient' } }, 'other'],
    [
      'an administration, by code',
      'stopped',
      { resourceType: 'MedicationAdministration', statusReason: [snomed('281647001', 'Adverse reaction')] },
      'not-tolerated',
    ],
    ['a code without words', 'stopped', { statusReason: [snomed('281647001')] }, 'not-stated'],
    ['the name it had in STU3', 'stopped', { reasonNotTaken: [{ text: 'Lack of efficacy' }] }, 'ineffective'],
    ['why it was given', 'stopped', { reasonCode: [{ text: 'Relapse of multiple sclerosis' }] }, 'not-stated'],
    ['a note', 'stopped', { note: [{ text: 'Stopped for lack of efficacy' }] }, 'not-stated'],
    ['an extension', 'stopped', { extension: [{ valueString: 'Lack of efficacy' }] }, 'not-stated'],
  ])('on record as %s', (_, status, resource, expected) =>
    expect(stopReasonOf({ resourceType: 'MedicationStatement', ...resource }, status)).toBe(expected));

  test('a note on a drug that was stopped is shown as it stands, and nothing is made of it', () => {
    const text = 'Stopped for lack of efficacy';
    const read = (changed: object) =>
      readTreatments(
        { resourceType: 'MedicationStatement', id: '1', status: 'stopped', note: [{ text }], ...changed } as Resource,
        tecfidera,
        context,
      )[0];
    expect(read({})).toMatchObject({ stopped: 'not-stated', note: text });
    expect(treatmentEvidence(read({}) as Treatment, false).says).toContain(`reason not stated, note: ${text}`);
    expect(read({ note: [{}, { text: 'a\u202eb\n'.repeat(60) }] })?.note).toHaveLength(100);
    expect(read({ status: 'active' })?.note).toBeUndefined();
  });
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

describe('whether a drug is in use', () => {
  const weekly = [{ timing: { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } } }];
  const read = (resource: object) =>
    readTreatments(resource as Resource, tecfidera, context)
      .map(({ current, schedule, decides }) => [current ? 'in use' : 'over', schedule, ...(decides ? [] : ['hint'])])
      .map((words) => words.join(' '))
      .join();
  test.each<[status: unknown, request: string, statement: string, administration: string]>([
    ['active', 'in use routine', 'in use routine', 'over not-stated hint'],
    [' active ', 'in use routine', 'in use routine', 'over not-stated hint'],
    ['completed', 'over routine', 'over routine', 'over not-stated'],
    ['stopped', 'over routine', 'over routine', 'over not-stated'],
    ['inactive', 'over routine', 'over routine hint', 'over not-stated hint'],
    ['on-hold', 'in use not-stated', 'in use not-stated', 'over not-stated hint'],
    ['unknown', 'in use not-stated', 'in use not-stated hint', 'over not-stated hint'],
    ['2', 'in use not-stated', 'in use not-stated hint', 'over not-stated hint'],
    [null, 'in use not-stated', 'in use not-stated hint', 'over not-stated hint'],
    [undefined, 'in use not-stated', 'in use not-stated hint', 'over not-stated hint'],
    ['in-progress', 'in use not-stated', 'in use not-stated hint', 'over not-stated'],
    ['draft', '', 'in use not-stated hint', 'over not-stated hint'],
    ['cancelled', '', 'in use not-stated hint', 'over not-stated hint'],
    ['intended', 'in use not-stated', '', 'over not-stated hint'],
    ['not-taken', 'in use not-stated', '', 'over not-stated hint'],
    ['not-done', 'in use not-stated', 'in use not-stated hint', ''],
    ['entered-in-error', '', '', ''],
    ['entered-in-error ', '', '', ''],
  ])('status %j', (status, request, statement, administration) => {
    expect({
      request: read({ resourceType: 'MedicationRequest', status, dosageInstruction: weekly }),
      statement: read({ resourceType: 'MedicationStatement', status, dosage: weekly }),
      administration: read({ resourceType: 'MedicationAdministration', status }),
    }).toEqual({ request, statement, administration });
  });

  test.each<[string, object, string]>([
    ['ended the day before', { status: 'unknown', effectivePeriod: { end: '2026-08-13' } }, 'over not-stated hint'],
    ['ends on the day', { status: 'active', effectivePeriod: { end: '2026-08-14' } }, 'in use not-stated'],
    ['ended some day of 2025', { status: 'active', effectivePeriod: { end: '2025' } }, 'over not-stated'],
    ['ends some day of the month', { status: 'active', effectivePeriod: { end: '2026-08' } }, 'in use not-stated'],
    ['not taken, as STU3 says it', { status: 'active', taken: 'n' }, ''],
    ['not taken, as DSTU2 says it', { status: 'active', wasNotTaken: true }, ''],
    ['taken, as STU3 says it', { status: 'active', taken: 'y' }, 'in use not-stated'],
    ['taken or not, as STU3 says it', { status: 'active', taken: 'unk' }, 'in use not-stated hint'],
  ])('a statement that %s', (_, changed, expected) =>
    expect(read({ resourceType: 'MedicationStatement', ...changed })).toBe(expected));

  test.each<[string, object, string]>([
    ['reported at second hand', { reportedBoolean: true }, 'in use not-stated'],
    ['reported by somebody', { reportedReference: { reference: 'Patient/1' } }, 'in use not-stated'],
    ['a plan', { intent: 'plan' }, 'in use not-stated'],
    ['without an intent', { intent: undefined }, 'in use not-stated'],
    ['one of several to choose from', { intent: 'option' }, ''],
    ['not to be given', { doNotPerform: true }, ''],
    ['to be given', { doNotPerform: false }, 'in use not-stated'],
  ])('a request that is %s', (_, changed, expected) =>
    expect(read({ resourceType: 'MedicationRequest', status: 'active', intent: 'order', ...changed })).toBe(expected));

  test.each([
    ['notGiven', 'STU3'],
    ['wasNotGiven', 'DSTU2'],
  ])('a dose that was not given, as %s of %s', (member) => {
    const dose = { resourceType: 'MedicationAdministration', status: 'completed' };
    expect(read({ ...dose, [member]: true })).toBe('');
    expect(read({ ...dose, [member]: false })).toBe('over not-stated');
  });
});

describe('since when a drug was had', () => {
  const given = (effectiveDateTime: unknown) =>
    readTreatments(
      { resourceType: 'MedicationAdministration', status: 'completed', effectiveDateTime } as Resource,
      tecfidera,
      context,
    ).map(({ from, fromAtLatest }) => ({ ...(from && { from }), ...(fromAtLatest && { fromAtLatest }) }))[0];
  test.each<[unknown, object]>([
    ['2023-05-06', { from: '2023-05-06' }],
    ['2023-05-06T23:30:00-05:00', { from: '2023-05-06' }],
    ['2023-02', { fromAtLatest: '2023-02-28' }],
    ['2023', { fromAtLatest: '2023-12-31' }],
    ['2023-02-30', {}],
    ['last year', {}],
    [undefined, {}],
  ])('%j', (written, expected) => expect(given(written)).toEqual(expected));

  test('a year that is over shows that the drug was had before, the present one does not', () => {
    const hemgenix = (written: string) =>
      wasReceivedBefore(treatment('hemgenix', given(written) as Partial<Treatment>), '2026-08-14');
    expect(['2025', '2026-07', '2026-08', '2026', ''].map(hemgenix)).toEqual([true, true, false, false, false]);
    expect(treatmentEvidence(treatment('hemgenix', { fromAtLatest: '2025-12-31' }), true).says).toContain(
      'from 2025-12-31 at the latest',
    );
  });
});

describe('what a pharmacy handed over', () => {
  const dispense = (changed: object) =>
    readTreatments(
      {
        resourceType: 'MedicationDispense',
        id: '1',
        status: 'completed',
        whenHandedOver: '2026-08-01T10:00:00Z',
        dosageInstruction: [{ timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } } }],
        ...changed,
      } as Resource,
      tecfidera,
      context,
    );
  const supply = (value: unknown, more: object = { unit: 'days', code: 'd' }) => ({ daysSupply: { value, ...more } });
  const MS = (system: string) => ({ type: { coding: [{ system, code: 'MS' }] } });
  const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

  test.each<[string, object, string]>([
    ['handed over', {}, 'dimethylFumarate dispensed from 2026-08-01'],
    [
      'dated by its preparation alone',
      { whenHandedOver: undefined, whenPrepared: '2026-07-30' },
      'dimethylFumarate dispensed from 2026-07-30',
    ],
    ['without a date', { whenHandedOver: undefined }, 'dimethylFumarate dispensed'],
    ['in preparation', { status: 'preparation' }, ''],
    ['ready to be picked up', { status: 'in-progress' }, ''],
    ['on hold', { status: 'on-hold' }, ''],
    ['cancelled', { status: 'cancelled' }, ''],
    ['declined', { status: 'declined' }, ''],
    ['entered in error', { status: 'entered-in-error' }, ''],
    ['broken off', { status: 'stopped' }, 'dimethylFumarate dispensed from 2026-08-01 hint'],
    ['of unknown status', { status: 'unknown' }, 'dimethylFumarate dispensed from 2026-08-01 hint'],
    ['without a status', { status: null }, 'dimethylFumarate dispensed from 2026-08-01 hint'],
    [
      'broken off for a reason: that is why it was not dispensed, not why it was given up',
      {
        status: 'stopped',
        statusReasonCodeableConcept: { text: 'Lack of efficacy' },
        statusReason: [{ text: 'Allergy' }],
      },
      'dimethylFumarate dispensed from 2026-08-01 hint',
    ],
    ['a sample by its code', MS(ACT), 'dimethylFumarate dispensed from 2026-08-01 sample'],
    [
      'a sample by its code and OID',
      MS('urn:oid:2.16.840.1.113883.5.4'),
      'dimethylFumarate dispensed from 2026-08-01 sample',
    ],
    ['the same code of another system', MS('urn:x'), 'dimethylFumarate dispensed from 2026-08-01'],
    ['a first fill', { type: { coding: [{ system: ACT, code: 'FF' }] } }, 'dimethylFumarate dispensed from 2026-08-01'],
    ['a sample by its words', { type: { text: 'Samples' } }, 'dimethylFumarate dispensed from 2026-08-01 sample'],
    ['for the order under judgement', { authorizingPrescription: [{ reference: 'MedicationRequest/judged' }] }, ''],
    [
      'for another order',
      { authorizingPrescription: [{ reference: 'MedicationRequest/other' }] },
      'dimethylFumarate dispensed from 2026-08-01',
    ],
  ])('%s', (_, changed, expected) => expect(dispense(changed).map(short).join()).toBe(expected));

  test.each<[string, object, boolean]>([
    ['14 days: one more than have passed', supply(14), true],
    ['13 days: as many as have passed', supply(13), false],
    ['12 days', supply(12), false],
    ['14 days, without a unit', supply(14, {}), true],
    ['2 weeks: not said in days', supply(2, { unit: 'weeks', code: 'wk' }), false],
    ['not stated', {}, false],
    ['no number', supply('many'), false],
    ['from a day to come', { ...supply(30), whenHandedOver: '2026-08-15' }, false],
    ['from an unknown day of the year', { ...supply(300), whenHandedOver: '2026' }, false],
  ])('a supply of %s', (_, changed, lasts) => {
    expect(dispense(changed)[0]).toMatchObject({ current: lasts, schedule: 'not-stated' });
  });

  test('is no proof of receipt, whatever it is', () => {
    expect(dispense(supply(30)).map((each) => [each.decides, wasReceived(each)])).toEqual([[true, false]]);
  });
});

describe('doses of the order under judgement', () => {
  test.each([
    'MedicationRequest/judged',
    'https://ehr.example.org/fhir/MedicationRequest/judged/_history/2',
  ])('by the reference %s', (reference) => {
    const records = [
      { resourceType: 'MedicationAdministration', status: 'completed', request: { reference } },
      { resourceType: 'MedicationDispense', status: 'completed', authorizingPrescription: [{ reference }] },
    ];
    expect(records.flatMap((each) => readTreatments(each as Resource, tecfidera, context))).toEqual([]);
    const procedure = {
      resourceType: 'Procedure',
      status: 'completed',
      code: hcpcs('J1411'),
      basedOn: [{ reference }],
    };
    expect(readProcedures(procedure as Resource, context, sent)).toEqual([]);
  });
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
    ['settled in part', claim({ outcome: 'partial' }), 'gamifant billed from 2025-03-04 hint'],
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
    ['without a status', procedure({ status: null }), 'hemgenix administered from 2023-05-01 hint'],
    ['not done, as STU3 says it', procedure({ notDone: true }), ''],
    ['in a year alone', procedure({ performedDateTime: '2023' }), 'hemgenix administered'],
    [
      'by a Medication that it used',
      procedure({ code: { text: 'Infusion' }, usedReference: [{ reference: 'Medication/kit' }] }),
      'hemgenix administered from 2023-05-01',
    ],
    ['by a device that it used', procedure({ code: {}, usedReference: [{ reference: 'Device/pump' }] }), ''],
    ['of unknown status', procedure({ status: 'unknown' }), 'hemgenix administered from 2023-05-01 hint'],
    ['planned', procedure({ status: 'preparation' }), ''],
    ['not done', procedure({ status: 'not-done' }), ''],
    ['entered in error', procedure({ status: 'entered-in-error' }), ''],
    ['another procedure', procedure({ code: snomed('73761001', 'Colonoscopy') }), ''],
    ['by the order under judgement', procedure({ basedOn: [{ reference: 'MedicationRequest/judged' }] }), ''],
  ])('%s', (_, resource, expected) => expect(readProcedures(resource, context, sent).map(short).join()).toBe(expected));
});
