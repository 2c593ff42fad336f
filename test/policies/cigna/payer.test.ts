import { describe, expect, test } from 'vitest';
import { payerOf } from '../../../src/hooks/payer-of.ts';
import { payers } from '../../../src/policies/index.ts';

describe('Cigna as a payer', () => {
  const payerNamed = (...names: readonly string[]) =>
    payerOf({ reference: 'Coverage/1', names, identifiers: [], plan: [] } as never, payers);

  test.each([
    'Cigna',
    'CIGNA HEALTHCARE',
    'Cigna Health and Life Insurance Company',
    'Connecticut General Life Insurance Company',
    'Cigna HealthCare of St. Louis, Inc.',
  ])('%s', (name) => {
    expect(payerNamed(name)).toMatchObject({ kind: 'payer', payer: { id: 'cigna' } });
  });

  test.each([
    'Evernorth',
    'Evernorth Behavioral Health',
    'Cigna Dental Health of Texas, Inc.',
  ])('%s proves no plan of Cigna', (name) => {
    expect(payerNamed(name).kind).toBe('other-payer');
  });
});
