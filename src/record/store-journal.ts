import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import type { Entry } from './entry.ts';
import type { Gap } from './events.ts';
import { type AwayReason, awayReasonOf, isBusy, isRefusal } from './failure.ts';
import type { Journal, JournalOptions, JournalState } from './journal.ts';
import { gapRow } from './own-rows.ts';
import { type Group, Queue } from './queue.ts';
import { SIX_YEARS } from './retention.ts';
import { Store } from './store.ts';
import { TokenMemory } from './token-memory.ts';
import { tokenUse } from './token-uses.ts';
import { Turns } from './turns.ts';
import { type UseAnswer, UseQueue } from './use-queue.ts';
import { waiting } from './waiting.ts';
import { write } from './write.ts';

/** Milliseconds. */
const [BUSY_PAUSE, FIRST_PAUSE, LONGEST_PAUSE] = [5, 250, 5_000] as const;
const [CLEANING_PAUSE, IDLE_PAUSE] = [20, 3_600_000] as const;

/** Groups what arrives into transactions: while one runs the next one fills, and what arrives in one turn shares one. */
export class StoreJournal implements Journal {
  readonly #options: JournalOptions;
  readonly #store: Store;
  readonly #turns = new Turns(() => this.#run());
  readonly #queue = new Queue();
  readonly #uses = new UseQueue();
  readonly #memory = new TokenMemory();
  #phase: 'opening' | 'ready' | 'away' | 'closed' = 'opening';
  #since: Date | undefined;
  #notKept = 0;
  #lost = 0;
  #late = 0;
  #groupsOfABatch = Number.POSITIVE_INFINITY;
  #nextPause: number = FIRST_PAUSE;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#store = new Store(options.storage, options.keepDays ?? SIX_YEARS);
    this.#turns.soon();
  }

  append(entries: readonly Entry[]): Promise<'kept' | 'not-kept'> {
    const wait = waiting<'kept' | 'not-kept'>(this.#options.patienceMs, () => this.#goAway('slow'));
    const group: Group = { entries, tried: false, waiting: wait };
    const hasRoom = this.#phase !== 'closed' && this.#queue.hasRoomFor(group);
    if (hasRoom) this.#queue.add(group);
    else this.#lose(group);
    if (this.#phase === 'away') this.#tellNotKept(group);
    this.#turns.soon();
    return wait.promise;
  }

  useOnce(client: string, tokenId: string, until: Date): Promise<UseAnswer> {
    const use = tokenUse(client, tokenId, until);
    if (!this.#memory.isFirst(use, this.#options.now())) return Promise.resolve('used');
    const wait = waiting<UseAnswer>(this.#options.patienceMs, () => this.#goAway('slow'));
    this.#uses.add(use, wait);
    if (this.#phase === 'away' || this.#phase === 'closed') wait.answer('unshared');
    this.#turns.soon();
    return wait.promise;
  }

  /** Entries that were lost before they came here: the record is to say so. */
  noteLost(gap: Gap): void {
    this.#queue.loseMore(gap);
    this.#turns.soon();
  }

  state(): JournalState {
    return {
      storage: this.#phase === 'ready' ? 'ready' : 'away',
      waiting: this.#queue.waiting,
      notKept: this.#notKept,
      lost: this.#lost,
      ...(this.#since && { since: this.#since }),
    };
  }

  async close(): Promise<void> {
    if (this.#phase === 'closed') return;
    const done = new AbortController();
    const patience = pause(this.#options.patienceMs, undefined, { signal: done.signal }).catch(() => undefined);
    await Promise.race([this.#drain(), patience]);
    this.#phase = 'closed';
    this.#turns.end();
    for (const group of this.#queue.groups) this.#lose(group);
    this.#uses.storeIsAway();
    const gap = this.#queue.takeLost();
    if (gap) this.#options.onEvent?.({ kind: 'gap', chained: false, ...gap });
    await Promise.race([this.#store.close(), patience]);
    done.abort();
  }

  /** A store that is away is asked once more. */
  async #drain(): Promise<void> {
    await this.#turns.now();
    while ((this.#phase === 'opening' || this.#phase === 'ready') && this.#hasWork()) {
      await pause(BUSY_PAUSE);
      await this.#turns.now();
    }
  }

  readonly #hasWork = (): boolean => this.#queue.groups.length > 0 || this.#uses.length > 0;

  async #run(): Promise<void> {
    let batch: readonly Group[] = [];
    try {
      do {
        batch = [];
        const connection = await this.#store.open();
        batch = this.#queue.batch(this.#groupsOfABatch);
        await this.#write(connection, batch);
      } while (this.#hasWork());
      await this.#clean();
    } catch (error) {
      this.#failed(error, batch);
    }
    if (this.#phase === 'closed') await this.#store.close();
  }

  /** What cannot be taken away keeps nothing from being written. */
  async #clean(): Promise<void> {
    try {
      const isMore = await this.#store.clean(this.#options.now());
      this.#turns.after(isMore ? CLEANING_PAUSE : IDLE_PAUSE, 'or-sooner');
    } catch (error) {
      const reason = awayReasonOf(error);
      if (reason === 'unreachable' || reason === 'slow') throw error;
      this.#options.onEvent?.({ kind: 'retention-failed', reason });
      this.#turns.after(IDLE_PAUSE, 'or-sooner');
    }
  }

  async #write(connection: Connection, batch: readonly Group[]): Promise<void> {
    const uses = this.#uses.batch();
    const entries = batch.flatMap((group) => group.entries);
    const again = batch.some(({ tried }) => tried);
    const first = await write(connection, { entries, uses, again, now: this.#options.now() });
    this.#uses.written(uses, first);
    this.#queue.remove(batch);
    for (const group of batch) this.#tellKept(group);
    this.#chainGap();
    this.#ready();
  }

  #ready(): void {
    this.#nextPause = FIRST_PAUSE;
    if (this.#queue.groups.length === 0) this.#groupsOfABatch = Number.POSITIVE_INFINITY;
    if (this.#phase === 'ready' || this.#phase === 'closed' || this.#queue.groups.some((group) => !group.waiting))
      return;
    const late = this.#late;
    this.#options.onEvent?.(this.#phase === 'opening' ? { kind: 'store-opened' } : { kind: 'store-back', late });
    this.#phase = 'ready';
    this.#late = 0;
    this.#since = undefined;
  }

  #failed(error: unknown, batch: readonly Group[]): void {
    const isSecond = batch.every(({ tried }) => tried);
    for (const group of batch) group.tried = true;
    if (isBusy(error) && this.#phase !== 'away') this.#turns.after(BUSY_PAUSE, 'hold');
    else if (isRefusal(error) && batch.length > 0) this.#refused(batch, isSecond);
    else this.#tryLater(awayReasonOf(error));
  }

  #tryLater(reason: AwayReason): void {
    this.#goAway(reason);
    this.#store.close();
    this.#turns.after(this.#nextPause, 'hold');
    this.#nextPause = Math.min(2 * this.#nextPause, LONGEST_PAUSE);
  }

  /** One group that the store will never take must not keep the others out: each is tried alone, and what is refused then is lost. */
  #refused(batch: readonly Group[], isSecond: boolean): void {
    const [first] = batch;
    this.#groupsOfABatch = 1;
    if (first && batch.length === 1 && isSecond) {
      this.#queue.remove(batch);
      this.#lose(first);
    }
    this.#turns.after(0, 'hold');
  }

  /** Nobody waits for a store that is away; what waits stays for later. */
  #goAway(reason: AwayReason): void {
    if (this.#phase === 'away' || this.#phase === 'closed') return;
    this.#phase = 'away';
    this.#since = this.#options.now();
    this.#options.onEvent?.({ kind: 'store-away', reason });
    for (const group of this.#queue.groups) this.#tellNotKept(group);
    this.#uses.storeIsAway();
  }

  /** What was lost is said in the record, as soon as it can be. */
  #chainGap(): void {
    const gap = this.#queue.takeLost();
    if (!gap) return;
    this.#queue.add({ entries: [gapRow(gap, this.#options.now())], tried: false, waiting: undefined });
    this.#options.onEvent?.({ kind: 'gap', chained: true, ...gap });
  }

  #lose(group: Group): void {
    this.#queue.lose(group);
    this.#lost += group.entries.length;
    this.#tellNotKept(group);
  }

  #tellNotKept(group: Group): void {
    if (group.waiting?.answer('not-kept')) this.#notKept += group.entries.length;
    group.waiting = undefined;
  }

  #tellKept(group: Group): void {
    if (group.waiting) group.waiting.answer('kept');
    else this.#late += group.entries.filter(({ kind }) => kind !== 'gap').length;
  }
}
