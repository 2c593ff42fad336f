import { siteOfCareBy } from '../policies/select.ts';
import { coveragesOn } from './coverages.ts';
import { undetermined } from './determination.ts';
import type { Judged, ReadCall } from './judge.ts';
import type { OrderOnList } from './orders.ts';
import { payerOf } from './payer-of.ts';
import { isOpenSite, siteOfCareOf, withSite } from './site-of-care.ts';
import type { World } from './world.ts';

/** An order of which only the place is judged: an answer where something is to be done about it, else none (contract.md 5). */
export function judgeSite(order: OrderOnList, call: ReadCall, world: World): readonly Judged[] {
  const asOf = order.asOf ?? call.today;
  const { sites, coverages, today } = call;
  if (!order.own || sites === undefined || coverages.kind === 'failed') return [];
  return coveragesOn(asOf, coverages.resources, order.insurance, call.chart).flatMap((coverage) => {
    const found = payerOf(coverage, world.payers);
    const policy = found.kind === 'payer' ? siteOfCareBy(found.payer.id) : undefined;
    const site = policy && siteOfCareOf(policy, order, 'not-governed', sites, { asOf, today });
    if (found.kind !== 'payer' || policy === undefined || site === undefined || !isOpenSite(site)) return [];
    const occasion = {
      id: world.newId(),
      order: order.reference,
      coverage: coverage.reference,
      asOf,
      notices: call.notices,
    };
    return [
      {
        payer: found.payer,
        determination: withSite(undetermined('not-governed', undefined, occasion, policy), site),
      },
    ];
  });
}
