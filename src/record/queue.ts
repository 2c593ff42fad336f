import type { ChainedEntry } from './entry.ts';
import { type Gap, mergedGap } from './events.ts';
import type { Waiting } from './waiting.ts';

/** Entries of one append: they are kept together. */
export interface Group {
  readonly entries: readonly ChainedEntry[];
  /** A transaction with it has failed, so that it may be there already. */
  tried: boolean;
  /** Whom to tell; nobody where the caller has its answer: then it is kept late, if at all. */
  waiting: Waiting<'kept' | 'not-kept'> | undefined;
}

const MOST_ENTRIES = 10_000;
/** UTF-16 units. */
const MOST_TEXT = 64 * 1024 * 1024;
const ENTRIES_OF_A_BATCH = 500;
const TEXT_OF_A_BATCH = 8 * 1024 * 1024;

/** What waits to be written, in its order, within limits; what is beyond them is counted as lost. */
export class Queue {
  #groups: Group[] = [];
  #entries = 0;
  #text = 0;
  #lost: Gap | undefined;

  get groups(): readonly Group[] {
    return this.#groups;
  }

  /** Entries that wait. */
  get waiting(): number {
    return this.#entries;
  }

  /** Whether there is room for a group. */
  hasRoomFor(group: Group): boolean {
    return this.#entries + group.entries.length <= MOST_ENTRIES && this.#text + sizeOf(group) <= MOST_TEXT;
  }

  add(group: Group): void {
    this.#groups.push(group);
    this.#count(group, 1);
  }

  /** The oldest groups, as many as one transaction takes; at least one. */
  batch(mostGroups: number): readonly Group[] {
    let [entries, text] = [0, 0];
    const end = this.#groups.findIndex((group, index) => {
      const full = entries + group.entries.length > ENTRIES_OF_A_BATCH || text + sizeOf(group) > TEXT_OF_A_BATCH;
      entries += group.entries.length;
      text += sizeOf(group);
      return index > 0 && (full || index >= mostGroups);
    });
    return this.#groups.slice(0, end === -1 ? undefined : end);
  }

  /** Takes the oldest groups off: they are written, or given up. */
  remove(groups: readonly Group[]): void {
    this.#groups.splice(0, groups.length);
    for (const group of groups) this.#count(group, -1);
  }

  /** Counts a group as lost. */
  lose({ entries }: Group): void {
    const instants = entries.map(({ at }) => at);
    this.loseMore({ count: entries.length, from: instants[0] ?? '', to: instants.at(-1) ?? '' });
  }

  /** Counts what was lost elsewhere. */
  loseMore(gap: Gap): void {
    this.#lost = mergedGap(this.#lost, gap);
  }

  /** What was lost since this was asked last. */
  takeLost(): Gap | undefined {
    const lost = this.#lost;
    this.#lost = undefined;
    return lost;
  }

  #count(group: Group, sign: 1 | -1): void {
    this.#entries += sign * group.entries.length;
    this.#text += sign * sizeOf(group);
  }
}

const sizeOf = ({ entries }: Group): number => entries.reduce((sum, { content }) => sum + content.length, 0);
