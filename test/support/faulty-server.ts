import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestResource } from './demo-patient.ts';
import { bodyModes } from './faults/body.ts';
import { bundleModes } from './faults/bundle.ts';
import { linkModes } from './faults/links.ts';
import { type Answer, type Modes, replying, searchset } from './faults/mode.ts';
import { recoveryModes } from './faults/recovery.ts';
import { statusModes } from './faults/status.ts';
import { transportModes } from './faults/transport.ts';

/** Every mode of a faulty FHIR server, in groups. */
export const modes: readonly (readonly [string, Modes])[] = [
  ['the status', statusModes],
  ['the line', transportModes],
  ['the body', bodyModes],
  ['the Bundle', bundleModes],
  ['links and redirects', linkModes],
  ['once only', recoveryModes],
];

/** One request as it reached a server. */
export interface Received {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly search: string;
  readonly authorization: string;
}

/** A server on a port of its own, that remembers what reached it. */
export interface Listening {
  readonly base: string;
  readonly received: readonly Received[];
  /** How many sockets were opened to it. */
  sockets(): number;
  /** How often something came that was no HTTP. */
  strange(): number;
  close(): Promise<void>;
}

/** Starts a server that answers as told; `elsewhere` is the base address of one that nobody may contact. */
export async function listen(answer: Answer, elsewhere = ''): Promise<Listening> {
  const received: Received[] = [];
  let sockets = 0;
  let strange = 0;
  const attempts = new Map<string, number>();
  const server = createServer((request, response) => {
    const base = `${origin()}/fhir`;
    const url = new URL(request.url ?? '/', base);
    received.push(receivedAs(request, url));
    const attempt = (attempts.get(typeOf(url)) ?? 0) + 1;
    attempts.set(typeOf(url), attempt);
    answer({ request, response, attempt, url, base, elsewhere });
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('connection', (socket) => {
    sockets += 1;
    socket.on('error', () => undefined);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code?.startsWith('HPE_')) strange += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `${origin()}/fhir`,
    received,
    sockets: () => sockets,
    strange: () => strange,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const receivedAs = (request: IncomingMessage, url: URL): Received => ({
  method: request.method ?? '',
  host: request.headers.host ?? '',
  path: url.pathname,
  search: url.search,
  authorization: request.headers.authorization ?? '',
});

/** The type of resource that an address below `/fhir` asks for. */
const typeOf = (url: URL): string => url.pathname.split('/')[2] ?? '';

/** An honest server with these records, as far as the searches of this project go. */
export const honest =
  (records: readonly TestResource[]): Answer =>
  (exchange) => {
    const [, , type, id] = exchange.url.pathname.split('/');
    const category = exchange.url.searchParams.get('category');
    const found = records
      .filter(({ resourceType }) => resourceType === type)
      .filter((record) => category === null || JSON.stringify(record.category).includes(category));
    if (id === undefined) return replying(searchset(found))(exchange);
    const record = found.find((each) => each.id === id);
    return replying(record ?? notFound, { status: record === undefined ? 404 : 200 })(exchange);
  };

const notFound = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] };
