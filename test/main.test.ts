import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { demoCall } from './support/demo-patient.ts';

const MAIN = resolve(import.meta.dirname, '../src/main.ts');
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A port nobody listens on just now. */
const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

function start(variables: Record<string, string>) {
  const cwd = mkdtempSync(join(tmpdir(), 'countersign-'));
  const child = spawn(process.execPath, [MAIN], { cwd, env: { PATH: process.env.PATH ?? '', ...variables } });
  started.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const exit = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  return { child, output, exit };
}

async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error('never ready');
}

describe('the process', () => {
  test('starts with nothing configured, says that it is no place for patient data, and stops on SIGTERM with 0', async () => {
    const port = await freePort();
    const { child, output, exit } = start({ PORT: `${port}` });
    await ready(port);
    expect(
      ((await (await fetch(`http://127.0.0.1:${port}/cds-services`)).json()) as { services: unknown[] }).services,
    ).toHaveLength(4);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('Countersign');
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output.stdout).toContain('Not for patient data');
    expect(output.stderr).toBe('');
  });

  test('refuses a bad configuration with 2, naming every problem at once', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'countersign-')), 'config.json');
    writeFileSync(
      path,
      JSON.stringify({ colour: 'blue', publicUrl: 'http://example.org', clients: [{ algorithms: ['none'] }] }),
    );
    const { output, exit } = start({ COUNTERSIGN_CONFIG: path });
    expect(await exit).toBe(2);
    expect(output.stderr).toMatch(/colour/);
    expect(output.stderr).toMatch(/publicUrl/);
    expect(output.stderr).toMatch(/asymmetric/);
  });

  test('finishes a call in flight before it stops, and prints neither token nor patient, even when asked to debug', async () => {
    const ehr = createHttpServer((_, response) => {
      setTimeout(
        () => response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('{"resourceType":"Bundle"}'),
        700,
      );
    });
    await new Promise<void>((listening) => ehr.listen(0, '127.0.0.1', listening));
    const address = ehr.address();
    const port = await freePort();
    const { child, exit, output } = start({ PORT: `${port}`, DEBUG: '*' });
    await ready(port);
    const body = JSON.stringify(
      demoCall({
        fhirAuthorization: { access_token: 'canary-token' },
        fhirServer: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
      }),
    );
    const call = fetch(`http://127.0.0.1:${port}/cds-services/order-sign`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await new Promise((wait) => setTimeout(wait, 300));
    child.kill('SIGTERM');
    expect((await call).status).toBe(200);
    expect(await exit).toBe(0);
    expect(output.stdout + output.stderr).not.toMatch(/canary-token|demo-hemgenix|Patient/);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    ehr.closeAllConnections();
    ehr.close();
  });

  test('npm start hands SIGTERM on and ends with 0', async () => {
    const port = await freePort();
    const child = spawn('npm', ['start'], {
      cwd: resolve(import.meta.dirname, '..'),
      env: { ...process.env, PORT: `${port}` },
    });
    started.push(child);
    const exit = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
    await ready(port);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  });

  test('says so when the port is taken', async () => {
    const port = await freePort();
    start({ PORT: `${port}` });
    await ready(port);
    const { output, exit } = start({ PORT: `${port}` });
    expect(await exit).toBe(1);
    expect(output.stderr).toContain('EADDRINUSE');
  });
});
