import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Loopback addresses: 127.0.0.0/8, ::1 and `localhost` (contract.md 3). */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

const address = z
  .string()
  .refine((text) => URL.canParse(text), 'must be an absolute URL')
  .refine(isAllowed, 'must be https; http is for loopback addresses only');

function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

const algorithm = z
  .string()
  .refine((name) => !/^(none|hs)/i.test(name), 'must be an asymmetric algorithm; none and HS* are refused');

const client = z
  .strictObject({
    id: z.string().min(1),
    iss: z.string().min(1),
    jku: address.optional(),
    jwks: z.strictObject({ keys: z.array(z.looseObject({})) }).optional(),
    algorithms: z.array(algorithm).min(1).default(['ES384', 'RS384']),
    audiences: z.array(z.string().min(1)).min(1).optional(),
    fhirServers: z.array(address).default([]),
    topicCodes: z.enum(['crd', 'alphanumeric']).default('crd'),
  })
  .refine(({ jku, jwks }) => (jku === undefined) !== (jwks === undefined), 'one of jku and jwks is needed, not both');

const payer = z.strictObject({
  names: z.array(z.string().min(1)).default([]),
  identifiers: z.array(z.strictObject({ system: z.string().min(1).optional(), value: z.string().min(1) })).default([]),
});

const built = (profile: string): boolean => profile !== 'production';

/** The file of contract.md 2; a payer must be one whose texts are held. */
const configuration = (payerIds: readonly string[]) => {
  const heldPayer = z.string().refine((id) => payerIds.includes(id), 'is not a payer whose texts are held');
  return z.strictObject({
    profile: z
      .enum(['sandbox', 'production'])
      .refine(built, 'production needs the verification of callers, which is not built yet; only sandbox starts')
      .default('sandbox'),
    publicUrl: address.optional(),
    storage: z
      .string()
      .regex(/^(file:|postgres:\/\/).+/, 'must be file:<path> or postgres://…')
      .default('file:./data/countersign.db'),
    deadlineMs: z.number().int().min(500).max(30_000).default(4_500),
    defaultPayer: heldPayer.optional(),
    clients: z.array(client).default([]),
    payers: z.array(payer.extend({ id: heldPayer })).default([]),
  });
};

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  COUNTERSIGN_CONFIG: z.string().min(1).optional(),
});

/** Every setting (contract.md 2), checked. */
export type Configuration = z.infer<ReturnType<typeof configuration>> & {
  readonly host: string;
  readonly port: number;
};

/** A configuration that cannot be used; the message names every problem. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the settings from the environment and the file it names. Throws ConfigurationError with all problems in one message. */
export function readConfiguration(
  variables: Readonly<Record<string, string | undefined>>,
  payerIds: readonly string[],
): Configuration {
  const from = environment.safeParse(variables);
  const path = variables.COUNTERSIGN_CONFIG;
  const read = configuration(payerIds).safeParse(path === undefined || path === '' ? {} : parseFile(path));
  if (from.success && read.success) return { ...read.data, host: from.data.HOST, port: from.data.PORT };
  const problems = [from, read].flatMap((result) => (result.success ? [] : [z.prettifyError(result.error)]));
  throw new ConfigurationError(problems.join('\n'));
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new ConfigurationError(`COUNTERSIGN_CONFIG: the file ${path} ${why}`);
  }
}
