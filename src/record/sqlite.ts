import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Connection } from './connection.ts';
import type { Tables } from './tables.ts';

/** Waiting inside SQLite stops the whole process, so it is short: the journal comes again. */
const BUSY_MILLISECONDS = 20;
const OWNER_ONLY = 0o600;

/** Opens the file of an embedded store; to write, the file and its folder are made, for their owner alone. */
export function connectSqlite(path: string, use: 'write' | 'read'): Connection {
  const file = resolve(path);
  if (use === 'write') make(file);
  else statSync(file);
  const database = new BetterSqlite(file, { fileMustExist: true, timeout: BUSY_MILLISECONDS });
  try {
    for (const pragma of PRAGMAS[use]) database.pragma(pragma);
  } catch (error) {
    database.close();
    throw error;
  }
  const opened = identityOf(file);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparingOnce(database) }) });
  return {
    engine: 'sqlite',
    db,
    isCurrent: () => identityOf(file) === opened,
    close: () => db.destroy(),
  };
}

/** FULL at every open: a WAL database that is opened again runs with NORMAL otherwise, and loses what it said it kept. */
const PRAGMAS = {
  // Pages that many calls touch are written back once for 16 MB of calls, not for four.
  write: ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'wal_autocheckpoint = 4000'],
  read: ['query_only = ON'],
} as const;

/** Statements that are prepared again and again are kept; there are as many as there are numbers of rows in one. */
function preparingOnce(database: BetterSqlite.Database) {
  const prepared = new Map<string, BetterSqlite.Statement>();
  return {
    close: () => database.close(),
    prepare: (sql: string) => {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = database.prepare(sql);
      if (prepared.size < MOST_PREPARED) prepared.set(sql, statement);
      return statement;
    },
  };
}

const MOST_PREPARED = 150;

function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', OWNER_ONLY));
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
