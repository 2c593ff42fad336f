import * as fc from 'fast-check';
import type { Interval } from '../../src/facts/interval.ts';

/** Two readings of one test: every number that the narrow one may stand for is among those of the wide one. */
export interface Nested {
  readonly wide: Interval;
  readonly narrow: Interval;
}

/**
 * Nested intervals whose ends lie on these decimals (rising), on either side of them, or nowhere. Cuts run along the
 * line: an even one lies just before a decimal, an odd one just after it.
 */
export function nestedIntervals(decimals: readonly string[]): fc.Arbitrary<Nested> {
  const cut = fc.integer({ min: -1, max: 2 * decimals.length });
  const interval = (low: number, high: number): Interval => ({
    ...(low >= 0 && { low: { at: decimals[low >> 1] ?? '', open: low % 2 === 1 } }),
    ...(high < 2 * decimals.length && { high: { at: decimals[high >> 1] ?? '', open: high % 2 === 0 } }),
  });
  return fc
    .tuple(cut, cut, cut, cut)
    .map((cuts) => [...cuts].sort((left, right) => left - right) as [number, number, number, number])
    .filter(([, low, high]) => low < high && high >= 0 && low < 2 * decimals.length)
    .map(([lowest, low, high, highest]) => ({ wide: interval(lowest, highest), narrow: interval(low, high) }));
}
