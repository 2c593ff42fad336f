import { type ConditionName, conditionsOf } from '../facts/conditions.ts';
import { dayOf } from '../facts/day.ts';
import type { ConditionFact } from '../facts/facts.ts';
import { codesOf } from './codes.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo } from './reference.ts';

const INACTIVE: ReadonlySet<string> = new Set(['inactive', 'resolved', 'remission']);

/** The diagnoses of our tables in a Condition (policies.md CR-4, ruling R26: an absent verificationStatus counts as confirmed). */
export const readConditions = (resource: Resource): readonly ConditionFact[] =>
  isRefuted(resource) ? [] : conditionsIn(resource, at(resource, 'code'));

/** The diagnoses of our tables that a Condition refutes. */
export const readRefuted = (resource: Resource): readonly ConditionFact[] =>
  isRefuted(resource) ? conditionsIn(resource, at(resource, 'code')) : [];

const isRefuted = (resource: Resource): boolean => statusCode(resource, 'verificationStatus') === 'refuted';

/** The diagnoses of our tables that a CodeableConcept of a resource names: a Condition's code, an order's reason. */
export function conditionsIn(resource: Resource, concept: unknown): readonly ConditionFact[] {
  const verification = statusCode(resource, 'verificationStatus');
  if (verification === 'entered-in-error') return [];
  const clinical = statusCode(resource, 'clinicalStatus');
  const matches = codesOf(concept)
    .flatMap((coded) => conditionsOf(coded).map((match) => ({ ...match, code: coded.code })))
    .filter(({ excluded }) => !excluded);
  const day = dayOf(at(resource, 'recordedDate')) ?? dayOf(at(resource, 'onsetDateTime'));
  return [...new Set(matches.map(({ name }) => name))].map((condition: ConditionName) => {
    const named = matches.filter(({ name }) => name === condition);
    return {
      reference: referenceTo(resource),
      condition,
      shown: shownText(`${named[0]?.display ?? condition} (${named[0]?.code ?? ''})`, 100),
      certain: verification === undefined || verification === 'confirmed',
      active: clinical === undefined || !INACTIVE.has(clinical),
      decides: named.some(({ decides }) => decides),
      ...(day && { day }),
    };
  });
}

/** The code of a status that is a CodeableConcept, or plain text as STU3 had it. */
export function statusCode(resource: Resource, member: string): string | undefined {
  const coded = itemsAt(resource, member, 'coding')
    .map((coding) => textAt(coding, 'code'))
    .find((code) => code !== undefined);
  return (coded ?? textAt(resource, member))?.toLowerCase();
}
