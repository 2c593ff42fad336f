import { expect, test } from 'vitest';
import { readStored } from '../../src/commands/read-stored.ts';

const kept = (content: string, determinations: readonly string[] = []) =>
  readStored({
    ...{ name: 'a call', at: '2026-08-14T15:00:00Z', service: '/cds-services/order-sign', status: 200 },
    ...{ place: { number: 1, mark: '' }, content, determinations },
  });
const unreadable = { name: 'a call', because: 'not-readable' };

test.each([
  ['as the service writes it', '{"request":{"a":[{"b":"}"}]},"answer":{"cards":[]}}'],
  ['as it was sent, over many lines', '{"request":\n{ "a" : [ { "b" : "}" } ] }\n,"answer":{"cards":[]}}'],
  ['beside an answer that holds one too', '{"request":{"a":[{"b":"}"}]},"answer":{"request":{}}}'],
])('the request of a call is read: %s', (_, content) => {
  expect(kept(content)).toMatchObject({ request: { a: [{ b: '}' }] }, determined: [] });
});

test('a request that nests as deep as any that is taken is read, though it stands in another object', () => {
  const deep = `${'{"a":'.repeat(63)}{}${'}'.repeat(63)}`;
  expect(kept(`{"request":${deep},"answer":{}}`)).toHaveProperty('request');
  expect(kept(`{"request":{"a":${deep}},"answer":{}}`)).toEqual(unreadable);
});

test.each([
  ['nothing', ''],
  ['no JSON', 'nothing'],
  ['of a body that was none', '{"unread":{"characters":3},"answer":{}}'],
  ['not whole', '{"request":{"a":["'],
  ['with a name twice', '{"request":{"a":1,"a":2},"answer":{}}'],
])('a call is not readable: %s', (_, content) => {
  expect(kept(content)).toEqual(unreadable);
});

test('of a determination what is compared is read, whatever else it says; half of them is none', () => {
  const determination = { id: 'x', order: 'MedicationRequest/1', outcome: 'likely-approval', criteria: [] };
  const written = JSON.stringify({ ...determination, evidence: [1.1] });
  expect(kept('{"request":{},"answer":{}}', [written])).toMatchObject({ determined: [determination] });
  expect(kept('{"request":{},"answer":{}}', [written, '{"id":"y"}'])).toEqual(unreadable);
  expect(kept('{"request":{},"answer":{}}', [written, 'nothing'])).toEqual(unreadable);
});
