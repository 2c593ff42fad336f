import { assess } from '../criteria/assess.ts';
import type { Assessed, Assessment } from '../criteria/assessment.ts';
import type { Policy } from '../criteria/criterion.ts';
import type { Evidence } from '../criteria/finding.ts';
import { type Outcome, type OutcomeReason, outcomeOf } from '../criteria/outcome.ts';
import { flat, stillNeeded } from '../criteria/read.ts';
import type { SiteOfCare } from '../criteria/site-of-care.ts';
import type { Status } from '../criteria/status.ts';
import { type Supplier, suppliersOf } from '../criteria/supplier.ts';
import type { Day } from '../facts/day.ts';
import type { Facts } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import { policyInForce } from '../policies/select.ts';

/** What we expect of the payer for one order and coverage, and why (contract.md 5). The payer decides. */
export interface Determination {
  readonly id: string;
  /** The policy judged by; absent where none is held. */
  readonly policy?: {
    readonly id: string;
    readonly version: string;
    readonly payer: string;
    readonly title: string;
    readonly effective?: Day;
  };
  readonly request: 'initial' | 'continuation';
  readonly order: string;
  readonly coverage?: string;
  readonly asOf: Day;
  readonly outcome: Outcome;
  readonly reason?: OutcomeReason;
  /** Every line, groups included, in the policy's order. */
  readonly criteria: readonly CriterionLine[];
  readonly stillNeeded: readonly NeededItem[];
  /** What to expect about the place, where the payer has a policy on it; its own to-do list is kept apart from the drug's. */
  readonly siteOfCare?: Omit<SiteOfCare, 'notices'>;
  readonly notices: readonly string[];
}

/** A determination as it was kept, and the instant at which it was made (ISO, UTC). */
export interface DatedDetermination {
  readonly at: string;
  readonly determination: Determination;
}

/** One line of the policy as it stands. */
export interface CriterionLine {
  readonly id: string;
  /** The group that this line is a part of. */
  readonly partOf?: string;
  readonly status: Status;
  readonly text: string;
  readonly name: string;
  readonly section: string;
  readonly because?: Reason;
  readonly evidence: readonly Evidence[];
}

/** One item of the to-do list. */
export interface NeededItem {
  readonly criterion: string;
  readonly kind: 'document' | 'attestation';
  readonly says: string;
  /** Who can supply it; absent where the policy on the place of care asks. */
  readonly from?: readonly Supplier[];
}

/** What every determination carries, whatever its outcome. */
export interface Occasion {
  readonly id: string;
  readonly order: string;
  readonly coverage?: string;
  readonly asOf: Day;
  readonly notices: readonly string[];
}

/** Judges the facts by a policy. `assessed` is kept for those who need the tree. */
export function determine(
  policy: Policy,
  facts: Facts,
  occasion: Occasion,
): { readonly determination: Determination; readonly assessed: Assessed } {
  const assessed = assess(policy, facts);
  const verdict = outcomeOf(assessed);
  const open = verdict.outcome === 'likely-approval' ? [] : stillNeeded(assessed);
  const lines = flat(assessed.lines);
  const { notices, ...rest } = occasion;
  return {
    assessed,
    determination: {
      ...rest,
      policy: named(policy),
      request: assessed.request === 'continuation' || isContinuation(policy, lines) ? 'continuation' : 'initial',
      ...verdict,
      criteria: linesOf(assessed.lines),
      stillNeeded: open.map(itemOf),
      notices: [
        ...notices,
        ...new Set(lines.filter((line) => line.notices.length > 0).flatMap((line) => line.notices)),
        ...straddling(policy, facts),
        ...pastReview(policy, facts),
        ...policy.notices,
      ],
    },
  };
}

/** A determination that no criterion was judged for: nothing held, another plan, another day, or a record that does not fit. */
export function undetermined(
  outcome: Outcome,
  reason: OutcomeReason | undefined,
  occasion: Occasion,
  policy?: NamedPolicy,
): Determination {
  return {
    ...occasion,
    ...(policy && { policy: named(policy) }),
    request: 'initial',
    outcome,
    ...(reason && { reason }),
    criteria: [],
    stillNeeded: [],
  };
}

type NamedPolicy = Pick<Policy, 'id' | 'version' | 'payer' | 'title'> & Partial<Pick<Policy, 'effective'>>;

const named = ({ id, version, payer, title, effective }: NamedPolicy) => ({
  id,
  version,
  payer,
  title,
  ...(effective?.from !== undefined && { effective: effective.from }),
});

function linesOf(assessments: readonly Assessment[]): readonly CriterionLine[] {
  const lines: CriterionLine[] = [];
  const add = (assessment: Assessment, partOf?: string): void => {
    lines.push(lineOf(assessment, partOf));
    for (const part of assessment.parts) add(part, assessment.criterion.id);
  };
  for (const each of assessments) add(each);
  return lines;
}

/** Written out member by member, as the lines of an answer are many. */
function lineOf(
  { criterion: { id, text, name, section }, status, because, evidence }: Assessment,
  partOf: string | undefined,
): CriterionLine {
  if (partOf === undefined)
    return because === undefined
      ? { id, status, text, name, section, evidence }
      : { id, status, text, name, section, because, evidence };
  return because === undefined
    ? { id, partOf, status, text, name, section, evidence }
    : { id, partOf, status, text, name, section, because, evidence };
}

const itemOf = (assessment: Assessment): NeededItem => ({
  criterion: assessment.criterion.id,
  kind: assessment.status === 'doc-missing' ? 'document' : 'attestation',
  says: assessment.criterion.ask ?? assessment.criterion.text,
  from: suppliersOf(assessment),
});

const isContinuation = ({ renewal = [] }: Policy, lines: readonly Assessment[]): boolean =>
  lines.some(({ criterion, status }) => renewal.includes(criterion.id) && status !== 'n/a');

/** The copy of a policy may be older than its payer's: said, never a bar (policies.md CR-11). */
function pastReview(policy: Policy, { asOf, order }: Facts): readonly string[] {
  const { nextReview } = policy;
  if (nextReview === undefined || (asOf <= nextReview && (order.authored ?? asOf) <= nextReview)) return [];
  return [reviewNotice(policy)];
}

/** What is said of a copy that is past its review date. */
export const reviewNotice = ({ version, nextReview }: Policy): string =>
  `The copy of the policy (${version}) is past its review date, ${nextReview}: the payer may have a newer text.`;

/** What would be different on the day of the order: another version, another age (policies.md CR-3, ruling R16). */
function straddling(policy: Policy, facts: Facts): readonly string[] {
  const { authored, drug } = facts.order;
  if (authored === undefined || authored === facts.asOf) return [];
  const other = policyInForce(drug, policy.payer, authored);
  const days = `Ordered on ${authored} for ${facts.asOf}; the day of service decides.`;
  const ages = policy.criteria.of.filter(({ test }) => test.kind === 'age');
  const agesAlone = { ...policy, criteria: { kind: 'group' as const, atLeast: 'all' as const, of: ages } };
  const [byAge, now] = [assess(agesAlone, { ...facts, asOf: authored }), assess(agesAlone, facts)];
  const aged = byAge.lines
    .filter(({ status }, index) => status !== now.lines[index]?.status)
    .map(({ criterion }) => `${days} ${criterion.id} (age) would stand otherwise on the day of the order.`);
  switch (other.kind) {
    case 'not-held':
      return aged;
    case 'version-unknown':
      return [...aged, `${days} No wording of the policy is held for the day of the order.`];
    case 'in-force':
      return other.policy.version === policy.version
        ? aged
        : [...aged, `${days} ${underOther(other.policy, policy, facts)}`];
  }
}

function underOther(other: Policy, policy: Policy, facts: Facts): string {
  const [before, after] = [assess(other, facts), assess(policy, facts)];
  const statuses = new Map(flat(after.lines).map(({ criterion, status }) => [criterion.id, status]));
  const differing = flat(before.lines).filter(({ criterion, status }) => statuses.get(criterion.id) !== status);
  const lines =
    differing.length === 0
      ? 'no line stands otherwise'
      : `${differing.map(({ criterion, status }) => `${criterion.id} ${status}`).join(', ')}`;
  return `Under version ${other.version}, in force on the day of the order: ${outcomeOf(before).outcome}; ${lines}.`;
}
