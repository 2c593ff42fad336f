import { type Chart, readReferenced } from '../fhir/chart.ts';
import { at, itemsAt, type Resource, textAt } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';

/** What was chosen for an order after it was signed: who or where, and when. */
interface Chosen {
  readonly places: readonly string[];
  readonly start?: string;
}

/** The order as it would read with what was chosen: a place and a day that it names itself give way (CRD 2.2.1, order-dispatch and appointment-book; policies.md CR-3). */
export async function withChosen(order: Resource, { places, start }: Chosen, chart: Chart): Promise<Resource> {
  const located = (await Promise.all(places.map((place, index) => locationOf(place, index, chart)))).flat();
  const contained = located.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
  return {
    ...order,
    ...(start !== undefined && { occurrenceDateTime: start }),
    ...(located.length > 0 && {
      contained: [...itemsAt(order, 'contained'), ...contained],
      locationReference: located.map(({ reference }) => ({ reference })),
    }),
  };
}

interface Located {
  readonly reference: string;
  readonly resource?: Resource;
}

/** Where a performer or a participant is: itself a Location, or one that stands for its organization. A person alone is nowhere. */
async function locationOf(written: string, index: number, chart: Chart): Promise<readonly Located[]> {
  const type = parseReference(written)?.type;
  if (type === 'Location') return [{ reference: written }];
  if (type === 'Organization') return [standingFor({ reference: written }, index)];
  return type === 'PractitionerRole' ? locationsOfRole(written, index, chart) : [];
}

async function locationsOfRole(written: string, index: number, chart: Chart): Promise<readonly Located[]> {
  const found = () => chart.sent.resolve({ reference: written }, { resourceType: 'Bundle' });
  if (found() === undefined) await readReferenced(chart, written, 'PractitionerRole');
  const role = found();
  const locations = itemsAt(role, 'location').flatMap((each) => textAt(each, 'reference') ?? []);
  if (locations.length > 0) return locations.map((reference) => ({ reference }));
  const organization = at(role, 'organization');
  return organization === undefined ? [] : [standingFor(organization, index)];
}

function standingFor(organization: unknown, index: number): Located {
  const id = `chosen-${index + 1}`;
  return { reference: `#${id}`, resource: { resourceType: 'Location', id, managingOrganization: organization } };
}
