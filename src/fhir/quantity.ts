import { type Comparator, decimalOf, type Interval, intervalOf } from '../facts/interval.ts';
import type { WrittenUnit } from '../facts/unit.ts';
import { at, shownText, textAt } from './json.ts';

/** A Quantity as written: the numbers it stands for, its unit, and how it reads. */
export interface WrittenQuantity {
  readonly interval: Interval;
  readonly unit: WrittenUnit;
  readonly shown: string;
}

const COMPARATORS = ['<', '<=', '>', '>='] as const;

/** A FHIR Quantity; undefined without a value that is a number, or with a comparator that is none (`ad` says no number). */
export function readQuantity(quantity: unknown): WrittenQuantity | undefined {
  const value = numberText(at(quantity, 'value'));
  const comparator = comparatorOf(at(quantity, 'comparator'));
  if (value === undefined || comparator === undefined) return undefined;
  return { interval: intervalOf(comparator, value), unit: unitOf(quantity), shown: shownQuantity(quantity, value) };
}

function comparatorOf(written: unknown): Comparator | undefined {
  if (written === undefined || written === null || written === '') return '=';
  return COMPARATORS.find((comparator) => comparator === written);
}

/** A Quantity as a person reads it, whether or not it can be read as a number. */
export function shownQuantity(quantity: unknown, value = printed(at(quantity, 'value'))): string {
  const { text, code } = unitOf(quantity);
  const name = text ?? code ?? '';
  return shownText(`${textAt(quantity, 'comparator') ?? ''}${value}${name === '%' || name === '' ? name : ` ${name}`}`);
}

const printed = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '?');

/** The code of a Quantity counts as a unit only under UCUM or without a system. */
function unitOf(quantity: unknown): WrittenUnit {
  const system = textAt(quantity, 'system');
  const code =
    system === undefined || /unitsofmeasure\.org\/?$|2\.16\.840\.1\.113883\.6\.8$/.test(system)
      ? textAt(quantity, 'code')
      : undefined;
  const text = textAt(quantity, 'unit');
  return { ...(code !== undefined && { code }), ...(text !== undefined && { text }) };
}

/** A JSON number, or one that a system wrote as text, as an exact decimal. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? decimalOf(String(value)) : undefined;
  return typeof value === 'string' ? decimalOf(value.trim()) : undefined;
}
