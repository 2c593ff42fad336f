import { type DrugName, drugDisplay } from '../facts/drugs.ts';
import { at, isResource, itemsAt, textAt } from '../fhir/json.ts';
import { demoPatients } from './patients.ts';

/**
 * A CDS service for tries: it offers the governed drugs to clients whose own list of drugs has none of them, such as the
 * CDS Hooks Sandbox. It stands at a base of its own, so that the services of the product stay what they are.
 */

/** Its id; the last part of its address. */
export const ORDERS_TO_TRY = 'orders-to-try';

/** Its discovery document (https://cds-hooks.hl7.org/2.0/#discovery). */
export const tryDiscovery = {
  services: [
    {
      hook: 'order-select',
      id: ORDERS_TO_TRY,
      title: 'Orders to try',
      description: 'For tries alone: offers a draft order of each governed drug while no drug is chosen.',
    },
  ],
} as const;

/** The answer to an order-select call: a card while no draft order names a drug, none afterwards; undefined for a body that is no such call. */
export function ordersToTry(body: unknown): { readonly cards: readonly unknown[] } | undefined {
  const patientId = textAt(body, 'context', 'patientId');
  const drafts = at(body, 'context', 'draftOrders');
  if (patientId === undefined || !isResource(drafts, 'Bundle')) return undefined;
  const orders = itemsAt(drafts, 'entry').map((entry) => at(entry, 'resource'));
  return { cards: orders.some(namesDrug) ? [] : [cardFor(patientId)] };
}

const namesDrug = (order: unknown): boolean =>
  ['medicationCodeableConcept', 'medicationReference'].some((member) => at(order, member) !== undefined);

/** Without a uuid: it asks for no feedback. */
const cardFor = (patientId: string) => ({
  summary: 'To try Countersign: order one of the drugs that it holds a policy for',
  detail: 'For tries alone, no advice. Take one, then sign the order.',
  indicator: 'info',
  source: { label: 'Countersign sandbox' },
  selectionBehavior: 'at-most-one',
  suggestions: [...drugs].map(([drug, coded]) => ({
    label: `Order ${drugDisplay(drug)}`,
    actions: [
      {
        type: 'create',
        description: `Draft order of ${drugDisplay(drug)}`,
        resource: {
          resourceType: 'MedicationRequest',
          status: 'draft',
          intent: 'order',
          medicationCodeableConcept: { text: drugDisplay(drug), coding: [coded] },
          subject: { reference: `Patient/${patientId}` },
        },
      },
    ],
  })),
});

/** The drugs of the demo patients, coded as these have them ordered: the first code is RxNorm's, the only one that the Sandbox takes over. */
const drugs: ReadonlyMap<DrugName, unknown> = new Map(
  demoPatients.map(({ drug, call }) => {
    const [order] = itemsAt(call.context.draftOrders, 'entry');
    return [drug, itemsAt(order, 'resource', 'medicationCodeableConcept', 'coding')[0]];
  }),
);
