import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChart } from '../../src/fhir/chart.ts';
import { codesOf } from '../../src/fhir/codes.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readPlace } from '../../src/fhir/place.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { readerAt } from '../support/reader.ts';

const ROLE = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const POS = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
const typed = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display && { display }) }],
});
const location = (id: string, more: object) => ({ resourceType: 'Location', id, name: `Location ${id}`, ...more });
const organization = (id: string, more: object) => ({ resourceType: 'Organization', id, name: `Org ${id}`, ...more });
const ref = (reference: string) => ({ reference });
const encounter = (id: string, code: string, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  status: 'in-progress',
  class: { system: ACT, code },
  subject: ref('Patient/1'),
  ...more,
});

const records = [
  organization('hospital', { type: [typed(ROLE, 'HOSP', 'Hospital')] }),
  organization('infusions', { partOf: ref('Organization/hospital') }),
  organization('practice', { type: [typed('http://terminology.hl7.org/CodeSystem/organization-type', 'prov')] }),
  organization('orphan', { partOf: ref('Organization/gone') }),
  ...[1, 2, 3, 4, 5, 6].map((step) =>
    organization(`step-${step}`, { partOf: ref(`Organization/${step === 6 ? 'hospital' : `step-${step + 1}`}`) }),
  ),
  organization('circle', { partOf: ref('Organization/circle') }),
  location('suite', { type: [typed(ROLE, 'OF')], managingOrganization: ref('Organization/infusions') }),
  location('floor', { partOf: ref('Location/building') }),
  location('building', { type: [typed(ROLE, 'HOSP')] }),
  location('office', { type: [typed(ROLE, 'PROFF')], managingOrganization: ref('Organization/practice') }),
  location('unowned', { type: [typed(ROLE, 'PROFF')], managingOrganization: ref('Organization/orphan') }),
  location('deep', { type: [typed(ROLE, 'PROFF')], managingOrganization: ref('Organization/step-1') }),
  location('round', { type: [typed(ROLE, 'PROFF')], managingOrganization: ref('Organization/circle') }),
  location('home', { type: [typed(ROLE, 'PTRES')] }),
  location('outpatient', { type: [typed(ROLE, 'OF', 'Outpatient facility')] }),
  encounter('ward', 'IMP', { location: [{ location: ref('Location/building') }] }),
  encounter('clinic', 'AMB', { location: [{ location: ref('Location/office') }] }),
  encounter('moved', 'AMB', {
    location: [
      { location: ref('Location/building'), status: 'completed' },
      { location: ref('Location/office'), status: 'active' },
    ],
  }),
  encounter('run', 'AMB', { serviceProvider: ref('Organization/hospital') }),
  encounter('off', 'IMP', { status: 'cancelled' }),
  encounter('other', 'IMP', { subject: ref('Patient/2') }),
];

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
  await server.load(records);
});
afterAll(() => server.close());
const reader = () => readerAt(server.baseUrl, server.token, 4_000);
const order = (more: object): Resource => ({ resourceType: 'ServiceRequest', id: 'o', ...more }) as Resource;
const placeOn = (more: object, prefetch: unknown = {}) =>
  readPlace(order(more), openChart('1', prefetch, [], reader()));
const placeSent = (more: object, ...sent: readonly unknown[]) =>
  readPlace(
    order(more),
    openChart('1', Object.fromEntries(sent.map((each, index) => [`k${index}`, each])), [], undefined),
  );

describe('the place of an order, read from the server', () => {
  test.each<[string, object, string]>([
    ['nothing', {}, 'not-named'],
    ['a code on the order', { locationCode: [typed(POS, '22')] }, 'hospital-outpatient'],
    [
      'a code on the order by its OID',
      { locationCode: [typed('urn:oid:2.16.840.1.113883.15.5', '11')] },
      'less-intensive',
    ],
    ['a code on the order, in words only', { locationCode: [{ text: 'Hospital' }] }, 'affiliation-unknown'],
    ['a suite of an organization of a hospital', { locationReference: [ref('Location/suite')] }, 'hospital-affiliated'],
    ['a floor of a hospital', { locationReference: [ref('Location/floor')] }, 'hospital-affiliated'],
    ['an office', { locationReference: [ref('Location/office')] }, 'less-intensive'],
    [
      'an office whose owner is part of something gone',
      { locationReference: [ref('Location/unowned')] },
      'affiliation-unknown',
    ],
    ['an office at the end of a long chain', { locationReference: [ref('Location/deep')] }, 'affiliation-unknown'],
    ['an office whose owner is part of itself', { locationReference: [ref('Location/round')] }, 'affiliation-unknown'],
    ['a home', { locationReference: [ref('Location/home')] }, 'home'],
    ['an outpatient facility, no more', { locationReference: [ref('Location/outpatient')] }, 'affiliation-unknown'],
    ['a location that is gone', { locationReference: [ref('Location/gone')] }, 'affiliation-unknown'],
    [
      'a location on another server',
      { locationReference: [ref('https://other.example.org/Location/office')] },
      'affiliation-unknown',
    ],
    ['a location by name only', { locationReference: [{ display: 'Memorial Hospital' }] }, 'affiliation-unknown'],
    ['a reference to something else', { locationReference: [ref('Organization/hospital')] }, 'affiliation-unknown'],
    ['a stay', { encounter: ref('Encounter/ward') }, 'inpatient'],
    ['a visit at an office', { encounter: ref('Encounter/clinic') }, 'less-intensive'],
    ['a visit that moved on', { encounter: ref('Encounter/moved') }, 'less-intensive'],
    ['a visit that a hospital runs', { encounter: ref('Encounter/run') }, 'hospital-affiliated'],
    ['a visit that was called off', { encounter: ref('Encounter/off') }, 'not-named'],
    ['a visit of another patient', { encounter: ref('Encounter/other') }, 'not-named'],
    ['a visit that is gone', { encounter: ref('Encounter/gone') }, 'affiliation-unknown'],
    [
      'the order before its encounter',
      { locationReference: [ref('Location/home')], encounter: ref('Encounter/ward') },
      'home',
    ],
    [
      'a hospital, ordered in a stay',
      { locationReference: [ref('Location/building')], encounter: ref('Encounter/ward') },
      'inpatient',
    ],
    ['what nobody checked', { locationCode: 'x', locationReference: [null, 7], encounter: [] }, 'affiliation-unknown'],
  ])('%s', async (_, more, expected) => expect((await placeOn(more)).kind).toBe(expected));

  test('a failed read says so, and names what could not be read', async () => {
    expect(await placeOn({ locationReference: [{ ...ref('Location/gone'), display: 'East suite' }] })).toEqual({
      kind: 'affiliation-unknown',
      reference: 'Location/gone',
      says: 'East suite',
      unread: 'not-read',
    });
  });

  test('tells what a person can check', async () => {
    expect(await placeOn({ locationReference: [ref('Location/suite')] })).toEqual({
      kind: 'hospital-affiliated',
      reference: 'Location/suite',
      says: 'Location suite, Org hospital, Hospital',
    });
    expect((await placeOn({ locationCode: [typed(POS, '22')] })).says).toBe('On campus outpatient hospital');
    expect((await placeOn({ locationCode: [typed(POS, '99')] })).says).toBe('POS 99');
    expect(await placeOn({ encounter: ref('Encounter/run') })).toMatchObject({
      reference: 'Encounter/run',
      via: 'encounter',
    });
  });
});

describe('the place of an order, sent along', () => {
  const hospital = organization('h', { type: [typed(ROLE, 'HOSP')] });
  const suite = location('s', { managingOrganization: ref('Organization/h') });

  test('prefetched, without a server', async () => {
    const more = { locationReference: [ref('Location/s')] };
    expect(await placeSent(more, suite, hospital)).toMatchObject({ kind: 'hospital-affiliated' });
    expect(await placeSent(more, suite)).toMatchObject({ kind: 'affiliation-unknown', unread: 'not-read' });
    expect(await placeSent(more)).toMatchObject({ kind: 'affiliation-unknown', unread: 'not-read' });
  });

  test('in a Bundle, by its fullUrl', async () => {
    const bundle = {
      resourceType: 'Bundle',
      entry: [{ fullUrl: 'urn:uuid:1', resource: location('x', { type: [typed(POS, '19')] }) }],
    };
    expect(await placeSent({ locationReference: [ref('urn:uuid:1')] }, bundle)).toMatchObject({
      kind: 'hospital-outpatient',
    });
  });

  test('contained, with what it belongs to', async () => {
    const contained = [{ ...suite, managingOrganization: ref('#h') }, hospital];
    expect(await placeSent({ contained, locationReference: [ref('#s')] })).toMatchObject({
      kind: 'hospital-affiliated',
    });
  });

  test('what was sent is not read again', async () => {
    const before = server.requests.length;
    await placeOn({ locationReference: [ref('Location/s')] }, { a: suite, b: hospital });
    expect(server.requests.length).toBe(before);
  });
});

describe('code systems of places', () => {
  test.each([
    [POS, '22', 'POS'],
    ['http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'HOSP', 'RoleCode'],
    ['http://hl7.org/fhir/v3/RoleCode', 'HOSP', 'RoleCode'],
    ['urn:oid:2.16.840.1.113883.5.111', 'HOSP', 'RoleCode'],
    ['http://hl7.org/fhir/v3/ActCode', 'IMP', 'ActCode'],
    ['urn:oid:2.16.840.1.113883.5.4', 'IMP', 'ActCode'],
    ['http://terminology.hl7.org/CodeSystem/organization-type', 'dept', 'OrganizationType'],
    ['http://www.ama-assn.org/go/cpt', '90378', 'CPT'],
    ['urn:oid:2.16.840.1.113883.6.12', '90378', 'CPT'],
  ])('%s', (system, code, name) => expect(codesOf(typed(system, code))).toEqual([{ system: name, code }]));
});
