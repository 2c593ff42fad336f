import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { isLoopbackHost, kindOfAddress, withoutMapping } from './address-kind.ts';
import { type Ranges, rangesOf } from './ranges.ts';

/** What may be reached: the server that the configuration names, and the networks that it may stand in though they are not public. */
export interface Allowed {
  /** Its origin counts. A literal IP address in it is itself allowed. */
  readonly configured: URL;
  /** Ranges such as `10.1.0.0/16`. */
  readonly networks: readonly string[];
}

/** Finds all addresses of a name. */
export type Resolve = (hostname: string, options: LookupAllOptions) => Promise<readonly LookupAddress[]>;

/** A request to another origin than the agent's, or to a name that leads to an address that is not allowed. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

const MAX_RESPONSE_BYTES = 5_000_000;
/** For all calls together, so that many slow answers of one server cannot take all sockets of the process. */
const CONNECTIONS_PER_SERVER = 32;
const CONNECT_MILLISECONDS = 1_000;
/** Longer than any deadline that can be configured; what a deadline does not end, this does. */
const ANSWER_MILLISECONDS = 30_000;
/** In the sandbox a caller names the server: agents must not pile up. */
const KEPT_AGENTS = 256;

const agents = new Map<string, Dispatcher>();

/** The agent for what is allowed; one for all who ask, so that they share its sockets. Throws RangeError where a network is no range. */
export function agentFor(allowed: Allowed): Dispatcher {
  const key = JSON.stringify([allowed.configured.origin, ...[...allowed.networks].sort()]);
  const known = agents.get(key);
  if (known !== undefined) return known;
  const [oldest] = agents.keys();
  if (oldest !== undefined && agents.size >= KEPT_AGENTS) agents.delete(oldest);
  const agent = openAgent(allowed);
  agents.set(key, agent);
  return agent;
}

/**
 * A new agent, of bounded sockets, times and sizes, for one origin alone. It follows no redirect. Every address of the
 * name is judged when a socket opens, and only those judged are handed to it: a later answer of the name server changes
 * nothing (DNS rebinding). Requests that are refused fail with RefusedAddress.
 */
export function openAgent({ configured, networks }: Allowed, resolve: Resolve = lookup): Dispatcher {
  const agent = new Agent({
    connections: CONNECTIONS_PER_SERVER,
    connect: { timeout: CONNECT_MILLISECONDS, lookup: judgedLookup(resolve, rangesOf(networks)) },
    headersTimeout: ANSWER_MILLISECONDS,
    bodyTimeout: ANSWER_MILLISECONDS,
    maxResponseSize: MAX_RESPONSE_BYTES,
  });
  // An address in place of a name is not looked up. It stands in the configuration, for no other origin is asked.
  return agent.compose((dispatch) => (options, handler) => {
    if (!isSameOrigin(options.origin, configured)) throw new RefusedAddress('another origin');
    return dispatch(options, handler);
  });
}

const isSameOrigin = (origin: string | URL | undefined, { origin: allowed }: URL): boolean =>
  origin !== undefined && URL.canParse(String(origin)) && new URL(origin).origin === allowed;

/** As `dns.lookup`, for sockets: with `all` they try each address in turn, without it the first. */
function judgedLookup(resolve: Resolve, networks: Ranges): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true })
      .then((addresses) => {
        const [first] = addresses;
        const isAllowed = ({ address }: LookupAddress) => isAllowedFor(hostname, address, networks);
        if (first === undefined || !addresses.every(isAllowed)) throw new RefusedAddress('not an allowed address');
        return { first, addresses };
      })
      .then(
        ({ first, addresses }) =>
          options.all ? callback(null, [...addresses]) : callback(null, first.address, first.family),
        (error: NodeJS.ErrnoException) => callback(error, ''),
      );
  };
}

function isAllowedFor(hostname: string, address: string, networks: Ranges): boolean {
  const kind = kindOfAddress(address);
  if (isLoopbackHost(hostname)) return kind === 'loopback';
  return kind === 'public' || networks.has(withoutMapping(address));
}
