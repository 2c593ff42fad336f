import { spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeLargeRecord } from '../test/support/large-record.ts';
import { hasPostgres, startPostgres } from '../test/support/postgres.ts';

/**
 * How fast is a year replayed, and in how much memory? `npm run bench:replay -- 20000` writes a record of so many
 * determinations on each engine, 50 kB each, and replays it with one worker and with one for each core.
 * `npm run bench:replay -- file:…` replays one that is there.
 */

const DEFAULT_DETERMINATIONS = 20_000;
const SAMPLE_MS = 250;
const COUNTERSIGN = resolve(import.meta.dirname, '../src/commands/countersign.ts');
const WORKERS = [...new Set([1, availableParallelism()])];

const [asked = `${DEFAULT_DETERMINATIONS}`] = process.argv.slice(2);
say(`${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`);
if (/^\d+$/.test(asked)) await onNewRecords(Number(asked));
else await replayed(asked);

async function onNewRecords(determinations: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const file = join(folder, 'record.db');
  try {
    await written(`file:${file}`, determinations);
    say(`SQLite: ${megabytes(statSync(file).size)} on the disk`);
    await replayed(`file:${file}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (!hasPostgres) return say('PostgreSQL: none for this platform');
  const server = await startPostgres();
  try {
    const address = await server.database();
    await written(address, determinations);
    say('PostgreSQL');
    await replayed(address);
  } finally {
    await server.remove();
  }
}

async function written(storage: string, determinations: number): Promise<void> {
  const began = performance.now();
  await writeLargeRecord(storage, determinations);
  say(`${determinations} determinations written in ${seconds(performance.now() - began)}`);
}

async function replayed(storage: string): Promise<void> {
  for (const workers of WORKERS) {
    const began = performance.now();
    const { calls, used } = await run([COUNTERSIGN, 'replay', storage, '--json', '--workers', `${workers}`]);
    const took = performance.now() - began;
    say(
      [
        `  ${workers} workers: ${calls} calls in ${seconds(took)}, ${Math.round((calls * 1_000) / took)} calls/s`,
        ...(used === undefined
          ? []
          : [`${seconds(used.cpuMs)} of the cores`, `${megabytes(used.resident)} resident at most`]),
      ].join(', '),
    );
  }
}

interface Used {
  readonly cpuMs: number;
  /** Bytes. */
  readonly resident: number;
}

/** Runs the command as people do, and looks at it from outside. */
async function run(words: readonly string[]) {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = '';
  child.stdout.on('data', (chunk) => {
    last = `${last}${chunk}`.split('\n').slice(-2).join('\n');
  });
  const samples: Used[] = [];
  const sampling = setInterval(() => samples.push(...usedBy(child.pid ?? 0)), SAMPLE_MS);
  await new Promise((done) => child.on('close', done));
  clearInterval(sampling);
  const { calls, changed } = JSON.parse(last) as { readonly calls: number; readonly changed: number };
  if (changed > 0) throw new Error(`${changed} determinations would change, and none should`);
  return { calls, used: samples.at(-1) };
}

/** What Linux says of a process; nothing on other systems, and when it has ended. */
function usedBy(pid: number): readonly Used[] {
  try {
    const resident = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13);
    return resident === undefined
      ? []
      : [{ cpuMs: (Number(user) + Number(system)) * 10, resident: Number(resident) * 1_024 }];
  } catch {
    return [];
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
