import type { Day } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import { drugDisplay } from '../facts/drugs.ts';
import type { Facts, LabReading, Treatment } from '../facts/facts.ts';
import { type LabName, labDefinition } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import { type Evidence, silence } from './finding.ts';

/** A result that may count. */
export type UsableReading = Extract<LabReading, { usable: true }>;

/** The results of one test: those that may count, oldest first, and those set aside with the reason in words. */
export interface Series {
  readonly usable: readonly UsableReading[];
  readonly aside: readonly Evidence[];
  /** Why the line is open when nothing is usable. */
  readonly because: Reason;
}

/** Results up to the as-of date and before the first of these drugs; the others are set aside, shown, never counted. */
export function readingsOf(facts: Facts, lab: LabName, notAfter: readonly DrugName[] = []): Series {
  const bar = firstReceived(facts, notAfter);
  const usable: UsableReading[] = [];
  const aside: Evidence[] = [];
  let unusable: Reason | undefined;
  for (const reading of facts.labs) {
    if (reading.lab !== lab) continue;
    const why = reading.usable ? setAside(reading, facts.asOf, bar) : (UNUSABLE[reading.because] ?? 'not usable');
    if (!reading.usable) unusable ??= reading.because;
    if (reading.usable && why === undefined) usable.push(reading);
    else aside.push(readingEvidence(reading, false, why));
  }
  const because = silence(facts, [labDefinition(lab).source], unusable ?? 'not-on-record');
  return { usable: usable.sort(byDay), aside, because };
}

/** Why a result that could count does not, in words. */
function setAside({ day }: UsableReading, asOf: Day, bar: ReturnType<typeof firstReceived>): string | undefined {
  if (day > asOf) return `after the as-of date ${asOf}`;
  return bar !== undefined && day >= bar.day ? `after ${bar.drug}` : undefined;
}

/** The readings of the newest day that has any. */
export function newestUsable({ usable }: Series): readonly UsableReading[] {
  const newest = usable.at(-1)?.day;
  return usable.filter(({ day }) => day === newest);
}

/** Evidence of one result: what was measured, the value as printed, the day, and why it was set aside. */
export function readingEvidence(reading: LabReading, counts: boolean, remark?: string): Evidence {
  const when = reading.day === undefined ? '' : ` on ${reading.day}`;
  const why = remark === undefined ? '' : ` (${remark})`;
  return {
    reference: reading.reference,
    says: `${labDefinition(reading.lab).display} ${reading.shown}${when}${why}`,
    counts,
  };
}

/** True for a drug that the patient has had: given, said to be taken, or billed; an order, a dispense or a sample is no receipt. */
export const wasReceived = ({ kind, decides, sample }: Treatment): boolean =>
  decides && sample !== true && (kind === 'administered' || kind === 'stated' || kind === 'billed');

/** True for a drug that the patient had had before a day; a year or a month that is over by then is enough. */
export const wasReceivedBefore = (treatment: Treatment, day: Day): boolean =>
  wasReceived(treatment) && (treatment.from ?? treatment.fromAtLatest ?? day) < day;

/** The day of the first recorded dose of any of these drugs. */
export function firstReceived(
  facts: Facts,
  drugs: readonly DrugName[],
): { readonly day: Day; readonly drug: string } | undefined {
  if (drugs.length === 0) return undefined;
  const received = facts.treatments.filter((treatment) => drugs.includes(treatment.drug) && wasReceived(treatment));
  return received
    .flatMap(({ drug, from }) => (from === undefined ? [] : [{ day: from, drug: drugDisplay(drug) }]))
    .sort(byDay)[0];
}

const byDay = (left: { readonly day: Day }, right: { readonly day: Day }): number =>
  left.day < right.day ? -1 : left.day > right.day ? 1 : 0;

const UNUSABLE: Readonly<Partial<Record<Reason, string>>> = {
  'not-on-record': 'no value recorded',
  undated: 'collection day not stated',
  'not-final': 'not a final result',
  'unit-unknown': 'value or unit not readable for this test',
  'straddles-limit': 'neither found nor not found',
  conflicting: 'contradicts itself',
  implausible: 'value not plausible',
  'unspecific-code': 'the code does not say which test this is',
};
