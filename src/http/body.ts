import express, { type RequestHandler } from 'express';
import { parseExactly, RepeatedName, TooDeep, TooMany } from '../fhir/exact-json.ts';
import { HookError } from '../hooks/errors.ts';

const JSON_TYPES = ['application/json', 'application/fhir+json'];

const requireJson: RequestHandler = (request, _response, next) => {
  const [type, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  if (!JSON_TYPES.includes(type?.trim() ?? ''))
    throw new HookError('not-json', `content-type: one of ${JSON_TYPES.join(', ')} is expected`);
  if (parameters.some((each) => /^\s*charset\s*=/.test(each) && !/=\s*"?utf-/.test(each)))
    throw new HookError('not-json', 'content-type: JSON is written in UTF-8');
  next();
};

/** Asks a caller that waits for leave (`Expect: 100-continue`) to send the body: not before here, where the caller is known. */
const askForBody: RequestHandler = (request, response, next) => {
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  next();
};

/** Express's own JSON reader would round numbers; this one keeps every digit, and refuses what nests too deep. */
const parse: RequestHandler = (request, _response, next) => {
  try {
    request.body = parseExactly(typeof request.body === 'string' ? request.body : '');
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

/** Reads a JSON body of at most 10 MB, packed or not. Throws `not-json`, `malformed`; the reader beneath, 413 and 415. */
export const jsonBody: readonly RequestHandler[] = [
  requireJson,
  askForBody,
  express.text({ limit: '10mb', type: JSON_TYPES }),
  parse,
];
