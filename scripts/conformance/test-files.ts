import type { Shown } from './row.ts';

/** The test files that the rows point at, by a short name: `rules('title')` is the test of that title. */

const titled =
  (file: string) =>
  (title: string): Shown => ({ file, title });

/** The rules of CDS Hooks over every acceptance patient. */
export const rules = titled('test/hooks/cds-hooks-rules.test.ts');
/** The rules of CRD over every acceptance patient. */
export const crdRules = titled('test/hooks/conformance-crd.test.ts');
/** The situations for which CRD names the answer. */
export const crdCases = titled('test/hooks/conformance-crd-cases.test.ts');
export const badInput = titled('test/hooks/bad-input.test.ts');
export const orderSign = titled('test/hooks/order-sign.test.ts');
export const orderedDrug = titled('test/hooks/ordered-drug.test.ts');
export const cards = titled('test/hooks/cards.test.ts');
export const faultyServer = titled('test/hooks/faulty-server.test.ts');
export const faultyParts = titled('test/hooks/faulty-parts.test.ts');
export const otherHooks = titled('test/hooks/other-hooks.test.ts');
export const outbound = titled('test/fhir/outbound-guard.test.ts');
export const readRecords = titled('test/fhir/read-records.test.ts');
export const configured = titled('test/config.test.ts');
export const started = titled('test/main.test.ts');
export const drugForms = titled('test/fhir/drug-forms.test.ts');
export const crdOrders = titled('test/hooks/crd/orders.test.ts');
/** From a determination to a form, and back with answers. */
export const roundTrip = titled('test/hooks/dtr/round-trip.test.ts');
