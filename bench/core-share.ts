import { type ChildProcess, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const PERIOD_NANOSECONDS = 5_000_000;
const TICKS_A_SECOND = 100;

/**
 * Gives the main thread of a process, which is full first, a part of a core (Linux, as root): as a deadline task of the kernel it gets so much in every
 * 5 ms, whatever else runs, and no more. It is not stopped in between (cpulimit): who is stopped for long with the lock of the record
 * in its hand stops the others too. Garbage is collected and the record is written in threads
 * beside it.
 */
export function givePart({ pid }: ChildProcess, percent: number): void {
  const runtime = String((PERIOD_NANOSECONDS * percent) / 100);
  const period = String(PERIOD_NANOSECONDS);
  const deadline = ['-R', '-d', '--sched-runtime', runtime, '--sched-deadline', period, '--sched-period', period];
  execFileSync('chrt', [...deadline, '-p', '0', String(pid)]);
}

/** What several share runs before all else, so that it is waited for only when it is itself at its limit. */
export function runFirst(pids: readonly (number | undefined)[]): void {
  for (const pid of pids) execFileSync('chrt', ['-a', '-r', '-p', '1', String(pid)]);
}

/** Lets it run as others do. */
export function giveAll({ pid }: ChildProcess): void {
  execFileSync('chrt', ['-o', '-p', '0', String(pid)]);
}

/** Seconds of processor time that a process has used, all its threads together. */
export function secondsUsed({ pid }: { readonly pid?: number | undefined }): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Memory of a process that is its own or shared with others, in MB. */
export function megabytesUsed({ pid }: ChildProcess): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000);
}

/** Part of the machine that did nothing since the last time this was asked, in percent. */
export function machineIdle(): number {
  const now = cpus().map(({ times }) => times);
  const idle = now.reduce((sum, { idle }) => sum + idle, 0);
  const all = now.flatMap((times) => Object.values(times)).reduce((sum, each) => sum + each, 0);
  const part = (100 * (idle - last.idle)) / (all - last.all);
  last = { idle, all };
  return Math.round(part);
}

let last = { idle: 0, all: 0 };
