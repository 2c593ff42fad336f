import { digestOf, earlierDigestOf, GENESIS } from './digest.ts';
import { unpacked } from './packed.ts';
import type { Head } from './rows.ts';
import type { Row } from './tables.ts';

/** What is wrong with a chain, at which sequence; never what the row says. */
export type Fault =
  /** A column was changed, or the row belongs somewhere else. */
  | 'changed'
  /** The row does not continue the one before. */
  | 'unchained'
  /** The row that should stand here is not there. */
  | 'missing'
  /** The first row is not the first, and no row attests that those before it were taken away by the retention. */
  | 'start-missing'
  /** The record ends before the head that is known from elsewhere. */
  | 'cut-off'
  /** The row of the head that is known from elsewhere is another one. */
  | 'other-head';

export type Verification =
  | { readonly kind: 'whole'; readonly rows: number; readonly head: Head }
  | { readonly kind: 'broken'; readonly fault: Fault; readonly at: number };

/**
 * Walks a whole chain. It finds any change of a row and any row taken away, put in or moved;
 * that the newest rows were cut off, or that the whole chain was written anew, it finds by a head noted elsewhere.
 */
export async function verifyChain(rows: AsyncIterable<Row>, known?: Head): Promise<Verification> {
  let head: Head | undefined;
  let start: Head = { sequence: 0, digest: GENESIS };
  let count = 0;
  const attested = new Set([`0 ${GENESIS}`]);
  for await (const row of rows) {
    start = head ? start : { sequence: row.sequence - 1, digest: row.previous };
    const fault = faultOf(row, head ?? start, known);
    if (fault) return { kind: 'broken', fault, at: fault === 'missing' ? (head ?? start).sequence + 1 : row.sequence };
    if (row.kind === 'retention') attested.add(attestedBy(row));
    head = { sequence: row.sequence, digest: row.digest };
    count += 1;
  }
  if (!attested.has(`${start.sequence} ${start.digest}`)) return { kind: 'broken', fault: 'start-missing', at: 1 };
  const end = head ?? start;
  if (known && end.sequence < known.sequence) return { kind: 'broken', fault: 'cut-off', at: end.sequence + 1 };
  return { kind: 'whole', rows: count, head: end };
}

function faultOf(row: Row, { sequence, digest }: Head, known: Head | undefined): Fault | undefined {
  if (row.sequence > sequence + 1) return 'missing';
  if (digestOf(row) !== row.digest && earlierDigestOf(row) !== row.digest) return 'changed';
  if (row.sequence !== sequence + 1 || row.previous !== digest) return 'unchained';
  return known?.sequence === row.sequence && known.digest !== row.digest ? 'other-head' : undefined;
}

/** The digest of the row was checked: its content is what the journal wrote. */
function attestedBy({ content }: Row): string {
  const { upTo, digest } = JSON.parse(unpacked(content)) as { readonly upTo: number; readonly digest: string };
  return `${upTo} ${digest}`;
}
