import { sha256 } from './digest.ts';
import { storableKey } from './storable.ts';
import type { Database } from './tables.ts';

/** One use of a token id by a client. */
export interface TokenUse {
  readonly client: string;
  /** SHA-256 of the id. */
  readonly tokenId: string;
  /** Milliseconds since 1970; until then the id may not be used again. */
  readonly until: number;
}

/** One text for a client and its token id. */
export const tokenKey = ({ client, tokenId }: Pick<TokenUse, 'client' | 'tokenId'>): string => `${tokenId} ${client}`;

/** The last instant that a Date holds. */
const FOREVER = 8.64e15;

/** As JSON, so that ids with lone surrogates stay different. */
export const tokenUse = (client: string, tokenId: string, until: Date): TokenUse => ({
  client: storableKey(client),
  tokenId: sha256(JSON.stringify(tokenId)),
  until: Number.isNaN(until.getTime()) ? FOREVER : until.getTime(),
});

/** Marks token ids as used and answers with those that were not. Only under the lock. */
export async function takeTokens(db: Database, uses: readonly TokenUse[], now: Date): Promise<ReadonlySet<TokenUse>> {
  if (uses.length === 0) return new Set();
  // One statement takes an id once.
  const byKey = new Map(uses.map((use) => [tokenKey(use), use]));
  const taken = await db
    .insertInto('token_use')
    .values([...byKey.values()].map(({ client, tokenId, until }) => ({ client, token_id: tokenId, until })))
    .onConflict((conflict) =>
      conflict
        .columns(['client', 'token_id'])
        .doUpdateSet({ until: (excluded) => excluded.ref('excluded.until') })
        .where('token_use.until', '<=', now.getTime()),
    )
    .returning(['client', 'token_id'])
    .execute();
  const first = taken.map(({ client, token_id }) => byKey.get(tokenKey({ client, tokenId: token_id })));
  return new Set(first.filter((use) => use !== undefined));
}

/** Token ids whose time is over need no place. */
export async function forgetTokens(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('token_use').where('until', '<=', now.getTime()).execute();
}
