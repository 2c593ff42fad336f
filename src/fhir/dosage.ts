import { dayOf, daysBetween } from '../facts/day.ts';
import type { OrderedFrequency, Route, Schedule } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { at, itemsAt, textAt } from './json.ts';
import { numberText } from './quantity.ts';

/** How the dosages of a drug read together: at a set frequency (ruling R10: a timing, and not as needed), when needed, or not stated. */
export function scheduleOf(dosages: readonly unknown[]): Schedule {
  const onDemand = dosages.filter(
    (dosage) => at(dosage, 'asNeededBoolean') === true || at(dosage, 'asNeededCodeableConcept') !== undefined,
  );
  if (dosages.some((dosage) => !onDemand.includes(dosage) && hasFrequency(at(dosage, 'timing')))) return 'routine';
  return onDemand.length > 0 ? 'on-demand' : 'not-stated';
}

function hasFrequency(timing: unknown): boolean {
  const repeat = at(timing, 'repeat');
  const everySoOften = numberText(at(repeat, 'period')) !== undefined && textAt(repeat, 'periodUnit') !== undefined;
  return everySoOften || itemsOf(repeat, 'dayOfWeek') > 0 || namesSchedule(at(timing, 'code'));
}

const wordsOfCode = (code: unknown): readonly string[] =>
  [textAt(code, 'text'), ...itemsAt(code, 'coding').map((coding) => textAt(coding, 'code'))].filter(
    (word) => word !== undefined,
  );

/** A schedule named in the timing's own code; "as needed" is no schedule. */
const namesSchedule = (code: unknown): boolean => {
  const words = wordsOfCode(code);
  return words.length > 0 && !words.some((word) => /\bprn\b|need|demand/i.test(word));
};

const itemsOf = (value: unknown, member: string): number => {
  const found = at(value, member);
  return Array.isArray(found) ? found.length : 0;
};

/** How often one fill of the order is to be given: by its events or its count; once without any repetition; undefined when open-ended. */
export function timesGiven(dosages: readonly unknown[]): number | undefined {
  const counts = dosages.map((dosage) => timesOf(at(dosage, 'timing')));
  return counts.includes(undefined) ? undefined : Math.max(1, ...counts.map((count) => count ?? 1));
}

function timesOf(timing: unknown): number | undefined {
  const count = Number(
    numberText(at(timing, 'repeat', 'countMax')) ?? numberText(at(timing, 'repeat', 'count')) ?? Number.NaN,
  );
  if (Number.isInteger(count) && count > 0) return count;
  if (
    wordsOfCode(at(timing, 'code')).some((word) =>
      /\bonce\b(?! (a|per|every|daily|weekly))|\bsingle\b|\bone.time\b/i.test(word),
    )
  )
    return 1;
  return hasFrequency(timing) ? undefined : Math.max(1, itemsOf(timing, 'event'));
}

/** Hours in the units of Timing.repeat.periodUnit. */
const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, wk: 168, mo: 720, a: 8760 };

/** How often a timing repeats; undefined where it does not say so in numbers. */
export function frequencyOf(timings: readonly unknown[]): OrderedFrequency | undefined {
  const frequencies = timings.flatMap((timing): readonly OrderedFrequency[] => {
    const number = (member: string) => Number(numberText(at(timing, 'repeat', member)) ?? Number.NaN);
    const hours = number('period') * (HOURS[textAt(timing, 'repeat', 'periodUnit') ?? ''] ?? Number.NaN);
    const times = at(timing, 'repeat', 'frequency') === undefined ? 1 : number('frequency');
    const most = at(timing, 'repeat', 'frequencyMax') === undefined ? times : number('frequencyMax');
    if (!(hours > 0 && most > 0)) return dailyEvents(timing);
    const count = Number.isNaN(number('count')) ? (boundedHours(timing) / hours) * most : number('count');
    return [{ times: most, hours, ...(Number.isInteger(count) && count > 0 && { count }) }];
  });
  // Several dosages: the one given most often decides.
  return frequencies.sort((left, right) => right.times / right.hours - left.times / left.hours)[0];
}

/** Intravenous, by code or word; another route where one is stated. */
export function routeOf(dosages: readonly unknown[]): Route {
  const routes = dosages.map((dosage) => at(dosage, 'route')).filter((route) => route !== undefined);
  if (routes.length === 0) return 'not-stated';
  const intravenous = (route: unknown) =>
    itemsAt(route, 'coding').some((coding) => textAt(coding, 'code') === '47625008') ||
    wordsOf(route).some((word) => /intravenous|\biv\b/i.test(word));
  return routes.every(intravenous) ? 'intravenous' : 'other';
}

/** How long a repetition goes on, where it says so as a duration. */
function boundedHours(timing: unknown): number {
  const bounds = at(timing, 'repeat', 'boundsDuration');
  const unit = textAt(bounds, 'code') ?? textAt(bounds, 'unit') ?? '';
  return Number(numberText(at(bounds, 'value')) ?? Number.NaN) * (HOURS[unit] ?? Number.NaN);
}

/** Moments on days that follow one another: once a day, so many times. */
function dailyEvents(timing: unknown): readonly OrderedFrequency[] {
  const days = itemsAt(timing, 'event').flatMap((event) => dayOf(event) ?? []);
  const [first] = days;
  const inARow = days.every((day, index) => first !== undefined && daysBetween(first, day) === index);
  return days.length > 1 && inARow ? [{ times: 1, hours: 24, count: days.length }] : [];
}
