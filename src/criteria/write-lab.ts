import type { LabName, TiterName } from '../facts/labs.ts';
import type { Test } from './criterion.ts';
import type { LimitedAssay } from './lab-test.ts';
import type { Limit } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;
type Without<Kind extends Test['kind'], Given extends string> = Omit<TestOf<Kind>, 'kind' | Given>;

/** A result from before the first dose. */
export const baseline = <Name extends Exclude<LabName, TiterName>>(
  lab: Name,
  limit: Limit<Name>,
  {
    fasting = false,
    ...options
  }: Omit<Without<'baseline', 'lab' | 'limit'>, 'fasting'> & { readonly fasting?: boolean },
): Test => ({ kind: 'baseline', lab, limit, fasting, ...options });

/** Better than before the first dose. */
export const improved = (options: Without<'improved', never>): Test => ({ kind: 'improved', ...options });

/** The patient's own level of a clotting factor. */
export const ownLevel = <Name extends Exclude<LabName, TiterName>>(
  lab: Name,
  limit: Limit<Name>,
  options: Without<'own-level', 'lab' | 'limit'>,
): Test => ({
  kind: 'own-level',
  lab,
  limit,
  ...options,
});

/** The three sides of an inhibitor test, from one limit and one re-test period. */
export const inhibitor = <Name extends Exclude<LabName, TiterName>>(
  lab: Name,
  limit: Limit<Name>,
  retestDays: number,
) => ({
  negative: (): Test => ({ kind: 'inhibitor-negative', lab, limit }),
  never: (conditions: TestOf<'inhibitor-never'>['conditions']): Test => ({
    kind: 'inhibitor-never',
    lab,
    limit,
    retestDays,
    conditions,
  }),
  retest: (): Test => ({ kind: 'inhibitor-retest', lab, limit, retestDays }),
});

/** The two sides of an inhibitor test without a limit in the policy: the laboratory's own verdict counts. */
export const inhibitorByLaboratory = <Name extends Exclude<LabName, TiterName>>(
  lab: Name,
  unremarkable: Limit<Name>,
  retestDays: number,
) => ({
  negative: (): Test => ({ kind: 'lab-negative', lab }),
  never: (conditions: TestOf<'inhibitor-never'>['conditions']): Test => ({
    kind: 'inhibitor-never',
    lab,
    unremarkable,
    retestDays,
    conditions,
  }),
});

/** One limb of a titer limit that depends on the assay. */
export const titer = <Name extends TiterName>(
  lab: Name,
  assay: LimitedAssay,
  options: Without<'titer', 'lab' | 'assay' | 'limits'> & {
    readonly limits: Readonly<Record<LimitedAssay, Limit<Name>>>;
  },
): Test => ({ kind: 'titer', lab, assay, ...options });

/** The test was done, whatever it showed. */
export const labPerformed = (lab: LabName): Test => ({ kind: 'lab-performed', lab });

/** No antibody is found; `undetected` is the highest dilution that may stand for an assay's lowest. */
export const antibodyNotDetected = <Name extends TiterName>(lab: Name, undetected: Limit<Name>): Test => ({
  kind: 'lab-negative',
  lab,
  undetected,
});
