/** Every way a call can fail at the edge: status, the FHIR issue code, and what to say. No patient data, ever. */
export const failures = {
  malformed: { status: 400, issue: 'invalid' },
  unauthorized: { status: 401, issue: 'login' },
  forbidden: { status: 403, issue: 'forbidden' },
  'not-found': { status: 404, issue: 'not-found' },
  'no-single-coverage': { status: 400, issue: 'business-rule' },
  'nothing-to-read': { status: 412, issue: 'required' },
  'parameter-missing': { status: 400, issue: 'required' },
  'too-large': { status: 413, issue: 'too-long' },
  'not-json': { status: 415, issue: 'not-supported' },
  'breaks-guide': { status: 422, issue: 'not-supported' },
  'too-many': { status: 429, issue: 'throttled' },
  'not-kept': { status: 503, issue: 'transient' },
  bug: { status: 500, issue: 'exception' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly issue: string }>>;

/** The name of a failure. */
export type Failure = keyof typeof failures;

/** A call that is answered with an error. `says` is shown to the caller: what is wrong, where, and what to do. */
export class HookError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, says: string) {
    super(says);
    this.name = 'HookError';
    this.failure = failure;
  }
}

/** The answer to a failed call (contract.md 8). */
export const operationOutcome = (failure: Failure, says: string) => ({
  resourceType: 'OperationOutcome' as const,
  issue: [{ severity: 'error' as const, code: failures[failure].issue, diagnostics: says }],
});
