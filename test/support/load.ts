import { randomUUID } from 'node:crypto';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { openArchive } from '../../src/record/archive.ts';
import { demoCall, demoRecords, prefetched, without } from './demo-patient.ts';

const JSON_BODY = { 'content-type': 'application/json' };

/** What is sent, and what must come back. */
export const PATIENTS = [
  { prefetch: prefetched(demoRecords), outcome: 'likely-approval' },
  { prefetch: prefetched(without('aav5-titer')), outcome: 'missing-documentation' },
] as const;

/** One call, as a proxy in front of several instances would send it: to the next one where one does not answer. */
export async function sign(urls: readonly string[], turn: number) {
  const patient = PATIENTS[turn % 2 === 0 ? 0 : 1];
  const hookInstance = randomUUID();
  const body = JSON.stringify(demoCall({ hookInstance, prefetch: patient.prefetch }));
  for (let tries = 0; tries < urls.length; tries += 1) {
    const url = urls[(turn + tries) % urls.length];
    const response = await fetch(`${url}/cds-services/order-sign`, { method: 'POST', headers: JSON_BODY, body }).catch(
      () => undefined,
    );
    const answer = (await response?.json().catch(() => undefined)) as HookResponse | undefined;
    if (response === undefined || answer === undefined) continue;
    const outcome = answer.cards[0]?.extension['countersign.determination'].outcome;
    const { status } = response;
    return {
      hookInstance,
      status,
      right: outcome === patient.outcome,
      kept: !response.headers.has('countersign-record'),
    };
  }
  return { hookInstance, status: 0, right: false, kept: false };
}

export type Answer = Awaited<ReturnType<typeof sign>>;

/** Calls from eight callers at once, until told to end. */
export const load = (urls: readonly string[]) => loadBy((turn) => sign(urls, turn), 8);

/** The same by so many callers, each call made by `call`. */
export function loadBy<Given>(call: (turn: number) => Promise<Given>, count: number) {
  const answers: Given[] = [];
  let [turn, ended] = [0, false];
  const caller = async () => {
    while (!ended) answers.push(await call(turn++));
  };
  const callers = Array.from({ length: count }, caller);
  return {
    answers,
    end: async () => {
      ended = true;
      await Promise.all(callers);
      return answers;
    },
  };
}

/** The hookInstance of every call in the record. */
export async function recordedCalls(storage: string): Promise<ReadonlySet<string | undefined>> {
  const archive = openArchive(storage);
  const calls = new Set<string | undefined>();
  for await (const { kind, hookInstance } of archive.entries()) if (kind === 'call') calls.add(hookInstance);
  await archive.close();
  return calls;
}
