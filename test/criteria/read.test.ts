import { describe, expect, test } from 'vitest';
import { assess } from '../../src/criteria/assess.ts';
import type { Group, Policy } from '../../src/criteria/criterion.ts';
import { diff } from '../../src/criteria/diff.ts';
import { factsNeeded } from '../../src/criteria/facts-needed.ts';
import { outcomeOf } from '../../src/criteria/outcome.ts';
import { decisive, linesOf, stillNeeded } from '../../src/criteria/read.ts';
import { age, all, any, atLeast, attested, criterion, diagnosis } from '../../src/criteria/write.ts';
import { policies } from '../../src/policies/index.ts';
import { mrA } from '../policies/bcbsks/mr-a.ts';
import { answer, answers, both, only, treatments, withoutCondition } from '../support/patient.ts';

const [first, current] = policies as readonly [Policy, Policy];
const line = (id: string, ...parts: Parameters<typeof criterion>[2][]) =>
  criterion(id, `The line ${id}`, parts[0] ?? attested(), { name: `line ${id}`, section: '1' });
const invented = (criteria: Group): Policy => ({ ...current, id: 'invented', criteria });
const said = (values: Readonly<Record<string, boolean>>) => ({
  ...mrA,
  answers: Object.entries(values).map(([id, value]) => answer('invented', id, value)),
});

describe('what can be read from the tree', () => {
  test('two of four: met at the second yes; the open ones stay on the list until then', () => {
    const policy = invented(
      all(
        criterion('Q', 'Two of four', atLeast(2, line('Q.i'), line('Q.ii'), line('Q.iii'), line('Q.iv')), {
          name: 'two of four',
          section: '1',
        }),
      ),
    );
    expect(outcomeOf(assess(policy, said({ 'Q.i': true, 'Q.iii': true }))).outcome).toBe('likely-approval');
    expect(
      stillNeeded(assess(policy, said({ 'Q.i': true, 'Q.ii': false }))).map(({ criterion: { id } }) => id),
    ).toEqual(['Q.iii', 'Q.iv']);
    expect(outcomeOf(assess(policy, said({ 'Q.i': true, 'Q.ii': false, 'Q.iii': false, 'Q.iv': false })))).toEqual({
      outcome: 'likely-denial',
      reason: 'not-medically-necessary',
    });
  });

  test('a settled group asks for nothing more of its parts', () => {
    const policy = invented(
      all(criterion('Q', 'Either', any(line('Q.a'), line('Q.b')), { name: 'either', section: '1' }), line('R')),
    );
    expect(stillNeeded(assess(policy, said({ 'Q.a': true }))).map(({ criterion: { id } }) => id)).toEqual(['R']);
  });

  test('a denial still lists all that is open, and its decisive lines are those that fail', () => {
    const facts = both(
      withoutCondition('hemophiliaB'),
      only('aav5Antibody'),
      answers('hemgenix-bcbsks', { 'HKS-III.7': false }),
    )(mrA);
    const assessed = assess(current, facts);
    expect(decisive(assessed).map(({ criterion: { id } }) => id)).toEqual(['HKS-III.7']);
    expect(stillNeeded(assessed).map(({ criterion: { id } }) => id)).toEqual(['HKS-III.2a', 'HKS-III.8']);
  });

  test('the same thing is never asked twice: earlier Hemgenix is part of earlier AAV gene therapy', () => {
    const nobodyAsked = answers('hemgenix-bcbsks', { 'HKS-III.3': undefined })(mrA);
    expect(stillNeeded(assess(current, nobodyAsked)).map(({ criterion: { id } }) => id)).toEqual(['HKS-III.3']);
  });

  test('a question about several ways to one thing is one item', () => {
    expect(stillNeeded(assess(current, treatments()(mrA))).map(({ criterion: { id } }) => id)).toEqual([
      'HKS-III.2c',
      'HKS-III.4',
    ]);
  });

  test('the facts needed are those that the tests name, and no others', () => {
    expect([...factsNeeded(all(line('A', age('>= 18 years'))))]).toEqual(['patient']);
    expect([...factsNeeded(all(line('A', diagnosis(['hemophiliaB']))))]).toEqual(['conditions', 'answers']);
    expect([...factsNeeded(current.criteria)].sort()).toEqual([
      'allergies',
      'answers',
      'claims',
      'conditions',
      'laboratory',
      'medication-administrations',
      'medication-dispenses',
      'medication-requests',
      'medication-statements',
      'patient',
      'procedures',
      'vital-signs',
    ]);
  });

  test('the difference of two versions is told by line', () => {
    expect(diff(first.criteria, current.criteria)).toEqual([
      { id: 'HKS-III.0', change: 'changed' },
      { id: 'HKS-III.2b', change: 'changed' },
      { id: 'HKS-III.8', change: 'changed' },
      { id: 'HKS-III.8a', change: 'added' },
      { id: 'HKS-III.8b', change: 'added' },
    ]);
    expect(
      diff(current.criteria, first.criteria)
        .filter(({ change }) => change === 'removed')
        .map(({ id }) => id),
    ).toEqual(['HKS-III.8a', 'HKS-III.8b']);
    expect(diff(current.criteria, current.criteria)).toEqual([]);
  });

  test('assessing gives the tree of the policy back, line for line, and never stops early', () => {
    const ids = (parts: ReturnType<typeof assess>['lines']): readonly string[] =>
      parts.flatMap((part) => [part.criterion.id, ...ids(part.parts)]);
    const minor = { ...mrA, birthDate: '2020-01-01' };
    expect(ids(assess(current, minor).lines)).toEqual(linesOf(current.criteria).map(({ id }) => id));
    expect(JSON.parse(JSON.stringify(assess(current, mrA)))).toEqual(assess(current, mrA));
  });
});
