import type { Criterion, Policy } from '../criteria/criterion.ts';
import { type Difference, diff } from '../criteria/diff.ts';
import { linesOf } from '../criteria/read.ts';
import { type Status, statusWords } from '../criteria/status.ts';
import { testInWords } from './test-in-words.ts';

/** One line that differs between two versions of a policy, in words. */
export interface Change extends Difference {
  readonly name: string;
  /** What of the line differs; empty for a line that is in one version alone. */
  readonly differs: readonly string[];
  /** Absent for a line that was added. */
  readonly before?: Worded;
  /** Absent for a line that was removed. */
  readonly now?: Worded;
}

/** A line of a policy in words. */
export interface Worded {
  readonly text: string;
  readonly section: string;
  /** What is looked at. */
  readonly looksAt: string;
  /** When the line comes to which status: each with its word. */
  readonly statuses: readonly string[];
}

/** What differs between two versions, in the order of the newer, removed lines last. */
export function changesBetween(older: Policy, newer: Policy): readonly Change[] {
  const find = (policy: Policy, id: string) => linesOf(policy.criteria).find((line) => line.id === id);
  return diff(older.criteria, newer.criteria).map((difference) => {
    const [before, now] = [find(older, difference.id), find(newer, difference.id)];
    return {
      ...difference,
      name: (now ?? before)?.name ?? '',
      differs: difference.change === 'changed' ? partsThatDiffer(before, now) : [],
      ...(before && { before: worded(before) }),
      ...(now && { now: worded(now) }),
    };
  });
}

function worded({ text, section, test }: Criterion): Worded {
  const { looksAt, statuses } = testInWords(test);
  const of = Object.entries(statuses) as readonly (readonly [Status, string])[];
  return { text, section, looksAt, statuses: of.map(([status, when]) => `${statusWords[status]}: ${when}`) };
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

function partsThatDiffer(before: Criterion | undefined, now: Criterion | undefined): readonly string[] {
  return PARTS.filter(([key]) => JSON.stringify(before?.[key]) !== JSON.stringify(now?.[key])).map(
    ([, words]) => words,
  );
}
