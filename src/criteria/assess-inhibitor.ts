import { daysBetween } from '../facts/day.ts';
import { besideStatement, byStatement, conditionEvidence, hintsAmong } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, noting, open, type Question, settled, stated } from './finding.ts';
import { readingEvidence, readingsOf, type Series, type UsableReading } from './lab-series.ts';
import { standing } from './limit.ts';
import { byVerdict, type Sign, signOfDay } from './sign.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** One day of inhibitor testing: several reports of a day are one test. */
interface TestDay {
  readonly day: string;
  readonly sign: Sign | 'conflicting';
  readonly readings: readonly UsableReading[];
}

const YEAR_IN_DAYS = 365;
const NEVER = { contradicting: ['laboratory', 'conditions'] } as const;

/** The newest inhibitor result: policies.md 3.1 (HKS-III.5a), register 15, ruling R12. */
export function assessInhibitorNegative(test: TestOf<'inhibitor-negative'>, { facts, id }: Question): Finding {
  const series = readingsOf(facts, test.lab);
  const days = testDays(series, test.limit);
  const newest = days.at(-1);
  const evidence = evidenceOf(days, series);
  if (newest === undefined) return open('doc-missing', series.because, evidence);
  switch (newest.sign) {
    case 'conflicting':
      return open('doc-missing', 'conflicting', evidence);
    case 'unclear':
      return open('doc-missing', 'straddles-limit', evidence);
    case 'positive':
      return positives(days).length > 1 ? settled('not-met', evidence) : open('doc-missing', 'not-on-record', evidence);
    case 'negative':
      if (facts.unread.laboratory !== undefined) return open('doc-missing', facts.unread.laboratory, evidence);
      return noting(settled('met', evidence), ...remarksOn(newest, id, facts.asOf));
  }
}

function remarksOn({ day, readings }: TestDay, id: string, asOf: string): readonly string[] {
  const wordOnly = readings.every(({ value }) => value.kind === 'not-detected');
  const old = daysBetween(day, asOf) > YEAR_IN_DAYS;
  return [
    ...(wordOnly ? [`${id}: reported as negative without a number; accepted as under the limit.`] : []),
    ...(old ? [`${id}: the newest inhibitor result is more than 12 months old; the policy sets no age limit.`] : []),
  ];
}

/** No inhibitor ever: policies.md 3.1 (HKS-III.5b), ruling R12. */
export function assessInhibitorNever(test: TestOf<'inhibitor-never'>, question: Question): Finding {
  const { facts, id } = question;
  const series = readingsOf(facts, test.lab);
  const days = testDays(series, test.limit);
  const coded = facts.conditions.filter(
    ({ condition, certain, decides }) => test.conditions.includes(condition) && certain && decides,
  );
  const found = positives(days);
  const evidence = [
    ...coded.map((fact) => conditionEvidence(fact, true)),
    ...evidenceOf(found, { ...series, aside: [] }),
  ];
  if (coded.length > 0 || found.length > 1) return besideStatement(question, 'not-met', evidence);
  const hints = hintsAmong(facts, test.conditions).map((fact) => conditionEvidence(fact, false));
  const [once] = found;
  const doubtful = once === undefined ? days.filter((day) => isRemarkable(day, test.unremarkable)) : [];
  if (doubtful.length > 0) {
    const { value, evidence: said } = stated(question, false);
    const shownDays = [...evidenceOf(doubtful, { ...series, aside: [] }), ...said, ...hints];
    return value === false
      ? settled('not-met', shownDays)
      : open('doc-missing', value === true ? 'contradicted' : 'straddles-limit', shownDays);
  }
  if (once === undefined)
    return byStatement(question, NEVER, hints, hints.length > 0 ? 'unspecific-code' : 'needs-statement');
  const statement = stated(question);
  if (statement.value === false) return settled('not-met', [...evidence, ...statement.evidence]);
  if (retestOf(days, once)?.within(test.retestDays)) {
    return noting(
      byStatement(question, NEVER, [...evidenceOf(days, series), ...hints]),
      `${id}: one positive result with a prompt negative re-test is read as a false positive.`,
    );
  }
  // Where no re-test is printed, an earlier positive result is the history that is asked about.
  if (test.limit === undefined) return besideStatement(question, 'not-met', evidence);
  return open('doc-missing', statement.value === true ? 'contradicted' : 'conflicting', [
    ...evidenceOf(days, series),
    ...stated(question, false).evidence,
  ]);
}

/** The re-test after a positive result: policies.md 3.1 (HKS-III.5c). */
export function assessInhibitorRetest(test: TestOf<'inhibitor-retest'>, { facts }: Question): Finding {
  const series = readingsOf(facts, test.lab);
  const days = testDays(series, test.limit);
  const evidence = evidenceOf(days, series);
  const found = positives(days);
  const [once] = found;
  if (once === undefined)
    return facts.unread.laboratory === undefined
      ? settled('n/a', [], 'not-triggered')
      : open('doc-missing', facts.unread.laboratory);
  if (found.length > 1) return settled('not-met', evidence);
  const retest = retestOf(days, once);
  if (retest === undefined) return open('doc-missing', series.because, evidence);
  return retest.within(test.retestDays) ? settled('met', evidence) : open('doc-missing', 'too-old', evidence);
}

function retestOf(days: readonly TestDay[], positive: TestDay) {
  const retest = days.find(({ day, sign }) => day > positive.day && sign === 'negative');
  return retest && { within: (limit: number) => daysBetween(positive.day, retest.day) <= limit };
}

const positives = (days: readonly TestDay[]): readonly TestDay[] => days.filter(({ sign }) => sign === 'positive');

function testDays({ usable }: Series, limit: string | undefined): readonly TestDay[] {
  const days = [...new Set(usable.map(({ day }) => day))];
  return days.map((day) => {
    const readings = usable.filter((reading) => reading.day === day);
    const sign = signOfDay(readings, limit === undefined ? byVerdict : (reading) => signOf(reading, limit));
    return { day, sign: sign ?? 'unclear', readings };
  });
}

/** Numbers that nobody has called normal or abnormal, and that are high enough to ask about. */
const isRemarkable = ({ sign, readings }: TestDay, unremarkable: string | undefined): boolean =>
  unremarkable !== undefined &&
  sign === 'unclear' &&
  readings.some(({ value }) => value.kind === 'number' && standing(value.interval, unremarkable) !== 'within');

function signOf({ value }: UsableReading, limit: string): Sign {
  switch (value.kind) {
    case 'detected':
      return 'positive';
    case 'not-detected':
      return 'negative';
    case 'number': {
      const place = standing(value.interval, limit);
      return place === 'within' ? 'negative' : place === 'beyond' ? 'positive' : 'unclear';
    }
  }
}

function evidenceOf(days: readonly TestDay[], { aside }: Series): readonly Evidence[] {
  return [
    ...days.flatMap(({ readings, sign }) =>
      readings.map((reading) => readingEvidence(reading, sign === 'positive' || sign === 'negative')),
    ),
    ...aside,
  ];
}
