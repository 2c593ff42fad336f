import { describe, expect, test } from 'vitest';
import { INFORMATION_ORIGIN, readAnsweredCounts, readAnswers } from '../../src/fhir/answer.ts';
import type { Resource } from '../../src/fhir/json.ts';

const origin = (source: unknown, ...more: readonly object[]) => ({
  extension: [{ url: INFORMATION_ORIGIN, extension: [{ url: 'source', valueCode: source }, ...more] }],
});
const author = {
  url: 'author',
  extension: [{ url: 'practitioner', valueReference: { reference: 'Practitioner/7', display: 'Dr. Eight' } }],
};
const response = (answer: object, linkId = 'HKS-III.6') =>
  ({
    resourceType: 'QuestionnaireResponse',
    id: '1',
    status: 'completed',
    questionnaire: 'https://cds.example.org/fhir/Questionnaire/hemgenix-bcbsks|2026-07-23',
    authored: '2026-08-09',
    author: { display: 'Dr. Seven' },
    item: [{ linkId, answer: [answer] }],
  }) as Resource;

describe('whose answer it is', () => {
  test.each<[string, object, string]>([
    ['nobody says where it came from', {}, 'yes by Dr. Seven'],
    ['entered by hand', origin('manual', author), 'yes by Dr. Eight'],
    ['changed by hand', origin('override', author), 'yes by Dr. Eight'],
    ['entered by hand, by the author of the whole form', origin('manual'), 'yes by Dr. Seven'],
    ['filled in by us', origin('auto-server'), ''],
    ['filled in by the EHR', origin('auto-client'), ''],
    ['filled in, in the word of DTR 2.0', origin('auto'), ''],
    ['of an origin that nobody knows', origin('dreamt'), ''],
    ['of an origin that cannot be read', origin(7), ''],
    ['of an origin that is not stated', { extension: [{ url: INFORMATION_ORIGIN }] }, ''],
    [
      'both filled in and entered',
      { extension: ['manual', 'auto-server'].flatMap((each) => origin(each).extension) },
      '',
    ],
    [
      'with an extension about something else',
      { extension: [{ url: 'https://x.example.org', valueCode: 'auto' }] },
      'yes by Dr. Seven',
    ],
  ])('%s', (_, extension, expected) => {
    const read = readAnswers(response({ ...extension, valueBoolean: true }));
    expect(read.map(({ value, author: who }) => `${value ? 'yes' : 'no'} by ${who}`).join()).toBe(expected);
  });
});

test.each(['the form', 'the line', 'the answer'])('a modifier on %s that nobody knows: no answer', (place) => {
  const modifier = (here: string) => place === here && { modifierExtension: [{ url: 'https://example.org/negated' }] };
  const form = response({ valueBoolean: true, ...modifier('the answer') });
  const [item] = form.item as readonly object[];
  expect(readAnswers({ ...form, ...modifier('the form'), item: [{ ...item, ...modifier('the line') }] })).toEqual([]);
});

describe('a number of exposure days', () => {
  const excellus = (answer: object, linkId: string) => ({
    ...response(answer, linkId),
    questionnaire: 'Questionnaire/hemgenix-pharmacy-109',
  });
  test.each([
    ['in the item of the line itself', 'P109-HEM-4a', {}, ['150, as answered']],
    ['in the item beside it, as our form asks', 'P109-HEM-4a.number', {}, ['150, as answered']],
    ['entered by hand', 'P109-HEM-4a.number', origin('manual', author), ['150, as answered']],
    ['filled in beforehand', 'P109-HEM-4a.number', origin('auto-client'), []],
    ['beside a line that asks for none', 'P109-HEM-4b.number', {}, []],
  ])('%s', (_, linkId, extension, expected) => {
    const read = readAnsweredCounts(excellus({ ...extension, valueInteger: 150 }, linkId));
    expect(read.map(({ shown }) => shown)).toEqual(expected);
    expect(read.map(({ criterion }) => criterion)).toEqual(expected.map(() => 'P109-HEM-4a'));
  });
});
