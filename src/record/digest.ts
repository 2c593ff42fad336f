import { createHash } from 'node:crypto';
import { DIGESTED, type UndigestedRow } from './tables.ts';

/** What the first row continues from. */
export const GENESIS = '0'.repeat(64);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 (hex) over every column and the digest of the row before: as a JSON array, so that no text can move between columns unseen. */
export const digestOf = (row: UndigestedRow): string => sha256(JSON.stringify(DIGESTED.map((column) => row[column])));
