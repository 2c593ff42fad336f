import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { filled } from '../src/pages/blocks.ts';
import { factsPage } from '../src/pages/facts-page.ts';
import { kindsBlock } from '../src/pages/kinds-block.ts';
import { meaningBlocks } from '../src/pages/meaning-blocks.ts';
import { type PolicyOnPage, policyPage } from '../src/pages/policy-page.ts';
import { registerPage } from '../src/pages/register-page.ts';
import { sitePage } from '../src/pages/site-page.ts';
import { payers, policies, siteOfCarePolicies } from '../src/policies/index.ts';
import { rows as siteRows } from '../test/policies/cigna/site-of-care-rows.ts';
import { blankPatient } from '../test/support/blank-patient.ts';
import type { DecisionTable } from '../test/support/decision-table.ts';
import { readTables } from '../test/support/tables.ts';
import { cliBlocks } from './cli-blocks.ts';
import { conformancePage } from './conformance/page.ts';
import { standards } from './conformance/standards.ts';
import { operationsBlocks } from './operations-blocks.ts';
import { securityBlocks } from './security/blocks.ts';

/** Writes the generated pages, those under docs/ and SECURITY.md, or with `--check` fails and names those that are stale. */

const ROOT = resolve(import.meta.dirname, '..');
const PAGES = join(ROOT, 'docs/policies');

const tables = await readTables();
const shown = pagesOf(tables);
const siteTable = siteRows.map(([what, , outcome, { lines = {} } = {}]) => ({ what, outcome, lines }));
const written = new Map([
  ...shown.map((each) => [join(PAGES, `${each.versions[0].id}.md`), policyPage(each)] as const),
  ...siteOfCarePolicies.map(
    (policy) => [join(PAGES, `${policy.id}.md`), sitePage(policy, payerName(policy.payer), siteTable)] as const,
  ),
  [
    join(PAGES, 'README.md'),
    registerPage(
      shown,
      siteOfCarePolicies.map((policy) => [policy, payerName(policy.payer), siteRows.length]),
    ),
  ],
  [join(ROOT, 'docs/facts.md'), factsPage()],
  [join(ROOT, 'docs/conformance.md'), conformancePage(standards)],
  ...handWritten('docs/writing-a-policy.md', { kinds: kindsBlock() }),
  ...handWritten('SECURITY.md', securityBlocks()),
  ...handWritten('docs/operations.md', await operationsBlocks()),
  ...handWritten('docs/cli.md', await cliBlocks()),
  ...handWritten('docs/meaning.md', meaningBlocks(blankPatient('hemgenix'))),
]);
const strays = textsIn(PAGES).filter((file) => !written.has(file));
const stale = [...written].filter(([file, text]) => textOf(file) !== text).map(([file]) => file);

if (process.argv.includes('--check')) check();
else write();

function check(): void {
  const wrong = [...stale, ...strays].map((file) => relative(ROOT, file));
  process.exitCode = wrong.length === 0 ? 0 : 1;
  process.stdout.write(
    wrong.length === 0 ? `${written.size} pages are fresh\n` : `stale, run \`npm run pages\`:\n${wrong.join('\n')}\n`,
  );
}

function write(): void {
  mkdirSync(PAGES, { recursive: true });
  for (const file of stale) writeFileSync(file, written.get(file) ?? '');
  for (const file of strays) rmSync(file);
  process.stdout.write(`${written.size} pages, ${stale.length} written anew, ${strays.length} taken away\n`);
}

function payerName(payer: string): string {
  return payers.find(({ id }) => id === payer)?.name ?? payer;
}

/** One page for each policy id, its versions newest first. A version without a table has its page all the same. */
function pagesOf(held: readonly DecisionTable[]): readonly PolicyOnPage[] {
  const byId = Map.groupBy(policies, ({ id }) => id);
  return [...byId.values()].flatMap((versions) => {
    const [newest, ...older] = [...versions].sort((left, right) => (left.version < right.version ? 1 : -1));
    if (newest === undefined) return [];
    return {
      versions: [newest, ...older] as const,
      payer: payerName(newest.payer),
      tables: held.filter(({ policy }) => policy.id === newest.id).map(tableOnPage),
    };
  });
}

function tableOnPage({ policy, patient, rows }: DecisionTable): PolicyOnPage['tables'][number] {
  return {
    version: policy.version,
    patient,
    rows: rows.map(([what, , outcome, lines = {}]) => ({ what, outcome, lines })),
  };
}

function handWritten(file: string, blocks: Readonly<Record<string, readonly string[]>>) {
  const path = join(ROOT, file);
  return [[path, filled(textOf(path) ?? '', blocks)] as const];
}

function textsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((file) => join(folder, file));
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
