import { intervalOf, multiply } from '../facts/interval.ts';
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
  readonly because: 'not-on-record' | 'unit-unknown' | 'straddles-limit';
  readonly evidence: readonly Evidence[];
} {
  const { dose, reference } = facts.order;
  if (dose === undefined) return { standing: 'unknown', because: 'not-on-record', evidence: [] };
  const ordered = { reference, says: `${dose.value} ${dose.unit} ordered`, counts: true };
  if (dose.unit === 'mg/kg')
    return { standing: standing(intervalOf('=', dose.value), limit), because: 'straddles-limit', evidence: [ordered] };
  if (dose.unit !== 'mg') return { standing: 'unknown', because: 'unit-unknown', evidence: [ordered] };
  const weight = newestUsable(readingsOf(facts, 'weight')).at(-1);
  const kilograms = weight?.value.kind === 'number' ? weight.value.interval.low?.at : undefined;
  if (weight === undefined || kilograms === undefined)
    return { standing: 'unknown', because: 'not-on-record', evidence: [ordered] };
  const { sign, value } = parseLimit(limit);
  const most = multiply(value, kilograms);
  return {
    standing: standing(intervalOf('=', dose.value), `${sign} ${most} mg`),
    because: 'straddles-limit',
    evidence: [ordered, readingEvidence(weight, true)],
  };
}
