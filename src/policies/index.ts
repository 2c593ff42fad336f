import type { Policy } from '../criteria/criterion.ts';
import type { SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import hemgenixBcbsks20260108 from './bcbsks/hemgenix/2026-01-08.ts';
import hemgenixBcbsks20260723 from './bcbsks/hemgenix/2026-07-23.ts';
import { bcbsks } from './bcbsks/payer.ts';
import gamifantCigna from './cigna/gamifant/undated.ts';
import lemtradaCigna20240301 from './cigna/lemtrada/2024-03-01.ts';
import { cigna } from './cigna/payer.ts';
import siteOfCareCigna from './cigna/site-of-care/undated.ts';
import hemgenixPharmacy10920251120 from './excellus/hemgenix/2025-11-20.ts';
import { excellus } from './excellus/payer.ts';
import roctavianPharmacy10920251120 from './excellus/roctavian/2025-11-20.ts';
import type { Payer } from './payer.ts';

/** Every policy version that is in force because someone put it here. */
export const policies: readonly Policy[] = [
  hemgenixBcbsks20260108,
  hemgenixBcbsks20260723,
  gamifantCigna,
  lemtradaCigna20240301,
  hemgenixPharmacy10920251120,
  roctavianPharmacy10920251120,
];

/** Every policy on where drugs are given. */
export const siteOfCarePolicies: readonly SiteOfCarePolicy[] = [siteOfCareCigna];

/** Every payer whose texts are held. */
export const payers: readonly Payer[] = [bcbsks, cigna, excellus];
