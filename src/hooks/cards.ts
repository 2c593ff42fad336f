import type { Payer } from '../policies/payer.ts';
import type { Card, Coding, Suggestion } from './cds-hooks.ts';
import type { Determination } from './determination.ts';
import { allCriteria, failing, supporting, toDoList } from './explain.ts';
import { aboutPlace, placeInShort } from './explain-site.ts';
import { cutAtWord, escapeMarkdown } from './markdown.ts';

/** What a card needs beside the determination. */
export interface CardContext {
  readonly uuid: string;
  /** The words for the ordered drug. */
  readonly drug: string;
  /** The payer recognised; absent where the plan's text is not held. */
  readonly payer?: Payer;
  readonly suggestions: readonly Suggestion[];
  readonly topic: Coding;
  /** Payers whose texts are held, for a card that has none to judge by. */
  readonly held: readonly string[];
}

const MAX_SUMMARY = 139;

/** The card of one determination. Pure; every word that a clinician reads is made here and in explain.ts. */
export function cardFor(determination: Determination, context: CardContext): Card {
  const { uuid, suggestions, topic, payer } = context;
  return {
    uuid,
    summary: cutAtWord(summaryOf(determination, context), MAX_SUMMARY),
    detail: detailOf(determination, context),
    indicator: INDICATOR[determination.outcome],
    source: { label: payer?.name ?? 'Countersign', topic },
    ...(suggestions.length > 0 && { suggestions }),
    selectionBehavior: 'any',
    overrideReasons,
    extension: { 'countersign.determination': determination },
  };
}

/** Only the place was judged: the drug is on a list, and no policy on it is held. */
const isOnlyListed = ({ outcome, policy }: Determination): boolean =>
  outcome === 'not-governed' && policy !== undefined;

const isJudged = ({ criteria }: Determination): boolean => criteria.length > 0;

/** Most urgent first: what stops the request, then what is missing, then what is well. */
export const byUrgency = (left: Card, right: Card): number => urgencyOf(left) - urgencyOf(right);

const urgencyOf = (card: Card): number => URGENCY.indexOf(card.extension['countersign.determination'].outcome);

const URGENCY: readonly Determination['outcome'][] = [
  'likely-denial',
  'indeterminate',
  'missing-documentation',
  'version-unknown',
  'attestation-needed',
  'not-governed',
  'likely-approval',
];

const INDICATOR: Readonly<Record<Determination['outcome'], Card['indicator']>> = {
  'likely-approval': 'info',
  'attestation-needed': 'info',
  'missing-documentation': 'warning',
  'likely-denial': 'warning',
  'version-unknown': 'warning',
  indeterminate: 'warning',
  'not-governed': 'info',
};

function summaryOf(determination: Determination, { drug, payer }: CardContext): string {
  const by = payer?.name ?? 'this plan';
  switch (determination.outcome) {
    case 'likely-approval':
      return `Approval likely: ${drug} meets every criterion of ${by}`;
    case 'attestation-needed':
      return naming(`Confirmation needed: ${drug}, confirm`, neededNames(determination), by);
    case 'missing-documentation':
      return naming(`Documentation missing: ${drug} needs`, neededNames(determination), by);
    case 'likely-denial':
      return naming(`Denial likely: ${drug}, not met:`, failingNames(determination), by);
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
  return sorted.flatMap(({ criterion }) => criteria.find(({ id }) => id === criterion)?.name ?? []);
}

const failingNames = ({ criteria }: Determination): readonly string[] =>
  criteria.filter(({ status, partOf }) => status === 'not-met' && partOf === undefined).map(({ name }) => name);

function detailOf(determination: Determination, context: CardContext): string {
  const { policy, notices, asOf } = determination;
  const sections = [
    [
      `**${isOnlyListed(determination) ? 'Site of care.' : VERDICT[determination.outcome]}** ${openingOf(determination, context)}`,
    ],
    section('Why', failing(determination)),
    section('Still needed', toDoList(determination)),
    section('Where it is given', aboutPlace(determination)),
    section('What supports it', supporting(determination)),
    section(
      'Please note',
      notices.map((notice) => `- ${escapeMarkdown(notice)}`),
    ),
    allCriteria(determination),
    policy === undefined
      ? []
      : [
          `*${policy.title}, version ${policy.version}${policy.effective === undefined ? '' : `, in force from ${policy.effective}`}; judged as of ${asOf}.*`,
        ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`**${title}**`, '', ...lines];

const VERDICT: Readonly<Record<Determination['outcome'], string>> = {
  'likely-approval': 'Approval is likely.',
  'attestation-needed': 'Only statements are missing.',
  'missing-documentation': 'Documentation is missing.',
  'likely-denial': 'Denial is likely.',
  indeterminate: 'Cannot tell yet.',
  'version-unknown': 'No wording held for this date.',
  'not-governed': 'No policy text held.',
};

function openingOf(determination: Determination, { drug, payer, held }: CardContext): string {
  const { outcome, reason, policy } = determination;
  const by = payer?.name ?? 'the plan';
  switch (outcome) {
    case 'likely-approval':
      return `Every criterion of ${by} for ${drug} is met on the record. The payer decides; prior authorization still has to be requested.`;
    case 'attestation-needed':
      return `Everything on record fits; these statements are still to be given for ${drug} under ${by}.`;
    case 'missing-documentation':
      return `${by} asks for more than the record of this patient shows for ${drug}.`;
    case 'likely-denial':
      return reason === 'excluded'
        ? `${by} does not cover ${drug} in this situation.`
        : `The record shows that ${drug} does not meet what ${by} asks for.`;
    case 'indeterminate':
      return `${isJudged(determination) ? 'Part of the chart could not be read, so what looks missing may be there' : 'The order could not be judged; the reason is noted below'}. Nothing is known against the request for ${drug}.`;
    case 'version-unknown':
      return `The oldest wording held for ${drug} under ${by} is in force from ${policy?.effective ?? 'a later day'}; for this date of service ask the payer.`;
    case 'not-governed':
      if (isOnlyListed(determination))
        return `${drug} is on the list of drugs for which ${by} looks at where they are given. No text on the drug itself is held: check prior authorization with the plan.`;
      return `${reason === 'no-coverage' ? 'No active coverage is on record' : 'The text of this plan is not held'}, so nothing can be said about ${drug}: check prior authorization with the plan itself. Texts are held for ${held.join(', ')}.`;
  }
}

const OVERRIDE_SYSTEM = 'urn:countersign:override-reason';

/** Why a clinician may set a card aside. */
const overrideReasons: readonly Coding[] = [
  {
    code: 'documented-elsewhere',
    system: OVERRIDE_SYSTEM,
    display: 'The documents exist outside this record and will be attached',
  },
  { code: 'in-progress', system: OVERRIDE_SYSTEM, display: 'The missing items are already under way' },
  { code: 'other-coverage', system: OVERRIDE_SYSTEM, display: 'Another plan pays for this patient' },
  { code: 'exception', system: OVERRIDE_SYSTEM, display: 'An exception or appeal will be requested' },
  { code: 'disagree', system: OVERRIDE_SYSTEM, display: 'The policy or the record was read wrongly here' },
];
