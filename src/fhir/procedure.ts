import { dayOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { at, isModified, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { conceptOf, drugsIn } from './medication.ts';
import { beginning, namesOrder, type TreatmentContext } from './medication-record.ts';
import { referenceTo, type SentResources } from './reference.ts';

const NOT_DONE: ReadonlySet<string> = new Set(['preparation', 'not-done', 'entered-in-error']);

/** The drugs of our tables that a Procedure gave, by its code or by what it used. One that is not said to be completed is a hint. */
export function readProcedures(
  resource: Resource,
  { orders }: TreatmentContext,
  sent: SentResources,
): readonly Treatment[] {
  const status = textAt(resource, 'status') ?? '';
  if (NOT_DONE.has(status) || at(resource, 'notDone') === true) return [];
  if (itemsAt(resource, 'basedOn').some((each) => namesOrder(each, orders))) return [];
  const used = itemsAt(resource, 'usedReference').map((each) => sent.resolve(each, resource));
  const named = [
    at(resource, 'code'),
    ...itemsAt(resource, 'usedCode'),
    ...used.filter((each) => isResource(each, 'Medication')).map(conceptOf),
  ].flatMap((concept) => drugsIn(concept));
  const to = dayOf(at(resource, 'performedPeriod', 'end'));
  return [...new Set(named.map(({ drug }) => drug))].map((drug) => ({
    reference: referenceTo(resource),
    drug,
    shown: named.find((each) => each.drug === drug)?.shown ?? drug,
    kind: 'administered',
    current: false,
    schedule: 'not-stated',
    decides:
      status === 'completed' && !isModified(resource) && named.some((each) => each.drug === drug && each.decides),
    ...beginning(at(resource, 'performedDateTime'), at(resource, 'performedPeriod', 'start')),
    ...(to && { to }),
  }));
}
