import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCall, demoRecords, prefetched } from '../support/demo-patient.ts';
import { exchange, type RawAnswer } from '../support/raw-http.ts';
import { type Service, startService } from '../support/service.ts';
import { type InputRow, rows } from './input-rows.ts';

const HASTY = {
  maxHeaderSize: 16_384,
  headersTimeout: 300,
  requestTimeout: 300,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 50,
};

let service: Service;
let hasty: Service;
beforeAll(async () => {
  service = await startService();
  hasty = await startService({}, 4_500, {}, HASTY);
});
afterAll(async () => {
  await service.close();
  await hasty.close();
});

const call = demoCall({ prefetch: prefetched(demoRecords) });

/** JSON, whatever happened; an OperationOutcome where it failed; nothing of our inside. */
function expectJson({ status, headers, body }: RawAnswer): void {
  expect(headers.get('content-type')).toContain('json');
  const read = JSON.parse(body) as object;
  expect(read).not.toBeNull();
  if (status !== 200) expect(read).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
  expect(body).not.toMatch(/node_modules|\.ts:\d|node:internal| {4}at /);
}

const hasBody = ({ bare, status, says }: InputRow): boolean =>
  bare !== true && status !== 204 && !says.startsWith('HEAD');

describe('whatever is sent is answered, and harms nobody', () => {
  test.each(rows.map((row) => [row.says, row.status, row] as const))('%s: %i', async (_, status, row) => {
    const asked = row.hasty ? hasty : service;
    const answer = await exchange(asked.url, row.sent());
    expect(answer.status).toBe(status);
    if (hasBody(row)) expectJson(answer);
    else expect(answer.body).toBe('');
    expect(answer.closed).toBe(row.closes ?? false);
    expect((await fetch(`${asked.url}/health/live`)).status).toBe(200);
    expect(asked.bugs).toEqual([]);
  });

  test('only what has no body by its kind has none', async () => {
    const withoutBody = rows.filter((row) => !hasBody(row)).map(({ says }) => says);
    expect(withoutBody).toEqual(['HEAD /cds-services/order-sign', 'OPTIONS /cds-services/order-sign', 'no host']);
  });

  test('and a call is judged as before', async () => {
    expect((await service.sign(call)).determinations).toMatchObject([{ outcome: 'likely-approval' }]);
  });

  test('each row has a name of its own, and there are as many as the battery has', () => {
    expect(new Set(rows.map(({ says }) => says)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(78);
  });
});

test('beside 1,000 connections that say nothing, a call is answered', async () => {
  const { port } = new URL(service.url);
  const sockets = Array.from({ length: 1_000 }, () => connect(Number(port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  expect((await service.sign(call)).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});
