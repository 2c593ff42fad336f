import { openArchive } from '../record/archive.ts';
import { type Command, configurationOf, NOTHING_TO_DO, readArguments } from './cli.ts';
import { say } from './command.ts';
import { isChanged } from './comparison.ts';
import { versionOf } from './find-policy.ts';
import { showProgress } from './progress.ts';
import { type Judging, replayCall } from './replay-call.ts';
import { changeText, count, emptySummary, replayedCalls, type Summary, summaryText } from './replay-summary.ts';
import { callsOfFolder, callsOfRecord, type Stored } from './stored-calls.ts';
import { UsageError } from './told.ts';

const SOMETHING_CHANGES = 4;

/** `countersign replay`. */
export const replayCommand: Command = async (words) => {
  const { values, names } = readArguments(words, { values: ['with'], flags: ['json'], names: [1, 1] });
  const other = values.with === undefined ? undefined : otherVersion(values.with);
  const judging = { configuration: configurationOf(), now: new Date(), ...(other && { other }) };
  const { calls, close } = opened(names[0] ?? '');
  try {
    const asJson = values.json === 'true';
    const summary = await replayed(calls, judging, asJson);
    if (asJson) await say(JSON.stringify({ kind: 'summary', ...summary }));
    else for (const line of summaryText(summary)) await say(line);
    if (summary.changed > 0) return SOMETHING_CHANGES;
    return replayedCalls(summary) === 0 ? NOTHING_TO_DO : 0;
  } finally {
    await close();
  }
};

function otherVersion(written: string) {
  const [, id, version] = /^([^@]+)@([^@]+)$/.exec(written) ?? [];
  if (id === undefined || version === undefined) throw new UsageError('--with must be <policy>@<version>');
  return versionOf(id, version);
}

function opened(source: string): { readonly calls: AsyncIterable<Stored>; readonly close: () => Promise<void> } {
  if (!/^(file:|postgres:\/\/)/.test(source)) return { calls: callsOfFolder(source), close: async () => undefined };
  const archive = openArchive(source);
  return { calls: callsOfRecord(archive), close: () => archive.close() };
}

/** Replays one call after the other, and tells each change as it is found: nothing is held but the counts. */
async function replayed(calls: AsyncIterable<Stored>, judging: Judging, asJson: boolean): Promise<Summary> {
  const summary = emptySummary();
  const progress = showProgress();
  for await (const stored of calls) {
    const each = await replayCall(stored, judging);
    count(summary, each);
    const changes = each.kind === 'replayed' ? each.comparisons.filter(isChanged) : [];
    if (changes.length > 0) progress.clear();
    for (const change of changes) {
      if (asJson) await say(JSON.stringify({ kind: 'change', call: stored.name, ...change }));
      else for (const line of [...changeText(stored.name, change), '']) await say(line);
    }
    progress.show(`${summary.calls} calls, ${summary.changed} would change`);
  }
  progress.clear();
  return summary;
}
