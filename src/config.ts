import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { address, clientList } from './client-settings.ts';
import { isLoopbackHost } from './network/address-kind.ts';
import { isRange } from './network/ranges.ts';

const payer = z.strictObject({
  names: z.array(z.string().min(1)).default([]),
  identifiers: z.array(z.strictObject({ system: z.string().min(1).optional(), value: z.string().min(1) })).default([]),
});

/** `10.20.0.0/16`: addresses inside that may be contacted although they are not public. */
const network = z.string().refine(isRange, 'must be a network such as 10.20.0.0/16');

const readable = z.string().min(1).refine(isReadable, 'cannot be read');

function isReadable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Own TLS: files in PEM. `clientAuthorities` asks callers for a certificate of one of these authorities (mutual TLS). */
const tls = z.strictObject({ key: readable, certificate: readable, clientAuthorities: readable.optional() });

/** The file of contract.md 2; a payer must be one whose texts are held. */
export const configuration = (payerIds: readonly string[]) => {
  const heldPayer = z.string().refine((id) => payerIds.includes(id), 'is not a payer whose texts are held');
  return z.strictObject({
    profile: z.enum(['sandbox', 'production']).default('sandbox'),
    publicUrl: address.optional(),
    storage: z
      .string()
      .regex(/^(file:|postgres:\/\/).+/, 'must be file:<path> or postgres://…')
      .default('file:./data/countersign.db'),
    deadlineMs: z.number().int().min(500).max(30_000).default(4_500),
    defaultPayer: heldPayer.optional(),
    clients: clientList.default([]),
    /** Days that the record is kept: six years unless said otherwise (45 CFR 164.316(b)(2)(i)). */
    keepDays: z.number().int().min(1).default(2_192),
    privateNetworks: z.array(network).default([]),
    tls: tls.optional(),
    payers: z.array(payer.extend({ id: heldPayer })).default([]),
  });
};

/** The variables that are read beside it. */
export const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  COUNTERSIGN_CONFIG: z.string().min(1).optional(),
  WORKERS: z.coerce.number().int().min(1).max(256).default(1),
});

/** Every setting (contract.md 2), checked. */
export type Configuration = z.infer<ReturnType<typeof configuration>> & {
  readonly host: string;
  readonly port: number;
  /** Processes that share the port. */
  readonly workers: number;
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
  const problems = [from, read].flatMap((result) => (result.success ? [] : [z.prettifyError(result.error)]));
  if (!from.success || !read.success) throw new ConfigurationError(problems.join('\n'));
  const { HOST, PORT, WORKERS } = from.data;
  // The lock of a file is not handed on in turn: with several processes calls wait until they go unrecorded.
  if (WORKERS > 1 && read.data.storage.startsWith('file:'))
    throw new ConfigurationError('WORKERS: several processes need storage in PostgreSQL; a file is for one');
  // Node would print addresses of FHIR reads, which name the patient, and what it was told cannot be taken back (compare quiet.ts).
  if (read.data.profile === 'production' && (variables.NODE_DEBUG ?? '') !== '')
    throw new ConfigurationError('NODE_DEBUG: it prints the ids of patients; unset it, or use the profile sandbox');
  return { ...read.data, host: HOST, port: PORT, workers: WORKERS };
}

/** What is allowed in production and rarely meant. */
export function doubtfulIn({ publicUrl, clients, tls, host }: Configuration) {
  return [
    ...(publicUrl === undefined ? (['no-public-url'] as const) : []),
    ...(clients.length === 0 ? (['no-clients'] as const) : []),
    ...(tls === undefined && !isLoopbackHost(host) ? (['no-tls'] as const) : []),
  ];
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new ConfigurationError(`COUNTERSIGN_CONFIG: the file ${path} ${why}`);
  }
}
