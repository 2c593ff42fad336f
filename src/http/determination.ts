import type { RequestHandler } from 'express';
import { HookError } from '../hooks/errors.ts';
import { sendKept } from './answer.ts';
import { callOf } from './call.ts';
import type { Parts } from './parts.ts';

/**
 * `GET /determinations/{id}`: as it was stored. A registered client sees its own alone, and of others not even that they
 * exist. That it was looked at is written down. Throws `not-found`; `not-kept` where the record cannot be read.
 */
export const determinationRoute =
  (parts: Parts): RequestHandler =>
  async (request, response) => {
    const { id } = request.params;
    const { client } = callOf(response);
    const kept = await stored(String(id), parts);
    if (kept === undefined || (client !== undefined && kept.client !== client))
      throw new HookError('not-found', 'determination: none with this id is kept');
    await sendKept(request, response, { status: 200, text: kept.content }, parts);
  };

async function stored(id: string, { archive }: Parts) {
  try {
    return await archive.determination(id);
  } catch {
    throw new HookError('not-kept', 'determination: the record cannot be read just now; please try again later');
  }
}
