import { afterAll, beforeAll, expect, test } from 'vitest';
import { TokenMemory } from '../../src/record/token-memory.ts';
import { tokenUse } from '../../src/record/token-uses.ts';
import { onBothEngines, open } from '../support/record.ts';

const NOON = new Date('2026-08-14T12:00:00Z');
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000);

onBothEngines('a token id on %s', (_, make) => {
  const engine = make();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test('is used once: of twenty that race on two journals, exactly one is the first', async () => {
    const { address } = await engine.newStore();
    const records = [open(address), open(address)];
    for (const id of ['a', 'b', 'c']) {
      const race = Array.from({ length: 20 }, (_, at) => records[at % 2]?.journal.useOnce('client', id, later(1e9)));
      expect((await Promise.all(race)).toSorted()).toEqual(['first', ...Array.from({ length: 19 }, () => 'used')]);
    }
    await Promise.all(records.map((each) => each.close()));
  });

  test('is the client’s own, and as long and strange as it likes', async () => {
    const { address } = await engine.newStore();
    const ids = ['t', 'T', '', '\0', '\ud800', '\ud801', 'x'.repeat(9_000), `${'x'.repeat(9_000)}y`];
    for (const answer of ['first', 'used']) {
      const record = open(address, { now: () => NOON });
      for (const client of ['one', 'other'])
        for (const id of ids) expect(await record.journal.useOnce(client, id, later(60))).toBe(answer);
      await record.close();
    }
  });

  test('may be used again when its time is over, not a moment sooner; also after a restart', async () => {
    const { address } = await engine.newStore();
    const used = async (now: Date) => {
      const record = open(address, { now: () => now });
      const answer = await record.journal.useOnce('client', 'token', later(60));
      await record.close();
      return answer;
    };
    expect(await used(NOON)).toBe('first');
    expect(await used(later(59.999))).toBe('used');
    expect(await used(later(60))).toBe('first');
  });

  test('of no time at all does no harm', async () => {
    const record = open((await engine.newStore()).address, { now: () => NOON });
    const uses = [NOON, later(-1), NOON, new Date(Number.NaN)].map((until) => record.journal.useOnce('c', 't', until));
    expect((await Promise.all(uses)).filter((answer) => answer === 'first')).toHaveLength(1);
    expect(await record.journal.useOnce('c', 't', later(1))).toBe('used');
    await record.close();
  });

  test('while the store is away is judged by this instance alone, and told to the store later', async () => {
    const store = await engine.newStore();
    const [one, other] = [open(store.address, { patienceMs: 150 }), open(store.address, { patienceMs: 10_000 })];
    await Promise.all([one, other].map(({ journal }) => journal.useOnce('client', 'before', later(1e9))));
    const release = await store.hold();
    await store.run('select 1');
    expect(await one.journal.useOnce('client', 'held', later(1e9))).toBe('unshared');
    expect(await one.journal.useOnce('client', 'held', later(1e9))).toBe('used');
    await release();
    await expect.poll(() => one.journal.state().storage, { timeout: 10_000 }).toBe('ready');
    expect(await other.journal.useOnce('client', 'held', later(1e9))).toBe('used');
    await Promise.all([one, other].map((each) => each.close()));
  });
});

test('the memory of one process forgets what is over, and the oldest beyond its limit', () => {
  const memory = new TokenMemory(3);
  const use = (id: string, until: Date) => tokenUse('client', id, until);
  expect(memory.isFirst(use('a', later(10)), NOON)).toBe(true);
  expect(memory.isFirst(use('a', later(10)), later(9.999))).toBe(false);
  expect(memory.isFirst(use('a', later(90)), later(10))).toBe(true);
  for (const id of ['b', 'c', 'd']) expect(memory.isFirst(use(id, later(100)), later(11))).toBe(true);
  expect(memory.size).toBe(3);
  expect(memory.isFirst(use('d', later(100)), later(12))).toBe(false);
  expect(memory.isFirst(use('e', later(999)), later(200))).toBe(true);
  expect(memory.size).toBe(1);
});
