import { describe, expect, test } from 'vitest';
import { answer, answered, card, covered, order, repetition, update } from './made-up.ts';
import { emptyValues, responseFaults } from './response.ts';

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
describe('the rules of a response', () => {
  test.each<[string, unknown]>([
    ['an update', answer],
    ['nothing new', { cards: [], systemActions: [] }],
    ['a card beside it', { ...answer, cards: [card] }],
    [
      'an order with the nulls that FHIR allows',
      { cards: [], systemActions: [{ ...update, resource: { ...answered, given: [null], _given: [{ id: 'x' }] } }] },
    ],
  ])('%s keeps them', (_, body) => expect(responseFaults(body)).toEqual([]));

  const acting = (changed: Record<string, unknown>) => ({ cards: [], systemActions: [{ ...update, ...changed }] });
  const showing = (changed: Record<string, unknown>) => ({ ...answer, cards: [{ ...card, ...changed }] });
  test.each<[string, unknown]>([
    ['no cards', { systemActions: [update] }],
    ['no systemActions', { cards: [] }],
    ['a member that nobody knows', { ...answer, status: 'ok' }],
    ['an action without words', acting({ description: undefined })],
    ['an action with empty words', acting({ description: '' })],
    ['an action that creates', acting({ type: 'create' })],
    ['an action in capitals', acting({ type: 'UPDATE' })],
    ['an action with the id of a resource', acting({ resourceId: 'MedicationRequest/1' })],
    ['an order without an answer on it', acting({ resource: order })],
    [
      'null in what was added',
      acting({ resource: { ...order, extension: [repetition({ ...covered, valueCode: null })] } }),
    ],
    ['an empty object', { ...answer, extension: {} }],
    ['an empty list', { ...answer, extension: { list: [] } }],
    ['a card without uuid', showing({ uuid: undefined })],
    ['a summary of 140 characters', showing({ summary: 'x'.repeat(140) })],
    ['a card without topic', showing({ source: { label: 'Payer' } })],
    [
      'a topic that is no card type',
      showing({ source: { ...card.source, topic: { ...card.source.topic, code: '123' } } }),
    ],
    ['suggestions without a behavior', showing({ suggestions: [{ label: 'x', uuid: card.uuid }] })],
    ['a suggestion without uuid', showing({ suggestions: [{ label: 'x' }], selectionBehavior: 'any' })],
    [
      'a link with a context for no app',
      showing({ links: [{ label: 'x', url: 'https://x.example', type: 'absolute', appContext: 'y' }] }),
    ],
  ])('%s is found', (_, body) => expect(responseFaults(body)).not.toEqual([]));

  test('a summary of 139 characters is not too long', () =>
    expect(responseFaults(showing({ summary: 'x'.repeat(139) }))).toEqual([]));
  test('empty values are named by their place', () =>
    expect(emptyValues({ cards: [], a: [{ b: null }, { c: '' }, {}, []] })).toEqual([
      'a.0.b: null',
      'a.1.c: ""',
      'a.2: {}',
      'a.3: []',
    ]));
});
