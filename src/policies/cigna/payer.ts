import type { Payer } from '../payer.ts';

/** States and regions in the names of the HMO companies. Source: subsidiaries in The Cigna Group's annual reports (Exhibit 21). */
const companies = [
  'Arizona',
  'California',
  'Colorado',
  'Connecticut',
  'Florida',
  'Georgia',
  'Illinois',
  'Indiana',
  'Maine',
  'Massachusetts',
  'New Hampshire',
  'New Jersey',
  'North Carolina',
  'Pennsylvania',
  'South Carolina',
  'St. Louis',
  'Tennessee',
  'Texas',
];

/**
 * Cigna. Left out, because they prove no plan of Cigna's: Evernorth, which also serves other payers' members; the
 * clearinghouse id 62308, which other plans that Cigna administers use too; NAIC numbers, which nobody verified.
 */
export const cigna: Payer = {
  id: 'cigna',
  name: 'Cigna Healthcare',
  names: [
    'Cigna',
    'Cigna Healthcare',
    'Connecticut General Life Insurance Company',
    'Cigna Health and Life Insurance Company',
    ...companies.map((place) => `Cigna HealthCare of ${place}, Inc.`),
  ],
  identifiers: [],
};
