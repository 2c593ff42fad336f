import type { Day } from '../facts/day.ts';
import type { Clinician } from '../facts/facts.ts';
import { type SpecialtyName, specialtiesOf } from '../facts/specialties.ts';
import { codesOf } from './codes.ts';
import { namesOf } from './coverage.ts';
import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { referenceTo, type SentResources } from './reference.ts';
import { isInForce, rolesOf } from './role.ts';

/** The kinds of resource that name a clinician. */
export const CLINICIANS: readonly string[] = ['PractitionerRole', 'Practitioner'];

/** What records tell of a clinician, and the roles that tell it. */
export type Described = Pick<Clinician, 'specialties' | 'organizations'> & {
  readonly name?: string;
  /** The record that shows the most: a role, or the person. */
  readonly reference: string;
  readonly roles: readonly Resource[];
};

/**
 * What is known of the clinician that a Reference element names: a role with its person, or a person with the roles that
 * point at it, as of a day. Undefined where nothing is at hand. What is inactive or over proves nothing, and neither do
 * the specialties of nurses and assistants.
 */
export function describe(
  reference: unknown,
  holder: Resource,
  sent: SentResources,
  day: Day | undefined,
): Described | undefined {
  const named = sent.resolve(reference, holder);
  if (named !== undefined && !CLINICIANS.includes(named.resourceType)) return undefined;
  if (named === undefined || isResource(named, 'Practitioner')) {
    const roles = rolesOf(reference, holder, sent, day);
    const first = named ?? roles[0];
    return first && described({ first, person: named, roles }, holder, sent, day);
  }
  const whose = at(named, 'practitioner');
  const person = sent.resolve(whose, named) ?? sent.resolve(whose, holder);
  return described({ first: named, person, roles: isInForce(named, day) ? [named] : [] }, holder, sent, day);
}

/** The records about one clinician: the one that was named, the person, and the roles in force. */
interface About {
  readonly first: Resource;
  readonly person: Resource | undefined;
  readonly roles: readonly Resource[];
}

function described({ first, person, roles }: About, holder: Resource, sent: SentResources, day: Day | undefined) {
  const stands = isInForce(person, day) && (first === person || roles.length > 0);
  const own = stands ? qualificationsOf(person, day) : [];
  const concepts = [...own, ...roles.flatMap(specialtiesNamed)];
  const isPhysician = !concepts
    .flatMap(codesOf)
    .some(({ system, code }) => system === 'NUCC' && NO_PHYSICIAN.test(code));
  const proving =
    specialtiesIn(own).length > 0 ? first : roles.find((role) => specialtiesIn(specialtiesNamed(role))[0]);
  const name =
    [first, ...roles].map((role) => textAt(role, 'practitioner', 'display')).find((display) => display !== undefined) ??
    nameOf(person);
  return {
    specialties: isPhysician ? specialtiesIn(concepts) : [],
    organizations: [...new Set(roles.flatMap((role) => organizationsOf(role, holder, sent)))],
    reference: referenceTo(proving ?? first),
    roles,
    ...(name && { name: shownText(name) }),
  };
}

const specialtiesNamed = (role: Resource): readonly unknown[] => [
  ...itemsAt(role, 'specialty'),
  ...itemsAt(role, 'code'),
];

const qualificationsOf = (person: Resource | undefined, day: Day | undefined): readonly unknown[] =>
  itemsAt(person, 'qualification')
    .filter((each) => isInForce(each, day))
    .map((each) => at(each, 'code'));

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
  return names.filter((name) => name !== undefined).map((name) => shownText(name, 120));
}

function nameOf(practitioner: Resource | undefined): string | undefined {
  const [name] = itemsAt(practitioner, 'name');
  const given = at(name, 'given');
  const words = [...(Array.isArray(given) ? given : []), textAt(name, 'family')].filter(
    (word) => typeof word === 'string',
  );
  return textAt(name, 'text') ?? (words.length === 0 ? undefined : words.join(' '));
}
