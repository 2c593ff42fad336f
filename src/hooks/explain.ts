import type { Evidence } from '../criteria/finding.ts';
import { statusWords } from '../criteria/status.ts';
import { type Supplier, suppliers } from '../criteria/supplier.ts';
import { reasonWords } from '../facts/reason.ts';
import type { CriterionLine, Determination, NeededItem } from './determination.ts';
import type { Writing } from './writing.ts';

/** Records that are shown for one line; the others are counted. */
const MOST = 8;

/** The criteria as a folded list: every line with its place in the policy, and under it why, and the records looked at. */
export function allCriteria({ criteria, siteOfCare }: Determination, writing: Writing): readonly string[] {
  const lines = [...criteria, ...(siteOfCare?.criteria ?? [])];
  if (lines.length === 0) return [];
  return writing.folded(
    `All criteria (${lines.length})`,
    lines.flatMap((line) => [
      `- ${writing.strong(`${statusWords[line.status]}:`)} ${withPlace(line.text, line, writing)}`,
      ...under(line, writing),
    ]),
  );
}

/** The lines that alone explain a denial: those that fail, and of a failing group the parts that fail. */
export const failingLines = ({ criteria }: Determination): readonly CriterionLine[] =>
  criteria.filter(({ partOf }) => partOf === undefined).flatMap((line) => failingParts(line, criteria));

function failingParts(line: CriterionLine, criteria: readonly CriterionLine[]): readonly CriterionLine[] {
  if (line.status !== 'not-met') return [];
  const parts = criteria.filter(({ partOf }) => partOf === line.id).flatMap((part) => failingParts(part, criteria));
  return parts.length === 0 ? [line] : parts;
}

/** The lines that fail, each with what was looked at. */
export const failing = (determination: Determination, writing: Writing): readonly string[] =>
  failingLines(determination).flatMap((line) => [`- ${withPlace(line.text, line, writing)}`, ...under(line, writing)]);

/**
 * What is still needed, an item each: who can supply it and what, where it is asked for, and what was found instead. What
 * one supplier can do stands together, and what takes longest comes first.
 */
export const toDoList = ({ stillNeeded, criteria }: Determination, writing: Writing): readonly string[] =>
  [...stillNeeded]
    .sort((left, right) => turnOf(left) - turnOf(right))
    .flatMap((item) => neededLines(item, criteria, writing));

const turnOf = ({ from: [first] = [] }: NeededItem): number => (first === undefined ? -1 : suppliers.indexOf(first));

/** One item of a to-do list, with the line that it is for. */
export function neededLines(item: NeededItem, criteria: readonly CriterionLine[], writing: Writing): readonly string[] {
  const line = criteria.find(({ id }) => id === item.criterion);
  if (line === undefined) return [];
  return [
    `- ${writing.strong(`${suppliedBy(item)}:`)} ${withPlace(item.says, line, writing)}`,
    ...found(line, writing),
  ];
}

function suppliedBy({ kind, from = [] }: NeededItem): string {
  const [only, ...others] = from;
  if (only === undefined) return kind === 'document' ? 'Document' : 'Confirm';
  if (others.length === 0) return only === 'person' ? 'Confirm' : SUPPLIES[only];
  return [SUPPLIES[only], ...others.map((each) => SUPPLIES[each].toLowerCase())].join(', ');
}

const SUPPLIES: Readonly<Record<Supplier, string>> = {
  laboratory: 'Lab result',
  record: 'Chart entry',
  note: 'Note',
  order: 'Order',
  person: 'Answer',
};

/** What supports the request: each record or statement that counted for a met line once, with the lines it carries. */
export function supporting(determination: Determination, writing: Writing): readonly string[] {
  const carried = new Map<string, readonly [Evidence, CriterionLine[]]>();
  const parts = Map.groupBy(determination.criteria, ({ partOf }) => partOf);
  for (const line of (parts.get(undefined) ?? []).flatMap((each) => metLines(each, parts)))
    for (const each of line.evidence.filter(({ counts }) => counts).slice(0, MOST)) {
      const key = keyOf(each);
      const lines = carried.get(key)?.[1];
      if (lines === undefined) carried.set(key, [each, [line]]);
      else lines.push(line);
    }
  return [...carried.values()].map(([each, lines]) => supportedLine(each, lines, writing));
}

/** The parts of each line, by its id; the outermost under none. */
type Parts = ReadonlyMap<string | undefined, readonly CriterionLine[]>;

/** The met parts of a line, and where the line itself is met, what was shown for it beside them. */
function metLines(line: CriterionLine, partsOf: Parts): readonly CriterionLine[] {
  const parts = (partsOf.get(line.id) ?? []).flatMap((part) => metLines(part, partsOf));
  if (line.status !== 'met') return parts;
  if (parts.length === 0) return [line];
  const shown = new Set(parts.flatMap(({ evidence }) => evidence.map(keyOf)));
  return [...parts, { ...line, evidence: line.evidence.filter((each) => !shown.has(keyOf(each))) }];
}

const keyOf = ({ reference, says }: Evidence): string => `${reference} ${says}`;

/** An answer says yes or no, so what it was to is said beside it. */
function supportedLine({ says, reference }: Evidence, lines: readonly CriterionLine[], { quoted }: Writing): string {
  const answered = reference.startsWith('QuestionnaireResponse/');
  const to = answered ? `: ${lines.map(({ name }) => name).join('; ')}` : '';
  return `- ${quoted(`${says}${to}`)} (${quoted(reference)}; ${lines.map(({ id }) => id).join(', ')})`;
}

/** What is shown under a line. */
type Shown = Pick<CriterionLine, 'because' | 'evidence'>;

/** Why a line stands as it does, and the records that were looked at. */
const under = ({ because, evidence }: Shown, writing: Writing): readonly string[] => [
  ...(because === undefined ? [] : [`  - ${capitalized(reasonWords[because])}`]),
  ...shownAmong(evidence, writing),
];

/** The same for an item of a list that says what is needed: that nothing was found, or that a person is asked, is plain there. */
function found({ because, evidence }: Shown, writing: Writing): readonly string[] {
  const plain = because === 'needs-statement' || (because === 'not-on-record' && evidence.length === 0);
  return under({ evidence, ...(because !== undefined && !plain && { because }) }, writing);
}

function shownAmong(evidence: readonly Evidence[], writing: Writing): readonly string[] {
  const shown = evidence.slice(0, MOST).map((each) => `  - ${shownEvidence(each, writing)}`);
  return evidence.length > MOST ? [...shown, `  - and ${evidence.length - MOST} more`] : shown;
}

/** One record, what it shows, and whether it counted. */
const shownEvidence = ({ reference, says, counts }: Evidence, { quoted }: Writing): string =>
  `${counts ? '' : 'Not counted: '}${quoted(says)} (${quoted(reference)})`;

function withPlace(text: string, { id, section }: CriterionLine, writing: Writing): string {
  const known = placed.get(writing)?.get(text);
  if (known?.id === id && known.section === section) return known.words;
  const words = `${writing.quoted(text)} (${id}, section ${writing.quoted(section)})`;
  const texts = placed.get(writing) ?? new Map<string, Placed>();
  if (texts.size < MOST_TEXTS) placed.set(writing, texts.set(text, { id, section, words }));
  return words;
}

interface Placed {
  readonly id: string;
  readonly section: string;
  readonly words: string;
}

/** The texts of policies, as they were written last: they are few, and stand on every card. */
const placed = new Map<Writing, Map<string, Placed>>();
const MOST_TEXTS = 2_000;

/** The same words with a capital at their start. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
