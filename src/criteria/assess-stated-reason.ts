import { besideStatement, conditionEvidence } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, stated } from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Any other use bars: the order's own stated reason shows it, nothing else does. policies.md 2.3 (LEM-X.OTHER). */
export function assessStatedReason({ of }: TestOf<'stated-reason'>, question: Question): Finding {
  const { reference, reasons, otherReason } = question.facts.order;
  const wanted = reasons.filter(({ condition }) => of.includes(condition));
  const others = reasons.filter((reason) => !wanted.includes(reason));
  const named = others.filter(({ decides }) => decides);
  const unlisted: readonly Evidence[] =
    otherReason === undefined
      ? []
      : [{ reference, says: `Reason of the order: ${otherReason}`, counts: wanted.length === 0 }];
  const evidence = [
    ...wanted.map((reason) => conditionEvidence(reason, true)),
    ...others.map((reason) => conditionEvidence(reason, wanted.length === 0 && reason.decides)),
    ...unlisted,
  ];
  if (wanted.length > 0) return besideStatement(question, 'met', evidence);
  if (named.length > 0 || otherReason !== undefined) return besideStatement(question, 'not-met', evidence);
  const { value, evidence: said } = stated(question);
  if (value === false) return settled('not-met', [...evidence, ...said]);
  if (value === 'conflicting') return open('doc-missing', 'conflicting', [...evidence, ...said]);
  return others.length > 0 ? open('doc-missing', 'unspecific-code', [...evidence, ...said]) : settled('met', said);
}
