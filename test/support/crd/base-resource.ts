import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { indexDefinitions } from '../fhir-server.ts';

/** What FHIR R4 itself finds wrong with a resource; the guide's profiles are not known to it. */
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
