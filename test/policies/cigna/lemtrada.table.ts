import type { Status } from '../../../src/criteria/status.ts';
import v20240301 from '../../../src/policies/cigna/lemtrada/2024-03-01.ts';
import type { DecisionTable, Row } from '../../support/decision-table.ts';
import { both, having, himself, only, result, unread } from '../../support/patient.ts';
import { courseRows, otherRows, patientRows, stepRows } from './lemtrada-rows.ts';
import { answered, msB } from './ms-b.ts';

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

const rows: readonly Row[] = [
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
];

/** The decision table of the one version. */
export const tables: readonly DecisionTable[] = [{ policy: v20240301, patient: msB, allowed, rows }];
