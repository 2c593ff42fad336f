import { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCall, demoRecords, prefetched } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const PATH = '/cds-services/order-sign';
const prefetch = prefetched(demoRecords);
const call = { ...demoCall(), prefetch };
const withContext = (changed: Record<string, unknown>) => ({ ...call, context: { ...call.context, ...changed } });

/** Every error: JSON, an OperationOutcome, no stack, nothing of what was sent. */
async function refused(response: Response): Promise<number> {
  const body = (await response.json()) as { resourceType: string; issue: { severity: string; diagnostics: string }[] };
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: expect.any(String), diagnostics: expect.any(String) }],
  });
  expect(JSON.stringify(body)).not.toMatch(/\n|node_modules|\.ts:|Andrew|demo-hemgenix/);
  return response.status;
}

describe('bodies that are no call', () => {
  test.each<[string, string, number]>([
    ['nothing at all', '', 400],
    ['no JSON', 'hello', 400],
    ['half of it', JSON.stringify(call).slice(0, 500), 400],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['a number', '5', 400],
    ['a byte order mark and nothing', '\ufeff', 400],
    ['not a number', '{"hook": NaN}', 400],
    ['another hook', JSON.stringify({ ...call, hook: 'patient-view' }), 400],
    ['no hook', JSON.stringify({ ...call, hook: undefined }), 400],
    ['no hookInstance', JSON.stringify({ ...call, hookInstance: undefined }), 400],
    ['no context', JSON.stringify({ ...call, context: undefined }), 400],
    ['a context that is a list', JSON.stringify({ ...call, context: [] }), 400],
    ['no patient', JSON.stringify(withContext({ patientId: undefined })), 400],
    ['a patient without a name', JSON.stringify(withContext({ patientId: ' ' })), 400],
    ['no orders', JSON.stringify(withContext({ draftOrders: undefined })), 400],
    ['orders that are text', JSON.stringify(withContext({ draftOrders: 'all' })), 400],
    ['a server that is an object', JSON.stringify({ ...call, fhirServer: { url: 'x' } }), 400],
    ['a prefetch that is a list', JSON.stringify({ ...call, prefetch: [] }), 400],
  ])('%s: %i', async (_, body, status) => expect(await refused(await service.post(PATH, body))).toBe(status));

  test('the member that is wrong is named', async () => {
    const response = await service.post(PATH, JSON.stringify(withContext({ patientId: undefined })));
    expect(((await response.json()) as { issue: { diagnostics: string }[] }).issue[0]?.diagnostics).toContain(
      'context.patientId',
    );
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=iso-8859-1', 415],
    ['application/jsonp', 415],
  ])('content type %s: %i', async (type, status) => {
    expect(await refused(await service.post(PATH, JSON.stringify(call), { 'content-type': type }))).toBe(status);
  });

  test('application/fhir+json and a compressed body are read', async () => {
    expect((await service.post(PATH, JSON.stringify(call), { 'content-type': 'application/fhir+json' })).status).toBe(
      200,
    );
    const response = await fetch(`${service.url}${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify(call)),
    });
    expect(response.status).toBe(200);
  });

  test('9 MB are read, 11 MB are not, and neither is a small body that unfolds to 11 MB', async () => {
    const padded = (size: number) => JSON.stringify({ ...call, padding: 'x'.repeat(size) });
    expect((await service.post(PATH, padded(9_000_000))).status).toBe(200);
    expect(await refused(await service.post(PATH, padded(11_000_000)))).toBe(413);
    const bomb = await fetch(`${service.url}${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(padded(11_000_000)),
    });
    expect(await refused(bomb)).toBe(413);
  });

  test.each([
    ['GET', PATH],
    ['PUT', PATH],
    ['POST', '/cds-services/other'],
    ['POST', '/cds-services/order-sign/'.concat('x')],
    ['GET', '/nowhere'],
    ['GET', '/%2e%2e/etc/passwd'],
    ['DELETE', '/determinations/1'],
  ])('%s %s: 404', async (method, path) =>
    expect(await refused(await fetch(`${service.url}${path}`, { method }))).toBe(404));

  test('a broken address is a 4xx as well', async () => {
    expect(await refused(await fetch(`${service.url}/determinations/%E0%A4%A`))).toBe(400);
  });
});

describe('bodies that are odd, and are answered', () => {
  const odd: readonly [string, unknown][] = [
    ['no orders in the Bundle', withContext({ draftOrders: { resourceType: 'Bundle' } })],
    ['an empty entry', withContext({ draftOrders: { resourceType: 'Bundle', entry: [{}] } })],
    [
      'entries that are no resources',
      withContext({ draftOrders: { resourceType: 'Bundle', entry: [null, 5, 'x', [], { resource: null }] } }),
    ],
    [
      'an order of nothing',
      withContext({
        draftOrders: { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'MedicationRequest' } }] },
      }),
    ],
    [
      'null for everything optional',
      {
        ...call,
        prefetch: null,
        fhirServer: null,
        fhirAuthorization: null,
        context: {
          ...call.context,
          userId: null,
          encounterId: null,
          draftOrders: { resourceType: 'Bundle', entry: [] },
        },
      },
    ],
    [
      'unknown members everywhere',
      { ...call, user: 'x', extension: { 'org.example': { a: 1 } }, context: { ...call.context, unknown: [] } },
    ],
    ['a hookInstance that is no UUID', { ...call, hookInstance: '1' }],
  ];
  test.each(odd)('%s', async (_, body) => expect((await service.sign(body)).status).toBe(200));

  test('null for every key of the prefetch: a card that asks for everything', async () => {
    const nulls = Object.fromEntries(Object.keys(prefetch).map((key) => [key, null]));
    expect((await service.sign({ ...call, prefetch: nulls })).determinations).toMatchObject([
      { outcome: 'not-governed', reason: 'no-coverage' },
    ]);
  });

  test('members named __proto__ and constructor change nothing', async () => {
    const text = JSON.stringify(call)
      .replace('"prefetch":{', '"prefetch":{"__proto__":{"patient":null},"constructor":{"prototype":{}},')
      .replace('"context":{', '"__proto__":{"hook":"x"},"context":{');
    const response = await service.post(PATH, text);
    expect(response.status).toBe(200);
    expect(((await response.json()) as { cards: unknown[] }).cards).toHaveLength(1);
    expect(({} as Record<string, unknown>).patient).toBeUndefined();
  });

  test.each([
    ['lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ])('20,000 %s inside each other are refused, anywhere', async (_, deep) => {
    for (const member of ['"prefetch":{', '"conditions":{', '"context":{']) {
      const text = JSON.stringify(call).replace(member, `${member}"extension":${deep},`);
      expect(await refused(await service.post(PATH, text))).toBe(400);
    }
  });

  test('brackets within text are no nesting, also behind a backslash', async () => {
    const brackets = { ...call, note: `${'['.repeat(500)}"${'{'.repeat(500)}\\` };
    expect((await service.sign(brackets)).status).toBe(200);
  });

  test('an order id of 216 characters is kept whole', async () => {
    const id = `e${'Tn7.-'.repeat(43)}`;
    const body = JSON.parse(JSON.stringify(call).replace('"id":"demo-order"', `"id":"${id}"`));
    expect((await service.sign(body)).determinations[0]?.order).toBe(`MedicationRequest/${id}`);
  });

  test('a client that hangs up halfway does no harm', async () => {
    const { port } = new URL(service.url);
    await new Promise<void>((resolve) => {
      const socket = new Socket().connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"hook":`,
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  });
});

describe('feedback and cross-origin calls', () => {
  const item = {
    card: 'f9a3',
    outcome: 'accepted',
    acceptedSuggestions: [{ id: 'x' }],
    outcomeTimestamp: '2026-08-14T15:00:00Z',
  };
  test.each<[string, unknown, number]>([
    ['one item', { feedback: [item] }, 200],
    [
      'two items, one twice',
      {
        feedback: [
          item,
          item,
          { ...item, outcome: 'overridden', overrideReason: { reason: { code: 'x' }, userComment: 'no' } },
        ],
      },
      200,
    ],
    [
      'in the shape of Epic',
      { feedback: [{ card: '17', outcome: 'overridden', overrideReasons: { reason: { code: 'x' } } }] },
      200,
    ],
    ['none', { feedback: [] }, 200],
    ['no list', { feedback: 'x' }, 400],
    ['no card', { feedback: [{ outcome: 'accepted' }] }, 400],
    ['nothing', {}, 400],
  ])('feedback of %s: %i', async (_, body, status) => {
    expect((await service.post(`${PATH}/feedback`, JSON.stringify(body))).status).toBe(status);
  });

  test.each(['/cds-services', PATH, `${PATH}/feedback`])('a browser may call %s', async (path) => {
    const preflight = await fetch(`${service.url}${path}`, {
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
