import { HookError } from '../hooks/errors.ts';
import type { StoredEntry } from '../record/entry.ts';
import type { Parts } from './parts.ts';

const SHOWN = 30;

/** The newest determinations and feedback of callers that are not registered. Throws `not-kept` where the record cannot be read. */
export async function recentData({ archive }: Parts) {
  const newest = (kind: 'determination' | 'feedback') => archive.newest({ kind, limit: SHOWN, unregistered: true });
  try {
    const [determinations, feedback] = await Promise.all([newest('determination'), newest('feedback')]);
    return { determinations: determinations.map(readable), feedback: feedback.map(readable) };
  } catch {
    throw new HookError('not-kept', 'recent: the record cannot be read just now; please try again later');
  }
}

const readable = ({ id, at, service, patient, card, content }: StoredEntry) => ({
  id,
  at,
  service,
  ...(patient !== undefined && { patient }),
  ...(card !== undefined && { card }),
  content: JSON.parse(content) as unknown,
});
