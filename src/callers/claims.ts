import type { RegisteredClient } from './client.ts';
import type { Refusal } from './refusal.ts';
import type { Members } from './token.ts';

export interface Claims {
  readonly id: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** What the claims of a token are held against. */
interface Terms {
  readonly client: RegisteredClient;
  /** The URL that was called. */
  readonly called: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** How far the clocks of a client and of this service may differ, in seconds. */
export const CLOCK_TOLERANCE = 30;

const MAX_ID_LENGTH = 256;

/** Checks the claims of a token (CDS Hooks 2.0.1, Trusting CDS Clients). `sub`, `tenant` and any other are not looked at. */
export function readClaims({ aud, exp, iat, nbf, jti }: Members, terms: Terms): Claims | Refusal {
  if (!isTokenId(jti)) return 'token-id-malformed';
  if (!isTime(exp)) return 'expiry-malformed';
  if (!isTime(iat)) return 'issue-time-malformed';
  if (nbf !== undefined && !isTime(nbf)) return 'not-before-malformed';
  return refusedAudience(aud, terms) ?? refusedTimes({ exp, iat, nbf }, terms) ?? { id: jti, expires: exp };
}

/** Control characters and half surrogates cannot be kept by every store, and two of them may be kept as one. */
const isTokenId = (jti: unknown): jti is string =>
  typeof jti === 'string' && jti !== '' && jti.length <= MAX_ID_LENGTH && jti.isWellFormed() && !/\p{Cc}/u.test(jti);

/** JSON may write 1e400, which is read as Infinity: a token that never expires. */
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function refusedAudience(aud: unknown, { client, called }: Terms): Refusal | undefined {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!named.every((one) => typeof one === 'string')) return 'audience-malformed';
  const own = [called, ...(client.audiences ?? [])];
  return named.some((one) => own.includes(one)) ? undefined : 'audience-wrong';
}

interface Times {
  readonly exp: number;
  readonly iat: number;
  readonly nbf: number | undefined;
}

function refusedTimes({ exp, iat, nbf }: Times, { client, now }: Terms): Refusal | undefined {
  if (exp <= iat) return 'expires-before-issued';
  if (iat > now + CLOCK_TOLERANCE) return 'issued-in-future';
  if (nbf !== undefined && nbf > now + CLOCK_TOLERANCE) return 'not-yet-valid';
  if (exp <= now - CLOCK_TOLERANCE) return 'expired';
  if (exp - iat > client.maxTokenLifetimeSeconds) return 'lifetime-too-long';
  return undefined;
}
