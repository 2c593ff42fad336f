/** One row to be kept; every member but `content` is for finding. `(kind, id)` is unique: a second one of the same id is the same row. */
export interface Entry {
  readonly kind: 'call' | 'determination' | 'feedback';
  /** Of the call, the determination; a new UUID for a feedback item. */
  readonly id: string;
  /** Id of the call that it belongs to. */
  readonly call: string;
  /** ISO instant, UTC. */
  readonly at: string;
  /** Registered client id; absent in the sandbox. */
  readonly client?: string;
  readonly service: string;
  readonly trace?: string;
  /** HTTP status of a call. */
  readonly status?: number;
  readonly hookInstance?: string;
  readonly user?: string;
  /** The bare id. */
  readonly patient?: string;
  readonly order?: string;
  readonly policy?: string;
  readonly version?: string;
  readonly outcome?: string;
  /** Determination: UUID of the card that showed it; feedback: the card that it is about. */
  readonly card?: string;
  /** JSON text, the protected column: a call's request and answer, a determination, a feedback item as it was sent. */
  readonly content: string;
}

/** What stands in the record; `retention` and `gap` rows are the journal's own. */
export type RecordKind = Entry['kind'] | 'retention' | 'gap';

/** A row to be chained: an entry of a caller or one of the journal's own. */
export type ChainedEntry = Omit<Entry, 'kind'> & { readonly kind: RecordKind };

/** A row as it is kept, with its place in the chain. */
export type StoredEntry = ChainedEntry & {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Digest of the row before. */
  readonly previous: string;
  readonly digest: string;
};
