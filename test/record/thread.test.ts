import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import { openRecordOnThread } from '../../src/open-record.ts';
import type { RecordEvent } from '../../src/record/events.ts';
import type { JournalState } from '../../src/record/journal.ts';
import type { ToWriter, Writer } from '../../src/record/journal-messages.ts';
import { ThreadedJournal } from '../../src/record/threaded-journal.ts';
import type { UseAnswer } from '../../src/record/use-queue.ts';
import { startWriter } from '../../src/writer-thread.ts';
import { anEntry, verifyAt } from '../support/record.ts';

const newFile = () => `file:${join(mkdtempSync(join(tmpdir(), 'countersign-thread-')), 'record.db')}`;

const PATIENCE = 50;
const READY: JournalState = { storage: 'ready', waiting: 0, notKept: 0, lost: 0 };

type Answers<Answer> = readonly (readonly [number, Answer])[];

/** A thread of the test's own: it answers when the test says so. */
class ScriptedWriter extends EventEmitter implements Writer {
  readonly told: ToWriter[] = [];
  postMessage(message: ToWriter): void {
    this.told.push(message);
  }
  tell(message: { readonly appended?: Answers<'kept' | 'not-kept'>; readonly used?: Answers<UseAnswer> }): void {
    this.emit('message', { kind: 'answers', appended: [], used: [], state: READY, ...message });
  }
  /** Keeps everything it was told. */
  keepAll(): void {
    const appends = this.told.filter((each) => each.kind === 'append');
    this.tell({ appended: appends.map(({ number }) => [number, 'kept'] as const) });
  }
  terminate = async () => undefined;
}

function opened() {
  const writers: ScriptedWriter[] = [];
  const events: RecordEvent[] = [];
  const journal = new ThreadedJournal({
    start: () => {
      const writer = new ScriptedWriter();
      writers.push(writer);
      return writer;
    },
    now: () => new Date(),
    patienceMs: PATIENCE,
    onEvent: (event) => events.push(event),
  });
  const last = () => writers.at(-1) ?? new ScriptedWriter();
  return { journal, writers, events, last };
}

describe('a journal that another thread writes', () => {
  test('tells what the thread tells, and how it stands', async () => {
    const { journal, last } = opened();
    expect(journal.state().storage).toBe('away');
    const answers = Promise.all([journal.append([anEntry({ id: 'a' })]), journal.append([anEntry({ id: 'b' })])]);
    expect(journal.state().waiting).toBe(2);
    last().tell({
      appended: [
        [1, 'kept'],
        [2, 'not-kept'],
      ],
    });
    expect(await answers).toEqual(['kept', 'not-kept']);
    expect(journal.state()).toEqual(READY);
  });

  test('nobody waits for a thread that stands still, and what comes late is counted', async () => {
    const { journal, last, events } = opened();
    expect(await journal.append([anEntry({ id: 'a' })])).toBe('not-kept');
    expect(await journal.append([anEntry({ id: 'b' })])).toBe('not-kept');
    expect(await journal.useOnce('hospital', 'jti', new Date(Date.now() + 60_000))).toBe('unshared');
    expect(journal.state()).toMatchObject({ storage: 'away', waiting: 2, notKept: 2 });
    last().keepAll();
    expect(journal.state()).toMatchObject({ storage: 'ready', waiting: 0, notKept: 2 });
    expect(events).toEqual([
      { kind: 'store-away', reason: 'slow' },
      { kind: 'store-back', late: 2 },
    ]);
  });

  test('a token counts once, whatever the thread does', async () => {
    const { journal, last } = opened();
    const until = new Date(Date.now() + 60_000);
    const first = journal.useOnce('hospital', 'jti', until);
    expect(await journal.useOnce('hospital', 'jti', until)).toBe('used');
    last().tell({ used: [[1, 'first']] });
    expect(await first).toBe('first');
  });

  test('a thread that ends is followed by another, which is given what it did not answer', async () => {
    const { journal, writers, last } = opened();
    const answers = ['a', 'b'].map((id) => journal.append([anEntry({ id })]));
    last().tell({ appended: [[1, 'kept']] });
    last().emit('exit');
    expect(await Promise.all(answers)).toEqual(['kept', 'not-kept']);
    expect(journal.state().storage).toBe('away');
    await vi.waitFor(() => expect(writers).toHaveLength(2), 5_000);
    expect(last().told).toMatchObject([{ kind: 'append', number: 2 }]);
    last().keepAll();
    expect(journal.state().storage).toBe('ready');
  });

  test('what is beyond ten thousand entries is lost, and the record is told so when it can be', async () => {
    const { journal, last } = opened();
    for (let index = 0; index < 10_000; index += 1) void journal.append([anEntry({ id: `${index}` })]);
    expect(await journal.append([anEntry({ id: 'more' })])).toBe('not-kept');
    expect(journal.state().lost).toBe(1);
    await pause(PATIENCE + 300);
    last().keepAll();
    expect(last().told.at(-1)).toMatchObject({ kind: 'lost', gap: { count: 1 } });
  });

  test('closing waits for what is under way, and not for ever', async () => {
    const { journal, last, events } = opened();
    const answer = journal.append([anEntry({ id: 'a' })]);
    await journal.close();
    expect(await answer).toBe('not-kept');
    expect(last().told.at(-1)).toEqual({ kind: 'close' });
    expect(events.at(-1)).toMatchObject({ kind: 'gap', chained: false, count: 1 });
  });
});

describe('the record on a thread of its own', () => {
  test('is kept, chained and read back; a token counts once; the thread may die', async () => {
    const storage = newFile();
    const { journal, archive } = openRecordOnThread()({ storage, now: () => new Date(), patienceMs: 5_000 });
    const ids = Array.from({ length: 300 }, (_, index) => `call-${index}`);
    const kept = await Promise.all(ids.map((id) => journal.append([anEntry({ id })])));
    expect(new Set(kept)).toEqual(new Set(['kept']));
    const until = new Date(Date.now() + 60_000);
    expect(await journal.useOnce('hospital', 'jti', until)).toBe('first');
    expect(await journal.useOnce('hospital', 'jti', until)).toBe('used');
    expect(journal.state()).toMatchObject({ storage: 'ready', waiting: 0, notKept: 0, lost: 0 });
    await journal.close();
    await archive.close();
    expect(await verifyAt(storage)).toMatchObject({ kind: 'whole' });
    const again = openRecordOnThread()({ storage, now: () => new Date(), patienceMs: 5_000 });
    expect(await again.journal.useOnce('hospital', 'jti', until)).toBe('used');
    await again.journal.close();
    await again.archive.close();
  });

  test('a real thread that is ended under load loses nothing', async () => {
    const storage = newFile();
    const started: Worker[] = [];
    const journal = new ThreadedJournal({
      start: () => {
        const worker = startWriter();
        worker.postMessage({ storage, patienceMs: 5_000 });
        started.push(worker);
        return worker;
      },
      now: () => new Date(),
      patienceMs: 5_000,
    });
    expect(await journal.append([anEntry({ id: 'first' })])).toBe('kept');
    const answers = Array.from({ length: 500 }, (_, index) => journal.append([anEntry({ id: `call-${index}` })]));
    await started[0]?.terminate();
    await Promise.all(answers);
    await vi.waitFor(() => expect(journal.state()).toMatchObject({ storage: 'ready', waiting: 0 }), 10_000);
    await journal.close();
    expect(await verifyAt(storage)).toMatchObject({ kind: 'whole', rows: 501 });
  }, 20_000);
});
