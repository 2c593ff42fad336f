import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openArchive } from '../../src/record/archive.ts';
import { anEntry, entries, open, type TestRecord, verifyAt } from '../support/record.ts';

/** A disk of so many pages; SQLite itself says that it is full. */
const disk = vi.hoisted(() => ({ pages: 0 }));
vi.mock('better-sqlite3', async (original) => {
  const { default: Actual } = await original<{ default: typeof import('better-sqlite3') }>();
  return {
    default: class extends Actual {
      constructor(...parameters: ConstructorParameters<typeof Actual>) {
        super(...parameters);
        if (disk.pages > 0) this.pragma(`max_page_count = ${disk.pages}`);
      }
    },
  };
});

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-files-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const isReady = (record: TestRecord) =>
  vi.waitFor(() => expect(record.journal.state()).toMatchObject({ storage: 'ready', waiting: 0 }), 15_000);

describe('the file of the record', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    disk.pages = 0;
    folder = mkdtempSync(join(root, 'store-'));
    file = join(folder, 'record.db');
  });

  test('is made with its folders', async () => {
    const record = open(`file:${join(folder, 'a/b/record.db')}`);
    expect(await record.journal.append([anEntry()])).toBe('kept');
    await record.close();
  });

  test('on a full disk: the call goes on, and what it said is written when there is room', async () => {
    disk.pages = 60;
    const record = open(`file:${file}`);
    const content = randomBytes(20_000).toString('hex');
    expect(await record.journal.append([anEntry({ content })])).toBe('kept');
    const answers = await Promise.all(Array.from({ length: 10 }, () => record.journal.append([anEntry({ content })])));
    expect(new Set(answers)).toEqual(new Set(['not-kept']));
    expect(record.events.at(-1)).toEqual({ kind: 'store-away', reason: 'full' });
    expect(await record.archive.find({})).toHaveLength(1);
    disk.pages = 10_000;
    await isReady(record);
    expect(record.events.at(-1)).toEqual({ kind: 'store-back', late: 10 });
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 11 });
    await record.close();
  });

  test('in a folder that cannot be made: said, and tried again until it can', async () => {
    writeFileSync(join(folder, 'taken'), 'a file where a folder should be');
    const record = open(`file:${join(folder, 'taken/record.db')}`);
    expect(await record.journal.append([anEntry()])).toBe('not-kept');
    expect(record.events).toEqual([{ kind: 'store-away', reason: 'unreachable' }]);
    rmSync(join(folder, 'taken'));
    await isReady(record);
    expect(record.events.slice(1)).toEqual([{ kind: 'store-back', late: 1 }]);
    await record.close();
  });

  test('that is a folder, or no database: said, and nothing is overwritten', async () => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(file, 'somebody’s notes, and no database at all'.repeat(100));
    for (const [path, reason] of [
      [join(folder, 'folder'), 'unreachable'],
      [file, 'broken'],
    ] as const) {
      const record = open(`file:${path}`);
      expect(await record.journal.append([anEntry()])).toBe('not-kept');
      expect(record.events).toEqual([{ kind: 'store-away', reason }]);
      await record.close();
    }
  });

  test('that may only be read', async () => {
    const before = open(`file:${file}`);
    await before.journal.append([anEntry()]);
    await before.close();
    // A write version that SQLite does not know: the file may be read and not written, for root too.
    const handle = openSync(file, 'r+');
    writeSync(handle, Uint8Array.of(3), 0, 1, 18);
    closeSync(handle);
    const record = open(`file:${file}`);
    expect(await record.journal.append([anEntry()])).toBe('not-kept');
    expect(record.events).toEqual([{ kind: 'store-away', reason: 'read-only' }]);
    await record.close();
  });

  test('that is taken away under the open handle: nothing is said to be kept that is not there', async () => {
    const record = open(`file:${file}`);
    await record.journal.append(entries(3));
    await record.archive.find({});
    renameSync(file, `${file}.away`);
    expect(await record.journal.append([anEntry({ id: 'after' })])).toBe('not-kept');
    expect(record.events.at(-1)).toEqual({ kind: 'store-away', reason: 'unreachable' });
    await isReady(record);
    expect((await record.archive.find({})).map(({ id }) => id)).toEqual(['after']);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 1 });
    await record.close();
  });

  test('is not made by those who only read', async () => {
    const archive = openArchive(`file:${file}`);
    await expect(archive.find({})).rejects.toThrow('the record cannot be read: unreachable');
    await expect(archive.determination('1')).rejects.toThrow('the record cannot be read: unreachable');
    await expect(verifyAt(`file:${join(folder, 'no/such/folder.db')}`)).rejects.toThrow('unreachable');
    const record = open(`file:${file}`);
    const entry = anEntry();
    await record.journal.append([entry]);
    expect(await archive.determination(entry.id)).toMatchObject({ content: entry.content });
    await record.close();
    await archive.close();
  });
});
