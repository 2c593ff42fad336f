import type { Clinician, Facts } from '../../../src/facts/facts.ts';
import { intervalOf } from '../../../src/facts/interval.ts';
import { answer, condition, result, treatment } from '../../support/patient.ts';

/** The day of the baseline results, inside every window of an order written on 2026-08-10. */
export const RECENT = '2026-07-20';

/** A hematologist who works for a Hemophilia Treatment Center. */
export const hematologist: Clinician = {
  reference: 'PractitionerRole/hematologist',
  shown: 'Dr. Rivera',
  role: 'prescriber',
  specialties: ['hematology'],
  organizations: ['Riverbend Hemophilia Treatment Center'],
};

const shared = {
  asOf: '2026-08-14',
  today: '2026-08-14',
  birthDate: '1988-03-02',
  refuted: [],
  allergies: [],
  clinicians: [hematologist],
  notes: [],
  authorizations: [],
  unread: {},
  unnamedDrugs: 0,
} as const;

const order = {
  reference: 'MedicationRequest/order',
  administrations: 1,
  authored: '2026-08-10',
  route: 'intravenous',
  reasons: [],
  continues: false,
} as const;

const clearOfExclusions = [
  result('hepatitisBSurfaceAntigen', 'not-detected', RECENT),
  result('hepatitisCAntibody', 'not-detected', RECENT),
  result('hivScreen', 'not-detected', RECENT),
  result('platelets', '210', RECENT),
  result('liverStiffness', '5.2', RECENT),
];

/** Mr. B meets every line of hemgenix-pharmacy-109. Invented: severe hemophilia B, weekly factor IX, an intracranial bleed as a child. */
export const mrB: Facts = {
  ...shared,
  order: { ...order, drug: 'hemgenix' },
  labs: [
    result('factorIXActivity', '<1', '2011-09-30'),
    result('factorIXInhibitor', 'not-detected', RECENT),
    result('aav5Antibody', '1200', RECENT, { assay: 'neutralizing' }),
    ...clearOfExclusions,
  ],
  conditions: [condition('hemophiliaB'), condition('intracranialHemorrhage', { active: false })],
  treatments: [
    treatment('factorIX', {
      reference: 'MedicationStatement/factorIX',
      kind: 'stated',
      current: true,
      schedule: 'routine',
      from: '2012-01-10',
    }),
  ],
  answers: ['P109-HEM-4b', 'P109-HEM-6', 'P109-HEM-7', 'P109-HEM-8e'].map((id) =>
    answer('hemgenix-pharmacy-109', id, true),
  ),
  counts: [
    {
      reference: 'Observation/exposure',
      count: 'factorIXExposureDays',
      value: intervalOf('=', '600'),
      shown: '600',
      day: '2026-07-01',
    },
  ],
};

/** Mr. C meets every line of roctavian-pharmacy-109. Invented: severe hemophilia A, factor VIII every other day, an intracranial bleed as a child. */
export const mrC: Facts = {
  ...shared,
  order: { ...order, drug: 'roctavian' },
  labs: [
    result('factorVIIIActivity', '<1', '2011-09-30'),
    result('factorVIIIInhibitor', 'not-detected', RECENT),
    result('aav5Antibody', 'not-detected', RECENT, { assay: 'neutralizing' }),
    ...clearOfExclusions,
  ],
  conditions: [condition('hemophiliaA'), condition('intracranialHemorrhage', { active: false })],
  treatments: [
    treatment('factorVIII', {
      reference: 'MedicationStatement/factorVIII',
      kind: 'stated',
      current: true,
      schedule: 'routine',
      from: '2012-01-10',
    }),
  ],
  answers: ['P109-ROC-6', 'P109-ROC-7', 'P109-ROC-8', 'P109-ROC-9e'].map((id) =>
    answer('roctavian-pharmacy-109', id, true),
  ),
  counts: [],
};
