/** In UTF-16 units; at most 1,500 bytes of UTF-8, which an index of PostgreSQL takes (2,704). */
const MOST = 500;

/** A text that both engines give back as they got it: PostgreSQL takes no NUL, and lone surrogates have no UTF-8. */
export const storableText = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text).toWellFormed();

/** A storable text for a column to find by: ids of callers may be of any length. */
export const storableKey = (text: string): string => storableText(text.slice(0, MOST));

/** An instant in the one form that sorts as text; what is no instant stays as it is. */
export function storableInstant(text: string): string {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? storableKey(text) : instant.toISOString();
}
