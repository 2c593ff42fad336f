import { type Coded, type CodeRow, codeIndex } from './codes.ts';

/** What a result in words says of the thing that was looked for. */
export type WordedResult = 'detected' | 'not-detected' | 'unclear';

interface ResultWords {
  /** As printed, in lower case, with blanks for hyphens. */
  readonly words: readonly string[];
  /** HL7 ObservationInterpretation. As plain text some of these mean something else (ND: not done). */
  readonly interpretations: readonly string[];
  readonly codes: readonly CodeRow[];
}

const table: Readonly<Record<WordedResult, ResultWords>> = {
  'not-detected': {
    words: [
      ...['negative', 'neg', 'not detected', 'none detected', 'target not detected', 'undetected', 'undetectable'],
      ...['non reactive', 'nonreactive', 'absent'],
    ],
    interpretations: ['NEG', 'ND', 'NR'],
    codes: [
      ['SNOMED', '260385009', 'Negative', 'include'],
      ['SNOMED', '260415000', 'Not detected', 'include'],
      ['SNOMED', '131194007', 'Non-reactive', 'include'],
      ['SNOMED', '2667000', 'Absent', 'include'],
      ['LOINC', 'LA6577-6', 'Negative', 'include'],
      ['LOINC', 'LA11883-8', 'Not detected', 'include'],
      ['LOINC', 'LA15256-3', 'Non-reactive', 'include'],
      ['LOINC', 'LA9634-2', 'Absent', 'include'],
    ],
  },
  detected: {
    words: ['positive', 'pos', 'detected', 'reactive', 'present'],
    interpretations: ['POS', 'DET', 'RR'],
    codes: [
      ['SNOMED', '10828004', 'Positive', 'include'],
      ['SNOMED', '260373001', 'Detected', 'include'],
      ['SNOMED', '11214006', 'Reactive', 'include'],
      ['SNOMED', '52101004', 'Present', 'include'],
      ['LOINC', 'LA6576-8', 'Positive', 'include'],
      ['LOINC', 'LA11882-0', 'Detected', 'include'],
      ['LOINC', 'LA15255-5', 'Reactive', 'include'],
      ['LOINC', 'LA9633-4', 'Present', 'include'],
    ],
  },
  unclear: {
    words: ['equivocal', 'indeterminate', 'inconclusive', 'borderline', 'weakly reactive', 'weakly positive', 'trace'],
    interpretations: ['E', 'IND', 'WR'],
    codes: [
      ['LOINC', 'LA11885-3', 'Equivocal', 'include'],
      ['LOINC', 'LA11884-6', 'Indeterminate', 'include'],
      ['LOINC', 'LA9663-1', 'Inconclusive', 'include'],
    ],
  },
};

const entries = Object.entries(table) as readonly (readonly [WordedResult, ResultWords])[];
const byWord = new Map(entries.flatMap(([result, { words }]) => words.map((word) => [word, result] as const)));
const byInterpretation = new Map(
  entries.flatMap(([result, { interpretations }]) => interpretations.map((code) => [code, result] as const)),
);
const byCode = codeIndex<WordedResult>(table);

/** What a printed word says; undefined for anything but the word alone. SNOMED CT's "(qualifier value)" is no part of it. */
export const resultOfWord = (text: string): WordedResult | undefined =>
  byWord.get(
    text
      .toLowerCase()
      .replace(/\s*\(qualifier value\)$/, '')
      .replace(/[\s-]+/g, ' ')
      .replace(/\.$/, '')
      .trim(),
  );

/** What an interpretation code says of presence; undefined for one that speaks of normal or high. */
export const resultOfInterpretation = (code: string): WordedResult | undefined =>
  byInterpretation.get(code.trim().toUpperCase());

/** What a coded answer says. */
export const resultOfCode = (coded: Coded): WordedResult | undefined => byCode(coded)[0]?.name;
