import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type ClientSettings, clientSettings } from '../../src/client-settings.ts';

/** Where the service of a test says that it is reached: tokens name it, whatever port it listens on. */
export const PUBLIC_URL = 'https://cds.example.org';

/** A system with a key pair of its own, registered or not. */
export interface RegisteredClient {
  readonly settings: ClientSettings;
  /** An `Authorization` header for a path of the service; with claims changed, or signed by somebody else. */
  authorization(
    path: string,
    changed?: { readonly claims?: Record<string, unknown>; readonly signer?: RegisteredClient },
  ): Promise<string>;
  sign(claims: Record<string, unknown>): Promise<string>;
}

/** Makes one; its public key stands in the configuration. */
export async function openClient(id: string, more: Record<string, unknown> = {}): Promise<RegisteredClient> {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
  const iss = `https://${id}.example.org`;
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES384', typ: 'JWT', kid: 'one' }).sign(privateKey);
  return {
    settings: clientSettings.parse({
      id,
      iss,
      jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES384', use: 'sig' }] },
      ...more,
    }),
    sign,
    authorization: async (path, { claims, signer } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const good = { iss, aud: `${PUBLIC_URL}${path}`, iat: now, exp: now + 300, jti: randomUUID() };
      return `Bearer ${await (signer?.sign ?? sign)({ ...good, ...claims })}`;
    },
  };
}
