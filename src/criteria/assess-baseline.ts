import { daysBetween } from '../facts/day.ts';
import type { Interval } from '../facts/interval.ts';
import { compareDecimals } from '../facts/interval.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import { besideStatement, byStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, noting, open, type Question, settled, silence, wasRead } from './finding.ts';
import { firstReceived, readingEvidence, readingsOf, type UsableReading } from './lab-series.ts';
import { parseLimit, type Standing, standing } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const GIVEN = ['medication-administrations', 'medication-statements'] as const;

/** A result from before treatment: policies.md 1.1 (GAM-2.B), register 2-4. Any that qualifies counts. */
export function assessBaseline(test: TestOf<'baseline'>, { facts, id }: Question): Finding {
  const started = firstReceived(facts, [test.before])?.day;
  const until = started ?? facts.order.authored ?? facts.asOf;
  const series = readingsOf(facts, test.lab);
  const why = (reading: UsableReading): Reason | undefined => {
    if (started !== undefined && reading.day >= started) return 'on-treatment';
    if (daysBetween(reading.day, until) > test.days) return 'too-old';
    return test.fasting && reading.fasting !== true ? 'fasting-not-stated' : undefined;
  };
  const inside = series.usable.filter((reading) => why(reading) === undefined);
  const within = inside.filter((reading) => standingOf(reading, test.limit) === 'within');
  const evidence: readonly Evidence[] = [
    ...inside.map((reading) => readingEvidence(reading, within.length === 0 || within.includes(reading))),
    ...series.usable
      .filter((reading) => !inside.includes(reading))
      .map((reading) => readingEvidence(reading, false, REMARK[why(reading) ?? 'too-old'])),
    ...series.aside,
  ];
  // An earlier first dose may be among what was not read.
  if (within.length > 0 && started === undefined && !wasRead(facts, GIVEN))
    return open('doc-missing', silence(facts, GIVEN, 'not-read'), evidence);
  if (within.length > 0)
    return noting(settled('met', evidence), ...newestFails(inside, within, id), ...lone(inside, test, id));
  if (inside.some((reading) => standingOf(reading, test.limit) === 'straddles'))
    return open('doc-missing', 'straddles-limit', evidence);
  if (inside.length === 0)
    return open('doc-missing', facts.unread.laboratory ?? reasonOf(series.usable.map(why)) ?? series.because, evidence);
  if (facts.unread.laboratory !== undefined) return open('doc-missing', facts.unread.laboratory, evidence);
  return noting(settled('not-met', evidence), ...lone(inside, test, id));
}

const standingOf = ({ value }: UsableReading, limit: string): Standing =>
  value.kind === 'number' ? standing(value.interval, limit) : 'straddles';

const REMARK: Readonly<Partial<Record<Reason, string>>> = {
  'on-treatment': 'after the first dose',
  'too-old': 'before the baseline window',
  'fasting-not-stated': 'fasting not stated',
};

/** The nearest miss tells most: a result that only lacks fasting, then one after the first dose, then an older one. */
const reasonOf = (reasons: readonly (Reason | undefined)[]): Reason | undefined =>
  (['fasting-not-stated', 'on-treatment', 'too-old'] as const).find((reason) => reasons.includes(reason));

function newestFails(
  inside: readonly UsableReading[],
  within: readonly UsableReading[],
  id: string,
): readonly string[] {
  const newest = inside.at(-1);
  return newest === undefined || within.includes(newest)
    ? []
    : [`${id}: the newest result before treatment no longer qualifies; an earlier one of the episode does.`];
}

/** A result exactly on a strict limit: published criteria may count what the policy's text does not. */
function lone(inside: readonly UsableReading[], { limit }: TestOf<'baseline'>, id: string): readonly string[] {
  const { sign, value } = parseLimit(limit);
  const onLimit = ({ low, high }: Interval) =>
    low !== undefined && low.at === high?.at && compareDecimals(low.at, value) === 0;
  const exact = inside.some((reading) => reading.value.kind === 'number' && onLimit(reading.value.interval));
  return sign === '<' && exact
    ? [`${id}: the result lies exactly on the limit, which the policy's text does not count; published criteria do.`]
    : [];
}

/** Better than before the first dose, in any test: policies.md 1.1 (GAM-R1). */
export function assessImproved(test: TestOf<'improved'>, question: Question): Finding {
  const { facts } = question;
  const started = firstReceived(facts, [test.since])?.day;
  const trends = [...test.lower.map((lab) => ({ lab, sign: -1 })), ...test.higher.map((lab) => ({ lab, sign: 1 }))].map(
    ({ lab, sign }) => trendOf(lab, sign, started, question),
  );
  const evidence = trends.flatMap((trend) => trend.evidence);
  if (trends.some(({ better }) => better) && wasRead(facts, ['laboratory', ...GIVEN]))
    return besideStatement(question, 'met', evidence);
  return byStatement(question, { informing: ['laboratory', 'medication-administrations'] }, evidence);
}

function trendOf(lab: LabName, sign: number, started: string | undefined, { facts }: Question) {
  const numbers = readingsOf(facts, lab).usable.filter(({ value }) => value.kind === 'number');
  const before = numbers.filter(({ day }) => started !== undefined && day < started).at(-1);
  const after = numbers.filter(({ day }) => started !== undefined && day > started).at(-1);
  const [from, to] = [exactly(before), exactly(after)];
  if (before === undefined || after === undefined || from === undefined || to === undefined)
    return { better: false, evidence: [] };
  const better = compareDecimals(to, from) * sign > 0;
  const says = `${labDefinition(lab).display} ${before.shown} on ${before.day}, ${after.shown} on ${after.day}`;
  return { better, evidence: [{ reference: after.reference, says, counts: better }] };
}

function exactly(reading: UsableReading | undefined): string | undefined {
  if (reading?.value.kind !== 'number') return undefined;
  const { low, high } = reading.value.interval;
  return low !== undefined && low.at === high?.at ? low.at : undefined;
}
