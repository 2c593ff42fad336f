import type { ConditionName } from './conditions.ts';
import type { Day } from './day.ts';
import type { DrugName } from './drugs.ts';
import type { Interval } from './interval.ts';
import type { LabName } from './labs.ts';
import type { Reason, Unread } from './reason.ts';

/** The parts of a chart that are read, each on its own: one may fail while the others are known. */
export type Source =
  | 'patient'
  | 'conditions'
  | 'laboratory'
  | 'vital-signs'
  | 'medication-requests'
  | 'medication-statements'
  | 'medication-administrations'
  | 'allergies'
  | 'answers';

/** How an antibody titer was measured, as far as its code or method says. */
export type Assay = '7-point' | '9-point' | 'neutralizing' | 'other' | 'not-stated';

/** What a usable result says: numbers in the test's own unit, or a word. */
export type LabValue =
  | { readonly kind: 'number'; readonly interval: Interval }
  | { readonly kind: 'detected' }
  | { readonly kind: 'not-detected' };

/** One result of a test, as recorded: usable, or not and why. */
export type LabReading = {
  readonly reference: string;
  readonly lab: LabName;
  /** The value as the laboratory printed it, shortened, for people. */
  readonly shown: string;
  readonly assay: Assay;
} & (
  | { readonly usable: true; readonly day: Day; readonly value: LabValue }
  | { readonly usable: false; readonly day?: Day; readonly because: Reason }
);

/** A diagnosis on record. `certain` is false for provisional, differential and unconfirmed ones (policies.md R26). */
export interface ConditionFact {
  readonly reference: string;
  readonly condition: ConditionName;
  readonly shown: string;
  readonly certain: boolean;
  /** Whether its code may decide, or is only a hint. */
  readonly decides: boolean;
  readonly day?: Day;
}

/** How often a drug is taken: at a frequency set beforehand, when needed, or not stated. */
export type Schedule = 'routine' | 'on-demand' | 'not-stated';

/** A drug on record: given, said to be taken, or ordered. */
export interface Treatment {
  readonly reference: string;
  readonly drug: DrugName;
  readonly shown: string;
  readonly kind: 'administered' | 'stated' | 'ordered';
  /** In use on the as-of date, as far as the record says. */
  readonly current: boolean;
  readonly schedule: Schedule;
  readonly from?: Day;
  readonly decides: boolean;
}

/** An allergy to, or intolerance of, a drug on record. */
export interface AllergyFact {
  readonly reference: string;
  readonly drug: DrugName;
  readonly shown: string;
  readonly day?: Day;
}

/** What a person answered to one criterion (contract.md 6). */
export interface Answer {
  readonly reference: string;
  /** The policy whose questionnaire was answered. */
  readonly policy: string;
  readonly criterion: string;
  readonly value: boolean;
  readonly day: Day;
  /** Moment of the answer in milliseconds, to tell the newest. */
  readonly at: number;
  readonly author?: string;
}

/** How much was ordered. `unit` tells billable units (kits, doses) from vials and volumes. */
export interface OrderedQuantity {
  readonly value: string;
  readonly unit: 'billable' | 'other' | 'not-stated';
}

/** A dose as ordered, exact: volume, vials, or volume for each kilogram. */
export interface OrderedDose {
  readonly value: string;
  readonly unit: 'mL' | 'mL/kg' | 'vial';
}

/** The order under judgement, without anything FHIR about it. */
export interface OrderFacts {
  readonly reference: string;
  readonly drug: DrugName;
  /** The drug was recognised by its text alone. */
  readonly drugFromText: boolean;
  readonly quantity?: OrderedQuantity;
  /** Times the drug is to be given under this order; undefined where repetition is open-ended. */
  readonly administrations: number | undefined;
  readonly dose?: OrderedDose;
  /** The kit named by its NDC. */
  readonly kitNdc?: string;
  readonly authored?: Day;
}

/** All that is known for judging one order, with its as-of date (policies.md CR-3) and the day of the call. */
export interface Facts {
  readonly asOf: Day;
  readonly today: Day;
  readonly order: OrderFacts;
  /** As recorded; may be partial. */
  readonly birthDate?: string;
  readonly labs: readonly LabReading[];
  readonly conditions: readonly ConditionFact[];
  readonly treatments: readonly Treatment[];
  readonly allergies: readonly AllergyFact[];
  readonly answers: readonly Answer[];
  /** Parts that could not be read, or not to the end. */
  readonly unread: Readonly<Partial<Record<Source, Unread>>>;
  /** Medication records that were read but do not say which drug they are about. */
  readonly unnamedDrugs: number;
}
