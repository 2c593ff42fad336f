import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combine, isOpen, type Status } from '../../src/criteria/status.ts';

const statuses: readonly Status[] = ['met', 'not-met', 'doc-missing', 'attest', 'n/a'];
const anyStatuses = fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 6 });
const truthOf = (status: Status): boolean | undefined =>
  status === 'met' ? true : status === 'not-met' ? false : undefined;

/** Kleene's three values, straight from the textbook. */
const and = (values: readonly (boolean | undefined)[]) =>
  values.includes(false) ? false : values.includes(undefined) ? undefined : true;
const or = (values: readonly (boolean | undefined)[]) =>
  values.includes(true) ? true : values.includes(undefined) ? undefined : false;

function everyCombination(length: number): readonly (readonly Status[])[] {
  return length === 0
    ? [[]]
    : everyCombination(length - 1).flatMap((rest) => statuses.map((status) => [...rest, status]));
}

describe('how lines combine', () => {
  test('all and any agree with the textbook for every combination of up to four lines', () => {
    for (const lines of [1, 2, 3, 4].flatMap(everyCombination)) {
      const applicable = lines.filter((status) => status !== 'n/a');
      if (applicable.length === 0) {
        expect(combine('all', lines)).toBe('n/a');
        continue;
      }
      expect(truthOf(combine('all', lines)), `all of ${lines}`).toBe(and(applicable.map(truthOf)));
      expect(truthOf(combine(1, lines)), `any of ${lines}`).toBe(or(applicable.map(truthOf)));
    }
  });

  test('two of four: met at two, not met when two can no longer be reached', () => {
    expect(combine(2, ['met', 'met', 'not-met', 'doc-missing'])).toBe('met');
    expect(combine(2, ['met', 'not-met', 'not-met', 'doc-missing'])).toBe('doc-missing');
    expect(combine(2, ['met', 'not-met', 'not-met', 'not-met'])).toBe('not-met');
    expect(combine(2, ['not-met', 'not-met', 'not-met', 'doc-missing'])).toBe('not-met');
    expect(combine(2, ['n/a', 'n/a', 'met', 'met'])).toBe('met');
  });

  test('an open group is a missing document while a document could decide it, a statement otherwise', () => {
    expect(combine('all', ['attest', 'doc-missing', 'met'])).toBe('doc-missing');
    expect(combine('all', ['attest', 'met'])).toBe('attest');
  });

  test('settling an open line never overturns a settled group', () => {
    fc.assert(
      fc.property(
        anyStatuses,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        fc.constantFrom<Status>('met', 'not-met'),
        (lines, atLeast, pick, settledAs) => {
          const before = combine(atLeast, lines);
          const open = lines.flatMap((status, index) => (isOpen(status) ? [index] : []));
          const chosen = open[pick % Math.max(1, open.length)];
          if (chosen === undefined || isOpen(before)) return;
          expect(
            combine(
              atLeast,
              lines.map((status, index) => (index === chosen ? settledAs : status)),
            ),
          ).toBe(before);
        },
      ),
    );
  });

  test('the order of lines never matters', () => {
    fc.assert(
      fc.property(anyStatuses, fc.integer({ min: 1, max: 4 }), (lines, atLeast) => {
        expect(combine(atLeast, [...lines].reverse())).toBe(combine(atLeast, lines));
      }),
    );
  });
});
