import type { Determination } from '../determination.ts';

/** The codes of the coverage-information extension that we use (CRD 2.2.1, ext-coverage-information). Never `satisfied`, never `no-auth`: the payer decides. */
export interface Assertion {
  readonly covered: 'covered' | 'not-covered' | 'conditional' | 'indeterminate';
  readonly paNeeded?: 'auth-needed' | 'indeterminate';
  readonly docNeeded?: 'clinical';
  readonly docPurpose?: 'withpa';
  readonly infoNeeded?: 'OTH';
  readonly reason?: 'technical' | 'no-active-coverage';
}

type Situation =
  | 'approvable'
  | 'documents-wanted'
  | 'not-medically-necessary'
  | 'excluded'
  | 'technical'
  | 'no-active-coverage'
  | 'not-held';

/** What is asserted in each situation: the table of contract.md 7. */
const ASSERTIONS: Readonly<Record<Situation, Assertion>> = {
  approvable: { covered: 'covered', paNeeded: 'auth-needed' },
  'documents-wanted': { covered: 'covered', paNeeded: 'auth-needed', docNeeded: 'clinical', docPurpose: 'withpa' },
  'not-medically-necessary': { covered: 'conditional', paNeeded: 'auth-needed', infoNeeded: 'OTH' },
  excluded: { covered: 'not-covered' },
  technical: { covered: 'indeterminate', paNeeded: 'indeterminate', reason: 'technical' },
  'no-active-coverage': { covered: 'not-covered', reason: 'no-active-coverage' },
  'not-held': { covered: 'indeterminate', paNeeded: 'indeterminate' },
};

/** What a determination comes to in CRD's codes; at hooks where no documents are asked for, what is open stays unsaid. */
export function assertionOf(
  determination: Determination,
  { asksForDocuments }: { readonly asksForDocuments: boolean },
): Assertion {
  const situation = situationOf(determination);
  return ASSERTIONS[situation === 'documents-wanted' && !asksForDocuments ? 'approvable' : situation];
}

function situationOf({ outcome, reason }: Determination): Situation {
  switch (outcome) {
    case 'likely-approval':
      return 'approvable';
    case 'attestation-needed':
    case 'missing-documentation':
      return 'documents-wanted';
    case 'likely-denial':
      return reason === 'excluded' ? 'excluded' : 'not-medically-necessary';
    case 'indeterminate':
      return 'technical';
    case 'version-unknown':
      return 'not-held';
    case 'not-governed':
      return reason === 'no-coverage' ? 'no-active-coverage' : 'not-held';
  }
}
