import { Worker } from 'node:worker_threads';
import { openArchive } from './record/archive.ts';
import type { JournalOptions } from './record/journal.ts';
import type { openRecord } from './record/record.ts';
import { ThreadedJournal } from './record/threaded-journal.ts';

/** Entries pass through and are forgotten: little room for what is young keeps the process small. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Opens the record with a thread of its own to write it, so that no call waits for another's digest or disk. As `openRecord` otherwise. */
export const openRecordOnThread: typeof openRecord = (options: JournalOptions) => {
  const { storage, keepDays, patienceMs, now, onEvent } = options;
  const workerData = { storage, patienceMs, ...(keepDays !== undefined && { keepDays }) };
  const start = () => new Worker(new URL('./record-writer.ts', import.meta.url), { workerData, resourceLimits });
  return {
    journal: new ThreadedJournal({ start, now, patienceMs, ...(onEvent && { onEvent }) }),
    archive: openArchive(storage),
  };
};
