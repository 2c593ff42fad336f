import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPatients } from '../../src/demo/patients.ts';
import { newId } from '../../src/new-id.ts';
import { openArchive } from '../../src/record/archive.ts';
import type { Entry, StoredEntry } from '../../src/record/entry.ts';
import { openRecord } from '../../src/record/record.ts';
import { callFrom, sentAlong } from './demo-patients.ts';
import { startService } from './service.ts';

/** Later than all in the charts of the demo patients, who are judged alike on any day from here on. */
const FIRST_DAY = Date.parse('2026-08-15T00:00:00Z');
const YEAR_MS = 365 * 86_400_000;
/** Calls that wait for the journal together: less text than it lets wait. */
const CALLS_AT_ONCE = 250;
/** A bench may wait long for a slow disk. */
const PATIENCE_MS = 120_000;

/**
 * Writes a year's record through the journal: the calls of the demo patients in turn, as the service writes them down, each
 * under ids and at a time of its own. It holds one determination a call.
 */
export async function writeLargeRecord(storage: string, determinations: number): Promise<void> {
  const calls = await demoCallsKept();
  const { journal, archive } = openRecord({ storage, now: () => new Date(), patienceMs: PATIENCE_MS });
  for (let first = 0; first < determinations; first += CALLS_AT_ONCE) {
    const some = Array.from({ length: Math.min(CALLS_AT_ONCE, determinations - first) }, (_, index) => {
      const number = first + index;
      const at = new Date(FIRST_DAY + Math.floor((YEAR_MS * number) / determinations)).toISOString();
      return journal.append(anotherCall(calls[number % calls.length] ?? [], number, at));
    });
    if ((await Promise.all(some)).includes('not-kept')) throw new Error('the record could not be written');
  }
  await journal.close();
  await archive.close();
}

/** What the service writes down of the call of each demo patient: the call and its determination. */
async function demoCallsKept(): Promise<readonly (readonly StoredEntry[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const storage = `file:${join(folder, 'demo.db')}`;
  const service = await startService({}, 4_500, { storage });
  for (const patient of demoPatients) await service.sign(callFrom(patient, sentAlong(patient)));
  await service.close();
  const archive = openArchive(storage);
  const entries = await archive.find({});
  await archive.close();
  rmSync(folder, { recursive: true });
  return [...Map.groupBy(entries, ({ call }) => call).values()];
}

/** The same call of another patient: every id in it that tells one call, patient or determination from another is new. */
function anotherCall(entries: readonly StoredEntry[], number: number, at: string): readonly Entry[] {
  const news = new Map(entries.map(({ id }) => [id, newId()]));
  const patient = entries[0]?.patient ?? '';
  const renamed = (text: string) =>
    [...news, [patient, `${patient}-${number}`] as const].reduce((all, [old, its]) => all.replaceAll(old, its), text);
  return entries.flatMap((entry): readonly Entry[] => {
    const { kind, sequence: _, previous: __, digest: ___, ...rest } = entry;
    if (kind === 'retention' || kind === 'gap') return [];
    const named = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? renamed(value) : value]),
    ) as typeof rest;
    return [{ ...named, kind, at }];
  });
}
