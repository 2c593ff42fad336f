import type { Connection } from './connection.ts';
import { connectPostgres } from './postgres.ts';
import { connectSqlite } from './sqlite.ts';

/** Opens a store by its address (`file:…` or `postgres://…`). `read` neither makes nor writes anything. Throws the engine's error. */
export function connect(storage: string, use: 'write' | 'read'): Connection {
  return storage.startsWith('file:')
    ? connectSqlite(storage.slice('file:'.length), use)
    : connectPostgres(storage, use === 'write' ? 4 : 2);
}
