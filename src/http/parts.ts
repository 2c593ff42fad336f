import type { Caller } from '../callers/verify.ts';
import type { World } from '../hooks/world.ts';
import type { CallSpan } from '../operations/tracing.ts';
import type { Archive } from '../record/archive.ts';
import type { Journal } from '../record/journal.ts';
import type { Call } from './call.ts';

/** Everything that the HTTP side needs; the edge puts it together. */
export interface Parts {
  /** The discovery document of the plain base. */
  readonly discovery: unknown;
  /** Where this service is reached, without a slash at the end. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** A caller that is not registered is let in: the sandbox. */
  readonly openToAll: boolean;
  readonly verifyCaller: (authorization: readonly string[] | undefined, called: string) => Promise<Caller>;
  /** The SMART app at a FHIR server; undefined where it is not registered. */
  readonly smartAt: (fhirServer: string) => SmartRegistration | undefined;
  /** Origins whose pages may show the SMART app. */
  readonly smartEmbeddedBy: readonly string[];
  readonly callsPerMinute: (client: string) => number;
  /** Counts a call of a client among several processes; without it each process counts its own. */
  readonly countCall?: (client: string) => { readonly totalHits: number; readonly resetTime: Date };
  /** What a client's calls are answered with. */
  readonly worldOf: (client: string | undefined) => World;
  readonly journal: Pick<Journal, 'append'>;
  readonly archive: Pick<Archive, 'determination' | 'newest'>;
  /** What is held, in words, for the console; JSON as it goes out. */
  readonly console: { readonly policies: unknown; readonly siteOfCare: unknown };
  readonly health: (unrecordedAllowed: boolean) => { readonly status: number; readonly body: unknown };
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly observe: Observer;
}

/** How the SMART app may act at one FHIR server. */
export interface SmartRegistration {
  /** The registered client whose server it is; none for a loopback server of the sandbox. */
  readonly client?: string;
  /** What the authorization server knows the app by. */
  readonly clientId: string;
  readonly scope?: string;
}

/** Is told what happened, for metrics and log. */
export interface Observer {
  /** Opens the span of a call that comes with this header. */
  openSpan(traceparent: string | undefined): CallSpan;
  arrived(call: Call): void;
  /** The answer is out; or the caller left before, with status 499. */
  answered(call: Call, status: number, milliseconds: number): void;
  refused(call: Call, refusal: string): void;
  feedback(outcomes: readonly ('accepted' | 'overridden' | 'other')[]): void;
  /** A token could be checked against this instance's memory alone. */
  replayUnshared(call: Call): void;
  rateLimited(call: Call): void;
  /** An error that no one thought of; the caller is told the id. Its message may quote the chart. */
  bug(call: Call, id: string, error: unknown): void;
}
