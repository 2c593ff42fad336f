import './quiet.ts';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type Configuration, ConfigurationError, readConfiguration } from './config.ts';
import { createApp } from './http/app.ts';
import { payers } from './policies/index.ts';
import { createWorld } from './world.ts';

/** Starts the process: the only file that reads the environment, writes to the console, or exits. */

const say = (event: Readonly<Record<string, unknown>>) => process.stdout.write(`${JSON.stringify(event)}\n`);

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
const discovery: unknown = JSON.parse(readFileSync(new URL('../cds-services.json', import.meta.url), 'utf8'));
const server = createServer(createApp(createWorld(configuration), discovery, (bug) => say({ event: 'bug', ...bug })));

server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    `Countersign cannot listen on ${configuration.host}:${configuration.port}: ${error.code ?? error.name}\n`,
  );
  process.exit(1);
});

server.listen(configuration.port, configuration.host, () => {
  say({ event: 'listening', host: configuration.host, port: configuration.port, profile: configuration.profile });
  say({
    event: 'notice',
    text: 'SANDBOX PROFILE: callers are not verified and nothing is kept. Not for patient data.',
  });
});

const inFlight = new Set<ServerResponse>();
let stopping = false;

server.prependListener('request', (_request, response: ServerResponse) => {
  inFlight.add(response);
  response.once('close', () => inFlight.delete(response));
  if (stopping) response.setHeader('connection', 'close');
});

/** Stop accepting, finish the calls in flight, exit 0. A kept-alive connection would hold `close` up, so each is told to go. */
function stop(): void {
  stopping = true;
  for (const response of inFlight) if (!response.headersSent) response.setHeader('connection', 'close');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), configuration.deadlineMs + 1_000).unref();
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
