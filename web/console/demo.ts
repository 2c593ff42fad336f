import type { Bundle, MedicationRequest } from 'fhir/r4.js';
import type { Outcome } from '../../src/criteria/outcome.ts';

/** A demo patient as `/demo/patients` lists it. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly expected: Outcome;
  readonly call: { readonly context: { readonly draftOrders: Bundle<MedicationRequest> } };
}

/** What the chart orders, in a sentence. */
export function draftIn(patient: Listed | undefined): string {
  const resource = patient?.call.context.draftOrders.entry?.[0]?.resource;
  if (resource === undefined) return '';
  const { medicationCodeableConcept, dosageInstruction, dispenseRequest } = resource;
  const planned = dispenseRequest?.validityPeriod?.start;
  const said = [medicationCodeableConcept?.text, dosageInstruction?.[0]?.text, planned && `planned for ${planned}`];
  return `Draft order in the chart: ${said.filter(Boolean).join('; ')}.`;
}
