import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clinician } from '../../src/facts/facts.ts';
import { openChart } from '../../src/fhir/chart.ts';
import type { FhirReader } from '../../src/fhir/client.ts';
import { readConsultants } from '../../src/fhir/consultant.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readPrescriber } from '../../src/fhir/prescriber.ts';
import type { Reading } from '../../src/fhir/reading.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { withPrescribers } from '../../src/hooks/orders.ts';
import { nucc, snomed } from '../support/codings.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { readerAt } from '../support/reader.ts';

/** When the orders were written. */
const DAY = '2026-08-10';
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
const reader = () => readerAt(server.baseUrl, server.token, 2_000);
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
      await readPrescriber(order({ reference: 'PractitionerRole/role' }), openChart('1', {}, [], reader()), DAY),
    ).toEqual({ prescriber: byRole });
  });

  test('a person on the server, by the qualifications', async () => {
    expect(
      await readPrescriber(order({ reference: 'Practitioner/person' }), openChart('1', {}, [], reader()), DAY),
    ).toEqual({ prescriber: named('Practitioner/person', 'Ada Synthetic', { specialties: ['hematology'] }) });
  });

  test('a role and an organization sent along are not read again', async () => {
    const before = server.requests.length;
    const chart = openChart('1', { anything: role, other: center }, [], reader());
    expect(await readPrescriber(order({ reference: 'PractitionerRole/role' }), chart, DAY)).toEqual({
      prescriber: byRole,
    });
    expect(server.requests.length).toBe(before);
  });

  test('a role and an organization that the order contains', async () => {
    const contained = [
      { ...role, id: 'r', organization: { reference: '#o' } },
      { ...center, id: 'o' },
    ];
    expect(
      await readPrescriber(order({ reference: '#r' }, { contained }), openChart('1', {}, [], undefined), DAY),
    ).toEqual({
      prescriber: { ...byRole, reference: 'PractitionerRole/r' },
    });
  });

  test('nobody named, nobody found, or no server to ask: no specialty is made up, and nothing was left unread', async () => {
    const chart = openChart('1', {}, [], reader());
    expect(await readPrescriber(order(undefined), chart, DAY)).toEqual({});
    expect(await readPrescriber(order({ extension: [{ url: 'x' }] }), chart, DAY)).toEqual({});
    expect(await readPrescriber(order({ reference: 'Organization/center' }), chart, DAY)).toEqual({});
    expect(await readPrescriber(order({ reference: 'PractitionerRole/gone' }), chart, DAY)).toEqual({});
    expect(
      await readPrescriber(
        order({ reference: 'PractitionerRole/role', display: 'Dr. X' }),
        openChart('1', {}, [], undefined),
        DAY,
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
    expect(await readPrescriber(order({ reference: 'Practitioner/person', display: 'Dr. X' }), chart, DAY)).toEqual({
      prescriber: named('Practitioner/person', 'Dr. X'),
      prescriberUnread: 'not-read-in-time',
    });
    expect(await readPrescriber(order({ reference: 'PractitionerRole/role' }), chart, DAY)).toMatchObject({
      prescriber: { specialties: ['hematology'], organizations: [] },
      prescriberUnread: 'not-read-in-time',
    });
    expect(await readPrescriber(order({ reference: 'PractitionerRole/displayed' }), chart, DAY)).toEqual({
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
    expect(server.requests.slice(before)).toEqual([
      'GET Practitioner/person',
      'GET PractitionerRole?practitioner=person&_count=500',
    ]);
  });
});

describe('the roles of a prescriber who is named as a person', () => {
  const plain = { resourceType: 'Practitioner', id: 'plain', name: [{ family: 'Synthetic' }] };
  const roleOf = (more: object = {}) => ({
    ...role,
    id: 'of-plain',
    practitioner: { reference: 'Practitioner/plain' },
    ...more,
  });
  const byPerson = { reference: 'Practitioner/plain' };
  /** A server that answers the search for roles so, and knows the person and the center. */
  const answering = (reading: Reading) => {
    const asked: string[] = [];
    const reader: FhirReader = {
      owns: (url) => url.startsWith('https://ehr.example.org/'),
      read: async ({ type, id }) => {
        asked.push(`${type}/${id}`);
        const found = [plain, center].find((each) => each.resourceType === type && each.id === id);
        return found === undefined ? { kind: 'not-offered' } : { kind: 'read', resources: [found], complete: true };
      },
      search: async (type, parameters) => {
        asked.push(`${type}?${new URLSearchParams(parameters)}`);
        return reading;
      },
    };
    return { reader, asked };
  };
  const finding = (...roles: readonly object[]) =>
    answering({ kind: 'read', resources: roles as readonly Resource[], complete: true });
  const sent = (prefetch: object, resource = order(byPerson), context: readonly unknown[] = [], day?: string) =>
    readPrescriber(resource, openChart('1', prefetch, context, undefined), day ?? DAY);
  const hematologist = {
    prescriber: {
      reference: 'PractitionerRole/of-plain',
      role: 'prescriber',
      specialties: ['hematology'],
      organizations: ['Synthetic Hemophilia Treatment Center', 'SHTC'],
    },
  };

  test.each<[string, object, (Resource | undefined)?, unknown[]?]>([
    ['under any key', { anything: roleOf(), more: { resourceType: 'Bundle', entry: [{ resource: center }] } }],
    ['beside the person', { a: plain, b: roleOf(), c: center }],
    [
      'with the orders',
      {},
      undefined,
      [{ resourceType: 'Bundle', entry: [roleOf(), center].map((resource) => ({ resource })) }],
    ],
    [
      'by an absolute reference',
      { a: roleOf({ practitioner: { reference: 'https://ehr.example.org/fhir/Practitioner/plain' } }), b: center },
    ],
    [
      'in the order',
      {},
      order(byPerson, { contained: [roleOf({ organization: { reference: '#o' } }), { ...center, id: 'o' }] }),
    ],
    [
      'in the order, with the person',
      {},
      order(
        { reference: '#p' },
        {
          contained: [
            roleOf({ practitioner: { reference: '#p' }, organization: { reference: '#o' } }),
            { ...plain, id: 'p' },
            { ...center, id: 'o' },
          ],
        },
      ),
    ],
  ])('sent %s', async (_, prefetch, resource, context) => {
    expect(await sent(prefetch, resource, context)).toMatchObject(hematologist);
  });

  test('a person in a Bundle, by the addresses of the entries', async () => {
    const entry = [
      { fullUrl: 'urn:uuid:1', resource: plain },
      { fullUrl: 'urn:uuid:2', resource: roleOf({ practitioner: { reference: 'urn:uuid:1' } }) },
    ];
    const { prescriber } = await sent({}, order({ reference: 'urn:uuid:1' }), [{ resourceType: 'Bundle', entry }]);
    expect(prescriber).toMatchObject({ reference: 'PractitionerRole/of-plain', specialties: ['hematology'] });
  });

  test('are searched for on the server, while the person is read, and once for several orders', async () => {
    const waiting: (() => void)[] = [];
    const { reader, asked } = finding(roleOf());
    const held = <T>(answer: T): Promise<T> => new Promise((resolve) => waiting.push(() => resolve(answer)));
    const slow: FhirReader = {
      ...reader,
      read: async (reference) => held(await reader.read(reference)),
      search: async (type, parameters) => held(await reader.search(type, parameters)),
    };
    const chart = openChart('1', {}, [], slow);
    const reading = Promise.all([order(byPerson), order(byPerson)].map((each) => readPrescriber(each, chart, DAY)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.sort()).toEqual(['Practitioner/plain', 'PractitionerRole?practitioner=plain']);
    while (waiting.length > 0) {
      for (const release of waiting.splice(0)) release();
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const each of await reading) expect(each).toMatchObject(hematologist);
    expect(asked.slice(2)).toEqual(['Organization/center']);
  });

  test('on a real server', async () => {
    const own = await startFhirServer();
    await own.load([plain, roleOf(), center, { ...role, practitioner: { reference: 'Practitioner/somebody' } }]);
    const chart = openChart('1', {}, [], readerAt(own.baseUrl, own.token, 2_000));
    expect(await readPrescriber(order(byPerson), chart, DAY)).toMatchObject(hematologist);
    await own.close();
  });

  test('one at hand is not searched for; one that is over does not count as at hand', async () => {
    const { reader, asked } = finding();
    await readPrescriber(order(byPerson), openChart('1', { a: plain, b: roleOf(), c: center }, [], reader), DAY);
    expect(asked).toEqual([]);
    const over = roleOf({ period: { end: '2026-08-09' } });
    await readPrescriber(order(byPerson), openChart('1', { a: plain, b: over, c: center }, [], reader), DAY);
    expect(asked).toEqual(['PractitionerRole?practitioner=plain']);
  });

  const sides = (changed: object) =>
    Promise.all([
      sent({ a: plain, b: roleOf(changed), c: center }),
      readPrescriber(order(byPerson), openChart('1', {}, [], finding(roleOf(changed)).reader), DAY),
    ]);
  test.each<[string, object, number]>([
    ['in force', {}, 1],
    ['active', { active: true }, 1],
    ['inactive', { active: false }, 0],
    ['over since the day before', { period: { end: '2026-08-09' } }, 0],
    ['over at the end of the day', { period: { start: '2020-01-01', end: '2026-08-10' } }, 1],
    ['over since last year', { period: { end: '2025' } }, 0],
    ['over in the course of the month', { period: { end: '2026-08' } }, 1],
    ['from the day on', { period: { start: '2026-08-10' } }, 1],
    ['from the next day on', { period: { start: '2026-08-11' } }, 0],
  ])('a role that is %s, sent or read', async (_, changed, specialties) => {
    for (const { prescriber, prescriberUnread } of await sides(changed)) {
      expect(prescriber?.specialties).toHaveLength(specialties);
      expect(prescriber?.organizations).toHaveLength(specialties * 2);
      expect(prescriberUnread).toBeUndefined();
    }
  });

  test.each<[string, object]>([
    ['of somebody else', { practitioner: { reference: 'Practitioner/somebody' } }],
    ['of nobody', { practitioner: undefined }],
    ['of somebody by name alone', { practitioner: { display: 'Synthetic' } }],
  ])('a role that is %s proves nothing; a server that answers with it has not answered', async (_, changed) => {
    const silent = { specialties: [], organizations: [] };
    expect(await sides(changed)).toMatchObject([{ prescriber: silent }, { prescriber: silent }]);
    expect((await sides(changed)).map(({ prescriberUnread }) => prescriberUnread)).toEqual([undefined, 'not-read']);
  });

  test('a role that is named itself and is over proves nothing either; of an order without a day, one that has an end', async () => {
    const named = order({ reference: 'PractitionerRole/of-plain' });
    const proved = async (period: object | undefined, day: string | undefined) =>
      (await readPrescriber(named, openChart('1', { a: roleOf({ period }), b: center }, [], undefined), day)).prescriber
        ?.specialties.length;
    expect(await proved({ end: '2026-08-09' }, DAY)).toBe(0);
    expect(await proved({ end: '2026-08-10' }, DAY)).toBe(1);
    expect(await proved({ end: '2030-01-01' }, undefined)).toBe(0);
    expect(await proved({ start: '2020-01-01' }, undefined)).toBe(1);
    const ended = { ...roleOf({ period: { end: '2020-01-01' } }), practitioner: { reference: 'Practitioner/person' } };
    expect(
      (await readPrescriber(named, openChart('1', { a: ended, b: person }, [], undefined), DAY)).prescriber,
    ).toEqual({
      reference: 'PractitionerRole/of-plain',
      shown: 'Ada Synthetic',
      role: 'prescriber',
      specialties: [],
      organizations: [],
    });
  });

  test('a qualification counts beside the roles, unless it has run out; that of a nurse undoes them', async () => {
    const qualified = (qualification: object) => ({ ...plain, qualification: [qualification] });
    const specialtiesOf = async (...things: readonly object[]) =>
      (await sent({ ...things })).prescriber?.specialties.join();
    expect(await specialtiesOf(qualified({ code: nucc('2084N0400X') }), roleOf())).toBe('neurology,hematology');
    const ended = { code: nucc('2084N0400X'), period: { end: '2025-12-31' } };
    expect(await specialtiesOf(qualified(ended), roleOf())).toBe('hematology');
    expect(await specialtiesOf(qualified({ code: nucc('363LF0000X') }), roleOf())).toBe('');
    expect(await specialtiesOf({ ...qualified({ code: hematology }), active: false })).toBe('');
  });

  test('nothing is inferred from a server that keeps no roles, or has none; a failed search is said', async () => {
    const read = (reading: Reading) => {
      const chart = openChart('1', { a: plain }, [], answering(reading).reader);
      return readPrescriber(order(byPerson), chart, DAY);
    };
    const silent = { prescriber: named('Practitioner/plain', 'Synthetic') };
    expect(await read({ kind: 'not-offered' })).toEqual(silent);
    expect(await read({ kind: 'read', resources: [], complete: true })).toEqual(silent);
    expect(await read({ kind: 'failed', because: 'not-read-in-time' })).toEqual({
      ...silent,
      prescriberUnread: 'not-read-in-time',
    });
    expect(await read({ kind: 'read', resources: [], complete: false })).toEqual({
      ...silent,
      prescriberUnread: 'not-read',
    });
  });

  test('a person of another server, one that is contained, and an id that could leave the path are not searched for', async () => {
    const { reader, asked } = finding(roleOf());
    const requesters: readonly [string, object?][] = [
      ['https://other.example.org/fhir/Practitioner/plain'],
      ['#p', { contained: [{ ...plain, id: 'p' }] }],
      ['Practitioner/a,b'],
      ['Patient/1'],
    ];
    for (const [reference, more] of requesters)
      await readPrescriber(order({ reference }, more), openChart('1', {}, [], reader), DAY);
    expect(asked.filter((each) => each.includes('?'))).toEqual([]);
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
    { resourceType: 'Practitioner', id: 'with-roles' },
    { ...role, id: 'first', practitioner: { reference: 'Practitioner/with-roles' } },
    {
      ...role,
      id: 'second',
      practitioner: { reference: 'Practitioner/with-roles' },
      specialty: [nucc('2084N0400X')],
      period: { end: '2026-07-01' },
    },
    {
      ...role,
      id: 'third',
      practitioner: { reference: 'Practitioner/with-roles' },
      specialty: [snomed('394810000')],
      period: { end: '2026-06-30' },
    },
    { ...role, id: 'unseen', practitioner: { reference: 'Practitioner/not-sent' } },
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
    [
      'by the roles that point at the person and were in force that day',
      encounter({}, 'Practitioner/with-roles'),
      'hematology neurology 2026-07-01',
    ],
    [
      'by those that have no end, where the day is not recorded',
      encounter({ period: undefined }, 'Practitioner/with-roles'),
      'hematology',
    ],
    ['by a role alone, the person not sent', encounter({}, 'Practitioner/not-sent'), 'hematology 2026-07-01'],
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
