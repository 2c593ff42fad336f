import { dayOf, daysOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { readDispense } from './dispense.ts';
import { at, isModified, itemsAt, type Resource, textAt } from './json.ts';
import type { NamedDrug } from './medication.ts';
import { beginning, namesOrder, type TreatmentContext, told, useOf } from './medication-record.ts';
import { referenceTo } from './reference.ts';

/**
 * The drugs of our tables in a MedicationRequest, MedicationStatement, MedicationAdministration or MedicationDispense
 * (policies.md CR-4). What was not done, not taken, called off or entered in error is left out, in the members of STU3 too.
 */
export function readTreatments(
  resource: Resource,
  named: readonly NamedDrug[],
  context: TreatmentContext,
): readonly Treatment[] {
  const status = textAt(resource, 'status') ?? '';
  if (context.orders.has(referenceTo(resource)) || status === 'entered-in-error') return [];
  const drugs = isModified(resource) ? named.map((drug) => ({ ...drug, decides: false })) : named;
  switch (resource.resourceType) {
    case 'MedicationRequest':
      return ['cancelled', 'draft'].includes(status) ? [] : requested(resource, drugs, status, context);
    case 'MedicationStatement':
      return stated(resource, drugs, status, context);
    case 'MedicationAdministration':
      return administered(resource, drugs, status, context);
    case 'MedicationDispense':
      return readDispense(resource, drugs, status, context);
    default:
      return [];
  }
}

/**
 * The drugs of another order of the same call, draft or active: evidence for the order under judgement (policies.md CR-2).
 * What is only now being ordered is no regular use yet: a draft states no schedule.
 */
export function readTogether(resource: Resource, drugs: readonly NamedDrug[], reference: string): readonly Treatment[] {
  const status = textAt(resource, 'status') ?? '';
  if (status !== 'draft' && status !== 'active') return [];
  return requested(resource, drugs, status, { asOf: '' }).map((each) => ({
    ...each,
    reference,
    current: true,
    schedule: status === 'draft' ? 'not-stated' : each.schedule,
    together: true,
  }));
}

/** An order. Whether it is reported at second hand (`reported[x]`) changes nothing: it is not proof of receipt either way. */
function requested(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { asOf }: Pick<TreatmentContext, 'asOf'>,
): readonly Treatment[] {
  const intent = textAt(resource, 'intent') ?? 'order';
  if (['proposal', 'option'].includes(intent) || at(resource, 'doNotPerform') === true) return [];
  const dosages = itemsAt(resource, 'dosageInstruction');
  const bounds = dosages.map((dosage) => at(dosage, 'timing', 'repeat', 'boundsPeriod'));
  const ends = [
    ...bounds.map((period) => at(period, 'end')),
    at(resource, 'dispenseRequest', 'validityPeriod', 'end'),
  ].map((end) => daysOf(end)?.last);
  const hasEnded = ends.some((end) => end !== undefined && end < asOf);
  const start = bounds.map((period) => at(period, 'start')).find((each) => daysOf(each) !== undefined);
  return drugs.map((drug) => ({
    ...told(resource, drug, { status, dosages }),
    kind: 'ordered',
    ...useOf(status, hasEnded, dosages),
    ...beginning(start, at(resource, 'authoredOn')),
  }));
}

function stated(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { asOf }: TreatmentContext,
): readonly Treatment[] {
  const taken = at(resource, 'taken');
  if (['not-taken', 'intended'].includes(status) || taken === 'n' || at(resource, 'wasNotTaken') === true) return [];
  const to = dayOf(at(resource, 'effectivePeriod', 'end'));
  const end = daysOf(at(resource, 'effectivePeriod', 'end'))?.last;
  const known =
    ['active', 'completed', 'stopped', 'on-hold'].includes(status) && (taken === undefined || taken === 'y');
  const dosages = itemsAt(resource, 'dosage');
  return drugs.map((drug) => ({
    ...told(resource, drug, { status, dosages }),
    kind: 'stated',
    ...useOf(status, end !== undefined && end < asOf, dosages),
    decides: drug.decides && known,
    ...beginning(at(resource, 'effectivePeriod', 'start'), at(resource, 'effectiveDateTime')),
    ...(to && { to }),
  }));
}

function administered(
  resource: Resource,
  drugs: readonly NamedDrug[],
  status: string,
  { orders }: TreatmentContext,
): readonly Treatment[] {
  const notGiven = status === 'not-done' || at(resource, 'notGiven') === true || at(resource, 'wasNotGiven') === true;
  if (notGiven || namesOrder(at(resource, 'request'), orders)) return [];
  const to = dayOf(at(resource, 'effectivePeriod', 'end'));
  const given = ['completed', 'in-progress', 'stopped'].includes(status);
  return drugs.map((drug) => ({
    ...told(resource, drug, { status, dosages: itemsAt(resource, 'dosage') }),
    kind: 'administered',
    current: false,
    schedule: 'not-stated',
    decides: drug.decides && given,
    ...beginning(at(resource, 'effectiveDateTime'), at(resource, 'effectivePeriod', 'start')),
    ...(to && { to }),
  }));
}
