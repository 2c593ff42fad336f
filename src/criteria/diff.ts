import type { Criterion, Group } from './criterion.ts';
import { linesOf } from './read.ts';

/** How two versions of a policy differ, by line. */
export interface Difference {
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
}

/** The lines added, removed or changed from one version to another, in the order of the newer, removed ones last. */
export function diff(older: Group, newer: Group): readonly Difference[] {
  const before = new Map(linesOf(older).map((line) => [line.id, line]));
  const after = new Map(linesOf(newer).map((line) => [line.id, line]));
  const changes = [...after.values()].flatMap((line): readonly Difference[] => {
    const earlier = before.get(line.id);
    if (earlier === undefined) return [{ id: line.id, change: 'added' }];
    return content(earlier) === content(line) ? [] : [{ id: line.id, change: 'changed' }];
  });
  const removed = [...before.keys()].filter((id) => !after.has(id));
  return [...changes, ...removed.map((id): Difference => ({ id, change: 'removed' }))];
}

/** What a line says itself; its parts are lines of their own. */
function content({ test, ...line }: Criterion): string {
  return JSON.stringify({ ...line, test: test.kind === 'group' ? { ...test, of: test.of.map(({ id }) => id) } : test });
}
