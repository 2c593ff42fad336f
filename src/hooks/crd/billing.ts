import type { Coding } from 'fhir/r4.js';
import type { Assessed } from '../../criteria/assessment.ts';
import { flat } from '../../criteria/read.ts';
import { drugDefinition } from '../../facts/drugs.ts';
import type { OrderFacts } from '../../facts/facts.ts';

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const NDC = 'http://hl7.org/fhir/sid/ndc';

/** The codes to bill an order with: the HCPCS codes of its drug, and the kit where the order names one. */
export function billingCodesOf({ drug, kitNdc }: OrderFacts): readonly Coding[] {
  const codes = drugDefinition(drug).codes.flatMap(([system, code, display, use, unverified]) =>
    system === 'HCPCS' && use === 'include' && unverified === undefined ? [{ system: HCPCS, code, display }] : [],
  );
  return [...codes, ...(kitNdc === undefined ? [] : [{ system: NDC, code: kitNdc }])];
}

/** The most billable units that the policy allows, where a line of it says so. */
export function allowedQuantityOf({ lines }: Assessed): string | undefined {
  const limits = flat(lines).flatMap(({ criterion: { test } }) => (test.kind === 'quantity' ? [test.limit] : []));
  return limits.map((limit) => /^<= (\d+)\b/.exec(limit)?.[1]).find((limit) => limit !== undefined);
}
