/**
 * The closed lists of words that metrics, log and traces may say. What is on none of them is said as `other`: nothing of
 * a call, a chart or a person can get out by a label.
 */

/** What is served. `pages` is what people see; `operations` is health and metrics. */
export const SERVICES = [
  'order-sign',
  'order-select',
  'order-dispatch',
  'appointment-book',
  'discovery',
  'feedback',
  'determinations',
  'questionnaires',
  'pages',
  'operations',
  'other',
] as const;
export type Service = (typeof SERVICES)[number];

/** Which side of the service: cards, CRD, DTR, or none of them. */
export const BASES = ['cds-hooks', 'crd', 'dtr', 'none'] as const;
export type Base = (typeof BASES)[number];

/** The outcomes of contract.md 5. */
export const OUTCOMES = [
  'likely-approval',
  'attestation-needed',
  'missing-documentation',
  'likely-denial',
  'version-unknown',
  'not-governed',
  'indeterminate',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What came of one FHIR read. */
export const READ_RESULTS = ['read', 'not-offered', 'failed', 'late'] as const;
export type ReadResult = (typeof READ_RESULTS)[number];

/** What a clinician did with a card. */
export const FEEDBACK_OUTCOMES = ['accepted', 'overridden', 'other'] as const;
export type FeedbackOutcome = (typeof FEEDBACK_OUTCOMES)[number];

/** How far the keys of one client are held: fresh, from before an outage, or not at all. */
export const KEY_SET_STATES = ['held', 'stale', 'missing'] as const;
export type KeySetState = (typeof KEY_SET_STATES)[number];

/** The HTTP statuses that are answered; 499 stands for a caller that left before the answer. */
export const STATUSES: readonly number[] = [
  200, 204, 301, 302, 304, 400, 401, 403, 404, 405, 406, 408, 412, 413, 415, 422, 429, 431, 499, 500, 503,
];

/** The words that only the configuration and other folders know. The lists are handed in once, at the start. */
export interface KnownWords {
  /** Ids of the registered clients. */
  readonly clients: readonly string[];
  /** Ids of the policies held, those on the place of care too. */
  readonly policies: readonly string[];
  /** Their versions. */
  readonly versions: readonly string[];
  /** Codes of the table of refusals. */
  readonly refusals: readonly string[];
  /** Why the store is away. */
  readonly recordReasons: readonly string[];
  /** Why a key set could not be fetched. */
  readonly keySetReasons: readonly string[];
  /** What the start says of itself: the address listened on, the version. */
  readonly settings: readonly string[];
}

/** The word itself where it is on the list, else `other`. */
export const onList = (list: readonly unknown[], word: unknown): string =>
  list.includes(word) ? String(word) : 'other';

/** The same, and `none` where there is nothing to say. */
export const wordOrNone = (list: readonly string[], word: unknown): string =>
  word === undefined || word === 'none' ? 'none' : onList(list, word);

/** A registered client by its id; `none` where a call named nobody. */
export const clientWord = ({ clients }: KnownWords, client: unknown): string => wordOrNone(clients, client);
