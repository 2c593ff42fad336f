const MINUTE = 60_000;

/** Calls of each client in the minute that runs: of this process, and what the others have told of theirs. */
export class CountedTogether {
  #minute = 0;
  #own = new Map<string, number>();
  #others = new Map<string, number>();
  /** Own calls that the others have not been told of. */
  #untold = new Map<string, number>();

  /** Counts a call. `totalHits`: of all processes, as far as they have told; `resetTime`: when the next minute begins. */
  count(client: string, now: Date): { readonly totalHits: number; readonly resetTime: Date } {
    this.#turn(now);
    add(this.#own, client, 1);
    add(this.#untold, client, 1);
    const totalHits = (this.#own.get(client) ?? 0) + (this.#others.get(client) ?? 0);
    return { totalHits, resetTime: new Date((this.#minute + 1) * MINUTE) };
  }

  /** What the others should hear; undefined where nothing was counted since it was asked last. */
  news(now: Date): CallNews | undefined {
    this.#turn(now);
    if (this.#untold.size === 0) return undefined;
    const calls = [...this.#untold];
    this.#untold = new Map();
    return { minute: this.#minute, calls };
  }

  /** Takes what another process tells; of another minute it counts for nothing. */
  hear({ minute, calls }: CallNews, now: Date): void {
    this.#turn(now);
    if (minute !== this.#minute) return;
    for (const [client, more] of calls) add(this.#others, client, more);
  }

  #turn(now: Date): void {
    const minute = Math.floor(now.getTime() / MINUTE);
    if (minute === this.#minute) return;
    this.#minute = minute;
    for (const each of [this.#own, this.#others, this.#untold]) each.clear();
  }
}

/** Calls of a minute, by client. */
export interface CallNews {
  readonly minute: number;
  readonly calls: readonly (readonly [client: string, calls: number])[];
}

const add = (counts: Map<string, number>, client: string, more: number): void =>
  void counts.set(client, (counts.get(client) ?? 0) + more);
