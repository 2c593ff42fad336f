import type { StopReason } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { itemsAt, type Resource, shownText, textAt } from './json.ts';

/** Phrases that name a reason, the first that fits deciding. */
const REASONS: readonly (readonly [Exclude<StopReason, 'other' | 'not-stated'>, RegExp])[] = [
  [
    'ineffective',
    /\b(?:(?:lack|loss|absence) of (?:\w+ )?(?:efficacy|effect|effectiveness|response)|(?:no|insufficient|inadequate|poor|suboptimal) (?:\w+ )?(?:efficacy|effect|response)|not effective|no longer effective|ineffective|did not respond|(?:treatment|therapy|therapeutic|drug) failure|relapses?|disease (?:activity|progression)|breakthrough)\b/gi,
  ],
  [
    'not-tolerated',
    /\b(?:not tolerated|(?:could|did|does) not tolerate|unable to tolerate|poorly tolerated|intoleran(?:ce|t)|adverse|side[ -]effects?|allerg(?:y|ic)|hypersensitivity|toxicity)\b/gi,
  ],
  ['contraindicated', /\bcontraindicat(?:ed|ion)\b/gi],
];

/** Words that take a phrase back, or say that it was only feared. */
const HEDGES =
  /\b(?:no|not|non|none|never|without|den(?:y|ies|ied)|free|low|minimal|stable|resolved|risks?|fear|fears|feared|concern|concerns|concerned|prevent|prevention|avoid|possible|potential|unlikely|unrelated|remission)\b/i;

/** Why a drug was stopped (policies.md LEM-C.i). A completed course counts as stopped only when its reason is one of the list. */
export function stopReasonOf(resource: Resource, status: string): StopReason | undefined {
  // STU3 has the reason of a statement under another name.
  const words = ['statusReason', 'reasonNotTaken'].flatMap((member) => itemsAt(resource, member)).flatMap(wordsOf);
  const stated = words.map(reasonIn).find((reason) => reason !== 'other');
  if (status === 'stopped') return stated ?? (words.length > 0 ? 'other' : 'not-stated');
  return status === 'completed' ? stated : undefined;
}

/** What the record's own note says, where a drug was stopped: for a person to read, never interpreted. */
export function stopNoteOf(resource: Resource): string | undefined {
  const [note] = itemsAt(resource, 'note').flatMap((each) => textAt(each, 'text') ?? []);
  return note === undefined ? undefined : shownText(note, 100);
}

function reasonIn(text: string): Exclude<StopReason, 'not-stated'> {
  const rest = REASONS.reduce((left, [, phrases]) => left.replace(phrases, ' '), text);
  if (HEDGES.test(rest)) return 'other';
  return REASONS.find(([, phrases]) => text.search(phrases) >= 0)?.[0] ?? 'other';
}
