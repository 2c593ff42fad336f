import { dayOf } from '../facts/day.ts';
import type { AllergyFact } from '../facts/facts.ts';
import { statusCode, verificationOf } from './condition.ts';
import { at, itemsAt, type Resource } from './json.ts';
import { drugsIn } from './medication.ts';
import { referenceTo } from './reference.ts';

/** Allergies to, and intolerances of, drugs of our tables that are confirmed and current (policies.md CR-4, ruling R26). */
export function readAllergies(resource: Resource): readonly AllergyFact[] {
  const clinical = statusCode(resource, 'clinicalStatus');
  if (verificationOf(resource) !== 'confirmed' || (clinical !== undefined && clinical !== 'active')) return [];
  const concepts = [
    at(resource, 'code'),
    ...itemsAt(resource, 'reaction').map((reaction) => at(reaction, 'substance')),
  ];
  const day = dayOf(at(resource, 'recordedDate'));
  const drugs = concepts.flatMap((concept) => drugsIn(concept)).filter(({ decides }) => decides);
  return drugs.map(({ drug, shown }) => ({
    reference: referenceTo(resource),
    kind: 'allergy',
    drug,
    shown,
    ...(day && { day }),
  }));
}
