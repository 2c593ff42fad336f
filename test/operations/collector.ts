import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One span as it arrived. */
export interface ArrivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
  readonly events: readonly unknown[];
}

/** A collector on loopback that takes OTLP over HTTP in JSON, and keeps every byte: head lines too. */
export async function startCollector() {
  let bytes = '';
  const spans: ArrivedSpan[] = [];
  const paths: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bytes += `${request.url} ${JSON.stringify(request.headers)} ${body}`;
    paths.push(request.url ?? '');
    const sent = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: ArrivedSpan[] }[] }[] };
    spans.push(...sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    paths,
    bytes: () => bytes,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
