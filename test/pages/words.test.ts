import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/criteria/read.ts';
import { type Status, statusWords } from '../../src/criteria/status.ts';
import { conditionNames } from '../../src/facts/conditions.ts';
import { drugNames } from '../../src/facts/drugs.ts';
import { labNames } from '../../src/facts/labs.ts';
import { reasons, reasonWords } from '../../src/facts/reason.ts';
import { specialtyNames } from '../../src/facts/specialties.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import { allCriteria } from '../../src/hooks/explain.ts';
import { writings } from '../../src/hooks/writing.ts';
import { examples, kindsBlock } from '../../src/pages/kinds-block.ts';
import { testInWords } from '../../src/pages/test-in-words.ts';
import { limitInWords, unitInWords } from '../../src/pages/words.ts';
import { policies } from '../../src/policies/index.ts';
import { readTables } from '../support/tables.ts';

const tables = await readTables();
const leaves = policies.flatMap(({ id, version, criteria }) =>
  linesOf(criteria)
    .filter((line) => line.test.kind !== 'group')
    .map((line) => [`${id} ${version} ${line.id}`, line] as const),
);

describe('a test in words', () => {
  test.each(leaves)('%s names every concept that the test names', (_, { test: held }) => {
    const { labs = [], conditions = [], drugs = [], specialties = [] } = testInWords(held);
    const named = new Set<string>([...labs, ...conditions, ...drugs, ...specialties]);
    const known = new Set<string>([...labNames, ...drugNames, ...conditionNames, ...specialtyNames]);
    expect(textsIn(held).filter((text) => known.has(text) && !named.has(text))).toEqual([]);
  });

  test.each(leaves)('%s is written in words, not in names of the program', (_, { test: held }) => {
    const { looksAt, statuses } = testInWords(held);
    const names = [...labNames, ...drugNames, ...conditionNames].filter((name) => /[A-Z]/.test(name));
    for (const words of [looksAt, ...Object.values(statuses)]) {
      expect(words).toMatch(/^[A-Z0-9].*\.$/s);
      expect(names.filter((name) => words.includes(name))).toEqual([]);
      expect(words).not.toMatch(/undefined|\[object|<=|>=|10\*/);
    }
  });

  test.each(
    tables.map((table) => [`${table.policy.id} ${table.policy.version}`, table] as const),
  )('%s: says of each line what it can be, and nothing else, as its decision table has seen it', (_, table) => {
    const outermost = new Set(table.policy.criteria.of.map(({ id }) => id));
    for (const { id, test: held } of linesOf(table.policy.criteria)) {
      if (held.kind === 'group') continue;
      const told = Object.keys(testInWords(held).statuses);
      const seen = (table.allowed[id] ?? []).filter(
        (status: Status) => status !== 'n/a' || outermost.has(id) || told.includes('n/a'),
      );
      expect(told.sort(), id).toEqual([...seen].sort());
    }
  });

  test('limits are read as they are written', () => {
    expect(limitInWords('< 0.6 BU')).toEqual({ within: 'below 0.6 BU', beyond: '0.6 BU or above' });
    expect(limitInWords('<= 1:678')).toEqual({ within: 'at most 1:678', beyond: 'above 1:678' });
    expect(limitInWords('> 684 ng/mL')).toEqual({ within: 'above 684 ng/mL', beyond: 'at most 684 ng/mL' });
    expect(limitInWords('>= 18 years')).toEqual({ within: 'at least 18 years', beyond: 'below 18 years' });
    expect(limitInWords('< 181 10*9/L').within).toBe('below 181 × 10⁹/L');
    expect([unitInWords('10*9/L'), unitInWords('200 /uL'), unitInWords('%')]).toEqual(['10⁹/L', '200/µL', '%']);
  });

  test('the examples of the kinds are of their kinds, and stand in the table as they are written', () => {
    for (const [kind, example] of Object.entries(examples)) expect(example().kind).toBe(kind);
    expect(kindsBlock()).toHaveLength(Object.keys(examples).length + 2);
  });
});

describe('the words of the pages are those of the cards', () => {
  const card = (status: Status, because?: (typeof reasons)[number]) =>
    allCriteria(
      {
        criteria: [{ id: 'X', status, text: 'text', section: 's', evidence: [], ...(because && { because }) }],
      } as unknown as Determination,
      writings.gfm,
    ).join('\n');

  test.each(Object.entries(statusWords))('%s', (status, words) => {
    expect(card(status as Status)).toContain(`- **${words}:** text (X, section s)`);
  });

  test.each(reasons)('%s', (because) => {
    expect(card('doc-missing', because).toLowerCase()).toContain(`\n  - ${reasonWords[because].toLowerCase()}`);
  });
});

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
