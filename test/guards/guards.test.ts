import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerGuards } from './caller-guards.ts';
import { crdGuards } from './crd-guards.ts';
import { guards as chartGuards, type Guard } from './guards.ts';
import { httpGuards } from './http-guards.ts';
import { networkGuards } from './network-guards.ts';
import { recordGuards } from './record-guards.ts';
import { smartGuards } from './smart-guards.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const COPIED = ['src', 'test', 'demo', 'cds-services.json', 'package.json', 'tsconfig.json'];
const every = [
  ...chartGuards,
  ...crdGuards,
  ...networkGuards,
  ...callerGuards,
  ...recordGuards,
  ...httpGuards,
  ...smartGuards,
];
/** `npm run guards` takes each one away, which takes many minutes; `npm test` every fifth. */
const guards = process.env.GUARDS === 'all' ? every : every.filter((_, index) => index % 5 === 0);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guards-'));
  // PostgreSQL runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The project in a folder of its own. */
function copyOf(name: string): string {
  const copy = join(folder, name);
  for (const each of COPIED) cpSync(join(ROOT, each), join(copy, each), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

function copyWithout({ file, from, to }: Guard, name: string): string {
  const copy = copyOf(name);
  const source = readFileSync(join(copy, file), 'utf8');
  expect(source.split(from), `${file} holds once: ${from}`).toHaveLength(2);
  writeFileSync(join(copy, file), source.replace(from, to));
  return copy;
}

const run = (copy: string, tests: readonly string[], named: string) =>
  new Promise<{ readonly red: boolean; readonly output: string }>((done) => {
    const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', ...tests, '-t', named], { cwd: copy });
    const output: string[] = [];
    child.stdout.on('data', (chunk) => output.push(String(chunk)));
    child.stderr.on('data', (chunk) => output.push(String(chunk)));
    child.on('close', (code) => done({ red: code !== 0, output: output.join('') }));
  });

/** A guard that can be taken away unnoticed is none: without each of them, a test turns red. */
describe.concurrent('without a guard a test turns red', () => {
  test('and with all of them the same tests are green', async () => {
    const tests = [...new Set(guards.map((each) => each.tests))];
    const { red, output } = await run(copyOf('whole'), tests, guards.map(({ named }) => named).join('|'));
    expect(red, output).toBe(false);
  }, 300_000);

  test.each(guards.map((each, index) => [each.guard, each, index] as const))(
    '%s',
    async (_, guard, index) => {
      const { red, output } = await run(copyWithout(guard, String(index)), [guard.tests], guard.named);
      expect(red, output).toBe(true);
      expect(output).toMatch(/Tests .*failed/);
    },
    300_000,
  );
});
