import { describe, expect, test } from 'vitest';
import { addMonths, completedYears, dayOf, daysBetween, daysOf } from '../../src/facts/day.ts';

describe('days', () => {
  test.each([
    ['2023-05-12', 12, '2024-05-12'],
    ['2026-05-15', -3, '2026-02-15'],
    ['2026-05-31', -3, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-12-31', 2, '2026-02-28'],
  ])('%s and %i calendar months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected));

  test.each([
    ['2008-08-14', '2026-08-14', 18],
    ['2008-08-15', '2026-08-14', 17],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
  ])('born %s, on %s: %i years', (born, on, years) => expect(completedYears(born, on)).toBe(years));

  test.each([
    ['2026-08-14', '2026-08-14'],
    ['2026-08-14T23:30:00-05:00', '2026-08-14'],
    ['2026-08-14T23:30:00Z', '2026-08-14'],
    ['2026-02-30', undefined],
    ['2026-08', undefined],
    ['14.08.2026', undefined],
    [20260814, undefined],
  ])('the day written in %j is %j', (written, day) => expect(dayOf(written)).toBe(day));

  test.each([
    ['2008', { first: '2008-01-01', last: '2008-12-31' }],
    ['2008-02', { first: '2008-02-01', last: '2008-02-29' }],
    ['2008-02-29', { first: '2008-02-29', last: '2008-02-29' }],
    ['2008-13', undefined],
    ['', undefined],
  ])('%j stands for %j', (written, days) => expect(daysOf(written)).toEqual(days));

  test('counts days over a change of clocks and a leap year', () => {
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-03-09', '2026-03-07')).toBe(-2);
  });
});
