import type { Bundle, CapabilityStatement, FhirResource } from 'fhir/r4.js';
import { copyWith } from '../fhir/exact-json.ts';
import { at, itemsAt, type Resource } from '../fhir/json.ts';
import { type DemoCharts, demoTypes, FORM } from './charts.ts';
import { type Query, search, searchParameters } from './search.ts';

/** A small FHIR R4 server over the demo patients, for tries: what it answers, without the HTTP around it. */

/** What it can do. `date` is the moment of the answer, `base` the address without a slash at the end. */
export const capabilitiesOf = (base: string, date: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date,
  publisher: 'Countersign',
  kind: 'instance',
  software: { name: 'Countersign' },
  implementation: { description: 'Synthetic patients for tries. Nobody of them exists.', url: base },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      security: { cors: true },
      resource: demoTypes.map((type) => ({
        type,
        interaction: [
          { code: 'read' },
          { code: 'search-type' },
          ...(type === FORM ? [{ code: 'create' } as const] : []),
        ],
        searchParam: searchParameters.map((name) => ({ name, type: REFERENCES.has(name) ? 'reference' : 'token' })),
      })),
    },
  ],
});

const REFERENCES: ReadonlySet<string> = new Set(['patient', 'subject', 'practitioner', 'questionnaire']);

/** One resource; undefined where there is none. */
export const readDemo = (charts: DemoCharts, type: string, id: string): Resource | undefined =>
  charts.ofType(type)?.find((resource) => resource.id === id);

/** The answer to a search; undefined for a type that is not kept. */
export function searchDemo(
  charts: DemoCharts,
  type: string,
  query: Query,
  base: string,
): Bundle<FhirResource> | undefined {
  const resources = charts.ofType(type);
  if (resources === undefined) return undefined;
  const { total, page, heeded, next } = search(resources, query);
  const address = (asked: Query) => `${base}/${type}?${new URLSearchParams(asked.map(([...pair]) => pair))}`;
  const after = heeded.filter(([name]) => name !== '_offset');
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: [
      { relation: 'self', url: address(heeded) },
      ...(next === undefined ? [] : [{ relation: 'next', url: address([...after, ['_offset', String(next)]]) }]),
    ],
    ...(page.length > 0 && {
      entry: page.map((resource) => ({
        fullUrl: `${base}/${type}/${resource.id}`,
        resource: resource as unknown as FhirResource,
        search: { mode: 'match' as const },
      })),
    }),
  };
}

/** A form as it is kept: under our own id, marked as test health data. */
export function keptForm(form: Resource, id: string, moment: string): Resource & { readonly id: string } {
  const marked = itemsAt(form, 'meta', 'tag').filter((tag) => at(tag, 'code') !== MARK.code);
  return copyWith(form, { id, meta: { versionId: '1', lastUpdated: moment, tag: [...marked, MARK] } });
}

/** Marks what is no real patient's (v3-ActReason). */
const MARK = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };
