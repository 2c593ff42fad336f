import { beforeAll, describe, expect, test } from 'vitest';
import { cardFor } from '../../src/hooks/cards.ts';
import type { Card } from '../../src/hooks/cds-hooks.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import type { CardSettings } from '../../src/hooks/world.ts';
import { payers, policies, siteOfCarePolicies } from '../../src/policies/index.ts';
import { callOf, everyPatient, prefetchOf } from '../acceptance/every-patient.ts';
import { everySetting, settingsOf } from '../support/card-settings.ts';
import { breaches, isUuid } from '../support/laws.ts';
import { startService } from '../support/service.ts';

/** The rules of the house for a card, held to one card of every outcome under every policy, as every client may take it. */

const SIGNED_WITH = settingsOf({ smartLinks: true });
const unread = everyPatient.flatMap(([, patients]) => patients.slice(0, 1));
const calls = [
  ...everyPatient.flatMap(([, patients]) => patients.map((each) => callOf(each, { prefetch: prefetchOf(each) }))),
  ...unread.map((each) => callOf(each, { prefetch: { ...prefetchOf(each), laboratory: undefined } })),
];

let signed: readonly Card[];
beforeAll(async () => {
  const service = await startService({ cards: SIGNED_WITH });
  const answers = await Promise.all(calls.map((call) => service.sign(call)));
  const kinds = new Map(answers.flatMap(({ cards }) => cards).map((card) => [kindOf(card), card]));
  signed = [...kinds.values()];
  await service.close();
}, 60_000);

/** Policy, version, outcome, reason and the answer about the place: one card of each is looked at. */
function kindOf(card: Card): string {
  const { policy, outcome, reason, siteOfCare } = determinationOf(card);
  return [policy?.id, policy?.version, outcome, reason, siteOfCare?.outcome].join(' ');
}

/** The same card for a client that takes it otherwise. */
function cardWith(card: Card, settings: CardSettings): Card {
  const payer = payers.find(({ name }) => name === card.source.label);
  return cardFor(determinationOf(card), {
    uuid: card.uuid,
    drug: /^[^:]+: (.+?)(,| meets | could not )/.exec(card.summary)?.[1] ?? '',
    suggestions: card.suggestions ?? [],
    held: payers.map(({ name }) => name),
    settings,
    publicUrl: 'https://cds.example.org',
    ...(payer && { payer }),
  });
}

const determinationOf = (card: Card): Determination => card.extension['countersign.determination'];
const openIn = (card: Card) => determinationOf(card).stillNeeded;
const openAboutPlace = (card: Card) => determinationOf(card).siteOfCare?.stillNeeded ?? [];
const withoutFold = (detail: string): string => detail.replace(/<details>[\s\S]*<\/details>/, '');
const linesOf = (detail: string): readonly string[] => detail.split('\n');
const words = (line: string): number => line.split(/\s+/).length;

const VERDICTS =
  /^(Approval likely|Confirmation needed|Documentation missing|Denial likely|Cannot tell yet|No wording held for this date|Site of care|No coverage on record|No policy text held for this plan): (.*)$/;
const BRANDS = /^(Hemgenix|Roctavian|Gamifant|Lemtrada|[A-Z][a-z]+)\b|, the payer's policy|could not be judged$/;
const NEVER = /\b(approved|denied|no (prior )?authorization|authorization is not|not required)\b/i;

describe.each(everySetting)('%s', (_, wished) => {
  let cards: readonly Card[];
  beforeAll(() => {
    cards = signed.map((card) => cardWith(card, settingsOf(wished)));
  });
  const details = () => cards.map(({ detail }) => detail);

  test('there is a card of every outcome, under every policy', () => {
    const all = cards.map(determinationOf);
    expect(new Set(all.map(({ outcome }) => outcome)).size).toBe(7);
    const held = [...policies, ...siteOfCarePolicies].map(({ id, version }) => `${id} ${version}`);
    expect(new Set(all.flatMap(({ policy }) => (policy ? [`${policy.id} ${policy.version}`] : [])))).toEqual(
      new Set(held),
    );
    expect(cards.length).toBeGreaterThan(40);
  });

  test('the summary stands alone: one plain line, verdict and drug first', () => {
    const summaries = cards.map(({ summary }) => summary);
    expect(breaches(summaries, (text) => text.length <= 139 && !/[\r\n*<>\\]/.test(text))).toEqual([]);
    expect(breaches(summaries, (text) => BRANDS.test(VERDICTS.exec(text)?.[2] ?? ''))).toEqual([]);
    expect(breaches(summaries, (text) => !/\b0 items\b|: *\(|: *$/.test(text))).toEqual([]);
  });

  test('nothing is promised or refused in the payer’s name', () => {
    expect(breaches(cards, ({ summary, detail }) => !NEVER.test(`${summary}\n${detail}`))).toEqual([]);
  });

  test('no HTML but what folds the list, and none in plain text', () => {
    const tags = details().flatMap((text) => text.match(/(?<!\\)<\/?[a-z][^>]*>/gi) ?? []);
    const folds = wished.cardText === 'gfm' && wished.foldedCriteria;
    expect(new Set(tags)).toEqual(new Set(folds ? ['<details>', '<summary>', '</summary>', '</details>'] : []));
  });

  test('plain text holds no mark of ours, GFM only bold ones, and each pair is closed', () => {
    const bare = details().map((text) => text.replace(/\\[!-/:-@[-`{-~]/g, ''));
    if (wished.cardText === 'plain')
      expect(breaches(details(), (text) => !/\*\*|__|`|^#|\\[*_[\]|~`<@]/m.test(text))).toEqual([]);
    else expect(breaches(bare, (text) => !/[*_`~|]|\[|^#/m.test(text.replace(/\*\*[^*\n]+\*\*/g, '')))).toEqual([]);
  });

  test('no blank line stands twice, at an end, or beside nothing', () => {
    expect(breaches(details(), (text) => text === text.trim() && !/\n[ \t]*\n[ \t]*\n|[ \t]\n/.test(text))).toEqual([]);
  });

  test('no section is empty: a title has its list', () => {
    const title = wished.cardText === 'plain' ? /^[A-Z][^.\n]*:$/ : /^\*\*[^*]+\*\*$/;
    const untitled = details().flatMap((text) =>
      linesOf(text).filter((line, at, all) => title.test(line) && !`${all[at + 1]}${all[at + 2]}`.includes('- ')),
    );
    expect(untitled).toEqual([]);
    expect(breaches(details(), (text) => !/: *\(|\(\)|; *;|, *,|\bundefined\b|\[object/.test(text))).toEqual([]);
  });

  test('it can be scanned: short items, few paragraphs, the verdict first', () => {
    const items = details().flatMap((text) => linesOf(text).filter((line) => /^\s*- /.test(line)));
    expect(breaches(items, (line) => words(line) <= 75)).toEqual([]);
    const paragraphs = details().flatMap((text) => linesOf(withoutFold(text)).filter((line) => /^[^-\s<]/.test(line)));
    expect(breaches(paragraphs, (line) => words(line) <= 150)).toEqual([]);
    expect(breaches(details(), (text) => words(linesOf(text)[0] ?? '') <= 60)).toEqual([]);
    expect(breaches(details(), (text) => withoutFold(text).length <= 6_000 && text.length <= 14_000)).toEqual([]);
  });

  test('no item begins with an id', () => {
    const items = details().flatMap((text) => linesOf(text).filter((line) => /^\s*- /.test(line)));
    expect(breaches(items, (line) => !/^\s*- (\*\*[^*]+\*\* )?(HKS|GAM|LEM|P109|SOC)-/.test(line))).toEqual([]);
  });

  test('every open line of the to-do list is named, with what to do and where it stands', () => {
    for (const card of cards)
      for (const { criterion } of [...openIn(card), ...openAboutPlace(card)])
        expect(withoutFold(card.detail)).toContain(`(${criterion}, section `);
  });

  test('every line is named where all criteria are asked for', () => {
    if (wished.cardText === 'plain' || !wished.foldedCriteria) return;
    for (const card of cards)
      for (const { id } of determinationOf(card).criteria) expect(card.detail).toContain(`(${id}, section `);
  });

  test('every remark of the determination is on the card, and none twice', () => {
    for (const card of cards) {
      const text = plainly(card.detail);
      for (const notice of determinationOf(card).notices) {
        const [, rest = notice] = /^[A-Z0-9]+-[\w.-]+: (.*)$/.exec(notice) ?? [];
        expect(text.split(rest.replace(/\.$/, '')).length - 1, notice).toBe(1);
      }
    }
  });

  test('the policy, its version, the order and the day are named', () => {
    for (const { detail, extension } of cards) {
      const { policy, order, asOf } = extension['countersign.determination'];
      const last = linesOf(detail).at(-1) ?? '';
      if (policy) expect(plainly(last)).toContain(policy.title);
      for (const part of [policy?.version ?? '', order, asOf]) expect(last).toContain(part);
    }
  });

  test('links launch the app, are told ids alone, and stand only where something is open', () => {
    for (const card of cards) {
      const { id, order } = determinationOf(card);
      const expected = wished.smartLinks && openIn(card).length + openAboutPlace(card).length > 0;
      expect(card.links?.length ?? 0).toBe(expected ? 1 : 0);
      for (const link of card.links ?? []) {
        expect(Object.keys(link).sort()).toEqual(['appContext', 'label', 'type', 'url']);
        expect(link).toMatchObject({ type: 'smart', url: expect.stringMatching(/^http.*\/smart\/launch\.html$/) });
        expect(link.label).toMatch(/^[A-Z][\w ]+$/);
        expect(link.appContext).toBe(JSON.stringify({ determination: id, order }));
      }
    }
  });

  test('a card whose open items are all about the place has its link too', () => {
    const placeAlone = cards.filter((card) => openIn(card).length === 0 && openAboutPlace(card).length > 0);
    expect(new Set(placeAlone.map((card) => determinationOf(card).outcome))).toEqual(
      new Set(['likely-approval', 'not-governed', 'version-unknown']),
    );
    expect(breaches(placeAlone, ({ links = [] }) => links.length === (wished.smartLinks ? 1 : 0))).toEqual([]);
  });

  test('the frame: UUIDs, topic, override reasons, suggestions of one action', () => {
    expect(breaches(cards, ({ uuid, selectionBehavior }) => isUuid(uuid) && selectionBehavior === 'any')).toEqual([]);
    const topic = wished.topicCodes === 'crd' ? 'coverage-info' : 'coverageinfo';
    expect(new Set(cards.map(({ source }) => source.topic.code))).toEqual(new Set([topic]));
    if (wished.topicCodes === 'alphanumeric') expect(topic).toMatch(/^[A-Za-z0-9]{1,100}$/);
    for (const { overrideReasons, suggestions = [] } of cards) {
      for (const reason of overrideReasons) expect(Object.keys(reason).sort()).toEqual(['code', 'display', 'system']);
      expect(breaches(suggestions, ({ actions, uuid }) => actions.length === 1 && isUuid(uuid))).toEqual([]);
    }
  });
});

test('a card that is made again is the card that was answered with', () => {
  const again = signed.map((card) => cardWith(card, SIGNED_WITH));
  const bare = (card: Card) => ({ ...card, links: card.links?.map(({ url, ...link }) => link) });
  expect(again.map(bare)).toEqual(signed.map(bare));
});

test('a client that says nothing of it: GFM, folded, the code of CRD, no link', () => {
  expect(settingsOf()).toEqual({
    topic: expect.objectContaining({ code: 'coverage-info' }),
    cardText: 'gfm',
    foldedCriteria: true,
    smartLinks: false,
  });
});

test('a code of our own has a system of our own: the one of HL7 does not hold it', () => {
  expect(settingsOf({ topicCodes: 'alphanumeric' }).topic.system).not.toContain('hl7.org');
});

/** A detail as it reads. */
const plainly = (detail: string): string =>
  withoutFold(detail)
    .replace(/\*\*/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
