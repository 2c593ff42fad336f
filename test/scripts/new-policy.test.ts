import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git', 'coverage', 'data']);
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'countersign-new-policy-'));
  cpSync(ROOT, copy, { recursive: true, filter: (file) => !LEFT_OUT.has(basename(file)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a program in the copy, without what this test run put into the environment. */
function run(program: string, ...parameters: readonly string[]) {
  const command = program === 'node' ? process.execPath : join(copy, 'node_modules/.bin', program);
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    cwd: copy,
    encoding: 'utf8',
    env: { PATH, HOME },
  });
  return { status, says: stdout + stderr };
}
const create = (...parameters: readonly string[]) => run('node', 'scripts/new-policy.ts', ...parameters);
const read = (file: string) => readFileSync(join(copy, file), 'utf8');

describe('npm run new-policy', () => {
  test.each([
    ['a drug that is not in the tables', ['acme', 'notadrug', '2027-01-01'], 'is not in src/facts/drugs.ts'],
    ['a day that does not exist', ['acme', 'gamifant', '2027-02-30'], 'is no day'],
    ['a day that is none', ['acme', 'gamifant', 'soon'], 'is no day'],
    ['a version that is held', ['bcbsks', 'hemgenix', '2026-07-23'], 'is there already'],
    ['a version before one that is held', ['bcbsks', 'hemgenix', '2026-05-01'], 'an earlier version'],
    ['a payer that is no folder', ['../acme', 'gamifant', '2027-01-01'], 'payer'],
    ['too little', ['acme', 'gamifant'], 'usage'],
  ])('refuses %s, and writes nothing', (_, parameters, says) => {
    const index = read('src/policies/index.ts');
    const refused = create(...parameters);
    expect(refused.status).toBe(2);
    expect(refused.says).toContain(says);
    expect(read('src/policies/index.ts')).toBe(index);
  });

  test('leaves a new policy of a new payer, and the next version of a held one, that compile, lint and pass', () => {
    expect(create('acme-health', 'gamifant', '2027-01-01')).toMatchObject({ status: 0 });
    expect(create('bcbsks', 'hemgenix', '2027-03-01')).toMatchObject({ status: 0 });
    expect(read('src/policies/bcbsks/hemgenix/2026-07-23.ts')).toContain("until: '2027-02-28'");
    expect(read('src/policies/acme-health/gamifant/2027-01-01.ts')).toContain('Draft');
    expect(run('tsc', '--noEmit')).toEqual({ status: 0, says: '' });
    expect(run('biome', 'check', '--error-on-warnings', 'src', 'test')).toMatchObject({ status: 0 });
    expect(run('node', 'scripts/pages.ts', '--check').says).toContain('docs/policies/gamifant-acme-health.md');
    expect(run('node', 'scripts/pages.ts')).toMatchObject({ status: 0 });
    expect(run('node', 'scripts/pages.ts', '--check')).toMatchObject({ status: 0 });
    const tables = ['test/policies/acme-health', 'test/policies/bcbsks/hemgenix-2027-03-01.test.ts'];
    const tested = run('vitest', 'run', ...tables, 'test/policies/every-policy.test.ts');
    expect(tested.says).toMatch(/Test Files .*3 passed/);
    expect(tested.status).toBe(0);
  }, 300_000);
});
