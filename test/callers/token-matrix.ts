import type { RegisteredClient } from '../../src/callers/client.ts';
import type { Refusal } from '../../src/callers/refusal.ts';
import {
  base64url,
  CALLED,
  claims,
  clinic,
  EPIC_KID,
  header,
  hospital,
  ISSUER,
  JKU,
  KEY_SET,
  publicJwk,
  type SignerName,
  seconds,
  shown,
  signText,
  token,
} from './minted.ts';

/** One call: what is sent, and what we must make of it. */
export interface Row {
  readonly says: string;
  /** Every value of the Authorization header. */
  readonly sent: readonly string[];
  readonly expected: 'known' | 'none' | Refusal;
  /** What is registered otherwise for the hospital. */
  readonly registered?: Partial<RegisteredClient>;
  /** The client that must be named; the hospital where nothing is said. */
  readonly client?: string;
  /** Calls before this one, all of them accepted. */
  readonly after?: readonly string[];
  /** Where it is not noon. */
  readonly at?: Date;
}

type Members = Readonly<Record<string, unknown>>;

/** A token alone is sent as `Bearer <token>`. */
type Sent = string | readonly string[];
const row = (expected: Row['expected'], says: string, sent: Sent, others: Partial<Row> = {}): Row => ({
  says,
  sent: typeof sent === 'string' ? [`Bearer ${sent}`] : sent,
  expected,
  ...others,
});
const known = (says: string, sent: Sent, others?: Partial<Row>) => row('known', says, sent, others);

/** A claim, or a member of the header, that JSON.stringify cannot write: a number out of range, a name twice. */
const raw = (members: Members, written: string) => JSON.stringify(members).replace('"@"', written);
const withClaims = (inClaims: Members, written: string) =>
  signText(JSON.stringify(header()), raw(claims(inClaims), written));

const registeredFor = (...algorithms: string[]) => ({ registered: { algorithms } });
const good = token();
const [head = '', body = '', signature = ''] = good.split('.');
const reused = token();
const sameId = { jti: 'b7c1-the-same' };
const fromClinic = (inClaims: Members = {}, inHeader: Members = {}) =>
  token(inHeader, { iss: clinic.iss, ...inClaims });

/** The example of the CDS Hooks specification, with the public key printed beside it. It expired in 2015. */
export const specExample = {
  client: {
    id: 'spec-example',
    iss: 'https://fhir-ehr.example.com/',
    jku: 'https://fhir-ehr.example.com/jwk_uri',
    algorithms: ['ES384'],
    audiences: ['https://cds.example.org/cds-services/some-service'],
    maxTokenLifetimeSeconds: 1422568860 - 1311280970,
  } satisfies RegisteredClient,
  keySet: {
    keys: [
      {
        kty: 'EC',
        use: 'sig',
        crv: 'P-384',
        kid: 'example-kid',
        x: '46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk',
        y: 'XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI',
        alg: 'ES384',
      },
    ],
  },
  token: [
    'eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCIsImtpZCI6ImV4YW1wbGUta2lkIiwiamt1IjoiaHR0cHM6Ly9maGlyLWVoci5leGFtcGxlLmNvbS9qd2tfdXJpIn0',
    'eyJpc3MiOiJodHRwczovL2ZoaXItZWhyLmV4YW1wbGUuY29tLyIsInN1YiI6ImNsaWVudF9pZCIsImF1ZCI6Imh0dHBzOi8vY2RzLmV4YW1wbGUub3JnL2Nkcy1zZXJ2aWNlcy9zb21lLXNlcnZpY2UiLCJleHAiOjE0MjI1Njg4NjAsImlhdCI6MTMxMTI4MDk3MCwianRpIjoiZWUyMmIwMjEtZTFiNy00NjExLWJhNWItOGVlYzZhMzNhYzFlIiwidGVuYW50IjoiMmRkZDZjM2EtOGU5YS00NGM2LWEzMDUtNTIxMTFhZDMwMmEyIn0',
    'CUFPkplnWd6YGIvzoHolWCQBDsCL8QtTWKGg_QFpS169WrqDGzktRi-_we6-6rVzbjerU27ZKww_SW0-b9RTz-dPJNcqsueMio8r6EqXUXhbLm_ch3XFSbDlGHDl_tqo',
  ].join('.'),
};

const ofTheSpec = { client: specExample.client.id };

const accepted: readonly Row[] = [
  known('a plain ES384 token', token()),
  known('RS384', token({ alg: 'RS384', kid: 'rsa' }, {}, 'rs384')),
  known('RS256, where it is registered', token({ alg: 'RS256', kid: 'rsa' }, {}, 'rs256'), registeredFor('RS256')),
  known('PS384, where it is registered', token({ alg: 'PS384', kid: 'rsa' }, {}, 'ps384'), registeredFor('PS384')),
  known('ES256, where it is registered', token({ alg: 'ES256', kid: 'es256' }, {}, 'es256'), registeredFor('ES256')),
  known('ES512, where it is registered', token({ alg: 'ES512', kid: 'es512' }, {}, 'es512'), registeredFor('ES512')),
  known('EdDSA, where it is registered', token({ alg: 'EdDSA', kid: 'eddsa' }, {}, 'eddsa'), registeredFor('EdDSA')),
  known(
    'a token shaped as Epic sends it',
    token(
      { alg: 'RS384', kid: EPIC_KID, jku: JKU },
      { sub: 'c0ffee-client', iat: seconds - 5, nbf: seconds - 305, exp: seconds + 895 },
      'rs384',
    ),
  ),
  known('a token shaped as Inferno sends it: jku, no sub', token({ jku: JKU }, { exp: seconds + 300, iat: seconds })),
  known('a tenant, a sub and claims of its own', token({}, { tenant: 'north', sub: 'x', 'org.example': { a: [1] } })),
  known('no typ', token({ typ: undefined })),
  known('typ jwt', token({ typ: 'jwt' })),
  known('a key id of 1,000 characters', token({ kid: 'a'.repeat(1_000) })),
  known('aud as an array of one', token({}, { aud: [CALLED] })),
  known('aud as an array that names us among others', token({}, { aud: ['https://other.example.org', CALLED] })),
  known('an aud that is registered for this client', token({}, { aud: 'urn:typed-in-by-hand' }), {
    registered: { audiences: ['urn:typed-in-by-hand'] },
  }),
  known('the address called, where others are registered as well', token(), { registered: { audiences: ['urn:x'] } }),
  known('the scheme in small letters', [`bearer ${token()}`]),
  known('the scheme in capitals', [`BEARER ${token()}`]),
  known('two blanks after the scheme', [`Bearer  ${token()}`]),
  known('issued 30 seconds ahead of our clock', token({}, { iat: seconds + 30 })),
  known('nbf 30 seconds ahead of our clock', token({}, { nbf: seconds + 30 })),
  known('expired 29 seconds ago', token({}, { exp: seconds - 29, iat: seconds - 300 })),
  known('times with a fraction', token({}, { exp: seconds + 290.5, iat: seconds - 10.25 })),
  known('a lifetime of exactly the limit', token({}, { iat: seconds, exp: seconds + 3_600 })),
  known('a token id of 256 characters', token({}, { jti: 'j'.repeat(256) })),
  known('a token id in another script', token({}, { jti: 'トークン-1' })),
  known('a claim twice, the last one good', withClaims({ aud: '@' }, `"https://x.example.org","aud":"${CALLED}"`)),
  known(
    'a header with keys of its own, signed by the registered key',
    token({ jwk: publicJwk('foreign'), x5u: 'https://evil.example/x', x5c: ['MIIB'] }),
  ),
  known('a client with a key set of its own', fromClinic(), { client: clinic.id }),
  known('the same token id as another client', fromClinic(sameId), { client: clinic.id, after: [token({}, sameId)] }),
  known('a reused token id, where that is registered', reused, {
    after: [reused],
    registered: { replayWindowSeconds: 0 },
  }),
  known('the example of the specification, in 2011', specExample.token, {
    ...ofTheSpec,
    at: new Date('2011-07-21T20:42:50Z'),
  }),
];

const unsigned = (algorithm: string) => token({ alg: algorithm }, {}, 'nothing');

const unregistered: readonly Row[] = [
  row('none', 'no Authorization header', []),
  row('not-bearer', 'an empty header', ['']),
  row('not-bearer', 'the scheme alone', ['Bearer']),
  row('not-bearer', 'the scheme and a blank', ['Bearer ']),
  row('not-bearer', 'no scheme', [good]),
  row('not-bearer', 'Basic', ['Basic dXNlcjpwYXNz']),
  row('not-bearer', 'DPoP', [`DPoP ${good}`]),
  row('not-bearer', 'the scheme twice', [`Bearer Bearer ${good}`]),
  row('not-bearer', 'two tokens in one header', [`Bearer ${good}, Bearer ${token()}`]),
  row('not-bearer', 'two tokens with a blank', [`Bearer ${good} ${token()}`]),
  row('not-bearer', 'a tab after the scheme', [`Bearer\t${good}`]),
  row('not-bearer', 'a blank in the token', [`Bearer ${head}. ${body}.${signature}`]),
  row('not-bearer', 'a line break after the token', [`Bearer ${good}\n`]),
  row('not-bearer', 'a colon after the scheme', [`Bearer: ${good}`]),
  row('token-too-long', 'a token of 8,193 characters', 'a'.repeat(8_193)),
  row('token-too-long', 'a good token made longer than 8,192 characters', token({}, { more: 'm'.repeat(8_000) })),
  row('token-unreadable', 'one part', 'opaque-access-token'),
  row('token-unreadable', 'two parts', `${head}.${body}`),
  row('token-unreadable', 'four parts', `${good}.${signature}`),
  row('token-unreadable', 'five parts, as an encrypted token has', `${good}.a.b`),
  row('token-unreadable', 'two tokens glued together', good + token()),
  row('token-unreadable', 'no header', `.${body}.${signature}`),
  row('token-unreadable', 'no payload', `${head}..${signature}`),
  row('token-unreadable', 'padding in the payload', `${head}.${body}=.${signature}`),
  row('token-unreadable', 'base64 in place of base64url', `${head}.${body}+/.${signature}`),
  row('token-unreadable', 'a quoted token', `"${good}"`),
  row('token-unreadable', 'a header that is no JSON', signText('alg=ES384', JSON.stringify(claims()))),
  row('token-unreadable', 'a header that is a string', signText('"ES384"', JSON.stringify(claims()))),
  row('token-unreadable', 'a payload that is an array', signText(JSON.stringify(header()), '[{"iss":"x"}]')),
  row('token-unreadable', 'a payload that is null', signText(JSON.stringify(header()), 'null')),
  row('token-unreadable', 'a payload cut short', signText(JSON.stringify(header()), '{"iss":"https://ehr.exa')),
  row(
    'token-unreadable',
    'a payload that is not UTF-8',
    signText(JSON.stringify(header()), Buffer.from(`{"iss":"${ISSUER}\xff"}`, 'latin1')),
  ),
  row(
    'token-unreadable',
    'a payload with a byte order mark',
    signText(JSON.stringify(header()), `\uFEFF${JSON.stringify(claims())}`),
  ),
  row('issuer-unknown', 'an issuer that is not registered', token({}, { iss: 'https://other.example.org' })),
  row('issuer-unknown', 'no issuer', token({}, { iss: undefined })),
  row('issuer-unknown', 'an issuer with a slash more', token({}, { iss: `${ISSUER}/` })),
  row('issuer-unknown', 'an issuer in capitals', token({}, { iss: ISSUER.toUpperCase() })),
  row('issuer-unknown', 'an issuer that begins like ours', token({}, { iss: `${ISSUER}.evil.example` })),
  row('issuer-unknown', 'an issuer in an array', token({}, { iss: [ISSUER] })),
  row('issuer-unknown', 'an issuer that is null', token({}, { iss: null })),
  row('issuer-unknown', 'the client id as the issuer', token({}, { iss: hospital.id })),
  row('issuer-unknown', 'two issuers, the last one unknown', withClaims({ iss: '@' }, `"${ISSUER}","iss":"https://x"`)),
  row(
    'issuer-unknown',
    'claims hidden in __proto__',
    signText(JSON.stringify(header()), `{"__proto__":${JSON.stringify(claims())}}`),
  ),
  row('issuer-unknown', 'an issuer called like a method of objects', token({}, { iss: 'constructor' })),
];

const wrongHeader: readonly Row[] = [
  row('several-authorizations', 'two Authorization headers', [`Bearer ${good}`, `Bearer ${token()}`], { client: '' }),
  row('several-authorizations', 'the same header twice', [`Bearer ${good}`, `Bearer ${good}`], { client: '' }),
  ...['none', 'None', 'nOnE', 'NONE'].map((alg) => row('algorithm-not-allowed', `alg ${alg}, unsigned`, unsigned(alg))),
  row('algorithm-not-allowed', 'alg none, where somebody has registered it', unsigned('none'), registeredFor('none')),
  ...(['hmacOfPem', 'hmacOfJwk'] as const).flatMap((signer: SignerName) => [
    row('algorithm-not-allowed', `HS256 with the public key as the secret (${signer})`, hs256(signer)),
    row(
      'algorithm-not-allowed',
      `HS256 with the public key as the secret (${signer}), where somebody has registered it`,
      hs256(signer),
      registeredFor('HS256', 'RS384'),
    ),
  ]),
  row('algorithm-not-allowed', 'ES256 for a client of ES384', token({ alg: 'ES256', kid: 'es256' }, {}, 'es256')),
  row('algorithm-not-allowed', 'RS256 for a client of RS384', token({ alg: 'RS256', kid: 'rsa' }, {}, 'rs256')),
  row('algorithm-not-allowed', 'alg in small letters', token({ alg: 'es384' })),
  row('algorithm-not-allowed', 'no alg', token({ alg: undefined })),
  row('algorithm-not-allowed', 'alg in an array', token({ alg: ['ES384'] })),
  row('algorithm-not-allowed', 'alg empty', token({ alg: '' })),
  row('algorithm-not-allowed', 'alg of an encryption', token({ alg: 'RSA-OAEP' }), registeredFor('RSA-OAEP')),
  row('algorithm-not-allowed', 'alg called like a method of objects', token({ alg: 'toString' })),
  row('type-not-jwt', 'typ of an access token', token({ typ: 'at+jwt' })),
  row('type-not-jwt', 'typ empty', token({ typ: '' })),
  row('type-not-jwt', 'typ null', token({ typ: null })),
  row('type-not-jwt', 'typ in an array', token({ typ: ['JWT'] })),
  row('critical-header', 'crit with an unknown name', token({ crit: ['exp'], exp: 1 })),
  row('critical-header', 'crit b64, with an unencoded payload', token({ crit: ['b64'], b64: false })),
  row('critical-header', 'crit empty', token({ crit: [] })),
  row('critical-header', 'crit null', token({ crit: null })),
  row('key-id-malformed', 'no kid', token({ kid: undefined })),
  row('key-id-malformed', 'kid a number', token({ kid: 1 })),
  row('key-id-malformed', 'kid an object', token({ kid: { kid: 'es384' } })),
  row('key-id-malformed', 'kid in an array', token({ kid: ['es384'] })),
  row('key-id-malformed', 'kid empty', token({ kid: '' })),
  row('key-id-malformed', 'kid null', token({ kid: null })),
];

function hs256(signer: SignerName): string {
  return token({ alg: 'HS256', kid: 'rsa' }, {}, signer);
}

/** Every one is well signed with the registered key: nothing but its `jku` is wrong. */
const jkuTricks: readonly Row[] = (
  [
    ['our host as a user name', 'https://ehr.example.org@evil.example/jwks.json'],
    ['a user name before our host', 'https://evil.example@ehr.example.org/jwks.json'],
    ['the default port written out', 'https://ehr.example.org:443/jwks.json'],
    ['another port', 'https://ehr.example.org:8443/jwks.json'],
    ['our host as a prefix', 'https://ehr.example.org.evil.example/jwks.json'],
    ['our host as a suffix', 'https://evil-ehr.example.org/jwks.json'],
    ['a subdomain', 'https://keys.ehr.example.org/jwks.json'],
    ['the host in capitals', 'https://EHR.example.org/jwks.json'],
    ['the scheme in capitals', 'HTTPS://ehr.example.org/jwks.json'],
    ['a dot after the host', 'https://ehr.example.org./jwks.json'],
    ['http for https', 'http://ehr.example.org/jwks.json'],
    ['no scheme', '//ehr.example.org/jwks.json'],
    ['a path alone', '/jwks.json'],
    ['a way up in the path', 'https://ehr.example.org/keys/../jwks.json'],
    ['an encoded way up', 'https://ehr.example.org/keys/%2e%2e/jwks.json'],
    ['an encoded letter in the path', 'https://ehr.example.org/jwks%2ejson'],
    ['an encoded letter in the host', 'https://%65hr.example.org/jwks.json'],
    ['two slashes', 'https://ehr.example.org//jwks.json'],
    ['a slash more', `${JKU}/`],
    ['the path in capitals', 'https://ehr.example.org/JWKS.json'],
    ['a fragment', `${JKU}#evil`],
    ['an empty fragment', `${JKU}#`],
    ['a query', `${JKU}?at=evil`],
    ['an empty query', `${JKU}?`],
    ['a redirector on our host', 'https://ehr.example.org/redirect?to=https://evil.example/jwks.json'],
    ['backslashes', 'https:\\\\ehr.example.org\\jwks.json'],
    ['a blank before it', ` ${JKU}`],
    ['a line break after it', `${JKU}\n`],
    ['a NUL after it', `${JKU}\0`],
    ['a Cyrillic letter in the host', 'https://ehr.ex\u0430mple.org/jwks.json'],
    ['a full-width dot in the host', 'https://ehr.example\uFF0Eorg/jwks.json'],
    ['a letter without width', `${JKU}\u200B`],
    ['IPv6 loopback', 'https://[::1]/jwks.json'],
    ['IPv4 as one number', 'http://2130706433/jwks.json'],
    ['the metadata address of a cloud', 'http://169.254.169.254/latest/meta-data/'],
    ['a file', 'file:///etc/passwd'],
    ['keys in the address', `data:application/json,${JSON.stringify({ keys: [shown('foreign')] })}`],
    ['an address that is our issuer', ISSUER],
    ['the address of another client', specExample.client.jku],
    ['empty', ''],
    ['null', null],
    ['a number', 0],
    ['true', true],
    ['in an array', [JKU]],
    ['in an object', { href: JKU }],
  ] as const
).map(([trick, jku]) => row('jku-not-registered', `jku: ${trick}`, token({ jku })));

const jkuOfTheClinic: readonly Row[] = [
  row('jku-not-registered', 'a jku of a client that has none', fromClinic({}, { jku: JKU }), { client: clinic.id }),
  row('jku-not-registered', 'a jku null of a client that has none', fromClinic({}, { jku: null }), {
    client: clinic.id,
  }),
];

const wrongClaims: readonly Row[] = [
  ...(
    [
      ['missing', undefined],
      ['null', null],
      ['a number', 7],
      ['an object', { aud: CALLED }],
      ['an array in an array', [[CALLED]]],
      ['an array that holds us and a number', [CALLED, 7]],
      ['an array that holds us and null', [null, CALLED]],
    ] as const
  ).map(([how, aud]) => row('audience-malformed', `aud ${how}`, token({}, { aud }))),
  ...(
    [
      ['of another service', 'https://other.example.org/cds-services/order-sign'],
      ['of our other hook', 'https://cds.example.org/cds-services/order-select'],
      ['of discovery', 'https://cds.example.org/cds-services'],
      ['with a slash more', `${CALLED}/`],
      ['in capitals', CALLED.toUpperCase()],
      ['with the host in capitals', CALLED.replace('cds.example.org', 'CDS.example.org')],
      ['of the host only', 'https://cds.example.org'],
      ['of the host without a scheme', 'cds.example.org'],
      ['with a query', `${CALLED}?x=1`],
      ['with http', CALLED.replace('https', 'http')],
      ['with the default port', CALLED.replace('.org', '.org:443')],
      ['with our address as its beginning', `${CALLED}.evil.example`],
      ['with a blank', ` ${CALLED}`],
      ['empty', ''],
      ['an empty array', []],
      ['an array of others', ['https://a.example', 'https://b.example']],
      ['two addresses in one string', `${CALLED} https://b.example`],
      ['with a star', '*'],
    ] as const
  ).map(([how, aud]) => row('audience-wrong', `aud ${how}`, token({}, { aud }))),
  row('audience-wrong', 'aud twice, the last one wrong', withClaims({ aud: '@' }, `"${CALLED}","aud":"https://x"`)),
  row('audience-wrong', 'an aud registered for another client', token({}, { aud: specExample.client.audiences })),
  row('expiry-malformed', 'exp 1e400', withClaims({ exp: '@' }, '1e400')),
  row('expiry-malformed', 'exp missing', token({}, { exp: undefined })),
  row('expiry-malformed', 'exp null', token({}, { exp: null })),
  row('expiry-malformed', 'exp a string', token({}, { exp: String(seconds + 290) })),
  row('expiry-malformed', 'exp a date', token({}, { exp: '2026-03-02T12:05:00Z' })),
  row('expiry-malformed', 'exp negative', token({}, { exp: -1 })),
  row('expiry-malformed', 'exp in an array', token({}, { exp: [seconds + 290] })),
  row('expiry-malformed', 'exp true', token({}, { exp: true })),
  row('issue-time-malformed', 'iat missing', token({}, { iat: undefined })),
  row('issue-time-malformed', 'iat a string', token({}, { iat: String(seconds) })),
  row('issue-time-malformed', 'iat -1e400', withClaims({ iat: '@' }, '-1e400')),
  row('issue-time-malformed', 'iat negative', token({}, { iat: -seconds })),
  row('issue-time-malformed', 'iat null', token({}, { iat: null })),
  row('not-before-malformed', 'nbf a string', token({}, { nbf: String(seconds) })),
  row('not-before-malformed', 'nbf null', token({}, { nbf: null })),
  row('not-before-malformed', 'nbf -1e400', withClaims({ nbf: '@' }, '-1e400')),
  row('token-id-malformed', 'no jti', token({}, { jti: undefined })),
  row('token-id-malformed', 'jti an object', token({}, { jti: { id: 1 } })),
  row('token-id-malformed', 'jti a number', token({}, { jti: 7 })),
  row('token-id-malformed', 'jti empty', token({}, { jti: '' })),
  row('token-id-malformed', 'jti null', token({}, { jti: null })),
  row('token-id-malformed', 'jti in an array', token({}, { jti: ['a'] })),
  row('token-id-malformed', 'jti of 257 characters', token({}, { jti: 'j'.repeat(257) })),
  row('token-id-malformed', 'jti with a NUL', token({}, { jti: 'a\0b' })),
  row('token-id-malformed', 'jti with half a surrogate pair', withClaims({ jti: '@' }, '"a\\ud800"')),
];

const wrongTimes: readonly Row[] = [
  row('expired', 'expired 30 seconds ago', token({}, { exp: seconds - 30, iat: seconds - 300 })),
  row('expired', 'expired yesterday', token({}, { exp: seconds - 86_400, iat: seconds - 86_700 })),
  row('expired', 'the example of the specification, today', specExample.token, ofTheSpec),
  row('expired', 'times in 1970', token({}, { iat: 1, exp: 2 })),
  row('expires-before-issued', 'exp equal to iat', token({}, { exp: seconds, iat: seconds })),
  row('expires-before-issued', 'exp a second before iat', token({}, { exp: seconds, iat: seconds + 1 })),
  row('issued-in-future', 'issued 31 seconds ahead', token({}, { iat: seconds + 31 })),
  row('issued-in-future', 'issued an hour ahead', token({}, { iat: seconds + 3_600, exp: seconds + 3_900 })),
  row('issued-in-future', 'times in milliseconds', token({}, { iat: seconds * 1_000, exp: seconds * 1_000 + 300_000 })),
  row('not-yet-valid', 'nbf 31 seconds ahead', token({}, { nbf: seconds + 31 })),
  row('lifetime-too-long', 'a lifetime of ten years', token({}, { exp: seconds + 315_360_000 })),
  row('lifetime-too-long', 'a lifetime a second too long', token({}, { iat: seconds, exp: seconds + 3_601 })),
  row('lifetime-too-long', 'an iat long past', token({}, { iat: 0 })),
  row('lifetime-too-long', 'a shorter limit that is registered', token(), {
    registered: { maxTokenLifetimeSeconds: 299 },
  }),
];

const badSignatures: readonly Row[] = [
  row('signature-invalid', 'no signature', `${head}.${body}.`),
  row('signature-invalid', 'a signature cut short', good.slice(0, -4)),
  row('signature-invalid', 'a signature with more after it', `${good}AAAA`),
  row('signature-invalid', 'a signature of zeros', `${head}.${body}.${base64url(Buffer.alloc(96))}`),
  row('signature-invalid', 'the signature of another token', `${head}.${body}.${token().split('.')[2]}`),
  row('signature-invalid', 'the payload of another token', `${head}.${token().split('.')[1]}.${signature}`),
  row(
    'signature-invalid',
    'a claim changed after signing',
    `${head}.${base64url(JSON.stringify(claims({ tenant: 'other' })))}.${signature}`,
  ),
  row(
    'signature-invalid',
    'a header changed after signing',
    `${base64url(JSON.stringify(header({ x: 1 })))}.${body}.${signature}`,
  ),
  row('signature-invalid', 'the key of somebody else', token({}, {}, 'foreign')),
  row(
    'signature-invalid',
    'the key of somebody else, sent along',
    token({ jwk: publicJwk('foreign'), x5u: 'https://evil.example/x5u' }, {}, 'foreign'),
  ),
  row('signature-invalid', 'a signature in DER', token({}, {}, 'der')),
  row('signature-invalid', 'RS384 announced, PS384 signed', token({ alg: 'RS384', kid: 'rsa' }, {}, 'ps384')),
  row('signature-invalid', 'RS384 announced, SHA-256 signed', token({ alg: 'RS384', kid: 'rsa' }, {}, 'rs256')),
  row('signature-invalid', 'the key of the hospital for a token of the spec’s client', forged(), ofTheSpec),
  row('key-unknown', 'a key id that nobody has', token({ kid: 'nobody' })),
  row('key-unknown', 'a key id in capitals', token({ kid: 'ES384' })),
  row('key-unknown', 'a key id called like a method of objects', token({ kid: 'constructor' })),
  row('key-unknown', 'a key of the wrong curve', token({ kid: 'es256' })),
  row('key-unknown', 'a key of the wrong kind', token({ kid: 'rsa' })),
  row('key-unknown', 'an RSA key of 1,024 bits', token({ alg: 'RS384', kid: 'rsa1024' }, {}, 'rs384weak')),
  row(
    'key-unknown',
    'a key that is shown for another algorithm',
    token({ alg: 'RS256', kid: EPIC_KID }, {}, 'rs256'),
    registeredFor('RS256'),
  ),
  row('key-unknown', 'a key id of another client', fromClinic({}, { kid: EPIC_KID }), { client: clinic.id }),
  row('replayed', 'a reused token', reused, { after: [reused] }),
  row('replayed', 'a new token with a used id', token({}, sameId), { after: [token({}, sameId)] }),
];

function forged(): string {
  const { iss, audiences, jku } = specExample.client;
  return token({ kid: 'example-kid', jku }, { iss, aud: audiences[0], jti: 'forged' });
}

export const rows: readonly Row[] = [
  ...accepted,
  ...unregistered,
  ...wrongHeader,
  ...jkuTricks,
  ...jkuOfTheClinic,
  ...wrongClaims,
  ...wrongTimes,
  ...badSignatures,
];

/** What each address answers. Any other answers with the key of somebody else, under every key id of the hospital. */
export const keySetAt = (url: string): unknown => {
  if (url === JKU) return KEY_SET;
  if (url === specExample.client.jku) return specExample.keySet;
  return { keys: KEY_SET.keys.map(({ kid }) => shown('foreign', kid)) };
};
