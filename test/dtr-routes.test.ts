import { validateResource } from '@medplum/core';
import type { Bundle, CapabilityStatement, Questionnaire } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policies, siteOfCarePolicies } from '../src/policies/index.ts';
import { indexDefinitions } from './support/fhir-server.ts';
import { type Service, startService } from './support/service.ts';

let service: Service;
beforeAll(async () => {
  indexDefinitions();
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

type Body = { resourceType: string } & Pick<Questionnaire, 'version' | 'meta'> &
  Pick<Bundle, 'type' | 'total' | 'entry' | 'link'> &
  Pick<CapabilityStatement, 'fhirVersion' | 'kind' | 'software' | 'rest'>;

async function get(path: string, from = service) {
  const response = await fetch(`${from.url}/fhir/${path}`, { headers: { origin: 'https://ehr.example.org' } });
  const body = (await response.json()) as Body;
  expect(() => validateResource(body as unknown as Parameters<typeof validateResource>[0])).not.toThrow();
  expect(JSON.stringify(body)).not.toMatch(/\[\]|\{\}|""/);
  expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return { status: response.status, body };
}
const URL_OF = 'http://127.0.0.1:3000/fhir/Questionnaire';

describe('reading a Questionnaire', () => {
  test.each([
    ['Questionnaire/hemgenix-bcbsks', '2026-07-23'],
    ['Questionnaire/hemgenix-bcbsks?version=2026-01-08', '2026-01-08'],
    ['Questionnaire/gamifant-cigna', 'undated'],
    ['Questionnaire/site-of-care-cigna', 'undated'],
  ])('%s is version %s', async (path, version) => {
    const { status, body } = await get(path);
    expect([status, body.resourceType, body.version, body.meta?.versionId]).toEqual([
      200,
      'Questionnaire',
      version,
      version,
    ]);
  });

  test('on the last day of a wording it is still that one', async () => {
    const earlier = await startService({ now: () => new Date('2026-07-22T23:00:00Z') });
    expect((await get('Questionnaire/hemgenix-bcbsks', earlier)).body.version).toBe('2026-01-08');
    await earlier.close();
  });

  test.each([
    'Questionnaire/none-such',
    'Questionnaire/gamifant-cigna?version=2020-01-01',
    'Patient/1',
  ])('%s is not there', async (path) => {
    const { status, body } = await get(path);
    expect([status, body.resourceType]).toEqual([404, 'OperationOutcome']);
  });
});

describe('searching Questionnaires', () => {
  test.each([
    ['', policies.length + siteOfCarePolicies.length],
    ['?_id=hemgenix-bcbsks', 2],
    [`?url=${encodeURIComponent(`${URL_OF}/hemgenix-bcbsks`)}`, 2],
    [`?url=${encodeURIComponent(`${URL_OF}/hemgenix-bcbsks`)}&version=2026-01-08`, 1],
    [`?url=${encodeURIComponent(`${URL_OF}/hemgenix-bcbsks|2026-01-08`)}`, 1],
    [`?url=${encodeURIComponent('https://x.example.org/Questionnaire/hemgenix-bcbsks')}`, 0],
  ])('Questionnaire%s finds %i', async (query, count) => {
    const { status, body } = await get(`Questionnaire${query}`);
    expect([status, body.type, body.total, body.entry?.length ?? 0]).toEqual([200, 'searchset', count, count]);
    expect(body.link?.[0]?.url).toBe(`${URL_OF}${query}`);
  });
});

test('the capability statement names what can be asked', async () => {
  const { status, body } = await get('metadata');
  expect([status, body.fhirVersion, body.kind, body.software?.name]).toEqual([200, '4.0.1', 'instance', 'Countersign']);
  const [resource] = body.rest?.[0]?.resource ?? [];
  expect([resource?.type, resource?.interaction?.map(({ code }) => code), resource?.operation]).toEqual([
    'Questionnaire',
    ['read', 'search-type'],
    [
      {
        name: 'questionnaire-package',
        definition: 'http://hl7.org/fhir/us/davinci-dtr/OperationDefinition/questionnaire-package',
      },
    ],
  ]);
});

test('a page of another address may call it', async () => {
  const response = await fetch(`${service.url}/fhir/Questionnaire/$questionnaire-package`, {
    method: 'OPTIONS',
    headers: { origin: 'https://ehr.example.org', 'access-control-request-method': 'POST' },
  });
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
});
