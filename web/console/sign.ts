import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import type { About } from './about.ts';
import { type Chart, prefetchOf } from './bundle.ts';
import { fetchJson } from './data.ts';

/** Signs the orders of a chart, as an EHR does: with all that the discovery document asks to prefetch. */
export function sign(chart: Chart, { discovery }: About): Promise<HookResponse> {
  const templates = discovery.services.find(({ id }) => id === 'order-sign')?.prefetch ?? {};
  const requester = chart.orders.map(({ requester }) => requester as { reference?: string } | undefined)[0];
  return fetchJson<HookResponse>('/cds-services/order-sign', {
    hook: 'order-sign',
    hookInstance: newInstance(),
    context: {
      userId: requester?.reference ?? 'Practitioner/not-named',
      patientId: chart.patientId,
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: chart.orders.map((resource) => ({ resource })),
      },
    },
    prefetch: prefetchOf(templates, chart),
  });
}

/** A UUID, also where the page did not come over https and `crypto.randomUUID` is kept from it. */
function newInstance(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}
