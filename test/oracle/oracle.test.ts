import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/criteria/assess.ts';
import type { Criterion, Policy } from '../../src/criteria/criterion.ts';
import { standing } from '../../src/criteria/limit.ts';
import { flat, linesOf } from '../../src/criteria/read.ts';
import type { Facts } from '../../src/facts/facts.ts';
import type { Interval } from '../../src/facts/interval.ts';
import { policies } from '../../src/policies/index.ts';
import { mrA } from '../policies/bcbsks/mr-a.ts';
import { msG } from '../policies/cigna/ms-g.ts';
import { result } from '../support/patient.ts';
import { type Case, runCql } from './cql.ts';

/**
 * An independent oracle: the limits written once more in CQL (limits.cql), run by another engine over generated
 * patients, half of them at, just below and just above a limit. What CQL cannot compare is compared as plain numbers.
 */
const COUNT = 600;
const LIMITS = [1, 2, 0.6, 678, 898, 684, 181, 48, 156, 360];

const tenths = (value: number) => Math.round(value * 100) / 100;
const value = fc.oneof(
  fc
    .tuple(fc.constantFrom(...LIMITS), fc.constantFrom(-1, -0.1, -0.01, 0, 0.01, 0.1, 1))
    .map(([limit, delta]) => Math.max(0, tenths(limit + delta))),
  fc.integer({ min: 0, max: 200_000 }).map((hundredths) => hundredths / 100),
);
const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const cases = fc.sample(
  fc.record({
    value,
    sign: fc.constantFrom('=', '=', '=', '<', '<=', '>', '>='),
    planned: fc.integer({ min: 0, max: 800 }).map((days) => day('2026-01-08', days)),
    age: fc.tuple(fc.constantFrom(17, 18, 17, 18, 30), fc.integer({ min: -2, max: 2 })),
    back: fc.oneof(fc.integer({ min: 28, max: 32 }), fc.integer({ min: -5, max: 500 })),
    kilograms: fc.integer({ min: 300, max: 1200 }).map((each) => each / 10),
    dose: fc.constantFrom(-0.1, 0, 0.1, -5, 5),
    times: fc.integer({ min: 1, max: 4 }),
    hours: fc.constantFrom(12, 23, 24, 25, 48, 71, 72, 73, 96, 168),
  }),
  { numRuns: COUNT, seed: 20261121 },
);

const MOST = 100_000_000;
const ends = (each: (typeof cases)[number]) =>
  ({
    '=': { low: each.value, high: each.value, lowClosed: true, highClosed: true },
    '<': { low: 0, high: each.value, lowClosed: true, highClosed: false },
    '<=': { low: 0, high: each.value, lowClosed: true, highClosed: true },
    '>': { low: each.value, high: MOST, lowClosed: false, highClosed: true },
    '>=': { low: each.value, high: MOST, lowClosed: true, highClosed: true },
  })[each.sign] ?? { low: 0, high: 0, lowClosed: true, highClosed: true };

/** "Less than nothing" is an interval that CQL refuses to build; no laboratory prints it. */
const readable = cases.filter(({ sign, value: of }) => !(sign === '<' && of === 0));
const generated: readonly Case[] = readable.map((each) => ({
  ...ends(each),
  born: day(
    `${Number(each.planned.slice(0, 4)) - each.age[0]}${each.planned.slice(4).replace('02-29', '02-28')}`,
    each.age[1],
  ),
  earlier: day(each.planned, -each.back),
  planned: each.planned,
  kilograms: each.kilograms,
  milligrams: tenths(each.kilograms * 10 + each.dose),
  doses: each.times,
  perHours: each.hours,
}));

let verdicts: Readonly<Record<string, readonly unknown[]>>;
beforeAll(async () => {
  verdicts = await runCql(generated);
}, 60_000);

const newest = (id: string): Policy => policies.filter((policy) => policy.id === id).at(-1) as Policy;
const lineOf = (policy: string, id: string): Criterion =>
  linesOf(newest(policy).criteria).find((line) => line.id === id) as Criterion;

/** The limit that the policy itself holds for a line. */
function limitOf(policy: string, id: string): string {
  const { test: of } = lineOf(policy, id);
  if (of.kind === 'titer') return of.limits[of.assay];
  if ('limit' in of) return of.limit;
  throw new Error(`${id} holds no limit`);
}

const intervalOf = ({ low, high, lowClosed, highClosed }: Case): Interval => ({
  low: { at: `${low}`, open: !lowClosed },
  ...(high !== MOST && { high: { at: `${high}`, open: !highClosed } }),
});

const statusOf = (policy: string, id: string, facts: Facts) =>
  flat(assess(newest(policy), facts).lines).find(({ criterion }) => criterion.id === id)?.status;

describe(`two engines on ${generated.length} generated patients`, () => {
  test('there are enough of them', () => expect(generated.length).toBeGreaterThanOrEqual(500));

  test.each([
    ['hemgenix-bcbsks', 'HKS-II'],
    ['hemgenix-bcbsks', 'HKS-III.2b'],
    ['hemgenix-bcbsks', 'HKS-III.5a'],
    ['hemgenix-bcbsks', 'HKS-III.8a'],
    ['hemgenix-bcbsks', 'HKS-III.8b'],
    ['gamifant-cigna', 'GAM-2.B.f'],
    ['gamifant-cigna', 'GAM-2.B.i'],
    ['gamifant-cigna', 'GAM-2.B.ii'],
    ['gamifant-cigna', 'GAM-2.B.iii'],
    ['gamifant-cigna', 'GAM-2.B.iv'],
  ])('%s %s: every reading stands to the limit alike', (policy, id) => {
    const ours = generated.map((each) => standing(intervalOf(each), limitOf(policy, id)));
    expect(new Set(ours).size).toBe(3);
    expect(
      ours
        .map((verdict, index) =>
          verdict === verdicts[id]?.[index] ? '' : `${JSON.stringify(generated[index])}: ${verdict}`,
        )
        .filter(Boolean),
    ).toEqual([]);
  });

  test('HKS-III.1: every age stands alike', () => {
    const ours = generated.map(
      ({ born, planned }) =>
        statusOf('hemgenix-bcbsks', 'HKS-III.1', { ...mrA, asOf: planned, birthDate: born }) === 'met',
    );
    expect(new Set(ours).size).toBe(2);
    expect(ours).toEqual(verdicts['HKS-III.1']);
  });

  test.each([
    ['GAM-2.DOSE', msG],
    ['GAM-1.dose', { ...msG, conditions: msG.conditions.filter(({ condition }) => condition !== 'systemicJia') }],
  ] as const)('%s: every dose stands alike', (id, patient) => {
    const ours = generated.map(({ kilograms, milligrams, doses, perHours }) => {
      const labs = [
        ...patient.labs.filter(({ lab }) => lab !== 'weight'),
        result('weight', `${kilograms}`, '2026-08-12'),
      ];
      const order = {
        ...patient.order,
        dose: { value: `${milligrams}`, unit: 'mg' as const },
        frequency: { times: doses, hours: perHours },
      };
      return statusOf('gamifant-cigna', id, { ...patient, labs, order }) === 'met';
    });
    expect(new Set(ours).size).toBe(2);
    expect(ours).toEqual(verdicts[id]);
  });

  test('GAM-2.B: every result stands inside or outside the baseline window alike', () => {
    const ours = generated.map(({ earlier, planned }) => {
      const facts = {
        ...msG,
        asOf: planned,
        order: { ...msG.order, authored: planned },
        treatments: [],
        labs: [result('ferritin', '8200', earlier)],
      };
      return statusOf('gamifant-cigna', 'GAM-2.B.f', facts) === 'met';
    });
    expect(new Set(ours).size).toBe(2);
    expect(ours).toEqual(verdicts['GAM baseline']);
  });
});
