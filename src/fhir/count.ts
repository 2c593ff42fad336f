import type { CountFact } from '../facts/facts.ts';
import { type Comparator, type Interval, intervalOf } from '../facts/interval.ts';
import { wordsOf } from './codes.ts';
import { at, isModified, type Resource, textAt } from './json.ts';
import { effectiveUntil, isFinal } from './observation.ts';
import { numberText } from './quantity.ts';
import { referenceTo } from './reference.ts';

/** Counts that an Observation documents by its name, because no standard code exists (contract.md 6): factor IX exposure days. */
export function readCounts(observation: Resource): readonly CountFact[] {
  if (!wordsOf(at(observation, 'code')).some(namesExposureDays)) return [];
  const day = effectiveUntil(observation);
  if (isModified(observation) || isAbsent(observation) || !isFinal(observation) || day === undefined) return [];
  const counted =
    countOf('', at(observation, 'valueInteger')) ??
    daysIn(at(observation, 'valueQuantity')) ??
    daysWritten(textAt(observation, 'valueString'));
  if (counted === undefined) return [];
  const { value, shown } = counted;
  const base = { reference: referenceTo(observation), count: 'factorIXExposureDays' as const };
  return [{ ...base, value, shown: `${shown} exposure days`, day }];
}

/** The record says itself that it has no number to give (policies.md CR-4). */
const isAbsent = (observation: Resource): boolean => (at(observation, 'dataAbsentReason') ?? undefined) !== undefined;

/** Words that may stand in the name of the whole count; any other word makes it a count of something else, or of a part. */
const WORDS: ReadonlySet<string> = new Set(
  'a b cumulative coagulation concentrate count days documented ed eds exposure f9 factor fix hemophilia haemophilia in ix lifetime number of patient product products replacement the to total treatment with 9'.split(
    ' ',
  ),
);

function namesExposureDays(text: string): boolean {
  if (!/exposure/i.test(text)) return false;
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const named = / exposure days? /.test(` ${words.join(' ')} `);
  return named && words.every((word) => word === 'day' || WORDS.has(word));
}

const DAYS: ReadonlySet<string> = new Set(['d', 'day', 'days', 'exposure days', '1', '']);

/** A quantity in days, or without a unit. */
function daysIn(quantity: unknown): Counted | undefined {
  const units = [textAt(quantity, 'code'), textAt(quantity, 'unit')].map((unit) =>
    (unit ?? '').toLowerCase().replace(/[{}]/g, '').replace(/_/g, ' '),
  );
  return units.every((unit) => DAYS.has(unit))
    ? countOf(at(quantity, 'comparator') ?? '', at(quantity, 'value'))
    : undefined;
}

/** A number that was written as text, such as ">150 days"; any other words are not interpreted. */
function daysWritten(text: string | undefined): Counted | undefined {
  const [, sign = '', number, unit = ''] = /^(<=|>=|[<>≤≥])?\s*(\d+)\s*([a-z ]*)$/i.exec(text ?? '') ?? [];
  return DAYS.has(unit.toLowerCase()) ? countOf(sign.replace('≤', '<=').replace('≥', '>='), number) : undefined;
}

/** The numbers that a count stands for, and how it reads. */
export interface Counted {
  readonly value: Interval;
  readonly shown: string;
}

const COMPARATORS: ReadonlySet<unknown> = new Set(['', '<', '<=', '>', '>=']);

/** A whole number that is not negative, with its comparator; undefined where either is none. */
export function countOf(sign: unknown, written: unknown): Counted | undefined {
  const number = numberText(written);
  if (number === undefined || !/^\d+$/.test(number) || !COMPARATORS.has(sign)) return undefined;
  return { value: intervalOf(sign === '' ? '=' : (sign as Comparator), number), shown: `${sign}${number}` };
}
