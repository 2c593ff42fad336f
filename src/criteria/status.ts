/**
 * What the record shows of one line (policies.md 0.1). Underneath are three values: `met` is true, `not-met` is false,
 * `doc-missing` and `attest` are both unknown; `n/a` takes no part.
 */
export type Status = 'met' | 'not-met' | 'doc-missing' | 'attest' | 'n/a';

/** The words a person reads for a status, on cards and pages. Words, not colours. */
export const statusWords: Readonly<Record<Status, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'doc-missing': 'Document missing',
  attest: 'Please confirm',
  'n/a': 'Does not apply',
};

/** A line that is neither settled nor out of play. */
export type OpenStatus = Extract<Status, 'doc-missing' | 'attest'>;

/** True for the two words that mean "not known". */
export const isOpen = (status: Status): status is OpenStatus => status === 'doc-missing' || status === 'attest';

/**
 * The one rule of combination: met when so many lines are met; not met when so many can no longer be reached; else
 * unknown: `doc-missing` when a document is among what could still decide it, `attest` when only answers are.
 * `all` of them is k = n, `any` is k = 1. Lines that do not apply are left out; when none applies, neither does the group.
 */
export function combine(atLeast: number | 'all', statuses: readonly Status[]): Status {
  let [applicable, met, open] = [0, 0, 0];
  for (const status of statuses) {
    if (status !== 'n/a') applicable += 1;
    if (status === 'met') met += 1;
    if (isOpen(status)) open += 1;
  }
  if (applicable === 0) return 'n/a';
  const needed = atLeast === 'all' ? applicable : atLeast;
  if (met >= needed) return 'met';
  if (met + open < needed) return 'not-met';
  return statuses.includes('doc-missing') ? 'doc-missing' : 'attest';
}
