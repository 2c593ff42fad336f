import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import { createServer as createHttpsServer, Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Configuration } from './config.ts';
import { operationOutcome } from './hooks/errors.ts';

/** How long and how much is waited for before a request is whole. Node looks after them every second. */
const LIMITS: Limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 5_000,
  requestTimeout: 15_000,
  // Longer than proxies keep an idle connection, so that they and not we end it.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};
const MAX_CONNECTIONS = 4_000;

/** Bytes, and milliseconds. */
export interface Limits {
  readonly maxHeaderSize: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly connectionsCheckingInterval: number;
}

/** A server with limits, over TLS where the configuration has it (CDS Hooks 2.0: TLS for every exchange). */
export function createLimitedServer(
  listener: RequestListener,
  { tls }: Pick<Configuration, 'tls'>,
  limits: Limits = LIMITS,
): Server {
  const server =
    tls === undefined
      ? createHttpServer(limits, listener)
      : createHttpsServer({ ...limits, ...secured(tls) }, listener);
  server.maxConnections = MAX_CONNECTIONS;
  // The body is asked for by whoever reads it, once the caller is known.
  server.on('checkContinue', listener);
  server.on('checkExpectation', (request, response) => refuse('EXPECTATION', response.socket ?? request.socket));
  server.on('connect', (_request, socket) => refuse('CONNECT', socket));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error.code, socket));
  return server;
}

const secured = ({ key, certificate, clientAuthorities }: NonNullable<Configuration['tls']>) => ({
  ...readPair({ key, certificate }),
  minVersion: 'TLSv1.2' as const,
  ...(clientAuthorities !== undefined && {
    ca: readFileSync(clientAuthorities),
    requestCert: true,
    rejectUnauthorized: true,
  }),
});

/** Takes a renewed certificate from the same files; false where they cannot be used, and the old one stays. */
export function renewCertificate(server: Server | HttpsServer, { tls }: Pick<Configuration, 'tls'>): boolean {
  if (tls === undefined || !(server instanceof HttpsServer)) return false;
  try {
    server.setSecureContext(secured(tls));
    return true;
  } catch {
    return false;
  }
}

const readPair = ({ key, certificate }: { readonly key: string; readonly certificate: string }) => ({
  key: readFileSync(key),
  cert: readFileSync(certificate),
});

/** What Node could not read as a request, by its code for it; anything else is malformed. */
const UNREADABLE: Readonly<Record<string, readonly [status: number, says: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers: at most 16 kB are read'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request: it did not come to its end in time'],
  EXPECTATION: [417, 'expect: only 100-continue is met'],
  CONNECT: [400, 'request: this is no proxy'],
};

/** Answers what is no request in JSON like everything else, and hangs up. */
function refuse(code: string | undefined, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const [status, says] = UNREADABLE[code ?? ''] ?? [400, 'request: it is not readable as HTTP'];
  const body = JSON.stringify(operationOutcome('malformed', says));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
