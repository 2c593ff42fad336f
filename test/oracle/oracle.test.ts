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
import { given, msB } from '../policies/cigna/ms-b.ts';
import { msG } from '../policies/cigna/ms-g.ts';
import { mrB, mrC } from '../policies/excellus/patients.ts';
import { condition, result } from '../support/patient.ts';
import { type Case, incomparable, runCql } from './cql.ts';

/**
 * An independent oracle: the limits written once more in CQL (limits.cql), run by another engine over generated
 * patients, half of them at, just below and just above a limit. What CQL cannot compare is compared as plain numbers.
 */
const COUNT = 800;
/** Those with a look-back window stand here more often: a reading tells them apart on recent days alone. */
const LIMITS = [1, 2, 0.6, 678, 898, 684, 181, 48, 156, 360, 200, 200, 200, 50, 50, 50, 9];

const tenths = (value: number) => Math.round(value * 100) / 100;
const value = fc.oneof(
  fc
    .tuple(fc.constantFrom(...LIMITS), fc.constantFrom(-1, -0.1, -0.01, 0, 0, 0, 0.01, 0.1, 1))
    .map(([limit, delta]) => Math.max(0, tenths(limit + delta))),
  fc.integer({ min: 0, max: 200_000 }).map((hundredths) => hundredths / 100),
);
const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** Naively: a day that the month lacks runs over into the next, so that `days` puts it on either side of an edge. */
const monthsBefore = (from: string, months: number, days: number) => {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return day(date.toISOString().slice(0, 10), days);
};
const MONTH_ENDS = ['2026-05-31', '2026-05-30', '2027-02-28', '2027-03-01', '2028-02-28', '2028-02-29', '2029-02-28'];
const cases = fc.sample(
  fc.record({
    value,
    sign: fc.constantFrom('=', '=', '=', '<', '<=', '>', '>='),
    planned: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 800 }).map((days) => day('2026-01-08', days)) },
      { weight: 1, arbitrary: fc.constantFrom(...MONTH_ENDS) },
    ),
    age: fc.tuple(fc.constantFrom(17, 18, 17, 18, 30), fc.integer({ min: -2, max: 2 })),
    back: fc.oneof(fc.integer({ min: 28, max: 32 }), fc.integer({ min: -5, max: 500 })),
    kilograms: fc.integer({ min: 300, max: 1200 }).map((each) => each / 10),
    dose: fc.constantFrom(-0.1, 0, 0.1, -5, 5),
    times: fc.integer({ min: 1, max: 4 }),
    hours: fc.constantFrom(12, 23, 24, 25, 48, 71, 72, 73, 96, 168),
    months: fc.tuple(fc.constantFrom(0, 3, 3, 3, 12, 12), fc.integer({ min: -3, max: 5 })),
    exposureDays: fc.oneof(fc.integer({ min: 148, max: 152 }), fc.integer({ min: 0, max: 400 })),
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
  monthsBack: monthsBefore(each.planned, ...each.months),
  exposureDays: each.exposureDays,
}));

/**
 * The one disagreement: born on 29 February, the other engine counts the birthday on 28 February of a common year, we on
 * 1 March (`completedYears`). policies.md CR-12 leaves it open; these patients are left out where it shows.
 */
const leapling = (index: number) =>
  generated[index]?.born.endsWith('02-29') === true && /^20(?!28)\d\d-02-28$/.test(generated[index]?.planned ?? '');

/** UCUM units of the limits, and those in which the other engine has no answer: readings are plain numbers to it. */
const UNITS = ['%', "[beth'U]", '{titer}', 'ng/mL', '10*9/L', 'U/L', 'mg/dL', '[IU]/dL', '/uL', 'kPa', 'mg/kg'];
const INCOMPARABLE = ["[beth'U]", '[IU]/dL'];

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
  test('the units without an answer are those that are listed', async () => {
    expect(await incomparable(UNITS)).toEqual(INCOMPARABLE);
  });

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
    ['hemgenix-pharmacy-109', 'P109-HEM-3b'],
    ['roctavian-pharmacy-109', 'P109-ROC-3b'],
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

  test.each([
    ['hemgenix-bcbsks', 'HKS-III.1', mrA],
    ['lemtrada-cigna', 'LEM-A', msB],
    ['hemgenix-pharmacy-109', 'P109-HEM-2', mrB],
    ['roctavian-pharmacy-109', 'P109-ROC-2', mrC],
  ])('%s %s: every age stands alike', (policy, id, patient) => {
    const ours = generated.map(
      ({ born, planned }) => statusOf(policy, id, { ...patient, asOf: planned, birthDate: born }) === 'met',
    );
    expect(new Set(ours).size).toBe(2);
    expect(ours.map((of, index) => (leapling(index) ? false : of))).toEqual(
      verdicts[id]?.map((of, index) => (leapling(index) ? false : of)),
    );
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

  test('LEM-R2: every course is 12 months ago alike, by adding the months and by counting them', () => {
    const ours = generated.map(({ monthsBack, planned }) =>
      statusOf('lemtrada-cigna', 'LEM-R2', {
        ...msB,
        asOf: planned,
        treatments: [...msB.treatments, ...given(day(monthsBack, -4), monthsBack)],
      }),
    );
    expect(new Set(ours)).toEqual(new Set(['met', 'not-met', 'n/a']));
    expect(ours).toEqual(verdicts['LEM-R2']);
    expect(ours).toEqual(verdicts['LEM-R2 whole months']);
  });

  test('P109-HEM-4a: every number of exposure days stands alike', () => {
    const ours = generated.map(({ exposureDays, monthsBack, planned }) => {
      const end = { at: `${exposureDays}`, open: false };
      const value: Interval = { low: end, high: end };
      const counts = mrB.counts.map((count) => ({ ...count, value, shown: end.at, day: monthsBack }));
      return statusOf('hemgenix-pharmacy-109', 'P109-HEM-4a', { ...mrB, asOf: planned, counts });
    });
    expect(new Set(ours)).toEqual(new Set(['met', 'not-met', 'doc-missing']));
    expect(ours).toEqual(verdicts['P109-HEM-4a']);
  });

  test.each([
    ['P109-HEM-8b', 'exclusion b', 'cd4', mrB],
    ['P109-HEM-8c', 'exclusion c', 'platelets', mrB],
    ['P109-HEM-8d', 'exclusion d', 'liverStiffness', mrB],
    ['P109-ROC-9b', 'exclusion b', 'cd4', mrC],
    ['P109-ROC-9c', 'exclusion c', 'platelets', mrC],
    ['P109-ROC-9d', 'exclusion d', 'liverStiffness', mrC],
  ] as const)('%s: every result of every day stands alike', (id, definition, lab, patient) => {
    const policy = `${patient.order.drug}-pharmacy-109`;
    const ours = generated.map((each) => {
      const number = { kind: 'number', interval: intervalOf(each) } as const;
      const reading = {
        ...result(lab, '1', each.monthsBack),
        usable: true as const,
        day: each.monthsBack,
        value: number,
      };
      return statusOf(policy, id, {
        ...patient,
        asOf: each.planned,
        order: { ...patient.order, authored: each.planned },
        conditions: [...patient.conditions, ...(lab === 'cd4' ? [condition('hiv')] : [])],
        labs: [...patient.labs.filter((other) => other.lab !== lab), reading],
      });
    });
    expect(new Set(ours)).toEqual(new Set(['met', 'not-met', 'doc-missing']));
    expect(ours).toEqual(verdicts[definition]);
  });
});
