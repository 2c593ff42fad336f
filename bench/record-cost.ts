import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openArchive } from '../src/record/archive.ts';
import type { Entry } from '../src/record/entry.ts';
import { openRecord } from '../src/record/record.ts';
import { secondsUsed } from './core-share.ts';

/** What a PostgreSQL has done since it was started: processor seconds, bytes and syncs of its log; and how large the record is. */
export async function databaseFigures(address: string) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const one = async (sql: string) => Number((await client.query<{ n: string }>(`select (${sql}) as n`)).rows[0]?.n);
  await client.query('select pg_stat_force_next_flush()');
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where pid <> pg_backend_pid()',
  );
  const figures = {
    seconds: rows.reduce((sum, { pid }) => sum + secondsUsed({ pid }), 0),
    walBytes: await one("pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"),
    syncs: await one("select sum(fsyncs) from pg_stat_io where object = 'wal'"),
    commits: await one('select xact_commit from pg_stat_database where datname = current_database()'),
    tableBytes: await one("pg_table_size('record')"),
    pids: rows.map(({ pid }) => pid),
    indexBytes: await one("pg_indexes_size('record')"),
  };
  await client.end();
  return figures;
}

/** Calls a second that the record alone takes, as one process writes it: the rows of real calls, so many callers waiting at once. */
export async function recordAlone(address: string, from: string, callers: number, seconds: number): Promise<number> {
  const archive = openArchive(from);
  const rows = await archive.newest({ limit: 40 });
  await archive.close();
  const call = rows.find(({ kind }) => kind === 'call');
  const ofCall = rows.filter((row) => row.call === call?.call);
  const { journal, archive: unused } = openRecord({ storage: address, now: () => new Date(), patienceMs: 10_000 });
  const until = performance.now() + seconds * 1_000;
  let kept = 0;
  const caller = async () => {
    while (performance.now() < until) {
      const entries = ofCall.map((row) => ({ ...row, id: randomUUID() }) as Entry);
      if ((await journal.append(entries)) === 'kept') kept += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  await journal.close();
  await unused.close();
  return kept / seconds;
}
