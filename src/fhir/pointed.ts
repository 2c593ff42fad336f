import type { Unread } from '../facts/reason.ts';
import { type Chart, readReferenced } from './chart.ts';
import { type Resource, textAt } from './json.ts';
import { parseReference } from './reference.ts';

/** A Reference element and the resource that it stands in. */
export interface Pointer {
  readonly holder: Resource;
  readonly reference: unknown;
}

/** So many resources that are only pointed at are read for one question: each costs a request within the deadline. */
export const MAX_POINTED_READS = 40;

/**
 * Reads what records only point at, of some types, the first so many. Says why, where one of them failed; those beyond
 * the limit count as not read. What is not to be had at all is no failure.
 */
export async function readPointed(
  chart: Chart,
  pointers: readonly Pointer[],
  types: readonly string[],
): Promise<Unread | undefined> {
  const elsewhere = pointers
    .filter(({ holder, reference }) => !chart.sent.holds(reference, holder))
    .flatMap(({ reference }) => textAt(reference, 'reference') ?? []);
  const wanted = [...new Set(elsewhere)].flatMap((written) => {
    const type = parseReference(written)?.type;
    return type !== undefined && types.includes(type) ? [{ written, type }] : [];
  });
  const { asked, cut } = withinLimit(chart, wanted);
  const readings = await Promise.all(asked.map(({ written, type }) => readReferenced(chart, written, type)));
  const failed = readings.find((reading) => reading !== 'read' && reading !== 'not-found');
  return failed ?? (cut.length > 0 ? 'not-read' : undefined);
}

/** What is asked for, and what the limit cuts off. Without a server nothing is to be had, and nothing is cut off. */
export function withinLimit<Wanted>(
  chart: Chart,
  wanted: readonly Wanted[],
): { readonly asked: readonly Wanted[]; readonly cut: readonly Wanted[] } {
  if (chart.reader === undefined) return { asked: wanted, cut: [] };
  return { asked: wanted.slice(0, MAX_POINTED_READS), cut: wanted.slice(MAX_POINTED_READS) };
}
