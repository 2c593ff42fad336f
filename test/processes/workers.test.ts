import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { readExposition } from '../operations/exposition.ts';
import { demoCall } from '../support/demo-patient.ts';
import { loadBy, PATIENTS, recordedCalls } from '../support/load.ts';
import { hasPostgres } from '../support/postgres.ts';
import { freePort, ready, type ServiceProcess, spawnService } from '../support/process.ts';
import { postgres, verifyAt } from '../support/record.ts';

const SIGN = '/cds-services/order-sign';

/** One exchange on a connection of its own, so that any of the workers may get it; undefined where it broke off. */
function exchange(url: string, path: string, { body = '', token = '' } = {}) {
  return new Promise<{ readonly status: number; readonly kept: boolean; readonly text: string } | undefined>((done) => {
    const headers = { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token}` }) };
    const sent = request(`${url}${path}`, { agent: false, method: body === '' ? 'GET' : 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('error', () => done(undefined));
      const kept = answer.headers['countersign-record'] === undefined;
      answer.on('end', () => done({ status: answer.statusCode ?? 0, kept, text }));
    });
    sent.on('error', () => done(undefined)).end(body);
  });
}

/** Signs an order; right: with the outcome of that patient. */
async function sign(url: string, turn: number) {
  const patient = PATIENTS[turn % 2 === 0 ? 0 : 1];
  const hookInstance = randomUUID();
  const answer = await exchange(url, SIGN, {
    body: JSON.stringify(demoCall({ hookInstance, prefetch: patient.prefetch })),
  });
  const outcome =
    answer?.status === 200
      ? (JSON.parse(answer.text) as HookResponse).cards[0]?.extension['countersign.determination'].outcome
      : undefined;
  return { hookInstance, status: answer?.status ?? 0, kept: answer?.kept ?? false, right: outcome === patient.outcome };
}

/** Six callers, until they are told to end. */
const load = (url: string) => loadBy((turn) => sign(url, turn), 6);

const workersOf = ({ child: { pid } }: ServiceProcess): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/** One sample of the metrics, with no labels but those given. */
async function metric(url: string, name: string, labels: Readonly<Record<string, string>> = {}) {
  const text = (await exchange(url, '/metrics'))?.text ?? '';
  return readExposition(text)
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
    .map(({ value }) => value);
}

const answered = async (url: string) =>
  (await metric(url, 'countersign_calls_total', { service: 'order-sign', status: '200' }))[0] ?? 0;

/** Waits for something that takes its time; the test's own limit ends it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}

test('several processes on one file: refused, for only PostgreSQL hands its lock round', async () => {
  const service = spawnService(await freePort(), undefined, { WORKERS: '2' });
  expect(await service.exit).toBe(2);
  expect(service.output.stderr).toContain('WORKERS: several processes need storage in PostgreSQL');
});

describe.skipIf(!hasPostgres)('several workers behind one port (SKIPPED where no PostgreSQL is)', () => {
  const engine = postgres();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  async function start(workers: number, configuration: Readonly<Record<string, unknown>> = {}) {
    const { address: storage } = await engine.newStore();
    const service = spawnService(await freePort(), { storage, ...configuration }, { WORKERS: String(workers) });
    await ready(service.url);
    await until(() => service.output.stdout.split('"event":"record-opened"').length > workers);
    return { ...service, storage };
  }

  test('one killed under load: no wrong answer, no record lost, another in its place, and no counter falls', async () => {
    const service = await start(2);
    const running = load(service.url);
    await until(() => running.answers.length > 60);
    const before = await answered(service.url);
    const [victim = 0] = workersOf(service);
    process.kill(victim, 'SIGKILL');
    await until(() => service.output.stdout.includes('"event":"worker-ended"'));
    expect(await answered(service.url)).toBeGreaterThanOrEqual(before);
    await until(() => service.output.stdout.split('"event":"listening"').length > 3);
    const after = running.answers.length;
    await until(() => running.answers.length > after + 60);
    const answers = await running.end();
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(0);
    const got = answers.filter(({ status }) => status !== 0);
    expect(got.filter(({ status, right }) => status !== 200 || !right)).toEqual([]);
    // What the killed one had not answered: a call of each caller, and one more where a caller came back before its port was shut.
    expect(answers.length - got.length).toBeLessThanOrEqual(12);
    const recorded = await recordedCalls(service.storage);
    const kept = got.filter((answer) => answer.kept);
    expect(kept.length).toBeGreaterThan(120);
    expect(kept.filter(({ hookInstance }) => !recorded.has(hookInstance))).toEqual([]);
    expect(await verifyAt(service.storage)).toMatchObject({ kind: 'whole' });
    expect(service.output.stdout).toMatch(/"event":"worker-ended","worker":\d,"signal":"SIGKILL","pause":100/);
  }, 120_000);

  test('SIGTERM under load: what was taken is answered, the log is whole lines, and the end is 0', async () => {
    const service = await start(3);
    const running = load(service.url);
    await until(() => running.answers.length > 60);
    expect(workersOf(service)).toHaveLength(3);
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(0);
    const answers = await running.end();
    const got = answers.filter(({ status }) => status !== 0);
    expect(got.filter(({ status, right }) => status !== 200 || !right)).toEqual([]);
    const lines = service.output.stdout.trim().split('\n');
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events.filter((event) => event === 'stopped')).toHaveLength(3);
    // Every call that was answered stands in the log, of whichever worker.
    expect(events.filter((event) => event === 'call').length).toBeGreaterThanOrEqual(got.length);
    expect(service.output.stderr).toBe('');
  }, 120_000);

  test('each scrape gives the sum of all: calls once each, clients and version once', async () => {
    const { publicKey } = await generateKeyPair('ES384');
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'a' }] };
    const service = await start(2, { clients: [{ id: 'hospital', iss: 'https://ehr.example.org', jwks }] });
    for (let turn = 0; turn < 20; turn += 1) expect((await sign(service.url, turn)).right).toBe(true);
    for (let scrape = 0; scrape < 4; scrape += 1) {
      expect(await answered(service.url)).toBe(20);
      expect(await metric(service.url, 'countersign_call_duration_seconds_count', { service: 'order-sign' })).toEqual([
        20,
      ]);
      expect(await metric(service.url, 'countersign_key_sets', { state: 'held' })).toEqual([1]);
      expect(await metric(service.url, 'countersign_build_info')).toEqual([1]);
      expect(await metric(service.url, 'countersign_record_away')).toEqual([0]);
    }
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(0);
  }, 120_000);

  test('a token counts once and a limit is one limit, whichever of them is asked', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'a' }] };
    const [iss, publicUrl] = ['https://ehr.example.org', 'https://cds.example.org'];
    const clients = [{ id: 'hospital', iss, jwks, callsPerMinute: 20 }];
    const service = await start(2, { profile: 'production', publicUrl, clients });
    const token = () =>
      new SignJWT({ iss, aud: `${publicUrl}/cds-services`, jti: randomUUID() })
        .setProtectedHeader({ alg: 'ES384', kid: 'a' })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    const ask = async (with_: string) => (await exchange(service.url, '/cds-services', { token: with_ }))?.status;
    // The count begins anew with each minute of the clock: it must not turn in between.
    await until(() => new Date().getSeconds() < 45);
    const same = await token();
    const statuses = await Promise.all(Array.from({ length: 10 }, () => ask(same)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    for (let calls = 1; calls < 20; calls += 1) expect(await ask(await token())).toBe(200);
    // What one has counted, the other hears within a quarter of a second.
    await wait(1_000);
    for (let calls = 0; calls < 6; calls += 1) expect(await ask(await token())).toBe(429);
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(0);
  }, 120_000);

  test('a place whose workers end again and again is given up with 1, and nobody is left behind', async () => {
    const service = await start(2);
    const killing = setInterval(() => {
      for (const worker of workersOf(service)) process.kill(worker, 'SIGKILL');
    }, 100);
    expect(await service.exit).toBe(1);
    clearInterval(killing);
    expect(service.output.stdout).toContain('"event":"workers-given-up"');
    expect(service.output.stdout.match(/"event":"worker-ended"/g)?.length).toBeLessThanOrEqual(12);
    expect(await exchange(service.url, '/health/live')).toBeUndefined();
  }, 120_000);

  test('the first process killed: the others end too, and the port is free', async () => {
    const service = await start(2);
    const workers = workersOf(service);
    service.child.kill('SIGKILL');
    await service.exit;
    await until(() => workers.every((pid) => !isAlive(pid)));
    expect(await exchange(service.url, '/health/live')).toBeUndefined();
  }, 120_000);

  test('settings or an address that none of them can use: the code and the message of one', async () => {
    const taken = await start(2);
    const { address: storage } = await engine.newStore();
    const service = spawnService(Number(new URL(taken.url).port), { storage }, { WORKERS: '2' });
    expect(await service.exit).toBe(1);
    expect(service.output.stderr).toContain('EADDRINUSE');
    expect(service.output.stdout).not.toContain('worker-ended');
    taken.child.kill('SIGTERM');
    expect(await taken.exit).toBe(0);
  }, 120_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
