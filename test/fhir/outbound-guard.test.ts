import { spawnSync } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { isWithin } from '../../src/fhir/address.ts';
import { openChart, readReferenced } from '../../src/fhir/chart.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { readerAt } from '../support/reader.ts';
import { json, type ScriptedServer, startScripted } from '../support/scripted-server.ts';

/** What fhir-kit-client is known to let through, and that we do not. scripts/guards.ts removes each guard and sees these turn red. */

const TOKEN = 'canary-token-7ac3';
const servers: ScriptedServer[] = [];
const started = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = await startScripted(answer);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** What an earlier step left behind is not to be counted. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

const readerOf = (url: string, milliseconds = 12_000) => readerAt(`${url}/fhir`, TOKEN, milliseconds);
const bundle = (members: Record<string, unknown> = {}) => ({ resourceType: 'Bundle', type: 'searchset', ...members });
const next = (url: string) => bundle({ link: [{ relation: 'next', url }] });
const search = (url: string) => readerOf(url).search('Observation', { patient: '1', category: 'laboratory' });
const failed = { kind: 'failed', because: 'not-read' };

describe('a token goes to the client’s own server, and nowhere else', () => {
  test.each<[string, (own: URL, other: URL) => string]>([
    ['another port', (_, other) => `${other.origin}/fhir/Observation?page=2`],
    ['a path beside its own', (own) => `${own.origin}/fhir-other/Observation?page=2`],
    ['its own path in disguise', (own) => `${own.origin}/fhir/../other/Observation`],
    ['its own host as a user name', (own, other) => `http://${own.host}@${other.host}/fhir/Observation`],
    ['its own host as a prefix', (own) => `http://${own.host}.example.org/fhir/Observation`],
    ['another scheme', (own) => `ftp://${own.host}/fhir/Observation`],
  ])('a next page on %s is not asked for', async (_, link) => {
    const other = await started((_request, response) => void json(response, bundle()));
    const own = await started((request, response) => {
      const address = link(new URL(`http://${request.headers.host}`), new URL(other.url));
      json(response, request.url?.startsWith('/fhir/Observation?patient') ? next(address) : bundle());
    });
    expect(await search(own.url)).toMatchObject({ kind: 'read', complete: false });
    expect(own.requests).toHaveLength(1);
    expect(other.requests).toEqual([]);
  });

  test.each<[string, (own: URL, other: URL) => string]>([
    ['a port that begins with the same digits', (own) => `${own.origin}2/fhir/Medication/1`],
    ['another server', (_, other) => `${other.origin}/fhir/Medication/1`],
    ['a path beside its own', (own) => `${own.origin}/fhir2/Medication/1`],
  ])('a reference to %s is never followed', async (_, reference) => {
    const other = await started((_request, response) => void json(response, { resourceType: 'Medication', id: '1' }));
    const own = await started((_request, response) => void json(response, { resourceType: 'Medication', id: '1' }));
    const chart = openChart('1', {}, [], readerOf(own.url));
    const written = reference(new URL(own.url), new URL(other.url));
    expect(await readReferenced(chart, written, 'Medication')).toBe('not-found');
    expect([...own.requests, ...other.requests]).toEqual([]);
  });

  test.each([
    ['http://127.0.0.1:2200/fhir/Patient/1', true],
    ['http://127.0.0.1:2200/fhir', true],
    ['http://127.0.0.1:22002/fhir/Patient/1', false],
    ['http://127.0.0.1:2200/fhir2/Patient/1', false],
    ['http://127.0.0.1:2200/fhir/../Patient/1', false],
    ['https://127.0.0.1:2200/fhir/Patient/1', false],
    ['http://a@127.0.0.1:2200/fhir/Patient/1', false],
    ['/fhir/Patient/1', false],
  ])('%s lies on the server: %j', (link, within) => expect(isWithin(link, 'http://127.0.0.1:2200/fhir')).toBe(within));

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    const other = await started((_request, response) => void json(response, bundle()));
    const own = await started((_request, response) => {
      response.writeHead(status, { location: `${other.url}/fhir/Observation` }).end();
    });
    expect(await search(own.url)).toEqual(failed);
    expect(await readerOf(own.url).read({ type: 'Patient', id: '1' })).toEqual(failed);
    expect(other.requests).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) on its own server is not followed either', async (status) => {
    const own = await started((request, response) => {
      if (request.url === '/other') json(response, bundle());
      else response.writeHead(status, { location: '/other' }).end();
    });
    expect(await search(own.url)).toEqual(failed);
    expect(own.requests.map(({ path }) => path)).not.toContain('/other');
  });

  test.each([
    '../../admin?x=1',
    '..',
    '.',
    'a/b',
    'a?b',
    'a#b',
    'a%2fb',
    '',
    'a b',
    'ä',
  ])('an id that is no id is not asked for: %s', async (id) => {
    const own = await started((_request, response) => void json(response, { resourceType: 'Patient', id: '1' }));
    expect(await readerOf(own.url).read({ type: 'Patient', id })).toEqual(failed);
    expect(own.requests).toEqual([]);
  });

  test('an id may be longer than 64 characters', async () => {
    const id = `e${'Tn7.-'.repeat(43)}`;
    const own = await started((_request, response) => void json(response, { resourceType: 'Patient', id }));
    expect(await readerOf(own.url).read({ type: 'Patient', id })).toMatchObject({ kind: 'read' });
    expect(own.requests[0]).toMatchObject({ path: `/fhir/Patient/${id}`, authorization: `Bearer ${TOKEN}` });
  });
});

describe('what is not FHIR is not read', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['a page with 200', (response) => void response.setHeader('content-type', 'text/html').end('<html>Log in</html>')],
    ['JSON that says it is a page', (response) => void json(response, bundle(), { 'content-type': 'text/html' })],
    ['JSON without a content type', (response) => void response.end(JSON.stringify(bundle()))],
    ['null', (response) => void json(response, null)],
    ['nothing', (response) => void response.setHeader('content-type', 'application/fhir+json').end()],
    ['another kind of resource', (response) => void json(response, { resourceType: 'Patient', id: '1' })],
    ['lists inside lists', (response) => void json(response, bundle({ extension: nested(70) }))],
    ['6 MB', (response) => void json(response, bundle({ padding: 'x'.repeat(6_000_000) }))],
    ['6 MB, small on the wire', (response) => void packed(response, bundle({ padding: 'x'.repeat(6_000_000) }))],
    ['an encoding nobody knows', (response) => void json(response, bundle(), { 'content-encoding': 'zebra' })],
  ])('%s', async (_, answer) => {
    const own = await started((_request, response) => answer(response));
    expect(await search(own.url)).toEqual(failed);
    expect(own.requests).toHaveLength(1);
  });

  const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);
  const packed = (response: ServerResponse, body: unknown) =>
    response
      .writeHead(200, { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(body)));

  test('a read that answers with another type', async () => {
    const own = await started((_request, response) => void json(response, { resourceType: 'Group', id: '1' }));
    expect(await readerOf(own.url).read({ type: 'Patient', id: '1' })).toEqual(failed);
  });

  test('an error that is 50 MB unpacked is not read either', async () => {
    const packed50 = gzipSync(`"${'x'.repeat(50_000_000)}"`);
    const own = await started((_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(packed50);
    });
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    expect(await search(own.url)).toEqual(failed);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test('a packed answer of a usual size is read, to the last digit', async () => {
    const own = await started((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json; charset=utf-8', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"resourceType":"Patient","id":"1","value":180.99999999999999999}'));
    });
    expect(await readerOf(own.url).read({ type: 'Patient', id: '1' })).toMatchObject({
      resources: [{ value: '180.99999999999999999' }],
    });
  });

  test.each([
    ['ten pages', 10, true],
    ['eleven', 11, false],
  ])('%s', async (_, pages, complete) => {
    const own = await started((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 1);
      const link = `http://${request.headers.host}/fhir/Observation?page=${page + 1}`;
      json(response, page < pages ? next(link) : bundle());
    });
    expect(await search(own.url)).toMatchObject({ kind: 'read', complete });
    expect(own.requests).toHaveLength(10);
  });

  test.each([
    [2_000, true],
    [2_001, false],
  ])('a page of %i entries', async (size, complete) => {
    const entry = Array.from({ length: size }, (_, id) => ({ resource: { resourceType: 'Observation', id: `${id}` } }));
    const own = await started((_request, response) => void json(response, bundle({ entry })));
    const reading = await search(own.url);
    expect(reading).toMatchObject({ kind: 'read', complete });
    expect(reading.kind === 'read' && reading.resources.length).toBe(2_000);
  });

  test('a page that names itself as the next is asked for once', async () => {
    const own = await started(
      (request, response) => void json(response, next(`http://${request.headers.host}/fhir/Observation?page=same`)),
    );
    expect(await search(own.url)).toMatchObject({ complete: false });
    expect(own.requests).toHaveLength(2);
  });
});

describe('a server that is busy', () => {
  test.each<[string, number, Record<string, string>, number]>([
    ['asks for no more than a second', 429, { 'retry-after': '1' }, 2],
    ['does not say how long', 503, {}, 2],
    ['asks for an hour', 429, { 'retry-after': '3600' }, 1],
    ['asks for a date', 503, { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' }, 1],
    ['has failed', 500, {}, 1],
    ['refuses the token', 401, {}, 1],
  ])('and %s (%i)', async (_, status, headers, asked) => {
    const own = await started((_request, response) => {
      if (own.requests.length === 1) json(response, {}, headers, status);
      else json(response, bundle());
    });
    expect(await search(own.url)).toMatchObject(asked === 2 ? { kind: 'read', complete: true } : failed);
    expect(own.requests).toHaveLength(asked);
  });

  test('is asked again once only', async () => {
    const own = await started((_request, response) => void json(response, {}, {}, 503));
    expect(await search(own.url)).toEqual(failed);
    expect(own.requests).toHaveLength(2);
  });

  test('and hangs up once is asked again', async () => {
    const own = await started((request, response) => {
      if (own.requests.length === 1) request.socket.resetAndDestroy();
      else json(response, bundle());
    });
    expect(await search(own.url)).toMatchObject({ kind: 'read' });
  });

  test('a search that may not be a GET is sent as a form, without anything in its address', async () => {
    const own = await started((request, response) => {
      if (request.method === 'GET') json(response, {}, {}, 405);
      else json(response, bundle());
    });
    expect(await search(own.url)).toMatchObject({ kind: 'read', complete: true });
    expect(own.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      expect.stringMatching(/^GET \/fhir\/Observation\?/),
      'POST /fhir/Observation/_search',
    ]);
  });

  test('a server that never answers is left at the deadline', async () => {
    const own = await started(() => undefined);
    const reading = await readerOf(own.url, 300).search('Observation', { patient: '1' });
    expect(reading).toEqual({ kind: 'failed', because: 'not-read-in-time' });
  });

  test('a hundred reads share few sockets', async () => {
    const own = await started((_request, response) => {
      setTimeout(() => json(response, { resourceType: 'Patient', id: '1' }), 20);
    });
    const reader = readerOf(own.url, 5_000);
    const readings = await Promise.all(Array.from({ length: 100 }, () => reader.read({ type: 'Patient', id: '1' })));
    expect(new Set(readings.map(({ kind }) => kind))).toEqual(new Set(['read']));
    expect(own.sockets()).toBeLessThanOrEqual(32);
  });
});

describe('nothing of it is told', () => {
  test('a failure says no more than a word of the closed list', async () => {
    const own = await started((_request, response) => {
      json(response, { resourceType: 'OperationOutcome', text: 'Jane Roe 1970-01-01' }, {}, 400);
    });
    expect(await search(own.url)).toEqual(failed);
  });

  test('DEBUG makes nobody print requests with their tokens', () => {
    const script = `
      await import('./src/quiet.ts');
      const { openReader } = await import('./src/fhir/client.ts');
      const { agentFor } = await import('./src/network/agent.ts');
      const deadline = AbortSignal.timeout(1000);
      const baseUrl = new URL('http://127.0.0.1:9/fhir');
      const agent = agentFor({ configured: baseUrl, networks: [] });
      const reader = openReader({ baseUrl, token: '${TOKEN}', deadline, agent });
      await reader.read({ type: 'Patient', id: 'canary-patient' });
      const { Client } = await import('fhir-kit-client');
      const byItself = new Client({ baseUrl: baseUrl.href, bearerToken: '${TOKEN}' });
      await byItself.read({ resourceType: 'Patient', id: 'canary-patient' }).catch(() => undefined);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { ...process.env, DEBUG: '*' },
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).not.toMatch(/canary/);
  });

  test.each([
    'Patient/(',
    'Patient/(a+)+$',
    '#(',
    'urn:uuid:[',
    'Patient/*',
  ])('a reference that is a pattern finds nothing and breaks nothing: %s', (reference) => {
    const sent = new SentResources();
    sent.add(bundle({ entry: [{ resource: { resourceType: 'Patient', id: '1' } }] }));
    expect(sent.resolve({ reference }, { resourceType: 'Observation', id: '1' })).toBeUndefined();
    expect(sent.isPatient({ reference }, '1')).toBe(false);
  });
});
