import Big from 'big.js';

/** One end of an interval: an exact decimal, and whether the value itself is left out. */
export interface End {
  readonly at: string;
  readonly open: boolean;
}

/**
 * The numbers a reading may stand for: "<1" is everything below 1 (policies.md CR-5).
 * Decimals are kept as text, so that nothing is ever rounded; an absent end is unbounded.
 */
export interface Interval {
  readonly low?: End;
  readonly high?: End;
}

/** Comparators of FHIR Quantity, plus none. */
export type Comparator = '<' | '<=' | '>' | '>=' | '=';

/** The interval that a number with a comparator stands for. */
export function intervalOf(comparator: Comparator, value: string): Interval {
  switch (comparator) {
    case '<':
      return { high: { at: value, open: true } };
    case '<=':
      return { high: { at: value, open: false } };
    case '>':
      return { low: { at: value, open: true } };
    case '>=':
      return { low: { at: value, open: false } };
    case '=':
      return { low: { at: value, open: false }, high: { at: value, open: false } };
  }
}

/** An interval in another unit: both ends times an exact decimal factor. */
export function scale(interval: Interval, factor: string): Interval {
  if (factor === '1') return interval;
  const times = (end: End): End => ({ at: multiply(end.at, factor), open: end.open });
  return {
    ...(interval.low && { low: times(interval.low) }),
    ...(interval.high && { high: times(interval.high) }),
  };
}

/** The exact product of two decimals. */
export function multiply(left: string, right: string): string {
  return plain(new Big(left).times(right));
}

/** Less than 0, 0 or more than 0 as `left` is below, equal to or above `right`, exactly. */
export function compareDecimals(left: string, right: string): number {
  return PLAIN.test(left) && PLAIN.test(right) ? comparePlain(left, right) : new Big(left).cmp(right);
}

/** As most results are written: no sign, no exponent, no zero too many. */
const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** Digit by digit: the longer whole number is the larger one, and a shorter fraction that begins alike the smaller one. */
function comparePlain(left: string, right: string): number {
  const [whole, fraction] = partsOf(left);
  const [other, otherFraction] = partsOf(right);
  if (whole.length !== other.length) return whole.length - other.length;
  if (whole !== other) return whole < other ? -1 : 1;
  if (fraction === otherFraction) return 0;
  return fraction < otherFraction ? -1 : 1;
}

function partsOf(decimal: string): readonly [whole: string, fraction: string] {
  const point = decimal.indexOf('.');
  return point === -1 ? [decimal, ''] : [decimal.slice(0, point), decimal.slice(point + 1)];
}

/** The smallest whole number not below the decimal, divided by a whole number: vials from kilograms, for one. */
export function divideRoundingUp(decimal: string, by: number): number {
  const quotient = new Big(decimal).div(by).round(0, Big.roundDown);
  return quotient.times(by).lt(decimal) ? quotient.plus(1).toNumber() : quotient.toNumber();
}

/** The decimal that text spells, without exponent, or undefined. At most 40 digits: no result has more. */
export function decimalOf(text: string): string | undefined {
  if (text.length <= 40 && PLAIN.test(text)) return text;
  if (!/^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?$/.test(text)) return undefined;
  return plain(new Big(text));
}

const plain = (decimal: Big): string => decimal.toFixed();
