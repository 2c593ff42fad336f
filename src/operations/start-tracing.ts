import { setTimeout as wait } from 'node:timers/promises';
import { context, trace } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** Where the spans go, and whom to tell when they do not arrive. */
export interface TracingOptions {
  /** The base address of an OTLP collector, as OTEL_EXPORTER_OTLP_ENDPOINT has it; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly version: string;
  /** Told once when the collector stops taking spans, and again only after it took some. */
  readonly onLost: () => void;
}

/** Whether spans are sent. `stop` sends what is left, within two and a half seconds. */
export type StartedTracing =
  | { readonly kind: 'on'; readonly stop: () => Promise<void> }
  | { readonly kind: 'off'; readonly reason: 'not-installed' | 'bad-address' | 'failed' };

const SEND_MS = 2_000;
const STOP_MS = 2_500;

/** Loads the SDK, which is not loaded otherwise, and sends spans by OTLP over HTTP. Never throws; a collector that is down is no bar. */
export async function startTracing(options: TracingOptions, load = loadSdk): Promise<StartedTracing> {
  const url = tracesAddress(options.endpoint);
  if (url === undefined) return { kind: 'off', reason: 'bad-address' };
  try {
    return { kind: 'on', stop: begin(await load(), url, options) };
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    return { kind: 'off', reason: isAbsent ? 'not-installed' : 'failed' };
  }
}

async function loadSdk() {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }, { AsyncLocalStorageContextManager }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
    ]);
  return { ...sdk, OTLPTraceExporter, resourceFromAttributes, AsyncLocalStorageContextManager };
}

/** No detectors: the command line and the host are nobody's business. */
function begin(sdk: Awaited<ReturnType<typeof loadSdk>>, url: string, { version, onLost }: TracingOptions) {
  const exporter = watched(new sdk.OTLPTraceExporter({ url, timeoutMillis: SEND_MS }), onLost);
  const provider = new sdk.TracerProvider({
    resource: sdk.resourceFromAttributes({ 'service.name': 'countersign', 'service.version': version }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, exportTimeoutMillis: SEND_MS })],
  });
  context.setGlobalContextManager(new sdk.AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await Promise.race([provider.shutdown().catch(() => undefined), wait(STOP_MS, undefined, { ref: false })]);
    trace.disable();
    context.disable();
  };
}

/** Tells of the first spans that a collector does not take. */
export function watched(exporter: SpanExporter, onLost: () => void): SpanExporter {
  let isLost = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        // 0 is success in the interface; the package that names it is not ours to import.
        const failed = result.code !== 0;
        if (failed && !isLost) onLost();
        isLost = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}

function tracesAddress(endpoint: string): string | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`;
  return url.href;
}
