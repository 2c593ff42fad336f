import { type ChildProcess, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PERIOD_NANOSECONDS = 5_000_000;
const TICKS_A_SECOND = 100;

/**
 * Gives the main thread of a process a part of a core (Linux, as root): as a deadline task of the kernel it gets so much in every
 * 5 ms, whatever else runs, and no more. It is not stopped in between (cpulimit): who is stopped for long with the lock of the record
 * in its hand stops the others too. Garbage is collected in threads beside it.
 */
export function givePart({ pid }: ChildProcess, percent: number): void {
  const runtime = String((PERIOD_NANOSECONDS * percent) / 100);
  const period = String(PERIOD_NANOSECONDS);
  const deadline = ['-R', '-d', '--sched-runtime', runtime, '--sched-deadline', period, '--sched-period', period];
  execFileSync('chrt', [...deadline, '-p', '0', String(pid)]);
}

/** Lets it run as others do. */
export function giveAll({ pid }: ChildProcess): void {
  execFileSync('chrt', ['-o', '-p', '0', String(pid)]);
}

/** Seconds of processor time that a process has used, all its threads together. */
export function secondsUsed({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
