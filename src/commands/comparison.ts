import type { Determined } from './determined.ts';

/** What one order under one coverage came to, and what it would come to. */
export interface Comparison {
  readonly order: string;
  readonly coverage?: string;
  /** The id of the determination that was kept. */
  readonly determination?: string;
  readonly before: Verdict;
  readonly after: Verdict;
  /** The lines that would stand otherwise. */
  readonly lines: readonly LineChange[];
}

/** An outcome with the policy that it is by; `none` where nothing was, or would be, determined. */
export interface Verdict {
  readonly policy?: string;
  readonly version?: string;
  readonly outcome: string;
}

/** How a line stood and would stand; absent where the version has no such line. */
export interface LineChange {
  readonly id: string;
  readonly before?: string;
  readonly after?: string;
}

/** Compares what was determined for a call with what would be, order by order and coverage by coverage. Pure. */
export function compared(before: readonly Determined[], after: readonly Determined[]): readonly Comparison[] {
  const [left, right] = [Map.groupBy(before, keyOf), Map.groupBy(after, keyOf)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [was, would] = [left.get(key) ?? [], right.get(key) ?? []];
    return Array.from({ length: Math.max(was.length, would.length) }, (_, index) =>
      comparison(was[index], would[index]),
    );
  });
}

const keyOf = ({ order, coverage = '' }: Determined): string => JSON.stringify([order, coverage]);

function comparison(was: Determined | undefined, would: Determined | undefined): Comparison {
  const either = was ?? would;
  return {
    order: either?.order ?? '',
    ...(either?.coverage !== undefined && { coverage: either.coverage }),
    ...(was && { determination: was.id }),
    before: verdictOf(was),
    after: verdictOf(would),
    lines: was === undefined || would === undefined ? [] : changedLines(linesOf(was), linesOf(would)),
  };
}

function verdictOf(determined: Determined | undefined): Verdict {
  if (determined === undefined) return { outcome: 'none' };
  const { outcome, reason, policy } = determined;
  return {
    ...(policy && { policy: policy.id, version: policy.version }),
    outcome: reason === undefined ? outcome : `${outcome} (${reason})`,
  };
}

/** How each line stands; the place as a line of its own. */
function linesOf({ criteria, siteOfCare }: Determined): ReadonlyMap<string, string> {
  const lines = [...criteria, ...(siteOfCare?.criteria ?? [])];
  return new Map([
    ...lines.map(({ id, status, because }) => [id, because === undefined ? status : `${status} (${because})`] as const),
    ...(siteOfCare === undefined ? [] : [['site of care', siteOfCare.outcome] as const]),
  ]);
}

function changedLines(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly LineChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [was, would] = [before.get(id), after.get(id)];
    return was === would
      ? []
      : [{ id, ...(was !== undefined && { before: was }), ...(would !== undefined && { after: would }) }];
  });
}

/** Whether anything would be otherwise; the version alone is no change. */
export const isChanged = ({ before, after, lines }: Comparison): boolean =>
  before.outcome !== after.outcome || lines.length > 0;
