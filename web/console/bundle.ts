/** A resource of a chart as it was pasted. Nothing else about it is known. */
export type Pasted = { readonly resourceType: string; readonly id?: string } & Readonly<Record<string, unknown>>;

/** A chart to judge on: the patient, the orders to sign, and everything else. */
export interface Chart {
  readonly patientId: string;
  readonly orders: readonly Pasted[];
  readonly records: readonly Pasted[];
}

/** A text that is no chart; the message says why in one line. */
export class NoChart extends Error {}

/** Reads a FHIR Bundle. Throws NoChart. */
export function readChart(text: string): Chart {
  if (text.trim() === '') throw new NoChart('Paste a FHIR Bundle first: the box is empty.');
  const resources = resourcesIn(parsed(text));
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  if (patient?.id === undefined) throw new NoChart('The Bundle holds no Patient with an id.');
  const orders = resources.filter(isDraftOrder);
  return { patientId: String(patient.id), orders, records: resources.filter((each) => !orders.includes(each)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NoChart(`This is not JSON: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`);
  }
}

function resourcesIn(value: unknown): readonly Pasted[] {
  const { resourceType, entry } = (value ?? {}) as { resourceType?: unknown; entry?: unknown };
  if (resourceType !== 'Bundle')
    throw new NoChart('This is JSON, but no FHIR Bundle: its resourceType is not "Bundle".');
  if (!Array.isArray(entry) || entry.length === 0) throw new NoChart('The Bundle is empty: it has no entry.');
  return entry.map((each) => (each as { resource?: unknown } | null)?.resource).filter(isPasted);
}

const isPasted = (value: unknown): value is Pasted =>
  typeof value === 'object' && value !== null && typeof (value as Pasted).resourceType === 'string';

const isDraftOrder = ({ resourceType, status }: Pasted): boolean =>
  ['MedicationRequest', 'ServiceRequest'].includes(resourceType) && status === 'draft';

/** What a client would prefetch of a chart by the templates of the discovery document. */
export function prefetchOf(
  templates: Readonly<Record<string, string>>,
  { records }: Chart,
): Readonly<Record<string, unknown>> {
  const asked = new Set(Object.values(templates).map((template) => template.split(/[/?]/)[0]));
  // What records point at comes along with the coverage, as an _include would bring it.
  const others = records.filter(({ resourceType }) => !asked.has(resourceType));
  return Object.fromEntries(
    Object.entries(templates).map(([key, template]) => [key, answerTo(template, records, others)]),
  );
}

function answerTo(template: string, records: readonly Pasted[], others: readonly Pasted[]): unknown {
  const [type = '', query] = template.split(/[/?]/);
  const ofType = records.filter(({ resourceType }) => resourceType === type);
  if (template.startsWith(`${type}/`)) return ofType[0] ?? null;
  const category = new URLSearchParams(query).get('category');
  const found = ofType.filter((each) => category === null || isOfCategory(each, category));
  const included = type === 'Coverage' ? others : [];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    entry: [
      ...found.map((resource) => ({ resource, search: { mode: 'match' } })),
      ...included.map((resource) => ({ resource, search: { mode: 'include' } })),
    ],
  };
}

function isOfCategory({ category }: Pasted, code: string): boolean {
  const concepts = Array.isArray(category) ? (category as readonly { coding?: readonly { code?: unknown }[] }[]) : [];
  return concepts.some((concept) => concept?.coding?.some((coding) => coding?.code === code));
}
