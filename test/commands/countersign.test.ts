import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commandNames, help } from '../../src/commands/help.ts';
import { commandHelp, overview } from '../../src/commands/help-text.ts';
import { chartBundle } from '../support/chart-bundle.ts';
import { demoCall, demoRecords, orderWith, prefetched, without } from '../support/demo-patient.ts';
import { freePort, ready } from '../support/process.ts';
import { anEntry, open, sqlite } from '../support/record.ts';

/** Each test starts processes, and a machine may be busy. */
vi.setConfig({ testTimeout: 60_000 });

const PROGRAM = resolve(import.meta.dirname, '../../src/commands/countersign.ts');
const engine = sqlite();
const folder = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
const written = (name: string, content: unknown) => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const start = (words: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
  spawn(PROGRAM, words, {
    cwd: folder,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...variables },
  });

/** Runs the command as a person does: by its name, which finds its Node on the path. */
function run(words: readonly string[], { stdin = '', ...variables }: Record<string, string> = {}) {
  const child = start(words, variables);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += chunk));
  child.stderr.on('data', (chunk) => (said.stderr += chunk));
  child.stdin.on('error', () => undefined).end(stdin);
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (code) => done({ code, ...said })),
  );
}

let record: string;
beforeAll(async () => {
  record = (await engine.newStore()).address;
  const store = open(record);
  await store.journal.append([anEntry()]);
  await store.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
});

const chart = chartBundle([...without('aav5-titer'), orderWith({})]);

describe('countersign', () => {
  test('tells how it is used: on stdout where that was asked for, on stderr where nothing is known by that name', async () => {
    const [asked, nothing, unknown, ofOne] = await Promise.all([
      run(['--help']),
      run([]),
      run(['Canary']),
      run(['judge', '--help']),
    ]);
    expect(asked).toEqual({ code: 0, stdout: `${overview().join('\n')}\n`, stderr: '' });
    expect(nothing).toEqual({ code: 2, stdout: '', stderr: asked.stdout });
    expect(unknown).toEqual({ code: 2, stdout: '', stderr: `unknown command\n${asked.stdout}` });
    expect(ofOne).toEqual({ code: 0, stdout: `${commandHelp(help.judge).join('\n')}\n`, stderr: '' });
  });

  test.each(commandNames.map((name) => [name]))('%s: its help fits 80 columns and names its exit codes', (name) => {
    const lines = commandHelp(help[name]);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.slice(lines.indexOf('Exit codes:')).join('\n')).toMatch(/^ {2}0 {2}[\s\S]*^ {2}2 {2}wrong usage$/m);
  });
});

describe('countersign judge', () => {
  test('prints the card and every criterion, in words and without colour', async () => {
    const { code, stdout, stderr } = await run(['judge', written('chart.json', chart)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Documentation missing: Hemgenix, still open: anti-AAV5 titer/);
    expect(stdout).toMatch(/^Still needed\n- Document: Anti-AAV5/m);
    expect(stdout).toMatch(
      /^Document missing {2}HKS-III\.8 anti-AAV5 titer \(III, bullet 8\): nothing found on\n +record$/m,
    );
    expect(stdout).toMatch(/^Document missing {4}HKS-III\.8a /m);
    expect(stdout.match(/[^\n -~]/)).toBeNull();
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('gives the determinations as JSON, from stdin too', async () => {
    const { code, stdout } = await run(['judge', '-', '--json', '--order', 'demo-order'], {
      stdin: JSON.stringify(chart),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        ...{ order: 'MedicationRequest/demo-order', asOf: '2026-08-14', outcome: 'missing-documentation' },
        stillNeeded: [{ criterion: 'HKS-III.8', kind: 'document' }],
      },
    ]);
  });

  test('with nothing to judge ends with 3', async () => {
    const other = chartBundle([...demoRecords, orderWith({ medicationCodeableConcept: { text: 'Amoxicillin' } })]);
    expect(await run(['judge', written('other.json', other)])).toEqual({
      ...{ code: 3, stderr: '', stdout: 'nothing to judge: no order is for a drug that a held policy concerns\n' },
    });
  });

  test('says on stderr what its answer leaves out, and nothing of the patient', async () => {
    const server = { fhirServer: 'http://127.0.0.1:1/Canary' };
    const file = written('call.json', demoCall({ prefetch: prefetched(demoRecords), ...server }));
    expect(await run(['judge', file, '--json', '--payer', 'excellus'])).toMatchObject({
      code: 0,
      stderr: [
        'the request names a FHIR server, which is not asked: what was not prefetched is not read',
        '--payer was not needed: the chart holds a coverage, and that counts\n',
      ].join('\n'),
    });
  });

  test('refuses what is no JSON in one line, with 1', async () => {
    const stdin = '{"resourceType":"Bundle","entry":[{"Canary"';
    expect(await run(['judge', '-'], { stdin })).toEqual({
      ...{ code: 1, stdout: '', stderr: 'the file is not JSON, or not whole\n' },
    });
  });
});

describe('countersign policies and diff', () => {
  test('list, tell and compare; --json gives data', async () => {
    const [list, one, difference] = await Promise.all([
      run(['policies']),
      run(['policies', 'hemgenix-bcbsks', '2026-01-08', '--json']),
      run(['diff', 'hemgenix-bcbsks', '2026-01-08', '2026-07-23', '--json']),
    ]);
    expect(list.stdout).toMatch(/^hemgenix-bcbsks +bcbsks +Hemgenix +2026-07-23 +2026-07-23 to further notice +\d+$/m);
    expect(JSON.parse(one.stdout)).toMatchObject({ id: 'hemgenix-bcbsks', version: '2026-01-08' });
    const { changes, ...between } = JSON.parse(difference.stdout);
    expect(between).toEqual({ policy: 'hemgenix-bcbsks', before: '2026-01-08', now: '2026-07-23' });
    expect(changes).toHaveLength(5);
  });
});

describe('countersign replay', () => {
  test('tells what another wording would change, then the counts; ends with 4', async () => {
    written('requests/1.json', demoCall({ prefetch: prefetched(without('aav5-titer')) }));
    const words = ['replay', 'requests', '--with', 'hemgenix-bcbsks@2026-01-08'];
    const [text, json] = await Promise.all([run(words), run([...words, '--json'])]);
    expect({ code: text.code, stderr: text.stderr }).toEqual({ code: 4, stderr: '' });
    expect(text.stdout).toContain(
      [
        'MedicationRequest/demo-order, call 1.json',
        '  hemgenix-bcbsks 2026-07-23 -> hemgenix-bcbsks 2026-01-08',
        '  missing-documentation -> attestation-needed\n',
      ].join('\n'),
    );
    expect(text.stdout).toMatch(
      /^hemgenix-bcbsks\n +1 +1 {2}missing-documentation -> attestation-needed\n\n1 calls, 1 replayed; 1 determinations, 1 would change\n$/m,
    );
    const [change, summary] = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(change).toMatchObject({ kind: 'change', call: '1.json', after: { outcome: 'attestation-needed' } });
    expect(summary).toMatchObject({ kind: 'summary', calls: 1, changed: 1, notReplayed: {} });
  });

  test('with nothing to replay ends with 3', async () => {
    mkdirSync(join(folder, 'empty'));
    const nothing = '0 calls, 0 replayed; 0 determinations, 0 would change\n';
    expect(await run(['replay', 'empty'])).toEqual({ code: 3, stdout: nothing, stderr: '' });
    expect(await run(['replay', record])).toEqual({ code: 3, stdout: nothing, stderr: '' });
  });
});

describe('countersign for the service and its record', () => {
  test('reaches the commands on the record', async () => {
    const [whole, found, report, alone] = await Promise.all([
      run(['record', 'verify', '--storage', record]),
      run(['record', 'find', '--patient', '1', '--storage', record]),
      run(['report', '--json', '--storage', record]),
      run(['record', 'Canary']),
    ]);
    expect(whole).toMatchObject({ code: 0, stdout: expect.stringMatching(/^whole: 1 rows/) });
    expect(JSON.parse(found.stdout)).toMatchObject({ kind: 'determination', patient: '1' });
    expect(JSON.parse(report.stdout)).toMatchObject({ policies: [] });
    expect({ ...alone, stderr: alone.stderr.startsWith('usage: countersign record verify') }).toEqual({
      code: 2,
      stdout: '',
      stderr: true,
    });
  });

  test('serves as npm start does', async () => {
    const port = await freePort();
    const child = start(['serve'], { PORT: `${port}` });
    const exit = new Promise((done) => child.on('exit', done));
    child.stdout.resume();
    await ready(`http://127.0.0.1:${port}`);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
});

describe('docs/cli.md', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/cli.md'), 'utf8');

  test('its example of a chart is there, and its first lines are what the command says', async () => {
    const [, example = ''] = /^npx countersign judge (src\S+)$/m.exec(page) ?? [];
    const { code, stdout } = await run(['judge', resolve(import.meta.dirname, '../..', example)]);
    expect(code).toBe(0);
    const [, shown = ''] = /<!-- block: judged.*\n```text\n([\s\S]*?)\n…\n```/.exec(page) ?? [];
    expect(stdout.startsWith(shown)).toBe(true);
    expect(shown).toContain('Criteria\n');
  });

  test('its examples name commands and options that there are', () => {
    const examples = [...page.matchAll(/^(?:.*\| )?npx countersign (.+)$/gm)].map(([, words = '']) => words.split(' '));
    expect(new Set(examples.map(([name]) => name))).toEqual(new Set(commandNames));
    for (const [name, ...words] of examples) {
      const { usage, options } = help[name as keyof typeof help];
      const known = `${usage.join(' ')} ${options.map(([option]) => option).join(' ')}`.match(/--[a-z-]+/g);
      for (const option of words.filter((word) => word.startsWith('--'))) expect(known).toContain(option);
    }
  });
});
