import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoPatient, demoPatients } from '../../src/demo/patients.ts';
import { drugDisplay } from '../../src/facts/drugs.ts';
import { openArchive } from '../../src/record/archive.ts';
import { openClient } from '../support/registered-client.ts';
import { type Service, startService } from '../support/service.ts';

/** What a browser client such as the CDS Hooks Sandbox does, with no configuration on our side. Its requests were watched, and are built here anew. */

const SITE = { origin: 'https://ehr.example' };
const storage = `file:${join(mkdtempSync(join(tmpdir(), 'countersign-record-')), 'record.db')}`;
let service: Service;
let token: Record<string, string>;
beforeAll(async () => {
  service = await startService({}, 4_500, { storage });
  const stranger = await openClient('stranger');
  token = { authorization: await stranger.authorization('/cds-services') };
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

interface TryCard {
  readonly summary: string;
  readonly suggestions: readonly {
    readonly label: string;
    readonly actions: readonly [
      { readonly type: string; readonly description: string; readonly resource: Record<string, unknown> },
    ];
  }[];
}

/** The draft of this client: always one a day for thirty days, its category and reason lone objects, its drug of one code. */
const draft = (patientId: string, medication?: unknown) => ({
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  status: 'draft',
  subject: { reference: `Patient/${patientId}` },
  authoredOn: '2026-08-14',
  ...(medication !== undefined && {
    intent: 'order',
    category: { coding: [{ code: 'community' }] },
    reasonCode: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z00.00' }] },
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 1, system: 'http://unitsofmeasure.org', code: '{pill}' } }],
      },
    ],
    dispenseRequest: { expectedSupplyDuration: { value: 30, unit: 'days' } },
    medicationCodeableConcept: medication,
  }),
});

/** A call as this client makes it: nobody it knows signs, the Bundle has no type, and no token for the chart comes along. */
const call = (hook: string, patientId: string, order: unknown) =>
  JSON.stringify({
    hookInstance: '0d1f1a0e-51c6-4a4e-9d0a-6f4d1f0d7c11',
    hook,
    fhirServer: `${service.url}/demo/fhir`,
    context: {
      patientId,
      userId: 'Practitioner/somebody',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: order }] },
    },
  });

const post = async (path: string, body: string) => {
  const response = await service.post(path, body, { ...SITE, ...token, 'content-type': 'application/json' });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return response;
};
const cardsOf = async <Card>(path: string, body: string) =>
  ((await (await post(path, body)).json()) as { cards: readonly Card[] }).cards;
const offered = (patientId: string, medication?: unknown) =>
  cardsOf<TryCard>('/demo/cds-services/orders-to-try', call('order-select', patientId, draft(patientId, medication)));

/** What this client keeps of a suggestion: the text, and the first code as one of RxNorm. */
async function taken({ id, drug }: DemoPatient) {
  const [card] = await offered(id);
  const suggestion = card?.suggestions.find(({ label }) => label === `Order ${drugDisplay(drug)}`);
  const { text, coding } = suggestion?.actions[0].resource.medicationCodeableConcept as {
    text: string;
    coding: readonly [{ code: string }];
  };
  const system = 'http://www.nlm.nih.gov/research/umls/rxnorm';
  return { text, coding: [{ system, code: coding[0].code, display: text }] };
}

describe('a browser of another site', () => {
  test.each([
    ['GET', '/cds-services'],
    ['POST', '/cds-services/order-sign'],
    ['POST', '/cds-services/order-sign/feedback'],
    ['GET', '/demo/cds-services'],
    ['POST', '/demo/cds-services/orders-to-try'],
    ['POST', '/demo/fhir/Observation/_search'],
  ])('may send its token with %s %s', async (method, path) => {
    const asked = { 'access-control-request-method': method, 'access-control-request-headers': 'authorization' };
    const response = await fetch(`${service.url}${path}`, { method: 'OPTIONS', headers: { ...SITE, ...asked } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toContain(method);
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization');
  });

  test.each(['/cds-services', '/demo/cds-services'])('reads %s with a token of nobody we know', async (path) => {
    const response = await fetch(`${service.url}${path}`, { headers: { ...SITE, ...token } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('while no drug is chosen', () => {
  test.each(['order-select', 'order-sign'])('%s has nothing to say', async (hook) => {
    const body = call(hook, 'hemgenix-missing', draft('hemgenix-missing'));
    expect(await cardsOf(`/cds-services/${hook}`, body)).toEqual([]);
  });

  test('each governed drug is offered once, as a draft for this patient', async () => {
    const [card, ...more] = await offered('somebody');
    expect(more).toEqual([]);
    expect(card?.suggestions.map(({ label }) => label)).toEqual([
      'Order Hemgenix',
      'Order Roctavian',
      'Order Gamifant',
      'Order Lemtrada',
    ]);
    for (const { actions } of card?.suggestions ?? [])
      expect(actions).toEqual([
        expect.objectContaining({
          type: 'create',
          resource: expect.objectContaining({
            resourceType: 'MedicationRequest',
            status: 'draft',
            intent: 'order',
            subject: { reference: 'Patient/somebody' },
          }),
        }),
      ]);
  });
});

/** This client cannot write the dose that these policies ask for: a document stays open, and nothing more. Roctavian's asks for none. */
const UNDER_OTHER_DOSES = new Set(['hemgenix-approval', 'gamifant-approval', 'lemtrada-approval']);

describe('an offered drug that was taken', () => {
  test.each(demoPatients.map((patient) => [patient.id, patient] as const))('is judged for %s', async (id, patient) => {
    const medication = await taken(patient);
    expect(await offered(id, medication)).toEqual([]);
    const [card, ...more] = await cardsOf<{ summary: string; extension: Record<string, { outcome: string }> }>(
      '/cds-services/order-sign',
      call('order-sign', id, draft(id, medication)),
    );
    expect(more).toEqual([]);
    expect(card?.summary).toContain(drugDisplay(patient.drug));
    const expected = UNDER_OTHER_DOSES.has(id) ? 'missing-documentation' : patient.expected;
    expect(card?.extension['countersign.determination']?.outcome).toBe(expected);
  });

  test('with the display alone, and with no id, it still gets its card', async () => {
    const { id: _, ...order } = draft('hemgenix-missing', { coding: [{ display: 'Hemgenix' }] });
    const cards = await cardsOf('/cds-services/order-sign', call('order-sign', 'hemgenix-missing', order));
    expect(cards).toMatchObject([{ summary: expect.stringContaining('Hemgenix') }]);
  });
});

test('what became of a card is kept: a suggestion taken, a reason given, a card set aside without one', async () => {
  const patient = demoPatients.find(({ id }) => id === 'hemgenix-missing') as DemoPatient;
  const order = draft(patient.id, await taken(patient));
  const [card] = await cardsOf<{
    uuid: string;
    suggestions: readonly { uuid: string }[];
    overrideReasons: readonly { code: string; system: string }[];
  }>('/cds-services/order-sign', call('order-sign', patient.id, order));
  const { code, system } = card?.overrideReasons[1] ?? {};
  const given = [
    { outcome: 'accepted', acceptedSuggestions: [{ id: card?.suggestions[0]?.uuid }] },
    { outcome: 'overridden', overrideReason: { reason: { code, system } } },
    { outcome: 'overridden' },
  ].map((what) => ({ card: card?.uuid, outcomeTimestamp: '2026-08-14T15:00:00.000Z', ...what }));
  for (const item of given) await post('/cds-services/order-sign/feedback', JSON.stringify({ feedback: [item] }));
  const archive = openArchive(storage);
  const kept = (await archive.find({})).filter(({ kind, card: of }) => kind === 'feedback' && of === card?.uuid);
  await archive.close();
  expect(kept.map(({ content }) => JSON.parse(content) as unknown)).toEqual(given);
});

test('the drugs are offered in the sandbox alone, and not among the services of the product', async () => {
  const discovery = (await (await fetch(`${service.url}/cds-services`)).json()) as unknown;
  expect(JSON.stringify(discovery)).not.toContain('to-try');
  const production = await startService({}, undefined, { profile: 'production' });
  const paths = ['/demo/cds-services', '/demo/cds-services/orders-to-try'];
  const statuses = await Promise.all(paths.map(async (path) => (await fetch(`${production.url}${path}`)).status));
  expect(statuses).toEqual([404, 404]);
  expect((await production.post('/demo/cds-services/orders-to-try', '{}')).status).toBe(404);
  await production.close();
});

test.each([
  '{}',
  '{"context":{"patientId":"x"}}',
  '{"context":{"draftOrders":{"resourceType":"Bundle"}}}',
  '[]',
])('a body that is no call, %s, is refused by the offering service', async (body) => {
  expect((await service.post('/demo/cds-services/orders-to-try', body)).status).toBe(400);
});
