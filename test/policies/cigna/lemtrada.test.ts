import { describe, expect, test } from 'vitest';
import type { Status } from '../../../src/criteria/status.ts';
import { determine } from '../../../src/hooks/determination.ts';
import { payerOf } from '../../../src/hooks/payer-of.ts';
import v20240301 from '../../../src/policies/cigna/lemtrada/2024-03-01.ts';
import { payers } from '../../../src/policies/index.ts';
import { decisionTable, type Row } from '../../support/decision-table.ts';
import { both, having, himself, only, result, unread } from '../../support/patient.ts';
import { courseRows, otherRows, patientRows, stepRows } from './lemtrada-rows.ts';
import { answered, msB, secondCourse } from './ms-b.ts';

const excluded = 'likely-denial excluded';
const screen = (...values: readonly (readonly [value: string, day: string])[]) =>
  only(
    'hivScreen',
    ...values.map(([value, day], index) =>
      result('hivScreen', value, day, { reference: `Observation/screen-${index}` }),
    ),
  );
const rna = (value: string) => only('hivRna', result('hivRna', value, '2026-06-01'));

/** What each line can be (policies.md, Appendix A and rulings); `n/a` beside a taken branch of an `any` included. */
const allowed: Readonly<Record<string, readonly Status[]>> = {
  'LEM-A': ['met', 'not-met', 'doc-missing'],
  'LEM-B': ['met', 'not-met', 'doc-missing'],
  'LEM-C': ['met', 'not-met', 'doc-missing'],
  'LEM-C.i': ['met', 'not-met', 'doc-missing', 'n/a'],
  'LEM-C.ii': ['met', 'not-met', 'doc-missing', 'n/a'],
  'LEM-C.iii': ['met', 'not-met', 'doc-missing', 'attest', 'n/a'],
  'LEM-C.iv': ['met', 'not-met', 'doc-missing', 'attest', 'n/a'],
  'LEM-D': ['met', 'attest'],
  'LEM-DOSE': ['met', 'not-met', 'doc-missing'],
  'LEM-R1': ['met', 'not-met', 'doc-missing', 'attest', 'n/a'],
  'LEM-R2': ['met', 'not-met', 'doc-missing', 'n/a'],
  'LEM-X.CIS': ['met', 'not-met', 'doc-missing'],
  'LEM-X.DMT': ['met', 'not-met', 'attest'],
  'LEM-X.HIV': ['met', 'not-met', 'doc-missing'],
  'LEM-X.NR': ['met', 'not-met', 'doc-missing'],
  'LEM-X.OTHER': ['met', 'not-met', 'doc-missing'],
};

/** LEM-X.HIV: no test is asked for. */
const infectionRows: readonly Row[] = [
  ['HIV on record', having('hiv'), excluded, { 'LEM-X.HIV': 'not-met +Condition/hiv' }],
  [
    'HIV on record, denied',
    both(having('hiv'), answered({ 'LEM-X.HIV': true })),
    excluded,
    { 'LEM-X.HIV': 'not-met contradicted' },
  ],
  ['HIV said, nothing on record', answered({ 'LEM-X.HIV': false }), excluded, { 'LEM-X.HIV': 'not-met' }],
  [
    'HIV provisional',
    having('hiv', { certain: false }),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing not-final' },
  ],
  [
    'HIV by a code that only hints',
    having('hiv', { decides: false }),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing unspecific-code' },
  ],
  [
    'HIV marked as resolved',
    having('hiv', { active: false }),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing conflicting' },
  ],
  ['HIV RNA detected', rna('detected'), excluded, { 'LEM-X.HIV': 'not-met +Observation/hivRna-2026-06-01' }],
  ['HIV RNA 50 copies', rna('50'), excluded, { 'LEM-X.HIV': 'not-met' }],
  ['HIV RNA "<20"', rna('<20'), 'likely-approval', { 'LEM-X.HIV': 'met' }],
  ['HIV RNA not detected', rna('not-detected'), 'likely-approval', { 'LEM-X.HIV': 'met' }],
  [
    'HIV screen reactive',
    screen(['detected', '2026-06-01']),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing not-final ~Observation/screen-0' },
  ],
  [
    'HIV screen reactive, said to be clear',
    both(screen(['detected', '2026-06-01']), answered({ 'LEM-X.HIV': true })),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing not-final' },
  ],
  [
    'HIV screen reactive, RNA not detected',
    both(screen(['detected', '2026-06-01']), rna('not-detected')),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing not-final' },
  ],
  [
    'HIV screen reactive once, later not',
    screen(['detected', '2020-06-01'], ['not-detected', '2026-06-01']),
    'likely-approval',
    { 'LEM-X.HIV': 'met' },
  ],
  [
    'HIV screens of one day disagree',
    screen(['detected', '2026-06-01'], ['not-detected', '2026-06-01']),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing conflicting' },
  ],
  ['laboratory not read', unread('laboratory'), 'indeterminate technical', { 'LEM-X.HIV': 'doc-missing not-read' }],
];

decisionTable(v20240301, msB, allowed, [
  [
    'Ms. B herself',
    himself,
    'likely-approval',
    { 'LEM-B': 'met +Condition/msRelapsingRemitting', 'LEM-D': 'met +PractitionerRole/prescriber' },
  ],
  ...patientRows,
  ...stepRows,
  ...courseRows,
  ...otherRows,
  ...infectionRows,
]);

describe('lemtrada-cigna 2024-03-01 in a determination', () => {
  const occasion = { id: 'id', order: msB.order.reference, asOf: msB.asOf, notices: [] };
  const noticesOn = (asOf: string, authored = asOf) =>
    determine(
      v20240301,
      { ...msB, asOf, order: { ...msB.order, authored } },
      { ...occasion, asOf },
    ).determination.notices.join('\n');

  test.each([
    ['2025-02-28', undefined, false],
    ['2025-03-01', undefined, false],
    ['2025-03-02', undefined, true],
    ['2025-03-01', '2025-03-02', true],
  ])('on %s (ordered %s): past the review date is %s', (asOf, authored, past) => {
    expect(noticesOn(asOf, authored).includes('past its review date')).toBe(past);
  });

  test('is judged all the same, and says what the frame of the document says', () => {
    const { determination } = determine(v20240301, msB, occasion);
    expect(determination).toMatchObject({ outcome: 'likely-approval', request: 'initial' });
    for (const word of ['supersedes', 'delegated vendor', 'HIV', 'REMS'])
      expect(determination.notices.join('\n')).toContain(word);
  });

  test('is a continuation once Lemtrada was given', () => {
    expect(determine(v20240301, secondCourse(msB), occasion).determination.request).toBe('continuation');
  });
});

describe('Cigna as a payer', () => {
  const payerNamed = (...names: readonly string[]) =>
    payerOf({ reference: 'Coverage/1', names, identifiers: [], plan: [] } as never, payers);

  test.each([
    'Cigna',
    'CIGNA HEALTHCARE',
    'Cigna Health and Life Insurance Company',
    'Connecticut General Life Insurance Company',
    'Cigna HealthCare of St. Louis, Inc.',
  ])('%s', (name) => {
    expect(payerNamed(name)).toMatchObject({ kind: 'payer', payer: { id: 'cigna' } });
  });

  test.each([
    'Evernorth',
    'Evernorth Behavioral Health',
    'Cigna Dental Health of Texas, Inc.',
  ])('%s proves no plan of Cigna', (name) => {
    expect(payerNamed(name).kind).toBe('other-payer');
  });
});
