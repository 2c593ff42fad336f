import { listedNames } from '../facts/site-of-care-drugs.ts';
import { openChart } from '../fhir/chart.ts';
import { byUrgency, cardFor } from './cards.ts';
import type { Card, HookResponse } from './cds-hooks.ts';
import { HookError } from './errors.ts';
import { type Judged, judge } from './judge.ts';
import { judgeSite } from './judge-site.ts';
import { rivalNames } from './ordered-drug.ts';
import { type GovernedOrder, type OrderOnList, ordersToJudge } from './orders.ts';
import { readCall, remarksOn } from './read-call.ts';
import type { OrderSignRequest } from './request.ts';
import { suggestionsFor } from './suggestions.ts';
import type { World } from './world.ts';

/** order-sign, from request to answer. Read this function first. */
export async function orderSign(request: OrderSignRequest, world: World): Promise<HookResponse> {
  const server = readerFor(request, world);
  const chart = openChart(request.patientId, request.prefetch, [request.draftBundle], server.reader);
  const { governed, onlyListed } = await ordersToJudge(request, chart);
  if (governed.length + onlyListed.length === 0) return { cards: [] };
  if (governed.length > 0 && server.reader === undefined && isNothing(request.prefetch)) {
    throw new HookError(
      'nothing-to-read',
      'prefetch: nothing was prefetched and no FHIR server may be asked, so the order cannot be judged',
    );
  }

  const { orders, ...read } = await readCall({ governed, onlyListed }, chart, world);
  const call = {
    ...read,
    today: world.now().toISOString().slice(0, 10),
    notices: [...server.notices, ...remarksOn(read)],
  };
  const judged: readonly Answered[] = [
    ...orders.flatMap((order) => judge(order, call, world).map((each) => ({ ...each, order }))),
    ...onlyListed.flatMap((order) => judgeSite(order, call, world).map((each) => ({ ...each, order }))),
  ];

  await world.determinations.keep(judged.map(({ determination }) => determination));
  return { cards: judged.map((each) => cardOf(each, request, world)).sort(byUrgency) };
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

/** A judged order: a governed one with its facts, or one that is only on a list. */
type Answered = Judged & { readonly order: GovernedOrder | OrderOnList };

function cardOf(
  { order, determination, payer, assessed }: Answered,
  { patientId }: OrderSignRequest,
  world: World,
): Card {
  return cardFor(determination, {
    uuid: world.newId(),
    drug: 'facts' in order ? rivalNames([order.facts.drug, ...order.rivals]) : listedNames(order.listed),
    suggestions:
      assessed === undefined || !('facts' in order) || determination.outcome === 'likely-denial'
        ? []
        : suggestionsFor(assessed, order.facts, patientId, world.newId),
    topic: world.topic,
    held: world.payers.map(({ name }) => name),
    ...(payer && { payer }),
  });
}
