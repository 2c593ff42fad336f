import type { Shown } from './row.ts';

/** The test files that the rows point at, by a short name: `rules('title')` is the test of that title. */

const titled =
  (file: string) =>
  (title: string): Shown => ({ file, title });

/** The rules of CDS Hooks over every acceptance patient. */
export const rules = titled('test/hooks/cds-hooks-rules.test.ts');
/** The routes of the SMART app, and the app itself in a browser. */
export const smartRoutes = titled('test/http/smart-routes.test.ts');
export const smartApp = titled('test/browser/smart.test.ts');
export const badInput = titled('test/hooks/bad-input.test.ts');
export const orderSign = titled('test/hooks/order-sign.test.ts');
export const orderedDrug = titled('test/hooks/ordered-drug.test.ts');
export const cards = titled('test/hooks/cards.test.ts');
/** The rules of the house for a card, as every client may take it. */
export const cardLint = titled('test/hooks/card-lint.test.ts');
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
/** Callers: more than two hundred tokens; what is in use; the keys. */
export const tokens = titled('test/callers/token-matrix.ts');
export const tokenMatrix = titled('test/callers/token-matrix.test.ts');
export const anyToken = titled('test/callers/any-input.test.ts');
export const usedOnce = titled('test/callers/replay.test.ts');
export const keySetFaults = titled('test/callers/key-set-faults.test.ts');
export const keySetFetch = titled('test/network/key-set.test.ts');
/** The service over HTTP: who may pass, and what is sent. */
export const overHttp = titled('test/http/known-caller.test.ts');
export const sent = titled('test/http/input-battery.test.ts');
export const ownTls = titled('test/http/tls.test.ts');
export const noToken = titled('test/http/no-token-kept.test.ts');
/** Ways out. */
export const addressKinds = titled('test/network/address-kind.test.ts');
export const agents = titled('test/network/agent.test.ts');
/** The record. */
export const recordKept = titled('test/record/keeping.test.ts');
export const recordAway = titled('test/record/away.test.ts');
export const recordFile = titled('test/record/file-faults.test.ts');
export const recordFailure = titled('test/record/failure.test.ts');
export const tampered = titled('test/record/tampering.test.ts');
export const retained = titled('test/record/retention.test.ts');
export const tokenUses = titled('test/record/tokens.test.ts');
export const recordLaws = titled('test/record/record-laws.test.ts');
export const commands = titled('test/record/commands.test.ts');
/** Whole processes. */
export const killed = titled('test/processes/killed.test.ts');
export const instances = titled('test/processes/two-instances.test.ts');
export const canary = titled('test/processes/canary.test.ts')(
  'a canary patient and token, through every fault of a server: nowhere but in answers and protected columns',
);
/** Log, metrics, traces, readiness. */
export const logged = titled('test/operations/log.test.ts');
export const measured = titled('test/operations/metrics.test.ts');
export const traced = titled('test/operations/trace.test.ts');
export const spans = titled('test/operations/tracing.test.ts');
export const bugs = titled('test/operations/bug.test.ts');
export const readiness = titled('test/operations/health.test.ts');
export const exactJson = titled('test/fhir/exact-json.test.ts');
export const otherPatient = titled('test/fhir/other-patient.test.ts');
export const packages = titled('test/hooks/dtr/package.test.ts');
