import { listedNames } from '../facts/site-of-care-drugs.ts';
import { byUrgency, cardFor } from './cards.ts';
import type { Card, HookResponse } from './cds-hooks.ts';
import type { Determination } from './determination.ts';
import { type Judged, judge } from './judge.ts';
import { judgeSite } from './judge-site.ts';
import { openCall } from './open-call.ts';
import { rivalNames } from './ordered-drug.ts';
import type { GovernedOrder, OrderOnList } from './orders.ts';
import type { Hook, HookCall } from './request.ts';
import { suggestionsFor } from './suggestions.ts';
import type { World } from './world.ts';

/** Any hook, from request to cards. Read this function first. */
export async function answerInCards(request: HookCall, world: World): Promise<HookResponse> {
  const opened = await openCall(request, world, { everyOrder: false });
  if (opened === undefined) return { cards: [] };
  const { orders, call } = opened;
  const judged: readonly Answered[] = [
    ...orders.governed.flatMap((order) => judge(order, call, world).map((each) => ({ ...each, order }))),
    ...orders.onlyListed.flatMap((order) => judgeSite(order, call, world).map((each) => ({ ...each, order }))),
  ];
  await world.determinations.keep(
    request.patientId,
    judged.map(({ determination }) => determination),
  );
  const shown = judged.filter(({ determination }) => isToldAt(request.hook, determination));
  return { cards: shown.map((each) => cardOf(each, request, world)).sort(byUrgency) };
}

/** While an order is still being chosen, only what stands against it is told: documents are asked for when it is signed (CRD 2.2.1, hook-19). */
function isToldAt(hook: Hook, { outcome }: Determination): boolean {
  return hook !== 'order-select' || outcome === 'likely-denial';
}

/** A judged order: a governed one with its facts, or one that is only on a list. */
type Answered = Judged & { readonly order: GovernedOrder | OrderOnList };

function cardOf({ order, determination, payer, assessed }: Answered, { patientId }: HookCall, world: World): Card {
  return cardFor(determination, {
    uuid: world.newId(),
    drug: 'facts' in order ? rivalNames([order.facts.drug, ...order.rivals]) : listedNames(order.listed),
    suggestions:
      assessed === undefined || !('facts' in order) || determination.outcome === 'likely-denial'
        ? []
        : suggestionsFor(assessed, order.facts, patientId, world.newId),
    settings: world.cards,
    publicUrl: world.publicUrl,
    held: world.payers.map(({ name }) => name),
    ...(payer && { payer }),
  });
}
