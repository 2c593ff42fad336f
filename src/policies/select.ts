import type { Policy } from '../criteria/criterion.ts';
import type { SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import type { Day } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import { policies, siteOfCarePolicies } from './index.ts';

/** What is held for a drug, a payer and a day. */
export type Held =
  | { readonly kind: 'in-force'; readonly policy: Policy }
  /** The text is held, but not as it read on that day; the oldest version held is given. */
  | { readonly kind: 'version-unknown'; readonly oldest: Policy }
  | { readonly kind: 'not-held' };

/** The version in force on a day (policies.md CR-3, ruling R16). `among` is the held set; tests pass their own. */
export function policyInForce(drug: DrugName, payer: string, day: Day, among: readonly Policy[] = policies): Held {
  const versions = policiesFor(drug, among).filter((policy) => policy.payer === payer);
  const inForce = versions.find(
    ({ effective: { from, until } }) => (from === undefined || from <= day) && (until === undefined || day <= until),
  );
  if (inForce !== undefined) return { kind: 'in-force', policy: inForce };
  const [oldest] = [...versions].sort((left, right) =>
    (left.effective.from ?? '') < (right.effective.from ?? '') ? -1 : 1,
  );
  return oldest === undefined ? { kind: 'not-held' } : { kind: 'version-unknown', oldest };
}

/** Every held version for a drug, of any payer. None: the drug is not ours to judge. */
export const policiesFor = (drug: DrugName, among: readonly Policy[] = policies): readonly Policy[] =>
  among.filter((policy) => policy.drug === drug);

/** The policy on where drugs are given that a payer has, if any. */
export const siteOfCareBy = (payer: string): SiteOfCarePolicy | undefined =>
  siteOfCarePolicies.find((policy) => policy.payer === payer);
