import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLoopback } from '../src/client-settings.ts';
import { ConfigurationError, readConfiguration } from '../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
const read = (file: unknown, variables: Record<string, string> = {}) => {
  const path = join(folder, 'config.json');
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  return readConfiguration({ COUNTERSIGN_CONFIG: path, ...variables }, ['bcbsks']);
};
const client = { id: 'c', iss: 'https://ehr.example.org', jku: 'https://ehr.example.org/jwks.json' };

describe('the configuration', () => {
  test('none needed: the sandbox on loopback', () => {
    expect(readConfiguration({}, ['bcbsks'])).toMatchObject({
      profile: 'sandbox',
      host: '127.0.0.1',
      port: 3000,
      deadlineMs: 4500,
      clients: [],
      payers: [],
    });
    expect(readConfiguration({ HOST: '0.0.0.0', PORT: '8080' }, [])).toMatchObject({ host: '0.0.0.0', port: 8080 });
  });

  test('one process, or several where PostgreSQL keeps the record: a file is for one', () => {
    const storage = 'postgres://countersign@db.example.org/countersign';
    expect(read({ storage }).workers).toBe(1);
    expect(read({ storage }, { WORKERS: '2' }).workers).toBe(2);
    expect(read({ storage }, { WORKERS: '256' }).workers).toBe(256);
    expect(read({}, { WORKERS: '1' }).workers).toBe(1);
    expect(() => read({}, { WORKERS: '2' })).toThrow(/WORKERS.*PostgreSQL/);
    for (const WORKERS of ['0', '257', '1.5', 'many', '-1'])
      expect(() => read({ storage }, { WORKERS })).toThrow(/WORKERS/);
  });

  test('in production Node itself is not to print what it reads: its addresses name patients', () => {
    for (const NODE_DEBUG of ['undici', 'fetch', '*'])
      expect(() => read({ profile: 'production' }, { NODE_DEBUG })).toThrow(/NODE_DEBUG.*patients/);
    expect(read({ profile: 'production' }, { NODE_DEBUG: '' }).profile).toBe('production');
    expect(read({ profile: 'sandbox' }, { NODE_DEBUG: 'undici' }).profile).toBe('sandbox');
  });

  test('a client with the defaults of the contract', () => {
    expect(read({ clients: [client], defaultPayer: 'bcbsks' })).toMatchObject({
      defaultPayer: 'bcbsks',
      clients: [{ algorithms: ['ES384', 'RS384'], topicCodes: 'crd', fhirServers: [] }],
    });
  });

  test.each<[string, unknown, string]>([
    ['an unknown key', { colour: 'blue' }, 'colour'],
    ['a profile that is none', { profile: 'test' }, 'profile'],
    [
      'a name and password in an address',
      { clients: [{ ...client, jku: 'https://a:b@ehr.example.org/jwks' }] },
      'user',
    ],
    ['an algorithm that nobody knows', { clients: [{ ...client, algorithms: ['ES385'] }] }, 'asymmetric'],
    [
      'a private key among the keys of a client',
      { clients: [{ id: 'c', iss: 'x', jwks: { keys: [{ kty: 'EC', d: 'secret' }] } }] },
      'public key',
    ],
    ['two clients of one issuer', { clients: [client, { ...client, id: 'd' }] }, 'stands twice'],
    ['two clients of one name', { clients: [client, { ...client, iss: 'https://other.example.org' }] }, 'stands twice'],
    ['a private network that is none', { privateNetworks: ['10.0.0.0/33'] }, 'network'],
    [
      'a certificate that is not there',
      { tls: { key: '/nowhere.pem', certificate: '/nowhere.pem' } },
      'cannot be read',
    ],
    ['a bad URL', { publicUrl: 'nonsense' }, 'publicUrl'],
    ['http beyond loopback', { publicUrl: 'http://cds.example.org' }, 'https'],
    [
      'http beyond loopback that looks like it',
      { clients: [{ ...client, jku: 'http://127.0.0.1.example.org/jwks.json' }] },
      'https',
    ],
    ['the algorithm none', { clients: [{ ...client, algorithms: ['none'] }] }, 'asymmetric'],
    ['the algorithm HS256', { clients: [{ ...client, algorithms: ['HS256'] }] }, 'asymmetric'],
    ['two sources of keys', { clients: [{ ...client, jwks: { keys: [] } }] }, 'one of jku and jwks'],
    ['no source of keys', { clients: [{ id: 'c', iss: 'x' }] }, 'one of jku and jwks'],
    ['storage of another kind', { storage: 'mysql://x' }, 'storage'],
    ['a deadline that is text', { deadlineMs: '4500' }, 'deadlineMs'],
    ['a default payer without texts', { defaultPayer: 'aetna' }, 'defaultPayer'],
    [
      'names for a payer without texts',
      { payers: [{ id: 'aetna', names: ['Aetna'] }] },
      'is not a payer whose texts are held',
    ],
    ['no JSON', '{', 'is not JSON'],
    ['a list', [], 'expected object'],
  ])('%s is refused and named', (_, file, named) => {
    expect(() => read(file)).toThrow(ConfigurationError);
    expect(() => read(file)).toThrow(named);
  });

  test('all problems come in one message', () => {
    expect(() => read({ colour: 'blue', publicUrl: 'x', storage: 'y' }, { PORT: 'many' })).toThrow(
      /PORT[\s\S]*colour|colour[\s\S]*PORT/,
    );
    expect(() => readConfiguration({ COUNTERSIGN_CONFIG: join(folder, 'nowhere.json') }, [])).toThrow('cannot be read');
  });

  test.each([
    ['http://127.0.0.1/', true],
    ['http://127.9.9.9/', true],
    ['http://localhost:80/', true],
    ['http://[::1]/', true],
    ['http://2130706433/', true],
    ['http://127.0.0.1.example.org/', false],
    ['http://localhost.example.org/', false],
    ['http://10.0.0.1/', false],
    ['http://[::ffff:127.0.0.1]/', false],
    ['http://0.0.0.0/', false],
  ])('%s is loopback: %s', (url, expected) => expect(isLoopback(new URL(url))).toBe(expected));
});
