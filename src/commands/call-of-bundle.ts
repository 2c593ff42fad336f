import { at, isResource, itemsAt, type Resource, textAt } from '../fhir/json.ts';
import { orderReference } from '../fhir/order.ts';
import { saysMore } from '../fhir/paging.ts';
import { requests } from '../fhir/source.ts';
import { isOrderType } from '../hooks/orders.ts';
import type { HookCall } from '../hooks/request.ts';
import { BadInput } from './told.ts';

/** An entry of a Bundle that holds a resource. */
interface Entry {
  readonly entry: unknown;
  readonly resource: Resource;
}

/**
 * The call that signs the orders of a Bundle, its other entries taken for the whole chart: what is not in it is not on
 * record. The orders are the drafts; `order` names one by its reference, id or `fullUrl`, whatever its status, and the
 * drafts beside it are then evidence only. Throws BadInput.
 */
export function callOfBundle(sent: Resource, order?: string): HookCall {
  const { bundle, patientId } = ofOnePatient(sent);
  const entries = entriesIn(bundle);
  const named =
    order === undefined ? undefined : theOne(entries.filter((each) => isOrder(each) && isNamed(each, order)));
  const orders = entries.filter(
    (each) => isOrder(each) && (each === named || textAt(each.resource, 'status') === 'draft'),
  );
  if (orders.length === 0) throw new BadInput(whyNone(entries.filter(isOrder).length));
  const references = orders.map(({ resource }, index) => orderReference(resource, index + 1));
  const selections = references.filter((_, index) => orders[index] === named);
  return {
    hook: 'order-sign',
    hookInstance: 'countersign-judge',
    patientId,
    about: { kind: 'orders', orders: orders.map(({ resource }) => resource), ...(named && { selections }) },
    bundle,
    prefetch: prefetchOf(withoutEntries(bundle, orders)),
  };
}

const entriesIn = (bundle: Resource): readonly Entry[] =>
  itemsAt(bundle, 'entry').flatMap((entry) => {
    const resource = at(entry, 'resource');
    return isResource(resource) ? [{ entry, resource }] : [];
  });

const isOrder = ({ resource }: Entry): boolean => isOrderType(resource.resourceType);

const isNamed = ({ entry, resource }: Entry, name: string): boolean => {
  const id = textAt(resource, 'id');
  return (
    name === textAt(entry, 'fullUrl') || (id !== undefined && [id, `${resource.resourceType}/${id}`].includes(name))
  );
};

/** What `--order` names. Throws BadInput where that is not one. */
export function theOne<Item>(found: readonly Item[]): Item {
  const [one, ...more] = found;
  if (one === undefined) throw new BadInput('--order: no order of that reference or id is in the input');
  if (more.length === 0) return one;
  throw new BadInput(`--order: ${found.length} orders have that id; say its type too, as in MedicationRequest/1`);
}

const whyNone = (orders: number): string =>
  orders === 0
    ? 'there is no order in the Bundle: a MedicationRequest or ServiceRequest is expected'
    : `none of the ${orders} orders in the Bundle is a draft; name the one to judge with --order`;

/** The same Bundle, its only patient with an id: that of its `fullUrl` where it has none of its own. */
function ofOnePatient(bundle: Resource): { readonly bundle: Resource; readonly patientId: string } {
  const patients = entriesIn(bundle).filter(({ resource }) => resource.resourceType === 'Patient');
  const named = new Set(patients.map(({ entry, resource }) => textAt(resource, 'id') ?? uuidOf(entry)));
  const [patientId] = named;
  if (patients.length === 0) throw new BadInput('there is no Patient in the Bundle');
  if (named.size > 1) throw new BadInput(`there are ${named.size} patients in the Bundle; a chart is of one`);
  if (patientId === undefined) throw new BadInput('the Patient in the Bundle has no id');
  const entry = itemsAt(bundle, 'entry').map((each) => {
    const resource = at(each, 'resource');
    return isResource(resource, 'Patient') ? { ...(each as object), resource: { ...resource, id: patientId } } : each;
  });
  return { bundle: { ...bundle, entry }, patientId };
}

const uuidOf = (entry: unknown): string | undefined => /^urn:uuid:(.+)$/.exec(textAt(entry, 'fullUrl') ?? '')?.[1];

/** A Bundle that says it is not the whole stays one that says so. */
function withoutEntries(bundle: Resource, taken: readonly Entry[]): Resource {
  const { total, ...rest } = bundle;
  const entries = itemsAt(bundle, 'entry');
  const left = entries.filter((each) => !taken.some(({ entry }) => entry === each));
  return { ...rest, entry: left, ...(saysMore(bundle, entries.length) && { total }) };
}

/** What a client would have prefetched by our templates, as far as the Bundle goes. */
const prefetchOf = (chart: Resource): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values(requests).map(({ key, parameters: { category } }) => [
      key,
      category === undefined
        ? chart
        : { ...chart, entry: itemsAt(chart, 'entry').filter((each) => isOf(each, category)) },
    ]),
  );

/** Observations are searched for by category; one without any may be a result, and is looked at. */
function isOf(entry: unknown, category: string): boolean {
  const resource = at(entry, 'resource');
  if (!isResource(resource, 'Observation')) return true;
  const codes = itemsAt(resource, 'category').flatMap((each) =>
    itemsAt(each, 'coding').map((one) => textAt(one, 'code')),
  );
  return codes.length === 0 ? category === 'laboratory' : codes.includes(category);
}
