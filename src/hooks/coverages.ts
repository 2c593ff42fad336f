import type { Day } from '../facts/day.ts';
import { type Chart, readReferenced } from '../fhir/chart.ts';
import { type CoverageFact, readCoverage } from '../fhir/coverage.ts';
import type { Resource } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';
import type { Payer } from '../policies/payer.ts';
import { payerOf } from './payer-of.ts';

/** The coverages of a chart, or the fact that they could not be read. */
export type Coverages =
  | {
      readonly kind: 'read';
      readonly resources: readonly Resource[];
      readonly complete: boolean;
      readonly foreign: number;
    }
  | { readonly kind: 'failed' };

/** Reads the coverages and the payors they point at. */
export async function readCoverages(chart: Chart): Promise<Coverages> {
  const part = await chart.part('coverage');
  if (part.kind === 'failed') return { kind: 'failed' };
  const elsewhere = part.resources.flatMap((resource) => readCoverage(resource, '', chart.sent).payorElsewhere ?? []);
  await Promise.all([...new Set(elsewhere)].map((reference) => readReferenced(chart, reference, 'Organization')));
  return { kind: 'read', resources: part.resources, complete: part.complete, foreign: part.foreign };
}

/** The coverages in force on a day, primary first; those the order names, where it names one of them (contract.md 5). */
export function coveragesOn(
  day: Day,
  coverages: readonly Resource[],
  insurance: readonly string[],
  chart: Chart,
): readonly CoverageFact[] {
  const active = coverages
    .map((resource) => readCoverage(resource, day, chart.sent))
    .filter((coverage) => coverage.active);
  const named = active.filter(({ reference }) => insurance.some((each) => sameReference(each, reference)));
  return (named.length > 0 ? named : active).sort((left, right) => left.order - right.order);
}

function sameReference(written: string, reference: string): boolean {
  const parsed = parseReference(written);
  return parsed !== undefined && `${parsed.type}/${parsed.id}` === reference;
}

/** The held payers of any coverage, in force or not; the one assumed where there is no coverage. */
export function payersOf(
  coverages: Coverages,
  chart: Chart,
  { payers, defaultPayer }: { readonly payers: readonly Payer[]; readonly defaultPayer?: Payer },
): readonly Payer[] {
  const assumed = defaultPayer === undefined ? [] : [defaultPayer];
  if (coverages.kind === 'failed') return [];
  const found = coverages.resources.map((resource) => payerOf(readCoverage(resource, '', chart.sent), payers));
  return [...assumed, ...found.flatMap((each) => (each.kind === 'payer' ? [each.payer] : []))];
}
