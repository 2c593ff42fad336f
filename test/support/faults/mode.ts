import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reason } from '../../../src/facts/reason.ts';
import { demoRecords, type TestResource } from '../demo-patient.ts';

/** Stands in every reply of a faulty server, where nothing of it may be shown. */
export const CANARY = 'canary-text-9d2c';

/** One request to a faulty server, and what a mode needs to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Which request for this type of resource it is, from 1. */
  readonly attempt: number;
  readonly url: URL;
  /** The base address of the server itself. */
  readonly base: string;
  /** The base address of another server, which nobody may contact. */
  readonly elsewhere: string;
}

/** How a server answers one request. */
export type Answer = (exchange: Exchange) => void;

/** One way to misbehave, or to behave oddly and well. */
export interface Mode {
  readonly answer: Answer;
  /** Why the line that needed the reply is open; a reply that is good after all leads to what an honest server's does. */
  readonly expected: Reason | 'as-healthy';
  /** What was read before it went wrong is shown, and settles nothing. */
  readonly partly?: true;
  /** Milliseconds that the whole call may take. */
  readonly deadlineMs?: number;
  /** How many requests the mode is worth, where that is the point. */
  readonly requests?: number;
}

/** Modes by what they do. */
export type Modes = Readonly<Record<string, Mode>>;

/** A reply of which nothing may be taken. */
export const bad = (answer: Answer, more: Partial<Mode> = {}): Mode => ({ answer, expected: 'not-read', ...more });

/** A reply of which a part is good. */
export const partly = (answer: Answer, more: Partial<Mode> = {}): Mode => bad(answer, { partly: true, ...more });

/** A reply that is odd and good. */
export const good = (answer: Answer, more: Partial<Mode> = {}): Mode => ({ answer, expected: 'as-healthy', ...more });

/** Milliseconds: enough to judge, for a call that would wait in vain. */
export const SHORT = 800;

/** A reply that does not come in time. */
export const late = (answer: Answer): Mode => ({ answer, expected: 'not-read-in-time', deadlineMs: SHORT });

/** The laboratory results of the demo patient. */
export const results: readonly TestResource[] = demoRecords.filter(
  (record) => record.resourceType === 'Observation' && JSON.stringify(record.category).includes('laboratory'),
);

/** The same results with one of them changed. */
export const resultsWith = (id: string, changed: Record<string, unknown>): readonly TestResource[] =>
  results.map((result) => (result.id === id ? { ...result, ...changed } : result));

/** The newest inhibitor test, which the tests look at. */
export const INHIBITOR = 'factor-ix-inhibitor';

/** The answer to a search: a Bundle of these records. */
export const searchset = (records: readonly unknown[], more: Record<string, unknown> = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  id: CANARY,
  entry: records.map((resource) => ({ resource, search: { mode: 'match' } })),
  ...more,
});

/** What an honest server answers. */
export const healthy = searchset(results);

/** The media type of FHIR R4 as JSON. */
export const FHIR_JSON = 'application/fhir+json';

/** How a reply differs from 200 with FHIR JSON. A header that is undefined is left out. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Sends bytes, or text as it stands. */
export const sending =
  (body: string | Buffer, { status = 200, headers = {} }: Reply = {}): Answer =>
  ({ response }) => {
    const all = Object.entries({ 'content-type': FHIR_JSON, 'x-remark': CANARY, ...headers });
    response.writeHead(status, Object.fromEntries(all.filter(([, value]) => value !== undefined))).end(body);
  };

/** Sends a value as JSON. */
export const replying = (body: unknown, reply: Reply = {}): Answer => sending(JSON.stringify(body), reply);

/** Writes to the socket what is no honest HTTP, and leaves it open unless told to close it. */
export const writing =
  (bytes: string | Buffer, then: 'open' | 'closed' = 'closed'): Answer =>
  ({ request }) => {
    request.socket.write(bytes);
    if (then === 'closed') request.socket.end();
  };

/** One answer the first time, another from then on. */
export const first =
  (once: Answer, afterwards: Answer = replying(healthy)): Answer =>
  (exchange) =>
    (exchange.attempt === 1 ? once : afterwards)(exchange);
