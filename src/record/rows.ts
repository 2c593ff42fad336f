import type { Engine } from './connection.ts';
import { digestOf } from './digest.ts';
import type { ChainedEntry, StoredEntry } from './entry.ts';
import { packed, unpacked } from './packed.ts';
import { storableInstant, storableKey, storableText } from './storable.ts';
import type { Row, UndigestedRow } from './tables.ts';

/** The last row of a chain, or what stands before the first. */
export interface Head {
  readonly sequence: number;
  readonly digest: string;
}

/** The rows that continue a chain, as they are to stand in a store of this engine. */
export function chained(head: Head, entries: readonly ChainedEntry[], engine: Engine): readonly Row[] {
  let last = head;
  return entries.map((entry) => {
    const row = rowOf(entry, last, engine);
    const digest = digestOf(row);
    last = { sequence: row.sequence, digest };
    return { ...row, digest };
  });
}

const key = (text: string | undefined): string | null => (text === undefined ? null : storableKey(text));

const rowOf = (entry: ChainedEntry, last: Head, engine: Engine): UndigestedRow => ({
  sequence: last.sequence + 1,
  kind: entry.kind,
  id: storableKey(entry.id),
  call: storableKey(entry.call),
  at: storableInstant(entry.at),
  client: key(entry.client),
  service: storableKey(entry.service),
  trace: key(entry.trace),
  status: Number.isInteger(entry.status) ? (entry.status ?? null) : null,
  hook_instance: key(entry.hookInstance),
  user_id: key(entry.user),
  patient: key(entry.patient),
  order_reference: key(entry.order),
  policy: key(entry.policy),
  version: key(entry.version),
  outcome: key(entry.outcome),
  card: key(entry.card),
  content: engine === 'sqlite' ? packed(storableText(entry.content)) : storableText(entry.content),
  previous: last.digest,
});

/** A row as it was read, with its sequence as a number: PostgreSQL hands a bigint out as text. */
export const readRow = (row: Row): Row => ({ ...row, sequence: Number(row.sequence) });

/** A kept row in the words of its callers. Throws where its content is packed and damaged. */
export const entryOf = (row: Row): StoredEntry => ({
  sequence: row.sequence,
  kind: row.kind,
  id: row.id,
  call: row.call,
  at: row.at,
  ...(row.client !== null && { client: row.client }),
  service: row.service,
  ...(row.trace !== null && { trace: row.trace }),
  ...(row.status !== null && { status: row.status }),
  ...(row.hook_instance !== null && { hookInstance: row.hook_instance }),
  ...(row.user_id !== null && { user: row.user_id }),
  ...(row.patient !== null && { patient: row.patient }),
  ...(row.order_reference !== null && { order: row.order_reference }),
  ...(row.policy !== null && { policy: row.policy }),
  ...(row.version !== null && { version: row.version }),
  ...(row.outcome !== null && { outcome: row.outcome }),
  ...(row.card !== null && { card: row.card }),
  content: unpacked(row.content),
  previous: row.previous,
  digest: row.digest,
});
