import autocannon from 'autocannon';
import type { MeasuredProcess } from './measured-process.ts';

/** What a server did in one round. */
export interface Round {
  readonly callsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** CPU time of the server, in microseconds a call. */
  readonly cpuPerCall: number;
  /** Calls without a good answer. */
  readonly failed: number;
}

/** How it is loaded. */
export interface Load {
  readonly body: string;
  readonly connections: number;
  readonly seconds?: number;
  /** Instead of a time: so many calls. */
  readonly calls?: number;
  readonly path?: string;
  /** Headers of the next call: every token counts once. */
  readonly headersOfNext?: () => Record<string, string>;
}

/** Loads a server for a while. */
export async function load(server: MeasuredProcess, asked: Load): Promise<Round> {
  const { body, connections, seconds = 5, calls, path = '/cds-services/order-sign', headersOfNext } = asked;
  const headers = { 'content-type': 'application/json' };
  const before = server.cpu();
  const result = await autocannon({
    url: server.url,
    connections,
    ...(calls === undefined ? { duration: seconds } : { amount: calls }),
    requests: [
      {
        method: 'POST',
        path,
        headers,
        body,
        ...(headersOfNext && {
          setupRequest: (request) => ({ ...request, headers: { ...headers, ...headersOfNext() } }),
        }),
      },
    ],
  });
  const answered = result['2xx'];
  return {
    callsPerSecond: answered / result.duration,
    p50: result.latency.p50,
    p90: result.latency.p90,
    p99: result.latency.p99,
    cpuPerCall: (server.cpu() - before) / answered,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

/** The middle one of some rounds, by calls a second. */
export function median(rounds: readonly Round[]): Round {
  const sorted = rounds.toSorted((left, right) => left.callsPerSecond - right.callsPerSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no round');
  return middle;
}
