import { describe, expect, test } from 'vitest';
import { readCoverage } from '../../src/fhir/coverage.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { SentResources } from '../../src/fhir/reference.ts';

const cigna = { resourceType: 'Organization', id: 'cigna', name: 'Cigna', alias: ['Cigna Healthcare'] };
const sent = new SentResources('1');
sent.add(cigna);

const coverage = (changed: object): Resource =>
  ({
    resourceType: 'Coverage',
    id: 'c',
    status: 'active',
    beneficiary: { reference: 'Patient/1' },
    payor: [{ reference: 'Organization/cigna' }],
    period: { start: '2026-01-01', end: '2026-12-31' },
    ...changed,
  }) as Resource;
const DAY = '2026-08-14';

describe('who a coverage says is paying', () => {
  const names = (changed: object) => {
    const { names: found, payorElsewhere } = readCoverage(coverage(changed), DAY, sent);
    return [...found, ...(payorElsewhere ? [`elsewhere: ${payorElsewhere}`] : [])].join('; ');
  };
  test.each<[string, object, string]>([
    ['an organization that was sent', {}, 'Cigna; Cigna Healthcare'],
    [
      'one that is contained',
      { contained: [{ ...cigna, id: 'o' }], payor: [{ reference: '#o' }] },
      'Cigna; Cigna Healthcare',
    ],
    ['one that is contained, and not there', { payor: [{ reference: '#o' }] }, ''],
    ['a name alone', { payor: [{ display: 'Cigna' }] }, 'Cigna'],
    [
      'one that was not sent, with its name',
      { payor: [{ reference: 'Organization/x', display: 'Cigna' }] },
      'Cigna; elsewhere: Organization/x',
    ],
    ['one that was not sent', { payor: [{ reference: 'Organization/x' }] }, 'elsewhere: Organization/x'],
    ['the patient', { payor: [{ reference: 'Patient/1' }] }, ''],
    ['nobody', { payor: undefined }, ''],
    ['an empty list', { payor: [] }, ''],
    ['null', { payor: null }, ''],
  ])('%s', (_, changed, expected) => expect(names(changed)).toBe(expected));
});

describe('whether a coverage is in force', () => {
  test.each<[string, object, boolean]>([
    ['active', {}, true],
    ['its first day', { period: { start: DAY } }, true],
    ['its last day', { period: { end: DAY } }, true],
    ['expired the day before', { period: { end: '2026-08-13' } }, false],
    ['from the next day on', { period: { start: '2026-08-15' } }, false],
    ['expired in a year that is over', { period: { end: '2025' } }, false],
    ['expiring in the month', { period: { end: '2026-08' } }, true],
    ['from a month on that is to come', { period: { start: '2026-09' } }, false],
    ['without a period', { period: undefined }, true],
    ['with an empty period', { period: {} }, true],
    ['draft', { status: 'draft' }, false],
    ['cancelled', { status: 'cancelled' }, false],
    ['entered in error', { status: 'entered-in-error' }, false],
    ['status null', { status: null }, false],
    ['without a status', { status: undefined }, false],
    ['active, with a blank after it', { status: 'active ' }, true],
  ])('%s', (_, changed, expected) => expect(readCoverage(coverage(changed), DAY, sent).active).toBe(expected));
});
