import { type Day, dayOf } from '../facts/day.ts';
import { hemgenixKits } from '../facts/drugs.ts';
import type { OrderedDose, OrderedQuantity, OrderFacts } from '../facts/facts.ts';
import { compareDecimals } from '../facts/interval.ts';
import { codesOf, wordsOf } from './codes.ts';
import { conditionsIn } from './condition.ts';
import { frequencyOf, routeOf, timesGiven } from './dosage.ts';
import { at, itemsAt, type Resource, shownText, textAt } from './json.ts';
import type { NamedDrug } from './medication.ts';
import { numberText } from './quantity.ts';
import { referenceTo } from './reference.ts';

/** What any order says, whatever it orders. */
export interface PlannedOrder {
  readonly resource: Resource;
  readonly reference: string;
  /** Planned administration, else the day it was authored (policies.md CR-3); absent when neither is written. */
  readonly asOf?: Day;
  /** Coverages that the order names. */
  readonly insurance: readonly string[];
}

/** An order as sent: what it orders, for whom, and when. One drug of our tables each. */
export interface DraftOrder extends PlannedOrder {
  readonly facts: OrderFacts;
}

/** How an order is named: one without an id by its place in the Bundle (contract.md 5). */
export const orderReference = (resource: Resource, position: number): string =>
  textAt(resource, 'id') === undefined ? `${resource.resourceType}/(entry ${position})` : referenceTo(resource);

/** Reads what does not depend on the drug. `position` is its place in the Bundle. */
export function readPlanned(resource: Resource, position: number): PlannedOrder {
  const asOf = plannedDay(resource, itemsAt(resource, 'dosageInstruction')) ?? dayOf(at(resource, 'authoredOn'));
  return {
    resource,
    reference: orderReference(resource, position),
    insurance: itemsAt(resource, 'insurance').flatMap((each) => textAt(each, 'reference') ?? []),
    ...(asOf && { asOf }),
  };
}

/** Reads an order whose drug is known. `position` is its place in the Bundle. */
export function readOrder(resource: Resource, { drug }: NamedDrug, concept: unknown, position: number): DraftOrder {
  const dosages = itemsAt(resource, 'dosageInstruction');
  const authored = dayOf(at(resource, 'authoredOn'));
  const refills = Number(numberText(at(resource, 'dispenseRequest', 'numberOfRepeatsAllowed')) ?? 0);
  const times = timesGiven(
    resource.resourceType === 'ServiceRequest' ? [{ timing: at(resource, 'occurrenceTiming') }] : dosages,
  );
  const codes = codesOf(concept);
  const kit = hemgenixKits.find(({ ndc }) => codes.some(({ system, code }) => system === 'NDC' && code === ndc));
  const quantity = orderedQuantity(
    at(resource, 'dispenseRequest', 'quantity') ?? at(resource, 'quantityQuantity'),
    codes.some(({ system }) => system === 'HCPCS') && resource.resourceType === 'ServiceRequest',
  );
  const dose = dosages
    .flatMap((dosage) => itemsAt(dosage, 'doseAndRate'))
    .map((each) => orderedDose(at(each, 'doseQuantity')))
    .find((each) => each !== undefined);
  const frequency = frequencyOf(dosages.map((dosage) => at(dosage, 'timing')));
  return {
    ...readPlanned(resource, position),
    facts: {
      reference: orderReference(resource, position),
      drug,
      administrations:
        times === undefined ? undefined : times * (1 + (Number.isInteger(refills) && refills > 0 ? refills : 0)),
      route: routeOf(dosages),
      ...reasonsOf(resource),
      continues: at(resource, 'priorPrescription') !== undefined,
      ...(frequency && { frequency }),
      ...(quantity && { quantity }),
      ...(dose && { dose }),
      ...(kit && { kitNdc: kit.ndc }),
      ...(authored && { authored }),
    },
  };
}

/** The diagnoses that the order gives as its reason. A coded diagnosis of none of our tables is kept in its own words; symptoms and encounters (R, Z) say nothing against an indication. */
function reasonsOf(resource: Resource): Pick<OrderFacts, 'reasons' | 'otherReason'> {
  const concepts = itemsAt(resource, 'reasonCode');
  const reasons = concepts.flatMap((concept) => conditionsIn(resource, concept));
  const other = concepts
    .filter((concept) => conditionsIn(resource, concept).length === 0)
    .filter((concept) => codesOf(concept).some(({ system, code }) => system === 'ICD-10-CM' && !/^[RZ]/.test(code)));
  const [first] = other;
  const shown = first === undefined ? undefined : (wordsOf(first)[0] ?? codesOf(first)[0]?.code);
  return { reasons, ...(shown !== undefined && { otherReason: shownText(shown) }) };
}

/**
 * The planned day (policies.md CR-3): occurrence of a service, validity of the dispense request, timing of the dosage. Of a
 * drug order an occurrence is the day of its appointment, and the day of service decides (ruling R16).
 */
function plannedDay(resource: Resource, dosages: readonly unknown[]): Day | undefined {
  const timings = [...dosages.map((dosage) => at(dosage, 'timing')), at(resource, 'occurrenceTiming')];
  const planned = [
    at(resource, 'occurrenceDateTime'),
    at(resource, 'occurrencePeriod', 'start'),
    at(resource, 'dispenseRequest', 'validityPeriod', 'start'),
    ...timings.flatMap((timing) => [firstOf(at(timing, 'event')), at(timing, 'repeat', 'boundsPeriod', 'start')]),
  ];
  return planned.map(dayOf).find((day) => day !== undefined);
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

const BILLABLE: ReadonlySet<string> = new Set(['kit', 'kits', 'dose', 'doses', 'unit', 'units', 'each', 'ea', '1']);
const NOT_BILLABLE: ReadonlySet<string> = new Set(['vial', 'vials', 'ml', 'milliliter', 'milliliters']);

function unitWords(quantity: unknown): readonly string[] {
  return [textAt(quantity, 'code'), textAt(quantity, 'unit')].flatMap((word) =>
    word === undefined ? [] : [word.toLowerCase().replace(/[{}[\]]/g, '')],
  );
}

function orderedQuantity(quantity: unknown, billedByCode: boolean): OrderedQuantity | undefined {
  const value = numberText(at(quantity, 'value'));
  if (value === undefined) return undefined;
  const words = unitWords(quantity);
  if (words.some((word) => NOT_BILLABLE.has(word))) return { value, unit: 'other' };
  return {
    value,
    unit: words.some((word) => BILLABLE.has(word)) || (words.length === 0 && billedByCode) ? 'billable' : 'not-stated',
  };
}

function orderedDose(quantity: unknown): OrderedDose | undefined {
  const value = numberText(at(quantity, 'value'));
  if (value === undefined || compareDecimals(value, '0') <= 0) return undefined;
  const words = unitWords(quantity);
  if (words.includes('mg/kg')) return { value, unit: 'mg/kg' };
  if (words.includes('mg')) return { value, unit: 'mg' };
  if (words.includes('ml/kg')) return { value, unit: 'mL/kg' };
  if (words.includes('ml')) return { value, unit: 'mL' };
  return words.some((word) => word === 'vial' || word === 'vials') ? { value, unit: 'vial' } : undefined;
}
