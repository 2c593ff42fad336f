import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { demoCall, demoRecords, prefetched, without } from '../test/support/demo-patient.ts';
import { freePort, ready } from '../test/support/process.ts';

/**
 * Does memory grow? Signs orders at a steady rate, and fits a line through what the process holds after each collection of
 * garbage. `npm run bench:memory` takes ten minutes; `npm run bench:memory -- 60` one. The first quarter is warming up.
 */

const SECONDS = Number(process.argv[2] ?? 600);
const CALLS_PER_SECOND = 25;
const SAMPLE_MS = 5_000;
/** For a collection, which the signal only asks for. */
const COLLECTION_MS = 500;

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const cwd = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const [collect, main] = ['collect.ts', '../dist/main.js'].map((file) => resolve(import.meta.dirname, file)) as [
  string,
  string,
];
const service = spawn(process.execPath, ['--expose-gc', '--import', collect, main], {
  cwd,
  // As `npm start` does.
  env: { ...process.env, MALLOC_ARENA_MAX: '2', PORT: String(port) },
  stdio: 'ignore',
});
await ready(url);

const bodies = [prefetched(demoRecords), prefetched(without('aav5-titer'))].map((prefetch) =>
  JSON.stringify(demoCall({ prefetch })),
);
const headers = { 'content-type': 'application/json' };
const run = autocannon({
  url,
  connections: 8,
  overallRate: CALLS_PER_SECOND,
  duration: SECONDS,
  requests: bodies.map((body) => ({ method: 'POST', path: '/cds-services/order-sign', headers, body })),
});

const samples: Sample[] = [];
const start = performance.now();
while (performance.now() - start < SECONDS * 1_000) {
  await wait(SAMPLE_MS - COLLECTION_MS);
  service.kill('SIGUSR2');
  await wait(COLLECTION_MS);
  samples.push({ seconds: (performance.now() - start) / 1_000, ...(await sample()) });
}
const { '2xx': answered, non2xx, errors } = await run;
service.kill('SIGTERM');

const counted = samples.filter(({ seconds }) => seconds > SECONDS / 4);
process.stdout.write(`${answered} calls answered in ${SECONDS} s, ${non2xx + errors} not\n`);
for (const what of ['heap', 'resident'] as const) report(what);

interface Sample {
  readonly seconds: number;
  /** Megabytes. */
  readonly heap: number;
  readonly resident: number;
}

async function sample() {
  const text = await (await fetch(`${url}/metrics`)).text();
  const megabytes = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) / 1_000_000;
  return { heap: megabytes('nodejs_heap_size_used_bytes'), resident: megabytes('process_resident_memory_bytes') };
}

/** Least squares, with the spread around the line: a slope within it is none. */
function report(what: 'heap' | 'resident'): void {
  const points = counted.map((each) => [each.seconds / 3_600, each[what]] as const);
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(points.map(([each]) => each)), mean(points.map(([, each]) => each))];
  const spreadOfX = points.reduce((sum, [each]) => sum + (each - x) ** 2, 0);
  const slope = points.reduce((sum, [each, value]) => sum + (each - x) * (value - y), 0) / spreadOfX;
  const rest = points.reduce((sum, [each, value]) => sum + (value - y - slope * (each - x)) ** 2, 0);
  const error = Math.sqrt(rest / (points.length - 2) / spreadOfX);
  const numbers = `mean ${y.toFixed(1)} MB, slope ${slope.toFixed(2)} ± ${(2 * error).toFixed(2)} MB/h`;
  process.stdout.write(`${what}: ${numbers}, ${counted.length} samples\n`);
}
