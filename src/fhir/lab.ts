import type { Coded } from '../facts/codes.ts';
import type { Assay, LabReading } from '../facts/facts.ts';
import { type LabName, labDefinition, labNames, labsOf } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import { codesOf, wordsOf } from './codes.ts';
import { type FastingOf, fastingIn } from './fasting.ts';
import { at, isModified, itemsAt, type Resource, textAt } from './json.ts';
import { readValue } from './lab-value.ts';
import { effectiveAsWritten, effectiveDay, isFinal } from './observation.ts';
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
  const written = day ?? effectiveAsWritten(observation);
  const refuse = (because: Reason): LabReading => ({
    ...base,
    usable: false,
    because,
    ...(written && { day: written }),
  });
  if (!decides || isModified(observation) || isModified(part)) return refuse('unspecific-code');
  if (value.kind === 'unreadable') return refuse(value.because);
  if (!isFinal(observation)) return refuse('not-final');
  if (day === undefined) return refuse('undated');
  return { ...base, usable: true, day, value: value.value };
}

interface NamedLab {
  readonly lab: LabName;
  readonly decides: boolean;
}

/**
 * Which of our tests a code means: by its codes; by its exact name where it carries no LOINC; AAV5 by its text. A code
 * that names two tests, or one of them and a look-alike, decides nothing.
 */
function labsNamed(code: unknown): readonly NamedLab[] {
  const codes = codesOf(code);
  const matches = codes.flatMap((each) => labsOf(each));
  if (matches.length === 0) return namedInWords(codes, wordsOf(code));
  const labs = [...new Set(matches.filter(({ excluded }) => !excluded).map(({ name }) => name))];
  const oneOnly = labs.length === 1 && matches.every(({ excluded }) => !excluded);
  if (labs.length > 0)
    return labs.map((lab) => ({
      lab,
      decides: oneOnly && matches.some((match) => match.name === lab && match.decides),
    }));
  return namedInWords(codes, wordsOf(code));
}

function namedInWords(codes: readonly Coded[], written: readonly string[]): readonly NamedLab[] {
  const isLoinc = codes.some(({ system }) => system === 'LOINC');
  if (isLoinc && !written.some((text) => /aav|adeno/i.test(text))) return [];
  const words = written.map((text) => text.toLowerCase().replace(/\s+/g, ' '));
  if (words.some((text) => AAV5.test(text)))
    return words.some((text) => NO_ANTIBODY.test(text))
      ? []
      : [{ lab: 'aav5Antibody', decides: !words.some((text) => OTHER_AAV.test(text)) }];
  if (isLoinc) return [];
  return labNames
    .filter((lab) => labDefinition(lab).names.some((name) => words.includes(name)))
    .map((lab, _, all) => ({ lab, decides: all.length === 1 }));
}

const AAV5 = /\b(?:aav|adeno-?associated virus)[\s-]*(?:sero)?(?:type)?[\s-]*5\b/;

/** Tests of the vector itself, or of cells. */
const NO_ANTIBODY = /\b(?:dna|pcr|genomes?|shedding|elispot|t[\s-]?cells?)\b/;

/** Another serotype beside it: whose result it is cannot be told. */
const OTHER_AAV = /\b(?:aav|adeno-?associated virus)[\s-]*(?:sero)?(?:type)?[\s-]*(?:[0-46-9]|rh)/;

/** How an antibody was measured, from code and method; notes are not read (contract.md 6). */
function assayOf(observation: Resource, part: unknown): Assay {
  const words = [...wordsOf(at(part, 'code')), ...wordsOf(at(observation, 'method'))].join(' ').toLowerCase();
  if (/elisa|\btotal\b|binding|\big[gm]\b|immunoassay/.test(words)) return 'other';
  const seven = /\b(?:7|seven)[\s-]?point/.test(words);
  const nine = /\b(?:9|nine)[\s-]?point/.test(words);
  if (seven !== nine) return seven ? '7-point' : '9-point';
  return seven || /neutrali[sz]|\bnabs?\b|luciferase/.test(words) ? 'neutralizing' : 'not-stated';
}
