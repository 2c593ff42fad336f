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
