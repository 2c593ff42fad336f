import type { KeySource } from './callers/keys.ts';
import { refusals } from './callers/refusal.ts';
import type { Configuration } from './config.ts';
import type { FhirReader } from './fhir/client.ts';
import type { Call } from './http/call.ts';
import type { Parts } from './http/parts.ts';
import { WHY_UNREADABLE, type WhyUnreadable } from './network/key-set.ts';
import { counted, observer } from './observer.ts';
import type { LogEvent } from './operations/events.ts';
import type { Figures } from './operations/figures.ts';
import { healthOf } from './operations/health.ts';
import { createLog, type Log } from './operations/log.ts';
import { createMetrics } from './operations/metrics.ts';
import { createTracing } from './operations/tracing.ts';
import type { KnownWords } from './operations/words.ts';
import { policies, siteOfCarePolicies } from './policies/index.ts';
import type { RecordEvent } from './record/events.ts';
import { AWAY_REASONS, type AwayReason } from './record/failure.ts';
import type { Journal } from './record/journal.ts';

/** What is watched. */
export interface Watched {
  readonly configuration: Configuration;
  readonly version: string;
  readonly journal: Pick<Journal, 'state'>;
  readonly keys: ReadonlyMap<string, KeySource>;
  readonly write: (line: string) => void;
}

/** Metrics, log and readiness of one service. */
export interface Watch extends Pick<Parts, 'health' | 'metrics' | 'observe'> {
  readonly log: Log;
  /** Counts the readings of a FHIR server. */
  readonly reading: (reader: FhirReader) => FhirReader;
  readonly recordEvent: (event: RecordEvent) => void;
  /** A key set was fetched; or was not, and why. */
  readonly keysFetched: (client: string, why?: WhyUnreadable) => void;
  readonly phase: (phase: 'starting' | 'serving' | 'stopping') => void;
  readonly inFlight: () => number;
  /** The metrics as data. */
  readonly figures: () => Promise<Figures>;
}

/** Watches a service: what happens is counted and logged, in words of closed lists alone. */
export function watch({ configuration, version, journal, keys, write }: Watched): Watch {
  const known = knownWords(configuration, version);
  const keySets = () => [...keys.values()].map((each) => each.state());
  const open = new Set<Call>();
  const state = { inFlight: () => open.size, record: () => journal.state(), keySets };
  const metrics = createMetrics(known, state, version);
  const log = createLog({ write, now: () => new Date(), known });
  const tracing = createTracing(known);
  /** What was said last of the keys of each client: only a change is told. */
  const told = new Map<string, string>();
  let whyAway: { readonly reason?: AwayReason } = {};
  let phase: 'starting' | 'serving' | 'stopping' = 'starting';
  return {
    log,
    metrics: async () => ({ type: metrics.contentType, text: await metrics.text() }),
    health: (unrecordedAllowed) =>
      healthOf({
        phase,
        storage: { ...journal.state(), ...whyAway },
        keySets: keySets(),
        policies: policies.length,
        unrecordedAllowed,
      }),
    observe: observer({ metrics, log, tracing, open }),
    reading: (reader) => counted(reader, metrics, tracing),
    recordEvent: (event) => {
      if (event.kind === 'store-away') whyAway = { reason: event.reason };
      if (event.kind === 'store-back') whyAway = {};
      log(eventOfRecord(event));
    },
    keysFetched: (client, why) => {
      const event = eventOfKeys(client, why, keys.get(client)?.state() === 'missing');
      if (event.event !== told.get(client)) log(event);
      told.set(client, event.event);
    },
    phase: (next) => {
      phase = next;
    },
    inFlight: () => open.size,
    figures: () => metrics.figures(),
  };
}

/** The closed lists that only the configuration and the policies know. */
function knownWords({ clients, host }: Configuration, version: string): KnownWords {
  const held = [...policies, ...siteOfCarePolicies];
  return {
    clients: clients.map(({ id }) => id),
    policies: [...new Set(held.map(({ id }) => id))],
    versions: [...new Set(held.map(({ version }) => version))],
    refusals: Object.keys(refusals),
    recordReasons: AWAY_REASONS,
    keySetReasons: WHY_UNREADABLE,
    settings: [host, version],
  };
}

function eventOfKeys(client: string, reason: WhyUnreadable | undefined, isMissing: boolean): LogEvent {
  if (reason === undefined) return { event: 'keys-held', client };
  return { event: isMissing ? 'keys-missing' : 'keys-stale', client, reason };
}

function eventOfRecord(event: RecordEvent): LogEvent {
  switch (event.kind) {
    case 'store-opened':
      return { event: 'record-opened' };
    case 'store-away':
      return { event: 'record-away', reason: event.reason };
    case 'store-back':
      return { event: 'record-back', late: event.late };
    case 'retention-failed':
      return { event: 'record-retention-failed', reason: event.reason };
    case 'gap':
      return { event: 'record-not-kept', count: event.count };
  }
}
