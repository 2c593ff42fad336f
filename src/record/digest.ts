import { hash } from 'node:crypto';
import type { Content } from './packed.ts';
import { DIGESTED, type UndigestedRow } from './tables.ts';

/** What the first row continues from. */
export const GENESIS = '0'.repeat(64);

export const sha256 = (content: Content): string => hash('sha256', content);

/** Tells these forms from the earlier one, whose arrays begin with a number: no row can be taken for one of another form. */
const [FORM, FORM_OF_PACKED] = ['countersign-record-2', 'countersign-record-3'] as const;

/**
 * SHA-256 (hex) over every column and the digest of the row before: as a JSON array, so that no text can move between columns
 * unseen. The content, which is long, stands in it by the SHA-256 of what is stored: of its text, or of its packed bytes.
 */
export const digestOf = (row: UndigestedRow): string =>
  sha256(
    JSON.stringify([
      typeof row.content === 'string' ? FORM : FORM_OF_PACKED,
      ...DIGESTED.map((column) => (column === 'content' ? sha256(row.content) : row[column])),
    ]),
  );

/** As rows were digested before: with the content itself. */
export const earlierDigestOf = (row: UndigestedRow): string =>
  sha256(JSON.stringify(DIGESTED.map((column) => row[column])));
