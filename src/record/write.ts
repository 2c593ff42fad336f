import { sql } from 'kysely';
import type { Connection, Engine } from './connection.ts';
import { GENESIS } from './digest.ts';
import type { ChainedEntry } from './entry.ts';
import { locked } from './locked.ts';
import { chained, type Head } from './rows.ts';
import { storableKey } from './storable.ts';
import type { Database } from './tables.ts';
import { type TokenUse, takeTokens } from './token-uses.ts';

/** What one transaction writes. */
export interface Batch {
  readonly entries: readonly ChainedEntry[];
  readonly uses: readonly TokenUse[];
  /** Some of it was tried before, and nobody knows whether it was kept: what is there already is left out. */
  readonly again: boolean;
  readonly now: Date;
}

/** Rows of one statement: PostgreSQL takes 65,535 values, SQLite 32,766. */
const ROWS_OF_A_STATEMENT = 100;

/** Writes a batch in one transaction; it is on the disk when this resolves. Answers with the token uses that were the first. Throws the engine's error. */
export function write(connection: Connection, { entries, uses, again, now }: Batch): Promise<ReadonlySet<TokenUse>> {
  return locked(connection, async (db) => {
    const first = await takeTokens(db, uses, now);
    await append(db, connection.engine, again ? await absent(db, entries) : entries);
    return first;
  });
}

/** Chains entries to the head. Only under the lock. */
export async function append(db: Database, engine: Engine, entries: readonly ChainedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = chained(await headOf(db), entries, engine);
  for (const some of inTurns(rows)) await db.insertInto('record').values(some).execute();
}

/** The newest row of the chain, or what the first row continues from. */
export async function headOf(db: Database): Promise<Head> {
  const query = db.selectFrom('record').select(['sequence', 'digest']).orderBy('sequence', 'desc').limit(1);
  const head = await query.executeTakeFirst();
  return head ? { sequence: Number(head.sequence), digest: head.digest } : { sequence: 0, digest: GENESIS };
}

/** Entries that are not in the record yet, each once. */
async function absent(db: Database, entries: readonly ChainedEntry[]): Promise<readonly ChainedEntry[]> {
  const keyOf = ({ kind, id }: Pick<ChainedEntry, 'kind' | 'id'>): string => `${kind} ${storableKey(id)}`;
  const byKey = new Map(entries.toReversed().map((entry) => [keyOf(entry), entry]));
  for (const some of inTurns([...byKey.values()])) {
    const pairs = sql.join(some.map(({ kind, id }) => sql`(${kind}, ${storableKey(id)})`));
    const there = await db
      .selectFrom('record')
      .select(['kind', 'id'])
      .where(sql<boolean>`(kind, id) in (values ${pairs})`)
      .execute();
    for (const each of there) byKey.delete(keyOf(each));
  }
  return entries.filter((entry) => byKey.get(keyOf(entry)) === entry);
}

const inTurns = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / ROWS_OF_A_STATEMENT) }, (_, turn) =>
    items.slice(turn * ROWS_OF_A_STATEMENT, (turn + 1) * ROWS_OF_A_STATEMENT),
  );
