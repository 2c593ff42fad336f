import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { connect } from './connect.ts';
import type { Connection } from './connection.ts';
import type { RecordKind, StoredEntry } from './entry.ts';
import { type AwayReason, awayReasonOf } from './failure.ts';
import { unpacked } from './packed.ts';
import { entryOf, readRow } from './rows.ts';
import { storableInstant, storableKey } from './storable.ts';
import type { Database, Row, Tables } from './tables.ts';

/** What to look for; every member given must hold. */
export interface Sought {
  readonly kind?: RecordKind;
  readonly patient?: string;
  readonly order?: string;
  /** Its determination, the call that it was made in, and the feedback on its card. */
  readonly determination?: string;
  /** From this instant on. */
  readonly from?: string;
  /** Before this instant. */
  readonly to?: string;
  /** At most so many, 100 unless said. */
  readonly limit?: number;
  /** After this sequence: to page on. */
  readonly after?: number;
  /** Up to this sequence, itself included: what was written since is left out. */
  readonly upTo?: number;
  /** Of callers that are not registered alone: the sandbox. */
  readonly unregistered?: true;
}

/** Reading the record. Everything rejects with RecordUnreadable while the store cannot be read. */
export interface Archive {
  determination(id: string): Promise<Pick<StoredEntry, 'at' | 'client' | 'patient' | 'content'> | undefined>;
  /** In the order of the record. */
  find(sought: Sought): Promise<readonly StoredEntry[]>;
  /** The last so many, newest first. */
  newest(sought: Omit<Sought, 'after'>): Promise<readonly StoredEntry[]>;
  /** All that is found, in the order of the record, a page at a time. */
  entries(sought?: Omit<Sought, 'limit'>): AsyncIterable<StoredEntry>;
  /** Every row as it stands in the store, for those who check it. */
  rows(): AsyncIterable<Row>;
  close(): Promise<void>;
}

/** The store cannot be read now; the word says why. */
export class RecordUnreadable extends Error {
  override readonly name = 'RecordUnreadable';
  readonly reason: AwayReason;

  constructor(reason: AwayReason) {
    super(`the record cannot be read: ${reason}`);
    this.reason = reason;
  }
}

const PAGE = 100;

/** Reads a store by its address, on connections of its own: it never makes one, and never writes. */
export function openArchive(storage: string): Archive {
  let connection: Connection | undefined;
  const read = async <Result>(query: (db: Database) => Promise<Result>): Promise<Result> => {
    try {
      if (connection?.isCurrent() === false) await connection.close();
      if (connection?.isCurrent() !== true) connection = connect(storage, 'read');
      return await query(connection.db);
    } catch (error) {
      throw new RecordUnreadable(awayReasonOf(error));
    }
  };
  async function* pages(sought: Sought): AsyncGenerator<readonly Row[]> {
    let { after } = sought;
    for (;;) {
      const page = { ...sought, limit: PAGE, ...(after !== undefined && { after }) };
      const rows = await read((db) => rowsFound(db, page));
      yield rows;
      after = rows.at(-1)?.sequence;
      if (after === undefined || rows.length < PAGE) return;
    }
  }
  return {
    determination: (id) => read((db) => determinationOf(db, id)),
    find: (sought) => read(async (db) => (await rowsFound(db, sought)).map(entryOf)),
    newest: (sought) => read(async (db) => (await rowsFound(db, sought, 'desc')).map(entryOf)),
    entries: async function* (sought = {}) {
      for await (const page of pages(sought)) yield* await read(async () => page.map(entryOf));
    },
    rows: async function* () {
      for await (const page of pages({})) yield* page;
    },
    close: async () => connection?.close(),
  };
}

async function determinationOf(db: Database, id: string) {
  const row = await db
    .selectFrom('record')
    .select(['at', 'client', 'patient', 'content'])
    .where('kind', '=', 'determination')
    .where('id', '=', storableKey(id))
    .executeTakeFirst();
  if (!row) return undefined;
  const { at, client, patient, content } = row;
  return { at, content: unpacked(content), ...(client !== null && { client }), ...(patient !== null && { patient }) };
}

async function rowsFound(db: Database, sought: Sought, direction: 'asc' | 'desc' = 'asc'): Promise<readonly Row[]> {
  const { kind, patient, order, determination, from, to, after, upTo, unregistered, limit = PAGE } = sought;
  let query = db.selectFrom('record').selectAll().orderBy('sequence', direction).limit(limit);
  if (unregistered) query = query.where('client', 'is', null);
  if (after !== undefined) query = query.where('sequence', '>', after);
  if (upTo !== undefined) query = query.where('sequence', '<=', upTo);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (patient !== undefined) query = query.where('patient', '=', storableKey(patient));
  if (order !== undefined) query = query.where('order_reference', '=', storableKey(order));
  if (from !== undefined) query = query.where('at', '>=', storableInstant(from));
  if (to !== undefined) query = query.where('at', '<', storableInstant(to));
  if (determination !== undefined) query = query.where((where) => about(where, storableKey(determination)));
  return (await query.execute()).map(readRow);
}

function about(where: ExpressionBuilder<Tables, 'record'>, id: string): Expression<SqlBool> {
  const made = where.selectFrom('record as made').where('made.kind', '=', 'determination').where('made.id', '=', id);
  return where.or([
    where.and([where('kind', '=', 'determination'), where('id', '=', id)]),
    where.and([where('kind', '=', 'call'), where('id', 'in', made.select('made.call'))]),
    where.and([where('kind', '=', 'feedback'), where('card', 'in', made.select('made.card'))]),
  ]);
}
