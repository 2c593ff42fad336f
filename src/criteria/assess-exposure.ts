import { addMonths } from '../facts/day.ts';
import type { CountFact, Facts } from '../facts/facts.ts';
import { intervalOf } from '../facts/interval.ts';
import type { Reason } from '../facts/reason.ts';
import { besideStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, silence, stated, wasRead } from './finding.ts';
import { type Standing, standing } from './limit.ts';
import { undocumented } from './recent.ts';

type ExposureDays = Extract<Test, { kind: 'exposure-days' }>;

const IN_USE = ['medication-requests', 'medication-statements', 'medication-dispenses'] as const;

/**
 * Exposure days of a patient on prophylaxis: policies.md 5.1 (P109-HEM-4a), register 20. The newest counts say how many.
 * Days are only ever added: where the newest do not say too few, an older count or the recorded doses may say enough.
 */
export function assessExposureDays(test: ExposureDays, question: Question): Finding {
  const { facts } = question;
  const usage = prophylaxisWith(test, facts);
  if (usage === 'none') return settled('n/a', stated(question, false).evidence, 'not-triggered');
  const counts = facts.counts.filter(({ count, day }) => count === test.count && (day ?? facts.asOf) <= facts.asOf);
  const newest = newestOf(counts);
  const floor = recordedDays(test, facts);
  const stands = (place: Standing) => (count: CountFact) => standing(count.value, test.limit) === place;
  const enough = standing(intervalOf('=', `${floor.days}`), test.limit) === 'within' || counts.some(stands('within'));
  const shown = (deciding?: Standing) => [
    ...counts.map((count) => countEvidence(count, deciding !== undefined && decides(count, stands(deciding), newest))),
    ...floor.evidence(deciding !== undefined),
  ];
  const tooFew = newest.some(stands('beyond'));
  if (enough && !tooFew) return besideStatement(question, 'met', shown('within'));
  // Where a part that was not read may tell that there is no prophylaxis, the line may not apply at all.
  if (usage !== 'routine' && !wasRead(facts, IN_USE))
    return open('doc-missing', silence(facts, IN_USE, usage.unclear), shown());
  if (enough) return undocumented(question, 'conflicting', shown());
  if (!tooFew) {
    const because = newest.length > 0 ? 'straddles-limit' : 'not-on-record';
    return undocumented(question, silence(facts, ['laboratory', 'answers'], because), shown());
  }
  if (newest.some(({ day }) => day !== undefined && day < addMonths(facts.asOf, -test.freshMonths)))
    return undocumented(question, 'too-old', shown());
  return usage === 'routine'
    ? besideStatement(question, 'not-met', shown('beyond'))
    : open('doc-missing', usage.unclear, shown());
}

/** Of the counts that settle the line, the newest; older ones where the newest do not settle it. */
const decides = (count: CountFact, settles: (each: CountFact) => boolean, newest: readonly CountFact[]): boolean =>
  settles(count) && (newest.includes(count) || !newest.some(settles));

/**
 * Whether the product is in routine use, or why that cannot be told: its frequency, its code, or a part that was not
 * read. A dispense asks only where no order and no list entry says how the product is used.
 */
function prophylaxisWith({ product }: ExposureDays, facts: Facts): 'routine' | 'none' | { readonly unclear: Reason } {
  const current = facts.treatments.filter((each) => each.drug === product && each.current);
  const ordered = current.filter(({ kind }) => kind !== 'dispensed');
  const inUse = ordered.length > 0 ? ordered : current;
  if (inUse.some(({ schedule, decides }) => schedule === 'routine' && decides)) return 'routine';
  if (inUse.some(({ decides }) => !decides)) return { unclear: 'unspecific-code' };
  if (inUse.some(({ schedule }) => schedule === 'not-stated'))
    return { unclear: silence(facts, IN_USE, 'not-on-record') };
  if (facts.unnamedDrugs > 0 || !wasRead(facts, IN_USE)) return { unclear: silence(facts, IN_USE, 'not-read') };
  return 'none';
}

/** The counts of the newest day; one without a day is as new as any. */
function newestOf(counts: readonly CountFact[]): readonly CountFact[] {
  const days = counts.flatMap(({ day }) => (day === undefined ? [] : [day])).sort();
  return counts.filter(({ day }) => day === undefined || day === days.at(-1));
}

/** Days with a recorded administration: fewer than the patient had, never more. */
function recordedDays({ product }: ExposureDays, { treatments, asOf }: Facts) {
  const given = treatments.filter(({ drug, kind, decides }) => drug === product && kind === 'administered' && decides);
  const dated = given.flatMap(({ reference, from }) =>
    from === undefined || from > asOf ? [] : [{ reference, day: from }],
  );
  const days = new Set(dated.map(({ day }) => day)).size;
  const evidence = (counts: boolean): readonly Evidence[] =>
    dated
      .slice(0, 1)
      .map(({ reference }) => ({ reference, says: `${days} days with a recorded dose, at least`, counts }));
  return { days, evidence };
}

const countEvidence = ({ reference, shown, day }: CountFact, counts: boolean): Evidence => ({
  reference,
  says: `Exposure days: ${shown}${day === undefined ? '' : ` on ${day}`}`,
  counts,
});
