import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { type Service, startService } from '../support/service.ts';
import { callOf, everyPatient, prefetchOf } from './every-patient.ts';
import type { Expected } from './patient.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

/** Cards may come in any order: theirs are put in the order of what is expected. */
const isFor = (determination: Determination, { policy, order }: Expected) =>
  (policy ?? determination.policy?.id) === determination.policy?.id &&
  (order ?? determination.order) === determination.order;

describe.each(everyPatient)('%s', (_, patients) => {
  test.each(patients.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
    const { status, determinations } = await service.sign(callOf(each, { prefetch: prefetchOf(each) }));
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
