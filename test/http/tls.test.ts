import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ConnectionOptions, connect, createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimitedServer, renewCertificate } from '../../src/server.ts';
import { type Authority, hasOpenssl, type KeyPair, openAuthority } from '../support/certificates.ts';

const isPossible = hasOpenssl();
if (!isPossible) process.stderr.write('TLS is not tested: there is no openssl command to make certificates with.\n');

type Started = Awaited<ReturnType<typeof start>>;
async function start(tls: KeyPair & { readonly clientAuthorities?: string }) {
  const server = createLimitedServer((_request, response) => void response.end('answered'), { tls });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, tls, port: (server.address() as AddressInfo).port };
}

/** The answer, and the name in the certificate of the server. */
const ask = (port: number, options: ConnectionOptions) =>
  new Promise<{ readonly text: string; readonly version: string | null; readonly name: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, agent: false, ...options }, async (response) => {
      const socket = response.socket as import('node:tls').TLSSocket;
      const [version, name] = [socket.getProtocol(), String(socket.getPeerCertificate().subject.CN)];
      const parts: string[] = [];
      for await (const part of response) parts.push(String(part));
      resolve({ text: parts.join(''), version, name });
    });
    asked.on('error', reject).end();
  });

describe.runIf(isPossible)('own TLS', () => {
  let authority: Authority;
  let plain: Started;
  let mutual: Started;
  let trusting: ConnectionOptions;

  beforeAll(async () => {
    authority = openAuthority('authority');
    trusting = { ca: readFileSync(authority.certificate) };
    plain = await start(authority.sign('first'));
    mutual = await start({ ...authority.sign('both'), clientAuthorities: authority.certificate });
  });
  afterAll(() => {
    for (const { server } of [plain, mutual]) server.close();
  });

  const shows = ({ key, certificate }: KeyPair) => ({
    ...trusting,
    key: readFileSync(key),
    cert: readFileSync(certificate),
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken', async (version) => {
    const answer = await ask(plain.port, { ...trusting, minVersion: version, maxVersion: version });
    expect(answer).toEqual({ text: 'answered', version, name: 'first' });
  });

  const OLD = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  test.each(['TLSv1', 'TLSv1.1'] as const)('%s is refused, where a careless server would speak it', async (version) => {
    const { key, certificate } = plain.tls;
    const careless = createTlsServer({ ...OLD, key: readFileSync(key), cert: readFileSync(certificate) });
    careless.listen(0, '127.0.0.1');
    await once(careless, 'listening');
    const asked = { ...trusting, ...OLD, maxVersion: version };
    const reached = connect({ ...asked, port: (careless.address() as AddressInfo).port, host: '127.0.0.1' });
    await once(reached, 'secureConnect');
    expect(reached.getProtocol()).toBe(version);
    reached.destroy();
    careless.close();
    await expect(ask(plain.port, asked)).rejects.toThrow();
  });

  test('a caller without a certificate is refused where one is asked for, and one with is not', async () => {
    await expect(ask(mutual.port, trusting)).rejects.toThrow();
    expect(await ask(mutual.port, shows(authority.sign('known')))).toMatchObject({ text: 'answered' });
  });

  test('so is one whose certificate has expired, or is of another authority', async () => {
    await expect(ask(mutual.port, shows(authority.sign('late', 'expired')))).rejects.toThrow();
    await expect(ask(mutual.port, shows(openAuthority('stranger').sign('stranger')))).rejects.toThrow();
  });

  test('a renewed certificate in the same files is taken; a broken one is not, and the one before stays', async () => {
    const renewed = authority.sign('second');
    copyFileSync(renewed.key, plain.tls.key);
    copyFileSync(renewed.certificate, plain.tls.certificate);
    expect(renewCertificate(plain.server, plain)).toBe(true);
    expect(await ask(plain.port, trusting)).toMatchObject({ name: 'second' });
    for (const broken of ['', 'no certificate', readFileSync(authority.certificate, 'utf8')]) {
      writeFileSync(plain.tls.certificate, broken);
      expect(renewCertificate(plain.server, plain)).toBe(false);
      expect(await ask(plain.port, trusting)).toMatchObject({ name: 'second' });
    }
  });

  test('callers are still asked for certificates after a renewal, and old versions refused', async () => {
    expect(renewCertificate(mutual.server, mutual)).toBe(true);
    await expect(ask(mutual.port, trusting)).rejects.toThrow();
    await expect(ask(mutual.port, { ...trusting, ...OLD, maxVersion: 'TLSv1.1' })).rejects.toThrow();
    expect(await ask(mutual.port, shows(authority.sign('again')))).toMatchObject({ text: 'answered' });
  });
});
