import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/record/connect.ts';
import { migrate } from '../../src/record/migrations.ts';
import { anEntry, entries, onBothEngines, open, sqlite, type TestEngine, type TestStore } from '../support/record.ts';

const HOSTILE = ['a\0b', '\ud800', '\udc00x', '\0', '', '\u{1F9EC}', 'e\u0301', '\uffff', "'; drop table record; --"];
const run = promisify(execFile);

/** What was given, without what the chain adds. */
const withoutChain = (found: object | undefined) => {
  const { sequence: _, previous: __, digest: ___, ...given } = (found ?? {}) as Record<string, unknown>;
  return given;
};

onBothEngines('what is kept on %s', (_, make) => {
  const engine: TestEngine = make();
  let store: TestStore;
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);
  const fresh = async () => {
    store = await engine.newStore();
    return open(store.address);
  };

  test('every member of an entry comes back as it was given', async () => {
    const record = await fresh();
    const entry = anEntry();
    expect(await record.journal.append([entry])).toBe('kept');
    const [found] = await record.archive.find({ determination: entry.id });
    expect(withoutChain(found)).toEqual(entry);
    expect(record.events).toEqual([{ kind: 'store-opened' }]);
    expect(record.journal.state()).toEqual({ storage: 'ready', waiting: 0, notKept: 0, lost: 0 });
    await record.close();
  });

  test('members that were not given do not come back', async () => {
    const record = await fresh();
    const bare = {
      kind: 'call',
      id: '1',
      call: '1',
      at: '2026-08-14T12:00:00.000Z',
      service: '/x',
      content: '{}',
    } as const;
    await record.journal.append([bare]);
    expect(withoutChain((await record.archive.find({}))[0])).toEqual(bare);
    await record.close();
  });

  test('NUL and lone surrogates in any column do no harm, and the chain holds what is read back', async () => {
    const record = await fresh();
    const everywhere = (text: string, id: string) => ({
      ...anEntry({ id: `${id}${text}`, call: text, client: text, service: text, trace: text, hookInstance: text }),
      ...{ user: text, patient: text, order: text, policy: text, version: text, outcome: text, card: text, at: text },
      content: JSON.stringify({ text }) + text,
    });
    const given = HOSTILE.map((text, index) => everywhere(text, String(index)));
    expect(await record.journal.append(given)).toBe('kept');
    expect(await record.archive.find({})).toHaveLength(HOSTILE.length);
    expect(await record.archive.find({ patient: 'a\0b' })).toHaveLength(1);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: HOSTILE.length });
    await record.close();
  });

  test('an id of any length is kept by its beginning, in three-byte letters too, and is found by the whole', async () => {
    const record = await fresh();
    const long = Array.from({ length: 5_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join(
      '',
    );
    const entry = anEntry({ id: long, patient: long, order: long, card: long, call: long });
    expect(await record.journal.append([entry])).toBe('kept');
    expect(await record.archive.find({ patient: long, order: long })).toHaveLength(1);
    expect(await record.archive.determination(long)).toMatchObject({ content: entry.content });
    await record.close();
  });

  test('five megabytes are kept whole', async () => {
    const record = await fresh();
    const content = JSON.stringify({ text: 'é'.repeat(5_000_000) });
    const entry = anEntry({ content });
    expect(await record.journal.append([entry])).toBe('kept');
    expect((await record.archive.determination(entry.id))?.content === content).toBe(true);
    expect(await record.verify()).toMatchObject({ kind: 'whole' });
    await record.close();
  });

  test('a determination is found by its id alone, with when and whom it was made for', async () => {
    const record = await fresh();
    const entry = anEntry({ patient: 'Patient/9' });
    await record.journal.append([entry, anEntry({ kind: 'call', id: 'the call' })]);
    expect(await record.archive.determination(entry.id)).toEqual({
      at: entry.at,
      client: 'general-hospital',
      patient: 'Patient/9',
      content: entry.content,
    });
    expect(await record.archive.determination('the call')).toBeUndefined();
    await record.close();
  });

  test('entries are found by patient, order, time, and a determination with its call and its feedback', async () => {
    const record = await fresh();
    const made = anEntry({ id: 'd', call: 'c', patient: 'Patient/2', order: 'MedicationRequest/2', card: 'card' });
    const { card: _, ...call } = anEntry({ kind: 'call', id: 'c', call: 'c', at: '2026-08-14T12:00:00.001Z' });
    const feedback = anEntry({ kind: 'feedback', card: 'card', at: '2026-08-15T00:00:00Z' });
    const other = anEntry({ kind: 'feedback', card: 'another', call: 'x' });
    await record.journal.append([made, call, feedback, other]);
    const ids = async (sought: object) => (await record.archive.find(sought)).map(({ id }) => id);
    expect(await ids({ patient: 'Patient/2' })).toEqual(['d']);
    expect(await ids({ order: 'MedicationRequest/2' })).toEqual(['d']);
    expect(await ids({ determination: 'd' })).toEqual(['d', 'c', feedback.id]);
    expect(await ids({ from: '2026-08-14T12:00:00.001Z' })).toEqual(['c', feedback.id]);
    expect(await ids({ to: '2026-08-14T12:00:00.001Z' })).toEqual(['d', other.id]);
    expect(await ids({ from: '2026-08-14T12:00:00.001Z', to: '2026-08-15T00:00:00.000Z' })).toEqual(['c']);
    expect(await ids({ limit: 2 })).toEqual(['d', 'c']);
    expect(await ids({ limit: 2, after: 2 })).toEqual([feedback.id, other.id]);
    await record.close();
  });

  test('the newest are found first, and those of nobody registered apart', async () => {
    const record = await fresh();
    const { client: _, ...nobodys } = anEntry({ id: 'nobodys' });
    await record.journal.append([anEntry({ id: 'first' }), nobodys, anEntry({ id: 'last' })]);
    const ids = async (sought: object) => (await record.archive.newest(sought)).map(({ id }) => id);
    expect(await ids({})).toEqual(['last', 'nobodys', 'first']);
    expect(await ids({ limit: 2 })).toEqual(['last', 'nobodys']);
    expect(await ids({ unregistered: true })).toEqual(['nobodys']);
    expect(await ids({ kind: 'feedback' })).toEqual([]);
    await record.close();
  });

  test('all entries are read, page after page', async () => {
    const record = await fresh();
    const given = entries(250);
    await record.journal.append(given);
    const found: string[] = [];
    for await (const { id } of record.archive.entries()) found.push(id);
    expect(found).toEqual(given.map(({ id }) => id));
    await record.close();
  });

  test('a store is brought up to date twice, and by two openers at once, without harm', async () => {
    store = await engine.newStore();
    const both = [connect(store.address, 'write'), connect(store.address, 'write')];
    const until = async (connection: (typeof both)[number]): Promise<void> =>
      migrate(connection).catch((error) => (error.code === 'SQLITE_BUSY' ? until(connection) : Promise.reject(error)));
    await Promise.all(both.map(until));
    await Promise.all(both.map((each) => each.close()));
    const records = [open(store.address), open(store.address)];
    expect(await Promise.all(records.map(({ journal }) => journal.append([anEntry()])))).toEqual(['kept', 'kept']);
    expect(await records[0]?.verify()).toMatchObject({ kind: 'whole', rows: 2 });
    await Promise.all(records.map((each) => each.close()));
  });

  test('two journals that write at once make one chain, and nothing is lost', async () => {
    store = await engine.newStore();
    const records = [open(store.address), open(store.address)];
    const written = records.flatMap(({ journal }) =>
      Array.from({ length: 40 }, async () => {
        await new Promise((soon) => setTimeout(soon, 0));
        return journal.append(entries(3));
      }),
    );
    expect(new Set(await Promise.all(written))).toEqual(new Set(['kept']));
    expect(await records[0]?.verify()).toMatchObject({ kind: 'whole', rows: 240 });
    await Promise.all(records.map((each) => each.close()));
  });

  test('two processes on one store make one chain', async () => {
    store = await engine.newStore();
    const program = `
      import { openRecord } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/record/record.ts'))};
      const { journal, archive } = openRecord({ storage: process.argv[1], now: () => new Date(), patienceMs: 15000 });
      const at = new Date().toISOString();
      const append = (id) => journal.append([{ kind: 'call', id, call: id, at, service: '/x', content: '{}' }]);
      const kept = [];
      for (let index = 0; index < 100; index += 1) kept.push(await append(crypto.randomUUID()));
      await journal.close();
      await archive.close();
      console.log(new Set(kept));`;
    const runs = [0, 1].map(() => run(process.execPath, ['--input-type=module', '-e', program, store.address]));
    for (const { stdout } of await Promise.all(runs)) expect(stdout).toBe("Set(1) { 'kept' }\n");
    const record = open(store.address);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 200 });
    await record.close();
  });

  test('a journal that is closed writes what waits, and keeps nothing after', async () => {
    const record = await fresh();
    const appended = record.journal.append(entries(3));
    await record.journal.close();
    expect(await appended).toBe('kept');
    expect(await record.journal.append([anEntry()])).toBe('not-kept');
    expect(await record.journal.useOnce('client', 'token', new Date(Date.now() + 60_000))).toBe('unshared');
    expect(await record.verify()).toMatchObject({ rows: 3 });
    await record.archive.close();
  });
});

describe('the embedded store', () => {
  const engine = sqlite();
  afterAll(engine.stop);

  test('commits are on the disk before they are said to be, also where the file is opened again', async () => {
    const { address } = await engine.newStore();
    for (const _ of ['made', 'opened again']) {
      const connection = connect(address, 'write');
      const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(connection.db);
      expect(rows).toEqual([{ synchronous: 2 }]);
      await connection.close();
    }
  });

  test('its files are for their owner alone', async () => {
    const { address } = await engine.newStore();
    const record = open(address);
    await record.journal.append([anEntry()]);
    for (const end of ['', '-wal', '-shm']) expect(statSync(address.slice(5) + end).mode & 0o777).toBe(0o600);
    await record.close();
  });
});
