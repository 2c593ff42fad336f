import { randomUUID } from 'node:crypto';
import type { ChainedEntry } from './entry.ts';
import type { Gap } from './events.ts';
import type { Head } from './rows.ts';

/** The row that says which rows were taken away: all up to `head`, whose digest the first row left continues from. */
export const retentionRow = ({ sequence, digest }: Head, now: Date): ChainedEntry =>
  ownRow('retention', { upTo: sequence, digest }, now);

/** The row that says that entries were lost. */
export const gapRow = ({ count, from, to }: Gap, now: Date): ChainedEntry => ownRow('gap', { count, from, to }, now);

function ownRow(kind: 'retention' | 'gap', content: Readonly<Record<string, unknown>>, now: Date): ChainedEntry {
  const id = randomUUID();
  return { kind, id, call: id, at: now.toISOString(), service: 'record', content: JSON.stringify(content) };
}
