import { parentPort, workerData } from 'node:worker_threads';
import type { CallsToJudge } from '../../src/commands/judging-pool.ts';

/** A worker of a replay with which something goes wrong at its second portion: `workerData.now` says what. */

const { fault } = workerData as { readonly fault: 'ends' | 'throws' | 'memory' };

parentPort?.on('message', ({ number, calls }: CallsToJudge) => {
  if (number > 0) fail();
  parentPort?.postMessage({ number, replayed: calls.map(() => ({ kind: 'not-replayed', because: 'refused-now' })) });
});

function fail(): void {
  if (fault === 'ends') process.exit(0);
  if (fault === 'throws') throw new RangeError('Canary');
  // As Node tells it: a heap that is really full takes minutes to fill.
  throw Object.assign(new Error('Canary'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
}
