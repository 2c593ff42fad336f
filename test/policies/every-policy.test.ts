import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Criterion, Group } from '../../src/criteria/criterion.ts';
import { factsNeeded } from '../../src/criteria/facts-needed.ts';
import { linesOf } from '../../src/criteria/read.ts';
import { addMonths } from '../../src/facts/day.ts';
import { payers, policies, siteOfCarePolicies } from '../../src/policies/index.ts';
import { policyInForce } from '../../src/policies/select.ts';
import { comparisons, SHARED } from './appendix.ts';

const FOLDER = resolve(import.meta.dirname, '../../src/policies');

describe('every policy', () => {
  test('is listed, and every listed one has a file named for its first day', () => {
    const files = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((file) =>
      /(\d{4}-\d{2}-\d{2}|undated)\.ts$/.test(file),
    );
    const listed = policies.map(({ payer, drug, version }) => `${payer}/${drug}/${version}.ts`);
    const places = siteOfCarePolicies.map(({ payer, version }) => `${payer}/site-of-care/${version}.ts`);
    expect(files.sort()).toEqual([...listed, ...places].sort());
  });

  test.each(
    policies.map((policy) => [`${policy.id} ${policy.version}`, policy] as const),
  )('%s is plain data, complete, and written by the rules', (_, policy) => {
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
    const lines = linesOf(policy.criteria);
    const ids = lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(payers.map(({ id }) => id)).toContain(policy.payer);
    expect((policy.source.revised ?? '') <= (policy.effective.from ?? '')).toBe(true);
    if (policy.nextReview !== undefined) expect(policy.nextReview > (policy.effective.from ?? '')).toBe(true);
    expect((policy.renewal ?? []).filter((id) => !ids.includes(id))).toEqual([]);
    expect(policy.version).toBe(policy.effective.from ?? 'undated');
    expect(policy.notices.length).toBeGreaterThan(0);
    expect(factsNeeded(policy.criteria).size).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line.text, line.id).toMatch(/^[A-Z0-9].{10,160}[^.]$/);
      expect(line.name, line.id).toMatch(/^.{4,40}$/);
      expect(line.section, line.id).not.toBe('');
      if (line.reading !== undefined) expect(line.reading.signed).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(referred(policy.criteria).filter((id) => !ids.includes(id))).toEqual([]);
    expect(groups(policy.criteria).filter(({ of }) => of.length === 0)).toEqual([]);
    const outermost = new Set(policy.criteria.of.map(({ id }) => id));
    const nested = lines.filter(({ id, test: { kind } }) => kind === 'documents' && !outermost.has(id));
    expect(nested.map(({ id }) => id)).toEqual([]);
  });

  test('none says approved, denied or that no authorization is needed: its texts stand on cards', () => {
    for (const policy of [...policies, ...siteOfCarePolicies])
      expect(
        JSON.stringify(policy, (key, value) => (key === 'reading' ? undefined : value)),
        policy.id,
      ).not.toMatch(/\bapproved\b|\bdenied\b|no (prior )?authorization/i);
  });

  test('each drug and payer has at most one version on any day, and no gap between two', () => {
    for (const { drug, payer } of policies) {
      const versions = policies.filter((each) => each.drug === drug && each.payer === payer);
      const first = versions.map(({ effective }) => effective.from ?? '2020-01-01').sort()[0] ?? '';
      for (let day = first, count = 0; count < 400; count += 1, day = nextDay(day)) {
        const inForce = versions.filter(
          ({ effective: { from, until } }) => (from ?? '') <= day && (until === undefined || day <= until),
        );
        expect(
          inForce.map(({ version }) => version),
          day,
        ).toHaveLength(1);
      }
      const undated = versions.some(({ effective }) => effective.from === undefined);
      expect(policyInForce(drug, payer, addMonths(first, -1)).kind).toBe(undated ? 'in-force' : 'version-unknown');
    }
  });

  test('an id stands for one line in all versions of a policy', () => {
    const names = new Map<string, string>();
    for (const { id: policy, criteria } of policies) {
      for (const { id, name } of linesOf(criteria)) {
        expect(names.get(`${policy} ${id}`) ?? name, id).toBe(name);
        names.set(`${policy} ${id}`, name);
      }
    }
  });
});

/** Held against the reference documents, where they lie beside the project. */
describe.skipIf(!existsSync(SHARED))('against the reference documents (SKIPPED where ../shared is absent)', () => {
  test('every criterion of the reference is in the code, and ids beyond it are parts of one', () => {
    const found = comparisons() ?? [];
    expect(found.reduce((sum, { appendix }) => sum + appendix, 0)).toBeGreaterThan(80);
    for (const { policy, appendix, missing, beyond } of found)
      expect({ policy, empty: appendix === 0, missing, beyond }).toEqual({
        policy,
        empty: false,
        missing: [],
        beyond: [],
      });
  });

  test('no sentence of a payer stands in the project: no eleven words in a row', () => {
    const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const runs = (text: readonly string[]) =>
      text.map((_, index) => text.slice(index, index + 11).join(' ')).filter((run) => run.split(' ').length === 11);
    const sources = new Set(
      readdirSync(resolve(SHARED, 'sources')).flatMap((file) =>
        runs(words(readFileSync(resolve(SHARED, 'sources', file), 'utf8'))),
      ),
    );
    const files = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'));
    expect(
      files.flatMap((file) =>
        runs(words(readFileSync(resolve(FOLDER, file), 'utf8'))).filter((run) => sources.has(run)),
      ),
    ).toEqual([]);
  });
});

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

const groups = (group: Group): readonly Group[] => [
  group,
  ...group.of.flatMap(({ test: inner }) => (inner.kind === 'group' ? groups(inner) : [])),
];

/** Lines that other lines name. */
const referred = (group: Group): readonly string[] =>
  linesOf(group).flatMap(({ answeredBy, test: inner }: Criterion) => [
    ...(answeredBy === undefined ? [] : [answeredBy]),
    ...(inner.kind === 'documents' ? inner.lines : []),
    ...(inner.kind === 'never-received' && inner.settledBy !== undefined ? [inner.settledBy] : []),
    ...(inner.kind === 'course-dose' ? [inner.claimedBy] : []),
  ]);
