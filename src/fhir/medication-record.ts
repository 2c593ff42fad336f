import { type Day, dayOf, daysOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { codesOf, wordsOf } from './codes.ts';
import { routeOf, scheduleOf } from './dosage.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import type { NamedDrug } from './medication.ts';
import { parseReference, referenceTo } from './reference.ts';
import { stopNoteOf, stopReasonOf } from './stop-reason.ts';

/** What tells whether a record is evidence: the as-of date, and the order under judgement, whose own doses are not "earlier". */
export interface TreatmentContext {
  readonly asOf: Day;
  readonly orders: ReadonlySet<string>;
}

/** What requests, statements, administrations and dispenses have in common. */
export function told(
  resource: Resource,
  { drug, shown, decides }: NamedDrug,
  { status, dosages }: { readonly status: string; readonly dosages: readonly unknown[] },
) {
  const stopped = stopReasonOf(resource, status);
  const note = stopped === undefined ? undefined : stopNoteOf(resource);
  return {
    reference: referenceTo(resource),
    drug,
    shown,
    decides,
    route: routeOf(dosages),
    ...(stopped && { stopped }),
    ...(note !== undefined && { note }),
    ...((isSample(resource) || SAMPLE.test(shown)) && { sample: true as const }),
  };
}

const OVER: ReadonlySet<string> = new Set(['completed', 'stopped', 'inactive']);

/**
 * Whether a request or a statement tells of use on the as-of date, and how regular. One that is neither active nor over
 * (on hold, which means to go on later; of unknown status, or of none) may go on: it raises the question, and states no
 * schedule.
 */
export function useOf(
  status: string,
  hasEnded: boolean,
  dosages: readonly unknown[],
): Pick<Treatment, 'current' | 'schedule'> {
  const stated = status === 'active' || OVER.has(status);
  return { current: !OVER.has(status) && !hasEnded, schedule: stated ? scheduleOf(dosages) : 'not-stated' };
}

/** The first of these dates, of any precision: a year or a month tells only the last day that it can mean. */
export function beginning(...dates: readonly unknown[]): Pick<Treatment, 'from' | 'fromAtLatest'> {
  const [date] = dates.filter((each) => each !== undefined);
  const from = dayOf(date);
  if (from !== undefined) return { from };
  const fromAtLatest = daysOf(date)?.last;
  return fromAtLatest === undefined ? {} : { fromAtLatest };
}

/** Whether a Reference element names one of these orders, with or without a server before and a version behind. */
export function namesOrder(reference: unknown, orders: ReadonlySet<string>): boolean {
  const written = textAt(reference, 'reference') ?? '';
  const parsed = parseReference(written);
  return orders.has(parsed === undefined ? written : `${parsed.type}/${parsed.id}`);
}

const SAMPLE = /\bsamples?\b/i;

/** Manufacturer Sample, among the types of pharmacy supply of HL7's ActCode. */
const isSampleSupply = (type: unknown): boolean =>
  codesOf(type).some(({ system, code }) => system === 'ActCode' && code === 'MS');

/** A manufacturer's sample, as the record's own words or the type of supply say (policies.md LEM-S4). */
const isSample = (resource: Resource): boolean =>
  isSampleSupply(at(resource, 'type')) ||
  [
    ...['category', 'type', 'medicationCodeableConcept']
      .flatMap((member) => itemsAt(resource, member))
      .flatMap(wordsOf),
    textAt(resource, 'medicationReference', 'display') ?? '',
  ].some((words) => SAMPLE.test(words));
