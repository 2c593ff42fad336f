import { isLoopback } from './client-settings.ts';
import type { Configuration } from './config.ts';
import { isWithin } from './fhir/address.ts';
import type { SmartRegistration } from './http/parts.ts';
import { serverAddress } from './world.ts';

/** What the app goes by at loopback servers that nobody registered. */
const SANDBOX_CLIENT_ID = 'countersign';

/**
 * How the SMART app is registered at a FHIR server: by the first client that lists the server and has the app; in the
 * sandbox at every server on loopback.
 */
export function smartAt(fhirServer: string, { profile, clients }: Configuration): SmartRegistration | undefined {
  const address = serverAddress(fhirServer);
  if (address === undefined) return undefined;
  const owner = clients.find(
    ({ smart, fhirServers }) => smart !== undefined && fhirServers.some((server) => isWithin(fhirServer, server)),
  );
  if (owner?.smart !== undefined) {
    const { clientId, scope } = owner.smart;
    return { client: owner.id, clientId, ...(scope !== undefined && { scope }) };
  }
  return profile === 'sandbox' && isLoopback(address) ? { clientId: SANDBOX_CLIENT_ID } : undefined;
}
