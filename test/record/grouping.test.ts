import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { write } from '../../src/record/write.ts';
import { anEntry, entries, onBothEngines, open } from '../support/record.ts';

vi.mock('../../src/record/write.ts', async (original) => {
  const actual = await original<typeof import('../../src/record/write.ts')>();
  return { ...actual, write: vi.fn(actual.write) };
});

onBothEngines('transactions on %s', (_, make) => {
  const engine = make();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);
  beforeEach(() => {
    vi.mocked(write).mockClear();
  });
  const fresh = async () => {
    const { address } = await engine.newStore();
    const record = open(address);
    await record.journal.append([anEntry()]);
    vi.mocked(write).mockClear();
    return record;
  };

  test('what is appended in one turn shares one, with the token ids', async () => {
    const record = await fresh();
    const until = new Date(Date.now() + 60_000);
    const kept = await Promise.all([
      ...Array.from({ length: 20 }, () => record.journal.append(entries(2))),
      record.journal.useOnce('client', 'token', until),
    ]);
    expect(kept).toEqual([...Array.from({ length: 20 }, () => 'kept'), 'first']);
    expect(write).toHaveBeenCalledTimes(1);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 41 });
    await record.close();
  });

  test('what is appended while one runs shares the next', async () => {
    const record = await fresh();
    const actual = vi.mocked(write).getMockImplementation() ?? write;
    const during: Promise<string>[] = [];
    vi.mocked(write).mockImplementationOnce((connection, batch) => {
      during.push(record.journal.append([anEntry()]), record.journal.append([anEntry()]));
      return actual(connection, batch);
    });
    expect(await record.journal.append([anEntry()])).toBe('kept');
    expect(await Promise.all(during)).toEqual(['kept', 'kept']);
    expect(write).toHaveBeenCalledTimes(2);
    await record.close();
  });

  test('a thousand entries go in several, all of them once', async () => {
    const record = await fresh();
    const groups = Array.from({ length: 340 }, () => record.journal.append(entries(3)));
    expect(new Set(await Promise.all(groups))).toEqual(new Set(['kept']));
    expect(vi.mocked(write).mock.calls.length).toBeGreaterThan(1);
    expect(vi.mocked(write).mock.calls.every(([, batch]) => batch.entries.length <= 500)).toBe(true);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 1_021 });
    await record.close();
  });

  test('a commit whose answer was lost on the way back is not written twice', async () => {
    const record = await fresh();
    const actual = vi.mocked(write).getMockImplementation() ?? write;
    vi.mocked(write).mockImplementationOnce(async (connection, batch) => {
      await actual(connection, batch);
      throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    });
    const given = entries(150);
    expect(await record.journal.append(given)).toBe('not-kept');
    expect(record.events.at(-1)).toEqual({ kind: 'store-away', reason: 'unreachable' });
    await vi.waitFor(() => expect(record.events.at(-1)).toEqual({ kind: 'store-back', late: 150 }), 5_000);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 151 });
    expect(record.journal.state()).toEqual({ storage: 'ready', waiting: 0, notKept: 150, lost: 0 });
    await record.close();
  });

  test('an entry of an id that is there already is kept once, and keeps nothing else out', async () => {
    const record = await fresh();
    const twice = anEntry();
    expect(await record.journal.append([twice])).toBe('kept');
    const kept = await Promise.all(
      [[twice], [anEntry(), twice], [anEntry()]].map((each) => record.journal.append(each)),
    );
    expect(kept).toEqual(['kept', 'kept', 'kept']);
    expect(await record.verify()).toMatchObject({ kind: 'whole', rows: 4 });
    await record.close();
  });
});
