import { compactVerify } from 'jose';
import { CLOCK_TOLERANCE, type Claims, readClaims } from './claims.ts';
import type { RegisteredClient } from './client.ts';
import { type KeyAsked, readHeader } from './header.ts';
import type { FoundKey } from './key-set.ts';
import type { KeySource } from './keys.ts';
import type { Refusal } from './refusal.ts';
import { readToken, type Token } from './token.ts';

/** Who calls. */
export type Caller =
  | {
      readonly kind: 'known';
      readonly client: string;
      readonly token: { readonly id: string; readonly expires: Date };
      /** False: the shared store of used token ids was away, and this instance alone vouches that the token is new. */
      readonly shared: boolean;
    }
  /** No Authorization header. */
  | { readonly kind: 'none' }
  /** No token, or none of a registered issuer: nothing is claimed that could be checked. `refusal` is what production answers. */
  | { readonly kind: 'unregistered'; readonly refusal: Refusal }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly client?: string };

export interface CallerWorld {
  readonly clients: readonly RegisteredClient[];
  readonly now: () => Date;
  readonly keysOf: (client: RegisteredClient) => KeySource;
  /** `unshared`: the shared store is away; this instance's own memory was asked, and the token was new to it. */
  readonly useOnce: (client: string, tokenId: string, until: Date) => Promise<'first' | 'used' | 'unshared'>;
}

/**
 * Verifies the CDS Hooks JWT of a call (CDS Hooks 2.0.1, Trusting CDS Clients).
 *
 * @param authorization every value of the Authorization header
 * @param called the URL called, as the client must name it in `aud`
 */
export async function verifyCaller(
  authorization: readonly string[] | undefined,
  called: string,
  world: CallerWorld,
): Promise<Caller> {
  try {
    return await callerOf(authorization ?? [], called, world);
  } catch {
    return { kind: 'refused', refusal: 'not-verified' };
  }
}

async function callerOf([value, another]: readonly string[], called: string, world: CallerWorld): Promise<Caller> {
  if (value === undefined) return { kind: 'none' };
  if (another !== undefined) return { kind: 'refused', refusal: 'several-authorizations' };
  const token = readToken(value);
  if (typeof token === 'string') return { kind: 'unregistered', refusal: token };
  const client = world.clients.find(({ iss }) => iss === token.payload.iss);
  if (client === undefined) return { kind: 'unregistered', refusal: 'issuer-unknown' };
  const accepted = await accept(token, client, called, world);
  if (typeof accepted === 'string') return { kind: 'refused', refusal: accepted, client: client.id };
  return { kind: 'known', client: client.id, ...accepted };
}

type Accepted = Pick<Extract<Caller, { kind: 'known' }>, 'token' | 'shared'>;

/** What can be told from the token alone comes first: a token that is refused by it causes no fetch and no signature check. */
async function accept(
  token: Token,
  client: RegisteredClient,
  called: string,
  world: CallerWorld,
): Promise<Accepted | Refusal> {
  const asked = readHeader(token.header, client);
  if (typeof asked === 'string') return asked;
  const now = world.now().getTime() / 1_000;
  const claims = readClaims(token.payload, { client, called, now });
  if (typeof claims === 'string') return claims;
  const refusal = await refusedSignature(token, asked, world.keysOf(client));
  if (refusal !== undefined) return refusal;
  const use = await useOf(claims, client, now, world);
  if (use === 'used') return 'replayed';
  return { token: { id: claims.id, expires: instant(claims.expires) }, shared: use === 'first' };
}

async function refusedSignature(token: Token, asked: KeyAsked, keys: KeySource): Promise<Refusal | undefined> {
  const found = await keys.find(asked.kid, asked.algorithm);
  if (found.kind !== 'key') return NO_KEY[found.kind];
  return compactVerify(token.text, found.key, { algorithms: [asked.algorithm] }).then(
    () => undefined,
    () => 'signature-invalid',
  );
}

const NO_KEY = {
  unknown: 'key-unknown',
  ambiguous: 'key-ambiguous',
  unavailable: 'keys-unavailable',
} as const satisfies Record<Exclude<FoundKey['kind'], 'key'>, Refusal>;

/** Only a token whose signature is good is remembered, so that nobody can use up the token ids of another. */
async function useOf({ id, expires }: Claims, client: RegisteredClient, now: number, { useOnce }: CallerWorld) {
  const { replayWindowSeconds } = client;
  if (replayWindowSeconds === 0) return 'first';
  const until = replayWindowSeconds === undefined ? expires + CLOCK_TOLERANCE : now + replayWindowSeconds;
  return useOnce(client.id, id, instant(until));
}

const instant = (seconds: number): Date => new Date(seconds * 1_000);
