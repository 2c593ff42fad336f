import { copyWith, writeExactly } from '../fhir/exact-json.ts';
import { at } from '../fhir/json.ts';
import { memberSpan } from '../fhir/json-member.ts';

/** What of `fhirAuthorization` is no secret (CDS Hooks 2.0, FHIR resource access). Whatever else stands there may be one. */
const NO_SECRET: readonly string[] = ['token_type', 'expires_in', 'scope', 'subject', 'patient'];
/** A shorter text would be found by chance in many places. */
const SHORTEST_SECRET = 8;
/** Real calls hold two at most. Each costs a search through the whole call, and a caller must not buy thousands. */
const MOST_SECRETS = 20;
const INSTEAD = '[token]';

/**
 * A request as it is kept: as it was sent, but for `fhirAuthorization`, of which nothing secret is left. `sent` is its text,
 * of which the rest is taken as it stands; one with escapes that need not be is written anew, as a secret might hide in them.
 */
export function withoutTokens(body: unknown, sent?: string): string {
  const authorization = at(body, 'fhirAuthorization');
  const text = sent === undefined || NEEDLESS_ESCAPE.test(sent) ? undefined : sent;
  if (typeof body !== 'object' || body === null || authorization === undefined) return text ?? writeExactly(body);
  const kept = Object.fromEntries(NO_SECRET.map((name) => [name, at(authorization, name)] as const));
  const span = text === undefined ? undefined : memberSpan(text, 'fhirAuthorization');
  if (text === undefined || span === undefined) return writeExactly(copyWith(body, { fhirAuthorization: kept }));
  return `${text.slice(0, span.start)}${JSON.stringify(kept)}${text.slice(span.end)}`;
}

const NEEDLESS_ESCAPE = /\\[u/]/;

/** The secrets of a request, to be looked for wherever else they may have got to. */
export function secretsIn(body: unknown, header: string | undefined): readonly string[] {
  const authorization = at(body, 'fhirAuthorization');
  const bearer = (header ?? '').replace(/^\S+\s+/, '');
  const named = typeof authorization === 'object' && authorization !== null ? Object.entries(authorization) : [];
  const others = named.filter(([name]) => !NO_SECRET.includes(name)).flatMap(([, value]) => textsIn(value));
  const all = [bearer, ...textsIn(at(authorization, 'access_token')), ...others];
  return [...new Set(all)].filter((secret) => secret.length >= SHORTEST_SECRET).slice(0, MOST_SECRETS);
}

/** An entry of the record with the secrets taken out, wherever in it they got to. */
export function scrubbed<Scrubbed extends { readonly content: string }>(entry: Scrubbed, secrets: readonly string[]) {
  if (secrets.length === 0) return entry;
  const members = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === 'string' ? withoutAny(value, name === 'content' ? secrets.map(inJson) : secrets) : value,
  ]);
  return Object.fromEntries(members) as Scrubbed;
}

/** As a text within JSON is written. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const withoutAny = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, INSTEAD), text);

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
