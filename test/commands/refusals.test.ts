import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Command } from '../../src/commands/cli.ts';
import { diffCommand } from '../../src/commands/diff.ts';
import { judgeCommand } from '../../src/commands/judge.ts';
import { policiesCommand } from '../../src/commands/policies.ts';
import { replayCommand } from '../../src/commands/replay.ts';
import { BadInput, endingOf, UsageError } from '../../src/commands/told.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-refusals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (content: string | Buffer) => {
  const path = join(folder, 'input.json');
  writeFileSync(path, content);
  return path;
};

/** How a command ends with these words: its code, and the lines of stderr. */
async function ended(command: Command, words: readonly string[]): Promise<readonly [number, ...string[]]> {
  try {
    return [await command(words)];
  } catch (error) {
    const { code, says } = endingOf(error, 'USAGE');
    return [code, ...says.split('\n')];
  }
}

describe('a file that cannot be judged: one line, and 1', () => {
  test.each([
    ['no JSON', '{"Canary"', 'the file is not JSON, or not whole'],
    ['nothing', '', 'the file is not JSON, or not whole'],
    ['no text', Buffer.from([0x22, 0xff, 0x22]), 'the file is not UTF-8'],
    [
      'a name that stands twice',
      '{"Canary":1,"Canary":2}',
      'a name stands twice in one object of the file, so which one counts is not known',
    ],
    ['what nests too deep', `${'['.repeat(99)}${']'.repeat(99)}`, 'the file nests deeper than any resource does'],
    ['more than any chart holds', `[${'1,'.repeat(1_000_001)}1]`, 'the file holds more values than any chart does'],
    [
      'a Bundle without a patient',
      '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","id":"Canary"}}]}',
      'there is no Patient in the Bundle',
    ],
  ])('%s', async (_, content, says) => {
    expect(await ended(judgeCommand, [file(content)])).toEqual([1, says]);
  });

  test('a file with a mark at its start is read', async () => {
    expect(await ended(judgeCommand, [file('\uFEFF{"resourceType":"Bundle"}')])).toEqual([
      1,
      'there is no Patient in the Bundle',
    ]);
  });
});

describe('words that cannot be worked with: 1 for what is not there, 2 with the usage for what is no command line', () => {
  test.each<[string, Command, readonly string[], readonly [number, ...string[]]]>([
    ['a file that is not there', judgeCommand, ['/nowhere/Canary.json'], [1, 'there is no such file']],
    ['a folder', judgeCommand, [folder], [1, 'a file is expected, and this is a folder']],
    ['a file below a file', judgeCommand, [`${file('{}')}/x`], [1, 'the file cannot be read']],
    [
      'a payer that is not held',
      judgeCommand,
      ['-', '--payer', 'Canary'],
      [1, '--payer: one of bcbsks, cigna, excellus is expected'],
    ],
    ['no file', judgeCommand, [], [2, 'something is missing', 'USAGE']],
    ['two files', judgeCommand, ['a', 'b'], [2, 'there is a word too many', 'USAGE']],
    [
      'a day that is none',
      judgeCommand,
      ['-', '--as-of', '2026-02-30'],
      [2, '--as-of must be a day, as in 2026-08-14', 'USAGE'],
    ],
    ['a month', judgeCommand, ['-', '--as-of', '2026-02'], [2, '--as-of must be a day, as in 2026-08-14', 'USAGE']],
    ['an option that is none', judgeCommand, ['-', '--Canary'], [2, 'USAGE']],
    ['an option without its value', judgeCommand, ['-', '--order'], [2, 'USAGE']],
    [
      'a policy that is not held',
      policiesCommand,
      ['Canary'],
      [
        1,
        'no policy of that id is held; held are hemgenix-bcbsks, gamifant-cigna, lemtrada-cigna, hemgenix-pharmacy-109, roctavian-pharmacy-109, site-of-care-cigna',
      ],
    ],
    [
      'a version that is not held',
      policiesCommand,
      ['site-of-care-cigna', 'Canary'],
      [1, 'site-of-care-cigna: no version of that name is held; held is undated'],
    ],
    [
      'a version to compare that is not held',
      diffCommand,
      ['hemgenix-bcbsks', '2026-01-08', 'Canary'],
      [1, 'hemgenix-bcbsks: no version of that name is held; held are 2026-07-23, 2026-01-08'],
    ],
    ['one version to compare', diffCommand, ['hemgenix-bcbsks', '2026-01-08'], [2, 'something is missing', 'USAGE']],
    [
      'a record that is not there',
      replayCommand,
      ['file:/nowhere/Canary.db'],
      [1, 'the record cannot be read: unreachable'],
    ],
    ['a record that is none', replayCommand, [`file:${file('{}')}`], [1, 'the record cannot be read: broken']],
    [
      'a folder that is not there',
      replayCommand,
      ['/nowhere/Canary'],
      [1, 'there is no such folder; a record is named file:<path> or postgres://…'],
    ],
    [
      'a version to replay by that is not held',
      replayCommand,
      [folder, '--with', 'hemgenix-bcbsks@Canary'],
      [1, 'hemgenix-bcbsks: no version of that name is held; held are 2026-07-23, 2026-01-08'],
    ],
    [
      'a version to replay by without its policy',
      replayCommand,
      [folder, '--with', '2026-07-23'],
      [2, '--with must be <policy>@<version>', 'USAGE'],
    ],
  ])('%s', async (_, command, words, ending) => {
    expect(await ended(command, words)).toEqual(ending);
  });
});

describe('how a command ends that has thrown', () => {
  test('bad input and wrong usage by what they say; a fault of ours by its place, never its message', () => {
    expect(endingOf(new BadInput('why'), 'USAGE')).toEqual({ code: 1, says: 'why' });
    expect(endingOf(new UsageError('why'), 'USAGE')).toEqual({ code: 2, says: 'why\nUSAGE' });
    const { code, says } = endingOf(new Error('Canary'), 'USAGE');
    expect(code).toBe(70);
    expect(says).toMatch(/^the command has failed\n +at /);
    expect(says).not.toContain('Canary');
  });
});
