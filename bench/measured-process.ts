import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, ready } from '../test/support/process.ts';

/** A server of a measurement, in a process of its own. */
export interface MeasuredProcess {
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
  /** From the start of the process until it said that it is ready. */
  readonly startedInMs: number;
  /** CPU time since its start, of all its threads, in microseconds. */
  cpu(): number;
  /** Resident memory in megabytes: now, and the most there was. */
  resident(): { readonly now: number; readonly most: number };
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '..');
// What is measured is what is written.
execFileSync(process.execPath, [resolve(ROOT, 'scripts/build.ts')]);
/** How `npm start` runs it. */
const START = npmStart();

function npmStart() {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string };
  };
  const words = (scripts.start.split('; ').at(-1) ?? '').split(' ');
  const node = words.indexOf('node');
  const variables = words.slice(0, node).flatMap((word) => (word.includes('=') ? [word.split('=')] : []));
  const named = Object.fromEntries(variables) as Record<string, string>;
  const { NODE_COMPILE_CACHE: cache } = named;
  return {
    // The service runs in a folder of its own here, and keeps its compiled code where `npm start` does.
    variables: { ...named, ...(cache && { NODE_COMPILE_CACHE: resolve(ROOT, cache) }) },
    options: words.slice(node + 1, -1),
    main: resolve(ROOT, words.at(-1) ?? ''),
  };
}

/** The service, as `npm start` starts it. */
export async function startService(
  configuration?: object,
  more: { readonly variables?: Record<string, string>; readonly options?: readonly string[] } = {},
): Promise<MeasuredProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const file = join(folder, 'countersign.json');
  if (configuration) writeFileSync(file, JSON.stringify(configuration));
  const port = await freePort();
  const variables = {
    ...START.variables,
    ...more.variables,
    PORT: String(port),
    ...(configuration && { COUNTERSIGN_CONFIG: file }),
  };
  return start([...START.options, ...(more.options ?? []), START.main], { port, folder, variables });
}

/** An echo that writes this answer. */
export async function startEcho(kind: 'bare' | 'recording' | 'express', answer: string): Promise<MeasuredProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const file = join(folder, 'answer.json');
  writeFileSync(file, answer);
  const port = await freePort();
  return start([resolve(import.meta.dirname, 'echo.ts'), kind, String(port), file], { port, folder, variables: {} });
}

/** Often enough to time a start by it. */
const READY_ASKED_MS = 5;

interface Started {
  readonly port: number;
  readonly folder: string;
  readonly variables: Record<string, string>;
}

async function start(parameters: readonly string[], { port, folder, variables }: Started): Promise<MeasuredProcess> {
  const env = { PATH: process.env.PATH ?? '', ...variables };
  const startedAt = performance.now();
  const child = spawn(process.execPath, parameters, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exit = new Promise<void>((done) => child.once('exit', () => done()));
  const url = `http://127.0.0.1:${port}`;
  await ready(url, READY_ASKED_MS);
  return {
    url,
    pid: child.pid ?? 0,
    folder,
    startedInMs: performance.now() - startedAt,
    cpu: () => cpuOf(child),
    resident: () => residentOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** User and system time (proc(5), fields 14 and 15), in clock ticks of a hundredth of a second. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function residentOf({ pid }: ChildProcess) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_000;
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}
