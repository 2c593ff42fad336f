import type { Facts } from '../../../src/facts/facts.ts';
import { condition, result, treatment } from '../../support/patient.ts';

/**
 * Ms. G meets every line of gamifant-cigna for HLH/MAS. Invented: 9 years old, systemic JIA with macrophage activation
 * syndrome, methylprednisolone by vein without enough effect, first Gamifant ordered for 2026-08-14.
 */
export const msG: Facts = {
  asOf: '2026-08-14',
  today: '2026-08-14',
  order: {
    reference: 'MedicationRequest/gamifant',
    drug: 'gamifant',
    administrations: undefined,
    dose: { value: '6', unit: 'mg/kg' },
    frequency: { times: 1, hours: 72 },
    route: 'intravenous',
    reasons: [],
    continues: false,
    authored: '2026-08-14',
  },
  birthDate: '2017-05-02',
  labs: [
    result('ferritin', '8200', '2026-08-12'),
    result('platelets', '92', '2026-08-12'),
    result('ast', '140', '2026-08-12'),
    { ...result('triglycerides', '310', '2026-08-12'), fasting: true },
    result('fibrinogen', '150', '2026-08-12'),
    result('weight', '30', '2026-08-12'),
  ],
  conditions: [condition('hlhOrMas'), condition('systemicJia')],
  refuted: [],
  treatments: [treatment('methylprednisolone', { from: '2026-08-09', to: '2026-08-12', route: 'intravenous' })],
  allergies: [],
  answers: [
    {
      reference: 'QuestionnaireResponse/1',
      policy: 'gamifant-cigna',
      criterion: 'GAM-2.C.i',
      value: true,
      day: '2026-08-13',
      at: 1,
    },
  ],
  clinicians: [
    {
      reference: 'PractitionerRole/1',
      shown: 'Dr. Synthetic',
      role: 'prescriber',
      specialties: ['rheumatology'],
      organizations: [],
    },
  ],
  notes: [{ reference: 'DocumentReference/1', shown: 'Progress note', day: '2026-08-13' }],
  authorizations: [],
  counts: [],
  unread: {},
  unnamedDrugs: 0,
};
