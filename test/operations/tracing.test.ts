import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { startTracing, watched } from '../../src/operations/start-tracing.ts';
import { traceOf } from '../../src/operations/trace.ts';
import { createTracing, type SpanAttributes } from '../../src/operations/tracing.ts';
import { type ArrivedSpan, startCollector } from './collector.ts';
import { CANARIES, known, TRACE } from './known.ts';

const CALLER_SPAN = 'b7ad6b7169203331';
const drawn = (count: number) => new Uint8Array(count).fill(0xab);
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Answers calls as the service would: a span for each, with a read and a judgement in it. */
async function startApp() {
  const tracing = createTracing(known);
  const traceIds: string[] = [];
  const app = express();
  app.use((request, response, next) => {
    const call = tracing.openCall(traceOf(request.get('traceparent'), drawn));
    traceIds.push(call.traceId);
    const determinations = { policies: ['gamifant-cigna', CANARIES[0]], outcomes: ['indeterminate'] } as never;
    response.once('close', () =>
      call.end({
        service: 'order-sign',
        base: 'crd',
        status: response.statusCode,
        ...(determinations as SpanAttributes),
      }),
    );
    call.within(next);
  });
  app.post('/cds-services/:service', express.text({ type: '*/*' }), async (request, response) => {
    const work = async (note: (attributes: SpanAttributes) => void) => {
      await new Promise((later) => setImmediate(later));
      note({ result: request.body, url: request.url } as never);
      note({ result: 'late' });
    };
    await Promise.all([tracing.inSpan('fhir-read', {}, work), tracing.inSpan('fhir-read', {}, work)]);
    response.end();
  });
  app.get('/bug', async () => {
    await tracing.inSpan('judge', {}, async () => {
      throw new Error(CANARIES[0]);
    });
  });
  app.use(((_error, _request, response, _next) => void response.status(500).end()) as express.ErrorRequestHandler);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, traceIds };
}

const sign = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/cds-services/${encodeURIComponent(CANARIES[0] ?? '')}?patient=${CANARIES[1]}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${CANARIES[2]}`,
      tracestate: `ehr=${CANARIES[1]}`,
      baggage: `mrn=${CANARIES[1]}`,
      ...headers,
    },
    body: CANARIES.join(),
  });

async function startCollecting() {
  const collector = await startCollector();
  closers.push(collector.close);
  const started = await startTracing({
    endpoint: `${collector.endpoint}/`,
    version: '0.1.0',
    onLost: () => expect.unreachable(),
  });
  if (started.kind === 'off') throw new Error(started.reason);
  closers.push(started.stop);
  return { collector, stop: started.stop };
}

const attributesOf = ({ attributes }: ArrivedSpan) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value]));
const words = (...values: string[]) => ({ arrayValue: { values: values.map((stringValue) => ({ stringValue })) } });

describe('spans, where a collector is named', () => {
  test('a call is one span, its reads are parts of it, and log and spans share the trace id', async () => {
    const { collector, stop } = await startCollecting();
    const { url, traceIds } = await startApp();
    await sign(url);
    await stop();
    expect(collector.paths).toContain('/v1/traces');
    const [call, ...others] = collector.spans.filter(({ name }) => name === 'call');
    const reads = collector.spans.filter(({ name }) => name === 'fhir-read');
    expect(others).toEqual([]);
    expect(call?.parentSpanId).toBeUndefined();
    expect(reads.map(({ parentSpanId }) => parentSpanId)).toEqual([call?.spanId, call?.spanId]);
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set(traceIds));
    expect(call && attributesOf(call)).toEqual({
      'countersign.service': { stringValue: 'order-sign' },
      'countersign.base': { stringValue: 'crd' },
      'http.response.status_code': { intValue: 200 },
      'countersign.policies': words('gamifant-cigna', 'other'),
      'countersign.outcomes': words('indeterminate'),
    });
    expect(reads.map(attributesOf)).toEqual(Array(2).fill({ 'countersign.result': { stringValue: 'late' } }));
  });

  test('the span of a call that names its trace is a part of the span of the caller', async () => {
    // The service is put together before the SDK is there.
    const { url, traceIds } = await startApp();
    const { collector, stop } = await startCollecting();
    await sign(url, { traceparent: `00-${TRACE}-${CALLER_SPAN}-01` });
    await stop();
    expect(traceIds).toEqual([TRACE]);
    expect(collector.spans.find(({ name }) => name === 'call')).toMatchObject({
      traceId: TRACE,
      parentSpanId: CALLER_SPAN,
    });
  });

  test('a caller that does not sample gets no spans; the log has its trace id all the same', async () => {
    const { collector, stop } = await startCollecting();
    const { url, traceIds } = await startApp();
    await sign(url, { traceparent: `00-${TRACE}-${CALLER_SPAN}-00` });
    await stop();
    expect(traceIds).toEqual([TRACE]);
    expect(collector.spans).toEqual([]);
  });

  test('nothing of a person reaches the collector: not from address, heads, body, attributes or errors', async () => {
    const { collector, stop } = await startCollecting();
    const { url } = await startApp();
    await sign(url);
    expect((await fetch(`${url}/bug`)).status).toBe(500);
    await stop();
    expect(collector.spans.map(({ name }) => name).sort()).toEqual(['call', 'call', 'fhir-read', 'fhir-read', 'judge']);
    const judge = collector.spans.find(({ name }) => name === 'judge');
    expect([judge?.status, judge?.events]).toEqual([{ code: 2 }, []]);
    for (const canary of CANARIES) {
      expect(collector.bytes()).not.toContain(canary);
      expect(collector.bytes()).not.toContain(encodeURIComponent(canary));
    }
  });
});

describe('spans, where none are wanted', () => {
  test('calls are answered, and have a trace id of their own', async () => {
    const { url, traceIds } = await startApp();
    expect((await sign(url)).status).toBe(200);
    await sign(url, { traceparent: `00-${TRACE}-${CALLER_SPAN}-01` });
    expect(traceIds).toEqual(['ab'.repeat(16), TRACE]);
  });

  test('what the work gives or throws goes through', async () => {
    const { inSpan } = createTracing(known);
    expect(await inSpan('judge', {}, async () => 7)).toBe(7);
    await expect(inSpan('judge', {}, () => Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError);
  });
});

describe('the start', () => {
  const options = { version: '0.1.0', onLost: () => undefined };

  test.each([
    '',
    'collector',
    'grpc://127.0.0.1:4317',
    'file:///tmp',
  ])('says that no spans can go to "%s"', async (endpoint) => {
    expect(await startTracing({ ...options, endpoint })).toEqual({ kind: 'off', reason: 'bad-address' });
  });

  test('says that the SDK is not installed, or that it failed', async () => {
    const endpoint = 'http://127.0.0.1:4318';
    const absent = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    expect(await startTracing({ ...options, endpoint }, () => Promise.reject(absent))).toEqual({
      kind: 'off',
      reason: 'not-installed',
    });
    expect(await startTracing({ ...options, endpoint }, () => Promise.reject(new Error('x')))).toEqual({
      kind: 'off',
      reason: 'failed',
    });
  });

  test('goes on where the collector is down: told once, nothing printed, and the process ends by itself', async () => {
    const source = (name: string) => JSON.stringify(resolve(import.meta.dirname, `../../src/operations/${name}.ts`));
    const program = `const { startTracing } = await import(${source('start-tracing')});
      const { createTracing } = await import(${source('tracing')});
      const started = await startTracing({ endpoint: 'http://127.0.0.1:1', version: '0', onLost: () => process.stdout.write('lost ') });
      const list = [];
      const words = { clients: list, policies: list, versions: list, refusals: list, recordReasons: list, keySetReasons: list, settings: list };
      createTracing(words).openCall({ id: '${TRACE}' }).end({ status: 200 });
      process.stdout.write(started.kind + ' ');
      await started.stop();`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    expect([stdout, stderr]).toEqual(['on lost ', '']);
  });

  test('lost spans are told of once, and again only after some were taken', () => {
    let told = 0;
    let code = 1;
    const exporter: SpanExporter = { export: (_, done) => done({ code }), shutdown: async () => undefined };
    const watching = watched(exporter, () => {
      told += 1;
    });
    const heard = [1, 1, 0, 0, 1].map((each) => {
      code = each;
      watching.export([], () => undefined);
      return told;
    });
    expect(heard).toEqual([1, 1, 1, 1, 2]);
  });
});
