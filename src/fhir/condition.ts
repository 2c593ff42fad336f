import { type ConditionName, conditionsOf } from '../facts/conditions.ts';
import { dayOf } from '../facts/day.ts';
import type { ConditionFact } from '../facts/facts.ts';
import { codesOf, wordsOf } from './codes.ts';
import { at, isModified, itemsAt, type Path, type Resource, shownText, textAt } from './json.ts';
import { referenceTo } from './reference.ts';

const INACTIVE: ReadonlySet<string> = new Set(['inactive', 'resolved', 'remission']);

/** Where the day of a diagnosis stands: when it was recorded (in STU3 `assertedDate`), else when it began. */
const DATES: readonly Path[] = [
  ['recordedDate'],
  ['assertedDate'],
  ['onsetDateTime'],
  ['onsetPeriod', 'start'],
  ['onsetString'],
];

/** The diagnoses of our tables in a Condition (policies.md CR-4, ruling R26: an absent verificationStatus counts as confirmed). */
export const readConditions = (resource: Resource): readonly ConditionFact[] =>
  isRefuted(resource) ? [] : conditionsIn(resource, at(resource, 'code'));

/** The diagnoses of our tables that a Condition refutes. */
export const readRefuted = (resource: Resource): readonly ConditionFact[] =>
  isRefuted(resource) ? conditionsIn(resource, at(resource, 'code')) : [];

const isRefuted = (resource: Resource): boolean => verificationOf(resource) === 'refuted';

/** The diagnoses of our tables that a CodeableConcept of a resource names: a Condition's code, an order's reason. */
export function conditionsIn(resource: Resource, concept: unknown): readonly ConditionFact[] {
  const verification = verificationOf(resource);
  if (verification === 'entered-in-error') return [];
  const clinical = statusCode(resource, 'clinicalStatus');
  const matches = codesOf(concept)
    .flatMap((coded) => conditionsOf(coded).map((match) => ({ ...match, code: coded.code })))
    .filter(({ excluded }) => !excluded);
  const day = DATES.map((path) => dayOf(at(resource, ...path))).find((each) => each !== undefined);
  return [...new Set(matches.map(({ name }) => name))].map((condition: ConditionName) => {
    const named = matches.filter(({ name }) => name === condition);
    return {
      reference: referenceTo(resource),
      condition,
      shown: shownText(`${named[0]?.display ?? condition} (${named[0]?.code ?? ''})`, 100),
      certain: verification === 'confirmed',
      ...(verification === 'unclear' && { unclear: true as const }),
      active: clinical === undefined ? !hasAbated(resource) : !INACTIVE.has(clinical),
      decides: named.some(({ decides }) => decides),
      ...(day && { day }),
    };
  });
}

/** Whether the record says that the disease has gone, in any of the forms of `abatement[x]`. */
const hasAbated = (resource: Resource): boolean =>
  Object.keys(resource).some((member) => /^abatement[A-Z]/.test(member) && (resource[member] ?? false) !== false);

/** How certain a Condition or an AllergyIntolerance is. `unclear`: its words or its modifiers are none that we know. */
export type Verification = 'confirmed' | 'suspected' | 'refuted' | 'entered-in-error' | 'unclear';

const VERIFICATIONS: ReadonlyMap<string, Verification> = new Map([
  ...['confirmed', 'refuted', 'entered-in-error'].map((each) => [each, each as Verification] as const),
  ...['differential', 'provisional', 'unconfirmed'].map((each) => [each, 'suspected'] as const),
]);

/** Its verificationStatus; an absent one counts as confirmed (ruling R26), one that cannot be read does not. */
export function verificationOf(resource: Resource): Verification {
  const absent = (at(resource, 'verificationStatus') ?? undefined) === undefined;
  const written = absent ? 'confirmed' : VERIFICATIONS.get(statusCode(resource, 'verificationStatus') ?? '');
  return isModified(resource) && written !== 'entered-in-error' ? 'unclear' : (written ?? 'unclear');
}

/** The statuses of conditions and allergies; of several, the first of these counts: what takes a record back comes first. */
const STATUSES: readonly string[] = [
  'entered-in-error',
  'refuted',
  ...['differential', 'provisional', 'unconfirmed', 'confirmed'],
  ...['resolved', 'remission', 'inactive', 'recurrence', 'relapse', 'active'],
];

/** A status that is a CodeableConcept, or plain text as STU3 had it: by its codes, else by its words; else as it is written. */
export function statusCode(resource: Resource, member: string): string | undefined {
  const codings = itemsAt(resource, member, 'coding');
  const written = [
    ...codings.map((coding) => textAt(coding, 'code')),
    textAt(resource, member),
    ...wordsOf(at(resource, member)),
  ].flatMap((word) => (word === undefined ? [] : [word.toLowerCase().replace(/\s+/g, '-')]));
  return STATUSES.find((status) => written.includes(status)) ?? written[0];
}
