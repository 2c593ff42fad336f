import { sourcesNeeded } from '../criteria/facts-needed.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Source } from '../facts/facts.ts';
import { type Chart, readReferenced } from '../fhir/chart.ts';
import type { OrderInCall } from '../fhir/facts.ts';
import { at, type Resource } from '../fhir/json.ts';
import { drugsHinted, type NamedDrug, readMedication } from '../fhir/medication.ts';
import { type DraftOrder, orderReference, readOrder } from '../fhir/order.ts';
import { readPrescriber } from '../fhir/prescriber.ts';
import { readTogether } from '../fhir/treatment.ts';
import { policiesFor } from '../policies/select.ts';
import type { OrderSignRequest } from './request.ts';

/** An order for a drug that a held policy governs. `own` is false when it names another patient than the call. */
export interface GovernedOrder extends DraftOrder, OrderInCall {
  readonly own: boolean;
}

const ORDERS: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest']);

/** The orders of a call that are ours to judge, in the order they were sent. Others get no answer at all, and are evidence beside them. */
export async function governedOrders(request: OrderSignRequest, chart: Chart): Promise<readonly GovernedOrder[]> {
  const sent = await Promise.all(
    request.draftOrders.map(async (resource, index) => {
      if (!ORDERS.has(resource.resourceType)) return [];
      const { drugs, concept } = await medicationOf(resource, chart);
      const subject = at(resource, 'subject');
      const own = subject === undefined || chart.sent.isPatient(subject, request.patientId);
      return [{ resource, drugs, concept, own, position: index + 1 }];
    }),
  );
  const orders = sent.flat();
  return orders.flatMap(({ resource, drugs, concept, own, position }) => {
    const governed = drugs.find(({ drug }) => policiesFor(drug).length > 0);
    if (governed === undefined) return [];
    const others = orders.filter((other) => other.own && other.position !== position);
    return [{ ...readOrder(resource, governed, concept, position), own, together: others.flatMap(orderedBeside) }];
  });
}

const orderedBeside = (order: { resource: Resource; drugs: readonly NamedDrug[]; position: number }) =>
  readTogether(order.resource, order.drugs, orderReference(order.resource, order.position));

async function medicationOf(resource: Resource, chart: Chart) {
  const sent = readMedication(resource, chart.sent);
  if (sent.kind === 'elsewhere') await readReferenced(chart, sent.reference, 'Medication');
  const medication = readMedication(resource, chart.sent);
  return medication.kind === 'read' ? medication : { drugs: drugsHinted(resource), concept: undefined };
}

/** The parts of the chart that any policy for a drug asks for. */
export const sourcesFor = (drug: DrugName): ReadonlySet<Source> =>
  new Set(policiesFor(drug).flatMap((policy) => [...sourcesNeeded(policy)]));

/** The same orders with who prescribes each, where a policy for its drug asks. */
export function withPrescribers(
  orders: readonly GovernedOrder[],
  chart: Chart,
  sources: (drug: DrugName) => ReadonlySet<Source> = sourcesFor,
): Promise<readonly GovernedOrder[]> {
  return Promise.all(
    orders.map(async (order) =>
      sources(order.facts.drug).has('prescriber')
        ? { ...order, ...(await readPrescriber(order.resource, chart)) }
        : order,
    ),
  );
}
