import { type Day, dayOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { wordsOf } from './codes.ts';
import { routeOf, scheduleOf } from './dosage.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import type { NamedDrug } from './medication.ts';
import { referenceTo } from './reference.ts';
import { stopReasonOf } from './stop-reason.ts';

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
      return ['entered-in-error', 'cancelled', 'draft'].includes(status)
        ? []
        : requested(resource, drugs, status, context);
    case 'MedicationStatement':
      return statedIn(resource, drugs, status, context);
    case 'MedicationAdministration':
      return administered(resource, drugs, status, context);
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
    ...bounds.map((period) => dayOf(at(period, 'end'))),
    dayOf(at(resource, 'dispenseRequest', 'validityPeriod', 'end')),
  ];
  const from =
    bounds.map((period) => dayOf(at(period, 'start'))).find((day) => day !== undefined) ??
    dayOf(at(resource, 'authoredOn'));
  const current = status === 'active' && !ends.some((end) => end !== undefined && end < asOf);
  return drugs.map((drug) => ({
    ...told(resource, drug, status, dosages),
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
  const to = dayOf(at(resource, 'effectivePeriod', 'end'));
  const current = status === 'active' && !(to !== undefined && to < asOf);
  const known = ['active', 'completed', 'stopped', 'on-hold'].includes(status);
  const dosages = itemsAt(resource, 'dosage');
  return drugs.map((drug) => ({
    ...told(resource, drug, status, dosages),
    kind: 'stated',
    current,
    schedule: scheduleOf(dosages),
    decides: drug.decides && known,
    ...(from && { from }),
    ...(to && { to }),
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
  const to = dayOf(at(resource, 'effectivePeriod', 'end'));
  const given = ['completed', 'in-progress', 'stopped'].includes(status);
  return drugs.map((drug) => ({
    ...told(resource, drug, status, itemsAt(resource, 'dosage')),
    kind: 'administered',
    current: false,
    schedule: 'not-stated',
    decides: drug.decides && given,
    ...(from && { from }),
    ...(to && { to }),
  }));
}

/** What requests, statements and administrations have in common. */
function told(resource: Resource, { drug, shown, decides }: NamedDrug, status: string, dosages: readonly unknown[]) {
  const stopped = stopReasonOf(resource, status);
  return {
    reference: referenceTo(resource),
    drug,
    shown,
    decides,
    route: routeOf(dosages),
    ...(stopped && { stopped }),
    ...((isSample(resource) || SAMPLE.test(shown)) && { sample: true as const }),
  };
}

const SAMPLE = /\bsamples?\b/i;

/** A manufacturer's sample, as the record's own words say (policies.md LEM-S4). */
const isSample = (resource: Resource): boolean =>
  [
    ...['category', 'type', 'medicationCodeableConcept']
      .flatMap((member) => itemsAt(resource, member))
      .flatMap(wordsOf),
    textAt(resource, 'medicationReference', 'display') ?? '',
  ].some((words) => SAMPLE.test(words));
