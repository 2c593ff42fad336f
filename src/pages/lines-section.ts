import type { Criterion, Group } from '../criteria/criterion.ts';
import { type Status, statusWords } from '../criteria/status.ts';
import { lowered, plain, quoted } from './markdown.ts';
import { applicationInWords } from './statement-words.ts';
import { testInWords } from './test-in-words.ts';

/** Which lines are worded and tested as in another version, and are not written out again. */
export interface Unchanged {
  readonly ids: ReadonlySet<string>;
  readonly version: string;
}

/** The lines of a policy in its order, the parts of a group indented under it. */
export function linesSection(group: Group, unchanged?: Unchanged, level = 3): readonly string[] {
  return group.of.flatMap((line) => [
    ...(unchanged?.ids.has(line.id) === true ? sameAs(line, unchanged.version) : lineInFull(line, level)),
    ...(line.test.kind === 'group' ? ['', ...quoted(linesSection(line.test, unchanged, level + 1))] : []),
    '',
  ]);
}

const sameAs = ({ id, name }: Criterion, version: string): readonly string[] => [
  `**${id}** ${plain(name)}: as in version ${version}.`,
];

function lineInFull(line: Criterion, level: number): readonly string[] {
  const { id, name, text, section, ask, reading, denial, answerable, answeredBy, applies } = line;
  return [
    `${'#'.repeat(Math.min(level, 6))} ${id}: ${plain(name)}`,
    '',
    `${plain(text)}. *In the document: ${plain(section)}.*`,
    '',
    ...testLines(line),
    '',
    ...paragraph('Applies to', applies && lowered(plain(applicationInWords(applies).looksAt))),
    ...paragraph('Also answered', answeredBy && `by an answer to ${answeredBy}.`),
    ...paragraph(
      'May also be answered as a whole',
      answerable && 'a person may answer this line instead of its parts.',
    ),
    ...paragraph(forPerson(line) ? 'To confirm' : 'To provide', ask && `${plain(ask)}.`),
    ...paragraph(`Our reading, signed ${reading?.signed}`, reading && plain(reading.says)),
    ...paragraph('If not met', denial && 'the drug is excluded for this patient (likely denial, reason "excluded").'),
  ];
}

/** True for a line that a person's answer settles: it is asked for a statement, not a document. */
export const forPerson = ({ test, answerable }: Criterion): boolean =>
  answerable === true || testInWords(test).statuses.attest !== undefined;

/** Our test of a line: what is looked at, and what makes it each of the statuses it can have. */
export function testLines({ test }: Criterion): readonly string[] {
  const { looksAt, statuses } = testInWords(test);
  return [
    `**Our test.** ${plain(looksAt)}`,
    '',
    ...Object.entries(statuses).map(([status, when]) => `- **${statusWords[status as Status]}:** ${plain(when)}`),
  ];
}

const paragraph = (title: string, says: string | undefined): readonly string[] =>
  says === undefined ? [] : [`**${title}:** ${says}`, ''];
