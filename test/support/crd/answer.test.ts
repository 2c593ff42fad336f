import { describe, expect, test } from 'vitest';
import { answerFaults } from './answer.ts';
import { REASONS, shapeFaults } from './coverage-information.ts';
import { broken, invariants, ownRules } from './invariants.ts';
import {
  answer,
  answered,
  because,
  card,
  code,
  covered,
  detail,
  form,
  needed,
  order,
  repetition,
  update,
} from './made-up.ts';
import { responseBase, responseFaults } from './response.ts';

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
describe('all of it together', () => {
  test('a good answer', () => expect(answerFaults(answer, [order])).toEqual([]));
  const two = repetition(covered, needed);
  test.each<[string, unknown, string]>([
    ['a card that says the same', { ...answer, cards: [card] }, 'cards'],
    [
      'an order that was not sent',
      { cards: [], systemActions: [{ ...update, resource: { ...answered, id: '2' } }] },
      'not an order',
    ],
    ['two updates of one order', { cards: [], systemActions: [update, update] }, 'two for one order'],
    [
      'two answers for one coverage',
      { cards: [], systemActions: [{ ...update, resource: { ...order, extension: [two, two] } }] },
      'answered twice',
    ],
    [
      'a broken invariant',
      {
        cards: [],
        systemActions: [{ ...update, resource: { ...order, extension: [repetition(code('covered', 'conditional'))] } }],
      },
      'q3',
    ],
    [
      'a part of another shape',
      { cards: [], systemActions: [{ ...update, resource: { ...order, extension: [repetition()] } }] },
      'covered: stands 0 times',
    ],
    [
      'an authorization of our own',
      {
        cards: [],
        systemActions: [
          { ...update, resource: { ...order, extension: [repetition(covered, code('pa-needed', 'no-auth'))] } },
        ],
      },
      'never',
    ],
    ['an action without words', { cards: [], systemActions: [{ ...update, description: undefined }] }, 'description'],
  ])('%s is found', (_, body, fault) => expect(answerFaults(body, [order]).join('; ')).toContain(fault));
});

/** Made up here, with the faults that the guide's own examples have. */
describe('faults like those of the guide’s examples', () => {
  const suggesting = {
    ...card,
    suggestions: [
      { label: 'Buy', actions: [{ type: 'delete', description: 'Remove', resourceId: 'ServiceRequest/1' }] },
    ],
    selectionBehavior: 'any',
  };
  const { description: _, ...wordless } = update;

  test('suggestions without uuid', () => expect(responseFaults({ cards: [suggesting] }, responseBase)).not.toEqual([]));
  test('system actions without description', () =>
    expect(responseFaults({ cards: [], systemActions: [wordless] })).toEqual([
      'systemActions.0.description: Invalid input: expected string, received undefined',
    ]));
  test('an order that the call does not hold', () =>
    expect(
      answerFaults({ cards: [], systemActions: [{ ...update, resource: { ...answered, id: 'idfromcontext' } }] }, [
        order,
      ]),
    ).not.toEqual([]));
  test('an order annotated with almost every part is well made, and still not what we may say', () => {
    const all = repetition(
      code('covered', 'conditional'),
      code('pa-needed', 'satisfied'),
      code('doc-needed', 'admin'),
      code('doc-purpose', 'withclaim'),
      code('info-needed', 'performer'),
      { url: 'billingCode', valueCoding: { system: 'https://codes.example', code: '1' } },
      because(REASONS, 'gold-card', 'waived'),
      detail(
        code('category', 'cat-other'),
        { url: 'code', valueCodeableConcept: { coding: [{ system: REASONS, code: 'policy-link' }] } },
        { url: 'value', valueUrl: 'https://payer.example/policy.pdf' },
        { url: 'qualification', valueString: 'More is said there' },
      ),
      form,
      { url: 'satisfied-pa-id', valueString: '7' },
      {
        url: 'contact',
        valueContactDetail: { name: 'Help', telecom: [{ system: 'url', value: 'https://payer.example' }] },
      },
      { url: 'expiry-date', valueDate: '2026-12-31' },
    );
    expect([...shapeFaults(all), ...broken(all, invariants)]).toEqual([]);
    expect(
      answerFaults({ cards: [], systemActions: [{ ...update, resource: { ...order, extension: [all] } }] }, [order]),
    ).not.toEqual([]);
  });
  test('a satisfied authorization', () =>
    expect(broken(repetition(covered, code('pa-needed', 'satisfied')), ownRules)).not.toEqual([]));
});
