import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { withExactNumbers } from './exact-json.ts';

export type { Dispatcher } from 'undici';

/** Unpacked; what comes over the wire is bounded by the agent. */
const MAX_RESPONSE_BYTES = 5_000_000;

/** What is asked of a server. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** A server that answered, but with no resource. Its own words are not kept. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly status: number;
  /** As the server wrote it. */
  readonly retryAfter: string | undefined;

  constructor(status: number, retryAfter?: string) {
    super('not a FHIR answer');
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Asks once, follows no redirect, and gives the JSON of the answer when the whole of it is there: status 200, said to be
 * JSON, of bounded size and depth; numbers that a double cannot hold come as the text they were written in. Throws
 * NoAnswer, or what the socket, the encoding or the text came to.
 */
export async function askForJson(agent: Dispatcher, request: Request): Promise<unknown> {
  const { origin, pathname, search } = new URL(request.url);
  const { method, headers, body: sent = null, signal } = request;
  const answer = await agent.request({ origin, path: pathname + search, method, headers, body: sent, signal });
  const { statusCode: status, headers: told, body } = answer;
  if (status !== 200 || !isJson(told['content-type'])) {
    // What little is left of a short answer is read, so that its socket serves the next one.
    body.dump().catch(() => undefined);
    throw new NoAnswer(status, told['retry-after']?.toString());
  }
  const encoding = told['content-encoding']?.toString().trim().toLowerCase();
  const whole = await unpacked(Buffer.from(await body.arrayBuffer()), encoding);
  // A mark of byte order before the JSON is no part of it.
  return JSON.parse(withExactNumbers(new TextDecoder().decode(whole)));
}

/** The encodings that are asked for and unpacked here, each to at most the size that a plain answer may have. */
const UNPACK: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** What to send as Accept-Encoding. */
export const ACCEPTED_ENCODINGS = Object.keys(UNPACK).join(', ');

const isJson = (type: string | string[] | undefined): boolean =>
  /^application\/(?:fhir\+json|json|json\+fhir)\s*(?:;|$)/i.test(type?.toString() ?? '');

function unpacked(body: Buffer, encoding = 'identity'): Buffer | Promise<Buffer> {
  if (encoding === 'identity' || body.length === 0) return body;
  const unpack = UNPACK[encoding];
  if (unpack === undefined) throw new Error('unknown encoding');
  return unpack(body, { maxOutputLength: MAX_RESPONSE_BYTES });
}
