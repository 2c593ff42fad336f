import type { RegisteredClient } from './client.ts';
import type { Refusal } from './refusal.ts';
import type { Members } from './token.ts';

/** Which key of the client is to be used, and how. */
export interface KeyAsked {
  readonly kid: string;
  readonly algorithm: string;
}

/** Signatures that only the holder of a private key can make: no `none`, no HS* (CDS Hooks 2.0.1, JWT Signing Algorithm). */
const ASYMMETRIC: ReadonlySet<unknown> = new Set(
  ['RS', 'PS', 'ES'].flatMap((family) => [`${family}256`, `${family}384`, `${family}512`]).concat('EdDSA', 'Ed25519'),
);

/**
 * Checks the header of a token against what is registered for the client it claims to be from. `jwk`, `x5c` and
 * `x5u` are ignored: keys come from the registered place alone, so that they cannot matter.
 */
export function readHeader({ alg, kid, typ, crit, jku }: Members, client: RegisteredClient): KeyAsked | Refusal {
  if (!isAlgorithm(alg, client)) return 'algorithm-not-allowed';
  if (typ !== undefined && !(typeof typ === 'string' && typ.toUpperCase() === 'JWT')) return 'type-not-jwt';
  if (crit !== undefined) return 'critical-header';
  if (jku !== undefined && jku !== client.jku) return 'jku-not-registered';
  if (typeof kid !== 'string' || kid === '') return 'key-id-malformed';
  return { kid, algorithm: alg };
}

const isAlgorithm = (alg: unknown, { algorithms }: RegisteredClient): alg is string =>
  typeof alg === 'string' && ASYMMETRIC.has(alg) && algorithms.includes(alg);
