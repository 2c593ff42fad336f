import type { Day } from '../facts/day.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { isWithin } from './period.ts';
import { parseReference, referenceTo, type SentResources } from './reference.ts';

/** Whether a role, a person or a qualification stands on a day: one that is inactive, or whose period is over, proves nothing. */
export const isInForce = (record: unknown, day: Day | undefined): boolean =>
  at(record, 'active') !== false && isWithin(at(record, 'period'), day);

/** The roles in force on a day that point at a person. */
export const rolesOf = (
  person: unknown,
  holder: Resource,
  sent: SentResources,
  day: Day | undefined,
): readonly Resource[] => rolesNaming(person, holder, sent).filter((role) => isInForce(role, day));

/** The roles that point at a person, among all that was sent or read and what `holder` contains. The person need not be at hand. */
export function rolesNaming(person: unknown, holder: Resource, sent: SentResources): readonly Resource[] {
  const inside = itemsAt(holder, 'contained').filter((each) => isResource(each, 'PractitionerRole'));
  const name = nameOf(person, holder, sent);
  if (name === undefined) return [];
  return [
    ...inside.filter((role) => nameOf(at(role, 'practitioner'), holder, sent) === name),
    ...sent.ofType('PractitionerRole').filter((role) => nameOutside(at(role, 'practitioner'), role, sent) === name),
  ];
}

/** `Practitioner/id` of a Reference element, or its place among what the holder contains. */
function nameOf(reference: unknown, holder: Resource, sent: SentResources): string | undefined {
  const written = textAt(reference, 'reference');
  return written?.startsWith('#') ? written : nameOutside(reference, holder, sent);
}

function nameOutside(reference: unknown, holder: Resource, sent: SentResources): string | undefined {
  const written = textAt(reference, 'reference') ?? '#';
  if (written.startsWith('#')) return undefined;
  const parsed = parseReference(written);
  if (parsed !== undefined) return `${parsed.type}/${parsed.id}`;
  const found = sent.resolve(reference, holder);
  return found && referenceTo(found);
}
