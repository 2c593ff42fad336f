import type { Source } from '../facts/facts.ts';

/** A part of the chart that is read: facts, who pays, and what the payer said of the plan. */
export type ChartPart = Exclude<Source, 'prescriber'> | 'coverage' | 'eligibility';

/** How one part of a chart is asked for: our prefetch key, and a search that US Core servers must offer (standards.md 0.5). */
export interface Request {
  readonly key: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The element that names the patient. */
  readonly patientAt: 'subject' | 'patient' | 'beneficiary' | 'id';
  /** Not in US Core: a server without this resource keeps no such records, which is not a failed read. */
  readonly optional?: true;
  /** Queried only where this part has to be queried too: alone it is not worth a request. */
  readonly beside?: ChartPart;
}

/** Every part and its request: the prefetch of the discovery document and the searches are both made from this table. */
export const requests: Readonly<Record<ChartPart, Request>> = {
  patient: { key: 'patient', type: 'Patient', parameters: {}, patientAt: 'id' },
  coverage: { key: 'coverage', type: 'Coverage', parameters: {}, patientAt: 'beneficiary' },
  eligibility: {
    key: 'eligibility',
    type: 'CoverageEligibilityResponse',
    parameters: {},
    patientAt: 'patient',
    optional: true,
    beside: 'coverage',
  },
  conditions: { key: 'conditions', type: 'Condition', parameters: {}, patientAt: 'subject' },
  laboratory: { key: 'laboratory', type: 'Observation', parameters: { category: 'laboratory' }, patientAt: 'subject' },
  'vital-signs': {
    key: 'vitalSigns',
    type: 'Observation',
    parameters: { category: 'vital-signs' },
    patientAt: 'subject',
  },
  'medication-requests': { key: 'medicationRequests', type: 'MedicationRequest', parameters: {}, patientAt: 'subject' },
  'medication-statements': {
    key: 'medicationStatements',
    type: 'MedicationStatement',
    parameters: {},
    patientAt: 'subject',
    optional: true,
  },
  'medication-administrations': {
    key: 'medicationAdministrations',
    type: 'MedicationAdministration',
    parameters: {},
    patientAt: 'subject',
    optional: true,
  },
  allergies: { key: 'allergies', type: 'AllergyIntolerance', parameters: {}, patientAt: 'patient' },
  encounters: { key: 'encounters', type: 'Encounter', parameters: {}, patientAt: 'subject' },
  procedures: { key: 'procedures', type: 'Procedure', parameters: {}, patientAt: 'subject' },
  claims: { key: 'claims', type: 'ExplanationOfBenefit', parameters: {}, patientAt: 'patient', optional: true },
  authorizations: {
    key: 'authorizations',
    type: 'ClaimResponse',
    parameters: {},
    patientAt: 'patient',
    optional: true,
  },
  'adverse-events': {
    key: 'adverseEvents',
    type: 'AdverseEvent',
    parameters: {},
    patientAt: 'subject',
    optional: true,
  },
  documents: { key: 'documents', type: 'DocumentReference', parameters: {}, patientAt: 'subject' },
  reports: { key: 'reports', type: 'DiagnosticReport', parameters: {}, patientAt: 'subject' },
  answers: {
    key: 'questionnaireResponses',
    type: 'QuestionnaireResponse',
    parameters: {},
    patientAt: 'subject',
    optional: true,
  },
};

/** The prefetch template of a part, in the subset of CDS Hooks 2.0 (standards.md 1.4, rows 37-38). */
export function templateOf({ type, parameters, patientAt }: Request): string {
  if (patientAt === 'id') return `${type}/{{context.patientId}}`;
  const search = Object.entries({ patient: '{{context.patientId}}', ...parameters });
  return `${type}?${search.map(([name, value]) => `${name}=${value}`).join('&')}`;
}
