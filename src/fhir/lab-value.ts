import { intervalOf } from '../facts/interval.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import { resultOfCode, resultOfInterpretation, resultOfWord, type WordedResult } from '../facts/result-words.ts';
import { codesOf, wordsOf } from './codes.ts';
import { at, itemsAt, shownText, textAt } from './json.ts';
import { DILUTION, inUnit, type ReadValue, readText, unreadable, worded } from './lab-text.ts';
import { numberText, readQuantity, shownQuantity, type WrittenQuantity } from './quantity.ts';

/** The value of an Observation or a component: the one `value[x]` that it may have, else its interpretation. */
export function readValue(part: unknown, lab: LabName): ReadValue {
  if (isThere(part, 'dataAbsentReason')) return NO_VALUE;
  const [member, another] = Object.keys(part ?? {}).filter((key) => /^value[A-Z]/.test(key) && isThere(part, key));
  if (member === undefined) return interpretationOf(part) ?? NO_VALUE;
  if (another !== undefined) return unreadable('conflicting', 'more than one value');
  const read = READERS.get(member)?.(at(part, member), lab);
  if (read === undefined) return unreadable('unit-unknown', shownText(`a ${member.slice('value'.length)}`));
  return read.kind === 'unreadable' && NUMBERS.has(member) && labDefinition(lab).unit === 'qualitative'
    ? besideSignal(read, part)
    : read;
}

const NO_VALUE = unreadable('not-on-record', 'no value');

const isThere = (value: unknown, member: string): boolean => (at(value, member) ?? undefined) !== undefined;

/** How each `value[x]` is read. A Range, a time, sampled data or anything else is no result of our tests. */
const READERS: ReadonlyMap<string, (value: unknown, lab: LabName) => ReadValue> = new Map([
  ['valueQuantity', readAmount],
  ['valueInteger', readInteger],
  ['valueRatio', readRatio],
  ['valueString', readString],
  ['valueCodeableConcept', readConcept],
  ['valueBoolean', readBoolean],
]);

const NUMBERS: ReadonlySet<string> = new Set(['valueQuantity', 'valueInteger']);

function readAmount(quantity: unknown, lab: LabName): ReadValue {
  if (!isThere(quantity, 'value')) return NO_VALUE;
  const written = readQuantity(quantity);
  return written === undefined ? unreadable('unit-unknown', shownQuantity(quantity)) : inUnit(lab, written);
}

function readInteger(value: unknown, lab: LabName): ReadValue {
  const integer = numberText(value);
  return integer === undefined
    ? unreadable('unit-unknown', 'no number')
    : inUnit(lab, { interval: intervalOf('=', integer), unit: {}, shown: integer });
}

/** 1:678 as a ratio: the larger of the two numbers, where the other is 1. */
function readRatio(ratio: unknown, lab: LabName): ReadValue {
  const [numerator, denominator] = [readQuantity(at(ratio, 'numerator')), readQuantity(at(ratio, 'denominator'))];
  const isOne = (end: WrittenQuantity | undefined) => end?.interval.low?.at === '1' && end.interval.high?.at === '1';
  const reciprocal = isOne(numerator) ? denominator : isOne(denominator) ? numerator : undefined;
  if (labDefinition(lab).unit !== 'titer' || reciprocal === undefined)
    return unreadable('unit-unknown', `${numerator?.shown ?? '?'}:${denominator?.shown ?? '?'}`);
  const { interval, unit, shown } = reciprocal;
  const stated = unit.code === undefined && unit.text === undefined ? DILUTION : unit;
  return inUnit(lab, { interval, unit: stated, shown: `1:${shown}` });
}

function readString(value: unknown, lab: LabName): ReadValue {
  if (typeof value !== 'string') return unreadable('unit-unknown', 'no text');
  return value.trim() === '' ? NO_VALUE : readText(value, lab);
}

/** Codes and words of one answer have to say the same; those that say nothing do not matter. */
function readConcept(concept: unknown, lab: LabName): ReadValue {
  const words = wordsOf(concept);
  const [first] = words;
  const coded = codesOf(concept).flatMap((each) => resultOfCode(each) ?? []);
  const readings = [
    ...words.map((text) => readText(text, lab)),
    ...coded.map((result) => worded(result, shownText(first ?? result))),
  ];
  const known = readings.filter((read) => read.kind === 'value' || read.because === 'straddles-limit');
  return agreed(known) ?? readings[0] ?? NO_VALUE;
}

/** Yes and no of a test that looks for something: of a level they say nothing. */
function readBoolean(value: unknown, lab: LabName): ReadValue {
  if (typeof value !== 'boolean') return unreadable('unit-unknown', 'no answer');
  const shown = value ? 'yes' : 'no';
  return labDefinition(lab).unit === 'qualitative'
    ? worded(value ? 'detected' : 'not-detected', shown)
    : unreadable('unit-unknown', shown);
}

/** A test that finds or does not may print the strength of its signal: the laboratory's own word beside it is the result. */
function besideSignal(signal: ReadValue, part: unknown): ReadValue {
  const word = interpretationOf(part);
  return word === undefined ? signal : { ...word, shown: `${signal.shown}, ${word.shown}` };
}

function interpretationOf(part: unknown): ReadValue | undefined {
  const read = (result: WordedResult | undefined, text: string) =>
    result === undefined ? [] : [worded(result, shownText(text))];
  return agreed(
    itemsAt(part, 'interpretation').flatMap((concept) => [
      ...wordsOf(concept).flatMap((text) => read(resultOfWord(text), text)),
      ...itemsAt(concept, 'coding').flatMap((coding) => {
        const code = textAt(coding, 'code') ?? '';
        return read(resultOfInterpretation(code), code);
      }),
    ]),
  );
}

/** What all readings say; undefined where there are none. */
function agreed(readings: readonly ReadValue[]): ReadValue | undefined {
  const said = new Set(readings.map((read) => JSON.stringify(read.kind === 'value' ? read.value : read.because)));
  return said.size > 1 ? unreadable('conflicting', readings.map(({ shown }) => shown).join(', ')) : readings[0];
}
