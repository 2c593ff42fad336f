import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../src/criteria/criterion.ts';
import { linesOf } from '../../src/criteria/read.ts';
import { filled } from '../../src/pages/blocks.ts';
import { codesSection } from '../../src/pages/codes-section.ts';
import { factsPage } from '../../src/pages/facts-page.ts';
import { policyPage } from '../../src/pages/policy-page.ts';
import { registerPage } from '../../src/pages/register-page.ts';
import { policies } from '../../src/policies/index.ts';
import { readTables } from '../support/tables.ts';

const DOCS = resolve(import.meta.dirname, '../../docs');
const SHARED = resolve(import.meta.dirname, '../../../shared');
const pages = [
  ...(readdirSync(DOCS, { recursive: true }) as string[]).filter((file) => file.endsWith('.md')),
  '../SECURITY.md',
];
const tables = await readTables();
const [first] = policies as readonly [Policy];
const newest = policies.filter(({ id }) => id === first.id).sort((a, b) => (a.version < b.version ? 1 : -1));
const shown = { versions: newest as unknown as readonly [Policy, ...Policy[]], payer: 'The payer', tables: [] };

describe('the page of a policy', () => {
  test.each(
    policies.map((policy) => [`${policy.id} ${policy.version}`, policy] as const),
  )('%s: holds every line, its text or the version that has it, and every row of its table', (_, policy) => {
    const text = readFileSync(resolve(DOCS, 'policies', `${policy.id}.md`), 'utf8');
    const [section = ''] = text.slice(text.indexOf(`## Version ${policy.version}\n`)).split('\n## ');
    for (const { id, name } of linesOf(policy.criteria))
      expect(section.includes(`# ${id}: ${name}`) || section.includes(`**${id}** ${name}: as in version`), id).toBe(
        true,
      );
    const rows = tables.find((table) => table.policy === policy)?.rows.length ?? 0;
    const written = section.split(/\n### Decision table/)[1]?.match(/^\| (?!---|What is different)/gm)?.length ?? 0;
    const elsewhere = Number(/\n(\d+) rows stand in version/.exec(section)?.[1] ?? 0);
    expect(written + elsewhere).toBe(rows);
  });

  test('a policy without a decision table has its page and its place in the register', () => {
    expect(policyPage(shown)).toContain('No decision table is held for this version yet.');
    expect(registerPage([shown])).toContain('| none yet |');
  });

  test('codes that do not count are marked', () => {
    const codes = codesSection({
      labs: ['platelets', 'ast'],
      conditions: ['advancedFibrosis', 'intracranialHemorrhage'],
      drugs: ['lemtrada', 'hemgenix'],
      specialties: ['hematology'],
    }).join('\n');
    for (const row of [
      '| LOINC | `49497-1` | Platelets \\[#/volume\\] in Blood by Estimate | **review**: shown, never counts |',
      '| LOINC | `13056-7` | Platelets in Plasma by Automated | **look-alike**: never matches |',
      '| LOINC | `5907-1` | (deprecated) Platelets by automated | counts (an older code) |',
      '**unverified**: shown, never counts',
      '`I60*` | Nontraumatic subarachnoid hemorrhage | counts, with all codes below it |',
      '`58468-0357-01` | Campath | **look-alike**: never matches |',
      'Hemgenix kit of 10 to 48 vials | counts |',
      '| NUCC | `207ZH0000X` | Hematology (Pathology) Physician | **review**: shown, never counts |',
    ])
      expect(codes).toContain(row);
  });

  test('tables of Markdown have as many cells in each row as in their head', () => {
    for (const file of pages) {
      const lines = readFileSync(resolve(DOCS, file), 'utf8').split('\n');
      const cells = (line: string) =>
        line
          .replace(/^> ?/, '')
          .replace(/`[^`]*`/g, '')
          .split(/(?<!\\)\|/).length;
      lines.forEach((line, index) => {
        const above = lines[index - 1];
        if (/^(> )?\|/.test(line) && above !== undefined && /^(> )?\|/.test(above))
          expect(cells(line), `${file}:${index + 1}`).toBe(cells(above));
      });
    }
  });
});

describe('the pages together', () => {
  test('every link leads somewhere', () => {
    const broken = pages.flatMap((file) =>
      [...readFileSync(resolve(DOCS, file), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^https?:/.test(target) && !leads(file, target))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('blocks of a page written by hand must be known, and all there', () => {
    const text = 'a\n<!-- block: one -->\nold\n<!-- /block -->\nz';
    expect(filled(text, { one: ['new'] })).toBe('a\n<!-- block: one -->\nnew\n<!-- /block -->\nz');
    expect(() => filled(text, { one: [], two: [] })).toThrow('not on the page: two');
    expect(() => filled(text, {})).toThrow('not written: one');
  });

  test('the page of the tests tells units, factors and what is refused', () => {
    expect(factsPage()).toContain('`[IU]/mL`, `IU/mL`, `U/mL`, `k[IU]/L` times 100');
    expect(factsPage()).toContain('**Refused:** any other unit, and values outside 0 to 400 %.');
  });
});

describe.skipIf(!existsSync(SHARED))('against the reference documents (SKIPPED where ../shared is absent)', () => {
  test('no sentence of a payer stands in the pages: no eleven words in a row', () => {
    const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const runs = (text: readonly string[]) => text.slice(10).map((_, index) => text.slice(index, index + 11).join(' '));
    const sources = new Set(
      readdirSync(resolve(SHARED, 'sources')).flatMap((file) =>
        runs(words(readFileSync(resolve(SHARED, 'sources', file), 'utf8'))),
      ),
    );
    const found = pages.flatMap((file) => runs(words(readFileSync(resolve(DOCS, file), 'utf8'))));
    expect(found.filter((run) => sources.has(run))).toEqual([]);
  });
});

/** True for a file, or a file and one of its headings, as GitHub names them. */
function leads(from: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? resolve(DOCS, from) : resolve(DOCS, dirname(from), path);
  if (!existsSync(file)) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.some((heading) => slug(heading) === anchor);
}

const slug = (heading: string): string =>
  heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
