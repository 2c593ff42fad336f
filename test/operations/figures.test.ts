import { expect, test } from 'vitest';
import { remaining, togetherAsText } from '../../src/operations/figures.ts';
import { createMetrics, type State } from '../../src/operations/metrics.ts';
import { readExposition } from './exposition.ts';
import { known } from './known.ts';

const CALL = { service: 'order-sign', base: 'crd', status: 200, milliseconds: 40 } as const;

/** One process that answered so many calls. */
async function figuresOf(calls: number, state: Partial<State> = {}) {
  const record = () => ({ storage: 'ready', waiting: 0, notKept: 0, lost: 0 }) as const;
  const metrics = createMetrics(known, { inFlight: () => 0, record, keySets: () => [], ...state }, '0.1.0');
  for (let call = 0; call < calls; call += 1) metrics.answered(CALL);
  return metrics.figures();
}

const read = async (text: string, name: string, state?: string) =>
  readExposition(text)
    .filter((sample) => sample.name === `countersign_${name}` && (state === undefined || sample.labels.state === state))
    .map(({ value }) => value);

test('several processes as one: what is counted is added, a state is that of the worst', async () => {
  const away = () => ({ storage: 'away', waiting: 5, notKept: 3, lost: 1 }) as const;
  const text = await togetherAsText([
    await figuresOf(3, { inFlight: () => 2, keySets: () => ['held', 'held'] }),
    await figuresOf(4, { inFlight: () => 1, keySets: () => ['held', 'missing'], record: away }),
  ]);
  expect(await read(text, 'calls_total')).toEqual([7]);
  expect(await read(text, 'call_duration_seconds_count')).toEqual([7]);
  expect(await read(text, 'in_flight_calls')).toEqual([3]);
  expect(await read(text, 'record_waiting')).toEqual([5]);
  expect(await read(text, 'record_not_kept_total')).toEqual([3]);
  expect(await read(text, 'record_lost_total')).toEqual([1]);
  expect(await read(text, 'record_away')).toEqual([1]);
  expect(await read(text, 'key_sets', 'missing')).toEqual([1]);
  expect(await read(text, 'key_sets', 'held')).toEqual([2]);
  expect(await read(text, 'build_info')).toEqual([1]);
});

test('of a process that ended its counts remain, and nothing of what it had at that time', async () => {
  const first = await remaining([], await figuresOf(3, { inFlight: () => 2 }));
  const both = await remaining(first, await figuresOf(4, { inFlight: () => 1 }));
  const text = await togetherAsText([both, await figuresOf(5, { inFlight: () => 7 })]);
  expect(await read(text, 'calls_total')).toEqual([12]);
  expect(await read(text, 'call_duration_seconds_count')).toEqual([12]);
  expect(await read(text, 'in_flight_calls')).toEqual([7]);
});
