import type { Chart } from './chart.ts';
import { readReferenced } from './facts.ts';
import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';
import { parseReference, referenceTo } from './reference.ts';

/** Who prescribes: the name, and specialties as the role or the person's qualifications state them. */
export interface Prescriber {
  readonly reference: string;
  readonly name?: string;
  readonly specialties: readonly { readonly system?: string; readonly code: string; readonly display?: string }[];
}

/** The requester of an order: a PractitionerRole or Practitioner that is contained, sent along, or read. Undefined when it names none. */
export async function readPrescriber(order: Resource, chart: Chart): Promise<Prescriber | undefined> {
  const requester = at(order, 'requester');
  const written = textAt(requester, 'reference');
  const type = written === undefined ? undefined : parseReference(written)?.type;
  const isPerson = type === 'PractitionerRole' || type === 'Practitioner';
  if (written !== undefined && isPerson && chart.sent.resolve(requester, order) === undefined)
    await readReferenced(chart, written, type);
  const resource = chart.sent.resolve(requester, order);
  const display = textAt(requester, 'display');
  if (resource === undefined)
    return written === undefined && display === undefined
      ? undefined
      : { reference: written ?? 'Practitioner', specialties: [], ...(display && { name: shownText(display) }) };
  const concepts = isResource(resource, 'PractitionerRole')
    ? itemsAt(resource, 'specialty')
    : itemsAt(resource, 'qualification').map((each) => at(each, 'code'));
  const name = textAt(resource, 'practitioner', 'display') ?? nameOf(resource) ?? display;
  return {
    reference: referenceTo(resource),
    specialties: concepts.flatMap(specialtiesIn),
    ...(name && { name: shownText(name) }),
  };
}

function specialtiesIn(concept: unknown): Prescriber['specialties'] {
  return itemsAt(concept, 'coding').flatMap((coding) => {
    const code = textAt(coding, 'code');
    const system = textAt(coding, 'system');
    const shown = textAt(coding, 'display') ?? textAt(concept, 'text');
    return code === undefined ? [] : [{ code, ...(system && { system }), ...(shown && { display: shownText(shown) }) }];
  });
}

function nameOf(practitioner: Resource): string | undefined {
  const [name] = itemsAt(practitioner, 'name');
  const given = at(name, 'given');
  const words = [
    textAt(name, 'text') ??
      [...(Array.isArray(given) ? given : []), textAt(name, 'family')]
        .filter((word) => typeof word === 'string')
        .join(' '),
  ];
  return words[0] === '' ? undefined : words[0];
}
