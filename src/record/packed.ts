import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** A content as it stands in a store: its text, or the text packed with Zstandard (RFC 8878). */
export type Content = string | Uint8Array;

/** In UTF-16 units: a shorter text is left as it is, for whoever looks into the store. */
const WORTH_PACKING = 1_000;
/** The fastest that packs well: a call and its answer take a fourth of their room, and as long as the SHA-256 of the unpacked text would. */
const LEVEL = { [constants.ZSTD_c_compressionLevel]: 1 };
/** In bytes, unpacked; the largest body that is taken has 10 MB. */
const MOST = 256_000_000;

/** The text as it is to stand in a store that does not pack by itself. */
export function packed(text: string): Content {
  if (text.length < WORTH_PACKING) return text;
  const bytes = Buffer.from(text);
  // With its size known beforehand, as little memory is taken as it needs.
  return zstdCompressSync(bytes, { params: LEVEL, pledgedSrcSize: bytes.length });
}

/** The text of a content. Throws what zlib throws where packed bytes are damaged. */
export const unpacked = (content: Content): string =>
  typeof content === 'string' ? content : zstdDecompressSync(content, { maxOutputLength: MOST }).toString();
