import type { Payer } from '../payer.ts';

/** Excellus BlueCross BlueShield, of Excellus Health Plan, Inc. The NAIC number circulating for it is not verified and is left out. */
export const excellus: Payer = {
  id: 'excellus',
  name: 'Excellus BlueCross BlueShield',
  names: ['Excellus BlueCross BlueShield', 'Excellus BCBS', 'Excellus Health Plan', 'Excellus Health Plan, Inc.'],
  identifiers: [],
};
