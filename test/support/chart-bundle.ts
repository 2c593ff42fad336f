import type { Patient } from '../acceptance/patient.ts';
import type { TestResource } from './demo-patient.ts';

/** Resources as one collection, as somebody would save a chart with its orders. */
export const chartBundle = (resources: readonly unknown[], more: Record<string, unknown> = {}) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
  ...more,
});

/** A whole patient of the acceptance tests, the orders as drafts. */
export const bundleOf = ({ records, eligibility, orders }: Patient) =>
  chartBundle([
    ...records,
    ...(eligibility ? [eligibility] : []),
    ...orders.map((order): TestResource => ({ ...order, status: 'draft' })),
  ]);
