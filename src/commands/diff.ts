import { type Change, changesBetween, type Worded } from '../pages/changes.ts';
import { type Command, readArguments } from './cli.ts';
import { say } from './command.ts';
import { versionOf } from './find-policy.ts';
import { wrapped } from './layout.ts';

/** `countersign diff`. */
export const diffCommand: Command = async (words) => {
  const { values, names } = readArguments(words, { flags: ['json'], names: [3, 3] });
  const [id = '', before = '', now = ''] = names;
  const changes = changesBetween(versionOf(id, before), versionOf(id, now));
  if (values.json === 'true') await say(JSON.stringify({ policy: id, before, now, changes }, null, 2));
  else for (const line of diffText(id, [before, now], changes)) await say(line);
  return 0;
};

/** What differs, line by line, in words. */
export const diffText = (
  id: string,
  [before, now]: readonly [string, string],
  changes: readonly Change[],
): readonly string[] => [
  ...wrapped(`${id}: from ${before} to ${now}, ${counted(changes.length)}`),
  ...changes.flatMap((change) => ['', ...changeText(change)]),
];

const counted = (count: number): string => (count === 0 ? 'no line differs' : `${count} line${count === 1 ? '' : 's'}`);

function changeText({ id, name, change, differs, before, now }: Change): readonly string[] {
  switch (change) {
    case 'added':
      return [...wrapped(`${id} ${name}`, 'added    '), ...wholeText(now)];
    case 'removed':
      return [...wrapped(`${id} ${name}`, 'removed  '), ...wholeText(before)];
    case 'changed':
      return [
        ...wrapped(`${id} ${name}: ${differs.join(', ')}`, 'changed  '),
        ...sideText('before', before, now),
        ...sideText('now   ', now, before),
      ];
  }
}

const INDENT = ' '.repeat(9);

const wholeText = (line: Worded | undefined): readonly string[] =>
  line === undefined ? [] : sentences(line).flatMap((each) => wrapped(each, INDENT));

/** One side of a change, as far as the other does not say the same. */
function sideText(when: string, line: Worded | undefined, other: Worded | undefined): readonly string[] {
  if (line === undefined) return [];
  const known = new Set(other === undefined ? [] : sentences(other));
  const own = sentences(line).filter((each) => !known.has(each));
  return own.flatMap((each, index) => wrapped(each, index === 0 ? `  ${when} ` : INDENT, INDENT));
}

const sentences = ({ text, section, looksAt, statuses }: Worded): readonly string[] => [
  `${text} (${section}).`,
  `Test: ${looksAt}`,
  ...statuses,
];
