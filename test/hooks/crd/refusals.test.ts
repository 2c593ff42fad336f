import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CRD, expectRefusal, ORDER_SIGN, signCrd } from '../../support/crd/client.ts';
import { callFor, demoCall, demoRecords, orderWith, prefetched } from '../../support/demo-patient.ts';
import { type Service, startService } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const call = demoCall({ prefetch: prefetched(demoRecords) });
const refusedFor = async (response: Response): Promise<number> => {
  expect(response.headers.get('content-type')).toContain('application/json');
  expectRefusal(await response.json());
  return response.status;
};

describe('a body that is no call', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', 'order-sign, please'],
    ['half of it', JSON.stringify(call).slice(0, 400)],
    ['a list', '[]'],
    ['null', 'null'],
    ['another hook', JSON.stringify({ ...call, hook: 'order-select' })],
    ['no hook', JSON.stringify({ ...call, hook: undefined })],
    ['no hookInstance', JSON.stringify({ ...call, hookInstance: undefined })],
    ['no context', JSON.stringify({ ...call, context: undefined })],
    ['no patient', JSON.stringify({ ...call, context: { ...call.context, patientId: undefined } })],
    ['no orders', JSON.stringify({ ...call, context: { ...call.context, draftOrders: undefined } })],
    ['orders that are no resource', JSON.stringify({ ...call, context: { ...call.context, draftOrders: [1] } })],
  ])('%s: 400', async (_, body) => expect(await refusedFor(await service.post(ORDER_SIGN, body))).toBe(400));

  test('plain text: 415', async () =>
    expect(
      await refusedFor(await service.post(ORDER_SIGN, JSON.stringify(call), { 'content-type': 'text/plain' })),
    ).toBe(415));
  test('FHIR’s own kind of JSON is read', async () =>
    expect(
      (await service.post(ORDER_SIGN, JSON.stringify(call), { 'content-type': 'application/fhir+json' })).status,
    ).toBe(200));
});

test.each([
  ['POST', `${CRD}/patient-view`],
  ['POST', `${CRD}/order-sign-crd`],
  ['GET', ORDER_SIGN],
  ['GET', '/crd'],
  ['POST', CRD],
  ['GET', '/determinations/5b2c4d0e-8f0a-4c51-9d7e-2f6a0d9c1b47'],
])('%s %s: 404', async (method, path) => {
  const headers = { 'content-type': 'application/json' };
  const body = method === 'POST' ? { body: JSON.stringify(call) } : {};
  expect(await refusedFor(await fetch(`${service.url}${path}`, { method, headers, ...body }))).toBe(404);
});

describe('nothing to read and nobody to ask', () => {
  const ibuprofen = { medicationCodeableConcept: { text: 'ibuprofen' } };
  test.each<[string, unknown]>([
    ['no prefetch', demoCall()],
    ['an empty prefetch', demoCall({ prefetch: {} })],
    ['null for a prefetch', demoCall({ prefetch: null })],
    ['a drug of none of the policies, whose coverage is wanted as well', callFor([orderWith(ibuprofen)])],
    ['a server that may not be asked', demoCall({ fhirServer: 'https://ehr.example/fhir' })],
    [
      'a token for somebody else',
      demoCall({ fhirServer: 'http://127.0.0.1:9/fhir', fhirAuthorization: { access_token: 'x', patient: 'other' } }),
    ],
  ])('%s: 412', async (_, body) => expect((await signCrd(service, body)).status).toBe(412));

  test('no orders at all need nothing: 200 and an empty answer', async () => {
    const { status, text } = await signCrd(service, callFor([]));
    expect([status, JSON.parse(text)]).toEqual([200, { cards: [], systemActions: [] }]);
  });
});
