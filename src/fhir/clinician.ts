import { dayOf } from '../facts/day.ts';
import type { Clinician } from '../facts/facts.ts';
import { type SpecialtyName, specialtiesOf } from '../facts/specialties.ts';
import { codesOf, wordsOf } from './codes.ts';
import { namesOf } from './coverage.ts';
import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo, type SentResources } from './reference.ts';

/** The kinds of resource that name a clinician. */
export const CLINICIANS: readonly string[] = ['PractitionerRole', 'Practitioner'];

/** What a PractitionerRole or a Practitioner tells of a clinician. */
export type Described = Pick<Clinician, 'specialties' | 'organizations'> & { readonly name?: string };

/** Specialties by role and qualification, and the organization worked for. An inactive record proves nothing, and neither do the specialties of nurses and assistants. */
export function describe(clinician: Resource, holder: Resource, sent: SentResources): Described {
  const isRole = isResource(clinician, 'PractitionerRole');
  const person = isRole ? sent.resolve(at(clinician, 'practitioner'), clinician) : clinician;
  const concepts = [
    ...itemsAt(clinician, 'specialty'),
    ...itemsAt(clinician, 'code'),
    ...itemsAt(person, 'qualification').map((each) => at(each, 'code')),
  ];
  const proves =
    at(clinician, 'active') !== false &&
    !concepts.flatMap(codesOf).some(({ system, code }) => system === 'NUCC' && NO_PHYSICIAN.test(code));
  const name = textAt(clinician, 'practitioner', 'display') ?? nameOf(person);
  return {
    specialties: proves ? specialtiesIn(concepts) : [],
    organizations: at(clinician, 'active') === false ? [] : organizationsOf(clinician, holder, sent),
    ...(name && { name: shownText(name) }),
  };
}

/** Taxonomy codes of nurses, nurse practitioners, assistants and midwives. */
const NO_PHYSICIAN = /^(?:163W|16[4-7]|36[347])/;

/** The specialties that codes prove. */
export const specialtiesIn = (concepts: readonly unknown[]): readonly SpecialtyName[] => [
  ...new Set(
    concepts
      .flatMap(codesOf)
      .flatMap(specialtiesOf)
      .filter(({ decides, excluded }) => decides && !excluded)
      .map(({ name }) => name),
  ),
];

function organizationsOf(role: Resource, holder: Resource, sent: SentResources): readonly string[] {
  const reference = at(role, 'organization');
  const organization = sent.resolve(reference, role) ?? sent.resolve(reference, holder);
  const names = [...(organization ? namesOf(organization) : []), textAt(reference, 'display')];
  return [...new Set(names.filter((name) => name !== undefined).map((name) => shownText(name, 120)))];
}

function nameOf(practitioner: Resource | undefined): string | undefined {
  const [name] = itemsAt(practitioner, 'name');
  const given = at(name, 'given');
  const words = [...(Array.isArray(given) ? given : []), textAt(name, 'family')].filter(
    (word) => typeof word === 'string',
  );
  return textAt(name, 'text') ?? (words.length === 0 ? undefined : words.join(' '));
}

const OVER: ReadonlySet<string> = new Set(['finished', 'completed']);

/** Who took part in an Encounter, by the references that name them. */
export const participantsOf = (encounter: Resource): readonly unknown[] =>
  OVER.has(textAt(encounter, 'status') ?? '')
    ? itemsAt(encounter, 'participant').map((each) => at(each, 'individual') ?? at(each, 'actor'))
    : [];

/** Who of a specialty was seen in an Encounter that is over, and the specialty of the service itself. */
export function readConsultants(encounter: Resource, sent: SentResources): readonly Clinician[] {
  if (!OVER.has(textAt(encounter, 'status') ?? '')) return [];
  const day = dayOf(at(encounter, 'period', 'start'));
  const seen = participantsOf(encounter).flatMap((reference) => {
    const clinician = sent.resolve(reference, encounter);
    if (clinician === undefined || !CLINICIANS.includes(clinician.resourceType)) return [];
    const display = textAt(reference, 'display');
    return [{ ...(display && { name: shownText(display) }), ...describe(clinician, encounter, sent) }];
  });
  const services = itemsAt(encounter, 'serviceType');
  const [service] = services.flatMap(wordsOf);
  const described: readonly Described[] = [
    ...seen,
    { specialties: specialtiesIn(services), organizations: [], ...(service && { name: shownText(service) }) },
  ];
  return described
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
