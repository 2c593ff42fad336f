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

/** The words a person reads for a reason, on cards and pages. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  'not-on-record': 'nothing found on record',
  'too-old': 'too old',
  undated: 'on record without a date',
  'not-final': 'on record, but not final or not confirmed',
  'unit-unknown': 'on record, but its unit cannot be read',
  implausible: 'on record, but the value is not plausible',
  'straddles-limit': 'on record, but it does not settle the limit',
  'assay-not-stated': 'on record, but the report does not say which assay was used, and the answer depends on it',
  'assay-not-accepted': 'on record, but by an assay that the policy does not name',
  'fasting-not-stated': 'on record, but fasting is not stated',
  'on-treatment': 'on record, but treatment may have changed it',
  conflicting: 'the records disagree',
  'unspecific-code': 'on record, but the code does not say enough',
  'needs-note': 'stated, but without a record behind it',
  'needs-statement': 'only a person can say',
  'not-read': 'this part of the chart could not be read',
  'not-read-in-time': 'this part of the chart could not be read in time',
  'other-branch': 'another way was taken',
  'not-triggered': 'not triggered',
  'not-printed': 'not printed in the copy of the policy that is held',
  contradicted: 'an answer and the record disagree',
};
