import { completedYears, daysBetween, daysOf } from '../facts/day.ts';
import { hemgenixKits } from '../facts/drugs.ts';
import { compareDecimals, divideRoundingUp, intervalOf, multiply } from '../facts/interval.ts';
import type { Test } from './criterion.ts';
import { type Finding, noting, open, type Question, settled, silence, wasRead } from './finding.ts';
import { newestUsable, readingEvidence, readingsOf, type UsableReading } from './lab-series.ts';
import { standing } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Age on the as-of date: policies.md CR-12. A partial birth date counts when every day it can stand for agrees. */
export function assessAge({ limit, remark }: TestOf<'age'>, { facts, id }: Question): Finding {
  const born = daysOf(facts.birthDate);
  if (born === undefined) return open('doc-missing', silence(facts, ['patient'], 'not-on-record'));
  const oldest = completedYears(born.first, facts.asOf);
  const youngest = completedYears(born.last, facts.asOf);
  const evidence = [
    {
      reference: 'Patient',
      says: `${oldest === youngest ? oldest : `${youngest} or ${oldest}`} years old on ${facts.asOf}`,
      counts: true,
    },
  ];
  const years = { low: { at: `${youngest}`, open: false }, high: { at: `${oldest}`, open: false } };
  const remarked = remark !== undefined && standing(years, remark.limit) === 'within';
  switch (standing(years, limit)) {
    case 'within':
      return noting(settled('met', evidence), ...(remarked ? [`${id}: ${remark.says}`] : []));
    case 'beyond':
      return settled('not-met', evidence);
    case 'straddles':
      return open('doc-missing', 'straddles-limit', evidence);
  }
}

/** Billable units over all administrations: policies.md 3.1 (HKS-II), ruling R9. Vials and volumes are never units. */
export function assessQuantity({ limit }: TestOf<'quantity'>, { facts }: Question): Finding {
  const { quantity, administrations, reference } = facts.order;
  const because = administrations === undefined ? 'not-on-record' : undecidable(quantity, limit);
  const ordered = quantity === undefined || quantity.unit === 'other' ? '1' : quantity.value;
  const units = compareDecimals(ordered, `${administrations ?? 1}`) < 0 ? `${administrations ?? 1}` : ordered;
  const says =
    administrations === undefined
      ? 'The order repeats without an end'
      : `${units} billable unit${units === '1' ? '' : 's'} ordered`;
  if (because !== undefined) return open('doc-missing', because, [{ reference, says, counts: false }]);
  const within = standing(intervalOf('=', units), limit) === 'within';
  return settled(within ? 'met' : 'not-met', [{ reference, says, counts: true }]);
}

function undecidable(
  quantity: Question['facts']['order']['quantity'],
  limit: string,
): 'implausible' | 'unit-unknown' | undefined {
  if (quantity === undefined || quantity.unit === 'other') return undefined;
  if (compareDecimals(quantity.value, '0') <= 0) return 'implausible';
  return quantity.unit === 'not-stated' && standing(intervalOf('=', quantity.value), limit) !== 'within'
    ? 'unit-unknown'
    : undefined;
}

/** Kit by weight, for information only: policies.md 3.1 (HKS-DOSE), ruling R15. */
export function assessKit(test: TestOf<'kit'>, { facts, id }: Question): Finding {
  const series = readingsOf(facts, 'weight');
  const newest = newestUsable(series).at(-1);
  const kilograms = newest === undefined ? undefined : weightOf(newest);
  if (newest === undefined || kilograms === undefined) {
    return noting(
      settled('n/a', series.aside, series.because),
      wasRead(facts, ['vital-signs'])
        ? `${id}: no usable body weight on record, so the kit could not be checked.`
        : `${id}: the body weight could not be read, so the kit could not be checked.`,
    );
  }
  const evidence = [readingEvidence(newest, true), ...series.aside];
  const milliliters = multiply(kilograms, test.millilitersPerKilogram);
  const vials = divideRoundingUp(milliliters, test.millilitersPerVial);
  const old =
    daysBetween(newest.day, facts.asOf) > test.weightDays
      ? [`${id}: the weight is more than ${test.weightDays} days old (our convention).`]
      : [];
  const kit = hemgenixKits.find((each) => each.vials === vials);
  if (kit === undefined)
    return noting(
      settled('n/a', evidence),
      `${id}: the policy lists no kit for ${kilograms} kg; handle by hand, this is no reason for denial.`,
      ...old,
    );
  const expected = `${kilograms} kg asks for ${milliliters} mL, the kit of ${vials} vials (NDC ${kit.ndc.replace(/^(.{5})(.{4})/, '$1-$2-')})`;
  const { dose, kitNdc, reference } = facts.order;
  const agrees =
    (kitNdc === undefined || kitNdc === kit.ndc) && (dose === undefined || doseAgrees(dose, milliliters, vials, test));
  if (!agrees)
    return noting(settled('n/a', evidence, 'conflicting'), `${id}: ${expected}; the order says otherwise.`, ...old);
  return noting(
    settled('met', [...evidence, { reference, says: expected, counts: true }]),
    ...old,
    ...between(kilograms, id),
  );
}

/** The policy's kit table starts at 46 kg; its own formula gives the smallest kit from just above 45. */
function between(kilograms: string, id: string): readonly string[] {
  return compareDecimals(kilograms, '46') < 0
    ? [`${id}: ${kilograms} kg lies below the first row of the kit table; by the formula the smallest kit serves.`]
    : [];
}

function doseAgrees(
  { value, unit }: NonNullable<Question['facts']['order']['dose']>,
  milliliters: string,
  vials: number,
  test: TestOf<'kit'>,
): boolean {
  const same = (expected: string) => compareDecimals(value, expected) === 0;
  switch (unit) {
    case 'mL':
      return same(milliliters) || same(`${vials * test.millilitersPerVial}`);
    case 'mL/kg':
      return same(test.millilitersPerKilogram);
    case 'vial':
      return same(`${vials}`);
    case 'mg':
    case 'mg/kg':
      return true;
  }
}

function weightOf({ value }: UsableReading): string | undefined {
  if (value.kind !== 'number') return undefined;
  const { low, high } = value.interval;
  return low !== undefined && low.at === high?.at ? low.at : undefined;
}
