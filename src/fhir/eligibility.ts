import { type Day, dayOf } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Facts } from '../facts/facts.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import { drugsIn } from './medication.ts';
import { parseReference, referenceTo } from './reference.ts';

/** What an exclusion must speak of: the drug, the coverage judged, and the day. */
export interface Asked {
  readonly drug: DrugName;
  readonly coverage: string | undefined;
  readonly asOf: Day;
  readonly today: Day;
}

/**
 * The payer's answer that the coverage excludes the drug, named by code (policies.md CR-10). The newest day with an answer
 * about this drug and coverage decides; answers of that day that differ, one for another period of service, and one that
 * names no coverage say nothing.
 */
export function readExclusion(responses: readonly Resource[], asked: Asked): Facts['serviceExcluded'] {
  const answers = responses.flatMap((response) => answersOf(response, asked));
  const days = answers.map(({ day }) => day).sort();
  const newest = answers.filter(({ day }) => day === days.at(-1));
  const [first] = newest;
  if (first === undefined || !newest.every(({ excluded }) => excluded)) return undefined;
  const { reference, shown, day } = first;
  return { reference, shown, day };
}

type Answered = NonNullable<Facts['serviceExcluded']> & { readonly excluded: boolean };

function answersOf(response: Resource, { drug, coverage, asOf, today }: Asked): readonly Answered[] {
  const day = dayOf(at(response, 'created'));
  const counts = textAt(response, 'status') === 'active' && textAt(response, 'outcome') === 'complete';
  if (!counts || day === undefined || day > today || !serves(response, asOf)) return [];
  return itemsAt(response, 'insurance')
    .filter((insurance) => coverage !== undefined && names(at(insurance, 'coverage'), coverage))
    .flatMap((insurance) => itemsAt(insurance, 'item'))
    .filter((item) => !itemsAt(item, 'network', 'coding').some((coding) => textAt(coding, 'code') === 'out'))
    .flatMap((item) =>
      drugsIn(at(item, 'productOrService'))
        .filter((named) => named.drug === drug && named.decides)
        .map(({ shown }) => ({
          reference: referenceTo(response),
          shown,
          day,
          excluded: at(item, 'excluded') === true,
        })),
    );
}

/** Whether an answer for certain days of service is one for this day; most name none. */
function serves(response: Resource, asOf: Day): boolean {
  const start = dayOf(at(response, 'servicedPeriod', 'start'));
  const end = dayOf(at(response, 'servicedPeriod', 'end'));
  return (start === undefined || start <= asOf) && (end === undefined || asOf <= end);
}

function names(reference: unknown, coverage: string): boolean {
  const parsed = parseReference(textAt(reference, 'reference') ?? '');
  return parsed !== undefined && `${parsed.type}/${parsed.id}` === coverage;
}
