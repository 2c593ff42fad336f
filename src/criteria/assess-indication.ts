import type { ConditionName } from '../facts/conditions.ts';
import type { ConditionFact, Facts } from '../facts/facts.ts';
import { conditionEvidence } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, noting, open, type Question, settled, silence, wasRead } from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** What the order is for: policies.md 1.1 (GAM-2.0). */
export function assessIndication({ of, related }: TestOf<'indication'>, { facts }: Question): Finding {
  const found = named(facts, of);
  const certain = found.filter((fact) => fact.certain);
  const evidence = [
    ...found.map((fact) => conditionEvidence(fact, certain.includes(fact))),
    ...statedReasons(facts, of),
  ];
  if (certain.length > 0) return settled('met', evidence);
  if (!wasRead(facts, ['conditions'])) return open('doc-missing', silence(facts, ['conditions'], 'not-read'), evidence);
  if (found.length > 0) return open('doc-missing', 'not-final', evidence);
  return statesOther(facts, [...of, ...related])
    ? settled('not-met', evidence)
    : open('doc-missing', 'not-on-record', evidence);
}

/** The disease behind it, confirmed or suspected: policies.md 1.1 (GAM-2.A), rulings R1, R2. */
export function assessUnderlying({ of, otherCause }: TestOf<'underlying'>, { facts, id }: Question): Finding {
  const recorded = named(facts, of);
  const found = recorded.filter(({ unclear }) => unclear !== true);
  const causes = named(facts, otherCause).filter((fact) => fact.certain);
  const refuted = facts.refuted.filter(({ condition }) => of.includes(condition));
  if (found.length > 0) {
    const finding = settled(
      'met',
      found.map((fact) => conditionEvidence(fact, true)),
    );
    return found.some((fact) => fact.certain)
      ? finding
      : noting(finding, `${id}: the underlying disease is suspected; the policy accepts that.`);
  }
  const evidence = [...causes.map((fact) => conditionEvidence(fact, true)), ...refuted.map(refutedEvidence)];
  if (!wasRead(facts, ['conditions'])) return open('doc-missing', silence(facts, ['conditions'], 'not-read'), evidence);
  if (recorded.length > 0)
    return open('doc-missing', 'not-final', [...recorded.map((fact) => conditionEvidence(fact, false)), ...evidence]);
  return evidence.length > 0 ? settled('not-met', evidence) : open('doc-missing', 'not-on-record');
}

/** Another use than those that the policy covers: policies.md 1.1 (GAM-X), ruling R1 (d). */
export function assessOtherUse({ indications, otherCause, spared }: TestOf<'other-use'>, { facts }: Question): Finding {
  const causes = named(facts, otherCause).filter((fact) => fact.certain);
  const explained = causes.length > 0 && named(facts, spared).length === 0;
  const elsewhere = named(facts, [...indications, ...otherCause]).length === 0 && statesOther(facts, indications);
  const evidence = [...causes.map((fact) => conditionEvidence(fact, explained)), ...statedReasons(facts, indications)];
  if (!explained && !elsewhere) return settled('met', evidence, 'not-triggered');
  if (!wasRead(facts, ['conditions'])) return open('attest', silence(facts, ['conditions'], 'not-read'), evidence);
  return settled('not-met', evidence);
}

/** Diagnoses on record or given as the order's reason, suspected ones included. */
const named = (facts: Facts, names: readonly ConditionName[]): readonly ConditionFact[] =>
  [...facts.conditions, ...facts.order.reasons].filter(
    ({ condition, decides }) => names.includes(condition) && decides,
  );

/** Whether the order states a reason that is none of these. */
const statesOther = ({ order }: Facts, names: readonly ConditionName[]): boolean =>
  order.otherReason !== undefined || order.reasons.some(({ condition }) => !names.includes(condition));

function statedReasons({ order }: Facts, names: readonly ConditionName[]): readonly Evidence[] {
  const others = order.reasons.filter(({ condition }) => !names.includes(condition)).map(({ shown }) => shown);
  return [...others, ...(order.otherReason === undefined ? [] : [order.otherReason])].map((shown) => ({
    reference: order.reference,
    says: `Ordered for: ${shown}`,
    counts: true,
  }));
}

const refutedEvidence = (fact: ConditionFact): Evidence => ({
  ...conditionEvidence(fact, true),
  says: `${fact.shown}, refuted`,
});
