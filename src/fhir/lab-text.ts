import type { LabValue } from '../facts/facts.ts';
import { type Comparator, compareDecimals, decimalOf, type Interval, intervalOf } from '../facts/interval.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import { resultOfWord, type WordedResult } from '../facts/result-words.ts';
import { convert, type WrittenUnit } from '../facts/unit.ts';
import { shownText } from './json.ts';
import type { WrittenQuantity } from './quantity.ts';

/** A value as far as it can be read, and as a person reads it. */
export type ReadValue =
  | { readonly kind: 'value'; readonly value: LabValue; readonly shown: string }
  | { readonly kind: 'unreadable'; readonly because: Reason; readonly shown: string };

/** A value that is there and cannot be used, and why. */
export const unreadable = (because: Reason, shown: string): ReadValue => ({ kind: 'unreadable', because, shown });

/** A result in words. */
export const worded = (result: WordedResult, shown: string): ReadValue =>
  result === 'unclear' ? unreadable('straddles-limit', shown) : { kind: 'value', value: { kind: result }, shown };

/** A number in the test's own unit. A bare number is a dilution only where it can be one: 1.5 is an index, and 1 says yes. */
export function inUnit(lab: LabName, { interval, unit, shown }: WrittenQuantity): ReadValue {
  const converted = convert(lab, interval, unit);
  if (typeof converted === 'string') return unreadable(converted, shown);
  if (labDefinition(lab).unit === 'titer' && isBare(unit) && !isDilution(converted))
    return unreadable('unit-unknown', shown);
  return { kind: 'value', value: { kind: 'number', interval: converted }, shown };
}

const isBare = ({ code, text }: WrittenUnit): boolean => /^1?$/.test(code ?? text ?? '');

const isDilution = ({ low, high }: Interval): boolean =>
  [low, high].every((end) => end === undefined || (/^\d+$/.test(end.at) && compareDecimals(end.at, '1') > 0));

/** The unit of a number that stands beside `1:`. */
export const DILUTION: WrittenUnit = { text: 'titer' };

/**
 * "1:678", "<0.6 BU", "less than 5 U/L", "Negative": a sign, a number, a unit; or one of the known words. Anything else
 * is not readable: no comma is taken for a point or for thousands, no range, no remark behind the unit.
 */
export function readText(text: string, lab: LabName): ReadValue {
  const shown = shownText(text);
  const word = resultOfWord(text);
  if (word !== undefined) return worded(word, shown);
  if (!/\p{Nd}/u.test(text)) return unreadable('not-on-record', shown);
  const { sign = '', one, number = '', power, unit = '' } = NUMBER.exec(text.trim())?.groups ?? {};
  const value = decimalOf(number);
  const comparator = SIGNS.get(sign.toLowerCase().replace(/\s+/g, ' '));
  if (value === undefined || comparator === undefined || (one !== undefined && labDefinition(lab).unit !== 'titer'))
    return unreadable('unit-unknown', shown);
  return inUnit(lab, { interval: intervalOf(comparator, value), unit: unitOf(one, power ?? unit), shown });
}

function unitOf(one: string | undefined, written: string): WrittenUnit {
  if (written !== '') return { text: written };
  return one === undefined ? {} : DILUTION;
}

const SIGNS: ReadonlyMap<string, Comparator> = new Map([
  ['', '='],
  ['<', '<'],
  ['<=', '<='],
  ['≤', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['≥', '>='],
  ['less than', '<'],
  ['less than or equal to', '<='],
  ['greater than', '>'],
  ['greater than or equal to', '>='],
]);

/** A unit that begins with a power of ten stands apart from the number. */
const NUMBER =
  /^(?<sign><=|>=|[<>≤≥]|(?:less|greater)\s+than(?:\s+or\s+equal\s+to)?)?\s*(?<one>1\s*:\s*)?(?<number>\d+(?:\.\d+)?)(?:\s+(?<power>10[*^+eE(⁰¹²³⁴⁵⁶⁷⁸⁹].*)|\s*(?<unit>\D.*))?$/i;
