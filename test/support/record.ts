import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import pg from 'pg';
import { describe } from 'vitest';
import { type Archive, openArchive } from '../../src/record/archive.ts';
import type { Entry } from '../../src/record/entry.ts';
import type { RecordEvent } from '../../src/record/events.ts';
import type { Journal, JournalOptions } from '../../src/record/journal.ts';
import { openRecord } from '../../src/record/record.ts';
import { type Verification, verifyChain } from '../../src/record/verify.ts';
import { hasPostgres, type PostgresServer, startPostgres } from './postgres.ts';

/** A store of its own for one test, and a way past the service to its tables. */
export interface TestStore {
  readonly address: string;
  /** Runs statements as somebody would who has the keys of the database. */
  run(...statements: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Keeps everybody else from writing, until the answer is called. */
  hold(): Promise<() => Promise<void>>;
}

/** One of the two engines. */
export interface TestEngine {
  readonly name: 'sqlite' | 'postgres';
  start(): Promise<void>;
  stop(): Promise<void>;
  newStore(): Promise<TestStore>;
  /** Takes the triggers away that make the record append-only. */
  readonly unguard: readonly string[];
  /** Lets no row be taken away. */
  readonly breakRetention: string;
  /** Makes the store refuse one id. */
  readonly refuseTheId: (id: string) => string;
}

/** The embedded store, in a folder that is taken away at the end. */
export function sqlite(): TestEngine {
  // Made when it is needed: tests that are left out have no end to take it away.
  let folder: string | undefined;
  return {
    name: 'sqlite',
    start: async () => undefined,
    stop: async () => {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
    newStore: async () => {
      folder ??= mkdtempSync(join(tmpdir(), 'countersign-record-'));
      return sqliteStore(join(folder, `${randomUUID()}.db`));
    },
    unguard: ['update', 'delete', 'replace'].map((each) => `drop trigger record_no_${each}`),
    breakRetention: "create trigger broken before insert on retention begin select raise(abort, 'no'); end",
    refuseTheId: (id) =>
      `create trigger refused before insert on record when new.id = '${id}' begin select raise(abort, 'no'); end`,
  };
}

function sqliteStore(file: string): TestStore {
  const open = () => new BetterSqlite(file, { timeout: 5_000 });
  return {
    address: `file:${file}`,
    run: async (...statements) => {
      const database = open();
      try {
        const prepared = statements.map((each) => () => {
          const statement = database.prepare(each);
          return statement.reader ? (statement.all() as Readonly<Record<string, unknown>>[]) : void statement.run();
        });
        return prepared.map((each) => each()).at(-1) ?? [];
      } finally {
        database.close();
      }
    },
    hold: async () => {
      const database = open();
      database.exec('begin immediate');
      return async () => void database.close();
    },
  };
}

/** A real PostgreSQL of its own. */
export function postgres(): TestEngine & { readonly server: () => PostgresServer } {
  let server: PostgresServer | undefined;
  const started = (): PostgresServer => {
    if (!server) throw new Error('not started');
    return server;
  };
  return {
    name: 'postgres',
    server: started,
    start: async () => {
      server = await startPostgres();
    },
    stop: async () => server?.remove(),
    newStore: async () => postgresStore(await started().database()),
    unguard: ['alter table record disable trigger all'],
    breakRetention: 'alter table retention add constraint broken check (up_to < 0)',
    refuseTheId: (id) => `alter table record add constraint refused check (id <> '${id}')`,
  };
}

function postgresStore(address: string): TestStore {
  const open = async () => {
    const client = new pg.Client({ connectionString: address });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    address,
    run: async (...statements) => {
      const client = await open();
      try {
        let rows: readonly Readonly<Record<string, unknown>>[] = [];
        for (const each of statements) rows = (await client.query(each)).rows;
        return rows;
      } finally {
        await client.end();
      }
    },
    hold: async () => {
      const client = await open();
      await client.query('begin; lock table record, token_use in exclusive mode');
      return () => client.end();
    },
  };
}

/** The same tests on both engines. */
export const onBothEngines = describe.each(
  [sqlite, ...(hasPostgres ? [postgres] : [])].map((make) => [make.name, make] as const),
);

/** A journal and an archive on a store, what they told, and the end of them. */
export interface TestRecord {
  readonly journal: Journal;
  readonly archive: Archive;
  readonly events: readonly RecordEvent[];
  verify(): Promise<Verification>;
  close(): Promise<void>;
}

/** Opens a record as the service does. */
export function open(address: string, options: Partial<JournalOptions> = {}): TestRecord {
  const events: RecordEvent[] = [];
  const { journal, archive } = openRecord({
    storage: address,
    now: () => new Date(),
    patienceMs: 10_000,
    onEvent: (event) => void events.push(event),
    ...options,
  });
  return {
    journal,
    archive,
    events,
    verify: () => verifyAt(address),
    close: async () => {
      await journal.close();
      await archive.close();
    },
  };
}

/** Walks the chain of a store, as `record:verify` does. */
export async function verifyAt(address: string, known?: { sequence: number; digest: string }): Promise<Verification> {
  const archive = openArchive(address);
  try {
    return await verifyChain(archive.rows(), known);
  } finally {
    await archive.close();
  }
}

/** A determination with every member filled in. */
export function anEntry(given: Partial<Entry> = {}): Entry {
  const id = randomUUID();
  return {
    kind: 'determination',
    id,
    call: `call of ${id}`,
    at: '2026-08-14T12:00:00.000Z',
    client: 'general-hospital',
    service: '/cds-services/order-sign',
    trace: '4bf92f3577b34da6a3ce929d0e0e4736',
    status: 200,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    user: 'Practitioner/1',
    patient: '1',
    order: 'MedicationRequest/1',
    policy: 'hemgenix-bcbsks',
    version: '2026-07-23',
    outcome: 'likely-approval',
    card: 'aaaaaaaa-1111-4111-8111-111111111111',
    content: '{"says":"what was judged"}',
    ...given,
  };
}

/** So many entries, told apart by their ids. */
export const entries = (count: number, given: Partial<Entry> = {}): readonly Entry[] =>
  Array.from({ length: count }, () => anEntry(given));
