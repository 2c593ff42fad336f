import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/criteria/assess.ts';
import type { Outcome, OutcomeReason } from '../../src/criteria/outcome.ts';
import { drugDisplay } from '../../src/facts/drugs.ts';
import type { Facts } from '../../src/facts/facts.ts';
import { cardFor } from '../../src/hooks/cards.ts';
import { determine, undetermined } from '../../src/hooks/determination.ts';
import { prefetchTemplates } from '../../src/hooks/discovery.ts';
import { cutAtWord, escapeMarkdown } from '../../src/hooks/markdown.ts';
import { hooks } from '../../src/hooks/request.ts';
import { suggestionsFor } from '../../src/hooks/suggestions.ts';
import { bcbsks } from '../../src/policies/bcbsks/payer.ts';
import { policies } from '../../src/policies/index.ts';
import { mrA } from '../policies/bcbsks/mr-a.ts';
import { settingsOf } from '../support/card-settings.ts';
import { emptyMembers, listsOfDeterminations } from '../support/laws.ts';
import {
  answers,
  both,
  himself,
  only,
  received,
  result,
  treatments,
  unread,
  withoutCondition,
} from '../support/patient.ts';

const current = policies[1] as (typeof policies)[number];
const occasion = { id: 'id', order: 'MedicationRequest/1', coverage: 'Coverage/1', asOf: '2026-08-14', notices: [] };
const settings = settingsOf();

function cardOf(facts: Facts) {
  const { determination, assessed } = determine(current, facts, occasion);
  let count = 0;
  const suggestions = suggestionsFor(assessed, facts.order, 'p', () => `uuid-${++count}`);
  return cardFor(determination, {
    uuid: 'card',
    drug: drugDisplay(facts.order.drug),
    payer: bcbsks,
    suggestions,
    settings,
    publicUrl: 'https://cds.example.org',
    held: [bcbsks.name],
  });
}
const undeterminedCard = (outcome: Outcome, reason?: OutcomeReason) =>
  cardFor(undetermined(outcome, reason, occasion, outcome === 'version-unknown' ? current : undefined), {
    uuid: 'card',
    drug: drugDisplay(mrA.order.drug),
    suggestions: [],
    settings,
    publicUrl: 'https://cds.example.org',
    held: [bcbsks.name],
    ...(outcome !== 'not-governed' && { payer: bcbsks }),
  });

const nobodyAsked = answers('hemgenix-bcbsks', {
  'HKS-III.3': undefined,
  'HKS-III.5b': undefined,
  'HKS-III.6': undefined,
  'HKS-III.7': undefined,
  'HKS-III.9': undefined,
});
const bare = (facts: Facts): Facts => ({ ...facts, labs: [], conditions: [], treatments: [], answers: [] });
const cards = [
  ['everything', cardOf(himself(mrA)), 'info'],
  ['nobody asked', cardOf(nobodyAsked(mrA)), 'info'],
  ['no titer', cardOf(only('aav5Antibody')(mrA)), 'warning'],
  ['an empty chart', cardOf(bare(mrA)), 'warning'],
  ['had Hemgenix', cardOf(received('hemgenix', { from: '2024-01-01' })(mrA)), 'warning'],
  [
    'fails in many ways',
    cardOf(
      both(
        withoutCondition('hemophiliaB'),
        treatments(),
        only(
          'factorIXInhibitor',
          result('factorIXInhibitor', '9', '2026-01-01'),
          result('factorIXInhibitor', '9', '2026-02-01'),
        ),
      )({ ...mrA, birthDate: '2020-01-01' }),
    ),
    'warning',
  ],
  ['not read', cardOf(unread('laboratory')(mrA)), 'warning'],
  ['before the oldest wording', undeterminedCard('version-unknown'), 'warning'],
  ['another payer', undeterminedCard('not-governed', 'other-payer'), 'info'],
  ['no coverage', undeterminedCard('not-governed', 'no-coverage'), 'info'],
  ['coverage not read', undeterminedCard('indeterminate', 'technical'), 'warning'],
] as const;

describe('every card', () => {
  test.each(cards)('%s: keeps the rules of CDS Hooks and of the house', (_, card, indicator) => {
    expect(card.indicator).toBe(indicator);
    expect(card.summary.length).toBeLessThanOrEqual(139);
    expect(card.summary).toContain('Hemgenix');
    expect(card.summary).not.toMatch(/\n/);
    expect(card.detail).not.toMatch(/undefined|\[object|null\b/);
    expect(`${card.summary} ${card.detail}`).not.toMatch(
      /\b(approved|denied|no (prior )?authorization (is )?(needed|required))\b/i,
    );
    expect(card.detail.replace(/<\/?(details|summary)>/g, '')).not.toMatch(/<[a-z/!?]/i);
    expect(card.uuid).not.toBe('');
    expect(card.selectionBehavior).toBe('any');
    expect(card.source.label).not.toBe('');
    expect(card.source.topic).toEqual(settings.topic);
    for (const reason of card.overrideReasons)
      expect(Object.keys(reason).sort()).toEqual(['code', 'display', 'system']);
    for (const suggestion of card.suggestions ?? []) {
      expect(suggestion.actions).toHaveLength(1);
      expect(suggestion.uuid).not.toBe('');
      expect(suggestion.actions[0]).toMatchObject({ type: 'create', description: expect.any(String) });
    }
    expect(emptyMembers(card, listsOfDeterminations)).toEqual([]);
  });

  test('verdict first, in words a clinician knows', () => {
    expect(cards.map(([, { summary }]) => summary.split(':')[0])).toEqual([
      'Approval likely',
      'Confirmation needed',
      'Documentation missing',
      'Documentation missing',
      'Denial likely',
      'Denial likely',
      'Cannot tell yet',
      'No wording held for this date',
      'No policy text held for this plan',
      'No coverage on record',
      'Cannot tell yet',
    ]);
  });

  test('an empty chart: one order for each missing test, and none that was only not read', () => {
    expect(cardOf(bare(mrA)).suggestions?.map(({ label }) => label)).toEqual([
      expect.stringContaining('Factor IX activity'),
      expect.stringContaining('Factor IX inhibitor'),
      expect.stringContaining('AAV5'),
    ]);
    expect(cardOf(both(bare, unread('laboratory'))(mrA)).suggestions).toBeUndefined();
  });

  test('the to-do list says who can do what, by when and where it stands, and what was found instead', () => {
    expect(
      cardOf(only('aav5Antibody', result('aav5Antibody', '700', '2026-05-20', { assay: 'neutralizing' }))(mrA)).detail,
    ).toContain(
      [
        '- **Lab result:** Anti-AAV5 neutralizing antibody titer by the 7- or 9-point luciferase assay, before infusion, with the assay named on the report (HKS-III.8, section III, bullet 8)',
        '  - On record, but the report does not say which assay was used, and the answer depends on it',
        '  - Not counted: Anti-AAV5 antibody titer 700 on 2026-05-20 (neutralizing assay, number of points not stated) (Observation/aav5Antibody-2026-05-20)',
      ].join('\n'),
    );
  });

  test('an empty chart: what one supplier can do stands together, laboratory first, answers last', () => {
    const toDo = /\*\*Still needed\*\*\n\n([\s\S]*?)\n\n/.exec(cardOf(bare(mrA)).detail)?.[1] ?? '';
    const who = [...toDo.matchAll(/^- \*\*([^*]+):\*\* /gm)].map(([, name]) => name);
    expect(who).toHaveLength(cardOf(bare(mrA)).extension['countersign.determination'].stillNeeded.length);
    expect(who.filter((name, index) => name !== who[index - 1])).toEqual(['Lab result', 'Chart entry', 'Confirm']);
  });

  test('text from the chart is shown and never interpreted', () => {
    const nasty = '<img src=x> **bold** [link](https://evil.example) | `code` &lt; www.evil.example a@b.example';
    const facts = { ...mrA, conditions: [{ ...(mrA.conditions[0] as (typeof mrA.conditions)[number]), shown: nasty }] };
    const { detail } = cardOf(facts);
    expect(detail).toContain(
      '\\<img src=x> \\*\\*bold\\*\\* \\[link\\](https\\://evil.example) \\| \\`code\\` \\&lt; www\\.evil.example a\\@b.example',
    );
  });

  test('names in any script stay whole, and plain values stay plain', () => {
    expect(escapeMarkdown('患者 一郎 <1 % Žofie Ñandú')).toBe('患者 一郎 <1 % Žofie Ñandú');
    expect(cutAtWord('one two three four', 10)).toBe('one two…');
    expect(cutAtWord('short', 10)).toBe('short');
    expect(cutAtWord(`${'x'.repeat(8)}😀😀`, 10)).not.toMatch(/[\ud800-\udbff]$|[\ud800-\udbff]…/);
  });
});

describe('determinations', () => {
  const { determination } = determine(current, himself(mrA), occasion);
  test('list every line in the policy’s order, with section, evidence and part', () => {
    expect(determination.criteria.map(({ id }) => id)).toEqual(
      [
        'I',
        'II',
        'III.0',
        'III.1',
        'III.2a',
        'III.2b',
        'III.2c',
        'III.3',
        'III.4',
        'III.4a',
        'III.4b',
        'III.4c',
        'III.5a',
        'III.5b',
        'III.5c',
        'III.6',
        'III.7',
        'III.8',
        'III.8a',
        'III.8b',
        'III.9',
        'III.10',
        'DOSE',
      ].map((id) => `HKS-${id}`),
    );
    expect(determination.criteria.find(({ id }) => id === 'HKS-III.2b')).toEqual({
      id: 'HKS-III.2b',
      status: 'met',
      text: expect.any(String),
      name: 'factor IX activity',
      section: 'III, bullet 2',
      evidence: [
        {
          reference: 'Observation/factorIXActivity-2011-09-30',
          says: 'Factor IX activity <1 on 2011-09-30',
          counts: true,
        },
        {
          reference: 'Observation/factorIXActivity-2026-05-02',
          says: 'Factor IX activity 38 on 2026-05-02 (may show infused Factor IX product)',
          counts: false,
        },
      ],
    });
  });

  test('hold what the contract names, and nothing is needed for a likely approval', () => {
    expect(determination).toMatchObject({
      policy: {
        id: 'hemgenix-bcbsks',
        version: '2026-07-23',
        payer: 'bcbsks',
        title: expect.any(String),
        effective: '2026-07-23',
      },
      request: 'initial',
      order: 'MedicationRequest/1',
      coverage: 'Coverage/1',
      asOf: '2026-08-14',
      outcome: 'likely-approval',
      stillNeeded: [],
    });
    expect(determination.notices.join()).toContain('plan document supersedes');
    expect(assess(current, mrA).lines).toHaveLength(current.criteria.of.length);
  });
});

describe('discovery', () => {
  const document = JSON.parse(readFileSync(new URL('../../cds-services.json', import.meta.url), 'utf8')) as {
    services: { id: string; hook: string; title: string; description: string; prefetch: Record<string, string> }[];
  };
  test('asks by prefetch for exactly what the policies in force ask for', () => {
    expect(document.services.map(({ id }) => id)).toEqual(hooks);
    for (const { id, hook, prefetch, title, description } of document.services) {
      expect(hook).toBe(id);
      expect(prefetch).toEqual(prefetchTemplates());
      expect([title, description]).not.toContain('');
    }
  });

  test('uses only tokens that every CDS Hooks 2.0 client can fill', () => {
    for (const template of Object.values(prefetchTemplates()))
      expect(template.match(/\{\{[^}]*\}\}/g)).toEqual(['{{context.patientId}}']);
  });
});
