import '../quiet.ts';
import { parentPort, workerData } from 'node:worker_threads';
import type { CallsToJudge, JudgedCalls } from './judging-pool.ts';
import { type Judging, replayCall } from './replay-call.ts';
import type { Replayed } from './replayed.ts';

/** A thread of a replay: judges the calls that it is given, some at a time. What it throws ends it. */

const judging = workerData as Judging;

parentPort?.on('message', async ({ number, calls }: CallsToJudge) => {
  const replayed: Replayed[] = [];
  for (const call of calls) replayed.push(await replayCall(call, judging));
  parentPort?.postMessage({ number, replayed } satisfies JudgedCalls);
});
