import { isJudged, isOnlyListed, type Subject } from './card-summary.ts';
import type { Determination } from './determination.ts';
import { allCriteria, failing, supporting, toDoList } from './explain.ts';
import { caveats, remarks, toAttach } from './explain-notices.ts';
import { aboutPlace } from './explain-site.ts';
import type { Writing } from './writing.ts';

/** Of what a detail speaks, and how. */
export interface DetailContext extends Subject {
  /** Payers whose texts are held, for a card that has none to judge by. */
  readonly held: readonly string[];
  readonly writing: Writing;
  /** Whether the list of all criteria goes with it. */
  readonly foldedCriteria: boolean;
}

/** What stands under the summary, most important first: the verdict, what to do, what supports it, where it all comes from. */
export function detailOf(determination: Determination, context: DetailContext): string {
  const { writing, foldedCriteria } = context;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : writing.section(title, lines);
  const said = [
    [opening(determination, context)],
    section('Not met', failing(determination, writing)),
    section('Still needed', toDoList(determination, writing)),
    toAttach(determination, writing),
    section('Where it is given', aboutPlace(determination, writing)),
    section('What supports it', supporting(determination, writing)),
  ];
  const text = joined(said);
  return joined([
    [text],
    section('Please note', remarks(determination, text, writing)),
    caveats(determination, writing),
    foldedCriteria ? allCriteria(determination, writing) : [],
    [source(determination, writing)],
  ]);
}

/** A blank line between what belongs together, and nothing for what is empty. */
const joined = (sections: readonly (readonly string[])[]): string =>
  sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');

const VERDICT: Readonly<Record<Determination['outcome'], string>> = {
  'likely-approval': 'Approval is likely.',
  'attestation-needed': 'Confirmation is needed.',
  'missing-documentation': 'Documentation is missing.',
  'likely-denial': 'Denial is likely.',
  indeterminate: 'Cannot tell yet.',
  'version-unknown': 'No wording held for this date.',
  'not-governed': 'No policy text held.',
};

function opening(determination: Determination, context: DetailContext): string {
  const verdict = isOnlyListed(determination) ? 'Site of care.' : VERDICT[determination.outcome];
  return `${context.writing.strong(verdict)} ${explained(determination, context)}`;
}

function explained(determination: Determination, { drug, payer, held }: DetailContext): string {
  const { outcome, reason, policy, stillNeeded } = determination;
  const by = payer?.name ?? 'the plan';
  switch (outcome) {
    case 'likely-approval':
      return 'Every criterion is met on the record. Prior authorization still has to be requested; the payer decides.';
    case 'attestation-needed':
      return `What is on record fits; ${counted(stillNeeded.length, 'point')} to confirm before the request goes out.`;
    case 'missing-documentation':
      return `${workOf(determination)} before the request goes out.`;
    case 'likely-denial':
      return reason === 'excluded'
        ? `${by} does not cover ${drug} in this situation.`
        : `The record shows that ${drug} does not meet what ${by} asks for.`;
    case 'indeterminate':
      return `${isJudged(determination) ? 'Part of the chart could not be read, so what looks missing may be there' : 'The order could not be judged; the reason is noted below'}. Nothing is known against the request.`;
    case 'version-unknown':
      return `The oldest wording held is in force from ${policy?.effective ?? 'a later day'}: for this date of service ask the payer.`;
    case 'not-governed':
      if (isOnlyListed(determination))
        return `${by} looks at where ${drug} is given. No text on the drug itself is held: check prior authorization with the plan.`;
      return `${reason === 'no-coverage' ? 'No active coverage is on record' : 'The text of this plan is not held'}, so nothing can be said about ${drug}: check prior authorization with the plan itself. Texts are held for ${held.join(', ')}.`;
  }
}

function workOf({ stillNeeded }: Determination): string {
  const documents = stillNeeded.filter(({ kind }) => kind === 'document').length;
  const confirmations = stillNeeded.length - documents;
  const toGet = `${counted(documents, 'item')} to document`;
  return confirmations === 0 ? toGet : `${toGet}, ${confirmations} to confirm`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Where it comes from: the policy and its version; the order, the coverage and the day that it was judged for. */
function source({ policy, order, coverage, asOf }: Determination, { quoted }: Writing): string {
  const under = coverage === undefined ? '' : ` under ${quoted(coverage)}`;
  const judged = `For ${quoted(order)}${under}, as of ${asOf}.`;
  if (policy === undefined) return judged;
  const { title, version, effective } = policy;
  const from = effective === undefined ? '' : `, in force from ${effective}`;
  const named = version === 'undated' ? version : `version ${version}`;
  return `${quoted(title)}, ${named}${from}. ${judged}`;
}
