import * as z from 'zod';
import { HookError } from './errors.ts';

const loose = z.looseObject({ card: z.string().min(1), outcome: z.string().min(1) });
const body = z.looseObject({ feedback: z.array(loose) });

/** What became of one card (https://cds-hooks.hl7.org/2.0/#feedback), in the shape of the specification or of Epic, as it was sent. */
export type FeedbackItem = z.infer<typeof loose>;

/** Reads a feedback call. Unknown cards and repeated items are fine; a body that is no feedback is `malformed`. */
export function readFeedback(received: unknown): readonly FeedbackItem[] {
  const parsed = body.safeParse(received);
  if (!parsed.success)
    throw new HookError('malformed', 'feedback: an array of items with card and outcome is expected');
  return parsed.data.feedback;
}
