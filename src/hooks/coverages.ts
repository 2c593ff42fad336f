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
    }
  | { readonly kind: 'failed' };

/** The coverages where they and their payors were sent along: then the payer is known before anything is read. */
export async function coveragesAtHand(chart: Chart): Promise<Coverages | undefined> {
  if (!chart.isAtHand('coverage')) return undefined;
  const { resources } = await chart.part('coverage').then((part) => (part.kind === 'read' ? part : { resources: [] }));
  return chart.reader === undefined || payorsElsewhere(resources, chart).length === 0
    ? readCoverages(chart)
    : undefined;
}

/** Reads the coverages and the payors they point at. */
export async function readCoverages(chart: Chart): Promise<Coverages> {
  const part = await chart.part('coverage');
  if (part.kind === 'failed') return { kind: 'failed' };
  await Promise.all(
    payorsElsewhere(part.resources, chart).map((reference) => readReferenced(chart, reference, 'Organization')),
  );
  return { kind: 'read', resources: part.resources, complete: part.complete };
}

/** Who may be paying, as far as the coverages tell before a payor is read: any payer, where one still has to be. */
export async function payersExpected(chart: Chart, world: PayersHeld): Promise<readonly Payer[]> {
  const part = await chart.part('coverage');
  if (part.kind === 'failed') return [];
  const coverages: Coverages = { ...part, kind: 'read' };
  return payorsElsewhere(part.resources, chart).length > 0 ? world.payers : payersOf(coverages, chart, world);
}

const payorsElsewhere = (resources: readonly Resource[], chart: Chart): readonly string[] => [
  ...new Set(resources.flatMap((resource) => readCoverage(resource, '', chart.sent).payorElsewhere ?? [])),
];

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
  const named = active.filter(({ reference }) => isNamedBy(insurance, reference));
  return (named.length > 0 ? named : active).sort((left, right) => left.order - right.order);
}

/** Whether the references of an order name a coverage. */
export const isNamedBy = (insurance: readonly string[], reference: string): boolean =>
  insurance.some((each) => sameReference(each, reference));

function sameReference(written: string, reference: string): boolean {
  const parsed = parseReference(written);
  return parsed !== undefined && `${parsed.type}/${parsed.id}` === reference;
}

interface PayersHeld {
  readonly payers: readonly Payer[];
  readonly defaultPayer?: Payer;
}

/** The held payers of any coverage, in force or not; the one assumed where there is no coverage. */
export function payersOf(coverages: Coverages, chart: Chart, { payers, defaultPayer }: PayersHeld): readonly Payer[] {
  const assumed = defaultPayer === undefined ? [] : [defaultPayer];
  if (coverages.kind === 'failed') return [];
  const found = coverages.resources.map((resource) => payerOf(readCoverage(resource, '', chart.sent), payers));
  return [...assumed, ...found.flatMap((each) => (each.kind === 'payer' ? [each.payer] : []))];
}
