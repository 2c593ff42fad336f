import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoCall, demoRecords, prefetched } from './support/demo-patient.ts';
import { freePort, ready, spawnService } from './support/process.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BUILT = join(ROOT, 'dist/main.js');

/** Runs `npm start` as an operator does, asks, and stops it. */
async function started<Answer>(ask: (url: string) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-built-'));
  const [port, configuration] = [String(await freePort()), join(folder, 'countersign.json')];
  writeFileSync(configuration, JSON.stringify({ storage: `file:${join(folder, 'record.db')}` }));
  const env = { ...process.env, PORT: port, COUNTERSIGN_CONFIG: configuration };
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore' });
  const exit = new Promise((done) => child.once('exit', done));
  try {
    await ready(`http://127.0.0.1:${port}`);
    return await ask(`http://127.0.0.1:${port}`);
  } finally {
    child.kill('SIGTERM');
    await exit;
    expect(existsSync(join(folder, 'record.db'))).toBe(true);
  }
}

/** A signed order's answer, without what is new in each. */
async function answerOf(url: string): Promise<unknown> {
  const body = JSON.stringify(demoCall({ prefetch: prefetched(demoRecords) }));
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/cds-services/order-sign`, { method: 'POST', headers, body });
  expect([response.status, response.headers.get('countersign-record')]).toEqual([200, null]);
  return JSON.parse((await response.text()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '(id)').replaceAll(url, ''));
}

describe('what `npm start` runs: the sources and libraries put together', () => {
  test('answers as the sources do, keeps the record, and serves its pages and charts', async () => {
    const fromSources = spawnService(await freePort());
    await ready(fromSources.url);
    const expected = await answerOf(fromSources.url);
    fromSources.child.kill('SIGTERM');
    await fromSources.exit;
    await started(async (url) => {
      expect(await answerOf(url)).toEqual(expected);
      for (const path of ['/', '/smart/launch.html', '/demo/patients', '/cds-services', '/crd/cds-services'])
        expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    });
  }, 60_000);

  test('is built anew where a source is newer, and not where none is', async () => {
    await started(answerOf);
    const first = statSync(BUILT).mtimeMs;
    await started(answerOf);
    expect(statSync(BUILT).mtimeMs).toBe(first);
    utimesSync(BUILT, new Date(0), new Date(0));
    await started(answerOf);
    expect(statSync(BUILT).mtimeMs).toBeGreaterThan(first);
  }, 60_000);

  test('where nothing is installed that could build, the sources run as they are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-unbuilt-'));
    for (const name of ['scripts/build.ts', 'package.json']) cpSync(join(ROOT, name), join(folder, name));
    execFileSync(process.execPath, [join(folder, 'scripts/build.ts')]);
    expect(readFileSync(join(folder, 'dist/main.js'), 'utf8')).toBe("await import('../src/main.ts');\n");
  });
});
