import type { Clinician } from '../facts/facts.ts';
import type { Unread } from '../facts/reason.ts';
import type { Chart } from './chart.ts';
import { CLINICIANS, describe } from './clinician.ts';
import { at, isResource, type Resource, shownText, textAt } from './json.ts';
import { readPointed } from './pointed.ts';
import { referenceTo } from './reference.ts';

/** Who prescribes an order, as far as it could be read. */
export interface ReadPrescriber {
  readonly prescriber?: Clinician;
  readonly prescriberUnread?: Unread;
}

/** The requester of an order: a PractitionerRole or Practitioner that is contained, sent along, or read. Nothing when it names none. */
export async function readPrescriber(order: Resource, chart: Chart): Promise<ReadPrescriber> {
  const requester = at(order, 'requester');
  const unread = await readPointed(chart, [{ holder: order, reference: requester }], CLINICIANS);
  const clinician = chart.sent.resolve(requester, order);
  const display = textAt(requester, 'display');
  if (clinician === undefined || !CLINICIANS.includes(clinician.resourceType))
    return {
      ...(display && { prescriber: named(textAt(requester, 'reference') ?? 'Practitioner', display) }),
      ...(unread && { prescriberUnread: unread }),
    };
  const failed = await readEmployer(clinician, order, chart);
  const { name, ...described } = describe(clinician, order, chart.sent);
  return {
    prescriber: { ...named(referenceTo(clinician), name ?? display ?? 'Prescriber'), ...described },
    ...(failed && { prescriberUnread: failed }),
  };
}

const named = (reference: string, name: string): Clinician => ({
  reference,
  shown: shownText(name),
  role: 'prescriber',
  specialties: [],
  organizations: [],
});

/** Reads the organization of a role, unless it is at hand. Its display, where there is one, is name enough. */
async function readEmployer(clinician: Resource, order: Resource, chart: Chart): Promise<Unread | undefined> {
  const reference = at(clinician, 'organization');
  if (!isResource(clinician, 'PractitionerRole') || chart.sent.resolve(reference, order) !== undefined)
    return undefined;
  const unread = await readPointed(chart, [{ holder: clinician, reference }], ['Organization']);
  return textAt(reference, 'display') === undefined ? unread : undefined;
}
