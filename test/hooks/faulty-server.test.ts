import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { demoCall, demoRecords, prefetched } from '../support/demo-patient.ts';
import { startService } from '../support/service.ts';

const TOKEN = 'canary-token-5e1f';
const servers: Server[] = [];

/** A server on its own port that answers as told, and remembers which Authorization headers reached it, and for what. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const tokens: (string | undefined)[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    paths.push(new URL(request.url ?? '', 'http://x').pathname);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens, paths };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };

/** The laboratory comes from the faulty server; all else is prefetched. */
async function laboratoryFrom(url: string, deadlineMs = 1_000) {
  const service = await startService({}, deadlineMs);
  const keys = Object.keys(prefetched([])).filter((key) => key !== 'laboratory');
  const fhirAuthorization = { access_token: TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' };
  const started = Date.now();
  const { status, determinations, body } = await service.sign(
    demoCall({ fhirServer: `${url}/fhir`, fhirAuthorization, prefetch: prefetched(demoRecords, keys) }),
  );
  const elapsed = Date.now() - started;
  await service.close();
  expect(service.bugs).toEqual([]);
  expect(status).toBe(200);
  expect(JSON.stringify(body)).not.toContain(TOKEN);
  const [determination] = determinations;
  const inhibitor = determination?.criteria.find(({ id }) => id === 'HKS-III.5a');
  return { outcome: determination?.outcome, because: inhibitor?.because, status: inhibitor?.status, elapsed };
}

describe('a FHIR server that misbehaves', () => {
  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['answers 500', (_, response) => json(response, { resourceType: 'OperationOutcome' }, 500)],
    ['answers 401', (_, response) => json(response, {}, 401)],
    ['answers 403', (_, response) => json(response, {}, 403)],
    ['answers 404', (_, response) => json(response, {}, 404)],
    ['answers 429', (_, response) => json(response, {}, 429)],
    [
      'sends a login page with 200',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>'),
    ],
    ['sends nothing', (_, response) => response.writeHead(200).end()],
    ['sends null', (_, response) => json(response, null)],
    ['sends a list', (_, response) => json(response, [])],
    ['sends another resource', (_, response) => json(response, { resourceType: 'Patient', id: 'x' })],
    [
      'sends an OperationOutcome',
      (_, response) => json(response, { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }),
    ],
    [
      'sends half a body',
      (_, response) => response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('{"resourceType":"Bun'),
    ],
    ['cuts the line', (_, response) => response.destroy()],
    ['sends 6 MB', (_, response) => json(response, { ...empty, padding: 'x'.repeat(6_000_000) })],
  ])('%s: not read, and not missing', async (_, answer) => {
    const { url } = await serve(answer);
    expect(await laboratoryFrom(url)).toMatchObject({ outcome: 'indeterminate', because: 'not-read' });
  });

  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['never answers', () => undefined],
    [
      'sends headers and no body',
      (_, response) => response.writeHead(200, { 'content-type': 'application/fhir+json' }).flushHeaders(),
    ],
    [
      'sends a body drop by drop',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/fhir+json' });
        const drops = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drops));
      },
    ],
  ])('%s: answered at the deadline', async (_, answer) => {
    const { url } = await serve(answer);
    const { outcome, because, elapsed } = await laboratoryFrom(url);
    expect({ outcome, because }).toEqual({ outcome: 'indeterminate', because: 'not-read-in-time' });
    expect(elapsed).toBeLessThan(3_000);
  });

  test('is not there at all', async () => {
    expect(await laboratoryFrom('http://127.0.0.1:9')).toMatchObject({ outcome: 'indeterminate', because: 'not-read' });
  });

  test('redirects to another host: not followed, and the token stays', async () => {
    const other = await serve((_, response) => json(response, empty));
    const { url } = await serve((_, response) =>
      response.writeHead(302, { location: `${other.url}/fhir/Observation` }).end(),
    );
    expect(await laboratoryFrom(url)).toMatchObject({ because: 'not-read' });
    expect(other.tokens).toEqual([]);
  });

  test('names a next page on another port, or beside its own path: not followed', async () => {
    const other = await serve((_, response) => json(response, empty));
    for (const next of [`${other.url}/fhir/Observation?page=2`, 'sibling']) {
      const { url, tokens, paths } = await serve((request, response) => {
        const link = next === 'sibling' ? `http://${request.headers.host}/fhir-other/Observation` : next;
        json(response, { ...empty, link: [{ relation: 'next', url: link }] });
      });
      expect(await laboratoryFrom(url)).toMatchObject({ because: 'not-read' });
      expect(paths).toEqual(['/fhir/Observation']);
      expect(new Set(tokens)).toEqual(new Set([`Bearer ${TOKEN}`]));
    }
    expect(other.tokens).toEqual([]);
  });

  test('pages without an end: ten pages at most, and what is there does not settle the newest', async () => {
    let page = 0;
    const { url, paths } = await serve((request, response) => {
      page += 1;
      const next = `http://${request.headers.host}/fhir/Observation?page=${page}`;
      json(response, { ...empty, link: [{ relation: 'next', url: next }] });
    });
    expect(await laboratoryFrom(url)).toMatchObject({ because: 'not-read' });
    expect(paths.filter((path) => path === '/fhir/Observation')).toHaveLength(10);
    expect(paths).toHaveLength(10);
  });

  test('honest pages are read to the end', async () => {
    const results = demoRecords.filter(({ resourceType }) => resourceType === 'Observation');
    const { url } = await serve((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 0);
      const entry = results.slice(page, page + 1).map((resource) => ({ resource }));
      const link =
        page + 1 < results.length
          ? [{ relation: 'next', url: `http://${request.headers.host}/fhir/Observation?page=${page + 1}` }]
          : [];
      json(response, { resourceType: 'Bundle', entry, link });
    });
    expect(await laboratoryFrom(url)).toMatchObject({ outcome: 'likely-approval', status: 'met' });
  });

  test("sends another patient's results: nothing of them is used", async () => {
    const foreign = demoRecords
      .filter(({ resourceType }) => resourceType === 'Observation')
      .map((resource) => ({ resource: { ...resource, subject: { reference: 'Patient/other' } } }));
    const { url } = await serve((_, response) => json(response, { resourceType: 'Bundle', entry: foreign }));
    expect(await laboratoryFrom(url)).toMatchObject({ outcome: 'missing-documentation', because: 'not-on-record' });
  });

  test('offers no MedicationAdministration: no failed read, these systems keep none', async () => {
    const { url } = await serve((_, response) => json(response, {}, 404));
    const service = await startService();
    const keys = Object.keys(prefetched([])).filter((key) => key !== 'medicationAdministrations');
    const { determinations } = await service.sign(
      demoCall({ fhirServer: url, prefetch: prefetched(demoRecords, keys) }),
    );
    await service.close();
    expect(determinations[0]?.outcome).toBe('likely-approval');
  });
});

describe('a FHIR server that is not the client’s', () => {
  test.each([
    'https://ehr.example.org/fhir',
    'http://169.254.169.254/latest',
    'http://127.0.0.1.example.org/fhir',
    'ftp://127.0.0.1/fhir',
    'http://user:x@127.0.0.1/fhir',
    'nonsense',
  ])('%s is not contacted; the prefetch alone is judged', async (fhirServer) => {
    const service = await startService();
    const { determinations } = await service.sign(demoCall({ fhirServer, prefetch: prefetched(demoRecords) }));
    await service.close();
    expect(determinations[0]?.outcome).toBe('likely-approval');
  });
});
