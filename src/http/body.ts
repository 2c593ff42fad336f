import express, { type RequestHandler } from 'express';
import { parseExactly, RepeatedName, TooDeep, TooMany } from '../fhir/exact-json.ts';
import { HookError } from '../hooks/errors.ts';
import { callOf } from './call.ts';

const JSON_TYPES = ['application/json', 'application/fhir+json'];

const requireJson: RequestHandler = (request, _response, next) => {
  const [type, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  if (!JSON_TYPES.includes(type?.trim() ?? ''))
    throw new HookError('not-json', `content-type: one of ${JSON_TYPES.join(', ')} is expected`);
  if (parameters.some((each) => /^\s*charset\s*=/.test(each) && !/=\s*"?utf-?8"?\s*$/.test(each)))
    throw new HookError('not-json', 'content-type: JSON is written in UTF-8');
  next();
};

/** Asks a caller that waits for leave (`Expect: 100-continue`) to send the body: not before here, where the caller is known. */
const askForBody: RequestHandler = (request, response, next) => {
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  next();
};

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A mark at its start is no part of a text. */
const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/**
 * Express's own JSON reader would round numbers, and put a sign in place of bytes that are no UTF-8; this one keeps every
 * digit and letter, and refuses what it cannot keep.
 */
const parse: RequestHandler = (request, response, next) => {
  const bytes = withoutMark(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
  const text = textIn(bytes);
  // Of what cannot be read, the record keeps the digest alone; it must not be an object.
  request.body = text ?? bytes.toString('latin1');
  if (text === undefined) throw new HookError('malformed', 'body: not UTF-8');
  try {
    request.body = parseExactly(text, bytes);
    callOf(response).sent = text;
  } catch (error) {
    if (error instanceof SyntaxError) throw new HookError('malformed', 'body: not JSON, or not sent to the end');
    if (error instanceof TooDeep) throw new HookError('malformed', 'body: nests deeper than any resource does');
    if (error instanceof TooMany) throw new HookError('too-large', 'body: it holds more values than any chart does');
    if (error instanceof RepeatedName)
      throw new HookError('malformed', 'body: a name stands twice in one object, so which one counts is not known');
    throw error;
  }
  next();
};

function textIn(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads a JSON body of at most that size (`10mb`), packed or not. Throws `not-json`, `malformed`; the reader beneath, 413 and 415. */
export const jsonBodyUpTo = ({ limit }: { readonly limit: string }): readonly RequestHandler[] => [
  requireJson,
  askForBody,
  express.raw({ limit, type: JSON_TYPES }),
  parse,
];

/** As above, as large as a call with a whole chart in it. */
export const jsonBody: readonly RequestHandler[] = jsonBodyUpTo({ limit: '10mb' });
