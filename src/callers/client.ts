/** A system that may call, as the configuration names it (contract.md 2). No two clients have the same `iss`. */
export interface RegisteredClient {
  readonly id: string;
  readonly iss: string;
  /** Where its key set is fetched; a token may repeat this address, and name no other. Either this or `jwks`. */
  readonly jku?: string | undefined;
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | undefined;
  /** JWS names such as ES384. `none` and HS* are refused even where they stand here. */
  readonly algorithms: readonly string[];
  /** Accepted as `aud` beside the exact URL called, for clients whose `aud` is typed in by hand. */
  readonly audiences?: readonly string[] | undefined;
  /** 0: a token may be used again. Absent: once, for as long as it lives. */
  readonly replayWindowSeconds?: number | undefined;
  /** The most that `exp` may lie after `iat`. */
  readonly maxTokenLifetimeSeconds: number;
}
