import type { Payer } from '../payer.ts';

/**
 * Blue Cross and Blue Shield of Kansas. "… of Kansas City" is another company: names are compared whole.
 * The HIOS issuer number is verified; the NAIC number circulating for the plan is not and is left out.
 */
export const bcbsks: Payer = {
  id: 'bcbsks',
  name: 'Blue Cross and Blue Shield of Kansas',
  names: [
    'Blue Cross and Blue Shield of Kansas',
    'Blue Cross Blue Shield of Kansas',
    'Blue Cross and Blue Shield of Kansas, Inc.',
    'BCBS of Kansas',
    'BCBSKS',
    'BCBS KS',
  ],
  identifiers: [{ systemNamed: 'hios', value: '18558' }],
};
