import { openChart } from '../fhir/chart.ts';
import { HookError } from './errors.ts';
import type { ReadCall } from './judge.ts';
import { type JudgedOrders, ordersToJudge } from './orders.ts';
import { readCall, remarksOn } from './read-call.ts';
import type { OrderSignRequest } from './request.ts';
import type { World } from './world.ts';

/** A call whose chart is read: its orders, and all that is needed to judge them. */
export interface OpenedCall {
  readonly orders: JudgedOrders;
  readonly call: ReadCall;
}

/**
 * Reads what the orders of a call need; undefined where no order gets an answer: every one does for CRD, else those that a
 * held text concerns. Throws `nothing-to-read`.
 */
export async function openCall(
  request: OrderSignRequest,
  world: World,
  { everyOrder }: { readonly everyOrder: boolean },
): Promise<OpenedCall | undefined> {
  const server = readerFor(request, world);
  const chart = openChart(request.patientId, request.prefetch, [request.draftBundle], server.reader);
  const sent = await ordersToJudge(request, chart);
  const { governed, onlyListed, others } = sent;
  const count = governed.length + onlyListed.length + (everyOrder ? others.length : 0);
  if (count === 0) return undefined;
  if ((everyOrder || governed.length > 0) && server.reader === undefined && isNothing(request.prefetch)) {
    throw new HookError(
      'nothing-to-read',
      'prefetch: nothing was prefetched and no FHIR server may be asked, so the order cannot be judged',
    );
  }
  const { orders, ...read } = await readCall(sent, chart, world);
  const call = {
    ...read,
    today: world.now().toISOString().slice(0, 10),
    notices: [...server.notices, ...remarksOn(read)],
  };
  return { orders: { governed: orders, onlyListed, others }, call };
}

/** The client's server, unless its token was granted for somebody else. */
function readerFor({ fhirServer, token, tokenPatient, patientId }: OrderSignRequest, world: World) {
  if (fhirServer === undefined) return { reader: undefined, notices: [] };
  if (tokenPatient !== undefined && tokenPatient !== patientId) {
    return { reader: undefined, notices: ['The access token was granted for another patient and was not used.'] };
  }
  return { reader: world.openReader(fhirServer, token), notices: [] };
}

const isNothing = (prefetch: unknown): boolean =>
  typeof prefetch !== 'object' || prefetch === null || Object.keys(prefetch).length === 0;
