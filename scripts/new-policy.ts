import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { dayOf } from '../src/facts/day.ts';
import { type DrugName, drugDefinition, drugNames } from '../src/facts/drugs.ts';
import * as draft from './policy-draft.ts';

/**
 * `npm run new-policy -- <payer> <drug> <YYYY-MM-DD>`: a draft of one attested line with its decision table, listed and
 * passing; or, where the payer's policy on the drug is held, its next version as a copy of the newest.
 */

const ROOT = resolve(import.meta.dirname, '..');
const touched: string[] = [];

try {
  create(...readRequest(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}

function readRequest([payer = '', drug = '', day = '', ...more]: readonly string[]): [string, DrugName, string] {
  if (more.length > 0 || day === '') throw new Error('usage: npm run new-policy -- <payer> <drug> <YYYY-MM-DD>');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(payer))
    throw new Error(`payer "${payer}": small letters, digits and single hyphens, a letter first`);
  const known = drugNames.find((name) => name === drug);
  if (known === undefined)
    throw new Error(`drug "${drug}" is not in src/facts/drugs.ts; add it there with its codes first`);
  if (dayOf(day) !== day) throw new Error(`"${day}" is no day: write YYYY-MM-DD`);
  return [payer, known, day];
}

function create(payer: string, drug: DrugName, day: string): void {
  const folder = join('src/policies', payer, drug);
  const newest = versionsIn(folder).at(-1);
  if (existsSync(join(ROOT, folder, `${day}.ts`))) throw new Error(`${folder}/${day}.ts is there already`);
  if (newest !== undefined && newest > day)
    throw new Error(`${newest} is held; an earlier version is written by hand, as differences (docs/decisions/0006)`);
  if (newest === undefined && existsSync(join(ROOT, folder)))
    throw new Error(`${folder} holds no dated version: write the next one by hand`);
  const names = draft.namesOf(payer, drug, day, drugDefinition(drug).display);
  const newPayer = !existsSync(join(ROOT, 'src/policies', payer, 'payer.ts'));
  if (newPayer) put(join('src/policies', payer, 'payer.ts'), draft.payerFile(names));
  if (newest === undefined) firstVersion(folder, names);
  else nextVersion(folder, names, newest);
  change('src/policies/index.ts', (text) => draft.listed(text, names, newPayer));
  tidy();
  process.stdout.write(
    `${touched.join('\n')}\n\nNow docs/writing-a-policy.md, step by step; then \`npm run pages\` and \`npm test\`.\n`,
  );
}

function firstVersion(folder: string, names: draft.Names): void {
  put(join(folder, 'about.ts'), draft.aboutFile(names));
  put(join(folder, `${names.day}.ts`), draft.versionFile(names));
  put(join('test/policies', names.payer, `${names.drug}.table.ts`), draft.tableFile(names));
  put(join('test/policies', names.payer, `${names.drug}.test.ts`), draft.testFile(`${names.drug}.table.ts`));
}

/** The newest version once more under the new day; the old one ends the day before. Its table starts as the same rows. */
function nextVersion(folder: string, names: draft.Names, newest: string): void {
  const former = join(folder, `${newest}.ts`);
  const text = readFileSync(join(ROOT, former), 'utf8');
  const closed = draft.ended(text, newest, dayBefore(names.day));
  put(join(folder, `${names.day}.ts`), draft.copied(text, newest, names.day));
  change(former, () => closed);
  const table = join('test/policies', names.payer, `${names.drug}.table.ts`);
  if (!existsSync(join(ROOT, table))) {
    process.stdout.write(`${table} is not there: write the decision table of ${names.day} by hand\n`);
    return;
  }
  const file = `${names.drug}-${names.day}.table.ts`;
  const held = readdirSync(join(ROOT, dirname(table))).filter((each) => each.startsWith(names.drug));
  const own = held.find((each) => each === `${names.drug}-${newest}.table.ts`) ?? `${names.drug}.table.ts`;
  put(join(dirname(table), file), draft.nextTableFile(names, newest, own));
  put(join(dirname(table), file.replace('.table.ts', '.test.ts')), draft.testFile(file));
}

function versionsIn(folder: string): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .flatMap((file) => /^(\d{4}-\d{2}-\d{2})\.ts$/.exec(file)?.[1] ?? [])
    .sort();
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function put(file: string, text: string): void {
  mkdirSync(join(ROOT, dirname(file)), { recursive: true });
  writeFileSync(join(ROOT, file), text, { flag: 'wx' });
  touched.push(file);
}

function change(file: string, by: (text: string) => string): void {
  writeFileSync(join(ROOT, file), by(readFileSync(join(ROOT, file), 'utf8')));
  touched.push(file);
}

/** Format and order of imports, as the linter wants them. */
function tidy(): void {
  const biome = join(ROOT, 'node_modules/.bin/biome');
  spawnSync(biome, ['check', '--write', ...touched], { cwd: ROOT, stdio: 'ignore' });
}
