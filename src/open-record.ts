import type { Worker } from 'node:worker_threads';
import { openArchive } from './record/archive.ts';
import type { JournalOptions } from './record/journal.ts';
import type { openRecord } from './record/record.ts';
import { ThreadedJournal } from './record/threaded-journal.ts';
import { startWriter } from './writer-thread.ts';

/**
 * Opens the record with a thread of its own to write it, so that no call waits for another's digest or disk. `first` was started
 * before all else was loaded; should it end, another follows. As `openRecord` otherwise.
 */
export const openRecordOnThread =
  (first?: Worker): typeof openRecord =>
  (options: JournalOptions) => {
    const { storage, keepDays, patienceMs, now, onEvent } = options;
    let started = first;
    const start = () => {
      const writer = started ?? startWriter();
      started = undefined;
      writer.postMessage({ storage, patienceMs, ...(keepDays !== undefined && { keepDays }) });
      return writer;
    };
    return {
      journal: new ThreadedJournal({ start, now, patienceMs, ...(onEvent && { onEvent }) }),
      archive: openArchive(storage),
    };
  };
