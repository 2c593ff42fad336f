import type { Entry } from './entry.ts';
import type { RecordEvent } from './events.ts';
import type { UseAnswer } from './use-queue.ts';

/** How the journal stands. */
export interface JournalState {
  readonly storage: 'ready' | 'away';
  /** Entries not yet on the disk. */
  readonly waiting: number;
  /** Entries that were not on the disk when their callers were answered, since the start; some of them may be kept by now. */
  readonly notKept: number;
  /** Those of them that will never be. */
  readonly lost: number;
  /** When the store went away. */
  readonly since?: Date;
}

/** Writing the record. Nothing here rejects, or waits longer than the patience given. */
export interface Journal {
  /** Durable when it resolves to `kept`. `not-kept`: the store is away, full or too slow; what is not kept stays for later as far as there is room. */
  append(entries: readonly Entry[]): Promise<'kept' | 'not-kept'>;
  /** Whether a token id is used for the first time, among all that share the store; it is remembered until `until`. */
  useOnce(client: string, tokenId: string, until: Date): Promise<UseAnswer>;
  state(): JournalState;
  /** Writes what waits, as far as patience goes, and closes the store. */
  close(): Promise<void>;
}

export interface JournalOptions {
  /** `file:…` or `postgres://…` */
  readonly storage: string;
  readonly now: () => Date;
  /** How long a caller waits for the store. */
  readonly patienceMs: number;
  /** Older rows are taken away; without it six years (45 CFR 164.316(b)(2)(i)). */
  readonly keepDays?: number;
  readonly onEvent?: (event: RecordEvent) => void;
}
