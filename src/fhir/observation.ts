import { type Day, dayOf } from '../facts/day.ts';
import { codesOf } from './codes.ts';
import { at, type Resource, textAt } from './json.ts';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/** True for a result that counts (policies.md CR-4). */
export const isFinal = (observation: Resource): boolean => FINAL.has(textAt(observation, 'status') ?? '');

/** The day of an Observation or a DiagnosticReport; `issued` is none (policies.md CR-4). */
export const effectiveDay = (observation: Resource): Day | undefined =>
  dayOf(
    at(observation, 'effectiveDateTime') ??
      at(observation, 'effectiveInstant') ??
      at(observation, 'effectivePeriod', 'start'),
  );

/** The LOINC codes of a CodeableConcept. */
export const loincOf = (concept: unknown): readonly string[] =>
  codesOf(concept).flatMap(({ system, code }) => (system === 'LOINC' ? [code] : []));
