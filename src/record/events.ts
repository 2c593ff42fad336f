import type { AwayReason } from './failure.ts';

/** Entries that are lost: how many, and the instants of the first and the last of them. */
export interface Gap {
  readonly count: number;
  readonly from: string;
  readonly to: string;
}

/** Two gaps as one, the earlier first. */
export const mergedGap = (first: Gap | undefined, second: Gap): Gap =>
  first === undefined
    ? second
    : { count: first.count + second.count, from: first.from || second.from, to: second.to || first.to };

/** What an operator should hear of; nothing of a patient. */
export type RecordEvent =
  | { readonly kind: 'store-opened' }
  | { readonly kind: 'store-away'; readonly reason: AwayReason }
  /** Rows past their time could not be taken away; it is tried again within an hour. */
  | { readonly kind: 'retention-failed'; readonly reason: AwayReason }
  /** `late`: entries that could not be kept in their time and are kept now. */
  | { readonly kind: 'store-back'; readonly late: number }
  /** `chained`: the record says so itself; not so where the process ended before. */
  | ({ readonly kind: 'gap'; readonly chained: boolean } & Gap);
