import type { Outcome } from '../criteria/outcome.ts';
import { assessSiteOfCare, type SiteOfCare, siteOfCareSources } from '../criteria/site-of-care.ts';
import type { SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import type { Day } from '../facts/day.ts';
import type { Place } from '../facts/place.ts';
import type { Chart } from '../fhir/chart.ts';
import { readPlace } from '../fhir/place.ts';
import { type Records, readRecords } from '../fhir/records.ts';
import { siteOfCareFacts } from '../fhir/site-of-care.ts';
import type { Payer } from '../policies/payer.ts';
import { siteOfCareBy } from '../policies/select.ts';
import type { Determination } from './determination.ts';
import type { OrderOnList } from './orders.ts';

/** What was read for judging where drugs are given: the place of each order, and the records that justify one. */
export interface SiteReadings {
  readonly places: ReadonlyMap<string, Place>;
  readonly records: Records;
}

/** Who may be paying: expected before the coverage is read, and found in it. */
interface Paying {
  readonly expected: readonly Payer[];
  readonly found: () => Promise<readonly Payer[]>;
}

/** Reads it only where an order is on a list, and a payer of the patient has one: nobody else's chart is opened for it. */
export async function readSites(
  orders: readonly OrderOnList[],
  chart: Chart,
  { expected, found }: Paying,
): Promise<SiteReadings | undefined> {
  const listed = orders.filter((order) => order.listed.length > 0);
  if (listed.length === 0 || !(expected.some(hasList) || (await found()).some(hasList))) return undefined;
  const [records, ...places] = await Promise.all([
    readRecords(chart, new Set(siteOfCareSources)),
    ...listed.map(async (order) => [order.reference, await readPlace(order.resource, chart)] as const),
  ]);
  return { records, places: new Map(places) };
}

const hasList = ({ id }: Payer): boolean => siteOfCareBy(id) !== undefined;

/** What to expect about the place of one order; `own` is what the drug's own policy comes to. */
export function siteOfCareOf(
  policy: SiteOfCarePolicy,
  { reference, listed }: OrderOnList,
  own: Outcome,
  { places, records }: SiteReadings,
  { asOf, today }: { readonly asOf: Day; readonly today: Day },
): SiteOfCare | undefined {
  const place = places.get(reference);
  if (place === undefined) return undefined;
  return assessSiteOfCare(policy, {
    order: reference,
    drugs: listed,
    place,
    own,
    facts: siteOfCareFacts(records, listed, asOf, today),
  });
}

/** Whether somebody has something to do about the place. */
export function isOpenSite({ outcome }: Pick<SiteOfCare, 'outcome'>): boolean {
  switch (outcome) {
    case 'redirect':
    case 'missing-documentation':
    case 'unknown':
      return true;
    case 'ok':
    case 'not-applicable':
    case 'not-reached':
      return false;
  }
}

/** The same determination with what to expect about the place; its remarks only where somebody has something to do. */
export function withSite(determination: Determination, { notices, ...siteOfCare }: SiteOfCare): Determination {
  const said = isOpenSite(siteOfCare) ? notices : [];
  return { ...determination, siteOfCare, notices: [...new Set([...determination.notices, ...said])] };
}
