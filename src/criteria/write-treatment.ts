import type { DrugName } from '../facts/drugs.ts';
import type { Test } from './criterion.ts';
import type { LimitSign } from './limit.ts';
import type { TreatmentTest } from './treatment-test.ts';

type Without<Kind extends TreatmentTest['kind'], Given extends string> = Omit<
  Extract<TreatmentTest, { kind: Kind }>,
  'kind' | Given
>;
type Months = `${LimitSign} ${number} months`;

/** Two different drugs tried in vain, not tolerated or contraindicated. */
export const stepTherapy = (options: Without<'step-therapy', never>): Test => ({ kind: 'step-therapy', ...options });

/** Had one of these drugs before. */
export const previousTreatment = (
  drugs: readonly DrugName[],
  options: Partial<Without<'previous-treatment', 'drugs'>> = {},
): Test => ({ kind: 'previous-treatment', drugs, near: [], ...options });

/** Under treatment with a product, by its last dose. */
export const receiving = (product: DrugName, limit: Months): Test => ({ kind: 'receiving', product, limit });

/** Time since the last dose of a product. */
export const monthsSince = (product: DrugName, limit: Months): Test => ({ kind: 'months-since', product, limit });

/** The dose and length of a course. */
export const courseDose = (
  options: Without<'course-dose', 'milligrams'> & { readonly milligrams: `${number}` },
): Test => ({
  kind: 'course-dose',
  ...options,
});

/** None of these drugs goes on beside the ordered one. */
export const noConcurrent = (
  drugs: readonly DrugName[],
  options: Partial<Without<'no-concurrent', 'drugs'>> = {},
): Test => ({ kind: 'no-concurrent', drugs, near: [], ...options });
