import { describe, expect, test } from 'vitest';
import { readingsOf } from '../../src/criteria/lab-series.ts';
import { readCounts } from '../../src/fhir/count.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readLabs } from '../../src/fhir/lab.ts';
import { blankPatient } from '../support/blank-patient.ts';
import { loinc } from '../support/codings.ts';

const dated = (when: object, code: object = loinc('3187-2')): Resource => ({
  resourceType: 'Observation',
  id: '1',
  status: 'final',
  code,
  valueQuantity: { value: 1.4, unit: '%' },
  ...when,
});
const at = (effectiveDateTime: unknown) => ({ effectiveDateTime });
const over = (start?: unknown, end?: unknown) => ({
  effectivePeriod: { ...(start !== undefined && { start }), ...(end !== undefined && { end }) },
});

describe('the day of a result', () => {
  test.each<readonly [string, object, string]>([
    ['a day', at('2026-08-14'), '2026-08-14'],
    ['a moment west of Greenwich, when it is tomorrow there', at('2026-08-14T23:30:00-05:00'), '2026-08-14'],
    ['the same hour in Greenwich', at('2026-08-14T23:30:00Z'), '2026-08-14'],
    ['the same hour on the date line', at('2026-08-14T23:30:00+14:00'), '2026-08-14'],
    ['just after midnight east of Greenwich', at('2026-08-14T00:05:00+14:00'), '2026-08-14'],
    ['a moment without a zone', at('2026-08-14T08:00:00'), '2026-08-14'],
    ['a moment to the microsecond', at('2026-08-14T08:00:00.123456-05:00'), '2026-08-14'],
    ['an instant', { effectiveInstant: '2026-08-14T08:00:00Z' }, '2026-08-14'],
    ['a leap day', at('2024-02-29'), '2024-02-29'],
    ['a period within one day', over('2026-08-14T08:00:00Z', '2026-08-14T08:10:00Z'), '2026-08-14'],
    ['a period without an end', over('2026-08-14T08:00:00Z'), '2026-08-14'],
    ['a period whose end is null', over('2026-08-14', null), '2026-08-14'],
    ['a day and an empty period', { ...at('2026-08-14'), effectivePeriod: {} }, '2026-08-14'],
    // More than one day: no side of a limit, and no place among other results.
    ['a month', at('2026-06'), 'undated 2026-06'],
    ['a year', at('2026'), 'undated 2026'],
    [
      'a period over midnight',
      over('2026-08-13T23:50:00Z', '2026-08-14T00:10:00Z'),
      'undated 2026-08-13 to 2026-08-14',
    ],
    ['a period of a stay', over('2026-06-01', '2026-06-08'), 'undated 2026-06-01 to 2026-06-08'],
    ['a period from a month on', over('2026-06'), 'undated 2026-06-01 to 2026-06-30'],
    ['a period to a year', over('2026-06-01', '2026'), 'undated 2026-06-01 to 2026-12-31'],
    // No day.
    ['only issued', { issued: '2026-08-14T08:00:00Z' }, 'undated'],
    ['nothing', {}, 'undated'],
    ['an empty day', at(''), 'undated'],
    ['a day that does not exist', at('2026-02-29'), 'undated'],
    ['a day in another order', at('08/14/2026'), 'undated'],
    ['a day with a blank before its time', at('2026-08-14 08:00'), 'undated'],
    ['a number', at(20260814), 'undated'],
    ['a timing', { effectiveTiming: { event: ['2026-08-14'] } }, 'undated'],
    ['a period with an end alone', over(undefined, '2026-08-14'), 'undated'],
    ['a period that ends before it starts', over('2026-08-14', '2026-08-13'), 'undated'],
    ['a period that ends at no day', over('2026-08-14', 'ongoing'), 'undated'],
    ['a period as text', { effectivePeriod: '2026-08-14' }, 'undated'],
    ['a month beside a period', { ...at('2026-06'), ...over('2026-06-01') }, 'undated 2026-06'],
  ])('%s', (_, when, expected) => {
    const [reading] = readLabs(dated(when));
    const written = reading?.day ?? '';
    expect(reading?.usable ? written : `${reading?.because} ${written}`.trim()).toBe(expected);
  });

  test.each([
    [at('2026-06'), 'Factor IX activity 1.4% on 2026-06 (collection day not stated)'],
    [
      over('2026-06-01', '2026-06-08'),
      'Factor IX activity 1.4% on 2026-06-01 to 2026-06-08 (collection day not stated)',
    ],
    [{ issued: '2026-06-08' }, 'Factor IX activity 1.4% (collection day not stated)'],
  ])('%j is shown as it is written, so that staff see what to complete', (when, says) => {
    const facts = { ...blankPatient('hemgenix'), labs: readLabs(dated(when)) };
    const series = readingsOf(facts, 'factorIXActivity');
    expect(series.because).toBe('undated');
    expect(series.aside).toEqual([{ reference: 'Observation/1', says, counts: false }]);
  });

  test('a count over a period counts from the end of it, when all of its days are over', () => {
    const exposure = { text: 'Factor IX exposure days' };
    const count = { valueQuantity: undefined, valueInteger: 160 };
    const dayOf = (when: object) => readCounts(dated({ ...count, ...when }, exposure))[0]?.day;
    expect(dayOf(over('2012-01-10', '2026-07-01'))).toBe('2026-07-01');
    expect(dayOf(at('2025'))).toBe('2025-12-31');
    expect(dayOf(at('2026-07-01'))).toBe('2026-07-01');
    expect(dayOf({})).toBeUndefined();
  });
});
