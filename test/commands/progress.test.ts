import { expect, test } from 'vitest';
import { showProgress } from '../../src/commands/progress.ts';

/** What a terminal, or a file, was given. */
function written(isTTY: boolean) {
  const given: string[] = [];
  const stream = { isTTY, write: (text: string) => given.push(text) } as unknown as NodeJS.WriteStream;
  return { given, progress: showProgress(stream) };
}

test('progress is one line on a terminal, and is taken away for what is to stand there', () => {
  const { given, progress } = written(true);
  progress.show('7 calls');
  progress.clear();
  progress.clear();
  expect(given).toEqual(['\r\r7 calls', '\r       \r']);
});

test('progress is shown nowhere else', () => {
  const { given, progress } = written(false);
  progress.show('7 calls');
  progress.clear();
  expect(given).toEqual([]);
});
