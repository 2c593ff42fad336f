import type { Unread } from '../facts/reason.ts';
import { type Chart, readReferenced } from './chart.ts';
import type { Resource } from './json.ts';
import { textAt } from './json.ts';
import { parseReference } from './reference.ts';

/** A Reference element and the resource that it stands in. */
export interface Pointer {
  readonly holder: Resource;
  readonly reference: unknown;
}

const MAX_READS = 20;

/** Reads what records only point at, of some types, the first so many. Says why, where one of them failed; what is not to be had at all is no failure. */
export async function readPointed(
  chart: Chart,
  pointers: readonly Pointer[],
  types: readonly string[],
): Promise<Unread | undefined> {
  const elsewhere = pointers
    .filter(({ holder, reference }) => !chart.sent.holds(reference, holder))
    .flatMap(({ reference }) => textAt(reference, 'reference') ?? []);
  const readings = await Promise.all(
    [...new Set(elsewhere)]
      .flatMap((written) => {
        const type = parseReference(written)?.type;
        return type !== undefined && types.includes(type) ? [{ written, type }] : [];
      })
      .slice(0, MAX_READS)
      .map(({ written, type }) => readReferenced(chart, written, type)),
  );
  return readings.find((reading) => reading !== 'read' && reading !== 'not-found');
}
