import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything a change must pass: types, lint and format, fresh pages, tests. Ends with the counts on a line of their own. */

const report = join(mkdtempSync(join(tmpdir(), 'countersign-check-')), 'tests.json');

const run = (command: string, ...parameters: readonly string[]): boolean => {
  process.stdout.write(`\n> ${command} ${parameters.join(' ')}\n`);
  const program = command === 'node' ? process.execPath : join(import.meta.dirname, '../node_modules/.bin', command);
  return spawnSync(program, parameters, { stdio: 'inherit' }).status === 0;
};

const checks = [
  run('tsc', '--noEmit'),
  run('tsc', '--noEmit', '-p', 'tsconfig.smart.json'),
  run('tsc', '--project', join(import.meta.dirname, '../web')),
  run('biome', 'check', '--error-on-warnings', '.'),
  run('node', join(import.meta.dirname, 'pages.ts'), '--check'),
  run('node', join(import.meta.dirname, 'web.ts'), '--check'),
  run('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`),
];

const tests = readCounts();
const passed = checks.slice(0, -1).filter(Boolean).length + tests.passed;
const failed = checks.slice(0, -1).filter((ok) => !ok).length + tests.failed;
process.stdout.write(
  `\n${passed} passed, ${failed} failed${tests.skipped === 0 ? '' : `, ${tests.skipped} skipped`}\n`,
);
process.exitCode = checks.every(Boolean) && failed === 0 ? 0 : 1;

/** The counts of the test run; a run that left no report has failed. */
function readCounts(): { readonly passed: number; readonly failed: number; readonly skipped: number } {
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      success: boolean;
    };
    const failedFiles = counts.success || counts.numFailedTests > 0 ? 0 : 1;
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + failedFiles,
      skipped: counts.numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
