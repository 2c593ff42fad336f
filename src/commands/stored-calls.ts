import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../record/archive.ts';
import type { StoredEntry } from '../record/entry.ts';
import type { Determined } from './determined.ts';
import { BadInput } from './told.ts';

/** A call as it was kept: all that is needed to judge it again. */
export interface StoredCall {
  /** Its id in the record, or the name of its file. */
  readonly name: string;
  /** When it was answered; where nobody knows, it is judged as of now. */
  readonly at?: string;
  /** The address that it came to. */
  readonly service?: string;
  readonly request: unknown;
  /** What was determined; absent where no answer was kept. */
  readonly determined?: readonly Determined[];
}

/** A call that is there and cannot be judged again, and why. */
export interface Unusable {
  readonly name: string;
  readonly because: 'not-readable' | 'answered-with-an-error';
}

/** Where a call stands: what comes after it can be gone on with, and it can be seen whether it is still there. */
export interface Place {
  /** Its sequence in the record; the how manieth file of the folder. */
  readonly number: number;
  /** Its digest in the record; the name of the file. */
  readonly mark: string;
}

/** A call of the record with its determinations, as text. */
export interface KeptRows {
  readonly name: string;
  readonly place: Place;
  readonly at: string;
  readonly service: string;
  readonly status?: number;
  readonly content: string;
  readonly determinations: readonly string[];
}

/** A file of a folder, as text; without a text it cannot be read. */
export interface KeptFile {
  readonly name: string;
  readonly place: Place;
  readonly text?: string;
}

/** A call that was found, and is not yet read. */
export type KeptCall = KeptRows | KeptFile;

/** Any of these. */
export type Stored = StoredCall | Unusable | KeptCall;

/** The calls of a record in its order, each with what was determined for it; a page at a time, never all at once. */
export async function* callsOfRecord(
  archive: Pick<Archive, 'entries'>,
  span: { readonly after?: number; readonly upTo?: number } = {},
): AsyncGenerator<KeptRows> {
  let call: StoredEntry | undefined;
  let determinations: string[] = [];
  for await (const entry of archive.entries(span)) {
    if (entry.kind === 'determination' && entry.call === call?.id) determinations.push(entry.content);
    if (entry.kind !== 'call') continue;
    if (call !== undefined) yield keptRows(call, determinations);
    [call, determinations] = [isOfHook(entry) ? entry : undefined, []];
  }
  if (call !== undefined) yield keptRows(call, determinations);
}

/** Calls of hooks; what else is called judges nothing. */
const isOfHook = ({ service }: StoredEntry): boolean => /^(\/crd)?\/cds-services\/[^/]+$/.test(service);

const keptRows = (call: StoredEntry, determinations: readonly string[]): KeptRows => ({
  name: call.id,
  place: { number: call.sequence, mark: call.digest },
  at: call.at,
  service: call.service,
  ...(call.status !== undefined && { status: call.status }),
  content: call.content,
  determinations,
});

/** The calls of the `*.json` files of a folder and the folders in it, by name; one file is read at a time. Throws BadInput. */
export async function* callsOfFolder(
  folder: string,
  { after = 0, upTo = Number.POSITIVE_INFINITY }: { readonly after?: number; readonly upTo?: number } = {},
): AsyncGenerator<KeptFile> {
  let number = 0;
  for await (const name of filesIn(folder)) {
    number += 1;
    if (number > upTo) return;
    if (number <= after) continue;
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    yield { name, place: { number, mark: name }, ...(text !== undefined && { text }) };
  }
}

/** The names of these files, in the order in which they are replayed. Throws BadInput. */
export async function* filesIn(folder: string, below = ''): AsyncGenerator<string> {
  for (const each of (await entriesOf(join(folder, below))).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = join(below, each.name);
    if (each.isDirectory()) yield* filesIn(folder, name);
    else if (name.endsWith('.json')) yield name;
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    throw new BadInput(await whyNoFolder(folder));
  }
}

async function whyNoFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return 'there is no such folder; a record is named file:<path> or postgres://…';
  return found.isDirectory() ? 'a folder cannot be read' : 'a folder is expected; a record is named file:<path>';
}
