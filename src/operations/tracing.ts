import {
  type Attributes,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { count, type Given, knownWord, listOf, maybe, picked, word } from './members.ts';
import type { Trace } from './trace.ts';
import { BASES, type KnownWords, OUTCOMES, READ_RESULTS, SERVICES } from './words.ts';

/** All that a span may say: no address, no id of a person, no message of an error. */
const MEMBERS = {
  service: maybe(word(SERVICES)),
  base: maybe(word(BASES)),
  status: maybe(count),
  policies: maybe(listOf(knownWord('policies'))),
  outcomes: maybe(listOf(word(OUTCOMES))),
  result: maybe(word(READ_RESULTS)),
} as const;

/** What a span is told. */
export type SpanAttributes = Given<typeof MEMBERS>;

const KINDS = { 'fhir-read': SpanKind.CLIENT, judge: SpanKind.INTERNAL, record: SpanKind.INTERNAL } as const;

/** A piece of work within a call. */
export type SpanName = keyof typeof KINDS;

/** The span of one call: opened when it comes in, ended once when its answer has left or its caller has. */
export interface CallSpan {
  /** The trace id that spans and log share. */
  readonly traceId: string;
  /** Runs the work so that the spans in it are parts of this one. */
  within<T>(work: () => T): T;
  end(attributes: SpanAttributes): void;
}

/** Spans by the OpenTelemetry interface alone: without an SDK (start-tracing.ts) nothing is kept and nothing sent. */
export interface Tracing {
  openCall(trace: Trace): CallSpan;
  /** Runs a piece of work in a span of its own; `note` adds what is known at its end. What the work throws goes on, and only marks the span. */
  inSpan<T>(
    name: SpanName,
    attributes: SpanAttributes,
    work: (note: (attributes: SpanAttributes) => void) => Promise<T>,
  ): Promise<T>;
}

/** Opens spans whose words are all on the lists. */
export function createTracing(known: KnownWords): Tracing {
  const tracer = trace.getTracer('countersign');
  const note = (span: Span, attributes: SpanAttributes) =>
    void (span.isRecording() && span.setAttributes(named(attributes, known)));
  return {
    openCall: (call) => {
      const parent = parentOf(call);
      const span = tracer.startSpan('call', { kind: SpanKind.SERVER }, parent);
      const within = trace.setSpan(parent, span);
      return {
        traceId: isSpanContextValid(span.spanContext()) ? span.spanContext().traceId : call.id,
        within: (work) => context.with(within, work),
        end: (attributes) => {
          note(span, attributes);
          if ((attributes.status ?? 0) >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    inSpan: (name, attributes, work) =>
      tracer.startActiveSpan(name, { kind: KINDS[name] }, async (span) => {
        note(span, attributes);
        try {
          return await work((more) => note(span, more));
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}

/** The caller's span, where it named one; a call that names none starts a trace of its own. */
function parentOf({ id, parent }: Trace) {
  if (parent === undefined) return ROOT_CONTEXT;
  const traceFlags = parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId: id, spanId: parent.span, traceFlags, isRemote: true });
}

function named(attributes: SpanAttributes, known: KnownWords): Attributes {
  const entries = Object.entries(picked(attributes, MEMBERS, known));
  return Object.fromEntries(
    entries.map(([name, value]) => [name === 'status' ? 'http.response.status_code' : `countersign.${name}`, value]),
  ) as Attributes;
}
