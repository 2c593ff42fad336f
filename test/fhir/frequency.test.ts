import { describe, expect, test } from 'vitest';
import { frequencyOf } from '../../src/fhir/dosage.ts';

const daily = { frequency: 1, period: 1, periodUnit: 'd' };
const days = (...numbers: readonly number[]) => ({ event: numbers.map((day) => `2026-09-0${day}T08:00:00Z`) });

describe('how often a drug is ordered', () => {
  test.each([
    ['once a day', { repeat: daily }, { times: 1, hours: 24 }],
    ['once a day, five in all', { repeat: { ...daily, count: 5 } }, { times: 1, hours: 24, count: 5 }],
    [
      'once a day for five days',
      { repeat: { ...daily, boundsDuration: { value: 5, unit: 'days', code: 'd' } } },
      { times: 1, hours: 24, count: 5 },
    ],
    [
      'twice a week for three weeks',
      { repeat: { frequency: 2, period: 1, periodUnit: 'wk', boundsDuration: { value: 3, code: 'wk' } } },
      { times: 2, hours: 168, count: 6 },
    ],
    [
      'for a time in words: the number is not made up',
      { repeat: { ...daily, boundsDuration: { value: 5, unit: 'visits' } } },
      { times: 1, hours: 24 },
    ],
    ['on five days in a row', days(1, 2, 3, 4, 5), { times: 1, hours: 24, count: 5 }],
    ['on days with a gap', days(1, 2, 4), undefined],
    ['on one day', days(1), undefined],
    ['not at all', {}, undefined],
  ])('%s', (_, timing, expected) => {
    expect(frequencyOf([timing])).toEqual(expected);
  });
});
