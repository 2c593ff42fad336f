import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { HookError } from '../hooks/errors.ts';
import { callOf } from './call.ts';
import type { Parts } from './parts.ts';

/** A limit for each registered client, not for each address: an EHR leaves through one. Strangers of the sandbox have none. */
export function callsPerMinute({ callsPerMinute, countCall, observe }: Parts): RequestHandler {
  const limited = rateLimit({
    windowMs: 60_000,
    limit: (_request, response) => callsPerMinute(callOf(response).client ?? ''),
    keyGenerator: (_request, response) => callOf(response).client ?? '',
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: tooMany({ observe }),
    ...(countCall && {
      store: { increment: async (client) => countCall(client), decrement: nothing, resetKey: nothing },
    }),
  });
  return (request, response, next) =>
    callOf(response).client === undefined ? next() : limited(request, response, next);
}

async function nothing(): Promise<void> {}

/** Calls of one address to one client's server that may fail in a minute: those who have no token for it try in vain. */
const FAILED_TRIES = 60;

/** A limit for calls whose right is only shown by what the client's own FHIR server says: each costs it a read. `whose` names that client. */
export const triesPerMinute = ({ observe }: Parts, whose: (request: Request) => string): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: FAILED_TRIES,
    skipSuccessfulRequests: true,
    keyGenerator: (request) => `${ipKeyGenerator(request.ip ?? '')} ${whose(request)}`,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: tooMany({ observe }),
  });

const tooMany =
  ({ observe }: Pick<Parts, 'observe'>): RequestHandler =>
  (_request, response) => {
    observe.rateLimited(callOf(response));
    throw new HookError(
      'too-many',
      'caller: more calls in a minute than are taken from one client; please try again later',
    );
  };
