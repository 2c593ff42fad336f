import type { Group, Test } from './criterion.ts';

/**
 * What a person's answer can do for a line (contract.md 6): settle it; settle it beside a note or record of the same;
 * only a no counts, because a yes does not take the place of a result; or nothing, because the record alone decides.
 * Whatever it is, a recorded fact that contradicts the answer comes first.
 */
export type AnswerRole = 'settles' | 'needs-record' | 'only-a-no' | 'none';

/** The role of an answer to a line of this kind. Kept true by a test over every decision table. */
export function answerRole(test: Exclude<Test, Group>): AnswerRole {
  switch (test.kind) {
    case 'own-level':
      return test.orStated ? 'settles' : 'none';
    case 'prophylaxis':
      return test.otherwise === 'statement' ? 'settles' : 'only-a-no';
    case 'attested':
    case 'ever-had':
    case 'improved':
    case 'inhibitor-never':
    case 'never-received':
    case 'no-concurrent':
    case 'no-diagnosis':
    case 'specialist':
    case 'specialist-at':
      return 'settles';
    case 'documented-history':
    case 'no-advanced-disease':
    case 'noted-statement':
    case 'previous-treatment':
    case 'prior-response':
    case 'receiving':
    case 'step-therapy':
      return 'needs-record';
    case 'controlled-infection':
    case 'current-type':
    case 'exposure-days':
    case 'lab-negative':
    case 'no-active-infection':
    case 'no-infection':
    case 'received':
    case 'recent-lab':
    case 'stated-reason':
      return 'only-a-no';
    case 'age':
    case 'baseline':
    case 'course-dose':
    case 'diagnosis':
    case 'documents':
    case 'dose':
    case 'indication':
    case 'inhibitor-negative':
    case 'inhibitor-retest':
    case 'kit':
    case 'lab-performed':
    case 'months-since':
    case 'other-use':
    case 'quantity':
    case 'titer':
    case 'underlying':
      return 'none';
  }
}
