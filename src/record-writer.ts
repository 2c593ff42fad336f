import { parentPort, workerData } from 'node:worker_threads';
import type { JournalOptions } from './record/journal.ts';
import { serveJournal } from './record/serve-journal.ts';

/** The thread that writes the record: started by `open-record.ts`, ended by a message. */

if (parentPort === null) throw new Error('this file is a thread of the service');
const settings = workerData as Pick<JournalOptions, 'storage' | 'keepDays' | 'patienceMs'>;
serveJournal(parentPort, { ...settings, now: () => new Date() });
