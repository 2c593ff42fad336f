import { type TokenUse, tokenKey } from './token-uses.ts';

const MOST = 1_000_000;
const MILLISECONDS_BETWEEN_SWEEPS = 60_000;

/** The token ids that this process has seen: decides first, and alone while the store is away. */
export class TokenMemory {
  readonly #until = new Map<string, number>();
  readonly #most: number;
  #swept = 0;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** Whether this is the first use of the id; it is remembered. Beyond the limit the oldest are forgotten (the store still knows them). */
  isFirst(use: TokenUse, now: Date): boolean {
    this.#sweep(now.getTime());
    const key = tokenKey(use);
    if ((this.#until.get(key) ?? 0) > now.getTime()) return false;
    this.#until.delete(key);
    this.#until.set(key, use.until);
    const oldest = this.#until.size > this.#most ? this.#until.keys().next().value : undefined;
    if (oldest !== undefined) this.#until.delete(oldest);
    return true;
  }

  get size(): number {
    return this.#until.size;
  }

  #sweep(now: number): void {
    if (now < this.#swept + MILLISECONDS_BETWEEN_SWEEPS) return;
    this.#swept = now;
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key);
  }
}
