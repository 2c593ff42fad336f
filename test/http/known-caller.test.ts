import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../src/hooks/cds-hooks.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import { hooks } from '../../src/hooks/request.ts';
import { access, demoCall, demoRecords, prefetched } from '../support/demo-patient.ts';
import { exchange, request } from '../support/raw-http.ts';
import { openClient, PUBLIC_URL, type RegisteredClient } from '../support/registered-client.ts';
import { json, type ScriptedServer, startScripted } from '../support/scripted-server.ts';
import { type Service, startService } from '../support/service.ts';

let ehr: ScriptedServer;
let other: ScriptedServer;
let hospital: RegisteredClient;
let clinic: RegisteredClient;
let slow: RegisteredClient;
let asSlow: RegisteredClient;
let stranger: RegisteredClient;
let production: Service;
let sandbox: Service;

beforeAll(async () => {
  [ehr, other] = [await startScripted(nothing), await startScripted(nothing)];
  hospital = await openClient('hospital', { fhirServers: [`${ehr.url}/fhir/r4`] });
  clinic = await openClient('clinic');
  slow = await openClient('slow', { callsPerMinute: 3 });
  asSlow = await openClient('as-slow', { callsPerMinute: 3 });
  stranger = await openClient('stranger');
  const clients = [hospital, clinic, slow, asSlow].map(({ settings }) => settings);
  production = await startService({}, 4_500, { profile: 'production', publicUrl: PUBLIC_URL, clients });
  sandbox = await startService({}, 4_500, { publicUrl: PUBLIC_URL, clients });
});
afterAll(async () => {
  for (const each of [production, sandbox]) {
    await each.close();
    expect(each.bugs).toEqual([]);
  }
  await ehr.close();
  await other.close();
});

const nothing: Parameters<typeof startScripted>[0] = (_request, response) =>
  void json(response, { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] });

const SIGN = '/cds-services/order-sign';
const JSON_TYPE = { 'content-type': 'application/json' };
const call = demoCall({ prefetch: prefetched(demoRecords) });

type Asked = { readonly method: string; readonly path: string; readonly body?: unknown };
const post = (path: string, body: unknown = {}): Asked => ({ method: 'POST', path, body });
const get = (path: string): Asked => ({ method: 'GET', path });

/** Calls a service with an Authorization header, or with none. */
async function ask(service: Service, { method, path, body }: Asked, authorization?: string) {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { ...(body !== undefined && JSON_TYPE), ...(authorization !== undefined && { authorization }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

type Answered = Awaited<ReturnType<typeof ask>>;
const outcomeIn = ({ text }: Answered) =>
  JSON.parse(text) as { readonly resourceType: string; readonly issue: readonly { readonly diagnostics: string }[] };

const determinationIn = (text: string): Determination => {
  const { cards } = JSON.parse(text) as { readonly cards: readonly Card[] };
  const [card] = cards;
  if (card === undefined) throw new Error('no card');
  return card.extension['countersign.determination'];
};
const linesIn = (text: string) =>
  determinationIn(text).criteria.map(({ id, status, because }) => [id, status, because]);

/** Refused, and told how to do better; nothing of the token comes back. */
function expectRefused(answer: Answered, authorization?: string): void {
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer( error="invalid_token"|$)/);
  expect(answer.headers.get('connection')).toBe('close');
  expect(outcomeIn(answer)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
  if (authorization !== undefined) expect(answer.text).not.toContain(authorization.split('.')[2] ?? authorization);
}

const PACKAGE = '/fhir/Questionnaire/$questionnaire-package';
const BASES = ['/cds-services', '/crd/cds-services'];
/** Every address that asks who calls, and what it answers a known caller who sends an empty body. */
const guarded: readonly (readonly [Asked, number])[] = [
  ...BASES.map((base) => [get(base), 200] as const),
  ...BASES.flatMap((base) => hooks.map((hook) => [post(`${base}/${hook}`), 400] as const)),
  ...BASES.flatMap((base) => hooks.map((hook) => [post(`${base}/${hook}/feedback`), 400] as const)),
  ...BASES.map((base) => [post(`${base}/none-such`), 404] as const),
  ...BASES.map((base) => [get(`${base}/order-sign`), 404] as const),
  [post(PACKAGE), 400],
  [get('/determinations/f47ac10b-58cc-4372-a567-0e02b2c3d479'), 404],
];
const named = guarded.map(([asked, status]) => [`${asked.method} ${asked.path}`, asked, status] as const);

describe('in production a caller is known, or refused', () => {
  test.each(named)('%s: without a token', async (_, asked) => expectRefused(await ask(production, asked)));

  test.each(named)('%s: with a token that is not good', async (_, asked) => {
    const bad = [
      'Bearer nonsense',
      'Basic aG9zcGl0YWw6cGFzc3dvcmQ=',
      await hospital.authorization(asked.path, { signer: stranger }),
      await hospital.authorization(asked.path, { claims: { exp: 1_700_000_000, iat: 1_699_999_999 } }),
      await stranger.authorization(asked.path),
    ];
    for (const each of bad) expectRefused(await ask(production, asked, each), each);
  });

  test.each(named)('%s: with a good token %#', async (_, asked, status) => {
    expect((await ask(production, asked, await hospital.authorization(asked.path))).status).toBe(status);
  });

  test.each([
    ['/', 200],
    ['/health/live', 200],
    ['/health/ready', 200],
    ['/metrics', 200],
    ['/fhir/metadata', 200],
    ['/fhir/Questionnaire', 200],
    ['/fhir/Questionnaire/hemgenix-bcbsks', 200],
    ['/fhir/Questionnaire/none-such', 404],
    ['/nowhere', 404],
  ])('GET %s asks nobody: %i', async (path, status) => expect((await ask(production, get(path))).status).toBe(status));

  test('the body of a refused caller is not read: 50 MB are cut off', async () => {
    const head = { host: 'x', ...JSON_TYPE, 'content-length': '50000000' };
    const parts = [
      request(`POST ${SIGN} HTTP/1.1`, head),
      ...Array.from({ length: 50 }, () => Buffer.alloc(1_000_000)),
    ];
    const { status, closed, sent } = await exchange(production.url, parts);
    expect({ status, closed }).toEqual({ status: 401, closed: true });
    expect(sent).toBeLessThan(50_000_000);
  });

  test('a caller that waits for leave to send is given it once it is known, and not before', async () => {
    const text = JSON.stringify(call);
    const head = { host: 'x', ...JSON_TYPE, expect: '100-continue', 'content-length': `${text.length}` };
    const refused = await exchange(production.url, [request(`POST ${SIGN} HTTP/1.1`, head)]);
    expect(refused).toMatchObject({ status: 401, continued: false, closed: true });
    const authorization = await hospital.authorization(SIGN);
    const known = await exchange(production.url, [request(`POST ${SIGN} HTTP/1.1`, { ...head, authorization }, text)]);
    expect(known).toMatchObject({ status: 200, continued: true });
  });

  test('nothing that a refused caller sends is judged or written down as a call', async () => {
    const before = production.lines.length;
    expectRefused(await ask(production, post(SIGN, call)));
    const lines = production.lines.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { event: 'refused', refusal: 'no-token' },
      { event: 'call', status: 401, determinations: [] },
    ]);
  });

  test.each([
    ...[...BASES, SIGN, `${SIGN}/feedback`].flatMap((path) => [path, path.replace(/^\/cds/, '/crd/cds')]),
    '/cds-services/none-such',
    PACKAGE,
  ])('a browser of another origin may ask for leave at %s without a token', async (path) => {
    const preflight = await fetch(`${production.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://sandbox.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});

describe('a token is for one address, and for once', () => {
  test.each([
    '/cds-services/order-select',
    '/crd/cds-services/order-sign',
    '/cds-services/order-sign/feedback',
    '/cds-services',
  ])('one for order-sign does not open %s', async (path) => {
    const asked = path === '/cds-services' ? get(path) : post(path);
    expectRefused(await ask(production, asked, await hospital.authorization(SIGN)));
  });

  test.each([`${SIGN}/`, `${SIGN}?x=1`])('it opens %s, which is the same address', async (path) => {
    expect((await ask(production, post(path, call), await hospital.authorization(SIGN))).status).toBe(200);
  });

  test('sent again it is refused', async () => {
    const authorization = await hospital.authorization(SIGN);
    expect((await ask(production, post(SIGN, call), authorization)).status).toBe(200);
    const again = await ask(production, post(SIGN, call), authorization);
    expectRefused(again);
    expect(outcomeIn(again).issue[0]?.diagnostics).toContain('used before');
  });

  test('of twenty calls at once with one token, one is answered', async () => {
    const authorization = await hospital.authorization(SIGN);
    const calls = Array.from({ length: 20 }, () => ask(production, post(SIGN, call), authorization));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
  });

  test('two clients may use the same token id', async () => {
    const claims = { jti: 'the-same' };
    for (const client of [hospital, clinic])
      expect((await ask(production, post(SIGN, call), await client.authorization(SIGN, { claims }))).status).toBe(200);
  });
});

describe('the sandbox', () => {
  test('takes calls without a token, and with those of issuers that nobody registered', async () => {
    for (const each of [undefined, 'Bearer nonsense', await stranger.authorization(SIGN)])
      expect((await ask(sandbox, post(SIGN, call), each)).status).toBe(200);
  });

  test('refuses a bad token of a registered issuer, and knows a good one', async () => {
    expectRefused(await ask(sandbox, post(SIGN, call), await hospital.authorization(SIGN, { signer: stranger })));
    const before = sandbox.lines.length;
    expect((await ask(sandbox, post(SIGN, call), await hospital.authorization(SIGN))).status).toBe(200);
    expect(sandbox.lines.slice(before).map((line) => JSON.parse(line))).toMatchObject([
      { event: 'call', client: 'hospital' },
    ]);
  });
});

describe('each client has its own determinations', () => {
  const determinationFor = async (client: RegisteredClient) => {
    const { text } = await ask(production, post(SIGN, call), await client.authorization(SIGN));
    return determinationIn(text).id;
  };

  test('it reads them, and of those of others not even that they exist', async () => {
    const id = await determinationFor(hospital);
    const asked = get(`/determinations/${id}`);
    const own = await ask(production, asked, await hospital.authorization(asked.path));
    expect(JSON.parse(own.text)).toMatchObject({ id, outcome: 'likely-approval' });
    const none = get('/determinations/f47ac10b-58cc-4372-a567-0e02b2c3d479');
    const foreign = await ask(production, asked, await clinic.authorization(asked.path));
    const missing = await ask(production, none, await clinic.authorization(none.path));
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  });

  test('as the context of a form, too', async () => {
    const id = await determinationFor(hospital);
    const coverage = demoRecords.find(({ resourceType }) => resourceType === 'Coverage');
    const organizations = demoRecords.filter(({ resourceType }) => resourceType === 'Organization');
    const parameter = [
      { name: 'coverage', resource: coverage },
      ...organizations.map((resource) => ({ name: 'referenced', resource })),
      { name: 'context', valueString: id },
    ];
    const asked = post(PACKAGE, { resourceType: 'Parameters', parameter });
    const [own, foreign] = [
      await ask(production, asked, await hospital.authorization(PACKAGE)),
      await ask(production, asked, await clinic.authorization(PACKAGE)),
    ];
    expect(own.text).toContain('packagebundle');
    expect(foreign.text).not.toContain('packagebundle');
  });
});

describe('only a server of the client is asked', () => {
  /** The payer is known; all else is still to be read. */
  const little = prefetched(demoRecords, ['patient', 'coverage']);
  const asking = (fhirServer: string) =>
    post(SIGN, demoCall({ prefetch: little, ...access({ baseUrl: fhirServer, token: 'borrowed-token' }) }));
  const requests = () => [...ehr.requests, ...other.requests];

  test.each([
    ['as registered', (url: string) => `${url}/fhir/r4`],
    ['with a slash behind', (url: string) => `${url}/fhir/r4/`],
    ['below it, as one tenant of many', (url: string) => `${url}/fhir/r4/tenant`],
    ['written another way', (url: string) => `${url.replace('127.0.0.1', '2130706433')}/x/../fhir/r4`],
  ])('%s it is, with the token', async (_, written) => {
    const before = ehr.requests.length;
    const { status } = await ask(production, asking(written(ehr.url)), await hospital.authorization(SIGN));
    expect(status).toBe(200);
    expect(ehr.requests.length).toBeGreaterThan(before);
    for (const { authorization, path } of ehr.requests.slice(before)) {
      expect(authorization).toBe('Bearer borrowed-token');
      expect(path).toMatch(/^\/fhir\/r4\//);
    }
  });

  test.each<[string, (url: string) => string]>([
    ['a longer name of the same start', (url) => `${url}/fhir/r44`],
    ['a name with a point behind', (url) => `${url}/fhir/r4.evil`],
    ['a path above it', (url) => `${url}/fhir`],
    ['a path that climbs out', (url) => `${url}/fhir/r4/../r5`],
    ['a path that climbs out, written in escapes', (url) => `${url}/fhir/r4/%2e%2e/r5`],
    ['a path in capitals', (url) => `${url}/FHIR/R4`],
    ['two slashes', (url) => `${url}//fhir/r4`],
    ['another port', () => `${other.url}/fhir/r4`],
    ['another name of the same machine', (url) => `${url.replace('127.0.0.1', 'localhost')}/fhir/r4`],
    [
      'the registered name as the name of a user',
      (url) => `http://${new URL(url).host}@${new URL(other.url).host}/fhir/r4`,
    ],
    ['a user', (url) => `${url.replace('//', '//user@')}/fhir/r4`],
    ['a password', (url) => `${url.replace('//', '//:word@')}/fhir/r4`],
    ['a query', (url) => `${url}/fhir/r4?to=elsewhere`],
    ['https', (url) => `${url.replace('http:', 'https:')}/fhir/r4`],
    ['another protocol', (url) => `${url.replace('http:', 'ftp:')}/fhir/r4`],
    ['a file', () => 'file:///fhir/r4'],
    ['no address', () => 'fhir/r4'],
    ['nothing', () => ''],
  ])('%s it is not: no request, no token, and the answer rests on what was sent', async (_, written) => {
    const before = requests().length;
    const sockets = [ehr.sockets(), other.sockets()];
    const { status, text } = await ask(production, asking(written(ehr.url)), await hospital.authorization(SIGN));
    expect(status).toBe(200);
    const unasked = post(SIGN, demoCall({ prefetch: little }));
    const alone = await ask(production, unasked, await hospital.authorization(SIGN));
    expect(linesIn(text)).toEqual(linesIn(alone.text));
    expect(requests()).toHaveLength(before);
    expect([ehr.sockets(), other.sockets()]).toEqual(sockets);
  });

  test('nor that of another client', async () => {
    const before = requests().length;
    await ask(production, asking(`${ehr.url}/fhir/r4`), await clinic.authorization(SIGN));
    expect(requests()).toHaveLength(before);
  });

  test.each<[string, (url: string) => string, boolean]>([
    ['127.0.0.1', (url) => url, true],
    ['localhost', (url) => url.replace('127.0.0.1', 'localhost'), true],
    ['every address of this machine', (url) => url.replace('127.0.0.1', '0.0.0.0'), false],
    ['loopback in the clothes of IPv6', (url) => url.replace('127.0.0.1', '[::ffff:127.0.0.1]'), false],
    ['a user', (url) => url.replace('//', '//user@'), false],
    ['a query', (url) => `${url}/fhir?x=y`, false],
  ])('the sandbox asks on loopback alone: %s', async (_, written, isAsked) => {
    const before = ehr.requests.length;
    expect((await ask(sandbox, asking(written(ehr.url)))).status).toBe(200);
    expect(ehr.requests.length > before).toBe(isAsked);
  });
});

describe('a client that calls more often than it may', () => {
  test('is told when to come back, and the others notice nothing', async () => {
    const asked = get('/cds-services');
    for (let calls = 0; calls < 3; calls += 1)
      expect((await ask(production, asked, await slow.authorization(asked.path))).status).toBe(200);
    const fourth = await ask(production, asked, await slow.authorization(asked.path));
    expect(fourth.status).toBe(429);
    expect(outcomeIn(fourth)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] });
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(fourth.headers.get('ratelimit')).toContain('r=0');
    const elsewhere = await ask(production, post(SIGN, call), await slow.authorization(SIGN));
    expect(elsewhere.status).toBe(429);
    for (const another of [asSlow, hospital])
      expect((await ask(production, asked, await another.authorization(asked.path))).status).toBe(200);
  });

  test('a caller that is refused does not use up the calls of the client it names', async () => {
    const asked = get('/cds-services');
    const fresh = await openClient('fresh', { callsPerMinute: 3 });
    const service = await startService({}, 4_500, {
      profile: 'production',
      publicUrl: PUBLIC_URL,
      clients: [fresh.settings],
    });
    for (let calls = 0; calls < 5; calls += 1)
      expectRefused(await ask(service, asked, await fresh.authorization(asked.path, { signer: stranger })));
    expect((await ask(service, asked, await fresh.authorization(asked.path))).status).toBe(200);
    await service.close();
  });
});
