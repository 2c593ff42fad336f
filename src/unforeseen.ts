import { randomUUID } from 'node:crypto';
import { bugOf } from './operations/bug.ts';
import type { Log } from './operations/log.ts';
import type { Output } from './operations/output.ts';

/** What nobody foresaw: its kind and place are logged, never its message, which may quote the chart. What was thrown ends the process with 1. */
export function logUnforeseen(log: Log, output: Output): void {
  process.on('unhandledRejection', (error) => log({ event: 'bug', id: randomUUID(), ...bugOf(error) }));
  process.on('uncaughtException', (error) => {
    log({ event: 'bug', id: randomUUID(), ...bugOf(error) });
    void output.close().finally(() => process.exit(1));
  });
}
