import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Row, Strength } from '../scripts/conformance/row.ts';
import { standards } from '../scripts/conformance/standards.ts';
import { filesMissing, testsMissing } from './support/standings.ts';

const SHARED = resolve(import.meta.dirname, '../../shared');
const [cdsHooks, crd] = standards.map(({ sections }) => sections.flatMap(({ rows }) => rows)) as [Row[], Row[]];
const everyRow = [...cdsHooks, ...crd];
const keysOf = (rows: readonly Row[]) => rows.map(({ key }) => key);
const withKeys = (rows: readonly Row[], isWrong: (row: Row) => boolean) => keysOf(rows.filter(isWrong));

describe('the table of conformance', () => {
  test('holds every statement once: 81 of CDS Hooks, 143 of CRD', () => {
    expect(keysOf(cdsHooks)).toEqual(Array.from({ length: 81 }, (_, index) => `H-${index + 1}`));
    expect(new Set(keysOf(crd)).size).toBe(crd.length);
    const count = (strength: Strength) => crd.filter((row) => row.strength === strength).length;
    expect(['SHALL', 'SHALL NOT', 'SHOULD', 'SHOULD NOT', 'MAY'].map((each) => count(each as Strength))).toEqual([
      69, 16, 42, 2, 14,
    ]);
    expect(crd).toHaveLength(143);
  });

  test('says where what is done is done, and why all else is not', () => {
    expect(withKeys(everyRow, ({ state, where }) => state === 'done' && where.length === 0)).toEqual([]);
    expect(withKeys(everyRow, ({ state, why = '' }) => state !== 'done' && why.trim() === '')).toEqual([]);
    expect(withKeys(everyRow, ({ asks }) => asks.trim() === '')).toEqual([]);
  });

  test('shows by a test whatever is done that binds', () => {
    const binding: readonly Strength[] = ['SHALL', 'SHALL NOT', 'conditional'];
    expect(
      withKeys(
        everyRow,
        ({ state, strength, shownBy }) => state === 'done' && binding.includes(strength) && shownBy.length === 0,
      ),
    ).toEqual([]);
  });

  test('names files that are there', () => {
    expect(filesMissing(everyRow)).toEqual([]);
  });

  test('names tests by the titles that they have', () => {
    expect(everyRow.flatMap(({ shownBy }) => shownBy).length).toBeGreaterThan(100);
    expect(testsMissing(everyRow)).toEqual([]);
  });
});

describe.skipIf(!existsSync(SHARED))('against the reference lists (SKIPPED where ../shared is absent)', () => {
  test('each rule of CDS Hooks stands with its strength', () => {
    const text = readFileSync(join(SHARED, 'standards.md'), 'utf8');
    const section = text.slice(text.indexOf('\n## 1. '), text.indexOf('\n## 2. '));
    const listed = [...section.matchAll(/^\| (\d+) \|\W*([MSOC–])/gm)].map(([, number, letter = '']) => [
      `H-${number}`,
      STRENGTHS[letter],
    ]);
    expect(cdsHooks.map(({ key, strength }) => [key, strength])).toEqual(listed);
  });

  test('each statement of CRD stands with its strength', () => {
    const [, ...lines] = readFileSync(join(SHARED, 'crd-server-requirements.tsv'), 'utf8').trim().split('\n');
    const listed = lines.map((line) => line.split('\t').slice(0, 2));
    expect(crd.map(({ key, strength }) => [key, strength])).toEqual(listed);
  });
});

const STRENGTHS: Readonly<Record<string, Strength>> = {
  M: 'SHALL',
  S: 'SHOULD',
  O: 'MAY',
  C: 'conditional',
  '–': 'note',
};
