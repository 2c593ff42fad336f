import type { Dispatcher } from 'undici';
import { RefusedAddress } from './agent.ts';

/** Why a key set could not be read, in a word; never in the server's words. */
export const WHY_UNREADABLE = [
  /** No connection, no valid TLS or HTTP, or hung up half-way. */
  'unreachable',
  /** The agent does not go there. */
  'refused-address',
  /** Not complete in time. */
  'late',
  /** Another status than 200, a redirect too. */
  'status',
  /** Longer, or nested deeper, than any key set. */
  'too-large',
  /** Packed, though it was asked for as it is. */
  'encoded',
  /** No JSON, or no UTF-8. */
  'not-json',
] as const;
export type WhyUnreadable = (typeof WHY_UNREADABLE)[number];

/** A key set that could not be read. It names neither the address nor what came from there. */
export class KeySetUnreadable extends Error {
  override readonly name = 'KeySetUnreadable';
  readonly why: WhyUnreadable;
  constructor(why: WhyUnreadable) {
    super(`key set not readable: ${why}`);
    this.why = why;
  }
}

/** Sets in use are 1 to 20 kB. */
const MAX_BYTES = 256 * 1024;
const MILLISECONDS = 3_000;
/** Keys, their members, and lists in them (RFC 7517); a few more for members of a vendor. */
const MAX_DEPTH = 16;

/**
 * Fetches a JSON Web Key Set (RFC 7517 5): whole, within the time, whatever content type it bears. The agent judges the
 * address. Whether it holds keys is for the caller to see. Throws KeySetUnreadable.
 */
export async function fetchKeySet(url: string, agent: Dispatcher, milliseconds = MILLISECONDS): Promise<unknown> {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    return parsed(await Promise.race([received(new URL(url), agent, signal), outOfTime(signal)]));
  } catch (error) {
    throw error instanceof KeySetUnreadable ? error : new KeySetUnreadable(wordFor(error, signal));
  }
}

/** An agent heeds a signal only once it has a socket for the request: not while it waits for one. */
const outOfTime = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', reject, { once: true }));

function wordFor(error: unknown, signal: AbortSignal): WhyUnreadable {
  if (error instanceof RefusedAddress) return 'refused-address';
  return signal.aborted ? 'late' : 'unreachable';
}

async function received({ origin, pathname, search }: URL, agent: Dispatcher, signal: AbortSignal): Promise<Buffer> {
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
  const answer = await agent.request({ origin, path: `${pathname}${search}`, method: 'GET', headers, signal });
  const refused = whyRefused(answer);
  if (refused === undefined) return whole(answer.body);
  answer.body.on('error', () => undefined).destroy();
  throw new KeySetUnreadable(refused);
}

function whyRefused({ statusCode, headers }: Dispatcher.ResponseData): WhyUnreadable | undefined {
  if (statusCode !== 200) return 'status';
  const encoding = headers['content-encoding']?.toString().trim().toLowerCase() ?? 'identity';
  return encoding === 'identity' || encoding === '' ? undefined : 'encoded';
}

/** Leaving the loop closes the connection. */
async function whole(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new KeySetUnreadable('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): unknown {
  const keySet = parsedAsJson(body);
  if (nestsDeeper(keySet, MAX_DEPTH)) throw new KeySetUnreadable('too-large');
  return keySet;
}

function parsedAsJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new KeySetUnreadable('not-json');
  }
}

const nestsDeeper = (value: unknown, allowed: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (allowed === 0 || Object.values(value).some((each) => nestsDeeper(each, allowed - 1)));
