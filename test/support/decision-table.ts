import { describe, expect, test } from 'vitest';
import { assess } from '../../src/criteria/assess.ts';
import type { Assessment } from '../../src/criteria/assessment.ts';
import type { Policy } from '../../src/criteria/criterion.ts';
import { outcomeOf } from '../../src/criteria/outcome.ts';
import { flat, linesOf } from '../../src/criteria/read.ts';
import type { Status } from '../../src/criteria/status.ts';
import type { Facts } from '../../src/facts/facts.ts';
import { mutantsOf } from './mutants.ts';
import type { Change } from './patient.ts';

/**
 * One row: what is different, the difference, the outcome (with its reason), and the lines that show it, each as
 * `status`, `status because` or `status because +Observation/1` where that record must count, `~Observation/1` where it
 * must be shown and not count. `notice` is a word that must stand in the remarks, `noNotice` one that must not.
 */
export type Row = readonly [what: string, change: Change, outcome: string, lines?: Readonly<Record<string, string>>];

/** A table as `<drug>.table.ts` exports it: a test runs it, and the policy's page shows it. `patient` meets every line. */
export interface DecisionTable {
  readonly policy: Policy;
  readonly patient: Facts;
  /** What each line can be. */
  readonly allowed: Readonly<Record<string, readonly Status[]>>;
  readonly rows: readonly Row[];
}

/** Runs the table, and then tests the table: every line seen in every status it can have, every misreading caught. */
export function decisionTable(
  policy: Policy,
  patient: Facts,
  allowed: Readonly<Record<string, readonly Status[]>>,
  rows: readonly Row[],
): void {
  describe(`${policy.id} ${policy.version}: ${rows.length} patients`, () => {
    test.for(rows.map((row) => [row[0], row] as const))('%s', ([, [, change, outcome, lines = {}]]) => {
      const seen = judge(policy, change(patient));
      expect({ outcome: seen.outcome, ...seen.matching(lines) }).toEqual({ outcome, ...lines });
    });
  });

  describe(`${policy.id} ${policy.version}: the table itself`, () => {
    test('sees every line in every status that it can have, and in no other', () => {
      const seen = new Map<string, Set<Status>>(linesOf(policy.criteria).map(({ id }) => [id, new Set()]));
      for (const [, change] of rows) {
        for (const { criterion, status } of judge(policy, change(patient)).assessed)
          seen.get(criterion.id)?.add(status);
      }
      const sorted = (statuses: Iterable<Status>) => [...statuses].sort();
      expect(Object.fromEntries([...seen].map(([id, statuses]) => [id, sorted(statuses)]))).toEqual(
        Object.fromEntries(Object.entries(allowed).map(([id, statuses]) => [id, sorted(statuses)])),
      );
    });

    test('catches every misreading of the policy', () => {
      const mutants = mutantsOf(policy);
      const surviving = mutants
        .filter((mutant) => rows.every((row) => holds(mutant.policy, patient, row)))
        .map(({ what }) => what);
      expect(surviving).toEqual([]);
      expect(mutants.length).toBeGreaterThan(linesOf(policy.criteria).length);
    });
  });
}

function holds(policy: Policy, patient: Facts, [, change, outcome, lines = {}]: Row): boolean {
  const seen = judge(policy, change(patient));
  const matching = seen.matching(lines);
  return seen.outcome === outcome && Object.entries(lines).every(([id, expected]) => matching[id] === expected);
}

function judge(policy: Policy, facts: Facts) {
  const answer = assess(policy, facts);
  const assessed = flat(answer.lines);
  const { outcome, reason } = outcomeOf(answer);
  const notices = assessed.flatMap((assessment) => assessment.notices).join('\n');
  const matching = (lines: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(lines).map(([id, expected]) => [id, observed(id, expected, assessed, notices)]));
  return { outcome: reason === undefined ? outcome : `${outcome} ${reason}`, assessed, matching };
}

function observed(id: string, expected: string, assessed: readonly Assessment[], notices: string): string {
  if (id === 'notice') return notices.includes(expected) ? expected : notices;
  if (id === 'noNotice') return notices.includes(expected) ? notices : expected;
  const line = assessed.find(({ criterion }) => criterion.id === id);
  if (line === undefined) return 'no such line';
  const asked = expected.split(' ');
  const shown = asked
    .filter((word) => /^[+~]/.test(word))
    .filter((word) =>
      line.evidence.some(({ reference, counts }) => reference === word.slice(1) && counts === word.startsWith('+')),
    );
  const because =
    asked.some((word, index) => index > 0 && !/^[+~]/.test(word)) || line.because === undefined
      ? line.because
      : undefined;
  return [line.status, ...(because === undefined ? [] : [because]), ...shown].join(' ');
}
