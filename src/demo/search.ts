import { itemsAt, type Path, type Resource, textAt } from '../fhir/json.ts';

/** A search as sent: names and values, repeated names included. */
export type Query = readonly (readonly [name: string, value: string])[];

/** What a search gives (FHIR R4, search). */
export interface Found {
  /** How many fit. */
  readonly total: number;
  /** The part of them that was asked for, in order. */
  readonly page: readonly Resource[];
  /** The parameters that were heeded; the others are no parameters here, and left out (FHIR R4, search, 3.1.1.2). */
  readonly heeded: Query;
  /** Where the next page begins, when there is one. */
  readonly next?: number;
}

/** Searches resources of one type. `_count` and the place where a page begins (`_offset`) are whole numbers, else they are not heeded. */
export function search(resources: readonly Resource[], query: Query): Found {
  const heeded = query.filter(([name, value]) => isHeeded(name, value));
  const fitting = resources.filter((resource) => heeded.every((each) => fits(resource, each)));
  const start = numberOf(heeded, '_offset') ?? 0;
  const end = start + (numberOf(heeded, '_count') ?? fitting.length);
  return {
    total: fitting.length,
    page: sorted(fitting, heeded).slice(start, end),
    heeded,
    ...(end > start && end < fitting.length && { next: end }),
  };
}

/** The texts that a value is held against. */
type Values = (resource: Resource) => readonly (string | undefined)[];

const plain =
  (element: string): Values =>
  (resource) => [textAt(resource, element)];

const references =
  (...elements: readonly string[]): Values =>
  (resource) =>
    elements
      .map((element) => textAt(resource, element, 'reference'))
      .flatMap((written) => [written, written?.split('/').at(-1)]);

/** With and without their system. */
const codes =
  (...elements: readonly string[]): Values =>
  (resource) =>
    elements
      .flatMap((element) => itemsAt(resource, element))
      .flatMap((concept) => itemsAt(concept, 'coding'))
      .flatMap((coding) => [textAt(coding, 'code'), `${textAt(coding, 'system')}|${textAt(coding, 'code')}`]);

/** What is searched by, on every type that has such an element. */
const PARAMETERS: ReadonlyMap<string, Values> = new Map([
  ['_id', plain('id')],
  ['patient', references('subject', 'patient', 'beneficiary')],
  ['subject', references('subject')],
  ['practitioner', references('practitioner')],
  ['code', codes('code', 'medicationCodeableConcept')],
  ['category', codes('category')],
  ['status', plain('status')],
  ['intent', plain('intent')],
  ['questionnaire', plain('questionnaire')],
]);

/** The names of the parameters that are heeded beside those of paging and order. */
export const searchParameters: readonly string[] = [...PARAMETERS.keys()];

function isHeeded(name: string, value: string): boolean {
  if (name === '_count' || name === '_offset') return /^\d{1,6}$/.test(value);
  if (name === '_sort') return SORTS.has(value.replace(/^-/, ''));
  return PARAMETERS.has(name);
}

/** Values with commas between them are alternatives; parameters that say nothing of the resource are met. */
function fits(resource: Resource, [name, value]: Query[number]): boolean {
  const found = PARAMETERS.get(name)?.(resource);
  return found === undefined || value.split(',').some((each) => found.includes(each));
}

const numberOf = (query: Query, name: string): number | undefined => {
  const value = query.find(([each]) => each === name)?.[1];
  return value === undefined ? undefined : Number(value);
};

/** What is sorted by: the id, or the day that a record is of. */
const SORTS: ReadonlyMap<string, Values> = new Map([
  ['_id', plain('id')],
  ...['_lastUpdated', 'date', 'authored', 'authoredon', 'recorded-date'].map((name) => [name, moments] as const),
]);

function moments(resource: Resource): readonly (string | undefined)[] {
  const paths: readonly Path[] = [
    ['authored'],
    ['authoredOn'],
    ['effectiveDateTime'],
    ['effectivePeriod', 'start'],
    ['recordedDate'],
  ];
  const others: readonly Path[] = [['date'], ['period', 'start'], ['meta', 'lastUpdated']];
  return [...paths, ...others].map((path) => textAt(resource, ...path));
}

function sorted(resources: readonly Resource[], query: Query): readonly Resource[] {
  const by = query.find(([name]) => name === '_sort')?.[1];
  const values = SORTS.get(by?.replace(/^-/, '') ?? '');
  if (by === undefined || values === undefined) return resources;
  const keyOf = (resource: Resource) => values(resource).find((value) => value !== undefined) ?? '';
  const turn = by.startsWith('-') ? -1 : 1;
  return [...resources].sort((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    return a === b ? 0 : a < b ? -turn : turn;
  });
}
