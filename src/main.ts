import './quiet.ts';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { type Configuration, ConfigurationError, doubtfulIn, readConfiguration } from './config.ts';
import { openRecordOnThread } from './open-record.ts';
import { bugOf } from './operations/bug.ts';
import { openOutput } from './operations/output.ts';
import { startTracing } from './operations/start-tracing.ts';
import { payers, policies } from './policies/index.ts';
import { createLimitedServer, renewCertificate } from './server.ts';
import { createService } from './service.ts';

/** Starts the process: the only file that reads the environment, listens, or exits. */

function settings(): Configuration {
  try {
    return readConfiguration(
      process.env,
      payers.map(({ id }) => id),
    );
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`Countersign cannot start:\n${error.message}\n`);
    process.exit(2);
  }
}

const configuration = settings();
const { host, port, profile, deadlineMs } = configuration;
const discovery: unknown = JSON.parse(readFileSync(new URL('../cds-services.json', import.meta.url), 'utf8'));
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const output = openOutput();
const service = createService(configuration, {
  discovery,
  version: manifest.version,
  write: output.write,
  openRecord: openRecordOnThread,
});
const { log, phase, inFlight } = service;
const server = createLimitedServer(service.listener, configuration);

const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
const onLost = () => log({ event: 'spans-lost' });
const tracing = endpoint ? await startTracing({ endpoint, version: manifest.version, onLost }) : undefined;
if (tracing) log(tracing.kind === 'on' ? { event: 'tracing' } : { event: 'tracing-off', reason: tracing.reason });

/** What nobody foresaw: its kind and place are logged, never its message, which may quote the chart. */
process.on('unhandledRejection', (error) => log({ event: 'bug', id: randomUUID(), ...bugOf(error) }));
process.on('uncaughtException', (error) => {
  log({ event: 'bug', id: randomUUID(), ...bugOf(error) });
  void output.close().finally(() => process.exit(1));
});

server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`Countersign cannot listen on ${host}:${port}: ${error.code ?? error.name}\n`);
  process.exit(1);
});

server.listen(port, host, () => {
  const storage = configuration.storage.startsWith('file:') ? 'file' : 'postgres';
  const counts = { clients: configuration.clients.length, policies: policies.length };
  log({ event: 'listening', host, port, profile, version: manifest.version, storage, ...counts });
  if (profile === 'sandbox') log({ event: 'sandbox' });
  else for (const setting of doubtfulIn(configuration)) log({ event: 'doubtful-setting', setting });
  phase('serving');
  service.warm();
});

const answering = new Set<ServerResponse>();
let stopping = false;

server.prependListener('request', (_request, response: ServerResponse) => {
  answering.add(response);
  response.once('close', () => answering.delete(response));
  if (stopping) response.setHeader('connection', 'close');
});

/**
 * Stop accepting, finish the calls in flight, write down what waits, exit 0. A kept-alive connection would hold `close` up,
 * so each is told to go.
 */
function stop(signal: 'SIGTERM' | 'SIGINT'): void {
  if (stopping) return;
  stopping = true;
  phase('stopping');
  log({ event: 'stopping', signal, inFlight: inFlight() });
  for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
  server.close(() => void finish());
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), deadlineMs + 1_000).unref();
}

async function finish(): Promise<void> {
  await service.close();
  if (tracing?.kind === 'on') await tracing.stop();
  log({ event: 'stopped', inFlight: inFlight() });
  await output.close();
  process.exit(0);
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);

/** A new certificate in the same files, without a restart. */
process.on('SIGHUP', () => {
  log({ event: renewCertificate(server, configuration) ? 'certificate-renewed' : 'certificate-kept' });
});
