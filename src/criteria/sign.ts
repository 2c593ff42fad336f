import type { UsableReading } from './lab-series.ts';
import { standing } from './limit.ts';

/** What a result says of a test that finds something or does not. */
export type Sign = 'negative' | 'positive' | 'unclear';

/** How a test turns a result into a sign. */
export type SignOf = (reading: UsableReading) => Sign;

/** The sign of results of one day: those that disagree settle nothing. Undefined where there are none. */
export function signOfDay(readings: readonly UsableReading[], signOf: SignOf): Sign | 'conflicting' | undefined {
  const signs = new Set(readings.map(signOf));
  if (signs.has('positive') && signs.has('negative')) return 'conflicting';
  return (['positive', 'negative', 'unclear'] as const).find((sign) => signs.has(sign));
}

/** By the laboratory's own limit: its word, or its verdict on a number. */
export const byVerdict: SignOf = (reading) =>
  reading.value.kind === 'number' ? verdictOf(reading) : agreeing(WORD[reading.value.kind], reading);

/** By presence: any amount above zero is a finding; a number printed as below a limit is none only by the laboratory's verdict. */
export const byPresence: SignOf = (reading) => {
  if (reading.value.kind !== 'number') return byVerdict(reading);
  const { interval } = reading.value;
  if (standing(interval, '> 0') === 'within') return agreeing('positive', reading);
  return standing(interval, '<= 0') === 'within' ? agreeing('negative', reading) : verdictOf(reading);
};

/**
 * By dilution: a titer is a finding; one printed as below a dilution within the limit is none, because no serum is
 * tested at a lower one. "Below 1:678" says only that it is below somebody's limit.
 */
export const byDilution =
  (undetected: string): SignOf =>
  (reading) => {
    if (reading.value.kind !== 'number') return byVerdict(reading);
    const { low, high } = reading.value.interval;
    if (low !== undefined) return agreeing('positive', reading);
    if (high === undefined || !high.open) return 'unclear';
    const lowest = standing({ low: { ...high, open: false }, high: { ...high, open: false } }, undetected) === 'within';
    return lowest ? agreeing('negative', reading) : 'unclear';
  };

const WORD = { detected: 'positive', 'not-detected': 'negative' } as const;

function verdictOf({ verdict }: UsableReading): Sign {
  if (verdict === undefined) return 'unclear';
  return verdict === 'normal' ? 'negative' : 'positive';
}

/** A sign that the laboratory's own verdict does not gainsay. */
function agreeing(sign: Sign, reading: UsableReading): Sign {
  const verdict = verdictOf(reading);
  return verdict === 'unclear' || verdict === sign ? sign : 'unclear';
}
