import type { DrugName } from '../facts/drugs.ts';

/** Tests of what a patient was treated with, and of the course that is ordered. */
export type TreatmentTest =
  /**
   * Documented failure, contraindication or intolerance of two different drugs: one of `named`, the other of `named` or
   * `others`. `brands` are accepted for what is named, and remarked on.
   */
  | {
      readonly kind: 'step-therapy';
      readonly named: readonly DrugName[];
      readonly others: readonly DrugName[];
      readonly brands: readonly string[];
    }
  /** Had one of these drugs before the order; `near` are products that the policy does not name: shown, never counted. */
  | { readonly kind: 'previous-treatment'; readonly drugs: readonly DrugName[]; readonly near: readonly DrugName[] }
  /** The last dose on record lies within a number of months; an older one asks whether the treatment goes on. */
  | { readonly kind: 'receiving'; readonly product: DrugName; readonly limit: string }
  /** Calendar months from the last dose to the as-of date; only once the drug was given. */
  | { readonly kind: 'months-since'; readonly product: DrugName; readonly limit: string }
  /** So many milligrams a day on consecutive days, by vein; the first course has another length than later ones. `claimedBy` is a line whose `true` says that there was an earlier course. */
  | {
      readonly kind: 'course-dose';
      readonly product: DrugName;
      readonly milligrams: string;
      readonly firstDays: number;
      readonly laterDays: number;
      readonly claimedBy: string;
    }
  /** None of these drugs goes on beside the ordered one; `near` are products that the policy does not name: they only raise the question. */
  | { readonly kind: 'no-concurrent'; readonly drugs: readonly DrugName[]; readonly near: readonly DrugName[] };
