/** A calendar day, `YYYY-MM-DD`. Days are compared as text; no clock and no time zone is involved. */
export type Day = string;

const millisecondsOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const MILLISECONDS_PER_DAY = 86_400_000;

/** Whole days from one day to a later one; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((millisecondsOf(to) - millisecondsOf(from)) / MILLISECONDS_PER_DAY);
}

/** The day so many calendar months after (or, negative, before) a day; a day the month lacks becomes its last (policies.md CR-13). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth.getUTCDate())))
    .toISOString()
    .slice(0, 10);
}

/** Completed years of age on a day; the birthday itself counts (policies.md CR-12). Born on 29 February: 1 March in common years. */
export function completedYears(born: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) >= born.slice(5) ? years : years - 1;
}

/**
 * The calendar day written in a FHIR date, dateTime or instant, as its author's own zone had it.
 * Undefined for a partial date, a day that does not exist, or anything else.
 */
export function dayOf(written: unknown): Day | undefined {
  const day = typeof written === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(written)?.[1] : undefined;
  if (day === undefined) return undefined;
  const time = millisecondsOf(day);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

/** First and last day that a FHIR date of any precision (`2008`, `2008-02`, `2008-02-29`) can stand for. */
export function daysOf(written: unknown): { readonly first: Day; readonly last: Day } | undefined {
  if (typeof written !== 'string') return undefined;
  if (/^\d{4}$/.test(written)) return { first: `${written}-01-01`, last: `${written}-12-31` };
  const first = /^\d{4}-\d{2}$/.test(written) ? dayOf(`${written}-01`) : undefined;
  if (first !== undefined) return { first, last: dayBefore(addMonths(first, 1)) };
  const day = dayOf(written);
  return day === undefined ? undefined : { first: day, last: day };
}

function dayBefore(day: Day): Day {
  return new Date(millisecondsOf(day) - MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}
