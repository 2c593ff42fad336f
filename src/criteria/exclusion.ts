import type { ConditionName } from '../facts/conditions.ts';
import type { LabName } from '../facts/labs.ts';

/** Tests that show a patient clear of what bars a drug: results of a look-back window, diagnoses, statements. */
export type ExclusionTest =
  /** Exclusion: ordered for something else, or for a case that another cause explains and none of `spared` speaks for. */
  | {
      readonly kind: 'other-use';
      readonly indications: readonly ConditionName[];
      readonly otherCause: readonly ConditionName[];
      readonly spared: readonly ConditionName[];
    }
  /** No infection: an active confirmed diagnosis or a positive confirming test bars; a reactive screen alone leaves it open. */
  | {
      readonly kind: 'no-infection';
      readonly conditions: readonly ConditionName[];
      readonly confirming: readonly LabName[];
      readonly screening: readonly LabName[];
    }
  /** The newest result of the last so many months, against a limit. */
  | { readonly kind: 'recent-lab'; readonly lab: LabName; readonly limit: string; readonly months: number }
  /** No active infection: a screen that finds the infection itself or only exposure, its confirming test, and active diagnoses. */
  | {
      readonly kind: 'no-active-infection';
      readonly screen: LabName;
      readonly finds: 'infection' | 'exposure';
      readonly confirm: LabName;
      readonly conditions: readonly ConditionName[];
      readonly months: number;
    }
  /** Where the infection is shown: the newest recent level, which within the limit means that it is not controlled. */
  | {
      readonly kind: 'controlled-infection';
      readonly screen: LabName;
      readonly confirm: LabName;
      readonly conditions: readonly ConditionName[];
      readonly level: LabName;
      readonly limit: string;
      readonly months: number;
    }
  /** No advanced disease: a measurement within the limit, or a documented assessment by other means; `months` only flag an old one. */
  | {
      readonly kind: 'no-advanced-disease';
      readonly lab: LabName;
      readonly limit: string;
      readonly conditions: readonly ConditionName[];
      readonly months: number;
    }
  /** None of these diagnoses is known; silence asks. */
  | { readonly kind: 'no-diagnosis'; readonly of: readonly ConditionName[] };
