import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { callFor, prefetched } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';
import { gamifantPatients } from './gamifant-patients.ts';
import { excellusHemgenixPatients } from './hemgenix-excellus-patients.ts';
import { kansasHemgenixPatients } from './hemgenix-kansas-patients.ts';
import { lemtradaPatients } from './lemtrada-patients.ts';
import type { Expected, Patient } from './patient.ts';
import { planPatients } from './plan-patients.ts';
import { roctavianPatients } from './roctavian-patients.ts';
import { siteOfCarePatients } from './site-of-care-patients.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const bareOrder = { userId: 'Practitioner/prescriber', patientId: 'person' };

const searchset = (resource: unknown) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  entry: [{ resource }],
});

/** Cards may come in any order: theirs are put in the order of what is expected. */
const isFor = (determination: Determination, { policy, order }: Expected) =>
  (policy ?? determination.policy?.id) === determination.policy?.id &&
  (order ?? determination.order) === determination.order;

async function sign({ orders, records, eligibility }: Patient) {
  const prefetch = { ...prefetched(records), ...(eligibility && { eligibility: searchset(eligibility) }) };
  const call = callFor(orders, { prefetch });
  return service.sign({ ...call, context: { ...call.context, ...bareOrder } });
}

describe.each<[string, readonly Patient[]]>([
  ['Hemgenix with Blue Cross and Blue Shield of Kansas', kansasHemgenixPatients],
  ['Hemgenix with Excellus', excellusHemgenixPatients],
  ['Roctavian with Excellus', roctavianPatients],
  ['Gamifant with Cigna', gamifantPatients],
  ['Lemtrada with Cigna', lemtradaPatients],
  ['the place of care with Cigna', siteOfCarePatients],
  ['who pays and what is ordered', planPatients],
])('%s', (_, patients) => {
  test.each(patients.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
    const { status, determinations } = await sign(each);
    expect(status).toBe(200);
    expect(determinations).toHaveLength(each.expected.length);
    const got = each.expected.map((expected) => {
      const { lines, ...wanted } = expected;
      const determination = determinations.find((one) => isFor(one, expected));
      if (!determination) return { wanted, cards: determinations.map(({ policy, order }) => [policy?.id, order]) };
      const all: Record<keyof Expected, unknown> = {
        policy: determination.policy?.id,
        version: determination.policy?.version,
        coverage: determination.coverage,
        order: determination.order,
        outcome: determination.outcome,
        reason: determination.reason,
        siteOfCare: determination.siteOfCare?.outcome,
        lines: undefined,
      };
      const criteria = [...determination.criteria, ...(determination.siteOfCare?.criteria ?? [])];
      return {
        ...Object.fromEntries(Object.keys(wanted).map((key) => [key, all[key as keyof Expected]])),
        ...(lines && {
          lines: Object.fromEntries(
            Object.entries(lines).map(([id, words]) => {
              const line = criteria.find((criterion) => criterion.id === id);
              return [id, words.includes(' ') ? `${line?.status} ${line?.because}` : line?.status];
            }),
          ),
        }),
      };
    });
    expect(got).toEqual(each.expected);
  });
});
