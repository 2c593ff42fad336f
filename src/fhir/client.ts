import { Client } from 'fhir-kit-client';
import { Agent } from 'undici';
import type { Unread } from '../facts/reason.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import type { ParsedReference } from './reference.ts';

/** What came of one read: resources (to the end or not), a failure, or a server that does not offer this at all. */
export type Reading =
  | { readonly kind: 'read'; readonly resources: readonly Resource[]; readonly complete: boolean }
  | { readonly kind: 'failed'; readonly because: Unread }
  | { readonly kind: 'not-offered' };

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
}

const MAX_PAGES = 10;
const MAX_ENTRIES = 2_000;
const MAX_RESPONSE_BYTES = 5_000_000;

/** One bounded pool of sockets for each server; a redirect is an error, so that the token stays where it was meant for. */
const agents = new Map<string, Agent>();

function agentFor(origin: string): Agent {
  const known = agents.get(origin);
  if (known !== undefined) return known;
  const agent = new Agent({ connections: 8, connect: { timeout: 1_000 }, maxResponseSize: MAX_RESPONSE_BYTES });
  agents.set(origin, agent);
  return agent;
}

/**
 * The only user of fhir-kit-client, behind the guards that it lacks (docs/decisions/0005): its `nextPage` and `resolve`
 * would send the token to any host a server names, it follows redirects, and its errors carry URLs with patient data.
 */
export function openReader({ baseUrl, token, deadline }: Connection): FhirReader {
  const base = baseUrl.href.replace(/\/+$/, '');
  const client = new Client({
    baseUrl: base,
    requestOptions: { redirect: 'error', dispatcher: agentFor(baseUrl.origin) },
    customHeaders: { 'accept-encoding': 'identity' },
    ...(token !== undefined && { bearerToken: token }),
  });
  const options = { signal: deadline };

  const page = (url: string): Promise<unknown> => client.request(url, { method: 'GET', options });
  return {
    owns: (url) => isWithin(url, base),
    async read({ type, id }) {
      if (!isSafeId(id)) return { kind: 'failed', because: 'not-read' };
      return attempt(deadline, async () => {
        const resource: unknown = await client.read({ resourceType: type, id, options });
        return isResource(resource, type) ? { kind: 'read', resources: [resource], complete: true } : FAILED;
      });
    },
    search: (type, parameters) =>
      attempt(deadline, async () => {
        const first: unknown = await client.search({
          resourceType: type,
          searchParams: { ...parameters, _count: '500' },
          options,
        });
        return collect(first, (link) => (isWithin(link, base) ? page(link) : undefined));
      }),
  };
}

const FAILED: Reading = { kind: 'failed', because: 'not-read' };

async function attempt(deadline: AbortSignal, read: () => Promise<Reading>): Promise<Reading> {
  if (deadline.aborted) return { kind: 'failed', because: 'not-read-in-time' };
  try {
    return await read();
  } catch (error) {
    if (deadline.aborted) return { kind: 'failed', because: 'not-read-in-time' };
    return at(error, 'response', 'status') === 404 ? { kind: 'not-offered' } : FAILED;
  }
}

/** All pages of a search, on the same server and within the limits; what is cut off is said to be incomplete. */
async function collect(first: unknown, follow: (link: string) => Promise<unknown> | undefined): Promise<Reading> {
  const resources: Resource[] = [];
  let page = first;
  for (let pages = 1; isResource(page, 'Bundle'); pages += 1) {
    const found = entriesOf(page);
    resources.push(...found.resources);
    const next = nextLink(page);
    if (!found.complete) return { kind: 'read', resources, complete: false };
    if (next === undefined) return { kind: 'read', resources, complete: true };
    const following = pages < MAX_PAGES && resources.length < MAX_ENTRIES ? follow(next) : undefined;
    if (following === undefined) return { kind: 'read', resources, complete: false };
    try {
      page = await following;
    } catch {
      return { kind: 'read', resources, complete: false };
    }
  }
  return resources.length === 0 ? FAILED : { kind: 'read', resources, complete: false };
}

/** The resources of a Bundle, without the server's remarks; an error among the remarks makes it incomplete. */
export function entriesOf(bundle: Resource): { readonly resources: readonly Resource[]; readonly complete: boolean } {
  const entries = itemsAt(bundle, 'entry')
    .map((entry) => at(entry, 'resource'))
    .filter((each): each is Resource => isResource(each));
  const remarks = entries.filter((each) => isResource(each, 'OperationOutcome'));
  return { resources: entries.filter((each) => !remarks.includes(each)), complete: !remarks.some(isFailure) };
}

/** The link to a Bundle's next page. */
export const nextLink = (bundle: Resource): string | undefined =>
  itemsAt(bundle, 'link')
    .filter((link) => textAt(link, 'relation') === 'next')
    .map((link) => textAt(link, 'url'))[0];

/** True where an OperationOutcome reports an error. */
export const isFailure = (outcome: Resource): boolean =>
  itemsAt(outcome, 'issue').some((issue) => ['error', 'fatal'].includes(textAt(issue, 'severity') ?? ''));

/** The same origin and the same path, segment by segment: a prefix of text is not enough. */
function isWithin(link: string, base: string): boolean {
  if (!URL.canParse(link)) return false;
  const [found, allowed] = [new URL(link), new URL(base)];
  const path = allowed.pathname.replace(/\/+$/, '');
  return (
    found.origin === allowed.origin &&
    found.username === '' &&
    (found.pathname === path || found.pathname.startsWith(`${path}/`))
  );
}

const isSafeId = (id: string): boolean => /^[A-Za-z0-9\-.]{1,256}$/.test(id) && !/^\.+$/.test(id);
