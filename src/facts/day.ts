/** A calendar day, `YYYY-MM-DD`. Days are compared as text; no clock and no time zone is involved. */
export type Day = string;

const MILLISECONDS_PER_DAY = 86_400_000;

const numbersIn = (day: Day): readonly [year: number, month: number, date: number] => [
  numberIn(day, 0, 4),
  numberIn(day, 5, 7),
  numberIn(day, 8, 10),
];

function millisecondsOf(day: Day): number {
  const [year, month, date] = numbersIn(day);
  // Years below 100 would be taken for those of the last century.
  return year < 100 ? Date.parse(`${day}T00:00:00Z`) : Date.UTC(year, month - 1, date);
}

/** Whole days from one day to a later one; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((millisecondsOf(to) - millisecondsOf(from)) / MILLISECONDS_PER_DAY);
}

/** The day so many calendar months after (or, negative, before) a day; a day the month lacks becomes its last (policies.md CR-13). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = numbersIn(day);
  const moved = 12 * year + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(moved / 12), (moved % 12) + 1];
  return [
    String(inYear).padStart(4, '0'),
    String(inMonth).padStart(2, '0'),
    String(Math.min(date, lastOfMonth(inYear, inMonth))).padStart(2, '0'),
  ].join('-');
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
  if (typeof written !== 'string' || !/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(written)) return undefined;
  const [year, month, date] = [numberIn(written, 0, 4), numberIn(written, 5, 7), numberIn(written, 8, 10)];
  return date >= 1 && date <= lastOfMonth(year, month) ? written.slice(0, 10) : undefined;
}

const numberIn = (written: string, from: number, to: number): number => Number(written.slice(from, to));

/** The days that a month has; none where the calendar lacks the month. */
function lastOfMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
}

const DAYS_OF_MONTH: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** First and last day that a FHIR date of any precision (`2008`, `2008-02`, `2008-02-29`) can stand for. */
export function daysOf(written: unknown): { readonly first: Day; readonly last: Day } | undefined {
  if (typeof written !== 'string') return undefined;
  const day = dayOf(written);
  if (day !== undefined) return { first: day, last: day };
  if (/^\d{4}$/.test(written)) return { first: `${written}-01-01`, last: `${written}-12-31` };
  const first = /^\d{4}-\d{2}$/.test(written) ? dayOf(`${written}-01`) : undefined;
  const last = lastOfMonth(numberIn(written, 0, 4), numberIn(written, 5, 7));
  return first === undefined ? undefined : { first, last: `${written}-${last}` };
}
