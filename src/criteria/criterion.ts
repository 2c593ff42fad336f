import type { ConditionName } from '../facts/conditions.ts';
import type { Day } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Assay, CountFact } from '../facts/facts.ts';
import type { LabName } from '../facts/labs.ts';
import type { SpecialtyName } from '../facts/specialties.ts';
import type { ExclusionTest } from './exclusion.ts';

/** Assays that a titer limit may be tied to. */
export type LimitedAssay = Extract<Assay, '7-point' | '9-point'>;

/**
 * How one line is tested against the facts. Plain data: every kind is a closed shape, and `assess` must handle each.
 * Limits are text (`limit.ts`), so that a policy is JSON.
 */
export type Test =
  /** Completed years on the as-of date. */
  | { readonly kind: 'age'; readonly limit: string }
  /** A diagnosis on record; `unless` are diagnoses that show another cause where the asked one is absent. */
  | { readonly kind: 'diagnosis'; readonly of: readonly ConditionName[]; readonly unless: readonly ConditionName[] }
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
  /** In regular use at a frequency set beforehand; otherwise a documented contraindication or intolerance, or a statement. */
  | { readonly kind: 'prophylaxis'; readonly product: DrugName; readonly otherwise: 'intolerance' | 'statement' }
  /** The newest inhibitor result is under the limit; one over it needs a re-test before it counts. */
  | { readonly kind: 'inhibitor-negative'; readonly lab: LabName; readonly limit: string }
  /** No inhibitor was ever found: results, diagnoses, a statement. Without a limit the laboratory's own verdict counts. */
  | {
      readonly kind: 'inhibitor-never';
      readonly lab: LabName;
      readonly limit?: string;
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
  /**
   * Never had any of these drugs; `hints` are diagnoses that call for the question, `contradicting` those beside which
   * a `true` settles nothing either; `settledBy` is a line whose `true` settles this one.
   */
  | {
      readonly kind: 'never-received';
      readonly drugs: readonly DrugName[];
      readonly hints: readonly ConditionName[];
      readonly contradicting?: readonly ConditionName[];
      readonly settledBy?: string;
    }
  /** Had one of these; `judged` are diagnoses whose weight a person must judge. */
  | { readonly kind: 'ever-had'; readonly plain: readonly ConditionName[]; readonly judged: readonly ConditionName[] }
  /** Only a person can say. `showing` are results to put beside the question; `when` are diagnoses without which the line does not apply. */
  | { readonly kind: 'attested'; readonly showing: readonly LabName[]; readonly when: readonly ConditionName[] }
  /** Billable units ordered, over all administrations. */
  | { readonly kind: 'quantity'; readonly limit: string }
  /** Information: the order against the kit that the weight asks for. Met or `n/a`, so that it never changes an outcome. */
  | {
      readonly kind: 'kit';
      readonly millilitersPerKilogram: string;
      readonly millilitersPerVial: number;
      readonly weightDays: number;
    }
  /** Prescribed by, or together with, a specialist at an organization whose name holds one of these phrases; else a statement. Never disproved. */
  | { readonly kind: 'specialist-at'; readonly of: readonly SpecialtyName[]; readonly at: readonly string[] }
  /**
   * While on prophylaxis with the product: a number of exposure days that a record documents. Recorded administrations
   * are only a floor; a number under the limit that is older than `freshMonths` is stale.
   */
  | {
      readonly kind: 'exposure-days';
      readonly product: DrugName;
      readonly count: CountFact['count'];
      readonly limit: string;
      readonly freshMonths: number;
    }
  /** A history that has to be documented: plain diagnoses settle it; `judged` ones are shown, and a statement needs a note on record. */
  | {
      readonly kind: 'documented-history';
      readonly plain: readonly ConditionName[];
      readonly judged: readonly ConditionName[];
    }
  /** The test was done, whatever it showed. */
  | { readonly kind: 'lab-performed'; readonly lab: LabName }
  /**
   * The newest result is negative by the laboratory's own word or verdict; a number alone says nothing. With
   * `undetected` a number is a finding, but for one printed as below a dilution within that limit.
   */
  | { readonly kind: 'lab-negative'; readonly lab: LabName; readonly undetected?: string }
  | ExclusionTest
  /** Met when none of these lines lacks its document. */
  | { readonly kind: 'documents'; readonly lines: readonly string[] }
  | Group;

/** Lines that count together: so many of them must be met. */
export interface Group {
  readonly kind: 'group';
  readonly atLeast: number | 'all';
  readonly of: readonly Criterion[];
}

/** One line of a policy. */
export interface Criterion {
  /** As in policies.md. */
  readonly id: string;
  /** Our own paraphrase, one sentence. */
  readonly text: string;
  /** A few words for lists and summaries. */
  readonly name: string;
  readonly test: Test;
  /** Where it stands in the payer's document. */
  readonly section: string;
  /** What to ask for when it is open; the group is then one item of the to-do list. */
  readonly ask?: string;
  /** How we take it where the document leaves room, signed with the day. */
  readonly reading?: Reading;
  /** `excluded` where a line that is not met bars the service itself (policies.md 0.2). */
  readonly denial?: 'excluded';
  /** A person may answer the group as a whole. */
  readonly answerable?: true;
  /** A line whose answer counts for this one too: a part is answered with its group. */
  readonly answeredBy?: string;
}

/** Our interpretation of a line, and the day it was signed. */
export interface Reading {
  readonly says: string;
  readonly signed: Day;
}

/** The payer's document that a version was written from. */
export interface SourceDocument {
  readonly title: string;
  readonly publisher: string;
  readonly revised: Day;
}

/**
 * A line of business that a policy leaves out. A coverage is of it when its words hold one of `said`, one of `beside`
 * where that is given, and none of `unless`, which speak of a line that is in.
 */
export interface PlanOut {
  readonly name: string;
  readonly said: readonly string[];
  readonly beside?: readonly string[];
  readonly unless?: readonly string[];
}

/** One dated version of a payer's document on one drug. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly payer: string;
  readonly drug: DrugName;
  readonly title: string;
  /** In force from this day; `until` is the last day, absent for the current version. */
  readonly effective: { readonly from: Day; readonly until?: Day };
  readonly source: SourceDocument;
  /** The lines of business that the document leaves out; absent where it names none. */
  readonly plans?: { readonly out: readonly PlanOut[] };
  /** Standing remarks for every answer under this policy. */
  readonly notices: readonly string[];
  readonly criteria: Group;
}
