import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import type { TestResource } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';
import { callOf, everyPatient, prefetchOf } from './every-patient.ts';
import type { Patient } from './patient.ts';

/** A record that proves nothing any more, or undefined where this cannot happen to it. */
type Spoil = (record: TestResource) => Record<string, unknown> | undefined;

const having = (member: string, change: (value: unknown) => unknown, ...others: readonly string[]): Spoil => {
  const members = [member, ...others];
  return (record) => {
    const present = members.filter((each) => record[each] !== undefined);
    if (present.length === 0) return undefined;
    return { ...record, ...Object.fromEntries(present.map((each) => [each, change(record[each])])) };
  };
};
const of =
  (types: readonly string[], more: Record<string, unknown>): Spoil =>
  (record) =>
    types.includes(record.resourceType) ? { ...record, ...more } : undefined;
const belonging = (value: unknown) => having('subject', () => value, 'patient', 'beneficiary');
const quantity = (more: Record<string, unknown>) =>
  having('valueQuantity', (written) => ({ ...(written as object), ...more }));
const form = (change: (questionnaire: string) => string) =>
  having('questionnaire', (written) => change(written as string));
const answering = (answer: unknown) =>
  having('item', (items) => (items as readonly object[]).map((item) => ({ ...item, answer })));
const verified = (code: string) => of(['Condition'], { verificationStatus: { coding: [{ code }] } });
const clinical: Spoil = (record) =>
  ['Patient', 'Organization', 'Coverage'].includes(record.resourceType) ? undefined : record;
const OBSERVED = ['Observation', 'DiagnosticReport'];

const spoils: Readonly<Record<string, Spoil>> = {
  'of another patient': belonging({ reference: 'Patient/neighbor' }),
  'of nobody': belonging(undefined),
  'of somebody named in words': belonging({ display: 'A. Person' }),
  'of a number': belonging(7),
  'a status that is none': (record) => (record.status === undefined ? undefined : { ...record, status: 'whatever' }),
  'a status that is a number': (record) => (record.status === undefined ? undefined : { ...record, status: 7 }),
  'of another type': (record) => clinical(record) && { ...record, resourceType: 'Basic' },
  'a modifier that nobody knows': (record) =>
    clinical(record) && { ...record, modifierExtension: [{ url: 'https://example.org/negated', valueBoolean: true }] },
  'no code': having('code', () => undefined, 'medicationCodeableConcept'),
  'a code of the house': having(
    'code',
    () => ({ coding: [{ system: 'urn:house', code: '1' }] }),
    'medicationCodeableConcept',
  ),
  preliminary: of(OBSERVED, { status: 'preliminary' }),
  cancelled: of(OBSERVED, { status: 'cancelled' }),
  'said to be absent': of(OBSERVED, { dataAbsentReason: { coding: [{ code: 'error' }] } }),
  'without a value': quantity({ value: undefined }),
  'a value in words': quantity({ value: 'high' }),
  'a negative value': quantity({ value: -1 }),
  'an unknown unit': quantity({ unit: 'furlong', code: 'furlong' }),
  'a comparator that is none': quantity({ comparator: 'about' }),
  'a comparator that is a number': quantity({ comparator: 3 }),
  'a result that is none': having('valueCodeableConcept', () => ({ text: 'Indeterminate' })),
  'a result of two minds': having('valueCodeableConcept', () => ({ text: 'not positive or negative' })),
  'entered in error': (record) =>
    record.resourceType === 'Condition'
      ? verified('entered-in-error')(record)
      : clinical(record) && record.status !== undefined
        ? { ...record, status: 'entered-in-error' }
        : undefined,
  'ruled out, in words': of(['Condition'], { verificationStatus: { text: 'Ruled out' } }),
  'a verification that is a number': of(['Condition'], { verificationStatus: 7 }),
  'not taken': of(['MedicationStatement'], { status: 'not-taken' }),
  'not given': of(['MedicationAdministration'], { status: 'not-done' }),
  'a form in progress': of(['QuestionnaireResponse'], { status: 'in-progress' }),
  'a form of next year': of(['QuestionnaireResponse'], { authored: '2027-08-09T16:20:00-05:00' }),
  'a form without a date': of(['QuestionnaireResponse'], { authored: undefined }),
  'a form of another policy': form((questionnaire) => `${questionnaire}-other`),
  'a form of nothing': form(() => ''),
  'answers in words': answering([{ valueString: 'true' }]),
  'answers that are words': answering([{ valueBoolean: 'true' }]),
  'yes and no at once': answering([{ valueBoolean: true }, { valueBoolean: false }]),
};

/** Lines that an unclear record bears on, and why that is right: a record that is not there does not. */
const RAISED: Readonly<Record<string, string>> = {
  'GAM-1': "an unclear diagnosis of Still's disease still chooses the branch, whose own line it leaves open",
  'GAM-1.dose': 'the same',
  'GAM-1.dx': 'the same',
  'GAM-1.spec': 'the same',
  'GAM-1.step': 'the same',
  'P109-HEM-4a': 'prophylaxis that may be going on asks for exposure days, which are on record',
  'SOC-1': 'the visit that an order names tells the place, unless it was called off or entered in error',
};
const SETTLED = ['met', 'not-met', 'n/a'];

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

async function judged(patient: Patient, records: readonly unknown[]): Promise<ReadonlyMap<string, Determination>> {
  const changed = { ...patient, records: records as readonly TestResource[] };
  const { status, determinations } = await service.sign(callOf(changed, { prefetch: prefetchOf(changed) }));
  expect(status).toBe(200);
  return new Map(determinations.map((each) => [`${each.order} ${each.coverage} ${each.policy?.id}`, each]));
}

/** What a chart with the spoiled record settles that the same chart without it does not. */
function settledBy(spoiled: ReadonlyMap<string, Determination>, without: ReadonlyMap<string, Determination>) {
  return [...spoiled].flatMap(([name, determination]) => {
    const { criteria = [], siteOfCare, outcome } = without.get(name) ?? {};
    const expected = new Map([...criteria, ...(siteOfCare?.criteria ?? [])].map(({ id, status }) => [id, status]));
    const lines = [...determination.criteria, ...(determination.siteOfCare?.criteria ?? [])]
      .filter(({ id, status }) => SETTLED.includes(status) && expected.get(id) !== status && RAISED[id] === undefined)
      .map(({ id, status }) => `${id}: ${status}, not ${expected.get(id)}`);
    const settled = ['likely-approval', 'likely-denial'].includes(determination.outcome);
    return settled && determination.outcome !== outcome ? [determination.outcome, ...lines] : lines;
  });
}

/** Each record once, each in another way than the one before: every way comes to records of every kind it fits. */
const patients = everyPatient.flatMap(([, each]) => each);
let turn = 0;
const cases = patients.map((patient) => {
  const spoiled = patient.records.flatMap((record, place) => {
    const fitting = Object.entries(spoils).flatMap(([way, spoil]) => {
      const result = spoil(record);
      return result === undefined ? [] : [{ place, way, result, id: record.id }];
    });
    turn += 1;
    return fitting.filter((_, index) => index === turn % fitting.length);
  });
  return [patient.title, patient, spoiled] as const;
});

test('every way to spoil a record is tried', () => {
  const tried = new Set(cases.flatMap(([, , spoiled]) => spoiled.map(({ way }) => way)));
  expect([...tried].sort()).toEqual(Object.keys(spoils).sort());
});

test.each(cases)('a record that proves nothing settles nothing: %s', async (_, patient, spoiled) => {
  for (const { place, way, result, id } of spoiled) {
    const changed = await judged(patient, patient.records.with(place, result as TestResource));
    const without = await judged(patient, patient.records.toSpliced(place, 1));
    expect(settledBy(changed, without), `${id}, ${way}`).toEqual([]);
  }
});
