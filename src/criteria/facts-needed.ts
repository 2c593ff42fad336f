import type { Source } from '../facts/facts.ts';
import { labDefinition } from '../facts/labs.ts';
import type { Group, Policy, Test } from './criterion.ts';
import { linesOf } from './read.ts';

/** The parts of a chart that a policy version needs: what its lines ask for, and what tells a continuation. */
export function sourcesNeeded(policy: Policy): ReadonlySet<Source> {
  const known = needed.get(policy);
  if (known !== undefined) return known;
  const { criteria, continuation } = policy;
  const sources = new Set([
    ...factsNeeded(criteria),
    ...(continuation === undefined ? [] : (['authorizations'] as const)),
  ]);
  needed.set(policy, sources);
  return sources;
}

/** A policy is data and never changes. */
const needed = new WeakMap<Policy, ReadonlySet<Source>>();

/** The parts of a chart that a policy's lines ask for, without judging anybody: what to fetch. */
export function factsNeeded(criteria: Group): ReadonlySet<Source> {
  return new Set(
    linesOf(criteria).flatMap(({ test, answerable }) => [
      ...sourcesOf(test),
      ...(answerable ? (['answers'] as const) : []),
    ]),
  );
}

const RECEIVED = ['medication-administrations', 'medication-statements'] as const;
const IN_USE = ['medication-requests', 'medication-statements'] as const;
/** Shown beside what may count, and reason to ask; a dispense itself proves no use. */
const HANDED_OVER = ['medication-dispenses'] as const;
const NOTES = ['documents', 'reports'] as const;

function sourcesOf(test: Test): readonly Source[] {
  switch (test.kind) {
    case 'age':
      return ['patient'];
    case 'diagnosis':
    case 'ever-had':
    case 'no-diagnosis':
      return ['conditions', 'answers'];
    case 'indication':
    case 'underlying':
    case 'other-use':
      return ['conditions'];
    case 'baseline':
      return [labDefinition(test.lab).source, ...RECEIVED];
    case 'improved':
      return ['laboratory', ...RECEIVED, 'answers'];
    case 'prior-response':
      return [
        ...RECEIVED,
        'allergies',
        'adverse-events',
        'answers',
        ...(test.needs === 'note' ? (['documents'] as const) : []),
      ];
    case 'received':
      return [...RECEIVED, 'claims', 'answers'];
    case 'specialist':
      return ['prescriber', 'encounters', 'answers'];
    case 'dose':
      return ['vital-signs'];
    case 'own-level':
      return [labDefinition(test.lab).source, ...RECEIVED, 'answers'];
    case 'prophylaxis':
      return [...IN_USE, ...HANDED_OVER, 'allergies', 'answers'];
    case 'inhibitor-negative':
    case 'inhibitor-retest':
      return [labDefinition(test.lab).source];
    case 'inhibitor-never':
      return [labDefinition(test.lab).source, 'conditions', 'answers'];
    case 'titer':
      return [labDefinition(test.lab).source, ...RECEIVED];
    case 'never-received':
      return [...RECEIVED, 'procedures', 'claims', 'conditions', 'answers'];
    case 'attested':
      return [
        'answers',
        ...test.showing.map((lab) => labDefinition(lab).source),
        ...(test.when.length > 0 ? (['conditions'] as const) : []),
      ];
    case 'current-type':
      return ['conditions', 'answers'];
    case 'step-therapy':
      return [...IN_USE, ...HANDED_OVER, 'allergies', 'answers', ...NOTES];
    case 'previous-treatment':
      return [...RECEIVED, ...HANDED_OVER, 'claims', 'answers', ...NOTES];
    case 'noted-statement':
      return ['answers', ...NOTES, ...(test.after === undefined ? [] : RECEIVED)];
    case 'receiving':
    case 'course-dose':
      return [...RECEIVED, 'answers'];
    case 'months-since':
      return RECEIVED;
    case 'no-concurrent':
      return [...IN_USE, ...HANDED_OVER, 'answers'];
    case 'no-infection':
      return [
        'conditions',
        ...[...test.confirming, ...test.screening].map((lab) => labDefinition(lab).source),
        'answers',
      ];
    case 'stated-reason':
      return ['answers'];
    case 'specialist-at':
      return ['prescriber', 'encounters', 'answers'];
    case 'exposure-days':
      return [...IN_USE, ...HANDED_OVER, 'medication-administrations', 'laboratory', 'answers'];
    case 'documented-history':
      return ['conditions', 'documents', 'answers'];
    case 'lab-performed':
    case 'lab-negative':
    case 'recent-lab':
      return [labDefinition(test.lab).source, 'answers'];
    case 'no-active-infection':
    case 'controlled-infection':
      return ['laboratory', 'conditions', 'answers'];
    case 'no-advanced-disease':
      return [labDefinition(test.lab).source, 'conditions', 'documents', 'answers'];
    case 'kit':
      return ['vital-signs'];
    case 'quantity':
    case 'documents':
    case 'group':
      return [];
  }
}
