import { describe, expect, test } from 'vitest';
import { resourceFaults } from './base-resource.ts';
import { echoFaults } from './echo.ts';
import { answered, covered, needed, order, repetition } from './made-up.ts';

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
describe('the echo of an order', () => {
  const unknown = { url: 'https://ehr.example/urgent', valueBoolean: true };
  const other = repetition(covered);
  other.extension[0] = { url: 'coverage', valueReference: { reference: 'Coverage/2' } };
  const sent = { ...order, extension: [unknown, other] };
  const returned = { ...sent, extension: [unknown, other, repetition(covered, needed)] };

  test.each([
    ['the first answer', order, answered],
    ['beside other extensions', sent, returned],
    ['in place of what was said of the same coverage', { ...order, extension: [repetition(covered)] }, answered],
  ])('%s changes nothing else', (_, before, after) => expect(echoFaults(before, after)).toEqual([]));

  test.each([
    ['a status', order, { ...answered, status: 'active' }, 'status: changed'],
    ['a member that is gone', { ...order, note: [{ text: 'x' }] }, answered, 'note: changed'],
    ['a member that is new', order, { ...answered, meta: {} }, 'meta: changed'],
    ['a number that became text', { ...order, n: 1 }, { ...answered, n: '1' }, 'n: changed'],
    ['an extension that is gone', sent, { ...returned, extension: returned.extension.slice(1) }, 'extension: changed'],
    [
      'another coverage that is gone',
      sent,
      { ...returned, extension: [unknown, returned.extension[2]] },
      'another coverage: changed',
    ],
    ['nothing new', answered, answered, 'nothing is new'],
  ])('%s is found', (_, before, after, fault) => expect(echoFaults(before, after)).toEqual([fault]));
});

describe('FHIR R4 itself', () => {
  test('finds nothing wrong with an annotated order', () => expect(resourceFaults(answered)).toEqual([]));
  test.each([
    ['an order without a patient', { ...answered, subject: undefined }],
    ['a member that R4 does not know', { ...answered, priority2: 'x' }],
    ['an extension without url', { ...order, extension: [{ valueCode: 'x' }] }],
  ])('finds %s', (_, resource) => expect(resourceFaults(JSON.parse(JSON.stringify(resource)))).not.toEqual([]));
});
