import { dayOf } from '../facts/day.ts';
import type { Clinician } from '../facts/facts.ts';
import { type Described, describe, specialtiesIn } from './clinician.ts';
import { wordsOf } from './codes.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo, type SentResources } from './reference.ts';

const OVER: ReadonlySet<string> = new Set(['finished', 'completed']);

/** Who took part in an Encounter, by the references that name them. */
export const participantsOf = (encounter: Resource): readonly unknown[] =>
  OVER.has(textAt(encounter, 'status') ?? '')
    ? itemsAt(encounter, 'participant').map((each) => at(each, 'individual') ?? at(each, 'actor'))
    : [];

/**
 * Who of a specialty was seen in an Encounter that is over, and the specialty of the service itself. The roles of a
 * participant are taken from what was sent: to search for those of everybody who was ever seen would be a read each.
 */
export function readConsultants(encounter: Resource, sent: SentResources): readonly Clinician[] {
  if (!OVER.has(textAt(encounter, 'status') ?? '')) return [];
  const day = dayOf(at(encounter, 'period', 'start'));
  const seen = participantsOf(encounter).flatMap((reference) => {
    const clinician = describe(reference, encounter, sent, day);
    const display = textAt(reference, 'display');
    return clinician === undefined ? [] : [{ ...(display && { name: shownText(display) }), ...clinician }];
  });
  const services = itemsAt(encounter, 'serviceType');
  const [service] = services.flatMap(wordsOf);
  const consulted: readonly Omit<Described, 'reference' | 'roles'>[] = [
    ...seen,
    { specialties: specialtiesIn(services), organizations: [], ...(service && { name: shownText(service) }) },
  ];
  return consulted
    .filter(({ specialties }) => specialties.length > 0)
    .map(({ name, specialties, organizations }) => ({
      reference: referenceTo(encounter),
      shown: name ?? 'Consultation',
      role: 'consultant',
      specialties,
      organizations,
      ...(day && { day }),
    }));
}
