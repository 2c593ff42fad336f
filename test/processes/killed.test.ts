import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { openArchive } from '../../src/record/archive.ts';
import { demoCall, demoRecords, prefetched } from '../support/demo-patient.ts';
import { startProcess } from '../support/process.ts';
import { onBothEngines, verifyAt } from '../support/record.ts';

const KILLS = 20;
const CALLERS = 8;
const prefetch = prefetched(demoRecords);

/** What a caller was told with a 200: the call, and the determinations on its cards. */
type Acknowledged = Map<string, readonly string[]>;

/** Signs orders, one after the other, until the service is gone. */
async function signUntilGone(url: string, acknowledged: Acknowledged): Promise<void> {
  for (;;) {
    const hookInstance = randomUUID();
    const body = JSON.stringify(demoCall({ hookInstance, prefetch }));
    const headers = { 'content-type': 'application/json' };
    try {
      const response = await fetch(`${url}/cds-services/order-sign`, { method: 'POST', headers, body });
      const { cards } = (await response.json()) as HookResponse;
      if (response.status !== 200) continue;
      const made = cards.map((card) => card.extension['countersign.determination']);
      expect(made.map(({ outcome }) => outcome)).toEqual(['likely-approval']);
      acknowledged.set(
        hookInstance,
        made.map(({ id }) => id),
      );
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return;
      throw error;
    }
  }
}

/** What the record holds: the determinations of each call, by its hookInstance. */
async function recorded(storage: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const archive = openArchive(storage);
  const [instances, found] = [new Map<string, string>(), new Map<string, Set<string>>()];
  for await (const { kind, id, call, hookInstance } of archive.entries()) {
    if (kind === 'call' && hookInstance !== undefined) {
      instances.set(call, hookInstance);
      found.set(hookInstance, new Set());
    } else if (kind === 'determination') found.get(instances.get(call) ?? '')?.add(id);
  }
  await archive.close();
  return found;
}

const missing = (acknowledged: Acknowledged, found: Awaited<ReturnType<typeof recorded>>) =>
  [...acknowledged].filter(([call, made]) => !made.every((id) => found.get(call)?.has(id)));

onBothEngines('kill -9 under load, %s', (_, makeEngine) => {
  const engine = makeEngine();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test(`${KILLS} times: every call that got its 200 is in the record, and the chain holds`, async () => {
    const { address: storage } = await engine.newStore();
    const acknowledged: Acknowledged = new Map();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = acknowledged.size;
      const service = await startProcess({ storage });
      const callers = Array.from({ length: CALLERS }, () => signUntilGone(service.url, acknowledged));
      while (acknowledged.size === before) await wait(5);
      await wait(Math.random() * 250);
      service.child.kill('SIGKILL');
      await Promise.all([service.exit, ...callers]);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS);
    expect(missing(acknowledged, await recorded(storage))).toEqual([]);
    expect(await verifyAt(storage)).toMatchObject({ kind: 'whole' });
  }, 300_000);
});
