import type { CountFact } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { at, type Resource, textAt } from './json.ts';
import { effectiveUntil, isFinal } from './observation.ts';
import { numberText } from './quantity.ts';
import { referenceTo } from './reference.ts';

/** Counts that an Observation documents by its name, because no standard code exists (contract.md 6): factor IX exposure days. */
export function readCounts(observation: Resource): readonly CountFact[] {
  const day = effectiveUntil(observation);
  if (!isFinal(observation) || day === undefined || !wordsOf(at(observation, 'code')).some(namesExposureDays))
    return [];
  const value = wholeNumber(at(observation, 'valueInteger')) ?? daysIn(at(observation, 'valueQuantity'));
  if (value === undefined) return [];
  const shown = `${value} exposure days`;
  return [{ reference: referenceTo(observation), count: 'factorIXExposureDays', value, shown, day }];
}

/** Words that may stand in the name of the whole count; any other word makes it a count of something else, or of a part. */
const WORDS: ReadonlySet<string> = new Set(
  'a b cumulative coagulation concentrate count days documented ed eds exposure f9 factor fix hemophilia haemophilia in ix lifetime number of patient product products replacement the to total treatment with 9'.split(
    ' ',
  ),
);

function namesExposureDays(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const named = / exposure days? /.test(` ${words.join(' ')} `);
  return named && words.every((word) => word === 'day' || WORDS.has(word));
}

const DAYS: ReadonlySet<string> = new Set(['d', 'day', 'days', 'exposure days', '1', '']);

/** A quantity in days, or without a unit. With a comparator it is no count. */
function daysIn(quantity: unknown): string | undefined {
  if (at(quantity, 'comparator') !== undefined) return undefined;
  const units = [textAt(quantity, 'code'), textAt(quantity, 'unit')].map((unit) =>
    (unit ?? '').toLowerCase().replace(/[{}]/g, '').replace(/_/g, ' '),
  );
  return units.every((unit) => DAYS.has(unit)) ? wholeNumber(at(quantity, 'value')) : undefined;
}

/** A whole number that is not negative. */
export function wholeNumber(value: unknown): string | undefined {
  const number = numberText(value);
  return number !== undefined && /^\d+$/.test(number) ? number : undefined;
}
