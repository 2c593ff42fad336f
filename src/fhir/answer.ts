import { countAnswered } from '../facts/counts.ts';
import { dayOf } from '../facts/day.ts';
import type { Answer, CountFact } from '../facts/facts.ts';
import { countOf } from './count.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo } from './reference.ts';

const MAX_DEPTH = 20;

/** The yes-or-no answers of a completed QuestionnaireResponse to a policy's questionnaire (contract.md 6). Free text is not read. */
export function readAnswers(resource: Resource): readonly Answer[] {
  const base = answered(resource);
  if (base === undefined) return [];
  return answersIn(resource, 0).flatMap(({ criterion, answer }) => {
    const value = at(answer, 'valueBoolean');
    return typeof value === 'boolean' ? [{ ...base, criterion, value }] : [];
  });
}

/** The numbers that answer lines which ask for a count (contract.md 6). */
export function readAnsweredCounts(resource: Resource): readonly CountFact[] {
  const base = answered(resource);
  if (base === undefined) return [];
  const { reference, policy, day } = base;
  return answersIn(resource, 0).flatMap(({ criterion, answer }) => {
    const count = countAnswered(criterion);
    const counted = countOf('', at(answer, 'valueInteger'));
    if (count === undefined || counted === undefined) return [];
    const { value, shown } = counted;
    return [{ reference, count, value, shown: `${shown}, as answered`, day, criterion, policy }];
  });
}

/** What all answers of a response share; undefined for a response that is not completed, not dated, or to none of our questionnaires. */
function answered(resource: Resource): Omit<Answer, 'criterion' | 'value'> | undefined {
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
    return undefined;
  const author = textAt(resource, 'author', 'display') ?? textAt(resource, 'author', 'reference');
  const moment = Date.parse(authored);
  return {
    reference: referenceTo(resource),
    policy,
    day,
    at: Number.isNaN(moment) ? Date.parse(day) : moment,
    ...(author && { author: shownText(author) }),
  };
}

function answersIn(
  holder: unknown,
  depth: number,
): readonly { readonly criterion: string; readonly answer: unknown }[] {
  if (depth > MAX_DEPTH) return [];
  return itemsAt(holder, 'item').flatMap((item) => {
    const criterion = textAt(item, 'linkId');
    const given = itemsAt(item, 'answer');
    const own = criterion === undefined ? [] : given.map((answer) => ({ criterion, answer }));
    return [...own, ...answersIn(item, depth + 1), ...given.flatMap((each) => answersIn(each, depth + 1))];
  });
}
