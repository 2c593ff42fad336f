import {
  client,
  count,
  fixed,
  flag,
  type Given,
  knownWord,
  listOf,
  type Members,
  maybe,
  milliseconds,
  place,
  thing,
  traceId,
  uuid,
  word,
} from './members.ts';
import { BASES, OUTCOMES, SERVICES } from './words.ts';

/** One kind of line in the log: how loud, what it means, what to do where something is to be done, and all that it may hold. */
interface Event {
  readonly level: 'info' | 'warn' | 'error';
  readonly means: string;
  readonly remedy?: string;
  readonly members: Members;
}

/** Kinds of errors that may be named; any other is `other`. */
export const ERROR_KINDS = [
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'URIError',
  'AggregateError',
  'AbortError',
  'TimeoutError',
  'AssertionError',
  'SqliteError',
  'ZodError',
  'string',
  'object',
  'undefined',
] as const;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** What ends a process from outside. */
const ENDING_SIGNALS = [...SIGNALS, 'SIGKILL', 'SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGHUP'] as const;
const STORES = ['file', 'postgres'] as const;
const RECORDED = ['kept', 'not-kept'] as const;

/** Which call it was. `client` is `none` where a call named nobody. */
const aboutCall = { trace: traceId, client: maybe(client), service: word(SERVICES), base: word(BASES) };

const determination = thing({
  policy: maybe(knownWord('policies')),
  version: maybe(knownWord('versions')),
  outcome: word(OUTCOMES),
});

/** Every line that the log can hold, beside its `time`, `level` and `event`. This is the allow-list: nothing else is written. */
export const EVENTS = {
  listening: {
    level: 'info',
    means: 'The service takes calls.',
    members: {
      host: knownWord('settings'),
      port: count,
      profile: word(['sandbox', 'production']),
      version: maybe(knownWord('settings')),
      storage: maybe(word(STORES)),
      clients: maybe(count),
      policies: maybe(count),
    },
  },
  'doubtful-setting': {
    level: 'warn',
    means: 'Production was started with a setting that is rarely meant.',
    remedy:
      '`no-public-url`: tokens must name http://HOST:PORT as audience. `no-clients`: everybody is refused. `no-tls`: it listens beyond loopback without `tls`, so a proxy must end TLS in front.',
    members: { setting: word(['no-public-url', 'no-clients', 'no-tls']) },
  },
  sandbox: {
    level: 'warn',
    means: 'The sandbox profile runs.',
    remedy: 'Never let patient data reach it; set `profile` to `production`.',
    members: {
      text: fixed(
        'SANDBOX PROFILE: callers need not be known, and any server on loopback is asked. Not for patient data.',
      ),
    },
  },
  call: {
    level: 'info',
    means: 'A call was answered. Status 499: the caller left before the answer.',
    members: {
      ...aboutCall,
      status: count,
      milliseconds,
      call: maybe(uuid),
      determinations: maybe(listOf(determination)),
      recorded: maybe(word(RECORDED)),
    },
  },
  refused: {
    level: 'warn',
    means: 'A caller was refused; `refusal` says why.',
    remedy: 'Look at it where it comes often: a wrong setting of that client, or an attack.',
    members: { ...aboutCall, refusal: knownWord('refusals'), status: count },
  },
  'rate-limited': {
    level: 'warn',
    means: 'A client sends more calls than it may.',
    remedy: 'Ask the client why, or raise its limit.',
    members: aboutCall,
  },
  'replay-unshared': {
    level: 'warn',
    means: 'A token id could be checked against the memory of this instance alone; the shared store is away.',
    remedy: 'As for `record-away`.',
    members: { trace: maybe(traceId), client },
  },
  'certificate-renewed': {
    level: 'info',
    means: 'SIGHUP: the certificate was read again and is in use.',
    members: {},
  },
  'certificate-kept': {
    level: 'error',
    means: 'SIGHUP: the certificate or its key could not be used; the one before stays.',
    remedy: 'See that both files are whole and belong together, and send SIGHUP again.',
    members: {},
  },
  'record-away': {
    level: 'error',
    means: 'The record cannot be written; answers go out all the same.',
    remedy:
      'Alarm at once: bring the disk or the database back. What goes out meanwhile is counted in countersign_record_not_kept_total.',
    members: { reason: knownWord('recordReasons'), waiting: maybe(count) },
  },
  'record-opened': {
    level: 'info',
    means: 'The store of the record is open and its tables are up to date.',
    members: {},
  },
  'record-back': {
    level: 'info',
    means: 'The record can be written again.',
    members: { late: maybe(count) },
  },
  'record-retention-failed': {
    level: 'error',
    means:
      'Rows past their time could not be taken away; nothing else is held up, and it is tried again within an hour.',
    remedy: 'See that the database lets its user delete from `record` and that there is room.',
    members: { reason: knownWord('recordReasons') },
  },
  'record-not-kept': {
    level: 'error',
    means: 'Entries are lost: the record will not hold them.',
    remedy: 'Alarm at once: the record has a gap.',
    members: { trace: maybe(traceId), call: maybe(uuid), count, reason: maybe(knownWord('recordReasons')) },
  },
  'keys-held': {
    level: 'info',
    means: 'The keys of a client were fetched.',
    members: { client, count: maybe(count) },
  },
  'keys-stale': {
    level: 'warn',
    means: 'The keys of a client cannot be fetched; the last good ones are used.',
    remedy: 'Tell the client; a new key of theirs would be refused.',
    members: { client, reason: knownWord('keySetReasons') },
  },
  'keys-missing': {
    level: 'error',
    means: 'There are no keys for a client: all its calls are refused.',
    remedy: 'Alarm: see that `jku` can be reached from here and is the right one.',
    members: { client, reason: knownWord('keySetReasons') },
  },
  bug: {
    level: 'error',
    means: 'An error that no one thought of; the caller got status 500 and this `id`.',
    remedy: 'Report it with `kind` and `place`.',
    members: { id: uuid, trace: maybe(traceId), kind: word([...ERROR_KINDS, 'other']), place: maybe(place) },
  },
  tracing: {
    level: 'info',
    means: 'Spans are sent to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names.',
    members: {},
  },
  'tracing-off': {
    level: 'warn',
    means: 'Spans were asked for and cannot be sent.',
    remedy:
      '`not-installed`: the @opentelemetry packages are absent; run `npm ci`. `bad-address`: correct OTEL_EXPORTER_OTLP_ENDPOINT.',
    members: { reason: word(['not-installed', 'bad-address', 'failed']) },
  },
  'spans-lost': {
    level: 'warn',
    means: 'The collector did not take spans. Said once until it takes some again.',
    remedy: 'Look at the collector; calls are not touched by it.',
    members: {},
  },
  'worker-ended': {
    level: 'error',
    means: 'One of several processes (`WORKERS`) ended by itself; after `pause` milliseconds another takes its place.',
    remedy: '`SIGKILL`: see whether memory ran out. A code: look for `bug` in the lines before.',
    members: { worker: count, code: maybe(count), signal: maybe(word(ENDING_SIGNALS)), pause: milliseconds },
  },
  'workers-given-up': {
    level: 'error',
    means: 'The same place ended too often: all processes are stopped, with code 1.',
    remedy: 'As for `worker-ended`; whatever watches over the service should start it again.',
    members: { worker: count },
  },
  stopping: {
    level: 'info',
    means: 'No new calls; those in flight are finished.',
    members: { signal: maybe(word(SIGNALS)), inFlight: count },
  },
  stopped: {
    level: 'info',
    means: 'All is flushed; the process ends.',
    members: { inFlight: count, milliseconds: maybe(milliseconds), flushed: maybe(flag) },
  },
} as const satisfies Readonly<Record<string, Event>>;

/** The name of a line. Stable: alarms are set on it. */
export type EventName = keyof typeof EVENTS;

/** One line, as callers give it. */
export type LogEvent = {
  [Name in EventName]: { readonly event: Name } & Given<(typeof EVENTS)[Name]['members']>;
}[EventName];
