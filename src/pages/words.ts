import { parseLimit } from '../criteria/limit.ts';
import type { Status } from '../criteria/status.ts';
import { type ConditionName, conditionDefinition } from '../facts/conditions.ts';
import type { Day } from '../facts/day.ts';
import { type DrugName, drugDisplay } from '../facts/drugs.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import { type SpecialtyName, specialtyDisplay } from '../facts/specialties.ts';
import { both, either, lowered } from './markdown.ts';

/** A test as a pharmacist reads it, and the concepts whose codes stand behind it. */
export interface TestInWords {
  /** What is looked at, and which of it counts. */
  readonly looksAt: string;
  /** When the line is met, not met, open or out of play: each status that it can have, and no other. */
  readonly statuses: Readonly<Partial<Record<Status, string>>>;
  readonly labs?: readonly LabName[];
  readonly conditions?: readonly ConditionName[];
  readonly drugs?: readonly DrugName[];
  readonly specialties?: readonly SpecialtyName[];
}

/** An outcome with its reason, as a decision table writes it, in words. */
export function outcomeInWords(written: string): string {
  const [outcome = '', reason] = written.split(' ').map((word) => word.replaceAll('-', ' '));
  return reason === undefined ? outcome : `${outcome} (${reason})`;
}

/** What lies within a limit and what lies beyond it: "at most 2 %", "above 2 %". */
export function limitInWords(limit: string): { readonly within: string; readonly beyond: string } {
  const { sign } = parseLimit(limit);
  const amount = unitInWords(limit.slice(sign.length + 1));
  switch (sign) {
    case '<':
      return { within: `below ${amount}`, beyond: `${amount} or above` };
    case '<=':
      return { within: `at most ${amount}`, beyond: `above ${amount}` };
    case '>':
      return { within: `above ${amount}`, beyond: `at most ${amount}` };
    case '>=':
      return { within: `at least ${amount}`, beyond: `below ${amount}` };
  }
}

/** A unit, or a number with one, as people write it: "181 10*9/L" becomes "181 × 10⁹/L". */
export const unitInWords = (written: string): string =>
  written
    .replace(
      /(^|\d )10\*(\d+)/g,
      (_, before: string, power: string) =>
        `${before}${before === '' ? '' : '× '}10${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit))).join('')}`,
    )
    .replace(/(\d) \//g, '$1/')
    .replaceAll('uL', 'µL');

/** A day, or that there is none. */
export const dayInWords = (day: Day | undefined): string => day ?? 'undated';

/** A test in the middle of a sentence. */
export const labWords = (name: LabName): string => lowered(labDefinition(name).display);

/** One of several diagnoses, in the middle of a sentence. */
export const eitherCondition = (names: readonly ConditionName[]): string =>
  either(names.map((name) => lowered(conditionDefinition(name).display)));

/** One of several drugs. */
export const eitherDrug = (names: readonly DrugName[]): string => either(names.map(drugDisplay));

/** Several drugs together. */
export const bothDrugs = (names: readonly DrugName[]): string => both(names.map(drugDisplay));

/** Several tests together, in the middle of a sentence. */
export const bothLabs = (names: readonly LabName[]): string => both(names.map(labWords));

/** One of several tests, in the middle of a sentence. */
export const eitherLab = (names: readonly LabName[]): string => either(names.map(labWords));

/** One of several specialties, in the middle of a sentence. */
export const eitherSpecialty = (names: readonly SpecialtyName[]): string =>
  either(names.map((name) => lowered(specialtyDisplay(name))));
