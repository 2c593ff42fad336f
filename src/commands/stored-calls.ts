import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { at, itemsAt } from '../fhir/json.ts';
import type { Archive } from '../record/archive.ts';
import type { StoredEntry } from '../record/entry.ts';
import { type Determined, readDetermined } from './determined.ts';
import { parsedInput } from './read-input.ts';
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

/** One or the other. */
export type Stored = StoredCall | Unusable;

/** What was kept of the determinations of a call; undefined for one that cannot be read. */
type Kept = readonly (Determined | undefined)[];

/** The calls of a record in its order, each with what was determined for it; a page at a time, never all at once. */
export async function* callsOfRecord(archive: Pick<Archive, 'entries'>): AsyncGenerator<Stored> {
  let call: StoredEntry | undefined;
  let kept: Kept = [];
  for await (const entry of archive.entries()) {
    if (entry.kind === 'determination' && entry.call === call?.id)
      kept = [...kept, readDetermined(parsedOrNothing(entry.content))];
    if (entry.kind !== 'call') continue;
    if (call !== undefined) yield storedIn(call, kept);
    [call, kept] = [isOfHook(entry) ? entry : undefined, []];
  }
  if (call !== undefined) yield storedIn(call, kept);
}

/** Calls of hooks; what else is called judges nothing. */
const isOfHook = ({ service }: StoredEntry): boolean => /^(\/crd)?\/cds-services\/[^/]+$/.test(service);

function storedIn({ id, at: answered, service, status, content }: StoredEntry, kept: Kept): Stored {
  if (status !== undefined && status !== 200) return { name: id, because: 'answered-with-an-error' };
  const request = at(parsedOrNothing(content), 'request');
  const determined = wholly(kept);
  return request === undefined || determined === undefined
    ? { name: id, because: 'not-readable' }
    : { name: id, at: answered, service, request, determined };
}

/** All of them, or none where one cannot be read: half of an answer compares with nothing. */
const wholly = (kept: Kept): readonly Determined[] | undefined =>
  kept.every((each) => each !== undefined) ? kept : undefined;

/** The calls of the `*.json` files of a folder and the folders in it, by name; one file is read at a time. Throws BadInput. */
export async function* callsOfFolder(folder: string): AsyncGenerator<Stored> {
  for await (const name of filesIn(folder, '')) yield storedInFile(name, await textOf(join(folder, name)));
}

async function* filesIn(folder: string, below: string): AsyncGenerator<string> {
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

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

function storedInFile(name: string, text: string | undefined): Stored {
  const kept = parsedOrNothing(text);
  const [inside, answer] = [at(kept, 'request'), at(kept, 'answer')];
  const request = inside ?? kept;
  if (typeof request !== 'object' || request === null) return { name, because: 'not-readable' };
  if (answer === undefined) return { name, request };
  if (!Array.isArray(at(answer, 'cards'))) return { name, because: 'answered-with-an-error' };
  const cards = itemsAt(answer, 'cards');
  const determined = wholly(cards.map((card) => readDetermined(at(card, 'extension', 'countersign.determination'))));
  return determined === undefined ? { name, because: 'not-readable' } : { name, request, determined };
}

function parsedOrNothing(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : parsedInput(text);
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}
