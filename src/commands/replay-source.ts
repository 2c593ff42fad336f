import { resolve } from 'node:path';
import { type Archive, openArchive } from '../record/archive.ts';
import { callsOfFolder, callsOfRecord, filesIn, type KeptCall, type Place } from './stored-calls.ts';

/** The numbers of the place before the first, and of the last. */
export interface Extent {
  readonly before: number;
  readonly last: number;
}

/** What is replayed: a folder or a record. */
export interface Source {
  /** Tells it from others, with no secret in it: the path of a folder; a record tells itself by the marks of its places. */
  readonly name: string;
  /** Where it begins and ends now: what comes later is not replayed. */
  readonly extent: () => Promise<Extent>;
  /** Whether that place is there, as it was. */
  readonly holds: (place: Place) => Promise<boolean>;
  readonly calls: (span: { readonly after?: number; readonly upTo: number }) => AsyncIterable<KeptCall>;
  readonly close: () => Promise<void>;
}

/** Opens a folder by its path, a record by its address. What cannot be read is told when it is read. */
export function openSource(written: string): Source {
  return /^(file:|postgres:\/\/)/.test(written) ? recordSource(openArchive(written)) : folderSource(written);
}

const recordSource = (archive: Archive): Source => ({
  name: 'record',
  extent: async () => {
    const [[first], [last]] = await Promise.all([archive.find({ limit: 1 }), archive.newest({ limit: 1 })]);
    return { before: (first?.sequence ?? 1) - 1, last: last?.sequence ?? 0 };
  },
  holds: async ({ number, mark }) => {
    const [row] = await archive.find({ after: number - 1, upTo: number, limit: 1 });
    return row?.digest === mark;
  },
  calls: (span) => callsOfRecord(archive, span),
  close: () => archive.close(),
});

const folderSource = (folder: string): Source => ({
  name: resolve(folder),
  extent: async () => {
    let last = 0;
    for await (const _ of filesIn(folder)) last += 1;
    return { before: 0, last };
  },
  holds: async ({ number, mark }) => {
    let files = 0;
    for await (const name of filesIn(folder)) {
      files += 1;
      if (files === number) return name === mark;
    }
    return false;
  },
  calls: (span) => callsOfFolder(folder, span),
  close: async () => undefined,
});
