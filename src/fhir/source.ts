import type { Source } from '../facts/facts.ts';

/** A part of the chart that is read: facts, who pays, and what the payer said of the plan. */
export type ChartPart = Exclude<Source, 'prescriber'> | 'coverage' | 'eligibility';

/**
 * How one part of a chart is asked for: our prefetch key, and a search that US Core servers must offer.
 *
 * What US Core 3.1.1, 6.1.0 and 7.0.0 make a SHALL (us-core-test-kit, `metadata.yml` of each; standards.md 0.5):
 *
 * | search | SHALL |
 * | --- | --- |
 * | AllergyIntolerance, Condition, DiagnosticReport, DocumentReference, Encounter, Procedure | `patient` |
 * | Observation | `patient` + `category` |
 * | MedicationRequest | `patient` + `intent`, several intents with commas: `patient` alone is none |
 * | Coverage, MedicationDispense, QuestionnaireResponse | `patient`, from 6.1.0 on |
 * | PractitionerRole (prescriber.ts) | `practitioner`, where roles are kept |
 *
 * Beside them only reads by id. The other parts are outside of US Core, and `optional`; they too are asked for by the
 * patient alone. Nothing else is ever sent but `_count` (test/hooks/queries.test.ts); what a search cannot narrow down is
 * left out after reading.
 */
export interface Request {
  readonly key: string;
  readonly type: string;
  /** What a search asks for beside `patient`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The same for the prefetch template, where it is not the same: sites type templates in by hand. */
  readonly prefetchParameters?: Readonly<Record<string, string>>;
  /** The element that names the patient. */
  readonly patientAt: 'subject' | 'patient' | 'beneficiary' | 'id';
  /** The search has no parameter `patient`, only `subject` (R4 AdverseEvent). */
  readonly bySubject?: true;
  /** Not in every US Core: a server without this resource keeps no such records, which is not a failed read. */
  readonly optional?: true;
}

/** The intents of an order that counts. A proposal and an option never do: nobody has decided on them. */
const INTENTS = 'order,plan,original-order,reflex-order,filler-order,instance-order';

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
  },
  conditions: { key: 'conditions', type: 'Condition', parameters: {}, patientAt: 'subject' },
  laboratory: { key: 'laboratory', type: 'Observation', parameters: { category: 'laboratory' }, patientAt: 'subject' },
  'vital-signs': {
    key: 'vitalSigns',
    type: 'Observation',
    parameters: { category: 'vital-signs' },
    patientAt: 'subject',
  },
  'medication-requests': {
    key: 'medicationRequests',
    type: 'MedicationRequest',
    parameters: { intent: INTENTS },
    prefetchParameters: {},
    patientAt: 'subject',
  },
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
  'medication-dispenses': {
    key: 'medicationDispenses',
    type: 'MedicationDispense',
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
    bySubject: true,
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

const ofPatient = ({ bySubject }: Request, patientId: string): Readonly<Record<string, string>> =>
  bySubject ? { subject: `Patient/${patientId}` } : { patient: patientId };

/** The parameters of a search for a part of one patient's chart. */
export const searchFor = (request: Request, patientId: string): Readonly<Record<string, string>> => ({
  ...ofPatient(request, patientId),
  ...request.parameters,
});

/** The prefetch template of a part, in the subset of CDS Hooks 2.0 (standards.md 1.4, rows 37-38). */
export function templateOf(request: Request): string {
  const { type, parameters, prefetchParameters = parameters, patientAt } = request;
  if (patientAt === 'id') return `${type}/{{context.patientId}}`;
  const search = Object.entries({ ...ofPatient(request, '{{context.patientId}}'), ...prefetchParameters });
  return `${type}?${search.map(([name, value]) => `${name}=${value}`).join('&')}`;
}
