import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inOrder, inPortions } from '../../src/commands/in-order.ts';
import { openJudgingPool } from '../../src/commands/judging-pool.ts';
import type { Judging } from '../../src/commands/replay-call.ts';
import { replay } from '../../src/commands/replay-run.ts';
import type { ReplayState } from '../../src/commands/replay-state.ts';
import { emptySummary } from '../../src/commands/replay-summary.ts';
import type { KeptCall } from '../../src/commands/stored-calls.ts';
import { BrokenOff, endingOf } from '../../src/commands/told.ts';

async function* numbers(to: number): AsyncGenerator<number> {
  for (let each = 1; each <= to; each += 1) yield each;
}

describe('work on many things at once', () => {
  test('is given back in its order, whichever is done first', async () => {
    const given: number[] = [];
    for await (const { item, result } of inOrder(numbers(20), 5, async (each) => wait((7 * each) % 5, -each))) {
      expect(result).toBe(-item);
      given.push(item);
    }
    expect(given).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('never on more than was said', async () => {
    let [now, most] = [0, 0];
    const work = async () => {
      now += 1;
      most = Math.max(most, now);
      await wait(1);
      now -= 1;
    };
    for await (const _ of inOrder(numbers(30), 4, work));
    expect(most).toBe(4);
  });

  test('fails as the first in order that failed, when its turn comes', async () => {
    const work = async (each: number) => {
      if (each >= 3) throw new Error(`${each}`);
      return wait(5, each);
    };
    const told: number[] = [];
    const all = async () => {
      for await (const { result } of inOrder(numbers(9), 9, work)) told.push(result);
    };
    await expect(all()).rejects.toThrow(/^3$/);
    expect(told).toEqual([1, 2]);
  });

  test('portions end with the item that fills them, by number or by size', async () => {
    const portioned = async (to: number) => {
      const portions: (readonly number[])[] = [];
      for await (const each of inPortions(numbers(to), { items: 3, size: 10 }, (item) => item)) portions.push(each);
      return portions;
    };
    expect(await portioned(9)).toEqual([[1, 2, 3], [4, 5, 6], [7, 8], [9]]);
    expect(await portioned(0)).toEqual([]);
  });
});

const state = (last: number): ReplayState => ({
  ...{ kind: 'countersign-replay', now: '2026-11-01T00:00:00.000Z', summary: emptySummary() },
  terms: { source: 'record', json: true, program: '', configuration: '' },
  extent: { before: 0, last },
});

/** A record without an end, and how far it was read. */
function endlessSource() {
  let read = 0;
  const calls = async function* (): AsyncGenerator<KeptCall> {
    for (;;) {
      read += 1;
      yield { name: `${read}`, place: { number: read, mark: `${read}` }, text: '{}' };
    }
  };
  const never = async () => {
    throw new Error('not asked for');
  };
  return { read: () => read, source: { name: 'record', extent: never, holds: never, calls, close: never } };
}

test('what is read ahead of the counts does not grow with the record', async () => {
  const { source, read } = endlessSource();
  const from = state(Number.MAX_SAFE_INTEGER);
  const ahead: number[] = [];
  await replay({
    ...{ source, workers: 2, state: from, beforeChange: () => undefined },
    pool: {
      judge: async (calls) => calls.map(() => ({ kind: 'not-replayed', because: 'not-readable' })),
      close: async () => undefined,
    },
    onCounted: () => {
      ahead.push(read() - from.summary.calls);
      return from.summary.calls < 10_000;
    },
  });
  expect(from.summary.calls).toBe(10_000);
  expect(Math.max(...ahead)).toBeLessThanOrEqual(2 * 3 * 20);
});

describe('a worker that does not come to the end of its calls ends the replay, and there are no counts', () => {
  const faulty = async (fault: 'ends' | 'throws' | 'memory') => {
    const pool = openJudgingPool({ fault } as unknown as Judging, 2, new URL('./faulty-worker.ts', import.meta.url));
    const from = state(1_000);
    try {
      await replay({ source: endlessSource().source, pool, workers: 2, state: from, ...going });
      return { error: undefined, from };
    } catch (error) {
      return { error, from };
    } finally {
      await pool.close();
    }
  };
  const going = { beforeChange: () => undefined, onCounted: () => true };

  test.each([
    ['ends', 'a worker has ended before its calls were judged'],
    ['memory', 'a worker has run out of memory before its calls were judged'],
  ] as const)('%s', async (fault, says) => {
    const { error, from } = await faulty(fault);
    expect(error).toBeInstanceOf(BrokenOff);
    expect(endingOf(error, 'USAGE')).toEqual({
      code: 70,
      says: `${says}; there is no summary, for it would not be whole`,
    });
    // Each has judged one portion; whether that was told before it ended or not, what is counted is what the place says.
    expect([0, 20, 40]).toContain(from.summary.calls);
    expect(from.place?.number ?? 0).toBe(from.summary.calls);
  });

  test('throws: a fault of ours, told by its place and never its message', async () => {
    const { error } = await faulty('throws');
    const { code, says } = endingOf(error, 'USAGE');
    expect(code).toBe(70);
    expect(says).toMatch(/faulty-worker\.ts/);
    expect(says).not.toContain('Canary');
  });
});
