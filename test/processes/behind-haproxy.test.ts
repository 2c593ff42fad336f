import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasHaproxy, startHaproxy } from '../support/haproxy.ts';
import { load, recordedCalls } from '../support/load.ts';
import { hasPostgres } from '../support/postgres.ts';
import { freePort, ready, startProcess } from '../support/process.ts';
import { postgres, verifyAt } from '../support/record.ts';

if (!hasHaproxy) console.warn('SKIPPED: haproxy is not installed (apt-get install haproxy)');

/** Calls before the kill, and after it. */
const CALLS = 600;

describe.skipIf(!hasHaproxy || !hasPostgres)(
  'two instances behind haproxy (SKIPPED where it or PostgreSQL is not)',
  () => {
    const engine = postgres();
    beforeAll(engine.start, 60_000);
    afterAll(engine.stop);

    test('one killed under load: no wrong answer, at most one call in a hundred broken off, no record lost', async () => {
      const { address: storage } = await engine.newStore();
      const [one, other] = [await startProcess({ storage }), await startProcess({ storage })];
      const port = await freePort();
      const haproxy = startHaproxy([{ port, instances: [one, other].map(({ url }) => Number(new URL(url).port)) }]);
      const url = `http://127.0.0.1:${port}`;
      await ready(url);
      const running = load([url]);
      while (running.answers.length < CALLS) await wait(10);
      one.child.kill('SIGKILL');
      while (running.answers.length < 2 * CALLS) await wait(10);
      const answers = await running.end();
      await haproxy.stop();
      other.child.kill('SIGTERM');
      expect(await other.exit).toBe(0);
      const answered = answers.filter(({ status }) => status === 200);
      expect(answered.filter(({ right }) => !right)).toEqual([]);
      expect((answers.length - answered.length) / answers.length).toBeLessThanOrEqual(0.01);
      // Both had their part in it before.
      const taken = one.output.stdout.split('"service":"order-sign"').length - 1;
      expect(taken).toBeGreaterThan(CALLS / 4);
      const recorded = await recordedCalls(storage);
      const kept = answered.filter((answer) => answer.kept);
      expect(kept.length).toBeGreaterThan(CALLS);
      expect(kept.filter(({ hookInstance }) => !recorded.has(hookInstance))).toEqual([]);
      expect(await verifyAt(storage)).toMatchObject({ kind: 'whole' });
    }, 240_000);
  },
);
