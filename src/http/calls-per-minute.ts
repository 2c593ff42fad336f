import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { HookError } from '../hooks/errors.ts';
import { callOf } from './call.ts';
import type { Parts } from './parts.ts';

/** A limit for each registered client, not for each address: an EHR leaves through one. Strangers of the sandbox have none. */
export const callsPerMinute = ({ callsPerMinute, observe }: Parts): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: (_request, response) => callsPerMinute(callOf(response).client ?? ''),
    keyGenerator: (_request, response) => callOf(response).client ?? '',
    skip: (_request, response) => callOf(response).client === undefined,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      observe.rateLimited(callOf(response));
      throw new HookError(
        'too-many',
        'caller: more calls in a minute than are taken from one client; please try again later',
      );
    },
  });
