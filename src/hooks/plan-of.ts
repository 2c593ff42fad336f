import type { PlanOut, Policy } from '../criteria/criterion.ts';
import { wholeWords } from '../facts/whole-words.ts';
import type { CoverageFact } from '../fhir/coverage.ts';

/** Whether a policy is for the line of business of a coverage; `notice` where the coverage does not say. */
export type PlanOf =
  | { readonly kind: 'governed'; readonly notice?: string }
  | { readonly kind: 'excluded'; readonly plan: string };

/**
 * Judges the line of business by the coverage's own words (policies.md CR-1, P109-S3). Only words that name an excluded
 * line take a coverage out; one that says nothing is judged, with a notice (ruling R25).
 */
export function planOf({ plans }: Policy, coverage: CoverageFact): PlanOf {
  if (plans === undefined) return { kind: 'governed' };
  const said = coverage.plan.map(wholeWords).join('|');
  const excluded = plans.out.find((plan) => isOf(plan, said));
  if (excluded !== undefined) return { kind: 'excluded', plan: excluded.name };
  if (coverage.plan.length > 0) return { kind: 'governed' };
  const names = plans.out.map(({ name }) => name).join(', ');
  return {
    kind: 'governed',
    notice: `The coverage does not state its line of business. The policy is not for: ${names}.`,
  };
}

function isOf({ said, beside, unless }: PlanOut, coverage: string): boolean {
  const names = (phrases: readonly string[]) => phrases.some((phrase) => coverage.includes(wholeWords(phrase)));
  return names(said) && (beside === undefined || names(beside)) && !(unless !== undefined && names(unless));
}
