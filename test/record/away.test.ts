import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect } from '../../src/record/connect.ts';
import { hasPostgres } from '../support/postgres.ts';
import { anEntry, entries, onBothEngines, open, postgres, type TestRecord } from '../support/record.ts';

const isReady = (record: TestRecord) =>
  vi.waitFor(() => expect(record.journal.state()).toMatchObject({ storage: 'ready', waiting: 0 }), 20_000);

onBothEngines('a store on %s that does not answer', (_, make) => {
  const engine = make();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test('keeps nobody waiting: the call goes on, and what it said is written when the store is back', async () => {
    const store = await engine.newStore();
    const record = open(store.address, { patienceMs: 100, now: () => new Date('2026-08-14T12:00:00Z') });
    await vi.waitFor(() => expect(record.events).toHaveLength(1), 10_000);
    const release = await store.hold();
    expect(await record.journal.append(entries(2))).toBe('not-kept');
    expect(await record.journal.append(entries(1))).toBe('not-kept');
    expect(record.journal.state()).toEqual({
      ...{ storage: 'away', waiting: 3, notKept: 3, lost: 0 },
      since: new Date('2026-08-14T12:00:00Z'),
    });
    await release();
    await isReady(record);
    expect(record.journal.state()).toEqual({ storage: 'ready', waiting: 0, notKept: 3, lost: 0 });
    expect(record.events).toEqual([
      { kind: 'store-opened' },
      { kind: 'store-away', reason: 'slow' },
      { kind: 'store-back', late: 3 },
    ]);
    expect(await record.journal.append([anEntry()])).toBe('kept');
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 4 });
    await record.close();
  });

  test('is waited for where patience allows', async () => {
    const store = await engine.newStore();
    const record = open(store.address);
    await record.journal.append([anEntry()]);
    const release = await store.hold();
    const appended = record.journal.append([anEntry()]);
    setTimeout(release, 200);
    expect(await appended).toBe('kept');
    expect(record.events).toEqual([{ kind: 'store-opened' }]);
    await record.close();
  });

  test('for too long: what is beyond ten thousand entries is lost, and the record says so', async () => {
    const store = await engine.newStore();
    const record = open(store.address, { patienceMs: 100 });
    await vi.waitFor(() => expect(record.events).toHaveLength(1), 10_000);
    const release = await store.hold();
    const small = (at: string) => ({ at, content: '{}' });
    await record.journal.append(entries(10_000, small('2026-08-14T12:00:00.000Z')));
    for (const minute of ['01', '02', '03'])
      await record.journal.append(entries(20, small(`2026-08-14T12:${minute}:00.000Z`)));
    expect(record.journal.state()).toMatchObject({ storage: 'away', waiting: 10_000, notKept: 10_060, lost: 60 });
    await release();
    await isReady(record);
    const gap = { count: 60, from: '2026-08-14T12:01:00.000Z', to: '2026-08-14T12:03:00.000Z' };
    expect(record.events.slice(2)).toEqual([
      { kind: 'gap', chained: true, ...gap },
      { kind: 'store-back', late: 10_000 },
    ]);
    const [row] = await record.archive.find({ after: 10_000 });
    expect(row).toMatchObject({ kind: 'gap', sequence: 10_001 });
    expect(JSON.parse(row?.content ?? '')).toEqual(gap);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 10_001 });
    await record.close();
  }, 60_000);

  test('holds back no more text than 64 megabytes', async () => {
    const store = await engine.newStore();
    const record = open(store.address, { patienceMs: 100 });
    await vi.waitFor(() => expect(record.events).toHaveLength(1), 10_000);
    const release = await store.hold();
    const content = 'x'.repeat(8 * 1024 * 1024);
    for (let index = 0; index < 9; index += 1) await record.journal.append([anEntry({ content })]);
    expect(record.journal.state()).toMatchObject({ waiting: 8, notKept: 9, lost: 1 });
    await record.journal.close();
    expect(record.events.at(-1)).toMatchObject({ kind: 'gap', chained: false, count: 9 });
    await release();
    await record.archive.close();
  }, 60_000);

  test('one entry that the store never takes keeps no other out', async () => {
    const store = await engine.newStore();
    const record = open(store.address);
    await record.journal.append([anEntry()]);
    await store.run(engine.refuseTheId('poison'));
    const given = [entries(2), [anEntry({ id: 'poison' })], entries(1), entries(3)];
    expect(await Promise.all(given.map((each) => record.journal.append(each)))).toEqual([
      ...['kept', 'not-kept', 'kept', 'kept'],
    ]);
    await isReady(record);
    expect(record.journal.state()).toMatchObject({ notKept: 1, lost: 1 });
    expect(record.events.slice(1)).toEqual([expect.objectContaining({ kind: 'gap', chained: true, count: 1 })]);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 8 });
    await record.close();
  });
});

describe.runIf(hasPostgres)('a server', () => {
  const engine = postgres();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test('that stops and starts while calls go on loses none of them', async () => {
    const store = await engine.newStore();
    const record = open(store.address, { patienceMs: 2_000 });
    const answers: Record<string, string> = {};
    const append = async () => {
      const entry = anEntry();
      answers[entry.id] = await record.journal.append([entry]);
    };
    for (const how of ['immediate', 'fast'] as const) {
      await Promise.all(Array.from({ length: 20 }, append));
      const under = Array.from({ length: 20 }, append);
      await engine.server().stop(how);
      await Promise.all(under);
      await append();
      await expect(record.archive.find({})).rejects.toThrow(/^the record cannot be read: unreachable$/);
      await engine.server().start();
      await isReady(record);
    }
    expect(record.events.map(({ kind }) => kind)).toEqual([
      ...['store-opened', 'store-away', 'store-back', 'store-away', 'store-back'],
    ]);
    expect(record.events[1]).toEqual({ kind: 'store-away', reason: 'unreachable' });
    expect(Object.values(answers).filter((answer) => answer === 'kept').length).toBeGreaterThanOrEqual(40);
    const found: string[] = [];
    for await (const { id } of record.archive.entries()) found.push(id);
    expect(found.toSorted()).toEqual(Object.keys(answers).toSorted());
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 82 });
    await record.close();
  });

  test('that is not there at the start is opened when it comes', async () => {
    const store = await engine.newStore();
    await engine.server().stop('fast');
    const record = open(store.address, { patienceMs: 2_000 });
    expect(await record.journal.append([anEntry()])).toBe('not-kept');
    expect(record.events).toEqual([{ kind: 'store-away', reason: 'unreachable' }]);
    await engine.server().start();
    await isReady(record);
    expect(record.events.slice(1)).toEqual([{ kind: 'store-back', late: 1 }]);
    await record.close();
  });

  test('that commits before the disk has it is told not to', async () => {
    const store = await engine.newStore();
    const setting = async () => {
      const { db, close } = connect(store.address, 'write');
      const { rows } = await sql`show synchronous_commit`.execute(db);
      await close();
      return rows;
    };
    const name = store.address.split('/').at(-1);
    await store.run(`alter database ${name} set synchronous_commit = off`);
    expect(await setting()).toEqual([{ synchronous_commit: 'on' }]);
    await store.run(`alter database ${name} set synchronous_commit = remote_apply`);
    expect(await setting()).toEqual([{ synchronous_commit: 'remote_apply' }]);
  });

  test('that does not know the password: said so, and no more', async () => {
    const { address } = await engine.newStore();
    const record = open(address.replace('for-tests-only', 'a-secret-guess'));
    expect(await record.journal.append([anEntry()])).toBe('not-kept');
    expect(record.events).toEqual([{ kind: 'store-away', reason: 'denied' }]);
    await expect(record.archive.find({})).rejects.toThrow(/^the record cannot be read: denied$/);
    await record.close();
  });
});
