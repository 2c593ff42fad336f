import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load, recordedCalls, sign } from '../support/load.ts';
import { hasPostgres } from '../support/postgres.ts';
import { startProcess } from '../support/process.ts';
import { postgres, verifyAt } from '../support/record.ts';

const JSON_BODY = { 'content-type': 'application/json' };

const metric = async (url: string, name: string) =>
  Number(new RegExp(`^countersign_${name} (\\d+)`, 'm').exec(await (await fetch(`${url}/metrics`)).text())?.[1]);

describe.skipIf(!hasPostgres)('several instances on one PostgreSQL (SKIPPED where none is for this platform)', () => {
  const engine = postgres();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test('one killed under load: no wrong answer, no call unanswered, no record lost, one whole chain', async () => {
    const { address: storage } = await engine.newStore();
    const [one, other] = [await startProcess({ storage }), await startProcess({ storage })];
    const running = load([one.url, other.url]);
    while (running.answers.length < 100) await wait(10);
    one.child.kill('SIGKILL');
    const killedAt = running.answers.length;
    while (running.answers.length < killedAt + 200) await wait(10);
    const answers = await running.end();
    other.child.kill('SIGTERM');
    expect(await other.exit).toBe(0);
    expect(answers.filter(({ status, right, kept }) => status !== 200 || !right || !kept)).toEqual([]);
    const recorded = await recordedCalls(storage);
    expect(answers.filter(({ hookInstance }) => !recorded.has(hookInstance))).toEqual([]);
    expect(await verifyAt(storage)).toMatchObject({ kind: 'whole' });
  }, 120_000);

  test('a token counts once among them, however many come at once to both', async () => {
    const { address: storage } = await engine.newStore();
    const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'a' }] };
    const [iss, publicUrl] = ['https://ehr.example.org', 'https://cds.example.org'];
    const configuration = { profile: 'production', publicUrl, storage, clients: [{ id: 'hospital', iss, jwks }] };
    const instances = [await startProcess(configuration), await startProcess(configuration)];
    for (let round = 0; round < 5; round += 1) {
      const token = await new SignJWT({ iss, aud: `${publicUrl}/cds-services`, jti: randomUUID() })
        .setProtectedHeader({ alg: 'ES384', kid: 'a' })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
      const asked = Array.from({ length: 20 }, async (_, turn) => {
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(`${instances[turn % 2]?.url}/cds-services`, { headers })).status;
      });
      const statuses = await Promise.all(asked);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 401)).toHaveLength(19);
    }
    for (const { child } of instances) child.kill('SIGKILL');
  }, 120_000);

  test('the database stops under load: answers go out marked, readiness says why, and all is written when it is back', async () => {
    const { address: storage } = await engine.newStore();
    const service = await startProcess({ storage });
    const running = load([service.url]);
    while (running.answers.length < 40) await wait(10);
    await engine.server().stop('immediate');
    while (!running.answers.some(({ kept }) => !kept)) await wait(10);
    const unready = await fetch(`${service.url}/health/ready`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toMatchObject({ because: ['storage-away'], storage: { state: 'away' } });
    expect((await fetch(`${service.url}/health/ready?unrecorded=allowed`)).status).toBe(200);
    expect(await metric(service.url, 'record_away')).toBe(1);
    const feedback = await fetch(`${service.url}/cds-services/order-sign/feedback`, {
      method: 'POST',
      headers: JSON_BODY,
      body: JSON.stringify({ feedback: [{ card: 'a', outcome: 'accepted' }] }),
    });
    expect(feedback.status).toBe(503);
    const answers = await running.end();
    expect(await metric(service.url, 'record_not_kept_total')).toBeGreaterThan(0);
    await engine.server().start();
    for (let tries = 0; tries < 400 && (await fetch(`${service.url}/health/ready`)).status !== 200; tries += 1)
      await wait(50);
    const after = await sign([service.url], 0);
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(0);
    expect([...answers, after].filter(({ status, right }) => status !== 200 || !right)).toEqual([]);
    expect(after.kept).toBe(true);
    const recorded = await recordedCalls(storage);
    expect(answers.filter(({ hookInstance }) => !recorded.has(hookInstance))).toEqual([]);
    expect(await verifyAt(storage)).toMatchObject({ kind: 'whole' });
    expect(service.output.stdout).toMatch(/"event":"record-away"[^\n]*"reason":"unreachable"/);
    expect(service.output.stdout).toContain('"event":"record-back"');
  }, 120_000);
});
