import type { DrugName } from '../facts/drugs.ts';
import type { Chart } from '../fhir/chart.ts';
import { readRecords } from '../fhir/records.ts';
import { policiesFor } from '../policies/select.ts';
import { coveragesAtHand, payersExpected, payersOf, readCoverages } from './coverages.ts';
import type { ReadCall } from './judge.ts';
import { type JudgedOrders, sourcesFor, withPrescribers } from './orders.ts';
import { readSites } from './site-of-care.ts';
import type { World } from './world.ts';

/**
 * Reads everything at once. Where the payer is known from what was sent, only what its policies ask for; else what any
 * policy for these drugs asks for, beside the coverage that tells which applies.
 */
export async function readCall({ governed, onlyListed }: Omit<JudgedOrders, 'others'>, chart: Chart, world: World) {
  const known = await coveragesAtHand(chart);
  const payers = known && payersOf(known, chart, world);
  const sources = (drug: DrugName) => sourcesFor(drug, payers);
  const [coverages, records, orders, sites] = await Promise.all([
    known ?? readCoverages(chart),
    readRecords(chart, new Set(governed.flatMap(({ facts }) => [...sources(facts.drug)]))),
    withPrescribers(governed, chart, sources),
    readSites([...governed, ...onlyListed], chart, {
      expected: payers ?? world.payers.filter(({ id }) => governed.some(({ facts }) => isHeld(facts.drug, id))),
      found: () => payersExpected(chart, world),
    }),
  ]);
  return { chart, coverages, records, orders, ...(sites && { sites }) };
}

const isHeld = (drug: DrugName, payer: string) => policiesFor(drug).some((policy) => policy.payer === payer);

/** What a person has to know of the reading, whatever was ordered. */
export function remarksOn({ records, chart }: Pick<ReadCall, 'records' | 'chart'>): readonly string[] {
  const { unnamedDrugs } = records;
  const { leftOut } = chart.sent;
  const count = (number: number) => `${number} record${number === 1 ? '' : 's'}`;
  return [
    ...(leftOut === 0 ? [] : [`${count(leftOut)} of another patient, or of none, left out.`]),
    ...(unnamedDrugs === 0 ? [] : [`${count(unnamedDrugs)} of medication without a readable drug name: please check.`]),
  ];
}
