import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callOf, everyPatient, prefetchOf } from '../../acceptance/every-patient.ts';
import type { Patient } from '../../acceptance/patient.ts';
import { type CrdSigned, signCrd } from '../../support/crd/client.ts';
import { repetitionsOf } from '../../support/crd/echo.ts';
import { type Repetition, readRepetition } from '../../support/crd/repetition.ts';
import { breaches } from '../../support/laws.ts';
import { type Service, startService } from '../../support/service.ts';

/** What holds for the answers to all acceptance patients. `signCrd` has put each through every check of one answer. */

/** What an EHR may have written on its order, and nobody here reads. */
const own = {
  extension: [{ url: 'https://ehr.example/own', valueString: 'kept' }],
  implicitRules: 'https://ehr.example',
};
const patients: readonly Patient[] = everyPatient
  .flatMap(([, each]) => each)
  .map((each) => ({ ...each, orders: each.orders.map((order) => ({ ...order, ...own })) }));

interface Answered {
  readonly patient: Patient;
  readonly signed: CrdSigned;
}

let service: Service;
let answered: readonly Answered[];
beforeAll(async () => {
  service = await startService();
  const all = await Promise.all(patients.map(async (patient) => ({ patient, signed: await sign(patient) })));
  answered = all.filter(({ signed }) => signed.status === 200);
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const sign = (patient: Patient) => signCrd(service, callOf(patient, { prefetch: prefetchOf(patient) }));
const assertionsOf = ({ signed }: Answered): readonly Repetition[] =>
  signed.actions.flatMap(({ resource }) => repetitionsOf(resource).map(readRepetition));
const assertions = () => answered.flatMap(assertionsOf);

/** The same patient with the orders as they came back. */
const withAnswers = ({ patient, signed }: Answered): Patient => ({
  ...patient,
  orders: patient.orders.map((sent) => ({
    ...sent,
    ...signed.actions.find(({ resource }) => resource.id === sent.id)?.resource,
  })),
});

describe('every answer to a CRD client', () => {
  test('there are enough of them, of every kind, to hold a rule to', () => {
    expect(assertions().length).toBeGreaterThan(130);
    expect(new Set(assertions().flatMap(({ codes }) => codes('covered')))).toEqual(
      new Set(['covered', 'not-covered', 'conditional', 'indeterminate']),
    );
  });

  test('names what to bill where it says covered', () => {
    const covered = assertions().filter(({ codes }) => codes('covered').includes('covered'));
    expect(breaches(covered, ({ has }) => has('billingCode'))).toEqual([]);
  });

  test('is about a Coverage that the client sent', () => {
    const strays = answered.flatMap((each) => {
      const sent = each.patient.records.map(({ resourceType, id }) => `${resourceType}/${id}`);
      return breaches(assertionsOf(each), ({ coverage = '' }) => sent.includes(coverage));
    });
    expect(strays).toEqual([]);
  });

  test('has an id that no other has', () => {
    const ids = assertions().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is not given again where the order already holds it', async () => {
    const again = await Promise.all(answered.map((each) => sign(withAnswers(each))));
    expect(breaches(again, ({ status, actions }) => status === 200 && actions.length === 0)).toEqual([]);
  });

  test('is written without white space between members', () =>
    expect(breaches(answered, ({ signed }) => signed.text === JSON.stringify(JSON.parse(signed.text)))).toEqual([]));
});
