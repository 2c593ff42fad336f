import { readFileSync } from 'node:fs';
import { hemgenixCall } from '../../demo/orders.ts';
import { prefetchTemplates } from '../../src/hooks/discovery.ts';

/** A FHIR resource of a test. */
export type TestResource = { readonly resourceType: string; readonly id: string } & Record<string, unknown>;

const bundle = JSON.parse(readFileSync(new URL('../../demo/patients/hemgenix.json', import.meta.url), 'utf8')) as {
  entry: { resource: TestResource }[];
};

/** The synthetic demo patient: meets every line of hemgenix-bcbsks. */
export const demoRecords: readonly TestResource[] = bundle.entry.map(({ resource }) => resource);

/** The same chart without some records. */
export const without = (...ids: readonly string[]): readonly TestResource[] =>
  demoRecords.filter(({ id }) => !ids.includes(id));

/** The same chart with records changed. */
export const changing = (changes: Readonly<Record<string, Record<string, unknown>>>): readonly TestResource[] =>
  demoRecords.map((record) => ({ ...record, ...changes[record.id] }));

/** The order of the demo, changed. */
export const orderWith = (changed: Record<string, unknown>): TestResource => ({
  ...structuredClone(hemgenixCall.context.draftOrders.entry[0].resource),
  ...changed,
});

/** An order-sign call for these orders. */
export const callFor = (orders: readonly unknown[], more: Record<string, unknown> = {}) => ({
  ...hemgenixCall,
  context: {
    ...hemgenixCall.context,
    draftOrders: { resourceType: 'Bundle', type: 'collection', entry: orders.map((resource) => ({ resource })) },
  },
  ...more,
});

/** The demo call with more members. */
export const demoCall = (more: Record<string, unknown> = {}) => callFor([orderWith({})], more);

/** What a client would prefetch from these records by our own templates; payors come along with the coverage. */
export function prefetched(
  records: readonly TestResource[],
  keys: readonly string[] = Object.keys(prefetchTemplates()),
): Record<string, unknown> {
  const templates = prefetchTemplates();
  return Object.fromEntries(keys.map((key) => [key, answerTo(templates[key] ?? '', records)]));
}

function answerTo(template: string, records: readonly TestResource[]): unknown {
  const [type = '', query = ''] = template.split(/[/?]/);
  if (template.startsWith(`${type}/`)) return records.find(({ resourceType }) => resourceType === type) ?? null;
  const category = new URLSearchParams(query).get('category');
  const found = records
    .filter(({ resourceType }) => resourceType === type)
    .filter((record) => category === null || JSON.stringify(record.category).includes(category));
  const included = type === 'Coverage' ? records.filter(({ resourceType }) => resourceType === 'Organization') : [];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    entry: [...found, ...included].map((resource) => ({ resource })),
  };
}

/** The members that let us ask a FHIR server. */
export const access = (server: { readonly baseUrl: string; readonly token: string }) => ({
  fhirServer: server.baseUrl,
  fhirAuthorization: {
    access_token: server.token,
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.read',
    subject: 'countersign',
  },
});
