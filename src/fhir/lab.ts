import type { Assay, LabReading, LabValue } from '../facts/facts.ts';
import { type Comparator, decimalOf, intervalOf } from '../facts/interval.ts';
import { type LabName, labDefinition, labNames, labsOf } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import { convert } from '../facts/unit.ts';
import { codesOf, wordsOf } from './codes.ts';
import { type FastingOf, fastingIn } from './fasting.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { effectiveDay, isFinal } from './observation.ts';
import { numberText, readQuantity, type WrittenQuantity } from './quantity.ts';
import { referenceTo, SentResources } from './reference.ts';
import { verdictOf } from './verdict.ts';

const IGNORED: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled']);

/** The results in an Observation of tests we know: its own value and its components' (policies.md CR-4). */
export function readLabs(observation: Resource, fastingOf: FastingOf = ALONE): readonly LabReading[] {
  const status = textAt(observation, 'status') ?? '';
  if (IGNORED.has(status)) return [];
  return [observation, ...itemsAt(observation, 'component')].flatMap((part) =>
    labsNamed(at(part, 'code')).map((named) => readLab(observation, part, named, fastingOf(observation, part))),
  );
}

/** What a result says by itself of fasting. */
const ALONE: FastingOf = fastingIn([], new SentResources());

function readLab(observation: Resource, part: unknown, { lab, decides }: NamedLab, fasting?: boolean): LabReading {
  const value = readValue(part, lab);
  const day = effectiveDay(observation);
  const verdict = verdictOf(lab, part, value.kind === 'value' ? value.value : undefined);
  const base = {
    reference: referenceTo(observation),
    lab,
    shown: value.shown,
    assay: assayOf(observation, part),
    ...(fasting !== undefined && { fasting }),
    ...(verdict && { verdict }),
  };
  const refuse = (because: Reason): LabReading => ({ ...base, usable: false, because, ...(day && { day }) });
  if (!decides) return refuse('unspecific-code');
  if (value.kind === 'unreadable') return refuse(value.because);
  if (!isFinal(observation)) return refuse('not-final');
  if (day === undefined) return refuse('undated');
  return { ...base, usable: true, day, value: value.value };
}

interface NamedLab {
  readonly lab: LabName;
  readonly decides: boolean;
}

/** Which of our tests a code means: by its codes; by its exact name where it carries no LOINC; AAV5 by its text. */
function labsNamed(code: unknown): readonly NamedLab[] {
  const codes = codesOf(code);
  const matches = codes.flatMap((each) => labsOf(each)).filter(({ excluded }) => !excluded);
  if (matches.length > 0)
    return [...new Set(matches.map(({ name }) => name))].map((lab) => ({
      lab,
      decides: matches.some((match) => match.name === lab && match.decides),
    }));
  const words = wordsOf(code).map((text) => text.toLowerCase().replace(/\s+/g, ' '));
  if (words.some((text) => AAV5.test(text))) return [{ lab: 'aav5Antibody', decides: true }];
  if (codes.some(({ system }) => system === 'LOINC')) return [];
  return labNames
    .filter((lab) => labDefinition(lab).names.some((name) => words.includes(name)))
    .map((lab) => ({ lab, decides: true }));
}

const AAV5 = /\b(?:aav|adeno-?associated virus)[\s-]*(?:sero)?(?:type)?[\s-]*5\b/;

/** How an antibody was measured, from code and method; notes are not read (contract.md 6). */
function assayOf(observation: Resource, part: unknown): Assay {
  const words = [...wordsOf(at(part, 'code')), ...wordsOf(at(observation, 'method'))].join(' ').toLowerCase();
  if (/elisa|\btotal\b|binding|\big[gm]\b|immunoassay/.test(words)) return 'other';
  const seven = /\b(?:7|seven)[\s-]?point/.test(words);
  const nine = /\b(?:9|nine)[\s-]?point/.test(words);
  if (seven !== nine) return seven ? '7-point' : '9-point';
  return seven || /neutrali[sz]|\bnabs?\b|luciferase/.test(words) ? 'neutralizing' : 'not-stated';
}

type ReadValue =
  | { readonly kind: 'value'; readonly value: LabValue; readonly shown: string }
  | { readonly kind: 'unreadable'; readonly because: Reason; readonly shown: string };

function readValue(part: unknown, lab: LabName): ReadValue {
  const quantity = readQuantity(at(part, 'valueQuantity'));
  if (quantity !== undefined) return inUnit(lab, quantity);
  const integer = numberText(at(part, 'valueInteger'));
  if (integer !== undefined) return inUnit(lab, { interval: intervalOf('=', integer), unit: {}, shown: integer });
  if (at(part, 'valueRatio') !== undefined) return readRatio(at(part, 'valueRatio'), lab);
  const text = textAt(part, 'valueString');
  if (text !== undefined) return readText(text, lab);
  const words = [
    ...wordsOf(at(part, 'valueCodeableConcept')),
    ...itemsAt(part, 'valueCodeableConcept', 'coding').flatMap(
      (coding) => QUALIFIERS.get(textAt(coding, 'code') ?? '') ?? [],
    ),
  ];
  if (words.length > 0) return firstReadable(words, lab);
  if (at(part, 'dataAbsentReason') !== undefined || at(part, 'valueQuantity') !== undefined)
    return { kind: 'unreadable', because: 'not-on-record', shown: 'no value' };
  const interpretation = itemsAt(part, 'interpretation').flatMap((concept) => [
    ...itemsAt(concept, 'coding').map((coding) => textAt(coding, 'code') ?? ''),
    ...wordsOf(concept),
  ]);
  return firstReadable(interpretation, lab);
}

function inUnit(lab: LabName, { interval, unit, shown }: WrittenQuantity): ReadValue {
  const converted = convert(lab, interval, unit);
  return typeof converted === 'string'
    ? { kind: 'unreadable', because: converted, shown }
    : { kind: 'value', value: { kind: 'number', interval: converted }, shown };
}

/** 1:678 as a ratio: the larger of the two numbers, where the other is 1. */
function readRatio(ratio: unknown, lab: LabName): ReadValue {
  const ends = [readQuantity(at(ratio, 'numerator')), readQuantity(at(ratio, 'denominator'))];
  const [numerator, denominator] = ends;
  const shown = `${numerator?.shown ?? '?'}:${denominator?.shown ?? '?'}`;
  const isOne = (end: WrittenQuantity | undefined) => end?.interval.low?.at === '1' && end.interval.high?.at === '1';
  const reciprocal = isOne(numerator) ? denominator : isOne(denominator) ? numerator : undefined;
  if (labDefinition(lab).unit !== 'titer' || reciprocal === undefined)
    return { kind: 'unreadable', because: 'unit-unknown', shown };
  return inUnit(lab, { interval: reciprocal.interval, unit: {}, shown: `1:${reciprocal.shown}` });
}

const SIGNS: Readonly<Record<string, Comparator>> = {
  '': '=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
};

/** "1:678", "<0.6 BU", "Negative": a sign, a number, a unit; or one of the known words. Anything else is not readable. */
function readText(text: string, lab: LabName): ReadValue {
  const shown = shownText(text);
  const word = WORDS.get(text.toLowerCase());
  if (word !== undefined) return { kind: 'value', value: { kind: word }, shown };
  const [, sign = '', one, number = '', unit = ''] =
    /^(<=|>=|<|>|≤|≥)?\s*(1\s*:\s*)?(\d+(?:\.\d+)?)\s*(\D.*)?$/.exec(text) ?? [];
  const value = decimalOf(number);
  const comparator = SIGNS[sign];
  if (value === undefined || comparator === undefined || (one !== undefined && labDefinition(lab).unit !== 'titer'))
    return { kind: 'unreadable', because: 'unit-unknown', shown };
  return inUnit(lab, { interval: intervalOf(comparator, value), unit: unit === '' ? {} : { text: unit }, shown });
}

function firstReadable(words: readonly string[], lab: LabName): ReadValue {
  const readings = words.map((word) => readText(word, lab));
  return (
    readings.find(({ kind }) => kind === 'value') ?? {
      kind: 'unreadable',
      because: 'not-on-record',
      shown: readings[0]?.shown ?? 'no value',
    }
  );
}

const NOT_DETECTED = [
  'negative',
  'neg',
  'not detected',
  'none detected',
  'undetected',
  'undetectable',
  'non-reactive',
  'nonreactive',
  'non reactive',
  'nd',
  'nr',
];
const DETECTED = ['positive', 'pos', 'detected', 'reactive', 'det', 'rr'];
const WORDS: ReadonlyMap<string, 'detected' | 'not-detected'> = new Map([
  ...NOT_DETECTED.map((word) => [word, 'not-detected'] as const),
  ...DETECTED.map((word) => [word, 'detected'] as const),
]);

/** SNOMED CT qualifier values of results. */
const QUALIFIERS: ReadonlyMap<string, string> = new Map([
  ['10828004', 'Positive'],
  ['260385009', 'Negative'],
  ['260373001', 'Detected'],
  ['260415000', 'Not detected'],
  ['11214006', 'Reactive'],
  ['131194007', 'Non-reactive'],
]);
