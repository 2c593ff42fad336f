import type { Kysely, Selectable } from 'kysely';
import type { RecordKind } from './entry.ts';
import type { Content } from './packed.ts';

/** The append-only table: one row for each call, determination, feedback item, gap and retention. */
export interface RecordTable {
  /** PostgreSQL hands a bigint out as text: see `sequenceOf`. */
  sequence: number;
  kind: RecordKind;
  id: string;
  call: string;
  at: string;
  client: string | null;
  service: string;
  trace: string | null;
  status: number | null;
  hook_instance: string | null;
  user_id: string | null;
  patient: string | null;
  order_reference: string | null;
  policy: string | null;
  version: string | null;
  outcome: string | null;
  card: string | null;
  /** Packed where it is long, in SQLite alone: PostgreSQL packs long texts by itself. */
  content: Content;
  previous: string;
  digest: string;
}

/** Token ids that were used, each until its token has expired. */
export interface TokenUseTable {
  client: string;
  /** SHA-256 of the id: any id has the same length and no strange character. */
  token_id: string;
  /** Milliseconds since 1970. */
  until: number;
}

/** What the database lets be deleted: rows up to `up_to`. */
export interface RetentionTable {
  up_to: number;
  digest: string;
  at: string;
}

export interface Tables {
  record: RecordTable;
  token_use: TokenUseTable;
  retention: RetentionTable;
}

export type Row = Selectable<RecordTable>;

/** Without its digest: what the digest is made of. */
export type UndigestedRow = Omit<Row, 'digest'>;

/** Every column that the digest covers, in the order of the digest. */
export const DIGESTED = [
  'sequence',
  'kind',
  'id',
  'call',
  'at',
  'client',
  'service',
  'trace',
  'status',
  'hook_instance',
  'user_id',
  'patient',
  'order_reference',
  'policy',
  'version',
  'outcome',
  'card',
  'content',
  'previous',
] as const satisfies readonly (keyof UndigestedRow)[];

export type Database = Kysely<Tables>;
