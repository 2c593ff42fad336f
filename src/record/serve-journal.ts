import type { JournalOptions } from './journal.ts';
import type { FromWriter, ToWriter } from './journal-messages.ts';
import { StoreJournal } from './store-journal.ts';
import type { UseAnswer } from './use-queue.ts';

/** The other end: `node:worker_threads` has it. */
export interface Port {
  postMessage(message: FromWriter): void;
  on(event: 'message', listener: (message: ToWriter) => void): unknown;
  close(): void;
}

/** Writes what comes through a port, and tells what became of it: all that a transaction kept in one message. */
export function serveJournal(port: Port, options: Omit<JournalOptions, 'onEvent'>): void {
  // The journal tells an event before it stands as the event says.
  const onEvent: JournalOptions['onEvent'] = (event) =>
    queueMicrotask(() => port.postMessage({ kind: 'event', event, state: journal.state() }));
  const journal = new StoreJournal({ ...options, onEvent });
  const tell = answersTo(port, () => journal.state());
  port.on('message', async (message) => {
    switch (message.kind) {
      case 'append':
        tell.appended(message.number, await journal.append(message.entries));
        return;
      case 'use':
        tell.used(message.number, await journal.useOnce(message.client, message.tokenId, message.until));
        return;
      case 'lost':
        journal.noteLost(message.gap);
        return;
      case 'close':
        await journal.close();
        port.postMessage({ kind: 'closed', state: journal.state() });
        port.close();
    }
  });
}

function answersTo(port: Port, state: () => FromWriter['state']) {
  let appended: (readonly [number, 'kept' | 'not-kept'])[] = [];
  let used: (readonly [number, UseAnswer])[] = [];
  const flush = () => {
    port.postMessage({ kind: 'answers', appended, used, state: state() });
    [appended, used] = [[], []];
  };
  const soon = () => {
    if (appended.length + used.length === 0) setImmediate(flush);
  };
  return {
    appended: (number: number, answer: 'kept' | 'not-kept') => {
      soon();
      appended.push([number, answer]);
    },
    used: (number: number, answer: UseAnswer) => {
      soon();
      used.push([number, answer]);
    },
  };
}
