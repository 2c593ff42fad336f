import type { Criterion, Policy } from '../criteria/criterion.ts';
import { type Difference, diff } from '../criteria/diff.ts';
import { linesOf } from '../criteria/read.ts';
import { type Status, statusWords } from '../criteria/status.ts';
import { plain } from './markdown.ts';
import { testInWords } from './test-in-words.ts';

/** What changed from one version to the next, line by line, with the text and the test of both. */
export function changesSection(older: Policy, newer: Policy): readonly string[] {
  const changes = diff(older.criteria, newer.criteria);
  if (changes.length === 0) return ['No line differs.', ''];
  const find = (policy: Policy, id: string) => linesOf(policy.criteria).find((line) => line.id === id);
  return changes.flatMap((change) => changeLines(change, find(older, change.id), find(newer, change.id)));
}

function changeLines({ id, change }: Difference, before?: Criterion, now?: Criterion): readonly string[] {
  switch (change) {
    case 'added':
      return [`- **${id}** is new: ${plain(now?.text ?? '')}.`, ''];
    case 'removed':
      return [`- **${id}** is gone: ${plain(before?.text ?? '')}.`, ''];
    case 'changed':
      return [
        `- **${id}** has changed: ${changedParts(before, now).join(', ')}.`,
        ...wording('Before', before, now),
        ...wording('Now', now, before),
        '',
      ];
  }
}

/** The text of a line and its test, as far as they are not also said of the other. */
function wording(when: string, line: Criterion | undefined, other?: Criterion): readonly string[] {
  if (line === undefined) return [];
  const known = new Set(other === undefined ? [] : [other.text, ...testSentences(other)]);
  const says = [...(known.has(line.text) ? [] : [`${plain(line.text)}.`])];
  const tests = testSentences(line).filter((sentence) => !known.has(sentence));
  return [`  - ${when}: ${[...says, ...(tests.length === 0 ? [] : ['*Test:*', ...tests])].join(' ')}`];
}

function testSentences({ test }: Criterion): readonly string[] {
  const { looksAt, statuses } = testInWords(test);
  const of = Object.entries(statuses) as readonly (readonly [Status, string])[];
  return [plain(looksAt), ...of.map(([status, when]) => `*${statusWords[status]}:* ${plain(when)}`)];
}

const PARTS: readonly (readonly [keyof Criterion, string])[] = [
  ['text', 'text'],
  ['test', 'test'],
  ['section', 'section'],
  ['ask', 'what to provide'],
  ['reading', 'our reading'],
  ['denial', 'what follows from "not met"'],
  ['answerable', 'who may answer'],
  ['answeredBy', 'which answers count'],
  ['applies', 'when it applies'],
  ['name', 'name'],
];

/** The parts of a line that changed, in words. */
export function changedParts(before: Criterion | undefined, now: Criterion | undefined): readonly string[] {
  return PARTS.filter(([key]) => JSON.stringify(before?.[key]) !== JSON.stringify(now?.[key])).map(
    ([, words]) => words,
  );
}
