import { at, itemsAt } from '../fhir/json.ts';
import { memberSpan } from '../fhir/json-member.ts';
import { type Determined, readDetermined } from './determined.ts';
import { parsedInput } from './read-input.ts';
import type { KeptFile, KeptRows, Stored, StoredCall, Unusable } from './stored-calls.ts';
import { BadInput } from './told.ts';

/** Reads a call that was found; one that is read already stays as it is. Pure. */
export function readStored(stored: Stored): StoredCall | Unusable {
  if ('content' in stored) return readRows(stored);
  return 'place' in stored ? readFile(stored) : stored;
}

function readRows({ name, at: answered, service, status, content, determinations }: KeptRows): StoredCall | Unusable {
  if (status !== undefined && status !== 200) return { name, because: 'answered-with-an-error' };
  const request = requestIn(content);
  const determined = wholly(determinations.map((each) => readDetermined(plainly(each))));
  return request === undefined || determined === undefined
    ? { name, because: 'not-readable' }
    : { name, at: answered, service, request, determined };
}

/** It alone is read: the answer beside it is as long, and nothing of it is compared. */
function requestIn(content: string): unknown {
  const span = memberSpan(content, 'request');
  return span && parsedOrNothing(content.slice(span.start, span.end));
}

/** What was kept of the determinations of a call: all of them, or none where one cannot be read, for half of an answer compares with nothing. */
const wholly = (kept: readonly (Determined | undefined)[]): readonly Determined[] | undefined =>
  kept.every((each) => each !== undefined) ? kept : undefined;

function readFile({ name, text }: KeptFile): StoredCall | Unusable {
  const kept = parsedOrNothing(text);
  const [inside, answer] = [at(kept, 'request'), at(kept, 'answer')];
  const request = inside ?? kept;
  if (typeof request !== 'object' || request === null) return { name, because: 'not-readable' };
  if (answer === undefined) return { name, request };
  if (!Array.isArray(at(answer, 'cards'))) return { name, because: 'answered-with-an-error' };
  const cards = itemsAt(answer, 'cards');
  const determined = wholly(cards.map((card) => readDetermined(at(card, 'extension', 'countersign.determination'))));
  return determined === undefined ? { name, because: 'not-readable' } : { name, request, determined };
}

function parsedOrNothing(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : parsedInput(text);
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

/** Of a determination words are compared, and no number: there is no digit to lose. */
function plainly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
