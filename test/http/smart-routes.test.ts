import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../src/hooks/cds-hooks.ts';
import { kansasHemgenixPatients } from '../acceptance/hemgenix-kansas-patients.ts';
import { keptText } from '../support/kept-text.ts';
import { type MockEhr, startMockEhr } from '../support/mock-ehr.ts';
import { openClient, PUBLIC_URL } from '../support/registered-client.ts';
import { json, type ScriptedServer, startScripted } from '../support/scripted-server.ts';
import { type Service, startService } from '../support/service.ts';

const patient = kansasHemgenixPatients.find(({ title }) => title === 'nobody has answered the questions yet');
if (patient === undefined) throw new Error('no such patient');
const order = `MedicationRequest/${patient.orders[0]?.id}`;
const folder = mkdtempSync(join(tmpdir(), 'countersign-record-'));

let ehr: MockEhr;
let foreign: ScriptedServer;
let clinic: ScriptedServer;
let production: Service;
let sandbox: Service;
let token: string;

/** Gives any patient and the order to anybody, and nothing else. */
const careless: Parameters<typeof startScripted>[0] = ({ url = '' }, response) => {
  const id = url.split('/').at(-1)?.replace('swapped', 'person');
  void json(response, url.includes('MedicationRequest/') ? patient.orders[0] : { resourceType: 'Patient', id });
};

beforeAll(async () => {
  ehr = await startMockEhr({ clientId: 'app-at-hospital', patient: 'person' });
  await ehr.load([
    ...patient.records,
    ...patient.orders,
    { ...patient.orders[0], id: 'of-another', subject: { reference: 'Patient/another' } },
  ]);
  [foreign, clinic] = [await startScripted(careless), await startScripted(careless)];
  token = ehr.issueToken();
  const hospital = await openClient('hospital', {
    fhirServers: [ehr.iss],
    smart: { clientId: 'app-at-hospital', scope: 'openid patient/*.read', embeddedBy: ['https://ehr.example.org'] },
  });
  const other = await openClient('clinic', { fhirServers: [`${clinic.url}/fhir`], smart: { clientId: 'app' } });
  const without = await openClient('without', { fhirServers: [`${foreign.url}/listed`, ehr.iss] });
  const clients = [without, hospital, other].map(({ settings }) => settings);
  const storage = `file:${join(folder, 'record.db')}`;
  production = await startService({}, 4_500, { profile: 'production', publicUrl: PUBLIC_URL, clients, storage });
  sandbox = await startService();
});
afterAll(async () => {
  for (const service of [production, sandbox]) {
    await service.close();
    expect(service.bugs).toEqual([]);
  }
  await ehr.close();
  await foreign.close();
  await clinic.close();
});

interface Asked {
  readonly fhirServer?: string;
  readonly token?: string | null;
  readonly context?: Record<string, unknown>;
}

/** A call as the app makes it, with parts changed; a token of null is none. */
async function ask(
  path: string,
  { fhirServer = ehr.iss, token: sent = token, context }: Asked = {},
  service = production,
) {
  const response = await service.post(
    `/smart/${path}`,
    JSON.stringify({
      fhirServer,
      ...(sent !== null && { fhirAuthorization: { access_token: sent } }),
      context: { patientId: 'person', order, ...context },
    }),
  );
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

interface Body {
  readonly resourceType?: string;
  readonly cards?: readonly Card[];
  readonly determination?: { readonly id: string };
  readonly issue?: readonly { readonly code: string }[];
}

const determinationIn = ({ cards }: Body) => cards?.[0]?.extension['countersign.determination'];

/** Log and record, as text. */
const kept = async (): Promise<string> => [await keptText(folder), ...production.lines].join('\n');

describe('an order is judged for the app as at its signing', () => {
  test('where the registered EHR gives the patient for the token', async () => {
    const { status, body } = await ask('judge');
    expect(status).toBe(200);
    expect(determinationIn(body)).toMatchObject({
      order,
      outcome: 'attestation-needed',
      policy: { id: 'hemgenix-bcbsks' },
    });
  });

  test('and what was determined is given again, with when it was made, for the same patient', async () => {
    const made = determinationIn((await ask('judge')).body);
    const again = await ask('determination', { context: { determination: made?.id } });
    expect([again.status, again.body]).toEqual([200, { at: '2026-08-14T15:00:00.000Z', determination: made }]);
  });

  test('and its questions come filled in as far as the record goes', async () => {
    const made = determinationIn((await ask('judge')).body);
    const { status, body } = await ask('questionnaires', { context: { determination: made?.id } });
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        resourceType: 'Bundle',
        entry: [
          { resource: { resourceType: 'Questionnaire', id: 'hemgenix-bcbsks', version: '2026-07-23' } },
          { resource: { resourceType: 'QuestionnaireResponse', subject: { reference: 'Patient/person' } } },
        ],
      },
    ]);
  });

  test('a drug of no policy has nothing to say', async () => {
    await ehr.load([{ ...patient.orders[0], id: 'aspirin', medicationCodeableConcept: { text: 'Aspirin 81 mg' } }]);
    const { status, body } = await ask('judge', { context: { order: 'MedicationRequest/aspirin' } });
    expect([status, body]).toEqual([200, { cards: [] }]);
  });

  test('the call is written down as the client’s, without its token', async () => {
    await ask('judge');
    const text = await kept();
    expect(text).toContain('/smart/judge');
    expect(text).toContain('hospital');
    expect(text).toContain(order);
    expect(text.includes(token)).toBe(false);
  });
});

const PATHS = ['judge', 'determination', 'questionnaires'];

describe.each(PATHS)('/smart/%s: nothing is answered', (path) => {
  test.each([
    ['on nobody’s list', () => foreign.url],
    ['on the list of a client without the app', () => `${foreign.url}/listed`],
    ['that only begins like a listed one', () => `${ehr.iss}x`],
    ['beside a listed one', () => `${ehr.iss}/../other`],
    ['with a name in its address', () => ehr.iss.replace('http://', 'http://user@')],
    ['that is none', () => 'javascript:alert(1)'],
  ])('for a FHIR server %s, and it is not contacted', async (_, fhirServer) => {
    const before = [foreign.requests.length, ehr.requests.length];
    const { status, body } = await ask(path, { fhirServer: fhirServer() });
    expect([status, body.resourceType, body.issue?.[0]?.code]).toEqual([403, 'OperationOutcome', 'forbidden']);
    expect([foreign.requests.length, ehr.requests.length]).toEqual(before);
  });

  test.each<[string, () => Asked]>([
    ['without a token', () => ({ token: null })],
    ['with a token that the EHR does not take', () => ({ token: 'made-up-by-somebody' })],
    ['about a patient whom the token is not for', () => ({ context: { patientId: 'another' } })],
    ['about a patient whom nobody knows', () => ({ context: { patientId: '../Patient' } })],
  ])('%s', async (_, asked) => {
    const { status, headers, body } = await ask(path, asked());
    expect([status, body.resourceType, body.issue?.[0]?.code]).toEqual([401, 'OperationOutcome', 'login']);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(await kept()).not.toContain('made-up-by-somebody');
  });

  test('without a token by one that asks nobody, and is given another patient in its place', async () => {
    const fhirServer = `${clinic.url}/fhir`;
    expect((await ask(path, { fhirServer, token: null })).status).toBe(401);
    expect((await ask(path, { fhirServer, context: { patientId: 'swapped' } })).status).toBe(401);
  });

  test.each([
    ['without a FHIR server', { context: { patientId: 'person' } }],
    ['without a patient', { fhirServer: 'https://ehr.example.org', context: {} }],
    ['that is a list', []],
  ])('to a body %s', async (_, body) => {
    expect((await production.post(`/smart/${path}`, JSON.stringify(body))).status).toBe(400);
  });

  test('to a body of more than 64 kB', async () => {
    const large = JSON.stringify({ fhirServer: ehr.iss, more: 'x'.repeat(65_536) });
    const response = await production.post(`/smart/${path}`, large);
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('at most 64 kB');
  });

  test('to what is no JSON', async () => {
    expect((await production.post(`/smart/${path}`, 'x', { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe('nothing of others is answered', () => {
  test.each([
    ['of another patient', 'MedicationRequest/of-another', 404],
    ['that is not there', 'MedicationRequest/none-such', 404],
    ['that is no order', 'Observation/factor-ix', 400],
    ['that is no reference', 'something', 400],
  ])('an order %s', async (_, named, status) => {
    expect((await ask('judge', { context: { order: named } })).status).toBe(status);
  });

  test('a determination that was made for another patient, or for another client', async () => {
    const fhirServer = `${clinic.url}/fhir`;
    const made = determinationIn((await ask('judge', { fhirServer })).body);
    const again = (patientId: string, server: string) =>
      ask('determination', { fhirServer: server, context: { patientId, determination: made?.id } });
    expect((await again('person', fhirServer)).body.determination?.id).toBe(made?.id);
    expect((await again('another', fhirServer)).status).toBe(404);
    expect((await again('person', ehr.iss)).status).toBe(404);
    const unknown = { determination: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' };
    expect((await ask('determination', { context: unknown })).status).toBe(404);
  });

  test('one who only tries tokens is stopped', async () => {
    const statuses: number[] = [];
    for (let tried = 0; tried < 61; tried += 1)
      statuses.push((await ask('judge', { fhirServer: `${clinic.url}/fhir`, token: null })).status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(60);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask('judge')).status).toBe(200);
  });
});

describe('the sandbox', () => {
  test('judges for the app at any server on loopback, and at no other', async () => {
    const { status, body } = await ask('judge', {}, sandbox);
    expect([status, determinationIn(body)?.outcome]).toEqual([200, 'attestation-needed']);
    expect((await ask('judge', { fhirServer: 'https://ehr.example.org/fhir' }, sandbox)).status).toBe(403);
  });
});

describe('the configuration of the app', () => {
  const configuration = async (service: Service, iss?: string) => {
    const response = await fetch(
      `${service.url}/smart/configuration.json${iss === undefined ? '' : `?iss=${encodeURIComponent(iss)}`}`,
    );
    return [response.status, await response.json()] as const;
  };

  test('is told for a registered FHIR server', async () => {
    expect(await configuration(production, ehr.iss)).toEqual([
      200,
      { clientId: 'app-at-hospital', scope: 'openid patient/*.read', sandbox: false },
    ]);
  });

  test.each([
    'https://ehr.example.org/fhir',
    'http://127.0.0.1:1/fhir',
    'nonsense',
    '',
  ])('is not told for %s', async (iss) => {
    expect((await configuration(production, iss))[0]).toBe(403);
  });

  test('in the sandbox every server on loopback has one', async () => {
    expect(await configuration(sandbox, ehr.iss)).toEqual([200, { clientId: 'countersign', sandbox: true }]);
    expect((await configuration(sandbox, 'https://ehr.example.org/fhir'))[0]).toBe(403);
    expect(await configuration(sandbox)).toEqual([200, { sandbox: true }]);
  });
});

describe('the pages', () => {
  const policyOf = async (service: Service, path: string) => {
    const response = await fetch(`${service.url}${path}`);
    expect(response.status).toBe(200);
    return response.headers;
  };

  test.each(['/smart/', '/smart/launch.html'])('%s runs no script and no style but our own', async (path) => {
    const headers = await policyOf(production, path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("connect-src 'self' https:;");
    expect(policy).toContain("frame-ancestors 'self' https://ehr.example.org;");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('the page of the form writes styles, and asks nobody', async () => {
    const policy = (await policyOf(production, '/smart/form.html')).get('content-security-policy');
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });

  test('no page of others shows them where none is configured', async () => {
    const headers = await policyOf(sandbox, '/smart/');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self';");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  test.each([
    '/smart/vendor/fhirclient/fhir-client.pure.min.js',
    '/smart/vendor/lforms/main.js',
  ])('%s is there', async (path) => {
    expect((await policyOf(production, path)).get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('what is not there is said in JSON', async () => {
    const response = await fetch(`${production.url}/smart/none-such`);
    expect([response.status, ((await response.json()) as Body).resourceType]).toEqual([404, 'OperationOutcome']);
  });
});
