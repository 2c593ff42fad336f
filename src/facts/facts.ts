import type { ConditionName } from './conditions.ts';
import type { CountFact } from './counts.ts';
import type { Day } from './day.ts';
import type { DrugName } from './drugs.ts';
import type { Interval } from './interval.ts';
import type { LabName } from './labs.ts';
import type { Reason, Unread } from './reason.ts';
import type { SpecialtyName } from './specialties.ts';

/** The parts of a chart that are read, each on its own: one may fail while the others are known. */
export type Source =
  | 'patient'
  | 'conditions'
  | 'laboratory'
  | 'vital-signs'
  | 'medication-requests'
  | 'medication-statements'
  | 'medication-administrations'
  | 'medication-dispenses'
  | 'allergies'
  | 'answers'
  | 'prescriber'
  | 'encounters'
  | 'procedures'
  | 'claims'
  | 'authorizations'
  | 'adverse-events'
  | 'documents'
  | 'reports';

/** How an antibody titer was measured, as far as its code or method says. */
export type Assay = '7-point' | '9-point' | 'neutralizing' | 'other' | 'not-stated';

/** What a usable result says: numbers in the test's own unit, or a word. */
export type LabValue =
  | { readonly kind: 'number'; readonly interval: Interval }
  | { readonly kind: 'detected' | 'not-detected' };

/** One result of a test, as recorded: usable, or not and why. */
export type LabReading = {
  readonly reference: string;
  readonly lab: LabName;
  /** The value as the laboratory printed it, shortened, for people. */
  readonly shown: string;
  readonly assay: Assay;
  /** Whether the patient had fasted for the draw, as code, component or specimen state it. */
  readonly fasting?: boolean;
  /** The laboratory's own verdict on the result, where it gives one. */
  readonly verdict?: 'normal' | 'abnormal';
} & (
  | { readonly usable: true; readonly day: Day; readonly value: LabValue }
  /** `day` as far as it is written: a month, a year or a period may stand there. */
  | { readonly usable: false; readonly day?: string; readonly because: Reason }
);

/** A diagnosis on record; not `certain`: a suspected one (policies.md R26), or one whose status is `unclear`. */
export interface ConditionFact {
  readonly reference: string;
  readonly condition: ConditionName;
  readonly shown: string;
  readonly certain: boolean;
  readonly unclear?: true;
  /** Not resolved, inactive or in remission. */
  readonly active: boolean;
  /** Whether its code may decide, or is only a hint. */
  readonly decides: boolean;
  readonly day?: Day;
}

/** Why a drug was stopped, as its record states it. */
export type StopReason = 'ineffective' | 'not-tolerated' | 'contraindicated' | 'other' | 'not-stated';

/** How a drug is given. */
export type Route = 'intravenous' | 'other' | 'not-stated';

/** How often a drug is taken: at a frequency set beforehand, when needed, or not stated. */
export type Schedule = 'routine' | 'on-demand' | 'not-stated';

/** A drug on record: given, said to be taken, ordered, handed over by a pharmacy, or billed. */
export interface Treatment {
  readonly reference: string;
  readonly drug: DrugName;
  readonly shown: string;
  readonly kind: 'administered' | 'stated' | 'ordered' | 'dispensed' | 'billed';
  /** In use on the as-of date, as far as the record says. */
  readonly current: boolean;
  readonly schedule: Schedule;
  readonly from?: Day;
  /** In place of `from`, where only a year or a month is recorded: the last day that it can mean. */
  readonly fromAtLatest?: Day;
  /** The last day of a course or a period of use. */
  readonly to?: Day;
  readonly decides: boolean;
  /** Present where the record says that the drug was stopped. */
  readonly stopped?: StopReason;
  /** The record's own note on a drug that was stopped: to be read, never interpreted. */
  readonly note?: string;
  /** A manufacturer's sample: proves nothing (policies.md LEM-S4). */
  readonly sample?: true;
  readonly route?: Route;
  /** Ordered together with the order under judgement. */
  readonly together?: true;
}

/** An allergy to, an intolerance of, or an adverse event with a drug on record. */
export interface AllergyFact {
  readonly reference: string;
  readonly kind: 'allergy' | 'adverse-event';
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

/** A dose as ordered, exact: mass, volume, vials, or mass or volume for each kilogram. */
export interface OrderedDose {
  readonly value: string;
  readonly unit: 'mg' | 'mg/kg' | 'mL' | 'mL/kg' | 'vial';
}

/** How often a drug is ordered: so many times in so many hours, and how many times in all where that is limited. */
export interface OrderedFrequency {
  readonly times: number;
  readonly hours: number;
  readonly count?: number;
}

/** Who prescribes or was consulted, with the specialties that records state. */
export interface Clinician {
  readonly reference: string;
  readonly shown: string;
  readonly role: 'prescriber' | 'consultant';
  readonly specialties: readonly SpecialtyName[];
  /** Names of the organizations the clinician works for. */
  readonly organizations: readonly string[];
  readonly day?: Day;
}

/** A document on record, to open; its text is not read. */
export interface Note {
  readonly reference: string;
  readonly shown: string;
  readonly day?: Day;
}

/** An earlier prior authorization of a drug (ClaimResponse, use preauthorization). */
export interface Authorization {
  readonly reference: string;
  readonly drug: DrugName;
  readonly insurer: readonly string[];
  readonly day?: Day;
}

export type { CountFact };

/** The order under judgement, without anything FHIR about it. */
export interface OrderFacts {
  readonly reference: string;
  readonly drug: DrugName;
  readonly quantity?: OrderedQuantity;
  /** Times the drug is to be given under this order; undefined where repetition is open-ended. */
  readonly administrations: number | undefined;
  readonly dose?: OrderedDose;
  readonly frequency?: OrderedFrequency;
  readonly route: Route;
  /** Diagnoses of our tables that the order gives as its reason. */
  readonly reasons: readonly ConditionFact[];
  /** A coded reason that is a diagnosis of none of our tables, as written. */
  readonly otherReason?: string;
  /** The order continues an earlier prescription (MedicationRequest.priorPrescription). */
  readonly continues: boolean;
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
  /** Diagnoses that were refuted: absent for every line but the few that ask for it. */
  readonly refuted: readonly ConditionFact[];
  readonly treatments: readonly Treatment[];
  readonly allergies: readonly AllergyFact[];
  readonly answers: readonly Answer[];
  readonly clinicians: readonly Clinician[];
  readonly notes: readonly Note[];
  readonly authorizations: readonly Authorization[];
  readonly counts: readonly CountFact[];
  /** Parts that could not be read, or not to the end. */
  readonly unread: Readonly<Partial<Record<Source, Unread>>>;
  /** Medication records that were read but do not say which drug they are about. */
  readonly unnamedDrugs: number;
  /** Present where the payer has answered that the plan excludes the ordered drug (policies.md CR-10). */
  readonly serviceExcluded?: { readonly reference: string; readonly shown: string; readonly day: Day };
}
