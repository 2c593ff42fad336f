import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { notReplayedWords } from './replayed.ts';
import { BadInput } from './told.ts';

/** What a replay is about. One that goes on must agree in each member with the one that began. */
export interface ReplayTerms {
  /** The folder, or the word for any record. */
  readonly source: string;
  /** The version that `--with` names. */
  readonly with?: string | undefined;
  readonly json: boolean;
  /** Digest of the program, its policies among it. */
  readonly program: string;
  /** Digest of the configuration. */
  readonly configuration: string;
}

const count = z.number().int().min(0);
const state = z.strictObject({
  kind: z.literal('countersign-replay'),
  terms: z.strictObject({
    source: z.string(),
    with: z.string().optional(),
    json: z.boolean(),
    program: z.string(),
    configuration: z.string(),
  }),
  /** When it began; calls of which nobody knows when they were made are judged as of then. */
  now: z.iso.datetime(),
  /** From where to where it goes. */
  extent: z.strictObject({ before: count, last: count }),
  /** The last place of which all is told; absent before the first. */
  place: z.strictObject({ number: count, mark: z.string() }).optional(),
  summary: z.strictObject({
    calls: count,
    determinations: count,
    changed: count,
    notReplayed: z.partialRecord(z.enum(Object.keys(notReplayedWords) as (keyof typeof notReplayedWords)[]), count),
    movements: z.array(
      z.strictObject({
        policy: z.string(),
        before: z.string(),
        after: z.string(),
        count,
        linesDiffer: count,
      }),
    ),
  }),
});

/** How far a replay is: all that is needed to go on. No patient data, but for the name of a file in a folder. */
export type ReplayState = z.infer<typeof state>;

/** The state that a file holds; undefined where there is no file. Throws BadInput where it holds none, or one on other terms. */
export function readState(file: string, terms: ReplayTerms): ReplayState | undefined {
  const content = contentOf(file);
  if (content === undefined) return undefined;
  const { data } = state.safeParse(parsed(content));
  if (data === undefined) throw new BadInput('--resume: the file is there, and holds no state of a replay');
  for (const [name, differs] of Object.entries(OTHER_TERMS))
    if (data.terms[name as keyof ReplayTerms] !== terms[name as keyof ReplayTerms])
      throw new BadInput(`--resume: the replay in that file was begun ${differs}`);
  return data;
}

const OTHER_TERMS: Readonly<Record<keyof ReplayTerms, string>> = {
  source: 'on another folder or record',
  with: 'with another --with',
  json: 'with --json, or without it, and now it is the other way',
  program: 'by another version of the program or of its policies',
  configuration: 'with another configuration',
};

/** Puts a state in place of the one before: whoever reads the file finds one or the other, whole. Throws BadInput. */
export function writeState(file: string, written: ReplayState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(written), { mode: OWNER_ONLY, flush: true });
    renameSync(`${file}.new`, file);
  } catch {
    throw new BadInput('--resume: the file cannot be written');
  }
}

/** Of a replay that has come to its end nothing is left to go on with. */
export const removeState = (file: string): void => rmSync(file, { force: true });

const OWNER_ONLY = 0o600;

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new BadInput('--resume: the file cannot be read');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
