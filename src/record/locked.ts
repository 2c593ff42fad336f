import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Database } from './tables.ts';

/** Any number that nothing else in the database takes: "csgn". */
const LOCK = 0x6373676e;

const BEGIN = {
  sqlite: [sql`begin immediate`],
  postgres: [sql`begin`, sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`],
} as const;

/** One transaction under the write lock of the store: among all its writers, also in other processes, one at a time. */
export function locked<Result>({ db, engine }: Connection, work: (db: Database) => Promise<Result>): Promise<Result> {
  return db.connection().execute(async (one) => {
    try {
      for (const statement of BEGIN[engine]) await statement.execute(one);
      const result = await work(one);
      await sql`commit`.execute(one);
      return result;
    } catch (error) {
      await sql`rollback`.execute(one).catch(() => undefined);
      throw error;
    }
  });
}
