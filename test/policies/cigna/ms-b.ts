import type { DrugName } from '../../../src/facts/drugs.ts';
import type { AllergyFact, Clinician, Facts, Note, StopReason } from '../../../src/facts/facts.ts';
import { answers, both, type Change, condition, ordering, treatment, treatments } from '../../support/patient.ts';

/**
 * Ms. B meets every line of lemtrada-cigna. Invented: 34 years old, relapsing-remitting multiple sclerosis, dimethyl
 * fumarate not tolerated, teriflunomide without effect, first Lemtrada course planned for 2026-08-14 by her neurologist.
 */
export const msB: Facts = {
  asOf: '2026-08-14',
  today: '2026-08-14',
  order: {
    reference: 'MedicationRequest/lemtrada',
    drug: 'lemtrada',
    administrations: 5,
    dose: { value: '12', unit: 'mg' },
    frequency: { times: 1, hours: 24, count: 5 },
    authored: '2026-08-03',
    route: 'intravenous',
    reasons: [condition('msRelapsingRemitting', { reference: 'MedicationRequest/lemtrada' })],
    continues: false,
  },
  birthDate: '1992-05-20',
  labs: [],
  conditions: [condition('msRelapsingRemitting', { day: '2019-04-01' })],
  treatments: [stopped('dimethylFumarate', 'not-tolerated'), stopped('teriflunomide', 'ineffective')],
  refuted: [],
  allergies: [],
  answers: [],
  clinicians: [clinician('prescriber', ['neurology'])],
  notes: [],
  authorizations: [],
  counts: [],
  unread: {},
  unnamedDrugs: 0,
};

/** A drug on the medication list that was stopped, and why. */
export function stopped(drug: DrugName, why: StopReason, options: Parameters<typeof treatment>[1] = {}) {
  return treatment(drug, {
    reference: `MedicationStatement/${drug}`,
    kind: 'stated',
    from: '2021-03-01',
    to: '2022-09-30',
    stopped: why,
    ...options,
  });
}

/** Days on which Lemtrada was given, each its own administration. */
export const given = (...days: readonly string[]) =>
  days.map((day) => treatment('lemtrada', { reference: `MedicationAdministration/${day}`, from: day }));

/** Somebody who prescribes or was consulted. */
export function clinician(
  role: Clinician['role'],
  specialties: Clinician['specialties'],
  options: Partial<Clinician> = {},
): Clinician {
  return { reference: `PractitionerRole/${role}`, shown: 'Dr. C', role, specialties, organizations: [], ...options };
}

/** Those who prescribe or were consulted are these and no others. */
export const seenBy =
  (...clinicians: readonly Clinician[]): Change =>
  (facts) => ({ ...facts, clinicians });

/** One document on record. */
export const noted =
  (day: string | undefined = '2026-07-01'): Change =>
  (facts) => {
    const note: Note = { reference: 'DocumentReference/note', shown: 'Progress note', ...(day !== '' && { day }) };
    return { ...facts, notes: [...facts.notes, note] };
  };

/** An allergy to, or an adverse event with, a drug. */
export const reactingTo =
  (drug: DrugName, kind: AllergyFact['kind'] = 'allergy'): Change =>
  (facts) => ({
    ...facts,
    allergies: [...facts.allergies, { reference: `AllergyIntolerance/${drug}`, kind, drug, shown: drug }],
  });

/** Answers to lines of the Lemtrada policy. */
export const answered = (changed: Readonly<Record<string, boolean | undefined>>) => answers('lemtrada-cigna', changed);

/** A second course: Lemtrada a year and more ago with benefit noted since, and three days ordered now. */
export const secondCourse: Change = both(
  (facts) => ({
    ...facts,
    treatments: [...facts.treatments, ...given('2025-07-07', '2025-07-08', '2025-07-09', '2025-07-10', '2025-07-11')],
  }),
  noted('2026-06-15'),
  answered({ 'LEM-R1': true }),
  ordering({ frequency: { times: 1, hours: 24, count: 3 }, administrations: 3 }),
);

/** Nothing that could carry line C. */
export const untreated = treatments();
