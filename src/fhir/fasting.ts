import type { Day } from '../facts/day.ts';
import { fastingCodes } from '../facts/labs.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { effectiveDay, isFinal, loincOf } from './observation.ts';
import type { SentResources } from './reference.ts';

/** Whether the patient had fasted for a result, as the records state it; undefined where they do not, or contradict each other. */
export type FastingOf = (observation: Resource, part: unknown) => boolean | undefined;

/** Fasting status - Reported. */
const FASTING_STATUS = '49541-6';

/** Gathers the statements: the test's own code, a component, a fasting status of the same day, the specimen. */
export function fastingIn(observations: readonly Resource[], sent: SentResources): FastingOf {
  const ofDay = new Map<Day, Set<boolean>>();
  for (const observation of observations.filter(isFinal)) {
    const stated = statusIn(observation);
    const day = stated === undefined ? undefined : effectiveDay(observation);
    if (day !== undefined && stated !== undefined) ofDay.set(day, (ofDay.get(day) ?? new Set()).add(stated));
  }
  return (observation, part) => {
    const day = effectiveDay(observation);
    const statements = [
      loincOf(at(part, 'code')).some((code) => fastingCodes.has(code)) || undefined,
      ...itemsAt(observation, 'component').map(statusIn),
      ...(day === undefined ? [] : (ofDay.get(day) ?? [])),
      specimenStatus(observation, sent),
    ].filter((statement) => statement !== undefined);
    const [first] = statements;
    return statements.every((statement) => statement === first) ? first : undefined;
  };
}

/** The statement of an Observation or component whose code is the fasting status. */
function statusIn(part: unknown): boolean | undefined {
  if (!loincOf(at(part, 'code')).includes(FASTING_STATUS)) return undefined;
  const stated = at(part, 'valueBoolean');
  return typeof stated === 'boolean'
    ? stated
    : (codedStatus(at(part, 'valueCodeableConcept')) ?? wordStatus(textAt(part, 'valueString')));
}

/** A Specimen that names another patient than the result says nothing. */
function specimenStatus(observation: Resource, sent: SentResources): boolean | undefined {
  const specimen = sent.resolve(at(observation, 'specimen'), observation);
  if (specimen === undefined || !isResource(specimen, 'Specimen')) return undefined;
  const [of, by] = [textAt(specimen, 'subject', 'reference'), textAt(observation, 'subject', 'reference')];
  return of !== undefined && of !== by
    ? undefined
    : codedStatus(at(specimen, 'collection', 'fastingStatusCodeableConcept'));
}

/** Codes of HL7 v2 tables 0916 (relevant clinical information) and 0136 (yes/no), LOINC answers, SNOMED CT qualifiers. */
const CODES: readonly (readonly [RegExp, string, boolean])[] = [
  [/0916$|^$/, 'F', true],
  [/0916$|^$/, 'NF', false],
  [/0136$|0532$|^$/, 'Y', true],
  [/0136$|0532$|^$/, 'N', false],
  [/loinc/, 'LA33-6', true],
  [/loinc/, 'LA32-8', false],
  [/snomed/, '373066001', true],
  [/snomed/, '373067005', false],
];

function codedStatus(concept: unknown): boolean | undefined {
  const codings = itemsAt(concept, 'coding');
  const coded = codings.map(
    (coding) =>
      CODES.find(
        ([system, code]) => code === textAt(coding, 'code') && system.test(textAt(coding, 'system') ?? ''),
      )?.[2],
  );
  const words = [textAt(concept, 'text'), ...codings.map((coding) => textAt(coding, 'display'))].map(wordStatus);
  return [...coded, ...words].find((status) => status !== undefined);
}

const STATUS_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'fasting', 'fasted'].map((word) => [word, true] as const),
  ...['no', 'not fasting', 'non fasting', 'nonfasting', 'not fasted'].map((word) => [word, false] as const),
]);

const wordStatus = (text: string | undefined): boolean | undefined =>
  STATUS_WORDS.get((text ?? '').toLowerCase().replace(/[\s-]+/g, ' '));
