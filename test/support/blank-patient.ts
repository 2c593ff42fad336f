import type { DrugName } from '../../src/facts/drugs.ts';
import type { Facts } from '../../src/facts/facts.ts';

/** An order for one dose of a drug, and a chart that was read to the end and holds nothing. */
export const blankPatient = (drug: DrugName): Facts => ({
  asOf: '2026-08-14',
  today: '2026-08-14',
  order: {
    reference: `MedicationRequest/${drug}`,
    drug,
    administrations: 1,
    authored: '2026-08-10',
    route: 'not-stated',
    reasons: [],
    continues: false,
  },
  labs: [],
  conditions: [],
  refuted: [],
  treatments: [],
  allergies: [],
  answers: [],
  clinicians: [],
  notes: [],
  authorizations: [],
  counts: [],
  unread: {},
  unnamedDrugs: 0,
});
