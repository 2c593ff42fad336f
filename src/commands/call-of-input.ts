import { at, isResource, type Resource, textAt } from '../fhir/json.ts';
import { orderReference } from '../fhir/order.ts';
import { type HookCall, hooks, readRequest } from '../hooks/request.ts';
import { callOfBundle, theOne } from './call-of-bundle.ts';
import { BadInput } from './told.ts';

/** What is asked of the orders of an input. */
export interface Asked {
  /** The one order to judge; without it each that is a draft, or was sent to be signed. */
  readonly order?: string;
  /** The day of service, in place of the orders' own. */
  readonly asOf?: string;
}

/** The call to judge an input by: a Bundle with a patient's chart and orders, or a request as an EHR sends it. Throws BadInput, HookError. */
export function callOfInput(input: unknown, { order, asOf }: Asked): HookCall {
  const call = isResource(input, 'Bundle') ? callOfBundle(input, order) : withOrder(callOfRequest(input), order);
  if (asOf === undefined) return call;
  if (call.about.kind !== 'orders') throw new BadInput('--as-of: this hook names its orders and days itself');
  return { ...call, about: { ...call.about, orders: call.about.orders.map((each) => onDay(each, asOf)) } };
}

function callOfRequest(body: unknown): HookCall {
  if (at(body, 'hook') === undefined)
    throw new BadInput('neither a FHIR Bundle nor a request of a hook: it has no resourceType Bundle, and no hook');
  const hook = hooks.find((each) => each === at(body, 'hook'));
  if (hook === undefined) throw new BadInput(`hook: one of ${hooks.join(', ')} is expected`);
  const call = readRequest(body, hook);
  // While an order is still being chosen less is told: here everything is to be seen.
  return call.about.kind === 'orders' ? { ...call, hook: 'order-sign' } : call;
}

function withOrder(call: HookCall, order: string | undefined): HookCall {
  if (order === undefined) return call;
  if (call.about.kind !== 'orders') throw new BadInput('--order: this hook names its orders itself');
  const { orders } = call.about;
  const references = orders.map((each, index) => orderReference(each, index + 1));
  const selection = theOne(references.filter((each, at) => each === order || textAt(orders[at], 'id') === order));
  return { ...call, about: { kind: 'orders', orders, selections: [selection] } };
}

/** An order planned for a day. */
function onDay(order: Resource, day: string): Resource {
  if (order.resourceType !== 'MedicationRequest') return { ...order, occurrenceDateTime: day };
  const dispenseRequest = at(order, 'dispenseRequest');
  return { ...order, dispenseRequest: { ...(dispenseRequest as object | undefined), validityPeriod: { start: day } } };
}
