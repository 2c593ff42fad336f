import { type Chart, readReferenced } from '../fhir/chart.ts';
import { at, isResource, itemsAt, type Resource, textAt } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';
import { limitOrders } from './call-limits.ts';
import { withChosen } from './chosen-place.ts';
import { isOrderType } from './orders.ts';
import type { About } from './request.ts';

/** An order as it stands at the client, and as it is judged: with the place and the day that were chosen for it since. */
export interface SentOrder {
  readonly sent: Resource;
  readonly judged: Resource;
}

/** The orders that a call is about: sent along, or found by the references that it names. One that is not to be had is left out. Throws `too-large`. */
export async function ordersSent(about: About, chart: Chart): Promise<readonly SentOrder[]> {
  switch (about.kind) {
    case 'orders':
      return about.orders.map((order) => ({ sent: order, judged: order }));
    case 'dispatched':
      return gathered(about.references.map((reference) => atPerformer(reference, about.performer, chart)));
    case 'appointments':
      limitOrders(about.appointments.flatMap(ordersBookedFor).length);
      return gathered(about.appointments.flatMap((each) => booked(each, chart)));
  }
}

const gathered = async (orders: readonly Promise<SentOrder | undefined>[]): Promise<readonly SentOrder[]> =>
  (await Promise.all(orders)).filter((order) => order !== undefined);

async function atPerformer(
  reference: string,
  performer: string | undefined,
  chart: Chart,
): Promise<SentOrder | undefined> {
  const sent = await orderAt(reference, chart);
  return (
    sent && { sent, judged: await withChosen(sent, { places: performer === undefined ? [] : [performer] }, chart) }
  );
}

/** The orders that an appointment is for, given where and when it takes place. Other orders than ServiceRequests stand in an extension (alternate-reference); one for no order stands for itself. */
function booked(appointment: Resource, chart: Chart): readonly Promise<SentOrder | undefined>[] {
  const references = ordersBookedFor(appointment);
  const places = itemsAt(appointment, 'participant').flatMap((each) => textAt(each, 'actor', 'reference') ?? []);
  const start = textAt(appointment, 'start');
  if (references.length === 0) return [Promise.resolve({ sent: appointment, judged: appointment })];
  return references.map(async (reference) => {
    const sent = await orderAt(reference, chart);
    return sent && { sent, judged: await withChosen(sent, { places, ...(start && { start }) }, chart) };
  });
}

const ordersBookedFor = (appointment: Resource): readonly string[] =>
  itemsAt(appointment, 'basedOn')
    .flatMap((each) => [each, ...itemsAt(each, 'extension').map((other) => at(other, 'valueReference'))])
    .flatMap((each) => textAt(each, 'reference') ?? []);

async function orderAt(reference: string, chart: Chart): Promise<Resource | undefined> {
  const type = parseReference(reference)?.type;
  if (type === undefined || !isOrderType(type)) return undefined;
  const found = () => chart.sent.resolve({ reference }, { resourceType: 'Bundle' });
  if (found() === undefined) await readReferenced(chart, reference, type);
  const order = found();
  return isResource(order, type) && at(order, 'id') !== undefined ? order : undefined;
}
