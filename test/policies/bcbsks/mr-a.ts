import type { Facts } from '../../../src/facts/facts.ts';
import { answer, condition, result, treatment } from '../../support/patient.ts';

const POLICY = 'hemgenix-bcbsks';

/**
 * Mr. A meets every line of hemgenix-bcbsks, as worded in 2026. Invented: 38 years old, severe hemophilia B, on BeneFIX
 * every week since 2012, infusion planned for 2026-08-14.
 */
export const mrA: Facts = {
  asOf: '2026-08-14',
  today: '2026-08-14',
  order: {
    reference: 'MedicationRequest/hemgenix',
    drug: 'hemgenix',
    administrations: 1,
    quantity: { value: '1', unit: 'billable' },
    kitNdc: '00053016016',
    authored: '2026-08-10',
    route: 'intravenous',
    reasons: [],
    continues: false,
  },
  birthDate: '1988-03-02',
  labs: [
    result('factorIXActivity', '<1', '2011-09-30'),
    result('factorIXActivity', '38', '2026-05-02'),
    result('factorIXInhibitor', '<0.5', '2026-05-20'),
    result('aav5Antibody', '120', '2026-05-20', { assay: '7-point' }),
    result('alt', '24', '2026-07-30'),
    result('ast', '21', '2026-07-30'),
    result('alkalinePhosphatase', '70', '2026-07-30'),
    result('bilirubin', '0.6', '2026-07-30'),
    result('weight', '79', '2026-08-01'),
  ],
  conditions: [condition('hemophiliaB')],
  treatments: [
    treatment('factorIX', {
      reference: 'MedicationStatement/benefix',
      kind: 'stated',
      current: true,
      schedule: 'routine',
      from: '2012-01-10',
    }),
  ],
  refuted: [],
  allergies: [],
  answers: ['HKS-III.3', 'HKS-III.5b', 'HKS-III.6', 'HKS-III.7', 'HKS-III.9'].map((id) => answer(POLICY, id, true)),
  clinicians: [],
  notes: [],
  authorizations: [],
  counts: [],
  unread: {},
  unnamedDrugs: 0,
};
