import type { RequestListener } from 'node:http';
import { type KeySource, openKeySource } from './callers/keys.ts';
import { verifyCaller } from './callers/verify.ts';
import type { ClientSettings } from './client-settings.ts';
import type { Configuration } from './config.ts';
import type { Determination } from './hooks/determination.ts';
import type { World } from './hooks/world.ts';
import { createApp } from './http/app.ts';
import type { Parts } from './http/parts.ts';
import { openAgent } from './network/agent.ts';
import { fetchKeySet, KeySetUnreadable } from './network/key-set.ts';
import { newId } from './new-id.ts';
import { policiesData } from './pages/policy-data.ts';
import { sitesData } from './pages/site-data.ts';
import { payers, policies, siteOfCarePolicies } from './policies/index.ts';
import type { Archive } from './record/archive.ts';
import { openRecord } from './record/record.ts';
import { smartAt } from './smart.ts';
import { type Watch, watch } from './watch.ts';
import { createWorld, publicUrlOf } from './world.ts';

/** The service, put together and not yet listening. */
export interface Service extends Pick<Watch, 'log' | 'phase' | 'inFlight'> {
  readonly listener: RequestListener;
  /** Fetches the keys of all clients, now and whenever they are due, so that no call waits for them or trusts old ones long. */
  warm(): void;
  /** Writes down what waits, and closes the record. */
  close(): Promise<void>;
}

/** What a service is made of beside its configuration. */
export interface Options {
  /** The discovery document of the plain base. */
  readonly discovery: unknown;
  readonly version: string;
  /** Takes one line of the log. */
  readonly write: (line: string) => void;
  /** How the record is opened; without it, written by the thread that answers. */
  readonly openRecord?: typeof openRecord;
  /** What several processes behind one port do together, in place of what each would do alone. */
  readonly together?: Together;
  /** Parts of the world that are replaced: tests stop the clock. */
  readonly changed?: Partial<World>;
}

/** What processes behind one port share. */
export type Together = (own: Pick<Watch, 'figures'>) => Pick<Parts, 'metrics' | 'countCall'>;

/** How long a call waits for its record before the answer goes out without it. */
const RECORD_PATIENCE_MS = 1_000;
/** How often it is looked whether keys are due. */
const KEYS_LOOKED_AFTER_MS = 60_000;

/** Puts the real parts together: record, keys, metrics, log, and a world for each client. */
export function createService(configuration: Configuration, options: Options): Service {
  const { clients, profile, storage, keepDays } = configuration;
  const now = () => new Date();
  const { journal, archive } = (options.openRecord ?? openRecord)({
    storage,
    keepDays,
    now,
    patienceMs: RECORD_PATIENCE_MS,
    onEvent: (event) => watched.recordEvent(event),
  });
  const keys: ReadonlyMap<string, KeySource> = new Map(
    clients.map((client) => [client.id, keysOf(client, configuration, () => watched)]),
  );
  const watched: Watch = watch({ ...options, configuration, journal, keys });
  const worlds = worldsOf(configuration, options, archive, watched);
  const callers = {
    clients,
    now,
    useOnce: journal.useOnce.bind(journal),
    keysOf: ({ id }: { readonly id: string }) => held(keys, id),
  };
  const listener = createApp({
    discovery: options.discovery,
    publicUrl: publicUrlOf(configuration),
    now: options.changed?.now ?? now,
    newId,
    openToAll: profile === 'sandbox',
    verifyCaller: (authorization, called) => verifyCaller(authorization, called, callers),
    smartAt: (fhirServer) => smartAt(fhirServer, configuration),
    smartEmbeddedBy: clients.flatMap(({ smart }) => smart?.embeddedBy ?? []),
    callsPerMinute: (client) => clients.find(({ id }) => id === client)?.callsPerMinute ?? 0,
    worldOf: (client) => held(worlds, client),
    journal,
    archive,
    console: consoleData(),
    ...watched,
    ...options.together?.(watched),
  });
  let warming: NodeJS.Timeout | undefined;
  const service: Service = {
    ...watched,
    listener,
    warm: () => {
      for (const each of keys.values()) void each.warm();
      warming = setTimeout(() => service.warm(), KEYS_LOOKED_AFTER_MS).unref();
    },
    close: async () => {
      clearTimeout(warming);
      await journal.close();
      await archive.close();
    },
  };
  return service;
}

/** What the console shows: all that is held. */
const consoleData = () => ({
  policies: policiesData(policies, payers),
  siteOfCare: sitesData(siteOfCarePolicies, payers),
});

/** A world for each client, and one for those who are none. */
function worldsOf(configuration: Configuration, { changed }: Options, archive: Archive, { reading }: Watch) {
  const around = { find: (client: string | undefined, id: string) => storedFor(client, id, archive), reading };
  const clients = [undefined, ...configuration.clients.map(({ id }) => id)];
  return new Map<string | undefined, World>(
    clients.map((client) => [client, { ...createWorld(configuration, client, around), ...changed }]),
  );
}

/** What is there by construction: every client has its keys and its world. */
function held<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error('not a registered client');
  return value;
}

function keysOf(
  { id, jku, jwks }: ClientSettings,
  { privateNetworks }: Configuration,
  watched: () => Watch,
): KeySource {
  const now = () => new Date();
  if (jku === undefined) return openKeySource({ jwks, now, fetchKeySet: async () => undefined });
  // An agent of its own: slow reads of the same server must not hold up its keys.
  const agent = openAgent({ configured: new URL(jku), networks: privateNetworks });
  const told = async (url: string) => {
    try {
      const set = await fetchKeySet(url, agent);
      watched().keysFetched(id);
      return set;
    } catch (error) {
      watched().keysFetched(id, error instanceof KeySetUnreadable ? error.why : 'unreachable');
      throw error;
    }
  };
  return openKeySource({ jku, now, fetchKeySet: told });
}

/** A stored determination, for the client it was made for; one that cannot be read is not known. */
async function storedFor(client: string | undefined, id: string, archive: Archive) {
  const kept = await archive.determination(id).catch(() => undefined);
  if (kept?.patient === undefined || (client !== undefined && kept.client !== client)) return undefined;
  return { patientId: kept.patient, at: kept.at, determination: JSON.parse(kept.content) as Determination };
}
