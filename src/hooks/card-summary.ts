import type { Payer } from '../policies/payer.ts';
import type { CriterionLine, Determination } from './determination.ts';
import { failingLines } from './explain.ts';
import { placeInShort } from './explain-site.ts';
import { cutAtWord } from './markdown.ts';

/** Of what a card speaks. */
export interface Subject {
  /** The words for the ordered drug. */
  readonly drug: string;
  /** The payer recognised; absent where the plan's text is not held. */
  readonly payer?: Payer;
}

const MAX_SUMMARY = 139;

/** One line of at most 139 UTF-16 units that stands alone: the verdict, the drug by its brand, the payer. */
export const summaryOf = (determination: Determination, subject: Subject): string =>
  cutAtWord(inWords(determination, subject), MAX_SUMMARY);

/** Only the place was judged: the drug is on a list, and no policy on it is held. */
export const isOnlyListed = ({ outcome, policy }: Determination): boolean =>
  outcome === 'not-governed' && policy !== undefined;

/** Whether criteria were held against the record. */
export const isJudged = ({ criteria }: Determination): boolean => criteria.length > 0;

function inWords(determination: Determination, { drug, payer }: Subject): string {
  const by = payer?.name ?? 'this plan';
  switch (determination.outcome) {
    case 'likely-approval':
      return `Approval likely: ${drug} meets every criterion of ${by}`;
    case 'attestation-needed':
      return naming(`Confirmation needed: ${drug}, confirm:`, neededNames(determination), by);
    case 'missing-documentation':
      return naming(`Documentation missing: ${drug}, still open:`, neededNames(determination), by);
    case 'likely-denial':
      return isJudged(determination)
        ? naming(`Denial likely: ${drug}, not met:`, namesOf(failingLines(determination)), by)
        : `Denial likely: ${drug}, excluded by the plan (${by})`;
    case 'indeterminate':
      return `Cannot tell yet: ${drug}, ${isJudged(determination) ? 'part of the chart could not be read' : 'the order could not be judged'}`;
    case 'version-unknown':
      return `No wording held for this date: ${drug}, ${by} policy starts on ${determination.policy?.effective ?? 'a later day'}`;
    case 'not-governed':
      if (isOnlyListed(determination)) return `Site of care: ${drug}, ${placeInShort(determination)} (${by})`;
      return determination.reason === 'no-coverage'
        ? `No coverage on record: ${drug}, the payer's policy cannot be applied`
        : `No policy text held for this plan: ${drug} could not be judged`;
  }
}

/** As many of the names as fit, the rest as a number, then the payer. */
function naming(verdict: string, names: readonly string[], by: string): string {
  for (let shown = names.length; shown > 0; shown -= 1) {
    const rest = names.length - shown;
    const line = `${verdict} ${names.slice(0, shown).join(', ')}${rest === 0 ? '' : ` and ${rest} more`} (${by})`;
    if (line.length <= MAX_SUMMARY) return line;
  }
  return `${verdict} ${names.length} ${names.length === 1 ? 'item' : 'items'} (${by})`;
}

/** Documents first: they take longest. */
function neededNames({ stillNeeded, criteria }: Determination): readonly string[] {
  const sorted = [...stillNeeded].sort(
    (left, right) => Number(left.kind === 'attestation') - Number(right.kind === 'attestation'),
  );
  return namesOf(sorted.flatMap(({ criterion }) => criteria.find(({ id }) => id === criterion) ?? []));
}

const namesOf = (lines: readonly CriterionLine[]): readonly string[] => [...new Set(lines.map(({ name }) => name))];
