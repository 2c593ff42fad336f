import type { Evidence } from '../criteria/finding.ts';
import { statusWords } from '../criteria/status.ts';
import { reasonWords } from '../facts/reason.ts';
import type { CriterionLine, Determination, NeededItem } from './determination.ts';
import { escapeMarkdown } from './markdown.ts';

/** The criteria as a folded list: every line with its evidence and its place in the policy. */
export function allCriteria({ criteria, siteOfCare }: Determination): readonly string[] {
  const lines = [...criteria, ...(siteOfCare?.criteria ?? [])];
  if (lines.length === 0) return [];
  return ['<details><summary>All criteria</summary>', '', ...lines.map(criterionLine), '', '</details>'];
}

function criterionLine({ id, status, text, section, because, evidence }: CriterionLine): string {
  const why = because === undefined ? '' : ` (${reasonWords[because]})`;
  const shown = evidence.map(shownEvidence).join('; ');
  return `- **${statusWords[status]}** ${id} (${section}): ${text}${why}${shown === '' ? '' : ` — ${shown}`}`;
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
  const why = line.because === undefined || line.because === 'needs-statement' ? '' : ` — ${reasonWords[line.because]}`;
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
