import { dayOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import { drugsIn } from './medication.ts';
import { beginning, namesOrder, type TreatmentContext } from './medication-record.ts';
import { referenceTo } from './reference.ts';

/** The drugs of our tables that a Procedure gave, by its code or by what it used. One that was not completed is a hint. */
export function readProcedures(resource: Resource, { orders }: TreatmentContext): readonly Treatment[] {
  const status = textAt(resource, 'status') ?? '';
  if (!['completed', 'in-progress', 'stopped', 'on-hold', 'unknown'].includes(status)) return [];
  if (itemsAt(resource, 'basedOn').some((each) => namesOrder(each, orders))) return [];
  const named = [at(resource, 'code'), ...itemsAt(resource, 'usedCode')].flatMap((concept) => drugsIn(concept));
  const to = dayOf(at(resource, 'performedPeriod', 'end'));
  return [...new Set(named.map(({ drug }) => drug))].map((drug) => ({
    reference: referenceTo(resource),
    drug,
    shown: named.find((each) => each.drug === drug)?.shown ?? drug,
    kind: 'administered',
    current: false,
    schedule: 'not-stated',
    decides: status === 'completed' && named.some((each) => each.drug === drug && each.decides),
    ...beginning(at(resource, 'performedDateTime'), at(resource, 'performedPeriod', 'start')),
    ...(to && { to }),
  }));
}
