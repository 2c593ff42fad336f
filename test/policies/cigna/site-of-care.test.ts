import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessSiteOfCare, type SiteOfCare } from '../../../src/criteria/site-of-care.ts';
import type { SiteOfCarePolicy } from '../../../src/criteria/site-of-care-policy.ts';
import type { Status } from '../../../src/criteria/status.ts';
import { listedDisplay, listedDrugNames } from '../../../src/facts/site-of-care-drugs.ts';
import policy from '../../../src/policies/cigna/site-of-care/undated.ts';
import { siteMutantsOf } from '../../support/site-mutants.ts';
import { order, rows, type SiteRow } from './site-of-care-rows.ts';

const IDS = ['SOC-0', 'SOC-1', 'SOC-2', 'SOC-3', 'SOC-5'];

/** What each line can be. */
const allowed: Readonly<Record<string, readonly Status[]>> = {
  'SOC-0': ['met', 'doc-missing', 'n/a'],
  'SOC-1': ['met', 'not-met', 'doc-missing', 'attest', 'n/a'],
  'SOC-2': ['met', 'not-met', 'doc-missing', 'attest', 'n/a'],
  'SOC-3': ['met', 'not-met', 'doc-missing', 'attest', 'n/a'],
  'SOC-5': ['n/a'],
};

const judge = (under: SiteOfCarePolicy, [, change]: SiteRow) => assessSiteOfCare(under, { ...order, ...change });

/** What a row asks to see, as it is. */
function seen(answer: SiteOfCare, [, , , expected = {}]: SiteRow) {
  const { lines, needed, says, alternatives, notice, noNotice } = expected;
  const notices = answer.notices.join('\n');
  const todo = answer.stillNeeded.map((item) => item.says).join('\n');
  return {
    outcome: answer.outcome,
    ids: answer.criteria.map(({ id }) => id),
    ...(lines && {
      lines: Object.fromEntries(Object.entries(lines).map(([id, line]) => [id, lineOf(answer, id, line)])),
    }),
    ...(needed && { needed: answer.stillNeeded.map(({ criterion, kind }) => `${criterion} ${kind}`) }),
    ...(says !== undefined && { says: todo.includes(says) ? says : todo }),
    ...(alternatives !== undefined && { alternatives: answer.alternatives.length }),
    ...(notice !== undefined && { notice: notices.includes(notice) ? notice : notices }),
    ...(noNotice !== undefined && { noNotice: notices.includes(noNotice) ? notices : noNotice }),
  };
}

function lineOf({ criteria }: SiteOfCare, id: string, asked: string): string {
  const line = criteria.find((each) => each.id === id);
  if (line === undefined) return 'no such line';
  const records = asked.split(' ').filter((word) => /^[+~]/.test(word));
  const shown = records.filter((word) =>
    line.evidence.some(({ reference, counts }) => reference === word.slice(1) && counts === word.startsWith('+')),
  );
  return [line.status, ...(line.because === undefined ? [] : [line.because]), ...shown].join(' ');
}

const expectedOf = ([, , outcome, expected = {}]: SiteRow) => ({ outcome, ids: IDS, ...expected });

describe(`${policy.id} ${policy.version}: ${rows.length} orders`, () => {
  test.for(rows.map((row) => [row[0], row] as const))('%s', ([, row]) =>
    expect(seen(judge(policy, row), row)).toEqual(expectedOf(row)));

  test('sees every line in every status that it can have, and in no other', () => {
    const statuses = (id: string) =>
      new Set(
        rows.flatMap((row) => judge(policy, row).criteria.filter((line) => line.id === id)).map(({ status }) => status),
      );
    for (const [id, words] of Object.entries(allowed)) expect([...statuses(id)].sort(), id).toEqual([...words].sort());
  });

  test('catches every misreading of the policy', () => {
    const mutants = siteMutantsOf(policy);
    const same = (row: SiteRow, under: SiteOfCarePolicy) =>
      JSON.stringify(seen(judge(under, row), row)) === JSON.stringify(seen(judge(policy, row), row));
    const surviving = mutants.filter((mutant) => rows.every((row) => same(row, mutant.policy))).map(({ what }) => what);
    expect(surviving).toEqual([]);
    expect(mutants.length).toBeGreaterThan(35);
  });

  test('every drug of the list is redirected from a hospital, but for Lemtrada', () => {
    for (const name of listedDrugNames) {
      const { outcome, criteria } = assessSiteOfCare(policy, { ...order, drugs: [{ name, by: 'code' }] });
      expect(outcome, name).toBe(name === 'lemtrada' ? 'missing-documentation' : 'redirect');
      expect(criteria[0]?.evidence[0]?.says).toContain(listedDisplay(name));
    }
  });

  test('home is never suggested for Lemtrada, and is for others', () => {
    const suggested = rows.map((row) => ({ answer: judge(policy, row), drugs: row[1].drugs ?? order.drugs }));
    for (const { answer, drugs } of suggested) {
      const lemtrada = drugs.some(({ name }) => name === 'lemtrada');
      if (answer.alternatives.length > 0) expect(answer.alternatives.includes('home infusion')).toBe(!lemtrada);
    }
  });
});

describe('the policy', () => {
  test('is plain data, written by the rules', () => {
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
    for (const line of [policy.gate, ...policy.limbs, policy.transition]) {
      expect(line.text, line.id).toMatch(/^[A-Z0-9].{10,160}[^.]$/);
      expect(line.name, line.id).toMatch(/^.{4,40}$/);
      expect(line.section).not.toBe('');
      if (line.reading !== undefined) expect(line.reading.signed).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(policy.notices.length).toBe(4);
  });

  test('an answer promises nothing', () => {
    const words = rows.flatMap((row) => judge(policy, row).notices).join(' ');
    expect(words).not.toMatch(/\b(approved|denied|will be|guarantee)/i);
  });
});

const SHARED = resolve(import.meta.dirname, '../../../../shared');

describe.skipIf(!existsSync(SHARED))('against the reference (SKIPPED where ../shared is absent)', () => {
  test('has exactly the lines of the reference', () => {
    const reference = readFileSync(resolve(SHARED, 'policies.md'), 'utf8');
    const appendix = reference.slice(reference.indexOf('## Appendix A'));
    expect([...appendix.matchAll(/^\| (SOC-\d) \|/gm)].map(([, id]) => id)).toEqual(IDS);
  });
});
