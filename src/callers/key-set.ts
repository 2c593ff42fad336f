import { type CryptoKey, importJWK } from 'jose';
import { isObject, type Members } from './token.ts';

/** What a key set says of one key id. `unavailable`: there is no set to ask. */
export type FoundKey =
  | { readonly kind: 'key'; readonly key: CryptoKey }
  | { readonly kind: 'unknown' | 'ambiguous' | 'unavailable' };

/** Of a longer set no more is looked at, so that it costs no more. */
const MOST_KEYS = 100;
const MIN_RSA_BITS = 2_048;
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** The usable keys of a JSON Web Key Set (RFC 7517). Each is imported when it is first asked for, and then kept. */
export class KeySet {
  readonly #keys: readonly Members[];
  readonly #found = new Map<string, Promise<FoundKey>>();

  constructor(keys: readonly unknown[]) {
    this.#keys = keys.slice(0, MOST_KEYS).filter(isPublicSignatureKey);
  }

  async find(kid: string, algorithm: string): Promise<FoundKey> {
    const asked = `${algorithm} ${kid}`;
    const known = this.#found.get(asked);
    if (known !== undefined) return known;
    const keys = this.#keys.filter((key) => key.kid === kid && (key.alg === undefined || key.alg === algorithm));
    // An unknown id is not kept: there is no end of those.
    if (keys.length === 0) return { kind: 'unknown' };
    const found = theOneOf(keys, algorithm);
    this.#found.set(asked, found);
    return found;
  }
}

/** Undefined where it is no key set: then it tells nothing, not even that a key is gone. */
export const readKeySet = (set: unknown): KeySet | undefined =>
  isObject(set) && Array.isArray(set.keys) ? new KeySet(set.keys) : undefined;

/** A set that shows a secret or a private key lets anyone sign with it. */
function isPublicSignatureKey(key: unknown): key is Members {
  if (!isObject(key) || typeof key.kid !== 'string') return false;
  const { kty, use, key_ops: operations } = key;
  const isForSignatures = use === undefined || use === 'sig';
  const mayVerify = operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  return kty !== 'oct' && isForSignatures && mayVerify && !PRIVATE_MEMBERS.some((member) => Object.hasOwn(key, member));
}

async function theOneOf(keys: readonly Members[], algorithm: string): Promise<FoundKey> {
  const imported = await Promise.all(keys.map((key) => importedAs(key, algorithm)));
  const [key, another] = imported.filter((one) => one !== undefined);
  if (another !== undefined) return { kind: 'ambiguous' };
  return key === undefined ? { kind: 'unknown' } : { kind: 'key', key };
}

/** Undefined where the key does not fit the algorithm, is broken or too weak. The import checks the members handed on. */
async function importedAs({ kty, crv, x, y, n, e }: Members, algorithm: string): Promise<CryptoKey | undefined> {
  try {
    const key = await importJWK({ kty, crv, x, y, n, e } as { kty: 'EC' }, algorithm);
    return isStrong(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

const isStrong = ({ algorithm }: CryptoKey): boolean =>
  !('modulusLength' in algorithm) || Number(algorithm.modulusLength) >= MIN_RSA_BITS;
