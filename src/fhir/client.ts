import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'fhir-kit-client';
import { isSafeId, isWithin } from './address.ts';
import { at, isResource } from './json.ts';
import { collectPages } from './paging.ts';
import { FAILED, LATE, type Reading } from './reading.ts';
import type { ParsedReference } from './reference.ts';
import { ACCEPTED_ENCODINGS, askForJson, type Dispatcher, NoAnswer } from './transport.ts';

/** Reads from one FHIR server on behalf of one call. Never throws; never says why in the server's words. */
export interface FhirReader {
  /** Whether an absolute URL lies on this server. */
  owns(url: string): boolean;
  read(reference: ParsedReference): Promise<Reading>;
  search(type: string, parameters: Readonly<Record<string, string>>): Promise<Reading>;
}

/** Where to read, as whom, and until when. */
export interface Connection {
  readonly baseUrl: URL;
  readonly token?: string;
  /** Aborts every request at the deadline. */
  readonly deadline: AbortSignal;
  /** Opens the sockets: bounded in number and size of answer, to the server's own origin and allowed addresses alone. */
  readonly agent: Dispatcher;
}

/**
 * The only user of fhir-kit-client, behind the guards that it lacks (docs/decisions/0005): its `nextPage` and `resolve`
 * would send the token to any host a server names, it follows redirects, and its errors carry URLs with patient data.
 */
export function openReader(connection: Connection): FhirReader {
  const { baseUrl, deadline } = connection;
  const base = baseUrl.href.replace(/\/+$/, '');
  const client = clientOf(base, connection);
  const once = (request: () => Promise<unknown>) => twiceAtMost(request, deadline);
  const page = (url: string) => once(() => client.request(url, { method: 'GET' }));
  const searched = (resourceType: string, searchParams: Readonly<Record<string, string>>, postSearch: boolean) =>
    once(() => client.search({ resourceType, searchParams, options: { postSearch } }));
  return {
    owns: (url) => isWithin(url, base),
    async read({ type, id }) {
      if (!isSafeId(id)) return FAILED;
      return attempt(deadline, async () => {
        const resource = await once(() => client.read({ resourceType: type, id }));
        return isResource(resource, type) ? { kind: 'read', resources: [resource], complete: true } : FAILED;
      });
    },
    search: (type, parameters) =>
      attempt(deadline, async () => {
        const asked = { ...parameters, _count: '500' };
        const first = await searched(type, asked, false).catch((error: unknown) => {
          if (statusOf(error) !== METHOD_NOT_ALLOWED) throw error;
          return searched(type, asked, true);
        });
        return collectPages(first, base, page);
      }),
  };
}

/** Its own way of asking is fetch, which costs several times what a request of the agent beneath it does (docs/decisions/0008). */
function clientOf(base: string, { token, agent, deadline }: Connection): Client {
  const client = new Client({ baseUrl: base });
  const always = {
    accept: 'application/fhir+json',
    'accept-encoding': ACCEPTED_ENCODINGS,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  client.httpClient.request = (method, path, { headers } = {}, body) =>
    askForJson(agent, {
      method,
      url: client.httpClient.expandUrl(path),
      headers: { ...always, ...headers },
      signal: deadline,
      ...(typeof body === 'string' && { body }),
    }) as never;
  return client;
}

const METHOD_NOT_ALLOWED = 405;

const statusOf = (error: unknown): number | undefined => (error instanceof NoAnswer ? error.status : undefined);

async function attempt(deadline: AbortSignal, read: () => Promise<Reading>): Promise<Reading> {
  if (deadline.aborted) return LATE;
  try {
    return await read();
  } catch (error) {
    if (deadline.aborted) return LATE;
    return statusOf(error) === 404 ? { kind: 'not-offered' } : FAILED;
  }
}

/** Asks once more where the server was only busy or hung up, after as long as it asks for. */
async function twiceAtMost(request: () => Promise<unknown>, deadline: AbortSignal): Promise<unknown> {
  try {
    return await request();
  } catch (error) {
    const pause = pauseAfter(error);
    if (pause === undefined || deadline.aborted) throw error;
    await wait(pause, undefined, { signal: deadline });
    return request();
  }
}

const SHORT_PAUSE = 100;
/** A server that asks for more patience than this is not asked again: the call has a deadline. */
const LONGEST_PAUSE = 2_000;
const BUSY: ReadonlySet<number | undefined> = new Set([429, 503]);
const HUNG_UP: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Milliseconds to wait before asking again; undefined where that would not help. */
function pauseAfter(error: unknown): number | undefined {
  if (HUNG_UP.has(at(error, 'code'))) return SHORT_PAUSE;
  if (!BUSY.has(statusOf(error))) return undefined;
  const asked = error instanceof NoAnswer ? error.retryAfter : undefined;
  if (asked === undefined) return SHORT_PAUSE;
  const pause = /^\d{1,6}$/.test(asked) ? Number(asked) * 1_000 : Number.POSITIVE_INFINITY;
  return pause <= LONGEST_PAUSE ? Math.max(pause, SHORT_PAUSE) : undefined;
}
