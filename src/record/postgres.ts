import { createRequire } from 'node:module';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { Connection } from './connection.ts';
import type { Tables } from './tables.ts';

/** No wait is endless: a database that is gone without a word must be noticed. */
const LIMITS = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 15_000,
  query_timeout: 20_000,
  idle_in_transaction_session_timeout: 15_000,
  keepAlive: true,
} as const;

/** Opens a pool on a PostgreSQL server; nothing is sent before the first query. */
export function connectPostgres(url: string, most: number): Connection {
  // Loaded here: most who start have SQLite, and wait for it.
  const { Pool } = createRequire(import.meta.url)('pg') as typeof pg;
  const pool = new Pool({ connectionString: url, max: most, application_name: 'countersign', ...LIMITS });
  pool.on('error', noticed);
  pool.on('connect', (client) => client.on('error', noticed));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      // A server or role may run with commits that are not on the disk when they are said to be.
      onCreateConnection: async (connection) => {
        await connection.executeQuery(DURABLE.compile(db));
      },
    }),
  });
  return { engine: 'postgres', db, isCurrent: () => true, close: () => db.destroy() };
}

const DURABLE = sql`select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** A lost connection is told to the query that runs on it; an idle one is opened again. Without a listener it would end the process. */
function noticed(): void {}
