import { countAnswered } from '../facts/counts.ts';
import { dayOf } from '../facts/day.ts';
import type { Answer, CountFact } from '../facts/facts.ts';
import { countOf } from './count.ts';
import { at, isModified, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo } from './reference.ts';

const MAX_DEPTH = 20;

/** Where an answer came from: a person, or a program that filled it in beforehand (DTR 2.2). */
export const INFORMATION_ORIGIN = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin';

/**
 * The yes-or-no answers of a completed QuestionnaireResponse to a policy's questionnaire (contract.md 6). Free text is not
 * read, and what a program filled in from the record is nobody's statement: it would outlive the record it was taken from.
 */
export function readAnswers(resource: Resource): readonly Answer[] {
  const base = answered(resource);
  if (base === undefined) return [];
  return statementsIn(resource).flatMap(({ criterion, answer }) => {
    const value = at(answer, 'valueBoolean');
    return typeof value === 'boolean' ? [{ ...base, ...authorOf(answer), criterion, value }] : [];
  });
}

/** The numbers that answer lines which ask for a count (contract.md 6). */
export function readAnsweredCounts(resource: Resource): readonly CountFact[] {
  const base = answered(resource);
  if (base === undefined) return [];
  const { reference, policy, day } = base;
  return statementsIn(resource).flatMap(({ criterion: item, answer }) => {
    const criterion = item.replace(/\.number$/, '');
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
    isModified(resource) ||
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

interface Given {
  readonly criterion: string;
  readonly answer: unknown;
}

/** The answers that a person gave. */
const statementsIn = (resource: Resource): readonly Given[] =>
  answersIn(resource, 0).filter(({ answer }) => originsOf(answer).every(isPerson) && !isModified(answer));

const originsOf = (answer: unknown): readonly unknown[] =>
  itemsAt(answer, 'extension').filter((each) => textAt(each, 'url') === INFORMATION_ORIGIN);

const partOf = (origin: unknown, name: string): unknown =>
  itemsAt(origin, 'extension').find((each) => textAt(each, 'url') === name);

/** An origin that is not known to be a person's is not taken for one. */
function isPerson(origin: unknown): boolean {
  const source = textAt(partOf(origin, 'source'), 'valueCode');
  return source === 'manual' || source === 'override';
}

/** Who gave this answer, where it says so itself. */
function authorOf(answer: unknown): Pick<Answer, 'author'> {
  const [practitioner] = originsOf(answer).map((origin) => partOf(partOf(origin, 'author'), 'practitioner'));
  const reference = at(practitioner, 'valueReference');
  const author = textAt(reference, 'display') ?? textAt(reference, 'reference');
  return author === undefined ? {} : { author: shownText(author) };
}

function answersIn(holder: unknown, depth: number): readonly Given[] {
  if (depth > MAX_DEPTH) return [];
  return itemsAt(holder, 'item').flatMap((item) => {
    if (isModified(item)) return [];
    const criterion = textAt(item, 'linkId');
    const given = itemsAt(item, 'answer');
    const own = criterion === undefined ? [] : given.map((answer) => ({ criterion, answer }));
    return [...own, ...answersIn(item, depth + 1), ...given.flatMap((each) => answersIn(each, depth + 1))];
  });
}
