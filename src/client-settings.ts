import * as z from 'zod';
import { isLoopbackHost } from './network/address-kind.ts';

/** Loopback addresses: 127.0.0.0/8, ::1 and `localhost` (contract.md 3). */
export const isLoopback = ({ hostname }: URL): boolean => isLoopbackHost(hostname);

/** An address that may be contacted or given out: https, or http on loopback; no name or password in it. */
export const address = z
  .string()
  .refine((text) => URL.canParse(text), 'must be an absolute URL')
  .refine(isAllowed, 'must be https; http is for loopback addresses only')
  .refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must not hold a user name');

function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** Signature algorithms with a key pair (RFC 7518, RFC 8037, RFC 9864). A shared secret or none at all is never taken. */
const ALGORITHMS: readonly string[] = [
  ...['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA', 'Ed25519'],
];

const algorithm = z
  .string()
  .refine(
    (name) => ALGORITHMS.includes(name),
    `must be an asymmetric algorithm (${ALGORITHMS.join(', ')}); none and HS* are refused`,
  );

const publicKey = z
  .looseObject({})
  .refine((key) => !('d' in key) && !('k' in key), 'must be a public key: this one holds a secret');

/** An origin such as `https://ehr.example.org`, as a browser writes it. */
const origin = address.refine(
  (text) => !URL.canParse(text) || new URL(text).origin === text,
  'must be an origin: no path, no slash at the end',
);

/** How the SMART app is registered at a client's authorization server. */
const smart = z.strictObject({
  clientId: z.string().min(1),
  scope: z.string().min(1).optional(),
  embeddedBy: z.array(origin).default([]),
});

/** A client that may call (contract.md 2), and how it is treated. */
export const clientSettings = z
  .strictObject({
    id: z.string().regex(/^\P{C}{1,100}$/u, 'must be 1 to 100 printable characters'),
    iss: z.string().min(1),
    jku: address.optional(),
    jwks: z.strictObject({ keys: z.array(publicKey) }).optional(),
    algorithms: z.array(algorithm).min(1).default(['ES384', 'RS384']),
    audiences: z.array(z.string().min(1)).min(1).optional(),
    fhirServers: z.array(address).default([]),
    topicCodes: z.enum(['crd', 'alphanumeric']).default('crd'),
    cardText: z.enum(['gfm', 'plain']).default('gfm'),
    foldedCriteria: z.boolean().default(true),
    smartLinks: z.boolean().default(false),
    /** A token id counts as used for so long; 0: it may be used again. Without it: as long as the token lives. */
    replayWindowSeconds: z.number().int().min(0).max(86_400).optional(),
    maxTokenLifetimeSeconds: z.number().int().min(60).max(86_400).default(3_600),
    callsPerMinute: z.number().int().min(1).default(18_000),
    smart: smart.optional(),
  })
  .refine(({ jku, jwks }) => (jku === undefined) !== (jwks === undefined), 'one of jku and jwks is needed, not both');

/** A registered client as configured. */
export type ClientSettings = z.infer<typeof clientSettings>;

/** All clients: one id and one issuer each, so that an issuer tells who calls. */
export const clientList = z.array(clientSettings).superRefine((clients, context) => {
  for (const member of ['id', 'iss'] as const)
    for (const [index, client] of clients.entries())
      if (clients.findIndex((other) => other[member] === client[member]) !== index)
        context.addIssue({ code: 'custom', path: [index, member], message: 'stands twice: each client has its own' });
});
