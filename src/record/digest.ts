import { hash } from 'node:crypto';
import { DIGESTED, type UndigestedRow } from './tables.ts';

/** What the first row continues from. */
export const GENESIS = '0'.repeat(64);

export const sha256 = (text: string): string => hash('sha256', text);

/** Tells this form from the earlier one, whose arrays begin with a number: no row can be taken for one of the other form. */
const FORM = 'countersign-record-2';

/**
 * SHA-256 (hex) over every column and the digest of the row before: as a JSON array, so that no text can move between columns
 * unseen. The content, which is long, stands in it by its own SHA-256.
 */
export const digestOf = (row: UndigestedRow): string =>
  sha256(
    JSON.stringify([FORM, ...DIGESTED.map((column) => (column === 'content' ? sha256(row.content) : row[column]))]),
  );

/** As rows were digested before: with the content itself. */
export const earlierDigestOf = (row: UndigestedRow): string =>
  sha256(JSON.stringify(DIGESTED.map((column) => row[column])));
