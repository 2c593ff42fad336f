import { getDefaultAutoSelectFamily, setDefaultAutoSelectFamily } from 'node:net';
import { createServer } from 'node:tls';
import type { Dispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agentFor, openAgent, RefusedAddress } from '../../src/network/agent.ts';
import { answering } from '../support/name-server.ts';
import { json, type ScriptedServer, startScripted } from '../support/scripted-server.ts';

const NAME = 'ehr.example.org';
const PUBLIC = '93.184.215.14';
let server: ScriptedServer;
let port: string;
const opened: Dispatcher[] = [];

beforeEach(async () => {
  server = await startScripted((_request, response) => json(response, { reached: true }));
  ({ port } = new URL(server.url));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((agent) => agent.destroy()));
  await server.close();
});

/** An agent for a host at the port of the server, whose name leads where it is told. */
function agentOf(host: string, answers: readonly (readonly string[])[] = [[]], networks: readonly string[] = []) {
  const names = answering(...answers);
  const configured = new URL(`http://${host}:${port}`);
  const agent = openAgent({ configured, networks }, names.resolve);
  opened.push(agent);
  return { agent, origin: configured.origin, asked: names.asked };
}

async function ask(agent: Dispatcher, origin: string): Promise<unknown> {
  const { body } = await agent.request({ origin, path: '/fhir/metadata', method: 'GET' });
  return body.json();
}

const reached = { reached: true };

describe('a name that leads where no outsider may send us is not followed', () => {
  test.each([
    ['this machine', '127.0.0.1'],
    ['this machine in IPv6', '::1'],
    ['this machine, IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['any address of this machine', '0.0.0.0'],
    ['a private network', '10.0.0.1'],
    ['a private network of IPv6', 'fd00::1'],
    ['the metadata of a cloud', '169.254.169.254'],
    ['the metadata of AWS in IPv6', 'fd00:ec2::254'],
    ['the metadata of Alibaba', '100.100.100.200'],
    ['a neighbour on the line', 'fe80::1%eth0'],
    ['no address', 'not-an-address'],
  ])('%s: %s', async (_, address) => {
    const { agent, origin, asked } = agentOf(NAME, [[address]]);
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
    expect(asked).toEqual([NAME]);
    expect(server.sockets()).toBe(0);
  });

  test.each<readonly [string, readonly string[]]>([
    ['first', ['127.0.0.1', PUBLIC]],
    ['last', [PUBLIC, '2606:4700::1111', '127.0.0.1']],
  ])('with one such address among public ones, %s', async (_, addresses) => {
    const { agent, origin } = agentOf(NAME, [addresses]);
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
    expect(server.sockets()).toBe(0);
  });

  test('and says nothing of the address', async () => {
    const { agent, origin } = agentOf(NAME, [['10.20.30.40']]);
    await expect(ask(agent, origin)).rejects.toSatisfy((error) => !/10\.20|ehr\.example/.test(String(error)));
  });

  test('a name without an address is not reached', async () => {
    const { agent, origin } = agentOf(NAME, [[]]);
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
  });

  test('a name server that fails is a failure, not a refusal', async () => {
    const configured = new URL(`http://${NAME}:${port}`);
    const agent = openAgent({ configured, networks: [] }, () => Promise.reject(new Error('no name server')));
    opened.push(agent);
    await expect(ask(agent, configured.origin)).rejects.toThrow('no name server');
  });
});

describe('a name that changes its address (DNS rebinding)', () => {
  test('allowed at first and this machine afterwards: the second answer is judged too', async () => {
    // An allowed address where nobody listens stands for a public one, which no test may contact.
    const { agent, origin, asked } = agentOf(NAME, [['127.9.9.9'], ['127.0.0.1']], ['127.9.9.9/32']);
    await expect(ask(agent, origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
    expect(asked).toEqual([NAME, NAME]);
    expect(server.sockets()).toBe(0);
  });

  test('the address that was judged is the one that is used: the name is asked for once', async () => {
    const { agent, origin, asked } = agentOf(NAME, [['127.0.0.1'], ['127.0.0.2']], ['127.0.0.1/32']);
    expect(await ask(agent, origin)).toEqual(reached);
    expect(asked).toEqual([NAME]);
  });
});

describe('localhost', () => {
  test.each([['127.0.0.1'], ['::1', '127.0.0.1']])('is this machine: %s', async (...addresses) => {
    const { agent, origin } = agentOf('localhost', [addresses]);
    expect(await ask(agent, origin)).toEqual(reached);
  });

  test.each([
    ['10.0.0.1', []],
    [PUBLIC, []],
    ['10.0.0.1', ['10.0.0.0/8']],
  ])('and never another: %s, with %j configured', async (address, networks) => {
    const { agent, origin } = agentOf('localhost', [['127.0.0.1', address]], networks);
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
    expect(server.sockets()).toBe(0);
  });

  test('by the name service of the machine itself', async () => {
    const configured = new URL(`http://localhost:${port}`);
    const agent = openAgent({ configured, networks: [] });
    opened.push(agent);
    expect(await ask(agent, configured.origin)).toEqual(reached);
  });

  test.each(['localhost.', 'any.localhost', 'localhost.example.org'])('%s is a name like others', async (name) => {
    const { agent, origin } = agentOf(name, [['127.0.0.1']]);
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
  });
});

describe('what is configured is allowed', () => {
  test.each(['127.0.0.1', '2130706433', '0x7f.1'])('an address in place of a name: %s', async (host) => {
    const { agent, origin, asked } = agentOf(host);
    expect(await ask(agent, origin)).toEqual(reached);
    expect(asked).toEqual([]);
  });

  test.each<readonly [address: string, network: string, allowed: boolean]>([
    ['127.1.0.0', '127.1.0.0/16', true],
    ['127.1.255.255', '127.1.0.0/16', true],
    ['127.0.255.255', '127.1.0.0/16', false],
    ['127.2.0.0', '127.1.0.0/16', false],
    ['::ffff:127.1.0.1', '127.1.0.0/16', true],
    ['::ffff:127.2.0.0', '127.1.0.0/16', false],
    ['127.0.0.1', '::/0', false],
  ])('%s in the network %s: %s', async (address, network, allowed) => {
    const { agent, origin } = agentOf(NAME, [[address]], ['192.168.0.0/16', network]);
    // Only the address where the server listens answers; the others are allowed, and nobody is there.
    const outcome = await ask(agent, origin).catch((error: unknown) => error);
    expect(outcome instanceof RefusedAddress).toBe(!allowed);
  });

  test('a public address beside one of the network', async () => {
    const { agent, origin } = agentOf(NAME, [['127.0.0.1', PUBLIC]], ['127.0.0.1/32']);
    expect(await ask(agent, origin)).toEqual(reached);
  });

  test('a network that is none is refused at once', () => {
    const configured = new URL(`http://${NAME}`);
    expect(() => agentFor({ configured, networks: ['10.0.0.0'] })).toThrow(RangeError);
  });
});

describe('an agent serves one origin', () => {
  test.each<readonly [string, (port: string) => string]>([
    ['another port', (port) => `http://127.0.0.1:${Number(port) - 1}`],
    ['another address', (port) => `http://127.0.0.2:${port}`],
    ['another scheme', (port) => `https://127.0.0.1:${port}`],
    ['a name', (port) => `http://localhost:${port}`],
    ['the metadata of a cloud', () => 'http://169.254.169.254'],
    ['its own host as a prefix', (port) => `http://127.0.0.1.example.org:${port}`],
    ['no origin', () => ''],
  ])('%s is refused', async (_, other) => {
    const { agent, origin } = agentOf('127.0.0.1');
    await expect(ask(agent, other(port))).rejects.toThrow(RefusedAddress);
    expect(server.sockets()).toBe(0);
    expect(await ask(agent, origin)).toEqual(reached);
  });

  test('and is the same for all who ask for the same', () => {
    const one = agentFor({ configured: new URL('https://a.example.org/fhir'), networks: ['10.0.0.0/8', 'fd00::/8'] });
    const same = { configured: new URL('https://a.example.org/jwks.json'), networks: ['fd00::/8', '10.0.0.0/8'] };
    expect(agentFor(same)).toBe(one);
    expect(agentFor({ ...same, networks: [] })).not.toBe(one);
    expect(agentFor({ ...same, configured: new URL('https://b.example.org') })).not.toBe(one);
  });

  test('the agents of 256 servers are kept', () => {
    const numbered = (number: number) =>
      agentFor({ configured: new URL(`https://h${number}.example.org`), networks: [] });
    const first = numbered(0);
    for (let number = 1; number < 256; number += 1) numbered(number);
    expect(numbered(0)).toBe(first);
    numbered(256);
    expect(numbered(0)).not.toBe(first);
  });
});

describe('a socket', () => {
  const before = getDefaultAutoSelectFamily();
  afterEach(() => setDefaultAutoSelectFamily(before));

  test.each([true, false])('opens to the address that was judged, trying both families: %s', async (both) => {
    setDefaultAutoSelectFamily(both);
    const { agent, origin } = agentOf(NAME, [['127.0.0.1']], ['127.0.0.0/8']);
    expect(await ask(agent, origin)).toEqual(reached);
  });

  test.each([true, false])('opens to none that was refused, trying both families: %s', async (both) => {
    setDefaultAutoSelectFamily(both);
    const { agent, origin } = agentOf(NAME, [[PUBLIC, '127.0.0.1']]);
    await expect(ask(agent, origin)).rejects.toThrow(RefusedAddress);
  });

  test('asks a TLS server for the name, not for the address', async () => {
    const names: string[] = [];
    const secure = createServer({
      SNICallback: (name, done) => {
        names.push(name);
        done(new Error('no certificate here'));
      },
    }).on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const address = secure.address();
    const configured = new URL(`https://${NAME}:${typeof address === 'object' ? address?.port : ''}`);
    const agent = openAgent({ configured, networks: ['127.0.0.1/32'] }, answering(['127.0.0.1']).resolve);
    opened.push(agent);
    await expect(ask(agent, configured.origin)).rejects.toThrow();
    expect(names).toEqual([NAME]);
    await new Promise((resolve) => secure.close(resolve));
  });

  test('is one of 32 at most', async () => {
    const slow = await startScripted((_request, response) => void setTimeout(() => json(response, {}), 20));
    const configured = new URL(slow.url);
    const agent = openAgent({ configured, networks: [] });
    opened.push(agent);
    await Promise.all(Array.from({ length: 100 }, () => ask(agent, configured.origin)));
    expect(slow.sockets()).toBe(32);
    await slow.close();
  });
});

test('a redirect is an answer like others, and is not followed', async () => {
  const inside = await startScripted((_request, response) => json(response, {}));
  const own = await startScripted((_request, response) => json(response, {}, { location: inside.url }, 302));
  const agent = openAgent({ configured: new URL(own.url), networks: ['0.0.0.0/0'] });
  opened.push(agent);
  const { statusCode, body } = await agent.request({ origin: own.url, path: '/', method: 'GET' });
  await body.dump();
  expect(statusCode).toBe(302);
  expect(inside.sockets()).toBe(0);
  await Promise.all([own.close(), inside.close()]);
});
