import { type Comparison, isChanged } from './comparison.ts';
import { printable, wrapped } from './layout.ts';
import { type NotReplayed, notReplayedWords, type Replayed } from './replayed.ts';

/** How many determinations of a policy came to this before and would come to that. */
export interface Movement {
  readonly policy: string;
  readonly before: string;
  readonly after: string;
  count: number;
  /** Of these, how many have a line that would stand otherwise. */
  linesDiffer: number;
}

/** The counts of a replay. It grows with the kinds of answers, never with their number. */
export interface Summary {
  calls: number;
  determinations: number;
  changed: number;
  readonly notReplayed: Partial<Record<NotReplayed, number>>;
  readonly movements: Movement[];
}

/** Before anything is replayed. */
export const emptySummary = (): Summary => ({
  calls: 0,
  determinations: 0,
  changed: 0,
  notReplayed: {},
  movements: [],
});

/** Counts one call. */
export function count(summary: Summary, replayed: Replayed): void {
  summary.calls += 1;
  switch (replayed.kind) {
    case 'not-replayed':
      summary.notReplayed[replayed.because] = (summary.notReplayed[replayed.because] ?? 0) + 1;
      return;
    case 'replayed':
      for (const each of replayed.comparisons) countOne(summary, each);
  }
}

function countOne(summary: Summary, comparison: Comparison): void {
  const { before, after, lines } = comparison;
  const policy = before.policy ?? after.policy ?? 'none';
  const known = summary.movements.find(
    (each) => each.policy === policy && each.before === before.outcome && each.after === after.outcome,
  );
  const movement = known ?? { policy, before: before.outcome, after: after.outcome, count: 0, linesDiffer: 0 };
  if (known === undefined) summary.movements.push(movement);
  movement.count += 1;
  if (lines.length > 0) movement.linesDiffer += 1;
  summary.determinations += 1;
  if (isChanged(comparison)) summary.changed += 1;
}

/** How many calls were replayed. */
export const replayedCalls = ({ calls, notReplayed }: Summary): number =>
  calls - Object.values(notReplayed).reduce((sum, each) => sum + each, 0);

/** The counts as a table, by policy. */
export function summaryText(summary: Summary): readonly string[] {
  const { calls, determinations, changed, notReplayed } = summary;
  return [
    ...tableOf(summary),
    ...wrapped(
      `${calls} calls, ${replayedCalls(summary)} replayed; ${determinations} determinations, ${changed} would change`,
    ),
    ...Object.entries(notReplayed).flatMap(([because, number]) =>
      wrapped(`${number} cannot be replayed: ${notReplayedWords[because as NotReplayed]}`),
    ),
  ];
}

/** How many determinations went which way, and in how many of these a line would stand otherwise. */
function tableOf({ movements }: Summary): readonly string[] {
  if (movements.length === 0) return [];
  const byPolicy = [...Map.groupBy(movements, ({ policy }) => policy)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const row = (number: string, lines: string, says: string) => ` ${number.padStart(6)}  ${lines.padStart(5)}  ${says}`;
  return [
    row('number', 'lines', 'before -> after'),
    ...byPolicy.flatMap(([policy, own]) => [
      printable(policy),
      ...own
        .toSorted((a, b) => b.count - a.count)
        .map((each) => row(`${each.count}`, `${each.linesDiffer}`, wayOf(each))),
    ]),
    '',
  ];
}

const wayOf = ({ before, after }: Movement): string =>
  printable(before === after ? `${before}, the same` : `${before} -> ${after}`);

/** One determination that would change. */
export function changeText(
  call: string,
  { order, determination, before, after, lines }: Comparison,
): readonly string[] {
  const version = (policy?: string, of?: string) => (policy === undefined ? 'no policy' : `${policy} ${of}`);
  const [was, would] = [version(before.policy, before.version), version(after.policy, after.version)];
  return [
    ...wrapped(`${order}, call ${call}${determination === undefined ? '' : `, determination ${determination}`}`),
    ...wrapped(was === would ? was : `${was} -> ${would}`, '  '),
    ...wrapped(before.outcome === after.outcome ? before.outcome : `${before.outcome} -> ${after.outcome}`, '  '),
    ...lines.flatMap((line) =>
      wrapped(`${line.id}: ${line.before ?? 'no such line'} -> ${line.after ?? 'no such line'}`, '    '),
    ),
  ];
}
