import { type Comparator, decimalOf, type Interval, intervalOf } from '../facts/interval.ts';
import type { WrittenUnit } from '../facts/unit.ts';
import { at, shownText, textAt } from './json.ts';

/** A Quantity as written: the numbers it stands for, its unit, and how it reads. */
export interface WrittenQuantity {
  readonly interval: Interval;
  readonly unit: WrittenUnit;
  readonly shown: string;
}

const COMPARATORS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** A FHIR Quantity; undefined without a value that is a number, or with a comparator that is none. */
export function readQuantity(quantity: unknown): WrittenQuantity | undefined {
  const value = numberText(at(quantity, 'value'));
  const comparator = textAt(quantity, 'comparator');
  if (value === undefined || (comparator !== undefined && !COMPARATORS.has(comparator))) return undefined;
  const unit = unitOf(quantity);
  const name = unit.text ?? unit.code ?? '';
  return {
    interval: intervalOf((comparator ?? '=') as Comparator, value),
    unit,
    shown: shownText(`${comparator ?? ''}${value}${name === '%' || name === '' ? name : ` ${name}`}`),
  };
}

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
