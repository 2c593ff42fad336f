import type { Outcome } from '../../src/criteria/outcome.ts';

/** An outcome, for people. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  'likely-approval': 'Approval likely',
  'attestation-needed': 'Confirmation needed',
  'missing-documentation': 'Documentation missing',
  'likely-denial': 'Denial likely',
  'version-unknown': 'No wording held for this date',
  'not-governed': 'No policy text held',
  indeterminate: 'Cannot tell yet',
};
