import { dayOf } from '../facts/day.ts';
import type { Answer } from '../facts/facts.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo } from './reference.ts';

const MAX_DEPTH = 20;

/** The yes-or-no answers of a completed QuestionnaireResponse to a policy's questionnaire (contract.md 6). Free text is not read. */
export function readAnswers(resource: Resource): readonly Answer[] {
  const status = textAt(resource, 'status');
  const [, policy] = /(?:^|\/)Questionnaire\/([^/|]+)(?:\|[^|]*)?$/.exec(textAt(resource, 'questionnaire') ?? '') ?? [];
  const authored = textAt(resource, 'authored');
  const day = dayOf(authored);
  if (
    (status !== 'completed' && status !== 'amended') ||
    policy === undefined ||
    authored === undefined ||
    day === undefined
  )
    return [];
  const author = textAt(resource, 'author', 'display') ?? textAt(resource, 'author', 'reference');
  const at = Date.parse(authored);
  const base = {
    reference: referenceTo(resource),
    policy,
    day,
    at: Number.isNaN(at) ? Date.parse(day) : at,
    ...(author && { author: shownText(author) }),
  };
  return answersIn(resource, 0).map(({ criterion, value }) => ({ ...base, criterion, value }));
}

function answersIn(holder: unknown, depth: number): readonly { readonly criterion: string; readonly value: boolean }[] {
  if (depth > MAX_DEPTH) return [];
  return itemsAt(holder, 'item').flatMap((item) => {
    const criterion = textAt(item, 'linkId');
    const given = itemsAt(item, 'answer');
    const values = given.map((each) => at(each, 'valueBoolean')).filter((value) => typeof value === 'boolean');
    const own = criterion === undefined ? [] : values.map((value) => ({ criterion, value }));
    return [...own, ...answersIn(item, depth + 1), ...given.flatMap((each) => answersIn(each, depth + 1))];
  });
}
