import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChart } from '../../src/fhir/chart.ts';
import { openReader } from '../../src/fhir/client.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readPrescriber } from '../../src/fhir/prescriber.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

const NUCC = 'http://nucc.org/provider-taxonomy';
const specialty = { coding: [{ system: NUCC, code: '207RH0000X', display: 'Hematology' }] };
const role = {
  resourceType: 'PractitionerRole',
  id: 'role',
  practitioner: { reference: 'Practitioner/person', display: 'Dr. Synthetic' },
  specialty: [specialty],
};
const person = {
  resourceType: 'Practitioner',
  id: 'person',
  name: [{ given: ['Ada'], family: 'Synthetic' }],
  qualification: [{ code: specialty }],
};
const hematology = [{ system: NUCC, code: '207RH0000X', display: 'Hematology' }];
const order = (requester: unknown): Resource => ({ resourceType: 'MedicationRequest', requester }) as Resource;

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
  await server.load([role, person]);
});
afterAll(() => server.close());
const reader = () =>
  openReader({ baseUrl: new URL(server.baseUrl), token: server.token, deadline: AbortSignal.timeout(2_000) });

describe('who prescribes', () => {
  test('a role on the server', async () => {
    expect(
      await readPrescriber(order({ reference: 'PractitionerRole/role' }), openChart('1', {}, [], reader())),
    ).toEqual({ reference: 'PractitionerRole/role', name: 'Dr. Synthetic', specialties: hematology });
  });

  test('a person on the server, by the qualifications', async () => {
    expect(await readPrescriber(order({ reference: 'Practitioner/person' }), openChart('1', {}, [], reader()))).toEqual(
      { reference: 'Practitioner/person', name: 'Ada Synthetic', specialties: hematology },
    );
  });

  test('a role sent along is not read again', async () => {
    const before = server.requests.length;
    const chart = openChart('1', { anything: role }, [], reader());
    expect(await readPrescriber(order({ reference: 'PractitionerRole/role' }), chart)).toMatchObject({
      specialties: hematology,
    });
    expect(server.requests.length).toBe(before);
  });

  test('nobody named, nobody found, or no server to ask: no specialty is made up', async () => {
    expect(await readPrescriber(order(undefined), openChart('1', {}, [], reader()))).toBeUndefined();
    expect(
      await readPrescriber(order({ extension: [{ url: 'x' }] }), openChart('1', {}, [], reader())),
    ).toBeUndefined();
    expect(
      await readPrescriber(order({ reference: 'PractitionerRole/gone' }), openChart('1', {}, [], reader())),
    ).toMatchObject({ specialties: [] });
    expect(
      await readPrescriber(
        order({ reference: 'PractitionerRole/role', display: 'Dr. X' }),
        openChart('1', {}, [], undefined),
      ),
    ).toEqual({ reference: 'PractitionerRole/role', name: 'Dr. X', specialties: [] });
  });
});
