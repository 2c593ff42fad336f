import type { Assessed, Assessment } from './assessment.ts';
import type { Criterion, Group } from './criterion.ts';
import { combine, isOpen, type Status } from './status.ts';

/** Every line of a group in the policy's order, groups before their parts. */
export const linesOf = (group: Group): readonly Criterion[] =>
  group.of.flatMap((line) => [line, ...(line.test.kind === 'group' ? linesOf(line.test) : [])]);

/** Every assessed line in the policy's order, groups before their parts. */
export function flat(assessments: readonly Assessment[]): readonly Assessment[] {
  const lines: Assessment[] = [];
  const add = (assessment: Assessment): void => {
    lines.push(assessment);
    assessment.parts.forEach(add);
  };
  assessments.forEach(add);
  return lines;
}

/** How the whole policy stands: all of its lines together. */
export const overall = ({ atLeast, lines }: Assessed): Status =>
  combine(
    atLeast,
    lines.map(({ status }) => status),
  );

/**
 * The open lines that can still change the answer: the to-do list. A settled group needs nothing from its parts; a
 * group with an `ask` of its own is one item; a line that another open line settles is not asked twice (ruling R8);
 * a line about the documents of others is those others. Items that no longer decide, because another line already
 * heads for denial, stay on the list, so that all is fixed in one go (policies.md 0.2).
 */
export function stillNeeded({ lines }: Assessed): readonly Assessment[] {
  const items = lines.flatMap(itemsOf);
  const ids = new Set(items.map(({ criterion }) => criterion.id));
  return items.filter(
    ({ criterion: { test } }) =>
      !(test.kind === 'never-received' && test.settledBy !== undefined && ids.has(test.settledBy)),
  );
}

function itemsOf(assessment: Assessment): readonly Assessment[] {
  const { criterion, status, parts } = assessment;
  if (!isOpen(status) || criterion.test.kind === 'documents') return [];
  return criterion.test.kind === 'group' && criterion.ask === undefined ? parts.flatMap(itemsOf) : [assessment];
}

/** The lines that alone explain how the policy stands: those that fail, else those that are open, else those that are met. */
export function decisive(assessed: Assessed): readonly Assessment[] {
  const status = overall(assessed);
  if (isOpen(status)) return stillNeeded(assessed);
  return assessed.lines.filter((assessment) => assessment.status === status).flatMap(explaining);
}

function explaining(assessment: Assessment): readonly Assessment[] {
  const parts = assessment.parts.filter(({ status }) => status === assessment.status);
  return parts.length === 0 ? [assessment] : parts.flatMap(explaining);
}

/** True when an open line that could change the answer is open because its part of the chart was not read. */
export const hangsOnUnread = (assessed: Assessed): boolean =>
  stillNeeded(assessed).some((item) =>
    [item, ...flat(item.parts)].some(({ because }) => because === 'not-read' || because === 'not-read-in-time'),
  );
