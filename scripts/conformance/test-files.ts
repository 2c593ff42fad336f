import type { Shown } from './row.ts';

/** The test files that the rows point at, by a short name: `rules('title')` is the test of that title. */

const titled =
  (file: string) =>
  (title: string): Shown => ({ file, title });

/** The rules of CDS Hooks over every acceptance patient. */
export const rules = titled('test/hooks/cds-hooks-rules.test.ts');
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
/** Every acceptance patient as a CRD client: each answer goes through all checks of test/support/crd. */
export const crdPatients = titled('test/hooks/crd/every-patient.test.ts')(
  '%s: a CRD client is told the outcome, in an answer without a fault',
);
/** What those checks find in a coverage-information that the guide does not allow. */
export const crdDefinition = titled('test/support/crd/coverage-information.test.ts')(
  'the definition of coverage-information',
);
export const crdInvariants = titled('test/support/crd/invariants.test.ts');
/** What they find in a whole answer. */
export const crdResponse = titled('test/support/crd/response.test.ts')('the rules of a response');
/** What holds for the answers to all acceptance patients. */
export const crdLaws = titled('test/hooks/crd/laws.test.ts');
export const crdOrders = titled('test/hooks/crd/orders.test.ts');
export const crdEcho = titled('test/hooks/crd/echo.test.ts');
export const crdCoverages = titled('test/hooks/crd/coverages.test.ts');
export const crdServer = titled('test/hooks/crd/client-server.test.ts');
export const crdConfiguration = titled('test/hooks/crd/configuration.test.ts');
export const crdRefusals = titled('test/hooks/crd/refusals.test.ts');
export const crdOffered = titled('test/hooks/crd/discovery.test.ts');
/** From a determination to a form, and back with answers. */
export const roundTrip = titled('test/hooks/dtr/round-trip.test.ts');
