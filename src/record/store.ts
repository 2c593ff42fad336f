import { connect } from './connect.ts';
import type { Connection } from './connection.ts';
import { isBusy } from './failure.ts';
import { migrate } from './migrations.ts';
import { retain } from './retention.ts';
import { forgetTokens } from './token-uses.ts';

const DAY = 86_400_000;
const BETWEEN_CLEANINGS = 3_600_000;

/** The store that a journal writes to: opened when it is needed, opened again after a failure. Everything here throws the engine's error. */
export class Store {
  readonly #storage: string;
  readonly #keepDays: number;
  #connection: Connection | undefined;
  #nextCleaning = 0;

  constructor(storage: string, keepDays: number) {
    this.#storage = storage;
    this.#keepDays = keepDays;
  }

  async open(): Promise<Connection> {
    if (this.#connection?.isCurrent() === false) throw Object.assign(new Error('the file is gone'), { code: 'ENOENT' });
    if (this.#connection) return this.#connection;
    const connection = connect(this.#storage, 'write');
    try {
      await migrate(connection);
    } catch (error) {
      connection.close().catch(() => undefined);
      throw error;
    }
    this.#connection = connection;
    return connection;
  }

  /** Takes away what is past its time; at most once an hour, in small steps. True when there is more of it. */
  async clean(now: Date): Promise<boolean> {
    if (now.getTime() < this.#nextCleaning) return false;
    this.#nextCleaning = now.getTime() + BETWEEN_CLEANINGS;
    const isMore = await this.#takeAway(now);
    if (isMore) this.#nextCleaning = 0;
    return isMore;
  }

  /** Another writer may hold the lock: then there is as much to do as before. */
  async #takeAway(now: Date): Promise<boolean> {
    const connection = await this.open();
    try {
      const isMore = await retain(connection, new Date(now.getTime() - this.#keepDays * DAY), now);
      if (!isMore) await forgetTokens(connection.db, now);
      return isMore;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#nextCleaning = 0;
    await connection?.close().catch(() => undefined);
  }
}
