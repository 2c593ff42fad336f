import type { Day } from '../facts/day.ts';
import type { Clinician } from '../facts/facts.ts';
import type { Unread } from '../facts/reason.ts';
import { isSafeId } from './address.ts';
import type { Chart } from './chart.ts';
import { CLINICIANS, type Described, describe } from './clinician.ts';
import { at, type Resource, shownText, textAt } from './json.ts';
import { type Pointer, readPointed } from './pointed.ts';
import { parseReference } from './reference.ts';
import { rolesNaming, rolesOf } from './role.ts';

/** Who prescribes an order, as far as it could be read. */
export interface ReadPrescriber {
  readonly prescriber?: Clinician;
  readonly prescriberUnread?: Unread;
}

/**
 * The requester of an order, never the user of the call: a PractitionerRole, or a Practitioner with the roles that point
 * at it, contained, sent along, or read. Nothing when it names none. `day` is when it was prescribed.
 */
export async function readPrescriber(order: Resource, chart: Chart, day: Day | undefined): Promise<ReadPrescriber> {
  const requester = at(order, 'requester');
  const [unread, rolesUnread] = await Promise.all([
    readPointed(chart, [{ holder: order, reference: requester }], CLINICIANS),
    readRoles(requester, order, chart, day),
  ]);
  const clinician = describe(requester, order, chart.sent, day);
  const employersUnread = clinician && (await readEmployers(chart, clinician));
  const failed = unread ?? rolesUnread ?? employersUnread;
  const prescriber = prescriberOf(requester, describe(requester, order, chart.sent, day));
  return { ...(prescriber && { prescriber }), ...(failed && { prescriberUnread: failed }) };
}

function prescriberOf(requester: unknown, clinician: Described | undefined): Clinician | undefined {
  const display = textAt(requester, 'display');
  if (clinician === undefined && display === undefined) return undefined;
  return {
    reference: clinician?.reference ?? textAt(requester, 'reference') ?? 'Practitioner',
    shown: clinician?.name ?? shownText(display ?? 'Prescriber'),
    role: 'prescriber',
    specialties: clinician?.specialties ?? [],
    organizations: clinician?.organizations ?? [],
  };
}

/**
 * Searches for the roles of a requester who is a plain Practitioner on the client's own server, unless one in force is at
 * hand: specialty and employer stand there more often than with the person. A server that keeps no roles says nothing.
 */
async function readRoles(
  requester: unknown,
  order: Resource,
  chart: Chart,
  day: Day | undefined,
): Promise<Unread | undefined> {
  const written = textAt(requester, 'reference') ?? '';
  const parsed = parseReference(written);
  const { reader, sent } = chart;
  if (reader === undefined || parsed?.type !== 'Practitioner' || !isSafeId(parsed.id)) return undefined;
  if (URL.canParse(written) && !reader.owns(written)) return undefined;
  if (rolesOf(requester, order, sent, day).length > 0) return undefined;
  const found = await chart.searchOnce('PractitionerRole', { practitioner: parsed.id });
  if (found.kind !== 'read') return found.kind === 'failed' ? found.because : undefined;
  for (const resource of found.resources) sent.add(resource);
  // A server that answers with other people's roles alone has not answered the question.
  const isAnswered = found.resources.length === 0 || rolesNaming(requester, order, sent).length > 0;
  return found.complete && isAnswered ? undefined : 'not-read';
}

/** Reads the organizations of roles, unless they are at hand. The display, where there is one, is name enough. */
async function readEmployers(chart: Chart, { roles }: Described): Promise<Unread | undefined> {
  const employers = roles.map((role) => ({ holder: role, reference: at(role, 'organization') }));
  const isNamed = ({ reference }: Pointer) => textAt(reference, 'display') !== undefined;
  const [unread] = await Promise.all([
    readPointed(
      chart,
      employers.filter((each) => !isNamed(each)),
      ['Organization'],
    ),
    readPointed(chart, employers.filter(isNamed), ['Organization']),
  ]);
  return unread;
}
