/** How binding a statement is. CDS Hooks has conditional rules, and two rows of its list only take note of something. */
export type Strength = 'SHALL' | 'SHALL NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'conditional' | 'note';

/** What became of a statement: done here, the client's or the operator's part, nothing of ours to do, or not built yet. */
export type State = 'done' | 'client' | 'not-applicable' | 'planned';

/** A test that shows it: its file and its whole title, as it is written there. */
export interface Shown {
  readonly file: string;
  readonly title: string;
}

/** Where a statement stands. `why` is a note on what is done, and the reason for all else. */
export interface Standing {
  readonly state: State;
  readonly where: readonly string[];
  readonly shownBy: readonly Shown[];
  readonly why?: string;
}

/** One statement of a standard: its key there, its strength, what it asks in our own words, and where it stands. */
export interface Row extends Standing {
  readonly key: string;
  readonly strength: Strength;
  readonly asks: string;
}

/** Statements under one heading of the page. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** One row of a table. */
export const row = (key: string, strength: Strength, asks: string, standing: Standing): Row => ({
  key,
  strength,
  asks,
  ...standing,
});

/** Done, in these files and shown by these tests. */
export const done = (where: readonly string[], shownBy: readonly Shown[] = [], why?: string): Standing =>
  standing('done', where, shownBy, why);

/** Falls on the client or on who operates the service; the files and tests are what we do for our part. */
export const client = (why: string, where: readonly string[] = [], shownBy: readonly Shown[] = []): Standing =>
  standing('client', where, shownBy, why);

/** Asks nothing of this service, or is not offered on purpose. */
export const notApplicable = (why: string, where: readonly string[] = [], shownBy: readonly Shown[] = []): Standing =>
  standing('not-applicable', where, shownBy, why);

/** Not built yet, or not to the end; the files and tests are what there is of it. */
export const planned = (why: string, where: readonly string[] = [], shownBy: readonly Shown[] = []): Standing =>
  standing('planned', where, shownBy, why);

const standing = (state: State, where: readonly string[], shownBy: readonly Shown[], why?: string): Standing => ({
  state,
  where,
  shownBy,
  ...(why !== undefined && { why }),
});
