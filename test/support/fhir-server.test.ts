import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requests } from '../../src/fhir/source.ts';
import { type FhirServer, startFhirServer } from './fhir-server.ts';

/** What our searches need of the server that tests read from; it is no full FHIR server. */
describe('the FHIR server of the tests', () => {
  let server: FhirServer;
  const subject = { reference: 'Patient/1' };
  const intents = ['order', 'plan', 'original-order', 'proposal', 'option'];
  beforeAll(async () => {
    server = await startFhirServer();
    await server.load([
      ...intents.map((intent) => ({
        resourceType: 'MedicationRequest',
        id: intent,
        status: 'active',
        intent,
        subject,
      })),
      { resourceType: 'MedicationRequest', id: 'other', intent: 'order', subject: { reference: 'Patient/2' } },
      ...Object.values(requests).map(({ type, patientAt }, index) => ({
        resourceType: type,
        id: patientAt === 'id' ? '1' : `of-${index}`,
        ...(patientAt !== 'id' && { [patientAt]: subject }),
        ...(type === 'Observation' && { category: [{ coding: [{ code: requests.laboratory.parameters.category }] }] }),
      })),
    ]);
  });
  afterAll(() => server.close());

  const search = async (query: string) => {
    const headers = { authorization: `Bearer ${server.token}` };
    const response = await fetch(`${server.baseUrl}/${query}`, { headers });
    expect(response.status, query).toBe(200);
    const { entry = [] } = (await response.json()) as { entry?: { resource: { id: string } }[] };
    return entry.map(({ resource }) => resource.id).sort();
  };

  test('finds a patient by each search that we make', async () => {
    for (const { type, patientAt, parameters } of Object.values(requests)) {
      // FHIR R4 finds an AdverseEvent by its subject alone.
      if (patientAt === 'id' || parameters.category === 'vital-signs' || type === 'AdverseEvent') continue;
      const query = new URLSearchParams({ patient: '1', ...parameters });
      expect(await search(`${type}?${query}`), type).not.toEqual([]);
    }
    expect(await search('Observation?patient=1&category=vital-signs')).toEqual([]);
  });

  test.each([
    ['one word', 'order', ['order']],
    ['a list of words', 'order,plan,original-order', ['order', 'original-order', 'plan']],
    ['a list with a word that nothing has', 'plan,instance-order', ['plan']],
    ['an escaped list', 'order%2Cplan', ['order', 'plan']],
  ])('a search by %s', async (_, intent, expected) =>
    expect(await search(`MedicationRequest?patient=1&intent=${intent}`)).toEqual(expected));
});
