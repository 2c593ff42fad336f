import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isChanged } from '../../src/commands/comparison.ts';
import { versionOf } from '../../src/commands/find-policy.ts';
import { replayCall } from '../../src/commands/replay-call.ts';
import { count, emptySummary } from '../../src/commands/replay-summary.ts';
import { callsOfRecord } from '../../src/commands/stored-calls.ts';
import { readConfiguration } from '../../src/config.ts';
import { payers } from '../../src/policies/index.ts';
import { writeLargeRecord } from '../support/large-record.ts';
import { anEntry, onBothEngines, open, sqlite } from '../support/record.ts';

/** Each test starts processes, and a machine may be busy. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CALLS = 360;
const VERSION = ['hemgenix-bcbsks', '2026-01-08'] as const;
const WITH = ['--with', VERSION.join('@'), '--json'];

const folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => {
  files += 1;
  return join(folder, `state-${files}.json`);
};

/** `countersign replay` as a process; `atLine` is told each line of stdout as it comes. */
function replayed(
  words: readonly string[],
  { atLine, variables }: { atLine?: (kill: (signal: NodeJS.Signals) => void) => void; variables?: object } = {},
) {
  const program = resolve(import.meta.dirname, '../../src/commands/countersign.ts');
  const child = spawn(process.execPath, [program, 'replay', ...words], {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let stderr = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    atLine?.((signal) => void child.kill(signal));
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise<{ code: number | null; lines: readonly string[]; stderr: string }>((done) =>
    child.on('close', (code) => done({ code, lines, stderr })),
  );
}

/** Sends a signal at that line of stdout. */
const at = (line: number, signal: NodeJS.Signals) => {
  let lines = 0;
  return {
    atLine: (kill: (signal: NodeJS.Signals) => void) => {
      lines += 1;
      if (lines === line) kill(signal);
    },
  };
};

onBothEngines('a large record, %s', (_, makeEngine) => {
  const engine = makeEngine();
  let storage: string;
  let expected: readonly string[];
  beforeAll(async () => {
    await engine.start();
    storage = (await engine.newStore()).address;
    await writeLargeRecord(storage, CALLS);
    const { journal, archive, close } = open(storage);
    await journal.append([
      anEntry({ kind: 'call', id: 'no JSON', call: 'no JSON', content: 'nothing' }),
      anEntry({ kind: 'call', id: 'refused', call: 'refused', content: '{}', status: 401 }),
      anEntry({ kind: 'feedback' }),
    ]);
    expected = await oneAfterTheOther(archive);
    await close();
  });
  afterAll(engine.stop);

  /** What is to be told: each call judged here, one after the other. */
  async function oneAfterTheOther(archive: ReturnType<typeof open>['archive']): Promise<readonly string[]> {
    const configuration = readConfiguration(
      {},
      payers.map(({ id }) => id),
    );
    const judging = { configuration, now: new Date(), other: versionOf(...VERSION) };
    const summary = emptySummary();
    const lines: string[] = [];
    for await (const call of callsOfRecord(archive)) {
      const each = await replayCall(call, judging);
      count(summary, each);
      for (const change of each.kind === 'replayed' ? each.comparisons.filter(isChanged) : [])
        lines.push(JSON.stringify({ kind: 'change', call: call.name, ...change }));
    }
    return [...lines, JSON.stringify({ kind: 'summary', ...summary })];
  }

  test('by one worker or by many: the same changes in the same order, and the same counts', async () => {
    expect(expected.length).toBeGreaterThan(50);
    expect(expected.at(-1)).toContain('"notReplayed":{"not-readable":1,"answered-with-an-error":1}');
    for (const workers of [[], ['--workers', '1'], ['--workers', '5']])
      expect(await replayed([storage, ...WITH, ...workers])).toEqual({ code: 4, lines: expected, stderr: '' });
  });

  test('killed again and again and gone on with: no change is lost, some may be told twice, and the counts are the same', async () => {
    const words = [storage, ...WITH, '--resume', newFile()];
    const told: string[] = [];
    for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL'] as const) {
      const { code, lines } = await replayed([...words, '--workers', '1'], at(5, signal));
      expect(code).toBe(signal === 'SIGTERM' ? 143 : null);
      told.push(...lines);
    }
    const last = await replayed(words);
    expect(last).toMatchObject({ code: 4, stderr: '' });
    expect(last.lines.at(-1)).toBe(expected.at(-1));
    expect(last.lines.length).toBeLessThan(expected.length);
    expect([...new Set([...told, ...last.lines])].toSorted()).toEqual(expected.toSorted());
  });

  test('stopped by a signal and gone on with: each change is told once, in its order, and nothing that was written since', async () => {
    const file = newFile();
    const words = [storage, ...WITH, '--resume', file];
    const first = await replayed([...words, '--workers', '1'], at(5, 'SIGTERM'));
    expect(first.code).toBe(143);
    expect(first.stderr).toMatch(/^stopped after \d+ calls; the same command goes on from there\n$/);
    const { journal, close } = open(storage);
    await journal.append([anEntry({ kind: 'call', id: 'later', call: 'later', content: 'nothing' })]);
    await close();
    const second = await replayed([...words, '--workers', '1'], at(5, 'SIGINT'));
    expect(second.code).toBe(130);
    const last = await replayed(words);
    expect(last.code).toBe(4);
    expect([...first.lines, ...second.lines, ...last.lines]).toEqual(expected);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a replay that was stopped is not gone on with', () => {
  const engine = sqlite();
  let storage: string;
  let words: readonly string[];
  let stopped: string;
  let file: string;
  beforeAll(async () => {
    storage = (await engine.newStore()).address;
    await writeLargeRecord(storage, CALLS);
    file = newFile();
    words = [...WITH, '--resume', file];
    await replayed([storage, ...words, '--workers', '1'], at(5, 'SIGTERM'));
    stopped = readFileSync(file, 'utf8');
  });
  afterAll(engine.stop);
  const refusal = async (given: readonly string[], variables = {}) => {
    const { code, lines, stderr } = await replayed(given, { variables });
    expect(lines).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(stopped);
    return [code, stderr];
  };

  test('by another version, in another form, or on another folder or record', async () => {
    const [resume, other] = [['--resume', file], 'hemgenix-bcbsks@2026-07-23'];
    const begun = (differs: string) => [1, `--resume: the replay in that file was begun ${differs}\n`];
    const store = (await engine.newStore()).address;
    await writeLargeRecord(store, 12);
    expect(await refusal([storage, '--json', ...resume])).toEqual(begun('with another --with'));
    expect(await refusal([storage, '--json', '--with', other, ...resume])).toEqual(begun('with another --with'));
    expect(await refusal([storage, ...WITH.slice(0, 2), ...resume])).toEqual(
      begun('with --json, or without it, and now it is the other way'),
    );
    expect(await refusal([folder, ...words])).toEqual(begun('on another folder or record'));
    expect(await refusal([store, ...words])).toEqual([
      1,
      '--resume: the call after which that replay stopped is not there: it is another record, or cut\n',
    ]);
  });

  test('with another configuration, or by another program', async () => {
    const configuration = join(folder, 'configuration.json');
    writeFileSync(configuration, '{"defaultPayer":"cigna"}');
    expect(await refusal([storage, ...words], { COUNTERSIGN_CONFIG: configuration })).toEqual([
      1,
      '--resume: the replay in that file was begun with another configuration\n',
    ]);
    const { terms, ...rest } = JSON.parse(stopped);
    const older = newFile();
    writeFileSync(older, JSON.stringify({ ...rest, terms: { ...terms, program: 'older' } }));
    expect(await refusal([storage, ...WITH, '--resume', older])).toEqual([
      1,
      '--resume: the replay in that file was begun by another version of the program or of its policies\n',
    ]);
  });

  test('where the file is none of a replay, or cannot be written', async () => {
    const other = newFile();
    writeFileSync(other, '{"a":1}');
    expect(await refusal([storage, ...WITH, '--resume', other])).toEqual([
      1,
      '--resume: the file is there, and holds no state of a replay\n',
    ]);
    expect(readFileSync(other, 'utf8')).toBe('{"a":1}');
    expect(await refusal([storage, ...WITH, '--resume', join(folder, 'nowhere', 'state.json')])).toEqual([
      1,
      '--resume: the file cannot be written\n',
    ]);
  });
});
