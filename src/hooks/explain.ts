import type { Evidence } from '../criteria/finding.ts';
import type { Status } from '../criteria/status.ts';
import type { Reason } from '../facts/reason.ts';
import type { CriterionLine, Determination, NeededItem } from './determination.ts';
import { escapeMarkdown } from './markdown.ts';

/** The words a person reads for a status. Words, not colours. */
const STATUS: Readonly<Record<Status, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'doc-missing': 'Document missing',
  attest: 'Please confirm',
  'n/a': 'Does not apply',
};

/** The words a person reads for a reason. */
const BECAUSE: Readonly<Record<Reason, string>> = {
  'not-on-record': 'nothing found on record',
  'too-old': 'too old',
  undated: 'on record without a date',
  'not-final': 'on record, but not final or not confirmed',
  'unit-unknown': 'on record, but its unit cannot be read',
  implausible: 'on record, but the value is not plausible',
  'straddles-limit': 'on record, but it does not settle the limit',
  'assay-not-stated': 'on record, but the report does not say which assay was used, and the answer depends on it',
  'assay-not-accepted': 'on record, but by an assay that the policy does not name',
  'fasting-not-stated': 'on record, but fasting is not stated',
  'on-treatment': 'on record, but it may show the infused product',
  conflicting: 'the records disagree',
  'unspecific-code': 'on record, but the code does not say enough',
  'needs-note': 'stated, but without a record behind it',
  'needs-statement': 'only a person can say',
  'not-read': 'this part of the chart could not be read',
  'not-read-in-time': 'this part of the chart could not be read in time',
  'other-branch': 'another way was taken',
  'not-triggered': 'not triggered',
  'not-printed': 'not printed in the copy of the policy that is held',
  contradicted: 'an answer and the record disagree',
};

/** The criteria as a folded list: every line with its evidence and its place in the policy. */
export function allCriteria({ criteria, siteOfCare }: Determination): readonly string[] {
  const lines = [...criteria, ...(siteOfCare?.criteria ?? [])];
  if (lines.length === 0) return [];
  return ['<details><summary>All criteria</summary>', '', ...lines.map(criterionLine), '', '</details>'];
}

function criterionLine({ id, status, text, section, because, evidence }: CriterionLine): string {
  const why = because === undefined ? '' : ` (${BECAUSE[because]})`;
  const shown = evidence.map(shownEvidence).join('; ');
  return `- **${STATUS[status]}** ${id} (${section}): ${text}${why}${shown === '' ? '' : ` — ${shown}`}`;
}

/** One record, what it shows, and whether it counted. */
const shownEvidence = ({ reference, says, counts }: Evidence): string =>
  `${counts ? '' : 'set aside: '}${escapeMarkdown(says)} (${escapeMarkdown(reference)})`;

const place = ({ id, section }: CriterionLine): string => `${id}, section ${section}`;

/** What is still needed, one line each: the item, why it is open, what was found, and where it stands. */
export const toDoList = ({ stillNeeded, criteria }: Determination): readonly string[] =>
  stillNeeded.flatMap((item) => neededLine(item, criteria));

/** One item of a to-do list, with the line that it is for. */
export function neededLine(
  { criterion, kind, says }: NeededItem,
  criteria: readonly CriterionLine[],
): readonly string[] {
  const line = criteria.find(({ id }) => id === criterion);
  if (line === undefined) return [];
  const why = line.because === undefined || line.because === 'needs-statement' ? '' : ` — ${BECAUSE[line.because]}`;
  const found = line.evidence.map(shownEvidence).join('; ');
  return [
    `- **${kind === 'document' ? 'Document' : 'Confirm'}:** ${says}${why}${found === '' ? '' : `: ${found}`} (${place(line)})`,
  ];
}

const topLevel = ({ criteria }: Determination) => criteria.filter(({ partOf }) => partOf === undefined);

/** The lines that fail, each with what was looked at. */
export const failing = (determination: Determination): readonly string[] =>
  topLevel(determination)
    .filter(({ status }) => status === 'not-met')
    .map(
      (line) =>
        `- **Not met:** ${line.text}${line.evidence.length === 0 ? '' : ` — ${line.evidence.map(shownEvidence).join('; ')}`} (${place(line)})`,
    );

/** What supports the request: each record or statement that counted for a met line once, with the lines it carries. */
export function supporting(determination: Determination): readonly string[] {
  const carried = new Map<string, string[]>();
  for (const { id, status, evidence } of topLevel(determination)) {
    if (status !== 'met') continue;
    for (const each of evidence.filter(({ counts }) => counts)) {
      const shown = shownEvidence(each);
      carried.set(shown, [...(carried.get(shown) ?? []), id]);
    }
  }
  return [...carried].map(([shown, ids]) => `- ${shown}: ${ids.join(', ')}`);
}
