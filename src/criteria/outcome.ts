import type { Assessed } from './assessment.ts';
import { decisive, hangsOnUnread, overall } from './read.ts';

/** What to expect of the payer, in the words of contract.md 5. */
export type Outcome =
  | 'likely-approval'
  | 'attestation-needed'
  | 'missing-documentation'
  | 'likely-denial'
  | 'version-unknown'
  | 'not-governed'
  | 'indeterminate';

/** Why an outcome is what it is, where the outcome alone does not say. */
export type OutcomeReason =
  | 'excluded'
  | 'not-medically-necessary'
  | 'technical'
  | 'no-coverage'
  | 'other-payer'
  | 'other-plan';

/** An outcome with its reason. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: OutcomeReason;
}

/** The outcome of assessed criteria, in the order of precedence of policies.md 0.2. */
export function outcomeOf(assessed: Assessed): Verdict {
  const status = overall(assessed);
  switch (status) {
    case 'not-met': {
      const excluded = decisive(assessed).some(({ criterion }) => criterion.denial === 'excluded');
      return { outcome: 'likely-denial', reason: excluded ? 'excluded' : 'not-medically-necessary' };
    }
    case 'doc-missing':
      return hangsOnUnread(assessed)
        ? { outcome: 'indeterminate', reason: 'technical' }
        : { outcome: 'missing-documentation' };
    case 'attest':
      return hangsOnUnread(assessed)
        ? { outcome: 'indeterminate', reason: 'technical' }
        : { outcome: 'attestation-needed' };
    case 'met':
    case 'n/a':
      return { outcome: 'likely-approval' };
  }
}
