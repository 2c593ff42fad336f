import { readFileSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import type { Worker } from 'node:worker_threads';
import { type Configuration, doubtfulIn } from './config.ts';
import { openRecordOnThread } from './open-record.ts';
import { openOutput } from './operations/output.ts';
import { startTracing } from './operations/start-tracing.ts';
import { policies } from './policies/index.ts';
import { createLimitedServer, renewCertificate } from './server.ts';
import { createService, type Service, type Together } from './service.ts';
import { logUnforeseen } from './unforeseen.ts';

/** What an instance need not make for itself. */
export interface Given {
  /** With others behind the same port. */
  readonly together?: Together;
  /** Started before this file was loaded. */
  readonly writer?: Worker;
}

/** One process that serves: listens, answers, and ends with 0 when it is told to. Resolves to what listens, or is about to. */
export async function serve(configuration: Configuration, { together, writer }: Given): Promise<Server> {
  const discovery: unknown = JSON.parse(readFileSync(new URL('../cds-services.json', import.meta.url), 'utf8'));
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;
  const output = openOutput();
  const service = createService(configuration, {
    discovery,
    version: manifest.version,
    write: output.write,
    openRecord: openRecordOnThread(writer),
    ...(together && { together }),
  });
  const server = createLimitedServer(service.listener, configuration);
  logUnforeseen(service.log, output);
  const stopTracing = await traced(service, manifest);
  whenListening(server, configuration, service, manifest);
  const { host, port } = configuration;
  // Each of several has a queue of its own, which the kernel fills: what waits in that of one that ends is told so at once.
  server.listen({ host, port, reusePort: together !== undefined });
  stopOnSignal(server, configuration, service, async () => {
    await service.close();
    await stopTracing();
    service.log({ event: 'stopped', inFlight: service.inFlight() });
    await output.close();
    process.exit(0);
  });
  // A new certificate in the same files, without a restart.
  process.on('SIGHUP', () => {
    service.log({ event: renewCertificate(server, configuration) ? 'certificate-renewed' : 'certificate-kept' });
  });
  return server;
}

interface Manifest {
  readonly version: string;
}

async function traced({ log }: Service, { version }: Manifest): Promise<() => Promise<void>> {
  const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const onLost = () => log({ event: 'spans-lost' });
  const tracing = endpoint ? await startTracing({ endpoint, version, onLost }) : undefined;
  if (tracing) log(tracing.kind === 'on' ? { event: 'tracing' } : { event: 'tracing-off', reason: tracing.reason });
  return async () => {
    if (tracing?.kind === 'on') await tracing.stop();
  };
}

function whenListening(
  server: Server,
  configuration: Configuration,
  { log, phase, warm }: Service,
  manifest: Manifest,
): void {
  const { host, port, profile } = configuration;
  server.on('error', (error) => cannotListen(error, configuration));
  server.on('listening', () => {
    const storage = configuration.storage.startsWith('file:') ? 'file' : 'postgres';
    const counts = { clients: configuration.clients.length, policies: policies.length };
    log({ event: 'listening', host, port, profile, version: manifest.version, storage, ...counts });
    if (profile === 'sandbox') log({ event: 'sandbox' });
    else for (const setting of doubtfulIn(configuration)) log({ event: 'doubtful-setting', setting });
    phase('serving');
    warm();
  });
}

/** Says so, and ends the process with 1. */
export function cannotListen(error: NodeJS.ErrnoException, { host, port }: Configuration): void {
  process.stderr.write(`Countersign cannot listen on ${host}:${port}: ${error.code ?? error.name}\n`);
  process.exit(1);
}

/**
 * Stop accepting, finish the calls in flight, write down what waits (`finish`). A kept-alive connection would hold `close`
 * up, so each is told to go.
 */
function stopOnSignal(
  server: Server,
  { deadlineMs }: Configuration,
  { log, phase, inFlight }: Service,
  finish: () => Promise<void>,
): void {
  const answering = new Set<ServerResponse>();
  let stopping = false;
  server.prependListener('request', (_request, response: ServerResponse) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    if (stopping) response.setHeader('connection', 'close');
  });
  const stop = (signal: 'SIGTERM' | 'SIGINT'): void => {
    if (stopping) return;
    stopping = true;
    phase('stopping');
    log({ event: 'stopping', signal, inFlight: inFlight() });
    for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
    server.close(() => void finish());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), deadlineMs + 1_000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
