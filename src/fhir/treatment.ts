import { type Day, dayOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { scheduleOf } from './dosage.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import type { NamedDrug } from './medication.ts';
import { referenceTo } from './reference.ts';

/** What tells whether a record is evidence: the as-of date, and the order under judgement, whose own doses are not "earlier". */
export interface TreatmentContext {
  readonly asOf: Day;
  readonly orders: ReadonlySet<string>;
}

/** The drugs of our tables in a MedicationRequest, MedicationStatement or MedicationAdministration (policies.md CR-4). */
export function readTreatments(
  resource: Resource,
  drugs: readonly NamedDrug[],
  context: TreatmentContext,
): readonly Treatment[] {
  const status = textAt(resource, 'status') ?? '';
  if (context.orders.has(referenceTo(resource))) return [];
  switch (resource.resourceType) {
    case 'MedicationRequest':
      return requested(resource, drugs, status, context);
    case 'MedicationStatement':
      return statedIn(resource, drugs, status, context);
    case 'MedicationAdministration':
      return administered(resource, drugs, status, context);
    default:
      return [];
  }
}

function requested(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { asOf }: TreatmentContext,
): readonly Treatment[] {
  const intent = textAt(resource, 'intent') ?? 'order';
  if (
    ['entered-in-error', 'cancelled', 'draft'].includes(status) ||
    ['proposal', 'option'].includes(intent) ||
    at(resource, 'doNotPerform') === true
  )
    return [];
  const dosages = itemsAt(resource, 'dosageInstruction');
  const bounds = dosages.map((dosage) => at(dosage, 'timing', 'repeat', 'boundsPeriod'));
  const ends = [
    ...bounds.map((period) => dayOf(at(period, 'end'))),
    dayOf(at(resource, 'dispenseRequest', 'validityPeriod', 'end')),
  ];
  const from =
    bounds.map((period) => dayOf(at(period, 'start'))).find((day) => day !== undefined) ??
    dayOf(at(resource, 'authoredOn'));
  const current = status === 'active' && !ends.some((end) => end !== undefined && end < asOf);
  return drugs.map((drug) => ({
    ...named(resource, drug),
    kind: 'ordered',
    current,
    schedule: scheduleOf(dosages),
    ...(from && { from }),
  }));
}

function statedIn(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { asOf }: TreatmentContext,
): readonly Treatment[] {
  if (['entered-in-error', 'not-taken', 'intended'].includes(status)) return [];
  const from = dayOf(at(resource, 'effectivePeriod', 'start') ?? at(resource, 'effectiveDateTime'));
  const end = dayOf(at(resource, 'effectivePeriod', 'end'));
  const current = status === 'active' && !(end !== undefined && end < asOf);
  const known = ['active', 'completed', 'stopped', 'on-hold'].includes(status);
  return drugs.map((drug) => ({
    ...named(resource, drug),
    kind: 'stated',
    current,
    schedule: scheduleOf(itemsAt(resource, 'dosage')),
    decides: drug.decides && known,
    ...(from && { from }),
  }));
}

function administered(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { orders }: TreatmentContext,
): readonly Treatment[] {
  if (['entered-in-error', 'not-done'].includes(status) || orders.has(textAt(resource, 'request', 'reference') ?? ''))
    return [];
  const from = dayOf(at(resource, 'effectiveDateTime') ?? at(resource, 'effectivePeriod', 'start'));
  const given = ['completed', 'in-progress', 'stopped'].includes(status);
  return drugs.map((drug) => ({
    ...named(resource, drug),
    kind: 'administered',
    current: false,
    schedule: 'not-stated',
    decides: drug.decides && given,
    ...(from && { from }),
  }));
}

const named = (resource: Resource, { drug, shown, decides }: NamedDrug) => ({
  reference: referenceTo(resource),
  drug,
  shown,
  decides,
});
