import { randomUUID } from 'node:crypto';
import { type Configuration, isLoopback } from './config.ts';
import { openReader } from './fhir/client.ts';
import type { Coding } from './hooks/cds-hooks.ts';
import type { FeedbackItem } from './hooks/feedback.ts';
import type { KeptDetermination, World } from './hooks/world.ts';
import { agentFor } from './network/agent.ts';
import { payers } from './policies/index.ts';
import type { Payer } from './policies/payer.ts';
import { MemoryStore } from './store/memory.ts';

const KEPT_DETERMINATIONS = 10_000;
const KEPT_FEEDBACK = 10_000;
/** Left of the deadline for judging and writing after the last read. */
const MILLISECONDS_TO_ANSWER = 200;

/** `coverage-info` of the CRD card types: what a card of ours is about. */
const TOPIC: Coding = {
  code: 'coverage-info',
  system: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type',
  display: 'Coverage information',
};

/** The real clock, network and memory. */
export function createWorld(configuration: Configuration): World {
  const determinations = new MemoryStore<KeptDetermination>(KEPT_DETERMINATIONS);
  const feedback = new MemoryStore<FeedbackItem & { readonly service: string }>(KEPT_FEEDBACK);
  const known = withConfigured(configuration);
  const defaultPayer = known.find(({ id }) => id === configuration.defaultPayer);
  return {
    now: () => new Date(),
    newId: randomUUID,
    openReader: (fhirServer, token) => open(fhirServer, token, configuration.deadlineMs),
    payers: known,
    ...(defaultPayer && { defaultPayer }),
    publicUrl: (configuration.publicUrl ?? `http://${configuration.host}:${configuration.port}`).replace(/\/+$/, ''),
    topic: TOPIC,
    determinations: {
      keep: async (patientId, made) => {
        for (const determination of made) determinations.keep(determination.id, { patientId, determination });
      },
      find: async (id) => determinations.find(id),
    },
    feedback: {
      keep: async (service, items) => {
        for (const item of items) feedback.keep(randomUUID(), { ...item, service });
      },
    },
  };
}

/** The sandbox asks loopback servers only; anything else is not contacted (contract.md 2). */
function open(fhirServer: string, token: string | undefined, deadlineMs: number) {
  if (!URL.canParse(fhirServer)) return undefined;
  const baseUrl = new URL(fhirServer);
  if (!['http:', 'https:'].includes(baseUrl.protocol) || !isLoopback(baseUrl) || baseUrl.username !== '')
    return undefined;
  const deadline = AbortSignal.timeout(deadlineMs - MILLISECONDS_TO_ANSWER);
  const agent = agentFor({ configured: baseUrl, networks: [] });
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
