import { type Day, dayOf, daysBetween } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import type { NamedDrug } from './medication.ts';
import { beginning, namesOrder, type TreatmentContext, told } from './medication-record.ts';
import { numberText } from './quantity.ts';

/** Of these nothing was handed over: not yet, or never. */
const NOT_HANDED_OVER: ReadonlySet<string> = new Set([
  'preparation',
  'in-progress',
  'on-hold',
  'cancelled',
  'declined',
]);

/**
 * A drug that a pharmacy handed over. It proves neither that the drug was taken or infused, nor how often: it is shown,
 * and while its supply lasts it raises the question of use, as an order does that states no schedule. A dispense that
 * was broken off or whose status is unknown is a hint. Why a dispense was not performed (`statusReason[x]`) is not why
 * the drug was given up, and is not read.
 */
export function readDispense(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { asOf, orders }: TreatmentContext,
): readonly Treatment[] {
  const ofOrder = itemsAt(resource, 'authorizingPrescription').some((each) => namesOrder(each, orders));
  if (NOT_HANDED_OVER.has(status) || ofOrder) return [];
  const handedOver = at(resource, 'whenHandedOver') ?? at(resource, 'whenPrepared');
  const dosages = itemsAt(resource, 'dosageInstruction');
  return drugs.map((drug) => ({
    ...told(resource, drug, { status: '', dosages }),
    kind: 'dispensed',
    current: lasts(resource, dayOf(handedOver), asOf),
    schedule: 'not-stated',
    decides: drug.decides && status === 'completed',
    ...beginning(handedOver),
  }));
}

const DAYS: ReadonlySet<string> = new Set(['d', 'day', 'days', '']);

/** Whether the days' supply reaches the as-of date; a dispense that does not say how long it lasts does not. */
function lasts(resource: Resource, from: Day | undefined, asOf: Day): boolean {
  const supply = at(resource, 'daysSupply');
  const unit = textAt(supply, 'code') ?? textAt(supply, 'unit') ?? '';
  const days = Number(numberText(at(supply, 'value')) ?? Number.NaN);
  if (from === undefined || !DAYS.has(unit.toLowerCase())) return false;
  return from <= asOf && daysBetween(from, asOf) < days;
}
