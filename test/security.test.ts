import { describe, expect, test } from 'vitest';
import { threats } from '../scripts/security/threats.ts';
import { filesMissing, testsMissing } from './support/standings.ts';

describe('the table of threats', () => {
  test('holds more than a few, each under a key of its own', () => {
    expect(threats.length).toBeGreaterThanOrEqual(40);
    expect(new Set(threats.map(({ key }) => key)).size).toBe(threats.length);
  });

  test('says of each what answers it and where, or whose part it is', () => {
    const unanswered = threats.filter(
      ({ threat, answer, state, where, why = '' }) =>
        threat === '' || answer === '' || (state === 'done' ? where.length === 0 : why === ''),
    );
    expect(unanswered).toEqual([]);
  });

  test('names files that are there', () => expect(filesMissing(threats)).toEqual([]));

  test('names tests by the titles that they have', () => expect(testsMissing(threats)).toEqual([]));
});
