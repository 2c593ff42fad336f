import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import { at } from '../fhir/json.ts';
import { type Failure, failures, HookError, operationOutcome } from '../hooks/errors.ts';
import { sendKept } from './answer.ts';
import { type Call, callOf } from './call.ts';
import type { Parts } from './parts.ts';

/** What failed, and what is said about it. */
interface Failed {
  readonly failure: Failure;
  readonly says: string;
}

/** The one place where errors become answers (contract.md 8). A call that came so far as to be read is written down like any other. */
export const answeringErrors =
  (parts: Parts): ErrorRequestHandler =>
  async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const call = callOf(response);
    const { failure, says } = failureOf(error, (id) => parts.observe.bug(call, id, error));
    if (failure === 'too-large') request.resume();
    const answered = { status: failures[failure].status, text: JSON.stringify(operationOutcome(failure, says)) };
    if (isToBeKept(call, failure)) return sendKept(request, response, answered, parts);
    response
      .status(answered.status)
      .type(response.get('content-type') ?? 'json')
      .send(answered.text);
  };

/** Calls of strangers and floods are counted, not written down: they would fill the record. */
const isToBeKept = ({ service, recorded }: Call, failure: Failure): boolean =>
  service !== undefined && recorded === undefined && failure !== 'unauthorized' && failure !== 'too-many';

/** The limit that the reader of the body was given. */
const mostRead = (error: unknown): string => {
  const limit = Number(at(error, 'limit'));
  return limit < 1_048_576 ? `${Math.floor(limit / 1_024)} kB` : '10 MB';
};

/** What failed, from our own errors and from those of the body parser; anything else is a bug. */
function failureOf(error: unknown, reportBug: (id: string) => void): Failed {
  if (error instanceof HookError) return { failure: error.failure, says: error.message };
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return { failure: 'too-large', says: `body: at most ${mostRead(error)} are read` };
  if (status === 415) return { failure: 'not-json', says: 'body: its charset or encoding cannot be read' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { failure: 'malformed', says: 'body: not JSON, or not sent to the end' };
  const id = randomUUID();
  reportBug(id);
  return { failure: 'bug', says: `Something went wrong here; the operators find it under ${id}` };
}
