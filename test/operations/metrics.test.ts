import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMetrics, type Metrics, type State } from '../../src/operations/metrics.ts';
import {
  BASES,
  FEEDBACK_OUTCOMES,
  KEY_SET_STATES,
  OUTCOMES,
  READ_RESULTS,
  SERVICES,
  STATUSES,
} from '../../src/operations/words.ts';
import { readExposition, type Sample } from './exposition.ts';
import { CANARIES, known } from './known.ts';

const QUIET: State = {
  inFlight: () => 0,
  record: () => ({ storage: 'ready', waiting: 0, notKept: 0, lost: 0 }),
  keySets: () => [],
};
const open = (state: Partial<State> = {}) => createMetrics(known, { ...QUIET, ...state }, '0.1.0');
const scraped = async (metrics: Metrics): Promise<readonly Sample[]> => readExposition(await metrics.text());
const value = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}) =>
  samples.find((sample) => sample.name === `countersign_${name}` && isSame(sample.labels, labels))?.value;
const isSame = (one: object, other: object) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

const CALL = { service: 'order-sign', base: 'crd', status: 200, milliseconds: 40 } as const;

describe('metrics', () => {
  test('calls are counted by service, base, status and client, and timed in seconds', async () => {
    const metrics = open();
    metrics.answered({ ...CALL, client: 'general-hospital' });
    metrics.answered({ ...CALL, client: 'general-hospital', milliseconds: 60 });
    metrics.answered({ ...CALL, status: 401 });
    const samples = await scraped(metrics);
    const labels = { service: 'order-sign', base: 'crd' };
    expect(value(samples, 'calls_total', { ...labels, status: '200', client: 'general-hospital' })).toBe(2);
    expect(value(samples, 'calls_total', { ...labels, status: '401', client: 'none' })).toBe(1);
    expect(value(samples, 'call_duration_seconds_bucket', { ...labels, le: '0.05' })).toBe(2);
    expect(value(samples, 'call_duration_seconds_bucket', { ...labels, le: '0.1' })).toBe(3);
    expect(value(samples, 'call_duration_seconds_sum', labels)).toBeCloseTo(0.14, 6);
  });

  test('a duration at the limit of a bucket is in it; a clock set back, or no number, counts as nothing', async () => {
    const metrics = open();
    for (const milliseconds of [5, 5.001, 10_000, 10_001, -7, Number.NaN, Infinity])
      metrics.answered({ ...CALL, milliseconds });
    const samples = await scraped(metrics);
    const labels = { service: 'order-sign', base: 'crd' };
    expect(value(samples, 'call_duration_seconds_bucket', { ...labels, le: '0.005' })).toBe(4);
    expect(value(samples, 'call_duration_seconds_bucket', { ...labels, le: '0.01' })).toBe(5);
    expect(value(samples, 'call_duration_seconds_bucket', { ...labels, le: '10' })).toBe(6);
    expect(value(samples, 'call_duration_seconds_bucket', { ...labels, le: '+Inf' })).toBe(7);
    expect(value(samples, 'call_duration_seconds_sum', labels)).toBeCloseTo(20.011001, 9);
  });

  test('determinations, reads, refusals, limits, feedback, bugs', async () => {
    const metrics = open();
    metrics.determined({ policy: 'gamifant-cigna', version: 'undated', outcome: 'indeterminate' });
    metrics.determined({ outcome: 'not-governed' });
    metrics.fhirRead({ result: 'late', milliseconds: 4_300 });
    metrics.refused({ refusal: 'expired', client: 'st-elsewhere' });
    metrics.refused({ refusal: 'unknown-key' });
    metrics.rateLimited('general-hospital');
    metrics.rateLimited(undefined);
    metrics.feedback('overridden');
    metrics.replayUnshared();
    metrics.bug();
    const samples = await scraped(metrics);
    const told = [
      value(samples, 'determinations_total', {
        policy: 'gamifant-cigna',
        version: 'undated',
        outcome: 'indeterminate',
      }),
      value(samples, 'determinations_total', { policy: 'none', version: 'none', outcome: 'not-governed' }),
      value(samples, 'fhir_reads_total', { result: 'late' }),
      value(samples, 'fhir_read_duration_seconds_sum'),
      value(samples, 'refusals_total', { refusal: 'expired', client: 'st-elsewhere' }),
      value(samples, 'refusals_total', { refusal: 'unknown-key', client: 'none' }),
      value(samples, 'rate_limited_total', { client: 'general-hospital' }),
      value(samples, 'rate_limited_total', { client: 'none' }),
      value(samples, 'feedback_total', { outcome: 'overridden' }),
      value(samples, 'replay_unshared_total'),
      value(samples, 'bugs_total'),
    ];
    expect(told).toEqual([1, 1, 1, 4.3, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('state is read when it is asked for', async () => {
    let away = false;
    const metrics = open({
      inFlight: () => 3,
      record: () =>
        away
          ? { storage: 'away', waiting: 5, notKept: 9, lost: 4 }
          : { storage: 'ready', waiting: 0, notKept: 2, lost: 0 },
      keySets: () => ['held', 'missing', 'held'],
    });
    const names = ['in_flight_calls', 'record_away', 'record_waiting', 'record_not_kept_total', 'record_lost_total'];
    const before = await scraped(metrics);
    away = true;
    const after = await scraped(metrics);
    expect(names.map((name) => value(before, name))).toEqual([3, 0, 0, 2, 0]);
    expect(names.map((name) => value(after, name))).toEqual([3, 1, 5, 9, 4]);
    expect(KEY_SET_STATES.map((state) => value(after, 'key_sets', { state }))).toEqual([2, 0, 1]);
    expect(value(after, 'build_info', { version: '0.1.0' })).toBe(1);
  });

  test('two services in one process count apart', async () => {
    const [one, other] = [open(), open()];
    one.bug();
    expect(value(await scraped(one), 'bugs_total')).toBe(1);
    expect(value(await scraped(other), 'bugs_total')).toBe(0);
  });

  test('the process itself is measured, and nothing here keeps it alive', async () => {
    const file = JSON.stringify(resolve(import.meta.dirname, '../../src/operations/metrics.ts'));
    const program = `const { createMetrics } = await import(${file});
      const words = { clients: [], policies: [], versions: [], refusals: [], recordReasons: [], keySetReasons: [], settings: [] };
      const state = { inFlight: () => 0, record: () => ({ storage: 'ready', waiting: 0, notKept: 0, lost: 0 }), keySets: () => [] };
      process.stdout.write(await createMetrics(words, state, '0').text());`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    expect(readExposition(stdout).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds']),
    );
  });
});

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  service: SERVICES,
  base: [...BASES, 'other'],
  status: [...STATUSES.map(String), 'other'],
  client: [...known.clients, 'none', 'other'],
  policy: [...known.policies, 'none', 'other'],
  version: [...known.versions, 'none', 'other', '0.1.0'],
  outcome: [...OUTCOMES, ...FEEDBACK_OUTCOMES, 'other'],
  result: [...READ_RESULTS, 'other'],
  refusal: [...known.refusals, 'none', 'other'],
  state: KEY_SET_STATES,
};

describe('whatever is counted', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(...CANARIES, '__proto__', 'constructor', '"}', 'a\nb', '\\'),
    fc.constantFrom('general-hospital', 'order-sign', 'crd', 'expired', 'late', 'undated'),
  );
  test('no label has a value that is on no list, and the page keeps its format', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text, fc.anything()), { maxLength: 8 }), async (rows) => {
        const metrics = open();
        for (const [one, two, three, status] of rows) {
          metrics.answered({ service: one, base: two, client: three, status, milliseconds: 1 } as never);
          metrics.determined({ policy: one, version: two, outcome: three } as never);
          metrics.fhirRead({ result: one, milliseconds: status } as never);
          metrics.refused({ refusal: one, client: two });
          metrics.rateLimited(three);
          metrics.feedback(one as never);
        }
        const page = await metrics.text();
        const labels = readExposition(page)
          .filter(({ name }) => name.startsWith('countersign_'))
          .flatMap(({ labels }) => Object.entries(labels))
          .filter(([name]) => name !== 'le');
        expect(labels.filter(([name, word]) => !ALLOWED[name]?.includes(word))).toEqual([]);
        for (const canary of CANARIES) expect(page).not.toContain(canary);
      }),
      { numRuns: 60 },
    );
  });
});
