import { dayOf } from '../facts/day.ts';
import type { AllergyFact } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { conceptOf, drugsIn, type NamedDrug, readMedication } from './medication.ts';
import { referenceTo, type SentResources } from './reference.ts';

/** What a suspected cause may point at. */
export const SUSPECTS: readonly string[] = [
  'Medication',
  'MedicationAdministration',
  'MedicationStatement',
  'MedicationRequest',
  'Substance',
];

/** The suspected causes of an event that happened; those found unlikely are left out. */
export const suspectsOf = (event: Resource): readonly unknown[] =>
  textAt(event, 'actuality') === 'actual' && textAt(event, 'status') !== 'entered-in-error'
    ? itemsAt(event, 'suspectEntity').filter((entity) => !itemsAt(entity, 'causality').some(isUnlikely))
    : [];

/** The drugs of our tables that are suspected, by code, of an adverse event that happened. */
export function readAdverseEvents(event: Resource, sent: SentResources): readonly AllergyFact[] {
  const [happened] = wordsOf(at(event, 'event'));
  const day = dayOf(at(event, 'date')) ?? dayOf(at(event, 'detected')) ?? dayOf(at(event, 'recordedDate'));
  const drugs = suspectsOf(event)
    .flatMap((entity) => drugsOfSuspect(entity, event, sent))
    .filter(({ decides }) => decides);
  return [...new Set(drugs.map(({ drug }) => drug))].map((drug) => {
    const shown = drugs.find((each) => each.drug === drug)?.shown ?? drug;
    return {
      reference: referenceTo(event),
      kind: 'adverse-event',
      drug,
      shown: shownText(happened === undefined ? shown : `${shown}: ${happened}`, 100),
      ...(day && { day }),
    };
  });
}

function drugsOfSuspect(entity: unknown, event: Resource, sent: SentResources): readonly NamedDrug[] {
  const coded = drugsIn(at(entity, 'instanceCodeableConcept'));
  const suspect = sent.resolve(at(entity, 'instance') ?? at(entity, 'instanceReference'), event);
  if (suspect === undefined || !SUSPECTS.includes(suspect.resourceType)) return coded;
  if (suspect.resourceType === 'Medication') return [...coded, ...drugsIn(conceptOf(suspect))];
  if (suspect.resourceType === 'Substance') return [...coded, ...drugsIn(at(suspect, 'code'))];
  const medication = isVoid(suspect) ? undefined : readMedication(suspect, sent);
  return medication?.kind === 'read' ? [...coded, ...medication.drugs] : coded;
}

const isVoid = (resource: Resource): boolean =>
  ['entered-in-error', 'not-done', 'not-taken'].includes(textAt(resource, 'status') ?? '');

function isUnlikely(causality: unknown): boolean {
  const assessment = at(causality, 'assessment');
  const codes = itemsAt(assessment, 'coding').flatMap((coding) => textAt(coding, 'code') ?? []);
  return [...codes, ...wordsOf(assessment)].some((word) => /\bunlikely\b|\bunrelated\b|\bnot related\b/i.test(word));
}
