import type { LabReading, LabValue } from '../facts/facts.ts';
import { compareDecimals, type End, type Interval } from '../facts/interval.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import { convert } from '../facts/unit.ts';
import { wordsOf } from './codes.ts';
import { at, itemsAt, textAt } from './json.ts';
import { readQuantity } from './quantity.ts';

type Verdict = NonNullable<LabReading['verdict']>;

const VERDICTS: ReadonlyMap<string, Verdict> = new Map([
  ...['n', 'neg', 'nd', 'nr', 'normal', 'negative', 'not detected', 'non-reactive'].map(
    (word) => [word, 'normal'] as const,
  ),
  ...['a', 'aa', 'h', 'hh', 'pos', 'det', 'rr', 'abnormal', 'high', 'positive', 'detected', 'reactive'].map(
    (word) => [word, 'abnormal'] as const,
  ),
]);

/** The laboratory's own verdict: its interpretation, and the number against its one reference range. Undefined where it gives none, or where they differ. */
export function verdictOf(lab: LabName, part: unknown, value: LabValue | undefined): Verdict | undefined {
  const ranged = value?.kind === 'number' ? byRange(lab, part, value.interval) : undefined;
  return unanimous([...itemsAt(part, 'interpretation').map(interpreted), ...(ranged === undefined ? [] : [ranged])]);
}

function interpreted(concept: unknown): Verdict | undefined {
  const codes = itemsAt(concept, 'coding').map((coding) => textAt(coding, 'code'));
  const known = [...codes, ...wordsOf(concept)].map((word) => VERDICTS.get(word?.toLowerCase() ?? ''));
  return unanimous(known.filter((verdict) => verdict !== undefined));
}

const unanimous = (verdicts: readonly (Verdict | undefined)[]): Verdict | undefined =>
  verdicts.every((verdict) => verdict === verdicts[0]) ? verdicts[0] : undefined;

function byRange(lab: LabName, part: unknown, { low, high }: Interval): Verdict | undefined {
  const [range, another] = itemsAt(part, 'referenceRange');
  const types = itemsAt(range, 'type', 'coding').map((coding) => textAt(coding, 'code'));
  if (another !== undefined || types.some((type) => type !== 'normal')) return undefined;
  const [least, most] = [boundOf(lab, range, 'low'), boundOf(lab, range, 'high')];
  if (least === 'unreadable' || most === 'unreadable' || (least === undefined && most === undefined)) return undefined;
  if (isBeyond(low, most, 1) || isBeyond(high, least, -1)) return 'abnormal';
  return isWithin(high, most, 1) && isWithin(low, least, -1) ? 'normal' : undefined;
}

/** One bound of a range in the test's own unit. A lower bound that no result can be below is none. */
function boundOf(lab: LabName, range: unknown, side: 'low' | 'high'): string | 'unreadable' | undefined {
  if (at(range, side) === undefined) return undefined;
  const written = readQuantity(at(range, side));
  const bound = written && convert(lab, written.interval, written.unit);
  if (bound === undefined || typeof bound === 'string') return 'unreadable';
  if (bound.low === undefined || bound.low.at !== bound.high?.at) return 'unreadable';
  return side === 'low' && compareDecimals(bound.low.at, labDefinition(lab).plausible.from) <= 0
    ? undefined
    : bound.low.at;
}

/** The whole reading lies outside a bound: above it (1) or below it (-1). Bounds belong to their range. */
function isBeyond(end: End | undefined, bound: string | undefined, side: 1 | -1): boolean {
  if (end === undefined || bound === undefined) return false;
  const order = compareDecimals(end.at, bound) * side;
  return order > 0 || (order === 0 && end.open);
}

/** The whole reading lies inside a bound, or there is none. */
function isWithin(end: End | undefined, bound: string | undefined, side: 1 | -1): boolean {
  return bound === undefined || (end !== undefined && compareDecimals(end.at, bound) * side <= 0);
}
