import { describe, expect, test } from 'vitest';
import { paceText, rateText, spanText } from '../../src/commands/pace.ts';

describe('how fast a replay is', () => {
  test('calls a second; of slow ones a decimal', () => {
    expect(rateText({ calls: 930, seconds: 1 })).toBe('930 calls/s');
    expect(rateText({ calls: 19, seconds: 2 })).toBe('9.5 calls/s');
    expect(rateText({ calls: 0, seconds: 0 })).toBe('0.0 calls/s');
  });

  test('the time left is told by what this run has done, not by what one before it had', () => {
    const whole = { calls: 100, share: 0.25, shareBefore: 0, seconds: 10 };
    expect(paceText(whole)).toBe('25 %, 10 calls/s, 30 s left');
    expect(paceText({ ...whole, share: 0.75, shareBefore: 0.5 })).toBe('75 %, 10 calls/s, 10 s left');
  });

  test('before anything is done nothing is said of the time left; at the end it is none', () => {
    expect(paceText({ calls: 0, share: 0.5, shareBefore: 0.5, seconds: 3 })).toBe('50 %, 0.0 calls/s');
    expect(paceText({ calls: 100, share: 1, shareBefore: 0, seconds: 10 })).toBe('100 %, 10 calls/s, 0 s left');
  });

  test.each([
    [0.2, '1 s'],
    [99, '99 s'],
    [100, '2 min'],
    [5_940, '99 min'],
    [6_000, '1 h 40 min'],
    [86_400, '24 h 0 min'],
  ])('%d seconds are %s', (seconds, says) => {
    expect(spanText(seconds)).toBe(says);
  });
});
