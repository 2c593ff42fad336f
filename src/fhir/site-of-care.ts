import { type Day, dayOf } from '../facts/day.ts';
import type { DrugEvent, SiteOfCareFacts } from '../facts/site-of-care.ts';
import { type ListedDrug, namesListed } from '../facts/site-of-care-drugs.ts';
import { readAnswers } from './answer.ts';
import { codesOf, wordsOf } from './codes.ts';
import { readConditions, verificationOf } from './condition.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { conceptOf, readMedication } from './medication.ts';
import type { Records } from './records.ts';
import { referenceTo, type SentResources } from './reference.ts';

/** What is known for judging the site of care of a listed drug, from what was read. Pure. */
export function siteOfCareFacts(
  records: Records,
  drugs: readonly ListedDrug[],
  asOf: Day,
  today: Day,
): SiteOfCareFacts {
  const from = (source: 'conditions' | 'answers' | 'allergies' | 'adverse-events') =>
    records.resources.get(source) ?? [];
  return {
    asOf,
    today,
    conditions: from('conditions').flatMap(readConditions),
    answers: from('answers').flatMap(readAnswers),
    events: [...from('allergies'), ...from('adverse-events')].flatMap((each) => readEvents(each, drugs, records.sent)),
    unread: records.unread,
  };
}

/** An allergy or adverse event with one of these drugs. A history is asked for, so that one which has passed counts too. */
export function readEvents(
  resource: Resource,
  drugs: readonly ListedDrug[],
  sent: SentResources,
): readonly DrugEvent[] {
  const allergy = resource.resourceType === 'AllergyIntolerance';
  if (allergy ? !isConfirmed(resource) : textAt(resource, 'actuality') === 'potential') return [];
  const concepts = allergy
    ? [at(resource, 'code'), ...itemsAt(resource, 'reaction').map((reaction) => at(reaction, 'substance'))]
    : itemsAt(resource, 'suspectEntity').flatMap((each) => suspects(each, resource, sent));
  const named = concepts.find((concept) => namesListed(drugs, codesOf(concept), wordsOf(concept)));
  if (named === undefined) return [];
  const day = dayOf(at(resource, 'recordedDate')) ?? dayOf(at(resource, 'date'));
  return [
    {
      reference: referenceTo(resource),
      kind: allergy ? 'allergy' : 'adverse-event',
      shown: shownText([wordsOf(named)[0], ...reactionsOf(resource)].filter((word) => word !== undefined).join(': ')),
      ...(day && { day }),
    },
  ];
}

const isConfirmed = (resource: Resource): boolean => verificationOf(resource) === 'confirmed';

/** The medication that an adverse event suspects: named in the reference, or by the resource behind it. */
function suspects(entity: unknown, event: Resource, sent: SentResources): readonly unknown[] {
  const display = textAt(entity, 'instance', 'display');
  const resource = sent.resolve(at(entity, 'instance'), event);
  const hint = display === undefined ? [] : [{ text: display }];
  if (resource === undefined) return hint;
  if (resource.resourceType === 'Medication') return [conceptOf(resource), ...hint];
  const medication = readMedication(resource, sent);
  return medication.kind === 'read' ? [medication.concept, ...hint] : hint;
}

const reactionsOf = (resource: Resource): readonly string[] =>
  [at(resource, 'event'), ...itemsAt(resource, 'reaction').flatMap((each) => itemsAt(each, 'manifestation'))]
    .flatMap((concept) => wordsOf(concept).slice(0, 1))
    .slice(0, 2);
