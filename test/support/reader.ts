import { type FhirReader, openReader } from '../../src/fhir/client.ts';
import { agentFor } from '../../src/network/agent.ts';

/** A reader of a FHIR server on this machine, for so many milliseconds. */
export function readerAt(url: string, token: string, milliseconds: number): FhirReader {
  const baseUrl = new URL(url);
  const agent = agentFor({ configured: baseUrl, networks: [] });
  return openReader({ baseUrl, token, deadline: AbortSignal.timeout(milliseconds), agent });
}
