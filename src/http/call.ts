import type { RequestHandler, Response } from 'express';
import type { KeptDetermination } from '../hooks/world.ts';
import type { CallSpan } from '../operations/tracing.ts';

/** One call, from its arrival to its answer. What is not known at once is filled in on the way. */
export interface Call {
  readonly id: string;
  /** Its span, and with it the trace id: the caller's where it sent one. */
  readonly span: CallSpan;
  /** What was called, without what is asked of it and without a slash at the end. */
  readonly path: string;
  /** Milliseconds of a clock that never goes back. */
  readonly startedAt: number;
  /** The address that it came to, as the routes name it; nothing served there, nothing here. */
  service?: string;
  /** The registered client that calls; none in the sandbox. */
  client?: string;
  /** Its body as it came, where it is JSON. */
  sent?: string;
  /** What was determined for it, in order. */
  readonly made: KeptDetermination[];
  /** Whether it was written down before its answer; absent where it was not to be. */
  recorded?: 'kept' | 'not-kept';
}

/** The call that a response answers. */
export const callOf = (response: Response): Call => response.locals.call as Call;

/** Names the service that a call came to. */
export const at =
  (service: string): RequestHandler =>
  (_request, response, next) => {
    callOf(response).service = service;
    next();
  };
