/**
 * Why a line is open, does not apply or was set aside: the closed list of contract.md 5.
 * Every "we do not know" carries one of these words.
 */
export const reasons = [
  'not-on-record',
  'too-old',
  'undated',
  'not-final',
  'unit-unknown',
  'implausible',
  'straddles-limit',
  'assay-not-stated',
  'assay-not-accepted',
  'fasting-not-stated',
  'on-treatment',
  'conflicting',
  'unspecific-code',
  'needs-note',
  'needs-statement',
  'not-read',
  'not-read-in-time',
  'other-branch',
  'not-triggered',
  'not-printed',
  'contradicted',
] as const;

/** One word of the closed list. */
export type Reason = (typeof reasons)[number];

/** Why a part of the chart is not known. */
export type Unread = Extract<Reason, 'not-read' | 'not-read-in-time'>;
