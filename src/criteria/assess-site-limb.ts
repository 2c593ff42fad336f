import type { ConditionName } from '../facts/conditions.ts';
import type { Source } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import type { DrugEvent } from '../facts/site-of-care.ts';
import { conditionEvidence } from './assess-statement.ts';
import { type Evidence, type Finding, open, settled, silence, stated, wasRead } from './finding.ts';
import type { SiteLimb, SiteOfCarePolicy, SiteQuestion } from './site-of-care-policy.ts';

/** What the record holds for a limb: what supports it with a statement, and what only leaves it open, with the reason. */
interface OnRecord {
  readonly supports: readonly Evidence[];
  readonly hints: readonly Evidence[];
  readonly hinted: Reason;
  readonly sources: readonly Source[];
}

/** One reason for a hospital: met by a record and a statement together, never by one of them (ruling R24). */
export function assessLimb(policy: SiteOfCarePolicy, limb: SiteLimb, question: SiteQuestion): Finding {
  const { facts } = question;
  const { supports, hints, hinted, sources } = onRecord(policy, limb, question);
  const statement = stated({ facts, policy: policy.id, id: limb.id });
  const shown = [...statement.evidence, ...supports, ...hints];
  if (statement.value === false) return settled('not-met', shown);
  if (supports.length > 0) {
    if (statement.value === true) return settled('met', shown);
    if (statement.value === 'conflicting') return open('attest', 'conflicting', shown);
    return open('attest', silence(facts, ['answers'], 'needs-statement'), shown);
  }
  if (hints.length > 0) return open('doc-missing', hinted, shown);
  if (!wasRead(facts, sources)) return open('doc-missing', silence(facts, sources, 'not-read'), shown);
  if (statement.value === true) return open('doc-missing', 'needs-note', uncounted(shown));
  return settled('n/a', shown, 'not-on-record');
}

/** What a limb comes to for the whole: a statement without a record behind it is not shown; a record waits for its statement, read or not. */
export function stateOf({ status, because }: Finding): 'met' | 'recorded' | 'not-read' | 'not-shown' {
  if (status === 'met') return 'met';
  if (status === 'attest') return 'recorded';
  if (status !== 'doc-missing' || because === 'needs-note') return 'not-shown';
  return because === 'not-read' || because === 'not-read-in-time' ? 'not-read' : 'recorded';
}

const uncounted = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.map((each) => ({ ...each, counts: false }));

function onRecord(policy: SiteOfCarePolicy, { by }: SiteLimb, question: SiteQuestion): OnRecord {
  switch (by.kind) {
    case 'label': {
      const labels = policy.labels.filter(({ drug }) => question.drugs.some(({ name }) => name === drug));
      const supports = labels.map(({ says }) => ({ reference: question.order, says, counts: true }));
      return { supports, hints: [], hinted: 'not-on-record', sources: [] };
    }
    case 'event': {
      const { certain, doubtful } = conditionsAmong(by.hints, question);
      return {
        supports: question.facts.events.map(eventEvidence),
        hints: [...certain, ...doubtful].map((each) => ({ ...each, counts: false })),
        hinted: 'unspecific-code',
        sources: ['allergies', 'adverse-events', 'conditions'],
      };
    }
    case 'comorbidity': {
      const { certain, doubtful } = conditionsAmong(by.of, question);
      return { supports: certain, hints: doubtful, hinted: 'not-final', sources: ['conditions'] };
    }
  }
}

function conditionsAmong(names: readonly ConditionName[], { facts }: SiteQuestion) {
  const found = facts.conditions.filter(({ condition }) => names.includes(condition));
  const proves = found.filter(({ certain, decides }) => certain && decides);
  const evidence = (counts: boolean) => (fact: (typeof found)[number]) => conditionEvidence(fact, counts);
  return {
    certain: proves.map(evidence(true)),
    doubtful: found.filter((fact) => !proves.includes(fact)).map(evidence(false)),
  };
}

function eventEvidence({ reference, kind, shown, day }: DrugEvent): Evidence {
  const what = kind === 'allergy' ? 'Allergy or intolerance' : 'Adverse event';
  return { reference, says: `${what}: ${shown}${day === undefined ? '' : `, ${day}`}`, counts: true };
}
