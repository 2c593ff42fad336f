import { callFor, prefetched } from '../support/demo-patient.ts';
import { gamifantPatients } from './gamifant-patients.ts';
import { excellusHemgenixPatients } from './hemgenix-excellus-patients.ts';
import { kansasHemgenixPatients } from './hemgenix-kansas-patients.ts';
import { lemtradaPatients } from './lemtrada-patients.ts';
import type { Patient } from './patient.ts';
import { planPatients } from './plan-patients.ts';
import { roctavianPatients } from './roctavian-patients.ts';
import { siteOfCarePatients } from './site-of-care-patients.ts';

/** All of them, by what they are about. */
export const everyPatient: readonly (readonly [string, readonly Patient[]])[] = [
  ['Hemgenix with Blue Cross and Blue Shield of Kansas', kansasHemgenixPatients],
  ['Hemgenix with Excellus', excellusHemgenixPatients],
  ['Roctavian with Excellus', roctavianPatients],
  ['Gamifant with Cigna', gamifantPatients],
  ['Lemtrada with Cigna', lemtradaPatients],
  ['the place of care with Cigna', siteOfCarePatients],
  ['who pays and what is ordered', planPatients],
];

/** The chart as a client prefetches it by our own templates. */
export const prefetchOf = ({ records, eligibility }: Patient): Record<string, unknown> => ({
  ...prefetched(records),
  ...(eligibility && {
    eligibility: { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ resource: eligibility }] },
  }),
});

/** The call that signs a patient's orders. */
export function callOf({ orders }: Patient, more: Record<string, unknown>) {
  const call = callFor(orders, more);
  return { ...call, context: { ...call.context, userId: 'Practitioner/prescriber', patientId: 'person' } };
}
