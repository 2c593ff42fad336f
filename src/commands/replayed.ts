import type { Comparison } from './comparison.ts';

/** Why a call is not replayed: the closed list, in words. */
export const notReplayedWords = {
  'read-from-server': 'chart was read from a server',
  'answered-with-an-error': 'answered with an error then',
  'refused-now': 'would be refused now',
  'no-answer-kept': 'no answer is stored with it, and --with names no version',
  'not-readable': 'not readable, or not a request of a hook',
} as const;

/** One word of that list. */
export type NotReplayed = keyof typeof notReplayedWords;

/** What a stored call comes to when it is judged again. */
export type Replayed =
  | { readonly kind: 'replayed'; readonly comparisons: readonly Comparison[] }
  | { readonly kind: 'not-replayed'; readonly because: NotReplayed };
