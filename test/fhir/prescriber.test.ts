import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clinician } from '../../src/facts/facts.ts';
import { openChart } from '../../src/fhir/chart.ts';
import { type FhirReader, openReader } from '../../src/fhir/client.ts';
import { readConsultants } from '../../src/fhir/clinician.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readPrescriber } from '../../src/fhir/prescriber.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { withPrescribers } from '../../src/hooks/orders.ts';
import { nucc, snomed } from '../support/codings.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

const hematology = nucc('207RH0000X', 'Hematology');
const center = {
  resourceType: 'Organization',
  id: 'center',
  name: 'Synthetic Hemophilia Treatment Center',
  alias: ['SHTC'],
};
const person = {
  resourceType: 'Practitioner',
  id: 'person',
  name: [{ given: ['Ada'], family: 'Synthetic' }],
  qualification: [{ code: hematology }],
};
const role = {
  resourceType: 'PractitionerRole',
  id: 'role',
  practitioner: { reference: 'Practitioner/other', display: 'Dr. Synthetic' },
  organization: { reference: 'Organization/center' },
  specialty: [hematology],
};
const order = (requester: unknown, more: object = {}): Resource =>
  ({ resourceType: 'MedicationRequest', id: 'order', requester, ...more }) as Resource;

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
  await server.load([role, person, center]);
});
afterAll(() => server.close());
const reader = () =>
  openReader({ baseUrl: new URL(server.baseUrl), token: server.token, deadline: AbortSignal.timeout(2_000) });
const failing: FhirReader = {
  owns: () => true,
  read: async () => ({ kind: 'failed', because: 'not-read-in-time' }),
  search: async () => ({ kind: 'failed', because: 'not-read-in-time' }),
};
const named = (reference: string, shown: string, more: Partial<Clinician> = {}) => ({
  reference,
  shown,
  role: 'prescriber',
  specialties: [],
  organizations: [],
  ...more,
});

describe('who prescribes', () => {
  const byRole = named('PractitionerRole/role', 'Dr. Synthetic', {
    specialties: ['hematology'],
    organizations: ['Synthetic Hemophilia Treatment Center', 'SHTC'],
  });

  test('a role on the server, and its organization', async () => {
    expect(
      await readPrescriber(order({ reference: 'PractitionerRole/role' }), openChart('1', {}, [], reader())),
    ).toEqual({ prescriber: byRole });
  });

  test('a person on the server, by the qualifications', async () => {
    expect(await readPrescriber(order({ reference: 'Practitioner/person' }), openChart('1', {}, [], reader()))).toEqual(
      { prescriber: named('Practitioner/person', 'Ada Synthetic', { specialties: ['hematology'] }) },
    );
  });

  test('a role and an organization sent along are not read again', async () => {
    const before = server.requests.length;
    const chart = openChart('1', { anything: role, other: center }, [], reader());
    expect(await readPrescriber(order({ reference: 'PractitionerRole/role' }), chart)).toEqual({ prescriber: byRole });
    expect(server.requests.length).toBe(before);
  });

  test('a role and an organization that the order contains', async () => {
    const contained = [
      { ...role, id: 'r', organization: { reference: '#o' } },
      { ...center, id: 'o' },
    ];
    expect(await readPrescriber(order({ reference: '#r' }, { contained }), openChart('1', {}, [], undefined))).toEqual({
      prescriber: { ...byRole, reference: 'PractitionerRole/r' },
    });
  });

  test('nobody named, nobody found, or no server to ask: no specialty is made up, and nothing was left unread', async () => {
    const chart = openChart('1', {}, [], reader());
    expect(await readPrescriber(order(undefined), chart)).toEqual({});
    expect(await readPrescriber(order({ extension: [{ url: 'x' }] }), chart)).toEqual({});
    expect(await readPrescriber(order({ reference: 'Organization/center' }), chart)).toEqual({});
    expect(await readPrescriber(order({ reference: 'PractitionerRole/gone' }), chart)).toEqual({});
    expect(
      await readPrescriber(
        order({ reference: 'PractitionerRole/role', display: 'Dr. X' }),
        openChart('1', {}, [], undefined),
      ),
    ).toEqual({ prescriber: named('PractitionerRole/role', 'Dr. X') });
  });

  test('a failed read of the requester is said, and so is one of an organization without a display', async () => {
    const chart = openChart('1', { anything: role }, [], failing);
    const displayed = {
      ...role,
      id: 'displayed',
      organization: { reference: 'Organization/far', display: 'Far Center' },
    };
    chart.sent.add(displayed);
    expect(await readPrescriber(order({ reference: 'Practitioner/person', display: 'Dr. X' }), chart)).toEqual({
      prescriber: named('Practitioner/person', 'Dr. X'),
      prescriberUnread: 'not-read-in-time',
    });
    expect(await readPrescriber(order({ reference: 'PractitionerRole/role' }), chart)).toMatchObject({
      prescriber: { specialties: ['hematology'], organizations: [] },
      prescriberUnread: 'not-read-in-time',
    });
    expect(await readPrescriber(order({ reference: 'PractitionerRole/displayed' }), chart)).toEqual({
      prescriber: { ...byRole, reference: 'PractitionerRole/displayed', organizations: ['Far Center'] },
    });
  });

  test('is read for the orders whose policies ask, each its own', async () => {
    const governed = (drug: 'hemgenix' | 'gamifant', requester: unknown) =>
      ({ resource: order(requester), facts: { drug } }) as never;
    const chart = openChart('1', {}, [], reader());
    const before = server.requests.length;
    const orders = [
      governed('hemgenix', { reference: 'PractitionerRole/role' }),
      governed('gamifant', { reference: 'Practitioner/person' }),
    ];
    const read = await withPrescribers(orders, chart, (drug) => new Set(drug === 'gamifant' ? ['prescriber'] : []));
    expect(read.map(({ prescriber }) => prescriber?.reference)).toEqual([undefined, 'Practitioner/person']);
    expect(server.requests.slice(before)).toEqual(['GET Practitioner/person']);
  });
});

describe('who was consulted', () => {
  const sent = new SentResources();
  for (const each of [
    role,
    center,
    person,
    { ...role, id: 'neurologist', specialty: [nucc('2084N0400X')] },
    { ...role, id: 'by-snomed', specialty: [snomed('394591006')] },
    { ...role, id: 'by-code', specialty: [], code: [nucc('2084N0400X')] },
    { ...role, id: 'by-person', specialty: [], practitioner: { reference: 'Practitioner/person' } },
    { ...role, id: 'pathologist', specialty: [nucc('207ZH0000X')] },
    { ...role, id: 'nurse-practitioner', specialty: [nucc('363LF0000X'), snomed('394591006')] },
    { ...role, id: 'assistant', code: [nucc('363A00000X')] },
    { ...role, id: 'inactive', active: false },
    { ...role, id: 'words', specialty: [{ text: 'Neurology' }] },
    { resourceType: 'RelatedPerson', id: 'mother' },
  ])
    sent.add(each);
  const encounter = (changed: object, reference = 'PractitionerRole/neurologist') =>
    ({
      resourceType: 'Encounter',
      id: '1',
      status: 'finished',
      period: { start: '2026-07-01T10:00:00-05:00' },
      participant: [{ individual: { reference, display: 'Dr. Synthetic' } }],
      ...changed,
    }) as Resource;
  test.each<[string, Resource, string]>([
    ['by the role', encounter({}), 'neurology 2026-07-01'],
    ['completed', encounter({ status: 'completed' }), 'neurology 2026-07-01'],
    ['without a day', encounter({ period: undefined }), 'neurology'],
    ['by SNOMED CT', encounter({}, 'PractitionerRole/by-snomed'), 'neurology 2026-07-01'],
    ['by the code of the role', encounter({}, 'PractitionerRole/by-code'), 'neurology 2026-07-01'],
    ['by a qualification', encounter({}, 'Practitioner/person'), 'hematology 2026-07-01'],
    [
      'by the qualification of the person in the role',
      encounter({}, 'PractitionerRole/by-person'),
      'hematology 2026-07-01',
    ],
    ['a contained clinician', encounter({ contained: [{ ...role, id: 'c' }] }, '#c'), 'hematology 2026-07-01'],
    [
      'by the service alone',
      encounter({ participant: [], serviceType: snomed('394810000', 'Rheumatology') }),
      'rheumatology 2026-07-01',
    ],
    [
      'by service and clinician',
      encounter({ serviceType: snomed('394591006') }, 'PractitionerRole/role'),
      'hematology 2026-07-01; neurology 2026-07-01',
    ],
    ['a specialty that is only near', encounter({}, 'PractitionerRole/pathologist'), ''],
    ['a nurse practitioner in the field', encounter({}, 'PractitionerRole/nurse-practitioner'), ''],
    ['an assistant in the field', encounter({}, 'PractitionerRole/assistant'), ''],
    ['an inactive role', encounter({}, 'PractitionerRole/inactive'), ''],
    ['words only', encounter({}, 'PractitionerRole/words'), ''],
    ['a relative', encounter({}, 'RelatedPerson/mother'), ''],
    ['somebody unknown', encounter({}, 'Practitioner/unknown'), ''],
    ['planned', encounter({ status: 'planned' }), ''],
    ['under way', encounter({ status: 'in-progress' }), ''],
    ['cancelled', encounter({ status: 'cancelled', serviceType: snomed('394591006') }), ''],
  ])('%s', (_, resource, expected) => {
    const consultants = readConsultants(resource, sent);
    expect(
      consultants.map(({ specialties, day }) => [...specialties, ...(day ? [day] : [])].join(' ')).join('; '),
    ).toBe(expected);
    for (const each of consultants) expect(each).toMatchObject({ role: 'consultant', reference: 'Encounter/1' });
  });

  test('is shown by name, or by the service', () => {
    expect(readConsultants(encounter({}), sent)[0]?.shown).toBe('Dr. Synthetic');
    const service = encounter({ participant: [], serviceType: snomed('394810000', 'Rheumatology') });
    expect(readConsultants(service, sent)[0]?.shown).toBe('Rheumatology');
  });
});
