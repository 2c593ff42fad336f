import type { ConditionName } from '../facts/conditions.ts';
import type { Day } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { CountFact } from '../facts/facts.ts';
import type { LabName } from '../facts/labs.ts';
import type { SpecialtyName } from '../facts/specialties.ts';
import type { ExclusionTest } from './exclusion.ts';
import type { LabTest } from './lab-test.ts';
import type { TreatmentTest } from './treatment-test.ts';

/**
 * How one line is tested against the facts. Plain data: every kind is a closed shape, and `assess` must handle each.
 * Limits are text (`limit.ts`), so that a policy is JSON.
 */
export type Test =
  /** Completed years on the as-of date; `remark` goes with an accepted age that lies within its limit. */
  | {
      readonly kind: 'age';
      readonly limit: string;
      readonly remark?: { readonly limit: string; readonly says: string };
    }
  /**
   * A diagnosis on record; `unless` are diagnoses that show another cause where the asked one is absent. `printed: false`
   * where the document says that there are further ways and does not print them: then nothing disproves it.
   */
  | {
      readonly kind: 'diagnosis';
      readonly of: readonly ConditionName[];
      readonly unless: readonly ConditionName[];
      readonly printed: boolean;
    }
  /** What the drug is ordered for, by the record or the order's reason; `related` reasons say nothing against it. */
  | { readonly kind: 'indication'; readonly of: readonly ConditionName[]; readonly related: readonly ConditionName[] }
  /** A disease behind another, confirmed or suspected; disproved by another recorded cause, or where it was refuted. */
  | {
      readonly kind: 'underlying';
      readonly of: readonly ConditionName[];
      readonly otherCause: readonly ConditionName[];
    }
  /**
   * A statement about earlier treatment that needs a record behind it: a note, or exposure to one of the drugs. An
   * allergy to, or adverse event with, one of them settles it too. `silent` is the open word where nothing is stated.
   */
  | {
      readonly kind: 'prior-response';
      readonly drugs: readonly DrugName[];
      readonly needs: 'note' | 'exposure';
      readonly unexposed: 'attest' | 'doc-missing';
    }
  /** Had one of these drugs before, for whatever result. */
  | { readonly kind: 'received'; readonly drugs: readonly DrugName[] }
  /** One dose at most so much for each kilogram, intravenous, not more often than every so many hours. */
  | { readonly kind: 'dose'; readonly limit: string; readonly everyHours: number }
  /** In regular use at a frequency set beforehand; otherwise a documented contraindication or intolerance, or a statement. */
  | { readonly kind: 'prophylaxis'; readonly product: DrugName; readonly otherwise: 'intolerance' | 'statement' }
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
  /**
   * The latest confirmed diagnosis among `types` is one of `of`: asked for, or barring the patient. A type that leaves
   * the question open is settled by an event on record since, as `shownBy` pairs them.
   */
  | {
      readonly kind: 'current-type';
      readonly role: 'required' | 'excluded';
      readonly of: readonly ConditionName[];
      readonly types: readonly ConditionName[];
      readonly shownBy: Readonly<Partial<Record<ConditionName, ConditionName>>>;
    }
  /** A statement with a note on record behind it. `after`: only once that drug was given, and by what is dated since its last dose. */
  | { readonly kind: 'noted-statement'; readonly after?: DrugName }
  /** Prescribed by, or in consultation with, a physician of one of these specialties. */
  | { readonly kind: 'specialist'; readonly of: readonly SpecialtyName[] }
  /** The order gives no reason other than these diagnoses. */
  | { readonly kind: 'stated-reason'; readonly of: readonly ConditionName[] }
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
  | LabTest
  | ExclusionTest
  /** Met when none of these lines lacks its document. */
  | { readonly kind: 'documents'; readonly lines: readonly string[] }
  | TreatmentTest
  | Group;

/** Lines that count together: so many of them must be met. */
export interface Group {
  readonly kind: 'group';
  readonly atLeast: number | 'all';
  readonly of: readonly Criterion[];
  /** A document is wanted while the group is open, also where its open lines only ask for an answer. */
  readonly open?: 'doc-missing';
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
  /** When the line applies; otherwise it and its parts are `n/a`. */
  readonly applies?: Application;
  /** A line whose answer counts for this one too: a part is answered with its group. */
  readonly answeredBy?: string;
}

/** The kind of request a line is for, and the records under which it does not apply. */
export interface Application {
  readonly request: Request;
  readonly unless: readonly Pattern[];
}

/** A pattern of diagnoses, suspected ones included: any of the first and none of the second. */
export interface Pattern {
  readonly anyOf: readonly ConditionName[];
  readonly noneOf: readonly ConditionName[];
}

/** A first request, or one to go on with a drug that the payer has authorized before. */
export type Request = 'initial' | 'continuation';

/** Our interpretation of a line, and the day it was signed. */
export interface Reading {
  readonly says: string;
  readonly signed: Day;
}

/** The payer's document that a version was written from. */
export interface SourceDocument {
  readonly title: string;
  readonly publisher: string;
  /** Absent where the document carries no date. */
  readonly revised?: Day;
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
  /** In force from this day to `until`, its last; no day where the document carries none, no `until` for the current version. */
  readonly effective: { readonly from?: Day; readonly until?: Day };
  /** Lines that a person answers only to go on with the drug: an answer to one shows a continuation. Absent where there is none. */
  readonly continuation?: { readonly answers: readonly string[] };
  readonly source: SourceDocument;
  /** The day on which the document announced its next review: no expiry, but later answers say so (policies.md CR-11). */
  readonly nextReview?: Day;
  /** Lines for a continued treatment alone: where one of them applies, the request is a continuation. */
  readonly renewal?: readonly string[];
  /** The lines of business that the document leaves out; absent where it names none. */
  readonly plans?: { readonly out: readonly PlanOut[] };
  /** Standing remarks for every answer under this policy. */
  readonly notices: readonly string[];
  readonly criteria: Group;
}
