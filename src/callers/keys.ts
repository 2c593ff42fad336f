import { type FoundKey, type KeySet, readKeySet } from './key-set.ts';

/** The keys of one client. */
export interface KeySource {
  /** The key for a key id and an algorithm. Never rejects. */
  find(kid: string, algorithm: string): Promise<FoundKey>;
  /** `stale`: the last try to fetch the set failed, and the keys of an earlier one are used. `missing`: none can be used. */
  state(): 'held' | 'stale' | 'missing';
  /** Fetches the set if none that is fresh is held, at the start and from time to time after. Never rejects. */
  warm(): Promise<void>;
}

/** Where keys come from: one of `jku` and `jwks`. */
export interface KeyPlace {
  readonly jku?: string;
  readonly jwks?: unknown;
  /** Must end within a bounded time; rejects where no JSON could be had. */
  readonly fetchKeySet: (url: string) => Promise<unknown>;
  readonly now: () => Date;
}

const SECOND = 1_000;
/** No set is asked for more often, whatever callers send and whatever its server answers. */
const BETWEEN_FETCHES = 30 * SECOND;
const FRESH_FOR = 600 * SECOND;
/** The last good keys outlive an outage of their server by this much. */
const USABLE_FOR = 24 * 3_600 * SECOND;

/** Opens the keys of a client; nothing is fetched yet. */
export function openKeySource({ jku, jwks, fetchKeySet, now }: KeyPlace): KeySource {
  return jku === undefined ? heldKeys(readKeySet(jwks)) : new FetchedKeys(async () => fetchKeySet(jku), now);
}

const heldKeys = (set: KeySet | undefined): KeySource => ({
  find: async (kid, algorithm) => (await set?.find(kid, algorithm)) ?? { kind: 'unavailable' },
  state: () => (set === undefined ? 'missing' : 'held'),
  warm: async () => {},
});

class FetchedKeys implements KeySource {
  readonly #fetchSet: () => Promise<unknown>;
  readonly #now: () => Date;
  #good: { readonly set: KeySet; readonly at: Date } | undefined;
  #tried: Date | undefined;
  #hasFailed = false;
  #fetching: Promise<void> | undefined;

  constructor(fetchSet: () => Promise<unknown>, now: () => Date) {
    this.#fetchSet = fetchSet;
    this.#now = now;
  }

  /** An id that is not in the set may be that of a new key: the set is fetched again before the caller is refused. */
  async find(kid: string, algorithm: string): Promise<FoundKey> {
    void this.warm();
    const found = await this.#usable()?.find(kid, algorithm);
    if (found !== undefined && found.kind !== 'unknown') return found;
    await this.#refresh();
    return (await this.#usable()?.find(kid, algorithm)) ?? { kind: 'unavailable' };
  }

  state(): 'held' | 'stale' | 'missing' {
    if (this.#usable() === undefined) return 'missing';
    return this.#hasFailed ? 'stale' : 'held';
  }

  async warm(): Promise<void> {
    if (this.#since(this.#good?.at) >= FRESH_FOR) await this.#refresh();
  }

  #usable(): KeySet | undefined {
    return this.#since(this.#good?.at) <= USABLE_FOR ? this.#good?.set : undefined;
  }

  /** One fetch for all who wait. */
  #refresh(): Promise<void> {
    if (this.#fetching === undefined && this.#since(this.#tried) >= BETWEEN_FETCHES) {
      this.#tried = this.#now();
      this.#fetching = this.#fetchOnce().finally(() => {
        this.#fetching = undefined;
      });
    }
    return this.#fetching ?? Promise.resolve();
  }

  async #fetchOnce(): Promise<void> {
    const set = await this.#fetchSet().then(readKeySet, () => undefined);
    this.#hasFailed = set === undefined;
    if (set !== undefined) this.#good = { set, at: this.#now() };
  }

  /** Milliseconds, whichever way the clock was set since. */
  #since(moment: Date | undefined): number {
    return moment === undefined ? Number.POSITIVE_INFINITY : Math.abs(this.#now().getTime() - moment.getTime());
  }
}
