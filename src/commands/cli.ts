import { parseArgs } from 'node:util';
import { type Configuration, readConfiguration } from '../config.ts';
import { payers } from '../policies/index.ts';
import { UsageError } from './told.ts';

/** One command: its words in, its exit code out. It throws what told.ts knows. */
export type Command = (words: readonly string[]) => Promise<number>;

/** Exit code where the input is well and holds nothing to work on. */
export const NOTHING_TO_DO = 3;

/** What a command takes: options with a value, options without one (given as "true"), and from how many to how many names. */
interface Taken {
  readonly values?: readonly string[];
  readonly flags?: readonly string[];
  readonly names: readonly [least: number, most: number];
}

/** The words of a command, taken apart. Throws what says how it is used. */
export function readArguments(words: readonly string[], { values = [], flags = [], names: [least, most] }: Taken) {
  const read = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: Object.fromEntries([
      ...values.map((name) => [name, { type: 'string' as const }]),
      ...flags.map((name) => [name, { type: 'boolean' as const }]),
    ]),
  });
  const names = read.positionals;
  if (names.length < least) throw new UsageError('something is missing');
  if (names.length > most) throw new UsageError('there is a word too many');
  const given: Readonly<Record<string, string | undefined>> = Object.fromEntries(
    Object.entries(read.values).map(([name, value]) => [name, String(value)]),
  );
  return { values: given, names };
}

/** The configuration of the service, as the environment names it. Throws ConfigurationError. */
export const configurationOf = (): Configuration =>
  readConfiguration(
    process.env,
    payers.map(({ id }) => id),
  );
