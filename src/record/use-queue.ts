import type { TokenUse } from './token-uses.ts';
import type { Waiting } from './waiting.ts';

/** What is known of a token id: `unshared` when only this process could be asked. */
export type UseAnswer = 'first' | 'used' | 'unshared';

interface WaitingUse {
  readonly use: TokenUse;
  readonly waiting: Waiting<UseAnswer> | undefined;
}

const MOST = 100_000;
const OF_A_BATCH = 500;

/** Uses of token ids that the store has not heard of yet. */
export class UseQueue {
  #waiting: WaitingUse[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  /** Beyond the limit a use is not told to the store. */
  add(use: TokenUse, waiting?: Waiting<UseAnswer>): void {
    if (this.#waiting.length < MOST) this.#waiting.push({ use, waiting });
    else waiting?.answer('unshared');
  }

  /** The oldest, as many as one transaction takes. */
  batch(): readonly TokenUse[] {
    return this.#waiting.slice(0, OF_A_BATCH).map(({ use }) => use);
  }

  /** Takes what was written off, and tells who waits. */
  written(uses: readonly TokenUse[], first: ReadonlySet<TokenUse>): void {
    for (const { use, waiting } of this.#waiting.splice(0, uses.length))
      waiting?.answer(first.has(use) ? 'first' : 'used');
  }

  /** Tells everybody that the store is away; the uses stay, so that it hears of them. */
  storeIsAway(): void {
    for (const { waiting } of this.#waiting) waiting?.answer('unshared');
  }
}
