import type { Day } from './day.ts';
import type { Interval } from './interval.ts';

/** What is counted, by its name in our tables, with the lines that a person answers with a number (contract.md 6). */
const table = {
  factorIXExposureDays: { display: 'Factor IX exposure days', answeredAs: ['P109-HEM-4a'] },
} as const satisfies Readonly<Record<string, { readonly display: string; readonly answeredAs: readonly string[] }>>;

/** A count by its name in our tables. */
export type CountName = keyof typeof table;

/** The words a person reads for a count. */
export const countDisplay = (name: CountName): string => table[name].display;

/** What the number counts that a line is answered with; undefined for a line that is not answered with a number. */
export const countAnswered = (criterion: string): CountName | undefined =>
  (Object.keys(table) as CountName[]).find((name) => (table[name].answeredAs as readonly string[]).includes(criterion));

/** A count that a record documents or a person answered, such as exposure days. */
export interface CountFact {
  readonly reference: string;
  readonly count: CountName;
  /** Whole numbers: ">150" is everything above 150 (policies.md CR-5). */
  readonly value: Interval;
  readonly shown: string;
  readonly day?: Day;
  /** The line that it answers, and the policy whose questionnaire was answered: it counts for that line alone. Absent for a record. */
  readonly criterion?: string;
  readonly policy?: string;
}
