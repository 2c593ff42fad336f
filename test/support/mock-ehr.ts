import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthorizationServer, type Registered } from './authorization-server.ts';
import type { TestResource } from './demo-patient.ts';
import { startFhirServer } from './fhir-server.ts';

/** An EHR for tests: a SMART App Launch 2 authorization server with PKCE before a real FHIR server, one patient in context. */
export interface MockEhr {
  /** Its FHIR server, as `iss` names it. */
  readonly iss: string;
  readonly origin: string;
  /** Every token it has given out. */
  readonly tokens: readonly string[];
  /** Every FHIR request so far, as `GET Patient/1`. */
  readonly requests: readonly string[];
  /** The address that it opens for a launch from the chart, with this context. */
  launchUrl(app: string, appContext?: unknown): string;
  /** From now on people are refused, tokens are no longer taken, or saving fails. */
  fail(how: 'denies' | 'expired' | SavingFault | undefined): void;
  /** What of a type is on the server. */
  held(type: string): Promise<readonly TestResource[]>;
  /** A token as an app would get it, for tests without a browser. */
  issueToken(): string;
  load(records: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** No answers are taken; those of one more form are; they are taken, and an error is answered all the same. */
type SavingFault = 'takes-no-answers' | 'takes-one-form' | 'takes-and-breaks-off';

/** Starts it on a loopback port. */
export async function startMockEhr(registered: Omit<Registered, 'iss'>): Promise<MockEhr> {
  const fhir = await startFhirServer();
  const requests: string[] = [];
  let failing: Parameters<MockEhr['fail']>[0];
  let taken = 0;

  const answerFhir = async (path: string, request: IncomingMessage): Promise<Answer> => {
    if (path === '.well-known/smart-configuration') return { status: 200, body: smartConfiguration(origin) };
    requests.push(`${request.method} ${path}`);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const isGood = failing !== 'expired' && authorization.tokens.includes(token);
    const named = /^Patient\/([^/?]+)/.exec(path)?.[1] ?? registered.patient;
    const isSaving = request.method === 'POST';
    const isRefused = isSaving && (failing === 'takes-no-answers' || (failing === 'takes-one-form' && taken > 0));
    if (!isGood) return { status: 401, body: { error: 'invalid_token' } };
    if (named !== registered.patient || isRefused) return { status: 403, body: { error: 'forbidden' } };
    const answered = await fetch(`${fhir.baseUrl}/${path}`, {
      method: request.method ?? 'GET',
      headers: {
        authorization: `Bearer ${fhir.token}`,
        'content-type': request.headers['content-type'] ?? 'text/plain',
      },
      ...(isSaving && { body: await textOf(request) }),
    });
    if (isSaving) taken += 1;
    if (isSaving && failing === 'takes-and-breaks-off') return { status: 502, body: {} };
    return { status: answered.status, body: await answered.json() };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (request.method === 'OPTIONS') return { status: 200, body: {} };
    if (pathname.startsWith('/fhir/')) return answerFhir((request.url ?? '').slice('/fhir/'.length), request);
    if (pathname === '/token') return authorization.exchange(new URLSearchParams(await textOf(request)));
    const location = pathname === '/authorize' && authorization.authorize(searchParams, failing === 'denies');
    return location ? { status: 302, location } : { status: 400, body: { error: 'invalid_request' } };
  };

  const server = createServer(
    (request, response) =>
      void answer(request).then(
        (answered) => send(response, answered),
        () => send(response, { status: 500, body: {} }),
      ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const iss = `${origin}/fhir`;
  const authorization = createAuthorizationServer({ ...registered, iss });
  return {
    iss,
    origin,
    tokens: authorization.tokens,
    requests,
    issueToken: authorization.issueToken,
    launchUrl: (app, appContext) =>
      `${app}/smart/launch.html?${new URLSearchParams({ iss, launch: authorization.openLaunch(appContext) })}`,
    fail: (how) => {
      [failing, taken] = [how, 0];
    },
    held: async (type) => {
      const response = await fetch(`${fhir.baseUrl}/${type}`, { headers: { authorization: `Bearer ${fhir.token}` } });
      const { entry = [] } = (await response.json()) as { entry?: { resource: TestResource }[] };
      return entry.map(({ resource }) => resource);
    },
    load: fhir.load,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await fhir.close();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
}

const smartConfiguration = (origin: string) => ({
  issuer: `${origin}/fhir`,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
  grant_types_supported: ['authorization_code'],
  code_challenge_methods_supported: ['S256'],
  capabilities: ['launch-ehr', 'launch-standalone', 'client-public', 'context-ehr-patient', 'permission-v2'],
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Open to browsers of any origin, as EHRs are to registered apps. */
function send(response: ServerResponse, { status, body, location }: Answer): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*, authorization',
      ...(location !== undefined && { location }),
    })
    .end(JSON.stringify(body));
}
