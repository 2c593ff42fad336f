import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'fhir-kit-client';
import { isSafeId, isWithin } from './address.ts';
import { at, isResource } from './json.ts';
import { collectPages } from './paging.ts';
import { FAILED, LATE, type Reading } from './reading.ts';
import type { ParsedReference } from './reference.ts';
import { ACCEPTED_ENCODINGS, type Dispatcher, wholeAnswersOf } from './transport.ts';

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
export function openReader({ baseUrl, token, deadline, agent }: Connection): FhirReader {
  const base = baseUrl.href.replace(/\/+$/, '');
  const client = new Client({
    baseUrl: base,
    requestOptions: { redirect: 'error', dispatcher: wholeAnswersOf(agent) },
    customHeaders: { 'accept-encoding': ACCEPTED_ENCODINGS },
    ...(token !== undefined && { bearerToken: token }),
  });
  const options = { signal: deadline };
  const once = (request: () => Promise<unknown>) => twiceAtMost(request, deadline);
  const page = (url: string) => once(() => client.request(url, { method: 'GET', options }));
  const searched = (resourceType: string, searchParams: Readonly<Record<string, string>>, postSearch: boolean) =>
    once(() => client.search({ resourceType, searchParams, options: { ...options, postSearch } }));
  return {
    owns: (url) => isWithin(url, base),
    async read({ type, id }) {
      if (!isSafeId(id)) return FAILED;
      return attempt(deadline, async () => {
        const resource = await once(() => client.read({ resourceType: type, id, options }));
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

const METHOD_NOT_ALLOWED = 405;

const statusOf = (error: unknown): unknown => at(error, 'response', 'status');

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
const BUSY: ReadonlySet<unknown> = new Set([429, 503]);
const HUNG_UP: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Milliseconds to wait before asking again; undefined where that would not help. */
function pauseAfter(error: unknown): number | undefined {
  if (HUNG_UP.has(at(error, 'cause', 'code'))) return SHORT_PAUSE;
  if (!BUSY.has(statusOf(error))) return undefined;
  const headers = at(error, 'config', 'headers');
  const asked = headers instanceof Headers ? headers.get('retry-after') : null;
  if (asked === null) return SHORT_PAUSE;
  const pause = /^\d{1,6}$/.test(asked) ? Number(asked) * 1_000 : Number.POSITIVE_INFINITY;
  return pause <= LONGEST_PAUSE ? Math.max(pause, SHORT_PAUSE) : undefined;
}
