import type { TestResource } from '../support/demo-patient.ts';

/** What one card should hold; a line is a status with, where it matters, why. */
export interface Expected {
  readonly policy?: string;
  readonly version?: string;
  readonly coverage?: string;
  readonly order?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly siteOfCare?: string;
  readonly lines?: Readonly<Record<string, string>>;
}

/** A whole patient with orders to sign, and what the documents say of them. */
export interface Patient {
  readonly title: string;
  readonly orders: readonly TestResource[];
  readonly records: readonly TestResource[];
  /** What the payer answered about coverage of the service. */
  readonly eligibility?: TestResource;
  /** One for each card; none means no card. */
  readonly expected: readonly Expected[];
}

/** The records with those of the same id replaced, others added and some gone. */
export const changed = (
  records: readonly TestResource[],
  replaced: readonly TestResource[],
  gone: readonly string[] = [],
): readonly TestResource[] => {
  const ids = new Set([...replaced.map(({ id }) => id), ...gone]);
  return [...records.filter(({ id }) => !ids.has(id)), ...replaced];
};

export const approval = 'likely-approval';
export const denial = 'likely-denial';
export const missing = 'missing-documentation';
export const asked = 'attestation-needed';
export const excluded = { outcome: denial, reason: 'excluded' } as const;
export const unnecessary = { outcome: denial, reason: 'not-medically-necessary' } as const;
