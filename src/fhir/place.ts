import {
  type NamedPlace,
  type NamedPlaces,
  type Place,
  type PlaceRecord,
  placeDisplay,
  placeWordsOf,
} from '../facts/place.ts';
import { placeOf } from '../facts/place-of-order.ts';
import { type Chart, readReferenced } from './chart.ts';
import { codesOf, wordsOf } from './codes.ts';

import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { parseReference, referenceTo } from './reference.ts';

/** Where an order is to be carried out: contained, sent along, or read from the client's own server. */
export async function readPlace(order: Resource, chart: Chart): Promise<Place> {
  return placeOf(await readNamedPlaces(order, chart));
}

/** All that an order and its encounter say of the place. A Reference without a literal address counts as not read. */
async function readNamedPlaces(order: Resource, chart: Chart): Promise<NamedPlaces> {
  const [pointed, encounter] = await Promise.all([
    Promise.all(itemsAt(order, 'locationReference').map((each) => readLocation(each, [order], chart))),
    readEncounter(order, chart),
  ]);
  const coded = itemsAt(order, 'locationCode').map((concept) => ({
    record: recordOf(referenceTo(order), [concept], undefined),
    belongsTo: [],
    unread: false,
  }));
  return { order: referenceTo(order), coded, pointed, ...(encounter && { encounter }) };
}

/** A Location, with the chain of organizations and places that it belongs to. */
async function readLocation(reference: unknown, holders: readonly Resource[], chart: Chart): Promise<NamedPlace> {
  const location = await find(reference, 'Location', holders, chart);
  if (location === undefined) return { record: unreadRecord(reference), belongsTo: [], unread: true };
  return { record: recordOfResource(location), ...(await belonging(location, holders, chart)) };
}

/** The visit at which the order was written, unless it was called off or is another patient's. */
async function readEncounter(order: Resource, chart: Chart): Promise<NamedPlaces['encounter']> {
  const reference = at(order, 'encounter');
  if (reference === undefined) return undefined;
  const encounter = await find(reference, 'Encounter', [order], chart);
  if (encounter === undefined)
    return chart.sent.holds(reference, order)
      ? undefined
      : { visit: { record: unreadRecord(reference), belongsTo: [], unread: true }, places: [] };
  if (!chart.sent.isPatient(at(encounter, 'subject'), chart.patientId)) {
    chart.sent.leaveOut(encounter);
    return undefined;
  }
  if (['cancelled', 'entered-in-error'].includes(textAt(encounter, 'status') ?? '')) return undefined;
  const stays = itemsAt(encounter, 'location');
  const current = stays.filter((stay) => textAt(stay, 'status') !== 'completed');
  const holders = [encounter, order];
  const [places, around] = await Promise.all([
    Promise.all(
      (current.length > 0 ? current : stays).map((stay) => readLocation(at(stay, 'location'), holders, chart)),
    ),
    climb([{ reference: at(encounter, 'serviceProvider'), type: 'Organization' }], holders, chart, 0),
  ]);
  const visit = recordOf(referenceTo(encounter), [{ coding: itemsAt(encounter, 'class') }], undefined);
  return { visit: { record: visit, ...around }, places };
}

/** A reference to something that a place belongs to. */
interface Pointer {
  readonly reference: unknown;
  readonly type: 'Location' | 'Organization';
}

type Belonging = Pick<NamedPlace, 'belongsTo' | 'unread'>;

const MAX_STEPS = 4;

const belonging = (resource: Resource, holders: readonly Resource[], chart: Chart, steps = 0): Promise<Belonging> =>
  climb(
    isResource(resource, 'Location')
      ? [
          { reference: at(resource, 'managingOrganization'), type: 'Organization' },
          { reference: at(resource, 'partOf'), type: 'Location' },
        ]
      : [{ reference: at(resource, 'partOf'), type: 'Organization' }],
    [resource, ...holders],
    chart,
    steps,
  );

/** What these references lead to, upwards, a few steps at most; a chain that is cut off counts as not read. */
async function climb(
  pointers: readonly Pointer[],
  holders: readonly Resource[],
  chart: Chart,
  steps: number,
): Promise<Belonging> {
  const given = pointers.filter(({ reference }) => reference !== undefined);
  if (given.length > 0 && steps >= MAX_STEPS) return { belongsTo: [], unread: true };
  const found = await Promise.all(
    given.map(async ({ reference, type }): Promise<Belonging> => {
      const resource = await find(reference, type, holders, chart);
      if (resource === undefined) return { belongsTo: [unreadRecord(reference)], unread: true };
      const above = await belonging(resource, holders, chart, steps + 1);
      return { belongsTo: [recordOfResource(resource), ...above.belongsTo], unread: above.unread };
    }),
  );
  return { belongsTo: found.flatMap(({ belongsTo }) => belongsTo), unread: found.some(({ unread }) => unread) };
}

/** The resource behind a reference; undefined where it is not to be had. */
async function find(
  reference: unknown,
  type: string,
  holders: readonly Resource[],
  chart: Chart,
): Promise<Resource | undefined> {
  const resolved = () =>
    holders.map((holder) => chart.sent.resolve(reference, holder)).find((each) => isResource(each, type));
  const written = textAt(reference, 'reference');
  const held = holders.some((holder) => chart.sent.holds(reference, holder));
  if (!held && written !== undefined && parseReference(written)?.type === type)
    await readReferenced(chart, written, type);
  return resolved();
}

const recordOfResource = (resource: Resource): PlaceRecord =>
  recordOf(referenceTo(resource), itemsAt(resource, 'type'), textAt(resource, 'name'));

function recordOf(reference: string, concepts: readonly unknown[], name: string | undefined): PlaceRecord {
  const codes = concepts.flatMap(codesOf);
  const words = [name, ...concepts.flatMap(wordsOf)].filter((word) => word !== undefined);
  const shown = words.length > 0 ? words : codes.map(placeDisplay);
  return { reference, shown: shownText([...new Set(shown)].join(', ')), words: placeWordsOf(codes) };
}

function unreadRecord(reference: unknown): PlaceRecord {
  const written = textAt(reference, 'reference');
  const shown = textAt(reference, 'display') ?? written ?? '';
  return { reference: written ?? 'Location', shown: shownText(shown), words: [] };
}
