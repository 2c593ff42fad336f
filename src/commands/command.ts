import '../quiet.ts';
import { once } from 'node:events';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { readConfiguration } from '../config.ts';
import { payers } from '../policies/index.ts';
import { type Archive, openArchive } from '../record/archive.ts';
import { inputFault, UsageError, usageFault, whereOf } from './told.ts';

/** The values that a command was given, by their names. */
export type Values = Readonly<Record<string, string | undefined>>;

/** Writes one line, as fast as it is read. */
export async function say(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/**
 * Runs a command on the record that `--storage` names, else the configuration. Ends with the code that the command
 * answers, and with 2 where it could not do its work. `flags` are members without a value: `json` is given as "true".
 */
export async function onRecord(
  options: { readonly usage: string; readonly values: readonly string[]; readonly flags?: readonly string[] },
  work: (archive: Archive, values: Values) => Promise<number>,
): Promise<void> {
  // Whoever reads may stop reading.
  process.stdout.on('error', () => process.exit(0));
  let archive: Archive | undefined;
  try {
    const values = given([...options.values, 'storage'], options.flags ?? []);
    archive = openArchive(values.storage ?? configuredStorage());
    process.exitCode = await work(archive, values);
  } catch (error) {
    process.stderr.write(`${toldOf(error, options.usage)}\n`);
    process.exitCode = 2;
  } finally {
    await archive?.close();
  }
}

function given(values: readonly string[], flags: readonly string[]): Values {
  const options: ParseArgsOptionsConfig = Object.fromEntries([
    ...values.map((name) => [name, { type: 'string' }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const parsed = parseArgs({ options, strict: true }).values;
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}

const configuredStorage = (): string =>
  readConfiguration(
    process.env,
    payers.map(({ id }) => id),
  ).storage;

const toldOf = (error: unknown, usage: string): string =>
  inputFault(error) ?? usageFault(error, usage) ?? whereOf(error);

/** A span of time that a command was given; a text that is no instant is a UsageError. */
export function spanOf({ from, to }: Values): { readonly from?: string; readonly to?: string } {
  for (const instant of [from, to])
    if (instant !== undefined && Number.isNaN(new Date(instant).getTime()))
      throw new UsageError('--from and --to must be days (2026-08-14) or instants (2026-08-14T12:00:00Z)');
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
