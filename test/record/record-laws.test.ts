import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../src/record/connection.ts';
import { digestOf, earlierDigestOf, GENESIS, sha256 } from '../../src/record/digest.ts';
import type { ChainedEntry } from '../../src/record/entry.ts';
import { packed, unpacked } from '../../src/record/packed.ts';
import { chained, entryOf, type Head } from '../../src/record/rows.ts';
import { storableInstant, storableKey, storableText } from '../../src/record/storable.ts';
import { DIGESTED, type Row } from '../../src/record/tables.ts';
import { verifyChain } from '../../src/record/verify.ts';

/** Any text that JavaScript holds: NUL and halves of surrogate pairs too. */
const text = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 12,
});
/** Short, or long enough to be packed where the engine does not pack by itself. */
const content = fc.tuple(text, fc.constantFrom(1, 1, 500)).map(([each, times]) => each.repeat(times));
const engine = fc.constantFrom<Engine>('sqlite', 'postgres');
const maybe = fc.option(text, { nil: undefined });
const entry: fc.Arbitrary<ChainedEntry> = fc
  .record({
    ...{ id: text, call: text, at: text, service: text, content },
    kind: fc.constantFrom('call', 'determination', 'feedback'),
    status: fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined }),
    ...{ client: maybe, trace: maybe, hookInstance: maybe, user: maybe, patient: maybe, order: maybe },
    ...{ policy: maybe, version: maybe, outcome: maybe, card: maybe },
  })
  .map(
    (each) =>
      Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)) as unknown as ChainedEntry,
  );

const BEFORE: Head = { sequence: 0, digest: GENESIS };
async function* stream(rows: readonly Row[]) {
  yield* rows;
}
function chainOf(batches: readonly (readonly ChainedEntry[])[], of: Engine = 'sqlite'): readonly Row[] {
  const rows: Row[] = [];
  for (const batch of batches) rows.push(...chained(rows.at(-1) ?? BEFORE, batch, of));
  return rows;
}

test('however entries are batched, the sequence has no gap and the chain is whole', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 5 }), { maxLength: 6 }), engine, async (batches, of) => {
      const rows = chainOf(batches, of);
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
      expect(rows).toEqual(chainOf([batches.flat()], of));
      expect(await verifyChain(stream(rows))).toEqual({
        kind: 'whole',
        rows: rows.length,
        head: { sequence: rows.length, digest: rows.at(-1)?.digest ?? GENESIS },
      });
    }),
  ));

test('a chain without one of its rows, or with two of them in each other’s place, is broken', () =>
  fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 3, maxLength: 8 }), fc.nat(), async (given, chosen) => {
      const rows = chainOf([given]);
      const at = chosen % (rows.length - 1);
      const without = rows.filter((_, index) => index !== at);
      expect(await verifyChain(stream(without))).toMatchObject({ kind: 'broken' });
      const [one, next] = [rows[at], rows[at + 1]];
      const swapped = rows.map((row) => (row === one ? next : row === next ? one : row)) as readonly Row[];
      expect(await verifyChain(stream(swapped))).toMatchObject({ kind: 'broken' });
    }),
  ));

test('the digest tells all rows apart: a character that moves to the next column changes it', () =>
  fc.assert(
    fc.property(entry, fc.integer({ min: 1, max: DIGESTED.length - 2 }), text, (given, chosen, moved) => {
      fc.pre(moved !== '');
      const [row] = chainOf([[given]]) as [Row];
      const [column, next] = [DIGESTED[chosen], DIGESTED[chosen + 1]] as ['id', 'call'];
      const there = { ...row, [column]: `${row[column]}${moved}` };
      const moved_ = { ...row, [next]: `${moved}${row[next]}` };
      expect(new Set([row, there, moved_].map(digestOf)).size).toBe(3);
    }),
  ));

test('rows digested as they were before are whole still, with newer ones behind them', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 5 }),
      fc.array(entry, { maxLength: 5 }),
      async (old, newer) => {
        const before: Row[] = [];
        for (const each of old) {
          const [row] = chained(before.at(-1) ?? BEFORE, [each], 'postgres') as [Row];
          before.push({ ...row, digest: earlierDigestOf(row) });
        }
        const rows = [...before, ...chained(before.at(-1) ?? BEFORE, newer, 'sqlite')];
        expect(await verifyChain(stream(rows))).toMatchObject({ kind: 'whole', rows: rows.length });
        const spoiled = rows.map((row, index) => (index === 0 ? { ...row, content: `${row.content} ` } : row));
        expect(await verifyChain(stream(spoiled))).toEqual({ kind: 'broken', fault: 'changed', at: 1 });
      },
    ),
  ));

test('a content is not to be passed off by its digest, nor a digest by its content', () =>
  fc.assert(
    fc.asyncProperty(entry, async (given) => {
      const [row] = chainOf([[given]]) as [Row];
      const instead = { ...row, content: sha256(row.content) };
      for (const each of [instead, { ...row, digest: earlierDigestOf(instead), content: row.content }])
        expect(await verifyChain(stream([each]))).toEqual({ kind: 'broken', fault: 'changed', at: 1 });
    }),
  ));

test('a content comes back as it was, packed or not, and packed bytes are not to be passed off as a text', () =>
  fc.assert(
    fc.property(entry, engine, (given, of) => {
      const [row] = chainOf([[given]], of) as [Row];
      expect(entryOf(row).content).toBe(storableText(given.content));
      expect(unpacked(row.content)).toBe(storableText(given.content));
      expect(digestOf({ ...row, content: Buffer.from(row.content) })).not.toBe(
        digestOf({ ...row, content: Buffer.from(row.content).toString('latin1') }),
      );
    }),
  ));

test('what is long takes less room, and damaged it is no text of another kind', () => {
  const stored = packed('{"resourceType":"Observation"}'.repeat(1_000));
  expect(stored.length).toBeLessThan(1_000);
  const spoiled = Buffer.from(stored);
  spoiled[0] = (spoiled[0] ?? 0) ^ 1;
  expect(() => unpacked(spoiled)).toThrow();
});

test('an absent member is another than an empty one', () =>
  fc.assert(
    fc.property(entry, fc.constantFrom('client', 'patient', 'order', 'card'), (given, member) => {
      const { [member]: _, ...without } = given;
      const [absent, empty] = [without, { ...without, [member]: '' }].map((each) => chainOf([[each]])[0]) as [Row, Row];
      expect(absent.digest).not.toBe(empty.digest);
      expect(member in entryOf(absent)).toBe(false);
      expect(entryOf(empty)[member]).toBe('');
    }),
  ));

test('what is storable once is storable for good: UTF-8 and back, without NUL', () =>
  fc.assert(
    fc.property(text, (given) => {
      for (const storable of [storableText, storableKey, storableInstant]) {
        const stored = storable(given);
        expect(Buffer.from(stored, 'utf8').toString('utf8')).toBe(stored);
        expect(stored).not.toContain('\0');
        expect(storable(stored)).toBe(stored);
      }
    }),
  ));

test('a text without strange characters is stored as it is', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (given) => {
      fc.pre(!given.includes('\0'));
      expect(storableText(given)).toBe(given);
    }),
  ));
