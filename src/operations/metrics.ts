import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Figures } from './figures.ts';
import {
  BASES,
  type Base,
  clientWord,
  FEEDBACK_OUTCOMES,
  type FeedbackOutcome,
  KEY_SET_STATES,
  type KeySetState,
  type KnownWords,
  OUTCOMES,
  type Outcome,
  onList,
  READ_RESULTS,
  type ReadResult,
  SERVICES,
  type Service,
  STATUSES,
  wordOrNone,
} from './words.ts';

/** What is read at the moment of a scrape. */
export interface State {
  readonly inFlight: () => number;
  /** `notKept`: not on the disk when their callers were answered; `lost`: those of them that never will be. */
  readonly record: () => {
    readonly storage: 'ready' | 'away';
    readonly waiting: number;
    readonly notKept: number;
    readonly lost: number;
  };
  /** One for each registered client. */
  readonly keySets: () => readonly KeySetState[];
}

/** A call that was answered, or that the caller left (499). */
export interface AnsweredCall {
  readonly service: Service;
  readonly base: Base;
  readonly status: number;
  readonly client?: string | undefined;
  readonly milliseconds: number;
}

/** What is counted. No method throws, whatever it is given; no label comes from a chart. */
export interface Metrics {
  answered(call: AnsweredCall): void;
  determined(made: { readonly policy?: string; readonly version?: string; readonly outcome: Outcome }): void;
  fhirRead(read: { readonly result: ReadResult; readonly milliseconds: number }): void;
  refused(refused: { readonly refusal: string; readonly client?: string | undefined }): void;
  replayUnshared(): void;
  feedback(outcome: FeedbackOutcome): void;
  rateLimited(client: string | undefined): void;
  bug(): void;
  /** The Prometheus exposition format. */
  text(): Promise<string>;
  /** The same as data, to be added to that of other processes. */
  figures(): Promise<Figures>;
  readonly contentType: string;
}

const BUCKETS_IN_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts into a registry of its own, so that several services can live in one process. */
export function createMetrics(known: KnownWords, state: State, version: string): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  readAtScrape(registry, state, version);
  return {
    ...countCalls(registry, known),
    ...countJudging(registry, known),
    ...countTrust(registry, known),
    text: () => registry.metrics(),
    figures: () => registry.getMetricsAsJSON(),
    contentType: registry.contentType,
  };
}

function countCalls(registry: Registry, known: KnownWords) {
  const calls = counter(registry, 'calls_total', 'Calls answered', ['service', 'base', 'status', 'client']);
  const says = 'From the head of a call to the end of its answer';
  const durations = histogram(registry, 'call_duration_seconds', says, ['service', 'base']);
  const bugs = counter(registry, 'bugs_total', 'Errors that no one thought of');
  return {
    answered: ({ service, base, status, client, milliseconds }) => {
      const endpoint = { service: onList(SERVICES, service), base: onList(BASES, base) };
      calls.inc({ ...endpoint, status: onList(STATUSES, status), client: clientWord(known, client) });
      durations.observe(endpoint, seconds(milliseconds));
    },
    bug: () => bugs.inc(),
  } satisfies Partial<Metrics>;
}

function countJudging(registry: Registry, known: KnownWords) {
  const labels = ['policy', 'version', 'outcome'] as const;
  const determinations = counter(registry, 'determinations_total', 'Determinations made', labels);
  const reads = counter(registry, 'fhir_reads_total', 'Reads asked of FHIR servers', ['result']);
  const durations = histogram(registry, 'fhir_read_duration_seconds', 'Duration of one FHIR read');
  const feedback = counter(registry, 'feedback_total', 'Feedback on cards', ['outcome']);
  return {
    determined: ({ policy, version, outcome }) =>
      determinations.inc({
        policy: wordOrNone(known.policies, policy),
        version: wordOrNone(known.versions, version),
        outcome: onList(OUTCOMES, outcome),
      }),
    fhirRead: ({ result, milliseconds }) => {
      reads.inc({ result: onList(READ_RESULTS, result) });
      durations.observe(seconds(milliseconds));
    },
    feedback: (outcome) => feedback.inc({ outcome: onList(FEEDBACK_OUTCOMES, outcome) }),
  } satisfies Partial<Metrics>;
}

function countTrust(registry: Registry, known: KnownWords) {
  const refusals = counter(registry, 'refusals_total', 'Callers refused', ['refusal', 'client']);
  const limited = counter(registry, 'rate_limited_total', 'Calls beyond the rate limit', ['client']);
  const unshared = counter(registry, 'replay_unshared_total', 'Token ids checked by this instance alone');
  return {
    refused: ({ refusal, client }) =>
      refusals.inc({ refusal: onList(known.refusals, refusal), client: clientWord(known, client) }),
    rateLimited: (client) => limited.inc({ client: clientWord(known, client) }),
    replayUnshared: () => unshared.inc(),
  } satisfies Partial<Metrics>;
}

function readAtScrape(registry: Registry, { inFlight, record, keySets }: State, version: string): void {
  gauge(registry, 'in_flight_calls', 'Calls not answered yet', inFlight);
  gauge(registry, 'record_waiting', 'Entries that wait for their commit', () => record().waiting);
  gauge(registry, 'record_away', '1 while the store is away', () => (record().storage === 'away' ? 1 : 0), 'max');
  const notKept = 'Entries that were not on the disk when their callers were answered';
  countedElsewhere(registry, 'record_not_kept_total', notKept, () => record().notKept);
  countedElsewhere(registry, 'record_lost_total', 'Entries that the record will never hold', () => record().lost);
  new Gauge({
    name: 'countersign_key_sets',
    help: 'Registered clients by the state of their keys',
    labelNames: ['state'],
    // Each process holds the keys of all clients.
    aggregator: 'max',
    registers: [registry],
    collect() {
      const states = keySets();
      for (const state of KEY_SET_STATES) this.set({ state }, states.filter((each) => each === state).length);
    },
  });
  new Gauge({
    name: 'countersign_build_info',
    help: 'The version that runs',
    labelNames: ['version'],
    aggregator: 'first',
    registers: [registry],
  }).set({ version }, 1);
}

const counter = <Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) => new Counter({ name: `countersign_${name}`, help, labelNames: [...labelNames], registers: [registry] });

const histogram = <Label extends string>(registry: Registry, name: string, help: string, labelNames: Label[] = []) =>
  new Histogram({ name: `countersign_${name}`, help, labelNames, buckets: BUCKETS_IN_SECONDS, registers: [registry] });

/** `aggregator`: what several processes together have. */
const gauge = (registry: Registry, name: string, help: string, read: () => number, aggregator: 'sum' | 'max' = 'sum') =>
  new Gauge({
    name: `countersign_${name}`,
    help,
    aggregator,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });

/** A counter whose count is kept by others. */
const countedElsewhere = (registry: Registry, name: string, help: string, read: () => number) =>
  new Counter({
    name: `countersign_${name}`,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });

/** A clock that was set back gives less than nothing: counted as nothing. */
const seconds = (milliseconds: number): number =>
  typeof milliseconds === 'number' && milliseconds > 0 && milliseconds < Infinity ? milliseconds / 1_000 : 0;
