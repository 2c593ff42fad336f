import type { Request, RequestHandler, Response } from 'express';
import type { World } from '../hooks/world.ts';
import type { Entry } from '../record/entry.ts';
import { callOf } from './call.ts';
import type { Parts } from './parts.ts';
import { type Answered, entriesOf } from './record-call.ts';

/** On an answer that could not be written down. */
const NOT_KEPT_HEADER = ['countersign-record', 'not-kept'] as const;

/** Answers a call out of its body, and sends that once it is written down. `write` gives the JSON as it goes out. */
export const answering =
  (parts: Parts, answer: (body: unknown, world: World) => Promise<unknown>, write = JSON.stringify): RequestHandler =>
  async (request, response) => {
    const answered = await answer(request.body, worldOf(response, parts));
    const sent = sendKept(request, response, { status: 200, text: write(answered), answer: answered }, parts);
    // Its entries are made. Whoever waits for the disk need not hold a chart meanwhile.
    request.body = undefined;
    await sent;
  };

/**
 * Sends an answer once it is written down. Where it cannot be, it goes out all the same and says so in a header: a
 * clinician does not go without because a disk is full.
 */
export async function sendKept(request: Request, response: Response, answered: Answered, parts: Parts): Promise<void> {
  if ((await keep(request, response, answered, parts)) === 'not-kept') response.setHeader(...NOT_KEPT_HEADER);
  response
    .status(answered.status)
    .type(response.get('content-type') ?? 'json')
    .send(answered.text);
}

/** Writes a call down with its answer, once. */
export async function keep(
  request: Request,
  response: Response,
  answered: Answered,
  { journal, now }: Parts,
  more: readonly Entry[] = [],
): Promise<'kept' | 'not-kept'> {
  const call = callOf(response);
  call.recorded = await journal.append([...entriesOf(call, now().toISOString(), request, answered), ...more]);
  return call.recorded;
}

/** What this call is answered with: what is determined on the way is noted for the record. */
export function worldOf(response: Response, { worldOf }: Parts): World {
  const call = callOf(response);
  const world = worldOf(call.client);
  return {
    ...world,
    determinations: {
      ...world.determinations,
      keep: async (patientId, determinations) =>
        void call.made.push(...determinations.map((determination) => ({ patientId, determination }))),
    },
  };
}
