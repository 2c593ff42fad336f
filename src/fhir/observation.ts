import { type Day, daysOf } from '../facts/day.ts';
import { codesOf } from './codes.ts';
import { at, type Resource, textAt } from './json.ts';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/** True for a result that counts (policies.md CR-4). */
export const isFinal = (observation: Resource): boolean => FINAL.has(textAt(observation, 'status') ?? '');

/** First and last day of a date as written. */
interface Days {
  readonly first: Day;
  readonly last: Day;
}

/**
 * The one day of an Observation or a DiagnosticReport, as its author's own zone had it; `issued` is none (policies.md
 * CR-4). A date of a month or a year and a period over several days stand for no one day: which side of a limit they
 * fall on, and which of two results is newer, would be a guess. A period without an end is taken for its start.
 */
export function effectiveDay(observation: Resource): Day | undefined {
  const days = effectiveDays(observation);
  return days !== undefined && days.first === days.last ? days.first : undefined;
}

/** The last day that it may stand for: of a count over a period, the day up to which it counts. */
export const effectiveUntil = (observation: Resource): Day | undefined => effectiveDays(observation)?.last;

/** How a date that stands for several days reads, so that staff see what to complete; undefined without one. */
export function effectiveAsWritten(observation: Resource): string | undefined {
  const days = effectiveDays(observation);
  if (days === undefined) return undefined;
  return textAt(observation, 'effectiveDateTime') ?? `${days.first} to ${days.last}`;
}

function effectiveDays(observation: Resource): Days | undefined {
  const moment = at(observation, 'effectiveDateTime') ?? at(observation, 'effectiveInstant') ?? undefined;
  if (moment !== undefined) return daysOf(moment);
  const from = daysOf(at(observation, 'effectivePeriod', 'start'));
  const end = at(observation, 'effectivePeriod', 'end') ?? undefined;
  const until = end === undefined ? from : daysOf(end);
  if (from === undefined || until === undefined || until.last < from.first) return undefined;
  return { first: from.first, last: until.last };
}

/** The LOINC codes of a CodeableConcept. */
export const loincOf = (concept: unknown): readonly string[] =>
  codesOf(concept).flatMap(({ system, code }) => (system === 'LOINC' ? [code] : []));
