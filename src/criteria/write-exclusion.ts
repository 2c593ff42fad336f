import type { LabName, TiterName } from '../facts/labs.ts';
import type { Test } from './criterion.ts';
import type { Limit } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;
type Without<Kind extends Test['kind'], Given extends string> = Omit<TestOf<Kind>, 'kind' | Given>;

/** Exclusion of any other use. */
export const noOtherUse = (options: Without<'other-use', never>): Test => ({ kind: 'other-use', ...options });

/** Not infected, as far as the record goes. */
export const noInfection = (options: Without<'no-infection', never>): Test => ({ kind: 'no-infection', ...options });

/** The newest result of the last so many months, against a limit. */
export const recentLab = <Name extends Exclude<LabName, TiterName>>(
  lab: Name,
  limit: Limit<Name>,
  months: number,
): Test => ({ kind: 'recent-lab', lab, limit, months });

/** No active infection. */
export const noActiveInfection = (options: Without<'no-active-infection', never>): Test => ({
  kind: 'no-active-infection',
  ...options,
});

/** An infection, if there is one, is controlled: the level is not within the limit. */
export const controlledInfection = <Name extends Exclude<LabName, TiterName>>(
  level: Name,
  uncontrolled: Limit<Name>,
  options: Without<'controlled-infection', 'level' | 'limit'>,
): Test => ({ kind: 'controlled-infection', level, limit: uncontrolled, ...options });

/** No advanced disease, by a measurement within the limit or another documented assessment. */
export const noAdvancedDisease = <Name extends Exclude<LabName, TiterName>>(
  lab: Name,
  limit: Limit<Name>,
  options: Without<'no-advanced-disease', 'lab' | 'limit'>,
): Test => ({ kind: 'no-advanced-disease', lab, limit, ...options });

/** None of these diagnoses is known. */
export const noDiagnosis = (of: TestOf<'no-diagnosis'>['of']): Test => ({ kind: 'no-diagnosis', of });
