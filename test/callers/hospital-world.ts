import type { RegisteredClient } from '../../src/callers/client.ts';
import { openKeySource } from '../../src/callers/keys.ts';
import type { CallerWorld } from '../../src/callers/verify.ts';
import { NOON } from './minted.ts';

/** A world of callers with a clock that is moved by hand, and all it was asked for. */
export interface WatchedWorld extends CallerWorld {
  readonly clock: { now: Date };
  readonly fetched: string[];
  readonly used: { readonly client: string; readonly tokenId: string; readonly until: Date }[];
}

export function worldOf(
  clients: readonly RegisteredClient[],
  fetchKeySet: (url: string) => unknown,
  at: Date = NOON,
): WatchedWorld {
  const clock = { now: at };
  const now = () => clock.now;
  const fetched: string[] = [];
  const used: { client: string; tokenId: string; until: Date }[] = [];
  const fetching = async (url: string) => {
    fetched.push(url);
    return fetchKeySet(url);
  };
  const sources = new Map(
    clients.map(({ id, jku, jwks }) => [
      id,
      openKeySource({ ...(jku === undefined ? { jwks } : { jku }), fetchKeySet: fetching, now }),
    ]),
  );
  return {
    clients,
    clock,
    fetched,
    used,
    now,
    keysOf: ({ id }) => {
      const source = sources.get(id);
      if (source === undefined) throw new Error(`no key source of ${id}`);
      return source;
    },
    useOnce: async (client, tokenId, until) => {
      const isUsed = used.some((one) => one.client === client && one.tokenId === tokenId && one.until > clock.now);
      if (!isUsed) used.push({ client, tokenId, until });
      return isUsed ? 'used' : 'first';
    },
  };
}

/** The clock, later by so many seconds. */
export function pass(world: { readonly clock: { now: Date } }, seconds: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + seconds * 1_000);
}
