import type { Payer } from '../payer.ts';

/** Cigna. Its clearinghouse number is used by plans of others too and proves no Cigna policy; the NAIC numbers in circulation are not verified. Both are left out. */
export const cigna: Payer = {
  id: 'cigna',
  name: 'Cigna Healthcare',
  names: [
    'Cigna',
    'Cigna Healthcare',

    'Connecticut General Life Insurance Company',
    'Cigna HealthCare',
    'Cigna Health and Life Insurance Company',
  ],
  identifiers: [],
};
