import { COVERAGE_INFORMATION } from './coverage-information.ts';

/** Extensions, orders and answers, made up for the tests of the checks themselves. */
export type Part = Record<string, unknown> & { readonly url: string };

export const code = (url: string, valueCode: string): Part => ({ url, valueCode });
export const why: Part = { url: 'reason', valueCodeableConcept: { text: 'an inhibitor test was not found' } };
export const because = (system: string, reason: string, text?: string): Part => ({
  url: 'reason',
  valueCodeableConcept: { coding: [{ system, code: reason }], ...(text && { text }) },
});
export const basics: readonly Part[] = [
  { url: 'coverage', valueReference: { reference: 'Coverage/1' } },
  { url: 'date', valueDate: '2026-08-14' },
  { url: 'coverage-assertion-id', valueString: 'a1' },
];
export const repetition = (...more: readonly Part[]) => ({
  url: COVERAGE_INFORMATION,
  extension: [...basics, ...more],
});
export const covered = code('covered', 'covered');
export const needed = code('pa-needed', 'auth-needed');
export const form: Part = { url: 'questionnaire', valueCanonical: 'https://payer.example/Questionnaire/form|1.0' };
export const documents = [covered, needed, code('doc-needed', 'clinical'), code('doc-purpose', 'withpa'), why, form];
export const detail = (...more: readonly Part[]): Part => ({ url: 'detail', extension: more });
export const limit = [
  code('category', 'cat-limitation'),
  { url: 'code', valueCodeableConcept: { coding: [{ system: 'https://codes.example', code: 'allowed-quantity' }] } },
];
export const order = {
  resourceType: 'MedicationRequest',
  id: '1',
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: { text: 'Hemgenix' },
  subject: { reference: 'Patient/1' },
};
export const answered = { ...order, extension: [repetition(covered, needed)] };
export const update = { type: 'update', description: 'Record it', resource: answered };
export const answer = { cards: [], systemActions: [update] };
export const card = {
  uuid: '5b2c4d0e-8f0a-4c51-9d7e-2f6a0d9c1b47',
  summary: 'Likely approval',
  indicator: 'info',
  source: {
    label: 'Payer',
    topic: { code: 'guideline', system: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type' },
  },
};
