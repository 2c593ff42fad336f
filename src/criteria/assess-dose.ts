import type { LabValue } from '../facts/facts.ts';
import { intervalOf, multiply } from '../facts/interval.ts';
import type { Reason } from '../facts/reason.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, noting, open, type Question, settled } from './finding.ts';
import { newestUsable, readingEvidence, readingsOf } from './lab-series.ts';
import { parseLimit, type Standing, standing } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Size, frequency and route of a dose: policies.md 1.1 (GAM-2.DOSE), 1.2 (GAM-1.dose). Exact: 10.0 mg/kg is not above 10. */
export function assessDose(test: TestOf<'dose'>, { facts, id }: Question): Finding {
  const { frequency, route, reference } = facts.order;
  const size = sizeOf(test.limit, facts);
  const often = frequency === undefined ? undefined : frequency.times * test.everyHours > frequency.hours;
  const evidence: readonly Evidence[] = [
    ...size.evidence,
    ...(frequency === undefined
      ? []
      : [
          {
            reference,
            says: `${frequency.times} time${frequency.times === 1 ? '' : 's'} in ${frequency.hours} hours ordered`,
            counts: true,
          },
        ]),
  ];
  if (route === 'other' || often === true || size.standing === 'beyond') return settled('not-met', evidence);
  if (size.standing !== 'within') return open('doc-missing', size.because, evidence);
  if (often === undefined) return open('doc-missing', 'not-on-record', evidence);
  const finding = settled('met', evidence);
  return route === 'not-stated'
    ? noting(finding, `${id}: the order does not state the route; the policy speaks of intravenous doses.`)
    : finding;
}

function sizeOf(
  limit: string,
  facts: Question['facts'],
): {
  readonly standing: Standing | 'unknown';
  readonly because: Reason;
  readonly evidence: readonly Evidence[];
} {
  const { dose, reference } = facts.order;
  if (dose === undefined) return { standing: 'unknown', because: 'not-on-record', evidence: [] };
  const ordered = { reference, says: `${dose.value} ${dose.unit} ordered`, counts: true };
  if (dose.unit === 'mg/kg')
    return { standing: standing(intervalOf('=', dose.value), limit), because: 'straddles-limit', evidence: [ordered] };
  if (dose.unit !== 'mg') return { standing: 'unknown', because: 'unit-unknown', evidence: [ordered] };
  const unread = facts.unread['vital-signs'];
  const weights = newestUsable(readingsOf(facts, 'weight'));
  if (unread !== undefined || weights.length === 0)
    return { standing: 'unknown', because: unread ?? 'not-on-record', evidence: [ordered] };
  const standings = new Set(weights.map(({ value }) => standingAt(limit, dose.value, value)));
  const [first] = standings;
  return {
    standing: standings.size === 1 && first !== undefined ? first : 'straddles',
    because: 'straddles-limit',
    evidence: [ordered, ...weights.map((weight) => readingEvidence(weight, true))],
  };
}

/** A dose in milligrams for a weight that may only be known as a range: certain at its lower or at its upper end. */
function standingAt(limit: string, milligrams: string, weight: LabValue): Standing {
  if (weight.kind !== 'number') return 'straddles';
  const { sign, value } = parseLimit(limit);
  const { low, high } = weight.interval;
  const at = (kilograms: string | undefined) =>
    kilograms === undefined
      ? undefined
      : standing(intervalOf('=', milligrams), `${sign} ${multiply(value, kilograms)} mg`);
  if (at(low?.at) === 'within') return 'within';
  return at(high?.at) === 'beyond' ? 'beyond' : 'straddles';
}
