import type { Criterion, Group } from '../criteria/criterion.ts';
import { type Status, statusWords } from '../criteria/status.ts';
import { forPerson } from './lines-section.ts';
import { raised } from './markdown.ts';
import { applicationInWords } from './statement-words.ts';
import { testInWords } from './test-in-words.ts';

/** One line of a policy in words, for a page that is made in the browser. */
export interface LineData {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly section: string;
  /** What is looked at, and which of it counts. */
  readonly looksAt: string;
  /** When the line has which status: the status, its words, and when. */
  readonly statuses: readonly { readonly status: Status; readonly word: string; readonly when: string }[];
  readonly applies?: string;
  /** Another line whose answer counts for this one too. */
  readonly answeredBy?: string;
  /** What to provide, or the statement to confirm. */
  readonly ask?: { readonly kind: 'provide' | 'confirm'; readonly says: string };
  readonly reading?: { readonly says: string; readonly signed: string };
  /** Not met bars the drug itself. */
  readonly excludes?: true;
  /** The parts of a group. */
  readonly lines?: readonly LineData[];
}

/** The lines of a group in words, parts within their group. */
export const linesData = (group: Group): readonly LineData[] => group.of.map(lineData);

function lineData(line: Criterion): LineData {
  const { id, name, text, section, test, ask, reading, denial, answeredBy, applies } = line;
  const { looksAt, statuses } = testInWords(test);
  return {
    id,
    name,
    text,
    section,
    looksAt,
    statuses: (Object.entries(statuses) as [Status, string][]).map(([status, when]) => ({
      status,
      word: statusWords[status],
      when,
    })),
    ...(applies && { applies: raised(applicationInWords(applies).looksAt) }),
    ...(answeredBy !== undefined && { answeredBy }),
    ...(ask !== undefined && { ask: { kind: forPerson(line) ? 'confirm' : 'provide', says: ask } }),
    ...(reading && { reading }),
    ...(denial && { excludes: true }),
    ...(test.kind === 'group' && { lines: linesData(test) }),
  };
}
