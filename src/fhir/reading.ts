import type { Unread } from '../facts/reason.ts';
import type { Resource } from './json.ts';

/** What came of one read: resources (to the end or not), a failure, or a server that does not offer this at all. */
export type Reading =
  | { readonly kind: 'read'; readonly resources: readonly Resource[]; readonly complete: boolean }
  | { readonly kind: 'failed'; readonly because: Unread }
  | { readonly kind: 'not-offered' };

/** A read that failed. */
export const FAILED = { kind: 'failed', because: 'not-read' } as const satisfies Reading;

/** A read that the deadline cut off. */
export const LATE: Reading = { kind: 'failed', because: 'not-read-in-time' };
