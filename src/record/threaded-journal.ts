import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from './entry.ts';
import { type Gap, mergedGap, type RecordEvent } from './events.ts';
import type { AwayReason } from './failure.ts';
import type { Journal, JournalState } from './journal.ts';
import type { FromWriter, ToWriter, Writer } from './journal-messages.ts';
import { TokenMemory } from './token-memory.ts';
import { tokenUse } from './token-uses.ts';
import type { UseAnswer } from './use-queue.ts';
import { type Waiting, waiting } from './waiting.ts';

/** Beyond the patience that the thread has with its store. */
const GRACE_MS = 250;
const RESTART_MS = 1_000;
const MOST_ENTRIES = 10_000;
/** UTF-16 units. */
const MOST_TEXT = 64 * 1024 * 1024;

export interface ThreadOptions {
  /** Starts the thread. */
  readonly start: () => Writer;
  readonly now: () => Date;
  /** How long a caller waits for the store. */
  readonly patienceMs: number;
  readonly onEvent?: (event: RecordEvent) => void;
}

/** An append that the thread has not answered. */
interface Sent {
  readonly message: Extract<ToWriter, { kind: 'append' }>;
  readonly waiting: Waiting<'kept' | 'not-kept'>;
}

interface Asked {
  readonly message: Extract<ToWriter, { kind: 'use' }>;
  readonly waiting: Waiting<UseAnswer>;
}

/**
 * A journal whose work (digests, SQL, the disk) is done by another thread: a slow disk holds no call up but those that wait
 * for it. What the thread has not answered is kept here and given to the next one, should it end; the store takes each
 * entry once.
 */
export class ThreadedJournal implements Journal {
  readonly #options: ThreadOptions;
  readonly #memory = new TokenMemory();
  readonly #sent = new Map<number, Sent>();
  readonly #asked = new Map<number, Asked>();
  #writer: Writer;
  #state: JournalState = { storage: 'away', waiting: 0, notKept: 0, lost: 0 };
  /** Since when nothing has been heard; undefined while the thread answers. */
  #silentSince: Date | undefined;
  #closed: PromiseWithResolvers<void> | undefined;
  #number = 0;
  #entries = 0;
  #text = 0;
  #notKept = 0;
  #late = 0;
  #lost = 0;
  #gap: Gap | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#writer = this.#start();
  }

  append(entries: readonly Entry[]): Promise<'kept' | 'not-kept'> {
    const message = { kind: 'append' as const, number: ++this.#number, entries };
    if (this.#closed || !this.#hasRoomFor(entries)) {
      this.#lose(entries);
      return Promise.resolve('not-kept');
    }
    const wait = waiting<'kept' | 'not-kept'>(this.#options.patienceMs + GRACE_MS, () => this.#goSilent('slow'));
    const sent = { message, waiting: wait };
    this.#sent.set(message.number, sent);
    this.#count(entries, 1);
    if (this.#silentSince) this.#tellNotKept(sent);
    this.#writer.postMessage(message);
    return wait.promise;
  }

  useOnce(client: string, tokenId: string, until: Date): Promise<UseAnswer> {
    if (!this.#memory.isFirst(tokenUse(client, tokenId, until), this.#options.now())) return Promise.resolve('used');
    if (this.#closed || this.#asked.size >= MOST_ENTRIES) return Promise.resolve('unshared');
    const message = { kind: 'use' as const, number: ++this.#number, client, tokenId, until };
    const wait = waiting<UseAnswer>(this.#options.patienceMs + GRACE_MS, () => this.#goSilent('slow'));
    this.#asked.set(message.number, { message, waiting: wait });
    if (this.#silentSince) wait.answer('unshared');
    this.#writer.postMessage(message);
    return wait.promise;
  }

  state(): JournalState {
    const since = this.#silentSince ?? this.#state.since;
    return {
      storage: this.#silentSince ? 'away' : this.#state.storage,
      waiting: Math.max(this.#entries, this.#state.waiting),
      notKept: this.#state.notKept + this.#notKept,
      lost: this.#state.lost + this.#lost,
      ...(since && { since }),
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return this.#closed.promise;
    this.#closed = Promise.withResolvers();
    this.#writer.postMessage({ kind: 'close' });
    const done = new AbortController();
    const patience = pause(2 * this.#options.patienceMs, undefined, { signal: done.signal }).catch(() => undefined);
    await Promise.race([this.#closed.promise, patience]);
    done.abort();
    this.#closed.resolve();
    for (const sent of this.#sent.values()) {
      this.#lose(sent.message.entries);
      this.#tellNotKept(sent);
    }
    for (const { waiting } of this.#asked.values()) waiting.answer('unshared');
    await this.#writer.terminate();
    if (this.#gap) this.#options.onEvent?.({ kind: 'gap', chained: false, ...this.#gap });
  }

  #start(): Writer {
    const writer = this.#options.start();
    writer.on('message', (message) => this.#heard(message));
    // Its end comes as `exit` too.
    writer.on('error', () => undefined);
    writer.on('exit', () => void this.#ended());
    return writer;
  }

  #heard(message: FromWriter): void {
    this.#state = message.state;
    switch (message.kind) {
      case 'answers':
        for (const [number, answer] of message.appended) this.#appended(number, answer);
        for (const [number, answer] of message.used) this.#used(number, answer);
        this.#isBack();
        return;
      case 'event':
        this.#options.onEvent?.(message.event);
        return;
      case 'closed':
        this.#closed?.resolve();
    }
  }

  #appended(number: number, answer: 'kept' | 'not-kept'): void {
    const sent = this.#sent.get(number);
    if (!sent) return;
    this.#sent.delete(number);
    this.#count(sent.message.entries, -1);
    if (!sent.waiting.answer(answer) && answer === 'kept') this.#late += sent.message.entries.length;
  }

  #used(number: number, answer: UseAnswer): void {
    this.#asked.get(number)?.waiting.answer(answer);
    this.#asked.delete(number);
  }

  /** The thread stands still, or has ended: nobody waits for it, and what it has not answered stays. */
  #goSilent(reason: AwayReason): void {
    if (this.#silentSince || this.#closed) return;
    this.#silentSince = this.#options.now();
    this.#options.onEvent?.({ kind: 'store-away', reason });
    for (const sent of this.#sent.values()) this.#tellNotKept(sent);
    for (const { waiting } of this.#asked.values()) waiting.answer('unshared');
  }

  #isBack(): void {
    if (!this.#silentSince || this.#sent.size > 0) return;
    this.#silentSince = undefined;
    this.#options.onEvent?.({ kind: 'store-back', late: this.#late });
    this.#late = 0;
    if (!this.#gap) return;
    this.#writer.postMessage({ kind: 'lost', gap: this.#gap });
    this.#gap = undefined;
  }

  /** Whatever ended it, the next one is given what this one did not answer. */
  async #ended(): Promise<void> {
    if (this.#closed) return this.#closed.resolve();
    this.#goSilent('broken');
    await pause(RESTART_MS);
    if (this.#closed) return;
    this.#writer = this.#start();
    for (const { message } of this.#sent.values()) this.#writer.postMessage(message);
    for (const { message } of this.#asked.values()) this.#writer.postMessage(message);
  }

  #hasRoomFor(entries: readonly Entry[]): boolean {
    return this.#entries + entries.length <= MOST_ENTRIES && this.#text + textOf(entries) <= MOST_TEXT;
  }

  #count(entries: readonly Entry[], sign: 1 | -1): void {
    this.#entries += sign * entries.length;
    this.#text += sign * textOf(entries);
  }

  #lose(entries: readonly Entry[]): void {
    const instants = entries.map(({ at }) => at);
    this.#lost += entries.length;
    this.#gap = mergedGap(this.#gap, { count: entries.length, from: instants[0] ?? '', to: instants.at(-1) ?? '' });
  }

  #tellNotKept({ message, waiting }: Sent): void {
    if (waiting.answer('not-kept')) this.#notKept += message.entries.length;
  }
}

const textOf = (entries: readonly Entry[]): number => entries.reduce((sum, { content }) => sum + content.length, 0);
