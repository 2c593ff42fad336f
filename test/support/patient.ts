import type { ConditionName } from '../../src/facts/conditions.ts';
import type { Day } from '../../src/facts/day.ts';
import type { DrugName } from '../../src/facts/drugs.ts';
import type {
  Answer,
  Assay,
  ConditionFact,
  Facts,
  LabReading,
  OrderFacts,
  Source,
  Treatment,
} from '../../src/facts/facts.ts';
import { type Comparator, decimalOf, intervalOf } from '../../src/facts/interval.ts';
import type { LabName } from '../../src/facts/labs.ts';
import type { Reason, Unread } from '../../src/facts/reason.ts';

/** A change to a patient's facts. */
export type Change = (facts: Facts) => Facts;

/** Several changes, one after the other. */
export const both =
  (...changes: readonly Change[]): Change =>
  (facts) =>
    changes.reduce((current, change) => change(current), facts);

/** No change at all. */
export const himself: Change = (facts) => facts;

/** A result in the test's own unit, as `1.4`, `<1` or `>=2`; `detected` and `not-detected` are words. */
export function result(
  lab: LabName,
  value: string,
  day: Day,
  options: { readonly assay?: Assay; readonly reference?: string; readonly verdict?: 'normal' | 'abnormal' } = {},
): LabReading {
  const { assay = 'not-stated', reference = `Observation/${lab}-${day}`, verdict } = options;
  const base = { reference, lab, shown: value, assay, usable: true as const, day, ...(verdict && { verdict }) };
  if (value === 'detected' || value === 'not-detected') return { ...base, value: { kind: value } };
  const [, sign = '', number = ''] = /^(<=|>=|<|>)?(.+)$/.exec(value) ?? [];
  const interval = intervalOf((sign === '' ? '=' : sign) as Comparator, decimalOf(number) ?? '0');
  return { ...base, value: { kind: 'number', interval } };
}

/** A result that cannot be used, and why. */
export const unusable = (lab: LabName, because: Reason, day?: Day): LabReading => ({
  reference: `Observation/${lab}-unusable`,
  lab,
  shown: '?',
  assay: 'not-stated',
  usable: false,
  because,
  ...(day && { day }),
});

/** The results of one test are these and no others. */
export const only =
  (lab: LabName, ...readings: readonly LabReading[]): Change =>
  (facts) => ({ ...facts, labs: [...facts.labs.filter((reading) => reading.lab !== lab), ...readings] });

/** A diagnosis on record. */
export const condition = (name: ConditionName, options: Partial<ConditionFact> = {}): ConditionFact => ({
  reference: `Condition/${name}`,
  condition: name,
  shown: name,
  certain: true,
  active: true,
  decides: true,
  ...options,
});

/** One diagnosis more. */
export const having =
  (name: ConditionName, options: Partial<ConditionFact> = {}): Change =>
  (facts) => ({ ...facts, conditions: [...facts.conditions, condition(name, options)] });

/** Without a diagnosis. */
export const withoutCondition =
  (name: ConditionName): Change =>
  (facts) => ({ ...facts, conditions: facts.conditions.filter((fact) => fact.condition !== name) });

/** A drug on record. */
export const treatment = (drug: DrugName, options: Partial<Treatment> = {}): Treatment => ({
  reference: `MedicationAdministration/${drug}`,
  drug,
  shown: drug,
  kind: 'administered',
  current: false,
  schedule: 'not-stated',
  decides: true,
  ...options,
});

/** One drug more. */
export const received =
  (drug: DrugName, options: Partial<Treatment> = {}): Change =>
  (facts) => ({ ...facts, treatments: [...facts.treatments, treatment(drug, options)] });

/** The drugs on record are these and no others. */
export const treatments =
  (...list: readonly Treatment[]): Change =>
  (facts) => ({ ...facts, treatments: list });

/** An answer to a line, on the day before the order unless said otherwise. */
export const answer = (policy: string, criterion: string, value: boolean, day: Day = '2026-08-13'): Answer => ({
  reference: 'QuestionnaireResponse/1',
  policy,
  criterion,
  value,
  day,
  at: Date.parse(`${day}T12:00:00Z`),
});

/** Other answers to these lines than the patient had; `undefined` takes the answer away. */
export const answers =
  (policy: string, changed: Readonly<Record<string, boolean | undefined>>): Change =>
  (facts) => ({
    ...facts,
    answers: [
      ...facts.answers.filter(({ criterion }) => !Object.hasOwn(changed, criterion)),
      ...Object.entries(changed).flatMap(([criterion, value]) =>
        value === undefined ? [] : [answer(policy, criterion, value)],
      ),
    ],
  });

/** Two people answered these lines at the same moment, and do not agree. */
export const disagreeing =
  (policy: string, ...criteria: readonly string[]): Change =>
  (facts) => ({
    ...facts,
    answers: [
      ...facts.answers.filter(({ criterion }) => !criteria.includes(criterion)),
      ...criteria.flatMap((criterion) => [true, false].map((value) => answer(policy, criterion, value))),
    ],
  });

/** The order is different. */
export const ordering =
  (changed: Partial<OrderFacts>): Change =>
  (facts) => ({ ...facts, order: { ...facts.order, ...changed } });

/** Parts of the chart that could not be read. */
export const unread =
  (...sources: readonly Source[]): Change =>
  (facts) => ({
    ...facts,
    unread: Object.fromEntries(sources.map((source): [Source, Unread] => [source, 'not-read'])),
  });
