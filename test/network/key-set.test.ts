import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { agentFor, openAgent } from '../../src/network/agent.ts';
import { fetchKeySet, KeySetUnreadable } from '../../src/network/key-set.ts';
import { answering } from '../support/name-server.ts';
import { type ScriptedServer, startScripted } from '../support/scripted-server.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const KEY_SET = { keys: [{ kty: 'EC', crv: 'P-384', kid: '1', x: 'AA', y: 'AA', key_ops: ['verify'] }] };
const TEXT = JSON.stringify(KEY_SET);
const MAX_BYTES = 262_144;
/** What a server says that nobody may hear of. */
const CANARY = 'canary-9f1e';

const closing: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

async function started(answer: Answer): Promise<ScriptedServer> {
  const server = await startScripted(answer);
  closing.push(() => server.close());
  return server;
}

/** A server that writes these very bytes to whoever asks, and then hangs up, unless it is told to stay. */
async function startedWriting(bytes: string | Buffer, then: (socket: Socket) => void = (socket) => socket.end()) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(bytes, () => then(socket)));
    closing.push(async () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const guarded = (url: string): Dispatcher => agentFor({ configured: new URL(url), networks: [] });
const fetched = (url: string, milliseconds = 10_000) =>
  fetchKeySet(`${url}/jwks.json`, guarded(url), milliseconds).catch((error: unknown) => {
    if (!(error instanceof KeySetUnreadable)) throw error;
    expect(`${error.stack} ${JSON.stringify(error)} ${error.cause}`).not.toMatch(/canary|127\.0\.0\.1/);
    return error.why;
  });

const ok = (body: string | Buffer, headers: Record<string, string> = {}): Answer => {
  return (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
};
const withStatus = (status: number, headers: Record<string, string> = {}): Answer => {
  return (_request, response) => void response.writeHead(status, headers).end(status === 204 ? undefined : TEXT);
};
/** JSON of exactly so many bytes. */
const sized = (bytes: number): string => TEXT.padEnd(bytes, ' ');
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a key set', () => {
  test('is asked for as JSON, as it is, and without any token', async () => {
    const asked: IncomingMessage[] = [];
    const server = await started((request, response) => {
      asked.push(request);
      response.end(TEXT);
    });
    const url = `${server.url.replace('//', '//canary-user:canary-word@')}/keys/jwks.json?tenant=1#part`;
    expect(await fetchKeySet(url, guarded(server.url))).toEqual(KEY_SET);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /keys/jwks.json?tenant=1']);
    expect(asked[0]?.headers).toMatchObject({ accept: 'application/json', 'accept-encoding': 'identity' });
    expect(JSON.stringify(asked[0]?.rawHeaders)).not.toMatch(/authorization|cookie|canary/i);
  });

  test.each<readonly [string, Answer]>([
    ['as application/jwk-set+json', ok(TEXT, { 'content-type': 'application/jwk-set+json' })],
    ['as text/plain', ok(TEXT, { 'content-type': 'text/plain' })],
    ['as bytes of no kind', ok(TEXT, { 'content-type': 'application/octet-stream' })],
    ['after a mark of byte order', ok(`\uFEFF${TEXT}`)],
    ['said to be packed as identity', ok(TEXT, { 'content-encoding': 'identity' })],
    ['of 256 kB', ok(sized(MAX_BYTES))],
    ['in pieces', (_request, response) => void response.write(TEXT.slice(0, 9), () => response.end(TEXT.slice(9)))],
    [
      'after an early hint',
      (_request, response) => {
        response.writeEarlyHints({ link: '</x>; rel=preload' });
        response.end(TEXT);
      },
    ],
  ])('is read %s', async (_, answer) => {
    const { url } = await started(answer);
    expect(await fetched(url)).toEqual(KEY_SET);
  });

  test('is read from a server of HTTP/1.0, that hangs up at its end', async () => {
    expect(await fetched(await startedWriting(`HTTP/1.0 200 OK\r\n\r\n${TEXT}`))).toEqual(KEY_SET);
  });

  test.each([15, 16])('is read with lists in lists, %i deep', async (depth) => {
    const { url } = await started(ok(nested(depth)));
    expect(await fetched(url)).toEqual(JSON.parse(nested(depth)));
  });
});

describe('a server of keys that fails is a word of the closed list', () => {
  test.each<readonly [why: string, fault: string, Answer]>([
    ['status', 'no content', withStatus(204)],
    ['status', 'a part', withStatus(206, { 'content-range': 'bytes 0-9/90' })],
    ['status', 'another than 200', withStatus(201)],
    ['status', 'moved for good, on the same server', withStatus(301, { location: '/other.json' })],
    ['status', 'not changed', withStatus(304)],
    ['status', 'moved for now', withStatus(307, { location: '/other.json' })],
    ['status', 'a token is wanted', withStatus(401, { 'www-authenticate': CANARY })],
    ['status', 'not found', withStatus(404)],
    ['status', 'too many', withStatus(429, { 'retry-after': '0' })],
    ['status', 'an error', withStatus(500)],
    ['not-json', 'nothing', ok('')],
    ['not-json', 'a page', ok(`<html>${CANARY}</html>`, { 'content-type': 'text/html' })],
    ['not-json', 'cut off', ok(TEXT.slice(0, -1))],
    ['not-json', 'more after its end', ok(`${TEXT}${CANARY}`)],
    ['not-json', 'a number that is none', ok('{"keys":NaN}')],
    ['not-json', 'UTF-8 that is none', ok(Buffer.from('{"keys":"\xff\xfe"}', 'latin1'))],
    ['not-json', 'UTF-16', ok(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'))],
    ['not-json', 'packed, and not said so', ok(gzipSync(TEXT))],
    ['not-json', 'a length shorter than what comes', ok(TEXT, { 'content-length': '10' })],
    ['too-large', 'one byte over 256 kB', ok(sized(MAX_BYTES + 1))],
    ['too-large', 'lists in lists, 17 deep', ok(nested(17))],
    ['too-large', 'lists in lists, 100,000 deep', ok(nested(100_000))],
    ['too-large', 'objects in objects', ok(`${'{"keys":'.repeat(17)}1${'}'.repeat(17)}`)],
    ['encoded', 'packed', ok(gzipSync(TEXT), { 'content-encoding': 'gzip' })],
    ['encoded', '50 MB in a small packet', ok(gzipSync(Buffer.alloc(50_000_000, ' ')), { 'content-encoding': 'GZIP' })],
    ['encoded', 'packed twice', ok(brotliCompressSync(gzipSync(TEXT)), { 'content-encoding': 'gzip, br' })],
    ['encoded', 'packed in a way unknown', ok(TEXT, { 'content-encoding': CANARY })],
    ['unreachable', 'a reset', (request) => void request.socket.resetAndDestroy()],
    ['unreachable', 'a hanging up', (request) => void request.socket.destroy()],
    [
      'unreachable',
      'a hanging up half-way',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write(TEXT.slice(0, 20), () => request.socket.destroy());
      },
    ],
  ])('%s: %s', async (why, _, answer) => {
    const server = await started(answer);
    expect(await fetched(server.url)).toBe(why);
    expect(server.requests.map(({ path }) => path)).toEqual(['/jwks.json']);
  });

  test.each<readonly [why: string, fault: string, bytes: string]>([
    ['unreachable', 'no HTTP', `${CANARY}\r\n\r\n`],
    ['unreachable', 'nothing at all', ''],
    ['unreachable', 'a length that is none', `HTTP/1.1 200 OK\r\ncontent-length: ${CANARY}\r\n\r\n${TEXT}`],
    ['unreachable', 'two lengths', `HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 90\r\n\r\n${TEXT}`],
    ['unreachable', 'a piece of no length', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    ['unreachable', 'pieces without an end', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n'],
    ['unreachable', 'headers of 100 kB', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n${TEXT}`],
    ['not-json', 'cut off by HTTP/1.0', `HTTP/1.0 200 OK\r\n\r\n${TEXT.slice(0, -1)}`],
  ])('%s: %s', async (why, _, bytes) => {
    expect(await fetched(await startedWriting(bytes))).toBe(why);
  });

  test('unreachable: nobody listens there', async () => {
    const server = await started(ok(TEXT));
    await server.close();
    expect(await fetched(server.url)).toBe('unreachable');
  });

  test('unreachable: no TLS where TLS is wanted', async () => {
    const server = await started(ok(TEXT));
    expect(await fetched(server.url.replace('http:', 'https:'))).toBe('unreachable');
    expect(server.requests).toEqual([]);
  });

  test('too-large: pieces that never end, of which no more is read than that', async () => {
    let sent = 0;
    const server = await started((_request, response) => {
      const piece = () => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write(' '.repeat(65_536), () => setImmediate(piece));
      };
      piece();
    });
    expect(await fetched(server.url)).toBe('too-large');
    expect(sent).toBeLessThan(20_000_000);
  });
});

describe('a server of keys that is slow is left in time', () => {
  const drip = (response: ServerResponse, text: string): void => {
    const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(text)), 20);
  };
  test.each<readonly [string, Answer]>([
    ['it never answers', () => undefined],
    ['it stops after its headers', (_request, response) => response.writeHead(200).flushHeaders()],
    ['it stops half-way', (_request, response) => void response.writeHead(200).write(TEXT.slice(0, 20))],
    ['it drips', (_request, response) => drip(response.writeHead(200), ' ')],
    ['it drips all of it and never ends', (_request, response) => drip(response.writeHead(200), TEXT)],
    [
      'it hints for ever',
      (_request, response) => {
        const timer = setInterval(() => {
          if (response.destroyed) clearInterval(timer);
          else response.writeEarlyHints({ link: '</x>; rel=preload' });
        }, 20);
      },
    ],
  ])('%s', async (_, answer) => {
    const server = await started(answer);
    expect(await fetched(server.url, 200)).toBe('late');
    expect(server.requests).toHaveLength(1);
  });

  test('its headers drip', async () => {
    const url = await startedWriting('HTTP/1.1 200 OK\r\n', (socket) => {
      const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('x: y\r\n')), 20);
    });
    expect(await fetched(url, 200)).toBe('late');
  });

  test('it takes the connection and says nothing', async () => {
    const url = await startedWriting('', () => undefined);
    expect(await fetched(url, 200)).toBe('late');
  });

  test('and its socket is closed', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await started((request) => {
      closed = once(request.socket, 'close');
    });
    expect(await fetched(server.url, 200)).toBe('late');
    expect(server.requests).toHaveLength(1);
    await closed;
  }, 5_000);

  test('all sockets to it are taken', async () => {
    const server = await started(() => undefined);
    const agent = guarded(server.url);
    const others = Array.from({ length: 32 }, () =>
      agent.request({ origin: server.url, path: '/fhir/Patient/1', method: 'GET' }).catch(() => undefined),
    );
    expect(await fetched(server.url, 200)).toBe('late');
    await agent.destroy();
    await Promise.all(others);
    expect(server.requests.map(({ path }) => path)).not.toContain('/jwks.json');
  }, 5_000);

  test('and a name server that never answers', async () => {
    const agent = openAgent(
      { configured: new URL('https://ehr.example.org'), networks: [] },
      () => new Promise(() => {}),
    );
    closing.push(() => agent.destroy());
    await expect(fetchKeySet('https://ehr.example.org/jwks.json', agent, 200)).rejects.toMatchObject({ why: 'late' });
  });
});

describe('a key set is fetched from its own server, and from nowhere else', () => {
  test.each([301, 302, 303, 307, 308])('a redirect (%i) to an inside address is not followed', async (status) => {
    const inside = await started(ok(TEXT));
    const own = await started(withStatus(status, { location: `${inside.url}/jwks.json` }));
    expect(await fetched(own.url)).toBe('status');
    expect(inside.sockets()).toBe(0);
  });

  test.each([
    'http://169.254.169.254/latest',
    'http://127.0.0.2/jwks.json',
    'http://ehr.example.org.example.com/',
  ])('refused-address: %s, by the agent of another', async (url) => {
    const own = await started(ok(TEXT));
    await expect(fetchKeySet(url, guarded(own.url))).rejects.toMatchObject({ why: 'refused-address' });
  });

  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254'])('refused-address: its name leads to %s', async (address) => {
    const inside = await started(ok(TEXT));
    const url = `http://ehr.example.org:${new URL(inside.url).port}`;
    const agent = openAgent({ configured: new URL(url), networks: [] }, answering([address]).resolve);
    closing.push(() => agent.destroy());
    await expect(fetchKeySet(`${url}/jwks.json`, agent)).rejects.toMatchObject({ why: 'refused-address' });
    expect(inside.sockets()).toBe(0);
  });

  test('a text that is no URL is not reached', async () => {
    await expect(fetchKeySet(CANARY, guarded('http://127.0.0.1'))).rejects.toThrow('key set not readable: unreachable');
  });
});
