import { parentPort } from 'node:worker_threads';
import type { JournalOptions } from './record/journal.ts';
import { serveJournal } from './record/serve-journal.ts';

/** The thread that writes the record: started by `writer-thread.ts`, begins with its settings, ended by a message. */

const port = parentPort;
if (port === null) throw new Error('this file is a thread of the service');
port.once('message', (settings: Pick<JournalOptions, 'storage' | 'keepDays' | 'patienceMs'>) =>
  serveJournal(port, { ...settings, now: () => new Date() }),
);
