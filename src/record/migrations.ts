import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { APPEND_ONLY } from './append-only.ts';
import type { Connection, Engine } from './connection.ts';
import { locked } from './locked.ts';

import type { Tables } from './tables.ts';

/** Brings a store to the newest form; one opener at a time, and nothing to do where it is already. Throws the engine's error. */
export async function migrate(connection: Connection): Promise<void> {
  await locked(connection, async (db) => {
    const provider = { getMigrations: async () => migrations(connection.engine) };
    const { error } = await new Migrator({ db, provider, disableTransactions: true }).migrateToLatest();
    if (error !== undefined) throw error;
  });
}

/** The same steps on both engines; names are never changed, steps only added. */
const migrations = (engine: Engine): Record<string, Migration> => ({
  '2026-01-record': { up: (db) => makeRecord(db, engine) },
  '2026-11-indexes': { up: findByLess },
});

async function makeRecord(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const { schema } = db;
  // SQLite's own row number is an `integer`; PostgreSQL's is too small for years of calls.
  const number = engine === 'sqlite' ? 'integer' : 'bigint';
  await schema
    .createTable('record')
    .addColumn('sequence', number, (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('call', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('client', 'text')
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('trace', 'text')
    .addColumn('status', 'integer')
    .addColumn('hook_instance', 'text')
    .addColumn('user_id', 'text')
    .addColumn('patient', 'text')
    .addColumn('order_reference', 'text')
    .addColumn('policy', 'text')
    .addColumn('version', 'text')
    .addColumn('outcome', 'text')
    .addColumn('card', 'text')
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('previous', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addUniqueConstraint('record_kind_id', ['kind', 'id'])
    .execute();
  await schema.createIndex('record_kind').on('record').columns(['kind', 'sequence']).execute();
  await schema.createIndex('record_call').on('record').column('call').execute();
  await schema.createIndex('record_patient').on('record').columns(['patient', 'sequence']).execute();
  await schema.createIndex('record_order').on('record').columns(['order_reference', 'sequence']).execute();
  await schema.createIndex('record_at').on('record').column('at').execute();
  await schema.createIndex('record_card').on('record').column('card').execute();
  await schema
    .createTable('token_use')
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('token_id', 'text', (column) => column.notNull())
    .addColumn('until', number, (column) => column.notNull())
    .addPrimaryKeyConstraint('token_use_once', ['client', 'token_id'])
    .execute();
  await schema.createIndex('token_use_until').on('token_use').column('until').execute();
  await schema
    .createTable('retention')
    .addColumn('up_to', number, (column) => column.primaryKey())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  for (const statement of APPEND_ONLY[engine]) await sql.raw(statement).execute(db);
}

/** Every index costs each row a place in it: nothing is looked for by call, and most rows have no order and no card. */
async function findByLess({ schema }: Kysely<Tables>): Promise<void> {
  for (const name of ['record_call', 'record_order', 'record_card']) await schema.dropIndex(name).execute();
  await schema
    .createIndex('record_order_given')
    .on('record')
    .columns(['order_reference', 'sequence'])
    .where('order_reference', 'is not', null)
    .execute();
  await schema.createIndex('record_card_given').on('record').column('card').where('card', 'is not', null).execute();
}
