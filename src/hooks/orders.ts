import { sourcesNeeded } from '../criteria/facts-needed.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Source } from '../facts/facts.ts';
import { type ListedDrug, listedDrugs } from '../facts/site-of-care-drugs.ts';
import { type Chart, readReferenced } from '../fhir/chart.ts';
import { codesOf, wordsOf } from '../fhir/codes.ts';
import type { OrderInCall } from '../fhir/facts.ts';
import { at, type Resource, shownText } from '../fhir/json.ts';
import { hintedMedication, type NamedDrug, readMedication } from '../fhir/medication.ts';
import { type DraftOrder, orderReference, type PlannedOrder, readOrder, readPlanned } from '../fhir/order.ts';
import { readPrescriber } from '../fhir/prescriber.ts';
import { readTogether } from '../fhir/treatment.ts';
import type { Payer } from '../policies/payer.ts';
import { policiesFor } from '../policies/select.ts';
import { type OrderedDrug, orderedDrug } from './ordered-drug.ts';

/** An order with the drugs of the site-of-care list that it names. `own` is false when it names another patient than the call. */
export interface OrderOnList extends PlannedOrder {
  readonly own: boolean;
  readonly listed: readonly ListedDrug[];
}

/** An order for a drug that a held policy governs. */
export interface GovernedOrder extends DraftOrder, OrderInCall, OrderOnList, Omit<OrderedDrug, 'named'> {}

/** The orders of a call that are ours to judge, in the order they were sent. */
export interface JudgedOrders {
  readonly governed: readonly GovernedOrder[];
  /** Those of which only the place is judged: no policy on the drug itself is held. */
  readonly onlyListed: readonly OrderOnList[];
  /** Those that no held text concerns, of any kind of order. */
  readonly others: readonly OtherOrder[];
}

/** An order that no held text concerns, with the words for what it orders. */
export interface OtherOrder extends PlannedOrder {
  readonly own: boolean;
  readonly shown: string;
  /** What it orders could not be read. */
  readonly unread: boolean;
}

/** The orders that may name a drug. */
const FOR_DRUGS: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest']);

/** The other kinds of order that draftOrders may hold (CDS Hooks library, order-sign). */
const FOR_OTHER_THINGS: ReadonlySet<string> = new Set([
  'CommunicationRequest',
  'DeviceRequest',
  'NutritionOrder',
  'VisionPrescription',
]);

/** Whether resources of a type are orders. */
export const isOrderType = (type: string): boolean => FOR_DRUGS.has(type) || FOR_OTHER_THINGS.has(type);

/** Picks them. The others are evidence beside them. */
export async function ordersToJudge(draftOrders: readonly Resource[], chart: Chart): Promise<JudgedOrders> {
  const isOwn = (resource: Resource): boolean => {
    const subject = at(resource, 'subject') ?? at(resource, 'patient');
    return subject === undefined || chart.sent.isPatient(subject, chart.patientId);
  };
  const sent = await Promise.all(
    draftOrders.map(async (resource, index) => {
      if (!FOR_DRUGS.has(resource.resourceType)) return [];
      const { drugs, concept, unread } = await medicationOf(resource, chart);
      const own = isOwn(resource);
      const listed = listedDrugs(codesOf(concept), wordsOf(concept));
      const ordered = orderedDrug(drugs, concept);
      return [{ resource, drugs, concept, unread, own, listed, position: index + 1, ordered }];
    }),
  );
  const orders = sent.flat();
  const beside = orders
    .filter(({ own }) => own)
    .flatMap((order) => orderedBeside(order).map((treatment) => ({ position: order.position, treatment })));
  return {
    governed: orders.flatMap(({ resource, ordered, concept, own, listed, position }) => {
      if (ordered === undefined) return [];
      const { named, ...doubts } = ordered;
      const together = beside.filter((other) => other.position !== position).map(({ treatment }) => treatment);
      return [{ ...readOrder(resource, named, concept, position), ...doubts, own, listed, together }];
    }),
    onlyListed: orders
      .filter(({ ordered, listed }) => listed.length > 0 && ordered === undefined)
      .map(({ resource, own, listed, position }) => ({ ...readPlanned(resource, position), own, listed })),
    others: [
      ...orders
        .filter(({ ordered, listed }) => listed.length === 0 && ordered === undefined)
        .map(({ resource, concept, unread, own, position }) => ({
          ...readPlanned(resource, position),
          own,
          unread,
          shown: shownText(wordsOf(concept)[0] ?? 'this order'),
        })),
      ...draftOrders.flatMap((resource, index) =>
        // An appointment for no order stands for itself.
        FOR_OTHER_THINGS.has(resource.resourceType) || resource.resourceType === 'Appointment'
          ? [{ ...readPlanned(resource, index + 1), own: isOwn(resource), unread: false, shown: 'this order' }]
          : [],
      ),
    ],
  };
}

const orderedBeside = (order: { resource: Resource; drugs: readonly NamedDrug[]; position: number }) =>
  readTogether(order.resource, order.drugs, orderReference(order.resource, order.position));

async function medicationOf(resource: Resource, chart: Chart) {
  const sent = readMedication(resource, chart.sent);
  if (sent.kind === 'read') return { ...sent, unread: false };
  const reading = await readReferenced(chart, sent.reference, 'Medication');
  const medication = readMedication(resource, chart.sent);
  return medication.kind === 'read'
    ? { ...medication, unread: false }
    : { ...hintedMedication(resource), unread: reading !== 'not-found' };
}

/** The parts of the chart that the policies for a drug ask for; those of some payers alone, where it is known who pays. */
export const sourcesFor = (drug: DrugName, payers?: readonly Payer[]): ReadonlySet<Source> =>
  new Set(
    policiesFor(drug)
      .filter(({ payer }) => payers === undefined || payers.some(({ id }) => id === payer))
      .flatMap((policy) => [...sourcesNeeded(policy)]),
  );

/** The same orders with who prescribes each, where a policy for its drug asks. */
export function withPrescribers(
  orders: readonly GovernedOrder[],
  chart: Chart,
  sources: (drug: DrugName) => ReadonlySet<Source>,
): Promise<readonly GovernedOrder[]> {
  return Promise.all(
    orders.map(async (order) =>
      sources(order.facts.drug).has('prescriber')
        ? { ...order, ...(await readPrescriber(order.resource, chart, order.facts.authored ?? order.asOf)) }
        : order,
    ),
  );
}
