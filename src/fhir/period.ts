import { type Day, daysOf } from '../facts/day.ts';
import { at } from './json.ts';

/**
 * Whether a Period, open where it names no end, holds a day. A year or a month reaches to its last day. Where the day is
 * not known, a period that has an end may be over, and does not.
 */
export function isWithin(period: unknown, day: Day | undefined): boolean {
  const [start, end] = [daysOf(at(period, 'start')), daysOf(at(period, 'end'))];
  if (day === undefined) return end === undefined;
  return (start === undefined || start.first <= day) && (end === undefined || day <= end.last);
}
