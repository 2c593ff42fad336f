import type { Connection } from './connection.ts';
import { locked } from './locked.ts';
import { retentionRow } from './own-rows.ts';
import { append } from './write.ts';

/** In days, 45 CFR 164.316(b)(2)(i). */
export const SIX_YEARS = 2_192;

/** Rows taken away by one transaction, so that calls need not wait for long. */
const ROWS_AT_A_TIME = 500;

/**
 * Takes the oldest rows away that are older than `before`, and attests in the chain up to which row and digest.
 * True when there may be more of them. Throws the engine's error.
 */
export function retain(connection: Connection, before: Date, now: Date): Promise<boolean> {
  return locked(connection, async (db) => {
    const oldest = await db
      .selectFrom('record')
      .select(['sequence', 'digest', 'at'])
      .orderBy('sequence')
      .limit(ROWS_AT_A_TIME)
      .execute();
    const kept = oldest.findIndex(({ at }) => !(at < before.toISOString()));
    const last = oldest.at(kept === -1 ? -1 : kept - 1);
    if (last === undefined || kept === 0) return false;
    const sequence = Number(last.sequence);
    await db.insertInto('retention').values({ up_to: sequence, digest: last.digest, at: now.toISOString() }).execute();
    await append(db, connection.engine, [retentionRow({ sequence, digest: last.digest }, now)]);
    await db.deleteFrom('record').where('sequence', '<=', sequence).execute();
    return kept === -1;
  });
}
