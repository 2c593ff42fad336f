import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/criteria/assess.ts';
import type { Criterion, Policy, Test } from '../../src/criteria/criterion.ts';
import { parseLimit, standing } from '../../src/criteria/limit.ts';
import { flat, linesOf } from '../../src/criteria/read.ts';
import type { Facts, LabReading } from '../../src/facts/facts.ts';
import { type Interval, intervalOf, multiply } from '../../src/facts/interval.ts';
import { type LabName, labDefinition } from '../../src/facts/labs.ts';
import { convert } from '../../src/facts/unit.ts';
import { policies } from '../../src/policies/index.ts';
import { nestedIntervals } from '../support/intervals.ts';
import { readTables } from '../support/tables.ts';

interface LabLimit {
  readonly lab: LabName;
  readonly limit: string;
}

/** The limits on a test that a line prints. */
function limitsIn(test: Test): readonly LabLimit[] {
  const lab = 'lab' in test ? test.lab : 'level' in test ? test.level : undefined;
  const printed = [
    'limit' in test ? test.limit : undefined,
    'unremarkable' in test ? test.unremarkable : undefined,
    'undetected' in test ? test.undetected : undefined,
    ...('limits' in test ? Object.values(test.limits) : []),
  ];
  return lab === undefined ? [] : printed.flatMap((limit) => (limit === undefined ? [] : [{ lab, limit }]));
}

const limits = [
  ...new Map(
    policies
      .flatMap(({ criteria }) => linesOf(criteria).flatMap(({ test: line }) => limitsIn(line)))
      .map((each) => [`${each.lab} ${each.limit}`, each] as const),
  ).values(),
];

const rows = limits.flatMap(({ lab, limit }) =>
  Object.entries(labDefinition(lab).units).map(([unit, factor]) => [lab, limit, unit, factor] as const),
);

describe('a limit of a policy in any unit of its test', () => {
  test('the policies print limits on these tests', () => {
    expect(new Set(limits.map(({ lab }) => lab)).size).toBeGreaterThan(10);
  });

  test.each(
    rows.filter(([, , , factor]) => !factor.startsWith('~')),
  )('%s %s in %j (times %s): at the limit, a hair below and a hair above it, exactly', (lab, limit, unit, factor) => {
    const { sign, value } = parseLimit(limit);
    const hairs = (PRECISION * 10n ** PLACES * fractionOf(value)) / (fractionOf(factor) * 10n ** PLACES);
    const around = fc.oneof(fc.constantFrom(-2n, -1n, 0n, 1n, 2n), fc.bigInt({ min: -PRECISION, max: PRECISION }));
    fc.assert(
      fc.property(around, (off) => {
        const amount = hairs + off;
        if (amount <= 0n) return;
        const reading = convert(lab, intervalOf('=', decimal(amount)), { code: unit });
        if (typeof reading === 'string') {
          expect(off === 0n, `${decimal(amount)} ${unit} ${reading}`).toBe(false);
          return;
        }
        // amount / PRECISION * factor against value, in whole numbers.
        const difference = amount * fractionOf(factor) - fractionOf(value) * PRECISION;
        expect(standing(reading, limit), `${decimal(amount)} ${unit}`).toBe(
          holds(sign, difference) ? 'within' : 'beyond',
        );
      }),
      { numRuns: 40 },
    );
  });

  test.each(
    rows.filter(([, , , factor]) => factor.startsWith('~')),
  )('%s %s in %j (about %s): nothing within a twentieth of the limit settles it, and nothing outside is left open', (lab, limit, unit, factor) => {
    const { sign, value } = parseLimit(limit);
    const hairs = (fractionOf(value) * PRECISION) / fractionOf(factor.slice(1));
    const at = (percent: bigint) => {
      const reading = convert(lab, intervalOf('=', decimal((hairs * percent) / 100n)), { code: unit });
      return typeof reading === 'string' ? reading : standing(reading, limit);
    };
    expect([96n, 100n, 104n].map(at)).toEqual(['straddles', 'straddles', 'straddles']);
    expect([90n, 110n].map(at)).toEqual(holds(sign, -1n) ? ['within', 'beyond'] : ['beyond', 'within']);
  });
});

const PLACES = 24n;
const PRECISION = 10n ** 12n;

/** A decimal of the tables as a whole number of 1e-24. */
function fractionOf(decimal: string): bigint {
  const [whole = '', places = ''] = decimal.split('.');
  return BigInt(whole + places.padEnd(Number(PLACES), '0'));
}

/** So many 1e-12 as a decimal. */
const decimal = (hairs: bigint): string => `${hairs / PRECISION}.${`${hairs % PRECISION}`.padStart(12, '0')}`;

function holds(sign: string, difference: bigint): boolean {
  if (difference === 0n) return sign.endsWith('=');
  return sign.startsWith('<') ? difference < 0n : difference > 0n;
}

/** Lines for which a number is more than its size: what stands below a dilution or a detection limit was not found. */
const BY_PRESENCE: readonly Test['kind'][] = ['lab-negative', 'no-active-infection', 'controlled-infection'];

/** Lines that a statement settles while no result gainsays it: a more exact one may. */
const STATED: readonly Test['kind'][] = ['inhibitor-never'];

describe('a more exact result', async () => {
  const tables = await readTables();
  const cases = tables.flatMap(({ policy, patient }) =>
    labsOf(policy).map((each) => [`${policy.id} ${policy.version}`, each.lab, policy, patient, each.limits] as const),
  );
  test.each(cases)('%s, %s: settles more, and turns nothing round', (_, lab, policy, patient, printed) => {
    const decimals = printed.flatMap((limit) => {
      const { value } = parseLimit(limit);
      return [multiply(value, '0.5'), value, multiply(value, '2')];
    });
    const stated = new Set(
      linesOf(policy.criteria).flatMap(({ id, test: line }) => (STATED.includes(line.kind) ? [id] : [])),
    );
    const rising = [...new Set(decimals)].sort((left, right) => Number(left) - Number(right));
    fc.assert(
      fc.property(nestedIntervals(rising), ({ wide, narrow }) => {
        const [before, after] = [wide, narrow].map((interval) => statuses(policy, measuring(patient, lab, interval)));
        for (const [id, status] of before ?? [])
          if (status === 'met' || status === 'not-met')
            expect(stated.has(id) ? [status, 'doc-missing'] : [status], id).toContain(after?.get(id));
      }),
      { numRuns: 60 },
    );
  });
});

/** The tests of a policy that no line judges by presence, with their limits. */
function labsOf(policy: Policy): readonly { readonly lab: LabName; readonly limits: readonly string[] }[] {
  const lines: readonly Criterion[] = linesOf(policy.criteria);
  const byPresence = lines.flatMap(({ test: line }) => (BY_PRESENCE.includes(line.kind) ? labsNamed(line) : []));
  const printed = lines.flatMap(({ test: line }) => limitsIn(line)).filter(({ lab }) => !byPresence.includes(lab));
  return [...new Set(printed.map(({ lab }) => lab))].map((lab) => ({
    lab,
    limits: printed.filter((each) => each.lab === lab).map(({ limit }) => limit),
  }));
}

const labsNamed = (line: Test): readonly LabName[] => [
  ...('lab' in line ? [line.lab] : []),
  ...('level' in line ? [line.level] : []),
];

/** The patient with one result of this test, which stands for these numbers. */
function measuring(patient: Facts, lab: LabName, interval: Interval): Facts {
  const [known] = patient.labs.filter((reading) => reading.lab === lab && reading.usable);
  const reading: LabReading = {
    ...(known ?? { reference: `Observation/${lab}`, shown: '', assay: '7-point' }),
    lab,
    usable: true,
    day: known?.day ?? patient.asOf,
    value: { kind: 'number', interval },
  };
  return { ...patient, labs: [...patient.labs.filter((each) => each.lab !== lab), reading] };
}

const statuses = (policy: Policy, facts: Facts) =>
  new Map(flat(assess(policy, facts).lines).map(({ criterion, status }) => [criterion.id, status]));
