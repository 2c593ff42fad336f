import type { Policy } from '../criteria/criterion.ts';
import { type Change, changesBetween, type Worded } from './changes.ts';
import { plain } from './markdown.ts';

/** What changed from one version to the next, line by line, with the text and the test of both. */
export function changesSection(older: Policy, newer: Policy): readonly string[] {
  const changes = changesBetween(older, newer);
  return changes.length === 0 ? ['No line differs.', ''] : changes.flatMap(changeLines);
}

function changeLines({ id, change, differs, before, now }: Change): readonly string[] {
  switch (change) {
    case 'added':
      return [`- **${id}** is new: ${plain(now?.text ?? '')}.`, ''];
    case 'removed':
      return [`- **${id}** is gone: ${plain(before?.text ?? '')}.`, ''];
    case 'changed':
      return [
        `- **${id}** has changed: ${differs.join(', ')}.`,
        ...wording('Before', before, now),
        ...wording('Now', now, before),
        '',
      ];
  }
}

/** The text of a line and its test, as far as they are not also said of the other. */
function wording(when: string, line: Worded | undefined, other?: Worded): readonly string[] {
  if (line === undefined) return [];
  const known = new Set(other === undefined ? [] : [other.text, ...testSentences(other)]);
  const says = known.has(line.text) ? [] : [`${plain(line.text)}.`];
  const tests = testSentences(line).filter((sentence) => !known.has(sentence));
  return [`  - ${when}: ${[...says, ...(tests.length === 0 ? [] : ['*Test:*', ...tests])].join(' ')}`];
}

const testSentences = ({ looksAt, statuses }: Worded): readonly string[] => [
  plain(looksAt),
  ...statuses.map((says) => plain(says).replace(/^([^:]*:)/, '*$1*')),
];
