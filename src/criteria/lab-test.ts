import type { ConditionName } from '../facts/conditions.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Assay } from '../facts/facts.ts';
import type { LabName } from '../facts/labs.ts';

/** Assays that a titer limit may be tied to. */
export type LimitedAssay = Extract<Assay, '7-point' | '9-point'>;

/** Tests of laboratory results against a limit, the laboratory's own verdict, or each other. */
export type LabTest =
  /** A result from so many days before the first dose of the drug, or before the order: any that is within the limit counts. */
  | {
      readonly kind: 'baseline';
      readonly lab: LabName;
      readonly limit: string;
      readonly before: DrugName;
      readonly days: number;
      readonly fasting: boolean;
    }
  /** Any of the tests better than before the first dose of the drug; otherwise a statement. */
  | {
      readonly kind: 'improved';
      readonly since: DrugName;
      readonly lower: readonly LabName[];
      readonly higher: readonly LabName[];
    }
  /**
   * The patient's own level of a factor: any usable result within the limit settles it; higher ones disprove it only
   * when all were drawn before the first recorded dose of the product, and of the drugs that disturb the assay.
   * `orStated`: a statement is enough.
   */
  | {
      readonly kind: 'own-level';
      readonly lab: LabName;
      readonly limit: string;
      readonly product: DrugName;
      readonly disturbing?: readonly DrugName[];
      readonly notAfter: readonly DrugName[];
      readonly orStated: boolean;
    }
  /** The newest inhibitor result is under the limit; one over it needs a re-test before it counts. */
  | { readonly kind: 'inhibitor-negative'; readonly lab: LabName; readonly limit: string }
  /**
   * No inhibitor was ever found: results, diagnoses, a statement. Without a limit the laboratory's own verdict counts,
   * and a number without one that is not `unremarkable` leaves the line open: it decides nothing.
   */
  | {
      readonly kind: 'inhibitor-never';
      readonly lab: LabName;
      readonly limit?: string;
      readonly unremarkable?: string;
      readonly retestDays: number;
      readonly conditions: readonly ConditionName[];
    }
  /** Where a result was over the limit: the re-test. */
  | { readonly kind: 'inhibitor-retest'; readonly lab: LabName; readonly limit: string; readonly retestDays: number }
  /** The newest titer against the limit of one assay; `limits` hold those of all accepted assays. Results after the drugs of `notAfter` are no baseline. */
  | {
      readonly kind: 'titer';
      readonly lab: LabName;
      readonly assay: LimitedAssay;
      readonly limits: Readonly<Record<LimitedAssay, string>>;
      readonly notAfter: readonly DrugName[];
    }
  /** The test was done, whatever it showed. */
  | { readonly kind: 'lab-performed'; readonly lab: LabName }
  /**
   * The newest result is negative by the laboratory's own word or verdict; a number alone says nothing. With
   * `undetected` a number is a finding, but for one printed as below a dilution within that limit.
   */
  | { readonly kind: 'lab-negative'; readonly lab: LabName; readonly undetected?: string };
