import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entries, onBothEngines, open, sqlite, verifyAt } from '../support/record.ts';

const DAY = 86_400_000;
const NOW = new Date('2032-08-14T12:00:00Z');
const ago = (days: number, milliseconds = 0) => new Date(NOW.getTime() - days * DAY + milliseconds).toISOString();

onBothEngines('the retention on %s', (_, make) => {
  const engine = make();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  /** A store with rows of these instants, and the journal opened on it afterwards. */
  const kept = async (instants: readonly string[], keepDays?: number) => {
    const store = await engine.newStore();
    const before = open(store.address, { now: () => new Date(instants[0] ?? NOW), keepDays: 1e6 });
    await before.journal.append(instants.flatMap((at) => entries(1, { at })));
    await before.close();
    const record = open(store.address, { now: () => NOW, ...(keepDays !== undefined && { keepDays }) });
    return { store, record };
  };

  test('takes rows away that are past their time, the chain stays whole, and the record says what it did', async () => {
    const { store, record } = await kept([ago(31), ago(30, -1), ago(30), ago(1)], 30);
    await expect.poll(async () => (await record.archive.find({})).length, { timeout: 10_000 }).toBe(3);
    const left = await record.archive.find({});
    expect(left.map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual([
      '3 determination',
      '4 determination',
      '5 retention',
    ]);
    expect(JSON.parse(left[2]?.content ?? '')).toEqual({ upTo: 2, digest: left[0]?.previous });
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 3 });
    expect(await record.journal.append(entries(1, { at: NOW.toISOString() }))).toBe('kept');
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 4, head: { sequence: 6 } });
    await expect(store.run('delete from record where sequence = 3')).rejects.toThrow('append-only');
    await record.close();
    await store.run(...engine.unguard, 'delete from record where sequence = 3');
    expect(await record.verify()).toEqual({ kind: 'broken', fault: 'start-missing', at: 1 });
  });

  test('keeps six years where nothing else is said', async () => {
    const { store, record } = await kept([ago(2_193), ago(2_192), ago(2_191)]);
    await expect.poll(async () => (await record.archive.find({})).at(-1)?.kind, { timeout: 10_000 }).toBe('retention');
    expect((await record.archive.find({})).map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
    expect(await verifyAt(store.address)).toMatchObject({ kind: 'whole' });
    await record.close();
  });

  test('that cannot take rows away is told, and keeps nothing from being written', async () => {
    const { store, record: before } = await kept([ago(40)]);
    await before.close();
    await store.run(engine.breakRetention);
    const record = open(store.address, { now: () => NOW, keepDays: 30 });
    expect(await record.journal.append(entries(1))).toBe('kept');
    await expect.poll(() => record.events, { timeout: 10_000 }).toHaveLength(2);
    expect(await record.journal.append(entries(1))).toBe('kept');
    expect(record.events).toEqual([{ kind: 'store-opened' }, { kind: 'retention-failed', reason: 'broken' }]);
    expect(await verifyAt(store.address)).toMatchObject({ kind: 'whole', rows: 3 });
    await record.close();
  });

  test('ends at the first row that is still to be kept, whatever comes after it', async () => {
    const { store, record } = await kept([ago(40), ago(1), ago(40)], 30);
    await expect.poll(async () => (await record.archive.find({})).at(-1)?.kind, { timeout: 10_000 }).toBe('retention');
    expect((await record.archive.find({})).map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
    expect(await verifyAt(store.address)).toMatchObject({ kind: 'whole' });
    await record.close();
  });

  test('goes in steps through many rows, and calls are kept meanwhile', async () => {
    const { store, record } = await kept(
      Array.from({ length: 1_100 }, () => ago(40)),
      30,
    );
    expect(await record.journal.append(entries(1, { at: NOW.toISOString() }))).toBe('kept');
    await expect.poll(async () => (await record.archive.find({}))[0]?.sequence, { timeout: 15_000 }).toBe(1_101);
    expect((await record.archive.find({})).filter(({ kind }) => kind === 'retention')).toHaveLength(3);
    expect(await verifyAt(store.address)).toMatchObject({ kind: 'whole', rows: 4 });
    await record.close();
  });
});

test('a row that was taken away from the embedded store is overwritten in its file', async () => {
  const engine = sqlite();
  const { address } = await engine.newStore();
  const before = open(address, { keepDays: 1e6 });
  await before.journal.append(entries(20, { at: ago(40), content: 'the canary '.repeat(2_000) }));
  await before.close();
  expect(readFileSync(address.slice(5)).includes('the canary')).toBe(true);
  const record = open(address, { now: () => NOW, keepDays: 30 });
  await expect.poll(async () => (await record.archive.find({})).length, { timeout: 10_000 }).toBe(1);
  await record.close();
  expect(readFileSync(address.slice(5)).includes('the canary')).toBe(false);
  await engine.stop();
});
