import type { Day } from '../facts/day.ts';
import type { DrugName } from '../facts/drugs.ts';
import type { Criterion, Group, Policy, Test } from './criterion.ts';
import type { LimitSign } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;
type Without<Kind extends Test['kind'], Given extends string> = Omit<TestOf<Kind>, 'kind' | Given>;
type Details = Omit<Criterion, 'id' | 'text' | 'test'>;

/** One version of a policy. */
export const policy = (version: Policy): Policy => version;

/** One line: its id, our paraphrase, our test of it, and where it stands. */
export const criterion = (id: string, text: string, test: Test, details: Details): Criterion => ({
  id,
  text,
  test,
  ...details,
});

/** Our interpretation of a line, signed with the day. */
export const reading = (signed: Day, says: string) => ({ says, signed });

/** All of the lines. */
export const all = (...of: readonly Criterion[]): Group => ({ kind: 'group', atLeast: 'all', of });

/** At least one of the lines. */
export const any = (...of: readonly Criterion[]): Group => ({ kind: 'group', atLeast: 1, of });

/** At least so many of the lines. */
export const atLeast = (count: number, ...of: readonly Criterion[]): Group => ({ kind: 'group', atLeast: count, of });

/** The same group with some lines written anew; a replaced group of lines takes its parts with it. */
export const replacing = (group: Group, ...lines: readonly Criterion[]): Group => ({
  ...group,
  of: group.of.map((line) => lines.find(({ id }) => id === line.id) ?? line),
});

/** The same group, for which a document is wanted as long as it is open. */
export const wantingDocument = (group: Group): Group => ({ ...group, open: 'doc-missing' });

type Years = `${LimitSign} ${number} years`;

/** Completed years of age on the as-of date; `remark` on those accepted ages within its limit. */
export const age = (limit: Years, remark?: { readonly limit: Years; readonly says: string }): Test => ({
  kind: 'age',
  limit,
  ...(remark && { remark }),
});

/** A confirmed diagnosis; those of `unless`, alone, show another cause. */
export const diagnosis = (
  of: TestOf<'diagnosis'>['of'],
  unless: TestOf<'diagnosis'>['unless'] = [],
  { printed = true }: { readonly printed?: boolean } = {},
): Test => ({ kind: 'diagnosis', of, unless, printed });

/** What the drug is ordered for. */
export const indication = (of: TestOf<'indication'>['of'], related: TestOf<'indication'>['related']): Test => ({
  kind: 'indication',
  of,
  related,
});

/** A disease behind another, confirmed or suspected. */
export const underlying = (of: TestOf<'underlying'>['of'], otherCause: TestOf<'underlying'>['otherCause']): Test => ({
  kind: 'underlying',
  of,
  otherCause,
});

/** A statement with a record behind it. */
export const priorResponse = (options: Without<'prior-response', never>): Test => ({
  kind: 'prior-response',
  ...options,
});

/** Had one of these drugs before. */
export const received = (...drugs: readonly DrugName[]): Test => ({ kind: 'received', drugs });

/** The size and frequency of an intravenous dose. */
export const dose = (limit: `${LimitSign} ${number} mg/kg`, everyHours: number): Test => ({
  kind: 'dose',
  limit,
  everyHours,
});

/** Routine prophylaxis with a product. */
export const prophylaxis = (product: DrugName, otherwise: TestOf<'prophylaxis'>['otherwise']): Test => ({
  kind: 'prophylaxis',
  product,
  otherwise,
});

/** Never had any of these drugs. */
export const neverReceived = (
  drugs: readonly DrugName[],
  options: Partial<Without<'never-received', 'drugs'>> = {},
): Test => ({
  kind: 'never-received',
  drugs,
  hints: [],
  ...options,
});

/** Had one of these diagnoses, now or earlier. */
export const everHad = (options: Without<'ever-had', never>): Test => ({ kind: 'ever-had', ...options });

/** Only a person can say. */
export const attested = (options: Partial<Without<'attested', never>> = {}): Test => ({
  kind: 'attested',
  showing: [],
  when: [],
  ...options,
});

/** Billable units ordered. */
export const quantity = (limit: `${LimitSign} ${number} unit`): Test => ({ kind: 'quantity', limit });

/** Information on dose and kit by weight. */
export const kit = (options: Without<'kit', never>): Test => ({ kind: 'kit', ...options });

/** The documents of these lines. */
export const documents = (...lines: readonly string[]): Test => ({ kind: 'documents', lines });

/** The type of a disease by its latest confirmed diagnosis: one that is asked for, or one that bars. */
export const currentType = (
  role: TestOf<'current-type'>['role'],
  of: TestOf<'current-type'>['of'],
  options: Pick<TestOf<'current-type'>, 'types'> & Partial<Pick<TestOf<'current-type'>, 'shownBy'>>,
): Test => ({ kind: 'current-type', role, of, shownBy: {}, ...options });

/** A statement with a note behind it. */
export const notedStatement = (options: Without<'noted-statement', never> = {}): Test => ({
  kind: 'noted-statement',
  ...options,
});

/** Prescribed by a specialist, or with one consulted. */
export const specialist = (...of: TestOf<'specialist'>['of']): Test => ({ kind: 'specialist', of });

/** The order names no other reason than these. */
export const statedReason = (...of: TestOf<'stated-reason'>['of']): Test => ({ kind: 'stated-reason', of });

/** Prescribed by, or together with, a specialist at an organization that its name tells in whole words. */
export const specialistAt = (of: TestOf<'specialist-at'>['of'], at: TestOf<'specialist-at'>['at']): Test => ({
  kind: 'specialist-at',
  of,
  at,
});

/** Exposure days to a product while on prophylaxis with it. */
export const exposureDays = (
  product: DrugName,
  limit: `${LimitSign} ${number} days`,
  options: Without<'exposure-days', 'product' | 'limit'>,
): Test => ({ kind: 'exposure-days', product, limit, ...options });

/** A history that has to be documented. */
export const documentedHistory = (options: Without<'documented-history', never>): Test => ({
  kind: 'documented-history',
  ...options,
});
