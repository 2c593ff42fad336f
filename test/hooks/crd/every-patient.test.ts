import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../../src/hooks/determination.ts';
import { callOf, everyPatient, prefetchOf } from '../../acceptance/every-patient.ts';
import type { Expected, Patient } from '../../acceptance/patient.ts';
import { codesIn, determinationOf, signCrd } from '../../support/crd/client.ts';
import { repetitionsOf } from '../../support/crd/echo.ts';
import { readRepetition } from '../../support/crd/repetition.ts';
import { type Service, startService } from '../../support/service.ts';

/** What a CRD client is told for each outcome, written here on its own. A reason of `text` has no code. */
const documents = { covered: 'covered', 'pa-needed': 'auth-needed', 'doc-needed': 'clinical', 'doc-purpose': 'withpa' };
const unknown = { covered: 'indeterminate', 'pa-needed': 'indeterminate' };
const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'likely-approval': { covered: 'covered', 'pa-needed': 'auth-needed' },
  'attestation-needed': { ...documents, reason: 'text' },
  'missing-documentation': { ...documents, reason: 'text' },
  'likely-denial, not-medically-necessary': {
    covered: 'conditional',
    'pa-needed': 'auth-needed',
    'info-needed': 'OTH',
    reason: 'text',
  },
  'likely-denial, excluded': { covered: 'not-covered', reason: 'text' },
  'indeterminate, technical': { ...unknown, reason: 'technical' },
  'not-governed, no-coverage': { covered: 'not-covered', reason: 'no-active-coverage' },
  'version-unknown': { ...unknown, reason: 'text' },
  'not-governed': { ...unknown, reason: 'text' },
  'not-governed, other-plan': { ...unknown, reason: 'text' },
};
const toldFor = ({ outcome, reason }: Determination) => told[reason === undefined ? outcome : `${outcome}, ${reason}`];

/** The lines that the reason has to name: what is still needed, or what is not met. */
const namedIn = ({ outcome, stillNeeded, criteria }: Determination): readonly string[] =>
  outcome === 'likely-denial'
    ? criteria.filter(({ status, partOf }) => status === 'not-met' && partOf === undefined).map(({ id }) => id)
    : stillNeeded.map(({ criterion }) => criterion);

/** Those that the guide answers with 400: no Coverage, another payer's, or several with none named by the order. */
const refused: ReadonlySet<string> = new Set([
  'Blue Cross of Kansas City is another company',
  'no coverage on record',
  'two payers judge the same Hemgenix each by its own text',
]);

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

/** One determination for each order that has an id, also for those that get no card elsewhere. */
async function answersFor(patient: Patient): Promise<readonly Determination[]> {
  const { status, actions } = await signCrd(service, callOf(patient, { prefetch: prefetchOf(patient) }));
  expect(status).toBe(200);
  expect(actions.map(({ resource }) => resource.id).sort()).toEqual(patient.orders.map(({ id }) => id).sort());
  return Promise.all(
    actions
      .flatMap(({ resource }) => repetitionsOf(resource).map(readRepetition))
      .map(async (repetition) => {
        const determination = await determinationOf(service, repetition);
        expect(codesIn(repetition)).toEqual(toldFor(determination));
        expect(repetition.coverage).toBe(determination.coverage);
        for (const id of namedIn(determination)) expect(repetition.reasons[0]?.text).toContain(`(${id})`);
        return determination;
      }),
  );
}

const isAs =
  ({ policy, order, coverage, outcome }: Expected) =>
  (determination: Determination) =>
    (policy ?? determination.policy?.id) === determination.policy?.id &&
    (order ?? determination.order) === determination.order &&
    (coverage ?? determination.coverage) === determination.coverage &&
    (outcome ?? determination.outcome) === determination.outcome;

describe.each(everyPatient)('%s: a CRD client is told the outcome, in an answer without a fault', (_, patients) => {
  const answered = patients.filter(({ title }) => !refused.has(title));
  test.each(answered.map((each) => [each.title, each] as const))('%s', async (_title, patient) => {
    const determinations = await answersFor(patient);
    for (const expected of patient.expected) expect(determinations.filter(isAs(expected))).toHaveLength(1);
  });
});

describe('no single coverage of a payer that is held', () => {
  const all = everyPatient.flatMap(([, patients]) => patients).filter(({ title }) => refused.has(title));
  test('each of them is there', () => expect(all).toHaveLength(refused.size));
  test.each(all.map((each) => [each.title, each] as const))('%s: 400', async (_title, patient) => {
    expect((await signCrd(service, callOf(patient, { prefetch: prefetchOf(patient) }))).status).toBe(400);
  });
});

test('every outcome occurs among the patients, but for the failed reading, which has its own tests', async () => {
  const outcomes = new Set(
    everyPatient.flatMap(([, patients]) => patients.flatMap(({ expected }) => expected.map(({ outcome }) => outcome))),
  );
  for (const each of Object.keys(told)
    .map((name) => name.split(',')[0])
    .filter((name) => name !== 'indeterminate'))
    expect(outcomes).toContain(each);
});
