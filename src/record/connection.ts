import { connectPostgres } from './postgres.ts';
import { connectSqlite } from './sqlite.ts';
import type { Database } from './tables.ts';

export type Engine = 'sqlite' | 'postgres';

/** An open store. */
export interface Connection {
  readonly engine: Engine;
  readonly db: Database;
  /** False when the file was taken away or replaced under the open handle: what is written then is lost. */
  isCurrent(): boolean;
  close(): Promise<void>;
}

/** Opens a store by its address (`file:…` or `postgres://…`). `read` neither makes nor writes anything. Throws the engine's error. */
export function connect(storage: string, use: 'write' | 'read'): Connection {
  return storage.startsWith('file:')
    ? connectSqlite(storage.slice('file:'.length), use)
    : connectPostgres(storage, use === 'write' ? 4 : 2);
}
