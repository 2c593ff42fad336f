import {
  constants,
  createHmac,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import type { RegisteredClient } from '../../src/callers/client.ts';

/** Tokens are made by hand here, with no library: a library would refuse to make the odd ones. */

/** Noon on a Monday; every clock in these tests stands here until it is moved. */
export const NOON = new Date('2026-03-02T12:00:00Z');
export const seconds = NOON.getTime() / 1_000;

export const CALLED = 'https://cds.example.org/cds-services/order-sign';
export const ISSUER = 'https://ehr.example.org';
export const JKU = 'https://ehr.example.org/jwks.json';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** The hospital's keys, and those of somebody else. */
export const pairs = {
  es384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  es256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  es512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  rsa1024: generateKeyPairSync('rsa', { modulusLength: 1_024 }),
  eddsa: generateKeyPairSync('ed25519'),
  foreign: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
} satisfies Record<string, Pair>;

export type KeyName = keyof typeof pairs;

export const publicJwk = (name: KeyName): JsonWebKey => pairs[name].publicKey.export({ format: 'jwk' });
export const privateJwk = (name: KeyName): JsonWebKey => pairs[name].privateKey.export({ format: 'jwk' });
export const publicPem = (name: KeyName): string =>
  pairs[name].publicKey.export({ format: 'pem', type: 'spki' }).toString();

/** A public key as a key set shows it. */
export const shown = (name: KeyName, kid: unknown = name, others: Readonly<Record<string, unknown>> = {}) => ({
  ...publicJwk(name),
  kid,
  ...others,
});

/** Epic's key ids are base64. */
export const EPIC_KID = 'bW9ja2Vk+L2tleS/aWQ==';

export const KEY_SET = {
  keys: [
    ...(['es384', 'es256', 'es512', 'rsa', 'rsa1024', 'eddsa'] as const).map((name) => shown(name)),
    shown('rsa', EPIC_KID, { use: 'sig', alg: 'RS384' }),
    shown('es384', 'a'.repeat(1_000)),
  ],
};

export const hospital: RegisteredClient = {
  id: 'general-hospital',
  iss: ISSUER,
  jku: JKU,
  algorithms: ['ES384', 'RS384'],
  maxTokenLifetimeSeconds: 3_600,
};

/** A client that handed its keys over by hand, and has no address for them. */
export const clinic: RegisteredClient = {
  id: 'county-clinic',
  iss: 'https://clinic.example.org',
  jwks: { keys: [{ ...shown('es384') }] },
  algorithms: ['ES384'],
  maxTokenLifetimeSeconds: 3_600,
};

type Members = Readonly<Record<string, unknown>>;

/** The claims of a good token, with some of them changed; undefined leaves one out. */
export const claims = (changes: Members = {}): Members => ({
  iss: ISSUER,
  aud: CALLED,
  exp: seconds + 290,
  iat: seconds - 10,
  jti: randomUUID(),
  ...changes,
});

export const header = (changes: Members = {}): Members => ({ alg: 'ES384', typ: 'JWT', kid: 'es384', ...changes });

/** How each algorithm signs. */
type Signer = (text: string) => Buffer;
const ecdsa =
  (hash: string, key: KeyObject): Signer =>
  (text) =>
    sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
const pss =
  (hash: string, key: KeyObject, saltLength: number): Signer =>
  (text) =>
    sign(hash, Buffer.from(text), { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
const pkcs1 =
  (hash: string, key: KeyObject): Signer =>
  (text) =>
    sign(hash, Buffer.from(text), key);

export const signers = {
  es384: ecdsa('sha384', pairs.es384.privateKey),
  es256: ecdsa('sha256', pairs.es256.privateKey),
  es512: ecdsa('sha512', pairs.es512.privateKey),
  rs256: pkcs1('sha256', pairs.rsa.privateKey),
  rs384: pkcs1('sha384', pairs.rsa.privateKey),
  rs384weak: pkcs1('sha384', pairs.rsa1024.privateKey),
  ps384: pss('sha384', pairs.rsa.privateKey, 48),
  eddsa: (text) => sign(null, Buffer.from(text), pairs.eddsa.privateKey),
  foreign: ecdsa('sha384', pairs.foreign.privateKey),
  /** ES384 with its two numbers in DER, as many libraries sign by default. */
  der: (text) => sign('sha384', Buffer.from(text), pairs.es384.privateKey),
  /** The public key as the secret of HS256: what a verifier that trusts `alg` takes for a good signature. */
  hmacOfPem: (text) => createHmac('sha256', publicPem('rsa')).update(text).digest(),
  hmacOfJwk: (text) =>
    createHmac('sha256', JSON.stringify(publicJwk('rsa')))
      .update(text)
      .digest(),
  nothing: () => Buffer.alloc(0),
} satisfies Record<string, Signer>;

export type SignerName = keyof typeof signers;

export const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url');

/** Signs what is written, whatever it is. */
export function signText(head: string | Buffer, body: string | Buffer, signer: SignerName = 'es384'): string {
  const text = `${base64url(head)}.${base64url(body)}`;
  return `${text}.${signers[signer](text).toString('base64url')}`;
}

/** A good token of the hospital, with members of header and claims changed. */
export const token = (inHeader: Members = {}, inClaims: Members = {}, signer: SignerName = 'es384'): string =>
  signText(JSON.stringify(header(inHeader)), JSON.stringify(claims(inClaims)), signer);
