import type { Entry } from './entry.ts';
import type { Gap, RecordEvent } from './events.ts';
import type { JournalState } from './journal.ts';
import type { UseAnswer } from './use-queue.ts';

/** What the thread that writes is told. Numbers tell answers apart. */
export type ToWriter =
  | { readonly kind: 'append'; readonly number: number; readonly entries: readonly Entry[] }
  | {
      readonly kind: 'use';
      readonly number: number;
      readonly client: string;
      readonly tokenId: string;
      readonly until: Date;
    }
  /** Entries that never came so far, for the record to say so. */
  | { readonly kind: 'lost'; readonly gap: Gap }
  | { readonly kind: 'close' };

/** What it tells. Each message says how the journal stands. */
export type FromWriter = { readonly state: JournalState } & (
  | {
      readonly kind: 'answers';
      readonly appended: readonly (readonly [number, 'kept' | 'not-kept'])[];
      readonly used: readonly (readonly [number, UseAnswer])[];
    }
  | { readonly kind: 'event'; readonly event: RecordEvent }
  | { readonly kind: 'closed' }
);

/** A thread that writes, as its owner sees it; node:worker_threads has it. */
export interface Writer {
  postMessage(message: ToWriter): void;
  on(event: 'message', listener: (message: FromWriter) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}
