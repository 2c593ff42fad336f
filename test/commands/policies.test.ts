import { describe, expect, test } from 'vitest';
import { diffText } from '../../src/commands/diff.ts';
import { versionOf, versionsOf } from '../../src/commands/find-policy.ts';
import { heldPolicies } from '../../src/commands/policies.ts';
import { policyText, siteText } from '../../src/commands/policy-text.ts';
import { linesOf } from '../../src/criteria/read.ts';
import { changesBetween } from '../../src/pages/changes.ts';
import { policies, siteOfCarePolicies } from '../../src/policies/index.ts';

const [older, newer] = [versionOf('hemgenix-bcbsks', '2026-01-08'), versionOf('hemgenix-bcbsks', '2026-07-23')];

describe('the list of policies', () => {
  test('has each policy once, its versions oldest first', () => {
    const held = heldPolicies();
    expect(held.map(({ id }) => id)).toEqual([...new Set([...policies, ...siteOfCarePolicies].map(({ id }) => id))]);
    expect(held[0]).toMatchObject({
      ...{ id: 'hemgenix-bcbsks', payer: 'bcbsks', drug: 'hemgenix' },
      versions: [
        {
          version: '2026-01-08',
          effective: { from: '2026-01-08', until: '2026-07-22' },
          criteria: linesOf(older.criteria).length,
        },
        { version: '2026-07-23', effective: { from: '2026-07-23' }, criteria: linesOf(newer.criteria).length },
      ],
    });
  });
});

describe('a policy as text', () => {
  test.each(
    policies.map((policy) => [`${policy.id} ${policy.version}`, policy] as const),
  )('%s: holds every line with its name, and fits 80 columns', (_, policy) => {
    const text = policyText(policy);
    for (const { id, name } of linesOf(policy.criteria))
      expect(text.join(' ').replace(/ +/g, ' ')).toContain(`${id} ${name}`);
    expect(text.filter((line) => line.length > 80)).toEqual([]);
  });

  test('parts stand under their group', () => {
    const text = policyText(newer).join('\n');
    expect(text).toMatch(/^HKS-III\.8 [\s\S]*^ {2}HKS-III\.8a [\s\S]*^ {2}HKS-III\.8b [\s\S]*^HKS-III\.9 /m);
  });

  test('the policy on places has its lines', () => {
    const [site] = siteOfCarePolicies;
    expect(site && siteText(site).join('\n')).toMatch(/^SOC-0 [\s\S]*^SOC-1 /m);
  });

  test('the newest version comes first; what is not held is told with what is', () => {
    expect(versionsOf('hemgenix-bcbsks').map(({ version }) => version)).toEqual(['2026-07-23', '2026-01-08']);
    expect(() => versionsOf('hemgenix')).toThrow('held are hemgenix-bcbsks, gamifant-cigna');
    expect(() => versionOf('hemgenix-bcbsks', '2025-01-01')).toThrow('held are 2026-07-23, 2026-01-08');
  });
});

describe('what differs between two versions', () => {
  const text = (...[from, to]: Parameters<typeof changesBetween>) =>
    diffText(from.id, [from.version, to.version], changesBetween(from, to)).join('\n');

  test('from the older to the newer: lines added and changed, with the limit in words', () => {
    const shown = text(older, newer);
    expect(shown).toMatch(/^hemgenix-bcbsks: from 2026-01-08 to 2026-07-23, 5 lines$/m);
    expect(shown).toMatch(/^changed {2}HKS-III\.2b factor IX activity: text, test, what to provide, our reading$/m);
    expect(shown).toMatch(/^ {9}Please confirm: No result is at most 2 %, and nobody has answered\.$/m);
    expect(shown).toMatch(/^added {4}HKS-III\.8a [\s\S]*At most 1:678 by the 7-point/m);
  });

  test('the other way round what was added is removed', () => {
    const ids = (change: string, [from, to]: Parameters<typeof changesBetween>) =>
      changesBetween(from, to).flatMap((each) => (each.change === change ? [each.id] : []));
    expect(ids('removed', [newer, older])).toEqual(ids('added', [older, newer]));
    expect(text(newer, older)).toMatch(/^removed {2}HKS-III\.8a /m);
  });

  test('nothing between a version and itself', () => {
    expect(text(newer, newer)).toBe('hemgenix-bcbsks: from 2026-07-23 to 2026-07-23, no line differs');
  });

  test('as data: both sides, and what of the line differs', () => {
    const changes = changesBetween(older, newer);
    expect(changes.find(({ id }) => id === 'HKS-III.8')).toMatchObject({
      ...{ change: 'changed', name: 'anti-AAV5 titer' },
      differs: ['text', 'test', 'what to provide', 'our reading'],
      before: { statuses: expect.arrayContaining(['Met: The newest answer is yes.']) },
      now: { looksAt: 'At least 1 of the 2 lines below must be met.' },
    });
    expect(changes.find(({ id }) => id === 'HKS-III.8a')).not.toHaveProperty('before');
  });
});
