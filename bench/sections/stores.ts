import { mkdtempSync, rmSync } from 'node:fs';
import { hasPostgres, startPostgres } from '../../test/support/postgres.ts';
import { load, median, type Round } from '../load.ts';
import { startService } from '../measured-process.ts';
import { orderSignBody } from '../order-sign-body.ts';
import { number, type Table } from '../table.ts';
import { WARM_CALLS } from './ratios.ts';

const SECONDS = 3;
const ROUNDS = 3;

/** What a durable record costs: on a disk, in memory, and in PostgreSQL. */
export async function stores(): Promise<Table> {
  const body = orderSignBody();
  const inMemory = mkdtempSync('/dev/shm/countersign-');
  const postgres = hasPostgres ? await startPostgres() : undefined;
  const kinds: Readonly<Record<string, string>> = {
    'SQLite, on the disk': 'file:record.db',
    'SQLite, in memory (no disk to wait for)': `file:${inMemory}/record.db`,
    ...(postgres && { 'PostgreSQL, on the disk': await postgres.database() }),
  };
  const services = [];
  for (const [name, storage] of Object.entries(kinds))
    services.push({ name, service: await startService({ storage }) });
  const rows = [];
  for (const connections of [1, 32]) {
    const rounds = new Map<string, Round[]>(services.map(({ name }) => [name, []]));
    for (const { service } of services) await load(service, { body, connections, calls: WARM_CALLS / 2 });
    for (let round = 0; round < ROUNDS; round += 1)
      for (const { name, service } of services)
        rounds.get(name)?.push(await load(service, { body, connections, seconds: SECONDS }));
    for (const { name } of services) {
      const { callsPerSecond, p50, p90, p99, cpuPerCall, failed } = median(rounds.get(name) ?? []);
      rows.push([name, `${connections}`, ...[callsPerSecond, p50, p90, p99, cpuPerCall].map(number), `${failed}`]);
    }
  }
  for (const { service } of services) await service.stop();
  await postgres?.remove();
  rmSync(inMemory, { recursive: true });
  return {
    title: 'The record',
    says: 'Every call is in the record, on the disk, before its answer leaves. At one connection each call waits for a write of its own; at 32 they share them. The CPU of PostgreSQL itself is not counted.',
    header: ['store', 'connections', 'calls/s', 'p50 ms', 'p90 ms', 'p99 ms', 'CPU µs/call', 'failed'],
    rows,
  };
}
