import type { OrderFacts } from '../facts/facts.ts';
import { compareDecimals, multiply } from '../facts/interval.ts';
import type { Reason } from '../facts/reason.ts';
import { treatmentEvidence } from './assess-history.ts';
import { earlierCourses } from './courses.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, noting, open, type Question, settled, stated } from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** One side of the order against what the policy wants: right, wrong, or not to be told and why. */
type Judged = 'right' | 'wrong' | { readonly open: Reason };

const HOURS_A_DAY = 24;

/** Dose and length of a course, the first or a later one: policies.md 2.1 (LEM-DOSE), ruling R5. */
export function assessCourseDose(test: TestOf<'course-dose'>, question: Question): Finding {
  const { facts, id } = question;
  const { order } = facts;
  const wanted = wantedDays(test, question);
  const sides = [judgeRoute(order), judgeDose(order, test.milligrams), judgeDays(order, wanted.days)];
  const unsettled = sides.find((side) => typeof side === 'object');
  const wrong = sides.includes('wrong');
  const met = !wrong && unsettled === undefined;
  const evidence: readonly Evidence[] = [
    { reference: order.reference, says: `Ordered: ${inWords(order)}`, counts: wrong || met },
    ...wanted.evidence,
  ];
  const remarks =
    order.route === 'not-stated' ? [`${id}: the order states no route; the drug is given by vein only.`] : [];
  if (wrong) return settled('not-met', evidence);
  return noting(
    unsettled === undefined ? settled('met', evidence) : open('doc-missing', unsettled.open, evidence),
    ...remarks,
  );
}

/** The lengths that may be meant, and why they are several. */
interface Wanted {
  readonly days: { readonly any: readonly number[]; readonly because: Reason };
  readonly evidence: readonly Evidence[];
}

/** A dose on record makes it a later course. An earlier course that is only claimed, or not to be told, leaves both open. */
function wantedDays({ product, firstDays, laterDays, claimedBy }: TestOf<'course-dose'>, question: Question): Wanted {
  const { facts } = question;
  const courses = earlierCourses(facts, product);
  const shown = (counts: boolean) => courses.treatments.map((each) => treatmentEvidence(each, counts));
  const claim = stated({ ...question, id: claimedBy }, false);
  switch (courses.kind) {
    case 'given':
      return { days: { any: [laterDays], because: 'conflicting' }, evidence: shown(true) };
    case 'unclear':
      return { days: { any: [firstDays, laterDays], because: courses.because }, evidence: shown(false) };
    case 'none':
      return claim.value === true || facts.order.continues
        ? { days: { any: [firstDays, laterDays], because: 'not-on-record' }, evidence: claim.evidence }
        : { days: { any: [firstDays], because: 'conflicting' }, evidence: [] };
  }
}

const judgeRoute = ({ route }: OrderFacts): Judged => (route === 'other' ? 'wrong' : 'right');

function judgeDose({ dose, frequency }: OrderFacts, milligrams: string): Judged {
  if (dose === undefined) return { open: 'not-on-record' };
  if (dose.unit !== 'mg') return { open: 'unit-unknown' };
  const daily = frequency === undefined ? 1 : timesADay(frequency);
  if (daily === undefined) return { open: 'implausible' };
  return compareDecimals(multiply(dose.value, `${daily}`), milligrams) === 0 ? 'right' : 'wrong';
}

function judgeDays({ frequency, administrations }: OrderFacts, wanted: Wanted['days']): Judged {
  if (frequency === undefined) return { open: 'not-on-record' };
  if (frequency.hours / frequency.times > HOURS_A_DAY) return 'wrong';
  const daily = timesADay(frequency);
  if (daily === undefined) return { open: 'implausible' };
  if (frequency.count === undefined) return { open: 'not-on-record' };
  const days = frequency.count / daily;
  if (!wanted.any.includes(days)) return 'wrong';
  if (administrations !== undefined && administrations !== frequency.count) return { open: 'conflicting' };
  return wanted.any.length === 1 ? 'right' : { open: wanted.because };
}

/** Doses a day where they are a whole number; a longer interval is one dose on its day. */
function timesADay({ times, hours }: NonNullable<OrderFacts['frequency']>): number | undefined {
  const daily = (times * HOURS_A_DAY) / hours;
  if (daily < 1) return 1;
  return Number.isInteger(daily) ? daily : undefined;
}

function inWords({ dose, frequency, route }: OrderFacts): string {
  const amount = dose === undefined ? 'no dose' : `${dose.value} ${dose.unit}`;
  const often = frequency === undefined ? '' : `, ${frequency.times} every ${frequency.hours} hours`;
  const count = frequency?.count === undefined ? ', no number of doses' : `, ${frequency.count} in all`;
  return `${amount}${often}${count}${route === 'other' ? ', not by vein' : ''}`;
}
