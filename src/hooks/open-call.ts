import { openChart } from '../fhir/chart.ts';
import type { Resource } from '../fhir/json.ts';
import { orderReference, type PlannedOrder } from '../fhir/order.ts';
import { limitGoverned, limitJudgements } from './call-limits.ts';
import { HookError } from './errors.ts';
import type { ReadCall } from './judge.ts';
import { type JudgedOrders, ordersToJudge } from './orders.ts';
import { ordersSent } from './orders-sent.ts';
import { readCall, remarksOn } from './read-call.ts';
import type { About, HookCall } from './request.ts';
import type { World } from './world.ts';

/** A call whose chart is read: its orders, and all that is needed to judge them. */
export interface OpenedCall {
  readonly orders: JudgedOrders;
  readonly call: ReadCall;
  /** Each order as the client has it, by its reference. */
  readonly asSent: ReadonlyMap<string, Resource>;
}

/**
 * Reads what the orders of a call need; undefined where no order gets an answer: every one does for CRD, else those that a
 * held text concerns. Throws `nothing-to-read`, `too-large`.
 */
export async function openCall(
  request: HookCall,
  world: World,
  { everyOrder }: { readonly everyOrder: boolean },
): Promise<OpenedCall | undefined> {
  const server = readerFor(request, world);
  const chart = openChart(request.patientId, request.prefetch, [request.bundle], server.reader);
  const sent = await ordersSent(request.about, chart);
  const all = await ordersToJudge(
    sent.map(({ judged }) => judged),
    chart,
  );
  const { governed, onlyListed, others } = selected(all, request.about);
  const count = governed.length + onlyListed.length + (everyOrder ? others.length : 0);
  if (count === 0) return undefined;
  limitGoverned(governed.length);
  if ((everyOrder || governed.length > 0) && server.reader === undefined && isNothing(request.prefetch)) {
    throw new HookError(
      'nothing-to-read',
      'prefetch: nothing was prefetched and no FHIR server may be asked, so the order cannot be judged',
    );
  }
  const { orders, ...read } = await readCall({ governed, onlyListed }, chart, world);
  const today = world.now().toISOString().slice(0, 10);
  limitJudgements({ ...read, governed: orders, answered: count, today });
  const call = {
    ...read,
    today,
    notices: [...server.notices, ...remarksOn(read)],
  };
  const asSent = new Map(sent.map((order, index) => [orderReference(order.judged, index + 1), order.sent]));
  return { orders: { governed: orders, onlyListed, others }, call, asSent };
}

/** The orders that were selected, where the hook says which and they were sent; the others are evidence beside them (CRD 2.2.1, hook-34). */
function selected(orders: JudgedOrders, about: About): JudgedOrders {
  const selections = about.kind === 'orders' ? (about.selections ?? []) : [];
  const isSelected = ({ reference }: PlannedOrder) => selections.includes(reference);
  const { governed, onlyListed, others } = orders;
  if (![...governed, ...onlyListed, ...others].some(isSelected)) return orders;
  return {
    governed: governed.filter(isSelected),
    onlyListed: onlyListed.filter(isSelected),
    others: others.filter(isSelected),
  };
}

/** The client's server, unless its token was granted for somebody else. */
function readerFor({ fhirServer, token, tokenPatient, patientId }: HookCall, world: World) {
  if (fhirServer === undefined) return { reader: undefined, notices: [] };
  if (tokenPatient !== undefined && tokenPatient !== patientId) {
    return { reader: undefined, notices: ['The access token was granted for another patient and was not used.'] };
  }
  return { reader: world.openReader(fhirServer, token), notices: [] };
}

const isNothing = (prefetch: unknown): boolean =>
  typeof prefetch !== 'object' || prefetch === null || Object.keys(prefetch).length === 0;
