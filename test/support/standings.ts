import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Shown, Standing } from '../../scripts/conformance/row.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Files that a table names and that are not there. */
export const filesMissing = (standings: readonly Standing[]): readonly string[] =>
  [...new Set(standings.flatMap(({ where }) => where))].filter((file) => !existsSync(join(ROOT, file)));

/** Tests that a table names and that no file holds under that title. */
export const testsMissing = (standings: readonly Standing[]): readonly Shown[] =>
  standings.flatMap(({ shownBy }) => shownBy).filter(({ file, title }) => !isTitleIn(sourceOf(file), title));

const sources = new Map<string, string>();
function sourceOf(file: string): string {
  const known = sources.get(file) ?? (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '');
  sources.set(file, known);
  return known;
}

/**
 * Whether a title is the first thing that a test, a group of tests or a row of cases is given; in the token matrix the
 * second, after the refusal.
 */
const isTitleIn = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) =>
    new RegExp(`(?:[([]|\\brow\\(\\s*'[\\w-]+',)\\s*${quote}${escaped(title)}${quote}`).test(source),
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
