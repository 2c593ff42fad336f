import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesIn, determinationOf, signCrd } from '../../support/crd/client.ts';
import { callFor, demoRecords, orderWith, prefetched, type TestResource } from '../../support/demo-patient.ts';
import { type Service, startService } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const ORDER = 'MedicationRequest/demo-order';
const chart = demoRecords.filter(({ resourceType }) => !['Coverage', 'Organization'].includes(resourceType));
const covering = (id: string, payor: unknown, more: Record<string, unknown> = {}): TestResource => ({
  resourceType: 'Coverage',
  id,
  status: 'active',
  beneficiary: { reference: 'Patient/demo-hemgenix' },
  payor: [payor],
  ...more,
});
const kansas = { display: 'Blue Cross and Blue Shield of Kansas' };
const excellus = { display: 'Excellus BlueCross BlueShield' };
const ended = { period: { start: '2020-01-01', end: '2026-08-13' } };

/** Signs with these coverages on the chart, and these named by the order. */
const signWith = (coverages: readonly TestResource[], named: readonly string[] = [], orders?: readonly unknown[]) =>
  signCrd(
    service,
    callFor(orders ?? [orderWith(named.length === 0 ? {} : { insurance: named.map((reference) => ({ reference })) })], {
      prefetch: prefetched([...chart, ...coverages]),
    }),
  );

const approval = { covered: 'covered', 'pa-needed': 'auth-needed' };
const inactive = { covered: 'not-covered', reason: 'no-active-coverage' };

describe('one coverage of a payer that is held', () => {
  test.each<[string, TestResource]>([
    ['known by the words on it', covering('1', kansas)],
    ['known by a number', covering('1', { identifier: { system: 'https://hios.example', value: '18558' } })],
    ['without a period', covering('1', kansas, { period: undefined })],
    ['that ends on the day of the infusion', covering('1', kansas, { period: { end: '2026-08-14' } })],
    ['that starts on the day of the infusion', covering('1', kansas, { period: { start: '2026-08-14' } })],
  ])('%s: answered on it', async (_, coverage) => {
    const { status, on } = await signWith([coverage]);
    expect(status).toBe(200);
    expect(on(ORDER).map((each) => [each.coverage, codesIn(each)])).toEqual([['Coverage/1', approval]]);
  });
});

describe('no single coverage: 400', () => {
  test.each<[string, readonly TestResource[], readonly string[]]>([
    ['none', [], []],
    ['none, though the order names one', [], ['Coverage/1']],
    ['two in force and none named', [covering('1', kansas), covering('2', excellus)], []],
    ['two of the same payer and none named', [covering('1', kansas), covering('2', kansas)], []],
    ['two in force and a third named', [covering('1', kansas), covering('2', excellus)], ['Coverage/3']],
    ['another payer', [covering('1', { display: 'Aetna' })], []],
    ['a payer whose name begins like ours', [covering('1', { display: `${kansas.display} City` })], []],
    ['another payer, named by the order', [covering('1', { display: 'Aetna' }), covering('2', kansas)], ['Coverage/1']],
    ['a payer without name and number', [covering('1', {})], []],
    ['the patient pays', [covering('1', { reference: 'Patient/demo-hemgenix' })], []],
    ['no payer at all', [covering('1', kansas, { payor: undefined })], []],
    ['a neighbor’s coverage', [covering('1', kansas, { beneficiary: { reference: 'Patient/neighbor' } })], []],
    ['a coverage that nothing can point at', [covering('1', kansas, { id: undefined })], []],
  ])('%s', async (_, coverages, named) => {
    const { status, text } = await signWith(coverages, named);
    expect(status).toBe(400);
    expect(text).toContain('coverage:');
  });
});

describe('the order names its coverage', () => {
  const both = [covering('1', kansas), covering('2', excellus)];

  test.each([
    ['Coverage/1', 'hemgenix-bcbsks'],
    ['Coverage/2', 'hemgenix-pharmacy-109'],
    ['https://ehr.example/fhir/Coverage/1', 'hemgenix-bcbsks'],
    ['Coverage/2/_history/7', 'hemgenix-pharmacy-109'],
  ])('%s of two: judged by %s', async (named, policy) => {
    const { on } = await signWith(both, [named]);
    const [answer, ...others] = on(ORDER);
    expect(others).toEqual([]);
    expect(named).toContain(answer?.coverage);
    expect(answer && (await determinationOf(service, answer)).policy?.id).toBe(policy);
  });

  test('both of two: each has its own answer, with its own id', async () => {
    const { on } = await signWith(both, ['Coverage/1', 'Coverage/2']);
    const answers = on(ORDER);
    expect(answers.map(({ coverage }) => coverage).sort()).toEqual(['Coverage/1', 'Coverage/2']);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(2);
    const policies = await Promise.all(answers.map(async (each) => (await determinationOf(service, each)).policy?.id));
    expect(policies.sort()).toEqual(['hemgenix-bcbsks', 'hemgenix-pharmacy-109']);
  });
});

describe('a coverage that is not in force', () => {
  test.each<[string, TestResource]>([
    ['cancelled', covering('1', kansas, { status: 'cancelled' })],
    ['a draft', covering('1', kansas, { status: 'draft' })],
    ['entered in error', covering('1', kansas, { status: 'entered-in-error' })],
    ['ended the day before the infusion', covering('1', kansas, ended)],
    ['beginning the day after it', covering('1', kansas, { period: { start: '2026-08-15' } })],
  ])('%s: not covered, and no word on authorization', async (_, coverage) => {
    const { status, on } = await signWith([coverage]);
    expect(status).toBe(200);
    expect(on(ORDER).map(codesIn)).toEqual([inactive]);
  });

  test('beside one in force: the one in force is meant', async () => {
    const { on } = await signWith([covering('1', excellus, ended), covering('2', kansas)]);
    expect(on(ORDER).map((each) => [each.coverage, codesIn(each)])).toEqual([['Coverage/2', approval]]);
  });

  test('named by the order: it is the one that is answered for', async () => {
    const { on } = await signWith([covering('1', excellus, ended), covering('2', kansas)], ['Coverage/1']);
    expect(on(ORDER).map((each) => [each.coverage, codesIn(each)])).toEqual([['Coverage/1', inactive]]);
  });

  test('for a drug of none of the policies: not covered as well', async () => {
    const order = orderWith({ medicationCodeableConcept: { text: 'ibuprofen' } });
    const { on } = await signWith([covering('1', kansas, ended)], [], [order]);
    expect(on(ORDER).map(codesIn)).toEqual([inactive]);
  });

  test('of another payer: 400, as for any other payer', async () =>
    expect((await signWith([covering('1', { display: 'Aetna' }, ended)])).status).toBe(400));
});
