import { addMonths, type Day } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Facts, Source, Treatment } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import { silence, wasRead } from './finding.ts';
import { wasReceived } from './lab-series.ts';
import { parseLimit } from './limit.ts';

/** Parts of the chart that show what a patient was given. */
export const GIVEN: readonly Source[] = ['medication-administrations', 'medication-statements'];

/** What the record shows of earlier courses of a drug (ruling R5: whoever paid). */
export type EarlierCourses =
  | { readonly kind: 'none'; readonly treatments: readonly Treatment[] }
  /** A part of the chart was not read, or a record does not say that it was this product. */
  | { readonly kind: 'unclear'; readonly because: Reason; readonly treatments: readonly Treatment[] }
  | { readonly kind: 'given'; readonly treatments: readonly Treatment[]; readonly last: LastDose };

/** The last recorded dose. A statement without doses behind it tells the end of use, never the dose. */
export interface LastDose {
  readonly day?: Day;
  /** Every dose has its day, and there are doses. */
  readonly certain: boolean;
  /** Doses are on record, not statements alone. */
  readonly recorded: boolean;
}

/** The courses of a drug before the as-of date; what was given on that day itself belongs to the order. */
export function earlierCourses(facts: Facts, product: DrugName): EarlierCourses {
  const onRecord = facts.treatments.filter(
    ({ drug, kind, sample }) =>
      drug === product && sample !== true && (kind === 'administered' || kind === 'stated' || kind === 'billed'),
  );
  const earlier = onRecord.filter(({ from }) => from === undefined || from < facts.asOf);
  const given = earlier.filter(wasReceived);
  if (given.length > 0) return { kind: 'given', treatments: given, last: lastDose(given) };
  if (!wasRead(facts, GIVEN))
    return { kind: 'unclear', because: silence(facts, GIVEN, 'not-read'), treatments: earlier };
  return earlier.length > 0
    ? { kind: 'unclear', because: 'unspecific-code', treatments: earlier }
    : { kind: 'none', treatments: [] };
}

function lastDose(given: readonly Treatment[]): LastDose {
  const doses = given.filter(({ kind }) => kind !== 'stated');
  const recorded = doses.length > 0;
  const days = (recorded ? doses : given).map(({ kind, from, to }) => to ?? (kind === 'stated' ? undefined : from));
  const dated = days.filter((day) => day !== undefined).sort();
  const day = dated.at(-1);
  return { recorded, certain: dated.length === days.length, ...(day !== undefined && { day }) };
}

/** Whether the calendar months between two days keep a limit such as `>= 12 months` (policies.md CR-13). */
export function monthsKeep(since: Day, until: Day, limit: string): boolean {
  const { sign, value } = parseLimit(limit);
  const due = addMonths(since, Number(value));
  switch (sign) {
    case '<':
      return until < due;
    case '<=':
      return until <= due;
    case '>':
      return until > due;
    case '>=':
      return until >= due;
  }
}
