import { dayOf } from '../facts/day.ts';
import type { Treatment } from '../facts/facts.ts';
import { at, itemsAt, type Resource, textAt } from './json.ts';
import { drugsIn } from './medication.ts';
import { referenceTo } from './reference.ts';

/** The drugs of our tables that a settled claim bills, line by line. Estimates and prior authorizations bill nothing; a line that was refused does not decide, nor a claim that is settled in part. */
export function readBilled(resource: Resource): readonly Treatment[] {
  const use = textAt(resource, 'use') ?? 'claim';
  const outcome = textAt(resource, 'outcome') ?? 'complete';
  if (textAt(resource, 'status') !== 'active' || use !== 'claim' || !SETTLED.has(outcome)) return [];
  const whole = outcome === 'complete';
  return itemsAt(resource, 'item').flatMap((item) =>
    billedIn(resource, item).map((billed) => ({ ...billed, decides: billed.decides && whole })),
  );
}

const SETTLED: ReadonlySet<string> = new Set(['complete', 'partial']);

function billedIn(resource: Resource, item: unknown): readonly Treatment[] {
  const details = itemsAt(item, 'detail');
  const lines = [item, ...details, ...details.flatMap((detail) => itemsAt(detail, 'subDetail'))];
  const found = lines.flatMap((line) =>
    drugsIn(at(line, 'productOrService')).map((named) => ({ ...named, refused: [item, line].some(isRefused) })),
  );
  const from = dayOf(
    at(item, 'servicedDate') ?? at(item, 'servicedPeriod', 'start') ?? at(resource, 'billablePeriod', 'start'),
  );
  const to = dayOf(at(item, 'servicedPeriod', 'end'));
  return [...new Set(found.map(({ drug }) => drug))].map((drug) => {
    const named = found.filter((each) => each.drug === drug);
    return {
      reference: referenceTo(resource),
      drug,
      shown: named[0]?.shown ?? drug,
      kind: 'billed',
      current: false,
      schedule: 'not-stated',
      decides: named.some(({ decides, refused }) => decides && !refused),
      ...(from && { from }),
      ...(to && { to }),
    };
  });
}

/** A line with a reason for its denial. */
const isRefused = (line: unknown): boolean =>
  itemsAt(line, 'adjudication')
    .flatMap((adjudication) => itemsAt(adjudication, 'category', 'coding'))
    .some((coding) => textAt(coding, 'code')?.toLowerCase() === 'denialreason');
