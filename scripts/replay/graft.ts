import { type DrugName, drugNames } from '../../src/facts/drugs.ts';
import { at, isResource, itemsAt, type Resource, textAt } from '../../src/fhir/json.ts';
import { payers, policies } from '../../src/policies/index.ts';
import { policiesFor } from '../../src/policies/select.ts';
import { type Form, formsOf } from './forms.ts';

/** A body whose order was turned into one for a governed drug, in one form. Composed: a real carrier, an invented order. */
export interface Graft {
  readonly drug: DrugName;
  readonly form: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The drugs that a held policy governs. */
export const governedDrugs = drugNames.filter((drug) => policiesFor(drug).length > 0);

/**
 * Every graft that a body can carry: none where it orders nothing. The order keeps whatever else stands in it (its status,
 * its id or none, its subject), the call its patient, its prefetch and its server. It is sent as order-sign, for a day on
 * which every policy is in force, and where anything was prefetched but no coverage, one of a payer with a policy is
 * added: else there were nothing to judge.
 */
export function graftsOn(body: unknown): readonly Graft[] {
  const orders = ordersOf(body);
  const carrier = orders.findIndex(({ resourceType }) => resourceType !== 'Medication');
  if (carrier < 0) return [];
  return governedDrugs.flatMap((drug) =>
    formsOf(drug)
      .filter((form) => canCarry(body, orders[carrier] as Resource, form))
      .map((form) => ({ drug, form: form.name, body: grafted(body as Graft['body'], orders, carrier, form, drug) })),
  );
}

const DAY = policies
  .flatMap(({ effective }) => effective.from ?? [])
  .sort()
  .at(-1);

const draftOf = (body: unknown): unknown => at(body, 'context', 'draftOrders');

/** The orders of the Bundle, or the lone one. */
function ordersOf(body: unknown): readonly Resource[] {
  const draft = draftOf(body);
  if (isResource(draft, 'MedicationRequest')) return [draft];
  if (!isResource(draft, 'Bundle')) return [];
  return itemsAt(draft, 'entry').flatMap((entry) => {
    const resource = at(entry, 'resource');
    return isResource(resource) ? [resource] : [];
  });
}

/** A ServiceRequest cannot refer to a Medication; a lone order has no Bundle for one to stand in, a call without prefetch no value. */
const canCarry = (body: unknown, { resourceType }: Resource, { order, entry, prefetched }: Form): boolean =>
  (resourceType !== 'ServiceRequest' || order.medicationCodeableConcept !== undefined) &&
  (entry === undefined || isResource(draftOf(body), 'Bundle')) &&
  (prefetched === undefined || isSent(at(body, 'prefetch')));

function grafted(
  body: Graft['body'],
  orders: readonly Resource[],
  carrier: number,
  form: Form,
  drug: DrugName,
): Graft['body'] {
  const draft = draftOf(body) as Resource;
  const changed = orders.map((order, index) => (index === carrier ? carrying(order, form) : order));
  const draftOrders = isResource(draft, 'Bundle') ? { ...draft, entry: entriesWith(draft, changed, form) } : changed[0];
  return {
    ...body,
    hook: 'order-sign',
    context: { ...(body.context as object), draftOrders },
    ...(isSent(body.prefetch) && { prefetch: prefetchWith(body, form, drug) }),
  };
}

/** The order with another medication; what cannot order a drug becomes a MedicationRequest. */
function carrying(order: Resource, form: Form): Resource {
  const { medicationCodeableConcept: _, medicationReference: __, code: ___, ...rest } = order;
  const { medicationCodeableConcept, contained, ...members } = form.order;
  if (order.resourceType === 'ServiceRequest')
    return { ...rest, code: medicationCodeableConcept, occurrenceDateTime: DAY };
  return {
    ...rest,
    resourceType: 'MedicationRequest',
    dispenseRequest: { ...(at(order, 'dispenseRequest') as object | undefined), validityPeriod: { start: DAY } },
    ...members,
    ...(medicationCodeableConcept !== undefined && { medicationCodeableConcept }),
    ...(contained !== undefined && { contained: [...itemsAt(order, 'contained'), ...(contained as object[])] }),
  };
}

function entriesWith(draft: Resource, orders: readonly Resource[], { entry }: Form): readonly object[] {
  const carriers = itemsAt(draft, 'entry').filter((each) => isResource(at(each, 'resource')));
  const own = carriers.map((each, index) => ({ ...(each as object), resource: orders[index] }));
  return entry === undefined ? own : [...own, { resource: entry }];
}

const isSent = (prefetch: unknown): prefetch is Readonly<Record<string, unknown>> =>
  typeof prefetch === 'object' && prefetch !== null && Object.keys(prefetch).length > 0;

function prefetchWith(body: Graft['body'], { prefetched }: Form, drug: DrugName) {
  const patientId = textAt(body, 'context', 'patientId') ?? '';
  const reference = patientId.includes('/') ? patientId : `Patient/${patientId}`;
  const payer = payers.find(({ id }) => id === policiesFor(drug)[0]?.payer);
  const coverage = {
    resourceType: 'Coverage',
    id: 'grafted-coverage',
    status: 'active',
    beneficiary: { reference },
    payor: [{ display: payer?.name }],
  };
  return { coverage, ...(body.prefetch as object), ...(prefetched !== undefined && { grafted: prefetched }) };
}
