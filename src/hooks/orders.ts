import type { Chart } from '../fhir/chart.ts';
import { readReferenced } from '../fhir/facts.ts';
import { at, type Resource } from '../fhir/json.ts';
import { drugsHinted, readMedication } from '../fhir/medication.ts';
import { type DraftOrder, readOrder } from '../fhir/order.ts';
import { policiesFor } from '../policies/select.ts';
import type { OrderSignRequest } from './request.ts';

/** An order for a drug that a held policy governs. `own` is false when it names another patient than the call. */
export interface GovernedOrder extends DraftOrder {
  readonly own: boolean;
}

const ORDERS: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest']);

/** The orders of a call that are ours to judge, in the order they were sent. Others get no answer at all. */
export async function governedOrders(request: OrderSignRequest, chart: Chart): Promise<readonly GovernedOrder[]> {
  const read = await Promise.all(
    request.draftOrders.map(async (resource, index) => {
      if (!ORDERS.has(resource.resourceType)) return [];
      const { drugs, concept } = await medicationOf(resource, chart);
      const governed = drugs.find(({ drug }) => policiesFor(drug).length > 0);
      if (governed === undefined) return [];
      const subject = at(resource, 'subject');
      const own = subject === undefined || chart.sent.isPatient(subject, request.patientId);
      return [{ ...readOrder(resource, governed, concept, index + 1), own }];
    }),
  );
  return read.flat();
}

async function medicationOf(resource: Resource, chart: Chart) {
  const sent = readMedication(resource, chart.sent);
  if (sent.kind === 'elsewhere') await readReferenced(chart, sent.reference, 'Medication');
  const medication = readMedication(resource, chart.sent);
  return medication.kind === 'read' ? medication : { drugs: drugsHinted(resource), concept: undefined };
}
