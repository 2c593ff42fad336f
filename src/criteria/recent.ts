import { addMonths, type Day } from '../facts/day.ts';
import type { Facts } from '../facts/facts.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import { type Evidence, type Finding, noting, open, type Question, settled, silence, stated } from './finding.ts';
import { newestUsable, readingEvidence, readingsOf, type UsableReading } from './lab-series.ts';

/** The results of one test inside a look-back window, and those before it. */
export interface Recent {
  /** Of the newest day inside the window. */
  readonly newest: readonly UsableReading[];
  /** Of the newest day before the window, where nothing is inside it. */
  readonly stale: readonly UsableReading[];
  /** Everything that does not count, with the reason in words. */
  readonly aside: readonly Evidence[];
  /** Why the line is open when nothing is inside. */
  readonly because: Reason;
}

/** The first day of a window: so many calendar months before the order was submitted, that day included (policies.md CR-3, CR-13). */
export const windowOpens = ({ order, asOf }: Facts, months: number): Day => addMonths(order.authored ?? asOf, -months);

/** The results of a test in the last so many months. */
export function recentReadings(facts: Facts, lab: LabName, months: number): Recent {
  const series = readingsOf(facts, lab);
  const from = windowOpens(facts, months);
  const newest = newestUsable({ ...series, usable: series.usable.filter(({ day }) => day >= from) });
  const others = series.usable.filter((reading) => !newest.includes(reading));
  const stale = newest.length > 0 ? [] : newestUsable({ ...series, usable: others });
  const remark = ({ day }: UsableReading) => (day < from ? `older than ${months} months` : 'a newer result counts');
  return {
    newest,
    stale,
    aside: [...others.map((reading) => readingEvidence(reading, false, remark(reading))), ...series.aside],
    because: silence(facts, [labDefinition(lab).source], stale.length > 0 ? 'too-old' : series.because),
  };
}

/** The newest results as evidence, and all others set aside. */
export const recentEvidence = ({ newest, aside }: Recent, counts: boolean): readonly Evidence[] => [
  ...newest.map((reading) => readingEvidence(reading, counts)),
  ...aside,
];

/** A line that needs a document and has none that settles it: a stated no stands, a stated yes is not enough. */
export function undocumented(question: Question, because: Reason, shown: readonly Evidence[]): Finding {
  const { value, evidence } = stated(question);
  if (value === false) return settled('not-met', [...evidence, ...shown]);
  const unbacked = value === true && because === 'not-on-record' ? 'needs-note' : because;
  return open('doc-missing', unbacked, [...shown, ...stated(question, false).evidence]);
}

/** A finding with the remark that an unfavourable result is too old to exclude (policies.md 5.1). */
export function warningOf(finding: Finding, { id }: Question, unfavourable: readonly UsableReading[]): Finding {
  return noting(
    finding,
    ...unfavourable.map(
      ({ lab, shown, day }) =>
        `${id}: ${labDefinition(lab).display} ${shown} on ${day} is too old to exclude the patient; a current result is needed.`,
    ),
  );
}
