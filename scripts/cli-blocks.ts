import { resolve } from 'node:path';
import { determinationText } from '../src/commands/determination-text.ts';
import { help } from '../src/commands/help.ts';
import { commandHelp, overview } from '../src/commands/help-text.ts';
import { judgeInput } from '../src/commands/judge.ts';
import { readInput } from '../src/commands/read-input.ts';
import { readConfiguration } from '../src/config.ts';
import { payers } from '../src/policies/index.ts';

/** What docs/cli.md takes from the commands themselves: what each says of itself, and one answer. */
export async function cliBlocks(): Promise<Readonly<Record<string, readonly string[]>>> {
  return {
    overview: fenced(overview()),
    judged: fenced(await judgedDemo()),
    ...Object.fromEntries(Object.entries(help).map(([name, each]) => [name, fenced(commandHelp(each))])),
  };
}

const fenced = (lines: readonly string[]): readonly string[] => ['```text', ...lines, '```'];

/** As the page names it. */
const CHART = resolve(import.meta.dirname, '../src/demo/patients/hemgenix-missing.json');

/** Lines of the list of criteria that are shown. */
const CRITERIA_SHOWN = 8;

async function judgedDemo(): Promise<readonly string[]> {
  const chart = readInput(CHART);
  const configuration = readConfiguration(
    {},
    payers.map(({ id }) => id),
  );
  const judged = await judgeInput(chart, {}, { configuration, now: () => new Date('2026-08-14T15:00:00Z') });
  const lines = judged.determinations.flatMap((each) => determinationText(each, judged.summaries.get(each.id)));
  return [...lines.slice(0, lines.indexOf('Criteria') + 1 + CRITERIA_SHOWN), '…'];
}
