import type { Coding, Extension } from 'fhir/r4.js';
import type { Day } from '../../facts/day.ts';
import type { Determination } from '../determination.ts';
import { assertionOf } from './assertion.ts';
import { reasonFor } from './reason.ts';

const BASE = 'http://hl7.org/fhir/us/davinci-crd';

/** The extension that carries a coverage answer on the order (CRD 2.2.1). */
export const COVERAGE_INFORMATION = `${BASE}/StructureDefinition/ext-coverage-information`;
const REASONS = `${BASE}/CodeSystem/temp`;
const DETAILS = 'http://terminology.hl7.org/CodeSystem/crd-coverage-detail';

/** What an assertion needs beside the determination. */
export interface AssertionContext {
  /** The Coverage on the client's server. */
  readonly coverage: string;
  /** The words for what is ordered. */
  readonly drug: string;
  readonly billingCodes: readonly Coding[];
  /** The most billable units that the policy allows; absent where it names none. */
  readonly allowedQuantity?: string;
  /** What was inferred and a person should check (CRD 2.2.1, impl-5). */
  readonly remarks: readonly string[];
  /** The policy version's Questionnaire, with its version. */
  readonly questionnaire?: string;
  readonly today: Day;
  /** False at hooks where an order is still being chosen. */
  readonly asksForDocuments: boolean;
}

/** A determination as one coverage-information extension. Members follow the order of the guide's definition. Pure. */
export function coverageInformation(determination: Determination, context: AssertionContext): Extension {
  const { covered, paNeeded, docNeeded, docPurpose, infoNeeded, reason } = assertionOf(determination, context);
  const text = reasonFor(determination, context);
  const isBillable = covered === 'covered';
  return {
    url: COVERAGE_INFORMATION,
    extension: [
      { url: 'coverage', valueReference: { reference: context.coverage } },
      { url: 'covered', valueCode: covered },
      ...(paNeeded ? [{ url: 'pa-needed', valueCode: paNeeded }] : []),
      ...(docNeeded ? [{ url: 'doc-needed', valueCode: docNeeded }] : []),
      ...(docPurpose ? [{ url: 'doc-purpose', valueCode: docPurpose }] : []),
      ...(infoNeeded ? [{ url: 'info-needed', valueCode: infoNeeded }] : []),
      ...(isBillable ? context.billingCodes.map((valueCoding) => ({ url: 'billingCode', valueCoding })) : []),
      ...(text === undefined
        ? []
        : [
            {
              url: 'reason',
              valueCodeableConcept: { ...(reason && { coding: [{ system: REASONS, code: reason }] }), text },
            },
          ]),
      ...(isBillable && context.allowedQuantity !== undefined ? [allowedQuantity(context.allowedQuantity)] : []),
      ...(infoNeeded && text !== undefined ? [detail('cat-decisional', 'instructions', { valueString: text })] : []),
      ...context.remarks.map(toCheck),
      ...(docNeeded && context.questionnaire ? [{ url: 'questionnaire', valueCanonical: context.questionnaire }] : []),
      { url: 'date', valueDate: context.today },
      { url: 'coverage-assertion-id', valueString: determination.id },
    ],
  };
}

const allowedQuantity = (limit: string): Extension =>
  detail('cat-limitation', 'allowed-quantity', { valueQuantity: { value: Number(limit), unit: 'billable units' } });

const toCheck = (remark: string): Extension => detail('cat-other', 'instructions', { valueString: remark });

const detail = (category: string, code: string, value: Omit<Extension, 'url'>): Extension => ({
  url: 'detail',
  extension: [
    { url: 'category', valueCode: category },
    { url: 'code', valueCodeableConcept: { coding: [{ system: DETAILS, code }] } },
    { url: 'value', ...value },
  ],
});
