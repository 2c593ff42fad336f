import { type Archive, openArchive } from './archive.ts';
import type { Journal, JournalOptions } from './journal.ts';
import { StoreJournal } from './store-journal.ts';

/** Opens the record for writing and reading. Never throws and waits for nothing: a store that cannot be opened is away and tried again. */
export function openRecord(options: JournalOptions): { readonly journal: Journal; readonly archive: Archive } {
  return { journal: new StoreJournal(options), archive: openArchive(options.storage) };
}
