import type { RequestHandler } from 'express';
import { HookError } from '../hooks/errors.ts';
import { type FeedbackItem, readFeedback } from '../hooks/feedback.ts';
import type { Entry } from '../record/entry.ts';
import { keep } from './answer.ts';
import { type Call, callOf } from './call.ts';
import type { Parts } from './parts.ts';
import { commonOf } from './record-call.ts';
import { scrubbed, secretsIn } from './without-tokens.ts';

/** Takes feedback (https://cds-hooks.hl7.org/2.0/#feedback). It is acknowledged once it is durable, not before: throws `not-kept`. */
export const takingFeedback =
  (parts: Parts): RequestHandler =>
  async (request, response) => {
    const items = readFeedback(request.body);
    const call = callOf(response);
    const answer = { received: items.length };
    const moment = parts.now().toISOString();
    const secrets = secretsIn(request.body, request.headers.authorization);
    const entries = items.map((item) => scrubbed(feedbackEntry(item, call, moment, parts.newId()), secrets));
    const answered = { status: 200, text: JSON.stringify(answer) };
    if ((await keep(request, response, answered, parts, entries)) === 'not-kept')
      throw new HookError('not-kept', 'feedback: it cannot be written down just now; please send it again later');
    parts.observe.feedback(items.map(outcomeOf));
    response.json(answer);
  };

/** What a card came to, in a word of the standard; what is sent instead may be anything, and stands in the content alone. */
const outcomeOf = ({ outcome }: FeedbackItem) =>
  outcome === 'accepted' || outcome === 'overridden' ? outcome : 'other';

const feedbackEntry = (item: FeedbackItem, call: Call, moment: string, id: string): Entry => ({
  ...commonOf(call, moment),
  kind: 'feedback',
  id,
  card: item.card,
  outcome: outcomeOf(item),
  content: JSON.stringify(item),
});
