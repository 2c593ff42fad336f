import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { hemgenixCall } from '../../demo/orders.ts';
import { demoRecords } from '../../test/support/demo-patient.ts';
import { load } from '../load.ts';
import { startService } from '../measured-process.ts';
import { number, type Table } from '../table.ts';

const DELAYS = [0, 50, 200];
const CALLS = 200;

/** What a call costs that brings no chart: all is read from the client's FHIR server. */
export async function fhirReads(): Promise<Table> {
  const fhir = await startFhir();
  const service = await startService();
  const body = JSON.stringify({ ...hemgenixCall, fhirServer: fhir.url });
  const rows = [];
  for (const delay of DELAYS) {
    fhir.delay = delay;
    await load(service, { body, connections: 1, calls: CALLS });
    fhir.forget();
    const { p50, p90, p99, cpuPerCall, failed } = await load(service, { body, connections: 1, calls: CALLS });
    const { slowest, reads, depth } = fhir.seen();
    rows.push([
      `${delay}`,
      number(reads / CALLS),
      `${depth}`,
      ...[slowest, p50, p50 - slowest * depth, p90, p99, cpuPerCall].map(number),
      `${failed}`,
    ]);
  }
  await service.stop();
  fhir.close();
  return {
    title: 'The chart is read from a FHIR server',
    says: `One connection, ${CALLS} calls, nothing prefetched; a FHIR server on the same machine waits so long before each answer. "Depth": rounds of reads that wait for one another. "Added": the middle answer's time beyond the middle of the slowest reads, for each round.`,
    header: [
      'ms a read',
      'reads a call',
      'depth',
      'slowest read ms',
      'p50 ms',
      'added ms',
      'p90 ms',
      'p99 ms',
      'CPU µs/call',
      'failed',
    ],
    rows,
  };
}

/** A FHIR server with the chart of the demo, as slow as it is told to be. */
async function startFhir() {
  let [open, rounds] = [0, 0];
  let calls: { reads: number; slowest: number; rounds: number }[] = [];
  let current = { reads: 0, slowest: 0, rounds: 0 };
  const server = createServer(async (request, response) => {
    const arrived = performance.now();
    if (request.url?.includes('/Patient/')) {
      current = { reads: 0, slowest: 0, rounds: 0 };
      calls.push(current);
    }
    if (open === 0) rounds += 1;
    open += 1;
    await wait(state.delay);
    const found = JSON.stringify(answerTo(request.url ?? ''));
    open -= 1;
    response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(found);
    current.reads += 1;
    current.slowest = Math.max(current.slowest, performance.now() - arrived);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const state = {
    delay: 0,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forget: () => {
      calls = [];
      rounds = 0;
    },
    seen: () => ({
      reads: calls.reduce((sum, { reads }) => sum + reads, 0),
      slowest: calls.map(({ slowest }) => slowest).sort((a, b) => a - b)[Math.floor(calls.length / 2)] ?? 0,
      depth: Math.max(1, Math.round(rounds / Math.max(1, calls.length))),
    }),
    close: () => server.closeAllConnections(),
  };
  return state;
}

function answerTo(address: string): unknown {
  const [, type = '', id] = /\/([A-Z][A-Za-z]+)(?:\/([^/?]+))?/.exec(address) ?? [];
  const found = demoRecords.filter((each) => each.resourceType === type);
  if (id !== undefined) return found.find((each) => each.id === id);
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    entry: found.map((resource) => ({ resource })),
  };
}
