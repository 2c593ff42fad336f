import type { Refusal } from './refusal.ts';

/** A token taken apart; nothing of it is verified. */
export interface Token {
  readonly text: string;
  readonly header: Members;
  readonly payload: Members;
}

export type Members = Readonly<Record<string, unknown>>;

const MAX_LENGTH = 8_192;
const BEARER = /^bearer +([^\s,]+)$/i;
// The signature may be empty: such a token is readable, and refused for what it is.
const PARTS = /^([\w-]+)\.([\w-]+)\.[\w-]*$/;

/** The token of one Authorization header (RFC 6750, 2.1; RFC 7515, 7.1). */
export function readToken(authorization: string): Token | Refusal {
  const text = BEARER.exec(authorization)?.[1];
  if (text === undefined) return 'not-bearer';
  if (text.length > MAX_LENGTH) return 'token-too-long';
  const [, head = '', body = ''] = PARTS.exec(text) ?? [];
  const [header, payload] = [objectIn(head), objectIn(body)];
  return header === undefined || payload === undefined ? 'token-unreadable' : { text, header, payload };
}

/** Of a member written twice the last counts (RFC 7519, 4), for us as for the library, which reads the same text. */
function objectIn(part: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(UTF8.decode(Buffer.from(part, 'base64url')));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
