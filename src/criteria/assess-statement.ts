import type { ConditionFact, Facts, Source } from '../facts/facts.ts';
import { labDefinition } from '../facts/labs.ts';
import type { Reason } from '../facts/reason.ts';
import type { Criterion, Test } from './criterion.ts';
import {
  type Evidence,
  type Finding,
  noting,
  open,
  type Question,
  settled,
  silence,
  stated,
  wasRead,
} from './finding.ts';
import { newestUsable, readingEvidence, readingsOf } from './lab-series.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Parts of the chart that bear on a statement: those that could contradict it, and those that could have settled the line without it. */
interface Bearing {
  readonly contradicting?: readonly Source[];
  readonly informing?: readonly Source[];
}

/**
 * What a person's answer makes of a line that the record leaves open. `yes` counts only when the parts of the chart
 * that could contradict it were read: a failed read never becomes met.
 */
export function byStatement(
  question: Question,
  { contradicting = [], informing = [] }: Bearing,
  shown: readonly Evidence[],
  unanswered: Reason = 'needs-statement',
): Finding {
  const { facts } = question;
  const { value, evidence } = stated(question);
  const all = [...evidence, ...shown];
  if (value === false) return settled('not-met', all);
  if (value === 'conflicting') return open('attest', 'conflicting', all);
  if (value === undefined)
    return open('attest', silence(facts, [...contradicting, ...informing, 'answers'], unanswered), all);
  return wasRead(facts, contradicting)
    ? settled('met', all)
    : open('attest', silence(facts, contradicting, unanswered), all);
}

/** A settled line with the answer beside it; an answer that says the opposite is shown and does not count. */
export function besideStatement(question: Question, status: 'met' | 'not-met', evidence: readonly Evidence[]): Finding {
  const statement = stated(question, false);
  const contradicted = statement.value !== undefined && statement.value !== (status === 'met');
  const finding = settled(status, [...evidence, ...statement.evidence], contradicted ? 'contradicted' : undefined);
  return contradicted
    ? noting(finding, `${question.id}: the answer given and the record disagree; the record was followed.`)
    : finding;
}

/** Evidence of a diagnosis on record. */
export function conditionEvidence({ reference, shown, certain, day }: ConditionFact, counts: boolean): Evidence {
  const doubt = certain ? '' : ', not confirmed';
  return { reference, says: `${shown}${doubt}${day === undefined ? '' : `, recorded ${day}`}`, counts };
}

/** A line that only a person can answer; with `when`, only if one of those diagnoses is on record. */
export function assessAttested({ showing, when }: TestOf<'attested'>, question: Question): Finding {
  const { facts } = question;
  const triggers = facts.conditions.filter(
    ({ condition, certain, decides }) => when.includes(condition) && certain && decides,
  );
  if (when.length > 0 && triggers.length === 0) return notTriggered(question);
  const results = showing.flatMap((lab) =>
    newestUsable(readingsOf(facts, lab)).map((reading) => readingEvidence(reading, true)),
  );
  const finding = byStatement(question, {}, [
    ...triggers.map((trigger) => conditionEvidence(trigger, true)),
    ...results,
  ]);
  const missing = showing.length > 0 && results.length === 0 && wasRead(facts, ['laboratory']);
  return missing
    ? noting(
        finding,
        `${question.id}: no baseline result on record (${showing.map((lab) => labDefinition(lab).display).join(', ')}).`,
      )
    : finding;
}

function notTriggered(question: Question): Finding {
  const { evidence } = stated(question, false);
  if (!wasRead(question.facts, ['conditions']))
    return open('attest', silence(question.facts, ['conditions'], 'not-read'), evidence);
  return settled('n/a', evidence, 'not-triggered');
}

/** How the remark on papers that go with a request begins. */
export const TO_ATTACH = 'To attach from the record: ';

/** The documents behind other lines: missing while one of them is. What is on record is to be attached. */
export function assessDocuments(
  { lines }: TestOf<'documents'>,
  lineOf: (id: string) => (Finding & { readonly criterion: Criterion }) | undefined,
): Finding {
  const found = lines.map(lineOf).filter((line) => line !== undefined);
  const lacking = found.find(({ status }) => status === 'doc-missing');
  const onRecord = found.filter(({ status }) => status !== 'doc-missing').map(({ criterion }) => criterion.name);
  const finding = lacking === undefined ? settled('met', []) : open('doc-missing', lacking.because ?? 'not-on-record');
  return onRecord.length === 0 ? finding : noting(finding, `${TO_ATTACH}${onRecord.join(', ')}.`);
}

/** Whether the facts hold anything about a line's conditions that may not decide. */
export const hintsAmong = (facts: Facts, names: readonly string[]): readonly ConditionFact[] =>
  facts.conditions.filter(({ condition, certain, decides }) => names.includes(condition) && !(certain && decides));

/** The confirmed diagnoses among these whose code may decide, active or not. */
export const provenAmong = (facts: Facts, names: readonly string[]): readonly ConditionFact[] =>
  facts.conditions.filter(({ condition, certain, decides }) => names.includes(condition) && certain && decides);
