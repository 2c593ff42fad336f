import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../load.ts';
import { startService } from '../measured-process.ts';
import { orderSignBody } from '../order-sign-body.ts';
import { number, type Table } from '../table.ts';

const STEPS = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000];
const STARTS = 5;

/** Memory over a hundred thousand calls. */
export async function memory(): Promise<Table> {
  const service = await startService();
  const body = orderSignBody();
  const rows = [['0', number(service.resident().now), '-']];
  let done = 0;
  for (const calls of STEPS) {
    const { callsPerSecond } = await load(service, { body, connections: 8, calls: calls - done });
    done = calls;
    rows.push([`${calls}`, number(service.resident().now), number(callsPerSecond)]);
  }
  await service.stop();
  return {
    title: 'Memory',
    says: 'Eight connections, the body of 20 kB, the record on the disk. Resident memory of the process, record thread included.',
    header: ['calls so far', 'RSS MB', 'calls/s'],
    rows,
  };
}

/** From the start of the process until it is ready, the record open. */
export async function starts(): Promise<Table> {
  const cache = mkdtempSync(join(tmpdir(), 'countersign-cache-'));
  const rows = [];
  for (const kept of ['none', cache]) {
    const variables: Record<string, string> =
      kept === 'none' ? { NODE_DISABLE_COMPILE_CACHE: '1' } : { NODE_COMPILE_CACHE: kept };
    const times: number[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      const service = await startService(undefined, { variables });
      times.push(service.startedInMs);
      await service.stop();
    }
    const sorted = times.toSorted((left, right) => left - right);
    rows.push([
      kept === 'none' ? 'none' : 'kept from the start before',
      ...[sorted[0], sorted[Math.floor(STARTS / 2)]].map((each) => number(each ?? Number.NaN)),
    ]);
  }
  return {
    title: 'Start',
    says: `From the start of the process to a 200 of /health/ready with the record open; ${STARTS} starts each, asked every few milliseconds. What the engine compiled is kept for the next start (NODE_COMPILE_CACHE).`,
    header: ['compiled code', 'fastest ms', 'middle ms'],
    rows,
  };
}
