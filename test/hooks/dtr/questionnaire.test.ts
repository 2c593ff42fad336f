import { validateResource } from '@medplum/core';
import type { Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { linesOf } from '../../../src/criteria/read.ts';
import { questionnaireOf, siteQuestionnaireOf } from '../../../src/hooks/dtr/questionnaire.ts';
import { heldQuestionnaires } from '../../../src/hooks/dtr/questionnaires.ts';
import { policies, siteOfCarePolicies } from '../../../src/policies/index.ts';
import { indexDefinitions } from '../../support/fhir-server.ts';

const BASE = 'https://cds.example.org';
const everyItem = (items: readonly QuestionnaireItem[] = []): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...everyItem(item.item)]);
const held = heldQuestionnaires(BASE).map((each) => [`${each.id} ${each.version}`, each] as const);
const itemOf = (questionnaire: Questionnaire, id: string) =>
  everyItem(questionnaire.item).find(({ linkId }) => linkId === id);
const latest = (id: string): Questionnaire => {
  const [found] = held.filter(([, each]) => each.id === id).reverse();
  if (found === undefined) throw new Error(`no Questionnaire ${id}`);
  return found[1];
};

beforeAll(indexDefinitions);

describe.each(held)('the Questionnaire of %s', (name, questionnaire) => {
  test('is valid FHIR R4, each link id used once', () => {
    expect(() => validateResource(questionnaire as Parameters<typeof validateResource>[0])).not.toThrow();
    const ids = everyItem(questionnaire.item).map(({ linkId }) => linkId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(questionnaire.name).toMatch(/^[A-Z][A-Za-z0-9_]+$/);
    expect(questionnaire.url).toBe(`${BASE}/fhir/Questionnaire/${questionnaire.id}`);
    for (const item of everyItem(questionnaire.item)) {
      expect(item.text, item.linkId).toMatch(/\S/);
      if (item.type === 'group') expect(item.item?.length, item.linkId).toBeGreaterThan(1);
      if (item.type === 'display') expect(item.item ?? item.readOnly, item.linkId).toBeUndefined();
    }
  });

  test('asks only by items that it holds itself', () => {
    const items = everyItem(questionnaire.item);
    for (const { linkId, enableWhen = [] } of items)
      for (const { question } of enableWhen)
        expect(items.find((each) => each.linkId === question)?.type, linkId).toBe('boolean');
  });

  /** A version that clients have filled in must not change under them: look at the difference before you accept it with `-u`. */
  test('has not changed', async () => {
    await expect(`${JSON.stringify(questionnaire, null, 1)}\n`).toMatchFileSnapshot(
      `frozen/${name.replace(' ', '-')}.json.txt`,
    );
  });
});

test.each(
  policies.map((policy) => [`${policy.id} ${policy.version}`, policy] as const),
)('%s: every line is there once, under its own id, in the words and the order of the policy', (_, policy) => {
  const lines = linesOf(policy.criteria);
  const ids = new Set(lines.map(({ id }) => id));
  const items = everyItem(questionnaireOf(policy, BASE).item).filter(({ linkId }) => ids.has(linkId));
  expect(items.map(({ linkId, text }) => [linkId, text])).toEqual(lines.map(({ id, text }) => [id, text]));
  for (const { id, test: line, section } of lines) {
    const item = items.find(({ linkId }) => linkId === id);
    if (line.kind === 'documents' || line.kind === 'kit') expect(item?.type, id).toBe('display');
    else {
      expect(item?.type, id).toBe(line.kind === 'group' ? 'group' : 'boolean');
      expect(item?.item?.[0]?.text, id).toContain(`Section: ${section}.`);
    }
  }
});

test('a line of the place of care that a person confirms asks for what is to be confirmed', () => {
  for (const policy of siteOfCarePolicies) {
    const items = everyItem(siteQuestionnaireOf(policy, BASE).item);
    for (const { id, confirm, text } of policy.limbs)
      expect(items.filter(({ linkId }) => linkId === id)).toMatchObject([{ type: 'boolean', text: confirm ?? text }]);
    for (const { id } of [policy.gate, policy.transition])
      expect(items.filter(({ linkId }) => linkId === id)).toMatchObject([{ type: 'display' }]);
  }
});

describe('what a person sees', () => {
  test('a result cannot be answered away: the item is to be read, not filled in', () => {
    expect(itemOf(latest('hemgenix-bcbsks'), 'HKS-III.8a')).toMatchObject({ type: 'boolean', readOnly: true });
    expect(itemOf(latest('hemgenix-bcbsks'), 'HKS-III.6')?.readOnly).toBeUndefined();
  });

  test('an exclusion says which answer bars the patient', () => {
    expect(itemOf(latest('lemtrada-cigna'), 'LEM-X.DMT.help')?.text).toContain('Yes means that this does not bar');
    expect(itemOf(latest('hemgenix-pharmacy-109'), 'P109-HEM-8a.B.help')?.text).toContain('Yes means');
    expect(itemOf(latest('hemgenix-pharmacy-109'), 'P109-HEM-1.help')?.text).not.toContain('Yes means');
  });

  test('exposure days are asked as a number beside the line', () => {
    expect(itemOf(latest('hemgenix-pharmacy-109'), 'P109-HEM-4a.number')).toMatchObject({ type: 'integer' });
  });

  test('lines for a continued treatment are shown for one, lines for a first request for a first one', () => {
    const when = (id: string, questionnaire: string) => itemOf(latest(questionnaire), id)?.enableWhen;
    const continued = [{ question: 'continuation', operator: '=', answerBoolean: true }];
    expect(when('GAM-R', 'gamifant-cigna')).toEqual(continued);
    expect(when('LEM-R1', 'lemtrada-cigna')).toEqual(continued);
    expect(when('GAM-2', 'gamifant-cigna')).toEqual([{ ...continued[0], answerBoolean: false }]);
    expect(itemOf(latest('hemgenix-bcbsks'), 'continuation')).toBeUndefined();
  });

  test('the address moves with the service, the questions do not', () => {
    const [policy] = policies;
    if (policy === undefined) throw new Error('no policy');
    const { url: here, ...asked } = questionnaireOf(policy, BASE);
    const { url: there, ...elsewhere } = questionnaireOf(policy, 'https://other.example.org/cds');
    expect([here, there]).toEqual([
      `${BASE}/fhir/Questionnaire/${policy.id}`,
      `https://other.example.org/cds/fhir/Questionnaire/${policy.id}`,
    ]);
    expect(elsewhere).toEqual(asked);
  });
});
