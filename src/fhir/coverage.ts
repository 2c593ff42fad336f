import type { Day } from '../facts/day.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { isWithin } from './period.ts';
import { parseReference, referenceTo, type SentResources } from './reference.ts';

/** Who pays, as a Coverage tells it: names and identifiers of the payor, words about the plan, and whether it is in force. */
export interface CoverageFact {
  readonly reference: string;
  readonly active: boolean;
  readonly names: readonly string[];
  readonly identifiers: readonly { readonly system?: string; readonly value: string }[];
  /** Type, class and plan in words and codes, to tell lines of business. */
  readonly plan: readonly string[];
  readonly memberId?: string;
  readonly order: number;
  /** The payor is an Organization that is neither contained nor sent and still has to be read. */
  readonly payorElsewhere?: string;
}

/** A Coverage on a day (policies.md CR-1, ruling R25: without a period it covers). */
export function readCoverage(resource: Resource, day: Day, sent: SentResources): CoverageFact {
  const payors = itemsAt(resource, 'payor');
  const organizations = payors
    .map((payor) => sent.resolve(payor, resource))
    .filter((each) => each !== undefined && isResource(each, 'Organization'));
  const elsewhere =
    organizations.length > 0
      ? undefined
      : payors
          .map((payor) => textAt(payor, 'reference'))
          .find((reference) => parseReference(reference ?? '')?.type === 'Organization');
  const memberId = textAt(resource, 'subscriberId');
  const order = at(resource, 'order');
  return {
    reference: referenceTo(resource),
    active: textAt(resource, 'status') === 'active' && isWithin(at(resource, 'period'), day),
    names: [...organizations.flatMap(namesOf), ...payors.map((payor) => textAt(payor, 'display'))].filter(
      (name) => name !== undefined,
    ),
    identifiers: [
      ...organizations.flatMap((each) => itemsAt(each, 'identifier')),
      ...payors.map((payor) => at(payor, 'identifier')),
    ].flatMap(identifierOf),
    plan: planWords(resource),
    order: typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER,
    ...(memberId !== undefined && { memberId }),
    ...(elsewhere !== undefined && { payorElsewhere: elsewhere }),
  };
}

/** The names and other names of an Organization. */
export function namesOf(organization: Resource): readonly (string | undefined)[] {
  const aliases = at(organization, 'alias');
  return [
    textAt(organization, 'name'),
    ...(Array.isArray(aliases) ? aliases.map((alias) => (typeof alias === 'string' ? alias : undefined)) : []),
  ];
}

function identifierOf(identifier: unknown): readonly { readonly system?: string; readonly value: string }[] {
  const value = textAt(identifier, 'value');
  const system = textAt(identifier, 'system');
  return value === undefined ? [] : [{ value, ...(system !== undefined && { system }) }];
}

function planWords(resource: Resource): readonly string[] {
  const classes = itemsAt(resource, 'class');
  const concept = (value: unknown) => [
    textAt(value, 'text'),
    ...itemsAt(value, 'coding').flatMap((coding) => [textAt(coding, 'code'), textAt(coding, 'display')]),
  ];
  return [
    ...concept(at(resource, 'type')),
    ...classes.flatMap((each) => [textAt(each, 'name'), textAt(each, 'value')]),
  ].filter((word) => word !== undefined);
}
