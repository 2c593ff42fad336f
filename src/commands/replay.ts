import { availableParallelism } from 'node:os';
import type { Configuration } from '../config.ts';
import { type Command, configurationOf, NOTHING_TO_DO, readArguments } from './cli.ts';
import { say } from './command.ts';
import { versionOf } from './find-policy.ts';
import { programDigest, settingsDigest } from './judged-by.ts';
import { type JudgingPool, openJudgingPool } from './judging-pool.ts';
import { replay } from './replay-run.ts';
import { openSource, type Source } from './replay-source.ts';
import { type ReplayState, type ReplayTerms, readState, removeState } from './replay-state.ts';
import { emptySummary, replayedCalls, type Summary, summaryText } from './replay-summary.ts';
import { watchReplay } from './replay-watch.ts';
import { BadInput, UsageError } from './told.ts';

const SOMETHING_CHANGES = 4;
/** More would be a slip of the finger. */
const MOST_WORKERS = 1_024;

/** `countersign replay`. */
export const replayCommand: Command = async (words) => {
  const { values, names } = readArguments(words, {
    ...{ values: ['with', 'workers', 'resume'], flags: ['json'], names: [1, 1] },
  });
  const other = values.with === undefined ? undefined : otherVersion(values.with);
  const workers = workersIn(values.workers);
  const configuration = configurationOf();
  const source = openSource(names[0] ?? '');
  try {
    const state = await stateOf({ source, configuration, values });
    const judging = { configuration, now: new Date(state.now), ...(other && { other }) };
    const pool = openJudgingPool(judging, workers);
    try {
      return await run({ source, state, workers, pool, resume: values.resume });
    } finally {
      await pool.close();
    }
  } finally {
    await source.close();
  }
};

interface Run {
  readonly source: Source;
  readonly state: ReplayState;
  readonly workers: number;
  readonly pool: JudgingPool;
  readonly resume: string | undefined;
}

/** From the place of the state to the end, or to a signal that stops it; the exit code. */
async function run({ source, state, workers, pool, resume }: Run): Promise<number> {
  const watch = watchReplay(state, resume);
  try {
    await replay({ source, pool, workers, state, ...watch });
  } finally {
    watch.end(workers);
  }
  const signal = watch.stoppedBy();
  if (signal !== undefined) return signal;
  await tell(state);
  if (resume !== undefined) removeState(resume);
  return codeOf(state.summary);
}

async function tell({ summary, terms }: ReplayState): Promise<void> {
  if (terms.json) await say(JSON.stringify({ kind: 'summary', ...summary }));
  else for (const line of summaryText(summary)) await say(line);
}

function codeOf(summary: Summary): number {
  if (summary.changed > 0) return SOMETHING_CHANGES;
  return replayedCalls(summary) === 0 ? NOTHING_TO_DO : 0;
}

function otherVersion(written: string) {
  const [, id, version] = /^([^@]+)@([^@]+)$/.exec(written) ?? [];
  if (id === undefined || version === undefined) throw new UsageError('--with must be <policy>@<version>');
  return versionOf(id, version);
}

function workersIn(written: string | undefined): number {
  if (written === undefined) return availableParallelism();
  const workers = /^\d+$/.test(written) ? Number(written) : 0;
  if (workers < 1 || workers > MOST_WORKERS)
    throw new UsageError(`--workers must be a number from 1 to ${MOST_WORKERS}`);
  return workers;
}

interface Begun {
  readonly source: Source;
  readonly configuration: Configuration;
  readonly values: { readonly [name: string]: string | undefined };
}

/** Where the file of `--resume` stands, else a beginning. Throws BadInput where it is not of this replay. */
async function stateOf({ source, configuration, values }: Begun): Promise<ReplayState> {
  const { resume } = values;
  const terms = {
    source: source.name,
    ...(values.with !== undefined && { with: values.with }),
    json: values.json === 'true',
    program: resume === undefined ? '' : programDigest(),
    configuration: settingsDigest(configuration),
  };
  const found = resume === undefined ? undefined : readState(resume, terms);
  if (found?.place === undefined) return begun(terms, source);
  if (await source.holds(found.place)) return found;
  throw new BadInput('--resume: the call after which that replay stopped is not there: it is another record, or cut');
}

const begun = async (terms: ReplayTerms, source: Source): Promise<ReplayState> => ({
  ...{ kind: 'countersign-replay', terms, now: new Date().toISOString() },
  extent: await source.extent(),
  summary: emptySummary(),
});
