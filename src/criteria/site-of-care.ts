import { READ_FROM_TEXT } from '../facts/drug-words.ts';
import type { Source } from '../facts/facts.ts';
import type { Place } from '../facts/place.ts';
import { listedDisplay } from '../facts/site-of-care-drugs.ts';
import { assessLimb, stateOf } from './assess-site-limb.ts';
import { type Evidence, type Finding, noting, open, settled } from './finding.ts';
import type { SiteLabel, SiteLine, SiteOfCarePolicy, SiteQuestion } from './site-of-care-policy.ts';
import { isOpen } from './status.ts';

/** What to expect about the place, in the words of contract.md 5. */
export type SiteOutcome = 'ok' | 'redirect' | 'missing-documentation' | 'not-applicable' | 'unknown' | 'not-reached';

/** One line as it stands. */
export type AssessedSiteLine = Pick<SiteLine, 'id' | 'text' | 'name' | 'section'> &
  Pick<Finding, 'status' | 'because' | 'evidence'>;

/** The answer about the place, beside the one about the drug. */
export interface SiteOfCare {
  readonly outcome: SiteOutcome;
  readonly criteria: readonly AssessedSiteLine[];
  readonly stillNeeded: readonly {
    readonly criterion: string;
    readonly kind: 'document' | 'attestation';
    readonly says: string;
  }[];
  /** Settings to suggest, where another one is expected. */
  readonly alternatives: readonly string[];
  readonly notices: readonly string[];
}

/** The parts of a chart that the site of care asks for. */
export const siteOfCareSources: readonly Source[] = ['conditions', 'allergies', 'adverse-events', 'answers'];

type Line = readonly [SiteLine, Finding];

/** Judges the place of an order (policies.md 4, ruling R24). Pure. */
export function assessSiteOfCare(policy: SiteOfCarePolicy, question: SiteQuestion): SiteOfCare {
  const { drugs, place, own } = question;
  const gate = assessGate(policy, question);
  const rule = policy.places[place.kind];
  const judged = gate.status !== 'n/a' && (rule === 'justified' || rule === 'open');
  const found = policy.limbs.map(
    (limb): Line => [limb, judged ? assessLimb(policy, limb, question) : settled('n/a', [], 'not-triggered')],
  );
  const limbs = found.some(([, { status }]) => status === 'met') ? found.map(standDown) : found;
  const outcome =
    drugs.length === 0
      ? 'not-applicable'
      : own === 'likely-denial'
        ? 'not-reached'
        : siteOutcome(
            rule,
            gate,
            limbs.map(([, finding]) => finding),
          );
  return answer(policy, question, outcome, [[policy.gate, gate], ...limbs]);
}

function assessGate(policy: SiteOfCarePolicy, { order, drugs, place, own }: SiteQuestion): Finding {
  if (drugs.length === 0) return settled('n/a', [], 'not-triggered');
  const names = drugs.map(({ name }) => listedDisplay(name)).join(', ');
  const certain = drugs.some(({ by }) => by !== 'possible');
  const onList: Evidence = {
    reference: order,
    says: certain ? `${names}: on the list` : `On the list if it is ${names}`,
    counts: certain,
  };
  const where: Evidence = {
    reference: place.reference,
    says: place.says,
    counts: policy.places[place.kind] !== 'open',
  };
  if (own === 'likely-denial') return settled('n/a', [onList, where], 'not-triggered');
  if (!certain) return open('doc-missing', 'unspecific-code', [onList, where]);
  const finding = settled('met', [onList, where]);
  const inWords = drugs.every(({ by }) => by === 'brand');
  return inWords ? noting(finding, READ_FROM_TEXT) : finding;
}

/** Once one limb is met, the open ones no longer apply. */
const standDown = ([line, finding]: Line): Line =>
  isOpen(finding.status) ? [line, { ...finding, status: 'n/a', because: 'other-branch' }] : [line, finding];

function siteOutcome(
  rule: SiteOfCarePolicy['places'][Place['kind']],
  gate: Finding,
  limbs: readonly Finding[],
): SiteOutcome {
  switch (rule) {
    case 'accepted':
      return 'ok';
    case 'not-addressed':
      return 'not-applicable';
    case 'open':
      return 'unknown';
    case 'justified':
      return isOpen(gate.status) ? 'unknown' : byLimbs(limbs);
  }
}

/** A limb without a record does not hold back the redirection; one whose records could not be read does. */
function byLimbs(limbs: readonly Finding[]): SiteOutcome {
  const states = limbs.map(stateOf);
  if (states.includes('met')) return 'ok';
  if (states.includes('recorded')) return 'missing-documentation';
  return states.includes('not-read') ? 'unknown' : 'redirect';
}

function answer(
  policy: SiteOfCarePolicy,
  question: SiteQuestion,
  outcome: SiteOutcome,
  lines: readonly Line[],
): SiteOfCare {
  const { place, drugs } = question;
  const labels = policy.labels.filter(({ drug }) => drugs.some(({ name }) => name === drug));
  const moving = outcome === 'redirect' || outcome === 'missing-documentation';
  const all: readonly Line[] = [
    ...lines,
    [policy.transition, settled('n/a', [], moving ? undefined : 'not-triggered')],
  ];
  const reached = outcome !== 'not-applicable' && outcome !== 'not-reached';
  return {
    outcome,
    criteria: all.map(([{ id, text, name, section }, { status, because, evidence }]) => ({
      id,
      text,
      name,
      section,
      status,
      evidence,
      ...(because && { because }),
    })),
    stillNeeded: reached && outcome !== 'ok' ? neededFor(policy, place, lines) : [],
    alternatives: moving ? alternativesTo(policy, labels) : [],
    notices: drugs.length === 0 ? [] : noticesFor(policy, question, { moving, reached, labels, lines }),
  };
}

function neededFor(policy: SiteOfCarePolicy, place: Place, lines: readonly Line[]): SiteOfCare['stillNeeded'] {
  const named =
    policy.places[place.kind] === 'open'
      ? [{ criterion: policy.gate.id, kind: 'document' as const, says: policy.askPlace }]
      : [];
  const open = lines.filter(([, { status }]) => isOpen(status));
  return [
    ...named,
    ...open.map(([{ id, text, ask = text, confirm = text }, { status }]) =>
      status === 'doc-missing'
        ? { criterion: id, kind: 'document' as const, says: ask }
        : { criterion: id, kind: 'attestation' as const, says: confirm },
    ),
  ];
}

const alternativesTo = (policy: SiteOfCarePolicy, labels: readonly SiteLabel[]): readonly string[] =>
  policy.alternatives.filter(({ place }) => !labels.some(({ notAt }) => notAt.includes(place))).map(({ says }) => says);

interface Remarks {
  readonly moving: boolean;
  readonly reached: boolean;
  readonly labels: readonly SiteLabel[];
  readonly lines: readonly Line[];
}

function noticesFor(
  policy: SiteOfCarePolicy,
  { place }: SiteQuestion,
  { moving, reached, labels, lines }: Remarks,
): readonly string[] {
  return [
    ...lines.flatMap(([, { notices }]) => notices),
    ...(reached && place.via === 'encounter'
      ? ['The place is that of the encounter at which the order was written: check that the drug is given there.']
      : []),
    ...(reached && place.unread !== undefined
      ? ['The place that is named could not be read, or not all that it belongs to.']
      : []),
    ...(reached ? labels.map(({ says }) => `${says}.`) : []),
    ...(moving ? [`To keep the hospital, show one of these: ${policy.limbs.map(({ name }) => name).join('; ')}.`] : []),
    ...(moving ? [policy.transition.notice] : []),
    ...policy.notices,
  ];
}
