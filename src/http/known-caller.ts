import type { RequestHandler } from 'express';
import type { Refusal } from '../callers/refusal.ts';
import { refusals } from '../callers/refusal.ts';
import { HookError } from '../hooks/errors.ts';
import { callOf } from './call.ts';
import type { Parts } from './parts.ts';

/**
 * Lets a call pass when its caller is known (CDS Hooks 2.0, Trusting CDS Clients), before a byte of its body is read. The
 * sandbox lets strangers in too, but not with a bad token of a registered client (contract.md 2).
 */
export const knownCaller =
  ({ verifyCaller, openToAll, publicUrl, observe }: Parts): RequestHandler =>
  async (request, response, next) => {
    const call = callOf(response);
    const caller = await verifyCaller(request.headersDistinct.authorization, publicUrl + call.path);
    const refuse = (refusal: Refusal) => {
      observe.refused(call, refusal);
      const { says } = refusals[refusal];
      const bare = refusal === 'no-token';
      response.setHeader(
        'www-authenticate',
        bare ? 'Bearer' : `Bearer error="invalid_token", error_description="${says}"`,
      );
      // What follows of the request is not read: the connection ends with the answer.
      response.setHeader('connection', 'close');
      throw new HookError('unauthorized', `caller: ${says}`);
    };
    switch (caller.kind) {
      case 'known':
        call.client = caller.client;
        if (!caller.shared) observe.replayUnshared(call);
        break;
      case 'none':
        if (!openToAll) refuse('no-token');
        break;
      case 'unregistered':
        if (!openToAll) refuse(caller.refusal);
        break;
      case 'refused':
        if (caller.client !== undefined) call.client = caller.client;
        refuse(caller.refusal);
    }
    next();
  };
