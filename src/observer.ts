import { randomFillSync } from 'node:crypto';
import type { FhirReader } from './fhir/client.ts';
import type { Reading } from './fhir/reading.ts';
import type { Call } from './http/call.ts';
import type { Parts } from './http/parts.ts';
import { bugOf } from './operations/bug.ts';
import { endpointOf } from './operations/endpoint.ts';
import type { Log } from './operations/log.ts';
import type { Metrics } from './operations/metrics.ts';
import { traceOf } from './operations/trace.ts';
import type { Tracing } from './operations/tracing.ts';
import type { ReadResult } from './operations/words.ts';

/** Random bytes of the system, drawn by the thousand: a draw costs as much as many bytes. */
function drawnByTheThousand(): (count: number) => Uint8Array {
  const pool = Buffer.alloc(4_096);
  let used = pool.length;
  return (count) => {
    if (used + count > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

/** What an observer tells. */
export interface Instruments {
  readonly metrics: Metrics;
  readonly log: Log;
  readonly tracing: Tracing;
  /** Calls not answered yet. */
  readonly open: Set<Call>;
}

/** Tells metrics, log and spans what happens to calls. */
export function observer({ metrics, log, tracing, open }: Instruments): Parts['observe'] {
  const randomBytes = drawnByTheThousand();
  const about = ({ span, client = 'none', path }: Call) => ({ trace: span.traceId, client, ...endpointOf(path) });
  return {
    openSpan: (traceparent) => tracing.openCall(traceOf(traceparent, randomBytes)),
    arrived: (call) => void open.add(call),
    answered: (call, status, milliseconds) => {
      open.delete(call);
      const which = about(call);
      metrics.answered({ ...which, status, milliseconds });
      const determinations = call.made.map(({ determination: { policy, outcome } }) => ({
        outcome,
        ...(policy && { policy: policy.id, version: policy.version }),
      }));
      for (const each of determinations) metrics.determined(each);
      const outcomes = determinations.map(({ outcome }) => outcome);
      call.span.end({
        ...endpointOf(call.path),
        status,
        outcomes,
        policies: determinations.map(({ policy = 'none' }) => policy),
      });
      if (which.service === 'operations') return;
      const { id, recorded } = call;
      log({ event: 'call', ...which, status, milliseconds, call: id, determinations, recorded });
    },
    refused: (call, refusal) => {
      metrics.refused({ refusal, client: call.client });
      log({ event: 'refused', ...about(call), refusal, status: 401 });
    },
    feedback: (outcomes) => {
      for (const outcome of outcomes) metrics.feedback(outcome);
    },
    replayUnshared: (call) => {
      metrics.replayUnshared();
      log({ event: 'replay-unshared', trace: call.span.traceId, client: call.client ?? 'none' });
    },
    rateLimited: (call) => {
      metrics.rateLimited(call.client);
      log({ event: 'rate-limited', ...about(call) });
    },
    bug: (call, id, error) => {
      metrics.bug();
      log({ event: 'bug', id, trace: call.span.traceId, ...bugOf(error) });
    },
  };
}

/** Every reading is counted by what came of it, never by what was asked for: that may be the chart's own words. */
export function counted(reader: FhirReader, metrics: Metrics, { inSpan }: Tracing): FhirReader {
  const timed = (read: () => Promise<Reading>): Promise<Reading> =>
    inSpan('fhir-read', {}, async (note) => {
      const start = performance.now();
      const reading = await read();
      const result = resultOf(reading);
      metrics.fhirRead({ result, milliseconds: performance.now() - start });
      note({ result });
      return reading;
    });
  return {
    owns: (url) => reader.owns(url),
    read: (reference) => timed(() => reader.read(reference)),
    search: (type, parameters) => timed(() => reader.search(type, parameters)),
  };
}

function resultOf(reading: Reading): ReadResult {
  if (reading.kind !== 'failed') return reading.kind;
  return reading.because === 'not-read-in-time' ? 'late' : 'failed';
}
