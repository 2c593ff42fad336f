import { describe, expect, test } from 'vitest';
import { answerRole } from '../../src/criteria/answer-role.ts';
import { assess } from '../../src/criteria/assess.ts';
import type { Criterion } from '../../src/criteria/criterion.ts';
import { flat, linesOf } from '../../src/criteria/read.ts';
import type { Facts } from '../../src/facts/facts.ts';
import { blankPatient } from '../support/blank-patient.ts';
import type { DecisionTable } from '../support/decision-table.ts';
import { readTables } from '../support/tables.ts';

const tables = await readTables();

/** How a line stands for a patient of whom nobody was asked about it, or who was answered for so. */
function standing({ policy }: DecisionTable, { id }: Criterion, facts: Facts, ...values: readonly boolean[]) {
  const others = facts.answers.filter(({ criterion }) => criterion !== id);
  const answers = values.map((value) => ({
    reference: 'QuestionnaireResponse/now',
    policy: policy.id,
    criterion: id,
    value,
    day: facts.asOf,
    at: Date.parse(`${facts.asOf}T23:00:00Z`),
  }));
  const { lines } = assess(policy, { ...facts, answers: [...others, ...answers] });
  return flat(lines).find(({ criterion }) => criterion.id === id)?.status;
}

describe.each(
  tables.map((table) => [`${table.policy.id} ${table.policy.version}`, table] as const),
)('what an answer can do under %s', (_, table) => {
  const { policy, patient, rows } = table;
  const blank = blankPatient(policy.drug);
  const everyone = [blank, patient, ...rows.map(([, change]) => change(patient))];

  test.each(
    linesOf(policy.criteria).flatMap((line) =>
      line.test.kind === 'group' ? [] : [[line.id, line, answerRole(line.test)] as const],
    ),
  )('%s', (_id, line, role) => {
    const becomes = (status: string, value: boolean) =>
      everyone.some(
        (facts) => standing(table, line, facts, value) === status && standing(table, line, facts) !== status,
      );
    const changes = (facts: Facts) => {
      const silent = standing(table, line, facts);
      return standing(table, line, facts, true) !== silent || standing(table, line, facts, false) !== silent;
    };
    switch (role) {
      case 'settles':
        return expect(becomes('met', true)).toBe(true);
      case 'needs-record':
        return expect([becomes('met', true), standing(table, line, blank, true) === 'met']).toEqual([true, false]);
      case 'only-a-no':
        return expect([becomes('met', true), becomes('not-met', false)]).toEqual([false, true]);
      case 'none':
        return expect(everyone.filter((facts) => changes(facts))).toEqual([]);
    }
  });
});
