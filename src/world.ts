import { type ClientSettings, isLoopback } from './client-settings.ts';
import type { Configuration } from './config.ts';
import { isWithin } from './fhir/address.ts';
import { type FhirReader, openReader } from './fhir/client.ts';
import type { Coding } from './hooks/cds-hooks.ts';
import type { CardSettings, World } from './hooks/world.ts';
import { agentFor } from './network/agent.ts';
import { newId } from './new-id.ts';
import { payers } from './policies/index.ts';
import type { Payer } from './policies/payer.ts';

/** Left of the deadline for judging and writing after the last read. */
const MILLISECONDS_TO_ANSWER = 200;

/** What a card of ours is about: `coverage-info` of the CRD card types, or a code of our own for clients that take no hyphen. */
const TOPICS: Readonly<Record<ClientSettings['topicCodes'], Coding>> = {
  crd: {
    code: 'coverage-info',
    system: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type',
    display: 'Coverage information',
  },
  alphanumeric: { code: 'coverageinfo', system: 'urn:countersign:card-topic', display: 'Coverage information' },
};

/** What a world keeps in mind for others: stored determinations, and the readings that are counted. */
export interface Around {
  readonly find: (client: string | undefined, id: string) => ReturnType<World['determinations']['find']>;
  readonly reading: (reader: FhirReader) => FhirReader;
}

const ALONE: Around = { find: async () => undefined, reading: (reader) => reader };

/** The real clock and network, as one client may use them; without a client, as the sandbox does. */
export function createWorld(configuration: Configuration, client?: string, { find, reading }: Around = ALONE): World {
  const known = withConfigured(configuration);
  const defaultPayer = known.find(({ id }) => id === configuration.defaultPayer);
  return {
    now: () => new Date(),
    newId,
    openReader: (fhirServer, token) => {
      const configured = allowedServer(fhirServer, configuration, client);
      return configured && reading(open(new URL(fhirServer), configured, token, configuration));
    },
    payers: known,
    ...(defaultPayer && { defaultPayer }),
    publicUrl: publicUrlOf(configuration),
    cards: cardSettingsOf(configuration.clients.find(({ id }) => id === client)),
    determinations: { keep: async () => undefined, find: (id) => find(client, id) },
  };
}

/** How a client takes its cards; one that is not registered takes them as CDS Hooks describes them. */
const cardSettingsOf = (client: ClientSettings | undefined): CardSettings => ({
  topic: TOPICS[client?.topicCodes ?? 'crd'],
  cardText: client?.cardText ?? 'gfm',
  foldedCriteria: client?.foldedCriteria ?? true,
  smartLinks: client?.smartLinks ?? false,
});

/** Where this service is reached, without a slash at the end. */
export const publicUrlOf = ({ publicUrl, host, port }: Configuration): string =>
  (publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, '');

/**
 * What allows a FHIR server to be asked (contract.md 2): the client's list, by origin and segments of the path; in the
 * sandbox any server on loopback. Undefined: it is not contacted, and the answer rests on what was sent.
 */
function allowedServer(fhirServer: string, { profile, clients }: Configuration, client: string | undefined) {
  const asked = serverAddress(fhirServer);
  if (asked === undefined) return undefined;
  const listed = clients.find(({ id }) => id === client)?.fhirServers.find((server) => isWithin(fhirServer, server));
  if (listed !== undefined) return new URL(listed);
  return profile === 'sandbox' && isLoopback(asked) ? asked : undefined;
}

/** What may be the address of a FHIR server: http(s), and nothing in it beside origin and path. */
export function serverAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.search === '' ? url : undefined;
}

function open(
  baseUrl: URL,
  configured: URL,
  token: string | undefined,
  { deadlineMs, privateNetworks }: Configuration,
): FhirReader {
  const deadline = AbortSignal.timeout(deadlineMs - MILLISECONDS_TO_ANSWER);
  const agent = agentFor({ configured, networks: privateNetworks });
  return openReader({ baseUrl, deadline, agent, ...(token !== undefined && { token }) });
}

/** The payers whose texts are held, with the names and identifiers that the configuration adds. */
function withConfigured(configuration: Configuration): readonly Payer[] {
  return payers.map((payer) => {
    const added = configuration.payers.filter(({ id }) => id === payer.id);
    const identifiers = added
      .flatMap((each) => each.identifiers)
      .map(({ value, system }) => ({ value, ...(system !== undefined && { system }) }));
    return {
      ...payer,
      names: [...payer.names, ...added.flatMap(({ names }) => names)],
      identifiers: [...payer.identifiers, ...identifiers],
    };
  });
}
