import type { Status } from '../../../src/criteria/status.ts';
import { drugDisplay } from '../../../src/facts/drugs.ts';
import type { Assay } from '../../../src/facts/facts.ts';
import v20260108 from '../../../src/policies/bcbsks/hemgenix/2026-01-08.ts';
import v20260723 from '../../../src/policies/bcbsks/hemgenix/2026-07-23.ts';
import type { DecisionTable, Row } from '../../support/decision-table.ts';
import {
  answer,
  answers,
  both,
  himself,
  only,
  received,
  result,
  treatments,
  unread,
  unusable,
} from '../../support/patient.ts';
import { sharedRows } from './hemgenix-rows.ts';
import { mrA } from './mr-a.ts';

const answered = (changed: Readonly<Record<string, boolean | undefined>>) => answers('hemgenix-bcbsks', changed);
const fix = (...values: readonly string[]) =>
  only('factorIXActivity', ...values.map((value, index) => result('factorIXActivity', value, `2026-05-0${index + 1}`)));
const aav5 = (value: string, assay: Assay) =>
  only('aav5Antibody', result('aav5Antibody', value, '2026-05-20', { assay }));
const denial = 'likely-denial not-medically-necessary';

/** What each line can be (policies.md, Appendix A and rulings); `n/a` beside a taken branch of an `any` included. */
const allowed: Readonly<Record<string, readonly Status[]>> = {
  'HKS-I': ['met', 'not-met', 'attest'],
  'HKS-II': ['met', 'not-met', 'doc-missing'],
  'HKS-III.0': ['met', 'doc-missing'],
  'HKS-III.1': ['met', 'not-met', 'doc-missing'],
  'HKS-III.2a': ['met', 'not-met', 'doc-missing'],
  'HKS-III.2b': ['met', 'not-met', 'doc-missing'],
  'HKS-III.2c': ['met', 'not-met', 'doc-missing'],
  'HKS-III.3': ['met', 'not-met', 'attest'],
  'HKS-III.4': ['met', 'not-met', 'attest'],
  'HKS-III.4a': ['met', 'not-met', 'attest', 'n/a'],
  'HKS-III.4b': ['met', 'not-met', 'attest', 'n/a'],
  'HKS-III.4c': ['met', 'not-met', 'attest', 'n/a'],
  'HKS-III.5a': ['met', 'not-met', 'doc-missing'],
  'HKS-III.5b': ['met', 'not-met', 'doc-missing', 'attest'],
  'HKS-III.5c': ['met', 'not-met', 'doc-missing', 'n/a'],
  'HKS-III.6': ['met', 'not-met', 'attest'],
  'HKS-III.7': ['met', 'not-met', 'attest'],
  'HKS-III.8': ['met', 'not-met', 'doc-missing'],
  'HKS-III.8a': ['met', 'not-met', 'doc-missing', 'n/a'],
  'HKS-III.8b': ['met', 'not-met', 'doc-missing', 'n/a'],
  'HKS-III.9': ['met', 'not-met', 'attest'],
  'HKS-III.10': ['met', 'not-met', 'attest', 'n/a'],
  'HKS-DOSE': ['met', 'n/a'],
};

const currentRows: readonly Row[] = [
  [
    'Mr. A himself',
    himself,
    'likely-approval',
    {
      'HKS-III.2b': 'met +Observation/factorIXActivity-2011-09-30 ~Observation/factorIXActivity-2026-05-02',
      notice: 'factor IX activity',
    },
  ],
  ...sharedRows,

  // HKS-III.2b factor IX activity <= 2 %
  ['FIX exactly 2 %', fix('2'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX 2.00 %', fix('2.00'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX 1.99 %', fix('1.99'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX 2.01 %', fix('2.01'), 'missing-documentation', { 'HKS-III.2b': 'doc-missing on-treatment' }],
  ['FIX "<1 %"', fix('<1'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX "<2 %"', fix('<2'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX "<=2 %"', fix('<=2'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX "<3 %"', fix('<3'), 'missing-documentation', { 'HKS-III.2b': 'doc-missing straddles-limit' }],
  ['FIX ">1 %"', fix('>1'), 'missing-documentation', { 'HKS-III.2b': 'doc-missing straddles-limit' }],
  ['FIX ">=2 %"', fix('>=2'), 'missing-documentation', { 'HKS-III.2b': 'doc-missing straddles-limit' }],
  ['FIX ">2 %"', fix('>2'), 'missing-documentation', { 'HKS-III.2b': 'doc-missing on-treatment' }],
  ['FIX 1.4 %, then 38 % on product', fix('1.4', '38'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX 38 % on product, then 1.4 %', fix('38', '1.4'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  [
    'FIX 5 %, drawn before the first product',
    only('factorIXActivity', result('factorIXActivity', '5', '2011-09-30')),
    denial,
    { 'HKS-III.2b': 'not-met' },
  ],
  [
    'FIX 5 %, drawn on the day of the first product',
    only('factorIXActivity', result('factorIXActivity', '5', '2012-01-10')),
    'missing-documentation',
    { 'HKS-III.2b': 'doc-missing on-treatment' },
  ],
  [
    'FIX 5 % before and 6 % on product',
    only(
      'factorIXActivity',
      result('factorIXActivity', '5', '2011-09-30'),
      result('factorIXActivity', '6', '2026-05-02'),
    ),
    'missing-documentation',
    { 'HKS-III.2b': 'doc-missing on-treatment' },
  ],
  [
    'FIX 5 % and no product on record: silence is no washout',
    both(fix('5'), treatments()),
    'missing-documentation',
    { 'HKS-III.2b': 'doc-missing on-treatment' },
  ],
  [
    'FIX 5 % before product, laboratory not read to the end',
    both(only('factorIXActivity', result('factorIXActivity', '5', '2011-09-30')), unread('laboratory')),
    'indeterminate technical',
    { 'HKS-III.2b': 'doc-missing not-read' },
  ],
  [
    'no FIX activity',
    fix(),
    'missing-documentation',
    { 'HKS-III.2b': 'doc-missing not-on-record', 'HKS-III.0': 'doc-missing not-on-record' },
  ],
  [
    'no FIX activity, but stated',
    both(fix(), answered({ 'HKS-III.2b': true })),
    'missing-documentation',
    { 'HKS-III.2b': 'doc-missing needs-note' },
  ],
  [
    'FIX without a collection date',
    only('factorIXActivity', unusable('factorIXActivity', 'undated')),
    'missing-documentation',
    { 'HKS-III.2b': 'doc-missing undated' },
  ],
  ...(['hemgenix', 'beqvez', 'roctavian'] as const).map(
    (drug): Row => [
      `FIX 1 % and titer 1:100, both drawn after ${drugDisplay(drug)}`,
      both(fix('1'), aav5('100', '7-point'), received(drug, { from: '2026-01-15' })),
      drug === 'hemgenix' ? 'likely-denial excluded' : denial,
      {
        'HKS-III.2b': 'doc-missing not-on-record',
        'HKS-III.8a': 'doc-missing not-on-record',
        'HKS-III.8b': 'doc-missing not-on-record',
      },
    ],
  ),

  // HKS-III.8 AAV5 titer by assay
  ...(['677', '678'] as const).map(
    (titer): Row => [
      `titer 1:${titer} by 7-point`,
      aav5(titer, '7-point'),
      'likely-approval',
      { 'HKS-III.8': 'met', 'HKS-III.8a': 'met', 'HKS-III.8b': 'n/a other-branch' },
    ],
  ),
  ...(['679', '897', '898', '899'] as const).map(
    (titer): Row => [
      `titer 1:${titer} by 7-point`,
      aav5(titer, '7-point'),
      denial,
      { 'HKS-III.8': 'not-met', 'HKS-III.8a': 'not-met', 'HKS-III.8b': 'n/a other-branch' },
    ],
  ),
  ...(['677', '678', '679', '897', '898'] as const).map(
    (titer): Row => [
      `titer 1:${titer} by 9-point`,
      aav5(titer, '9-point'),
      'likely-approval',
      { 'HKS-III.8': 'met', 'HKS-III.8a': 'n/a other-branch', 'HKS-III.8b': 'met' },
    ],
  ),
  ['titer 1:899 by 9-point', aav5('899', '9-point'), denial, { 'HKS-III.8': 'not-met', 'HKS-III.8b': 'not-met' }],
  ...(['677', '678'] as const).map(
    (titer): Row => [
      `titer 1:${titer}, neutralizing, points not stated`,
      aav5(titer, 'neutralizing'),
      'likely-approval',
      { 'HKS-III.8': 'met', 'HKS-III.8a': 'met', 'HKS-III.8b': 'met' },
    ],
  ),
  ...(['679', '897', '898'] as const).map(
    (titer): Row => [
      `titer 1:${titer}, neutralizing, points not stated`,
      aav5(titer, 'neutralizing'),
      'missing-documentation',
      {
        'HKS-III.8': 'doc-missing assay-not-stated',
        'HKS-III.8a': 'doc-missing assay-not-stated',
        'HKS-III.8b': 'doc-missing assay-not-stated',
        'HKS-III.0': 'doc-missing assay-not-stated',
      },
    ],
  ),
  [
    'titer 1:899, neutralizing, points not stated',
    aav5('899', 'neutralizing'),
    denial,
    { 'HKS-III.8': 'not-met', 'HKS-III.8a': 'not-met', 'HKS-III.8b': 'not-met' },
  ],
  ...(['100', '678', '899'] as const).map(
    (titer): Row => [
      `titer 1:${titer} by ELISA`,
      aav5(titer, 'other'),
      'missing-documentation',
      { 'HKS-III.8': 'doc-missing assay-not-accepted' },
    ],
  ),
  ...(['100', '899'] as const).map(
    (titer): Row => [
      `titer 1:${titer}, kind of assay not stated`,
      aav5(titer, 'not-stated'),
      'missing-documentation',
      { 'HKS-III.8': 'doc-missing assay-not-stated' },
    ],
  ),
  ['titer "<1:5" by 7-point', aav5('<5', '7-point'), 'likely-approval', { 'HKS-III.8': 'met' }],
  [
    'titer "<1:700" by 7-point',
    aav5('<700', '7-point'),
    'missing-documentation',
    { 'HKS-III.8': 'doc-missing straddles-limit' },
  ],
  ['titer ">1:898" by 9-point', aav5('>898', '9-point'), denial, { 'HKS-III.8': 'not-met' }],
  ['neutralizing antibody not detected', aav5('not-detected', '7-point'), 'likely-approval', { 'HKS-III.8': 'met' }],
  [
    'neutralizing antibody not detected, points not stated',
    aav5('not-detected', 'neutralizing'),
    'likely-approval',
    { 'HKS-III.8': 'met' },
  ],
  [
    'neutralizing antibody detected, no titer',
    aav5('detected', '7-point'),
    'missing-documentation',
    { 'HKS-III.8': 'doc-missing straddles-limit' },
  ],
  [
    'total antibody not detected',
    aav5('not-detected', 'other'),
    'missing-documentation',
    { 'HKS-III.8': 'doc-missing assay-not-accepted' },
  ],
  [
    'no AAV5 test',
    only('aav5Antibody'),
    'missing-documentation',
    { 'HKS-III.8': 'doc-missing not-on-record', 'HKS-III.8a': 'doc-missing not-on-record' },
  ],
  [
    'AAV5 titer of 2024 too high, newest low',
    only(
      'aav5Antibody',
      result('aav5Antibody', '900', '2024-05-20', { assay: '7-point' }),
      result('aav5Antibody', '100', '2026-05-20', { assay: '7-point' }),
    ),
    'likely-approval',
    { 'HKS-III.8': 'met' },
  ],
  [
    'AAV5 titer of 2024 low, newest too high',
    only(
      'aav5Antibody',
      result('aav5Antibody', '100', '2024-05-20', { assay: '7-point' }),
      result('aav5Antibody', '900', '2026-05-20', { assay: '7-point' }),
    ),
    denial,
    { 'HKS-III.8': 'not-met' },
  ],
  [
    'a newer ELISA does not hide the 7-point result',
    only(
      'aav5Antibody',
      result('aav5Antibody', '100', '2024-05-20', { assay: '7-point' }),
      result('aav5Antibody', '900', '2026-05-20', { assay: 'other' }),
    ),
    'likely-approval',
    { 'HKS-III.8': 'met' },
  ],
  [
    'low by 7-point and high by 9-point on one day',
    only(
      'aav5Antibody',
      result('aav5Antibody', '650', '2026-05-20', { assay: '7-point' }),
      result('aav5Antibody', '950', '2026-05-20', { assay: '9-point' }),
    ),
    'likely-approval',
    { 'HKS-III.8': 'met', 'HKS-III.8a': 'met', 'HKS-III.8b': 'not-met' },
  ],
  [
    'low and high by 7-point on one day',
    only(
      'aav5Antibody',
      result('aav5Antibody', '650', '2026-05-20', { assay: '7-point' }),
      result('aav5Antibody', '950', '2026-05-20', { assay: '7-point' }),
    ),
    'missing-documentation',
    { 'HKS-III.8': 'doc-missing conflicting' },
  ],
];

const firstAllowed: typeof allowed = {
  ...Object.fromEntries(Object.entries(allowed).filter(([id]) => !id.startsWith('HKS-III.8'))),
  'HKS-III.2b': ['met', 'not-met', 'attest'],
  'HKS-III.8': ['met', 'not-met', 'attest'],
};

const firstRows: readonly Row[] = [
  ['Mr. A himself', himself, 'likely-approval', { 'HKS-III.2b': 'met', notice: 'factor IX inhibitor test' }],
  ...sharedRows,
  ['FIX exactly 2 %, nothing stated', fix('2'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  ['FIX 2.01 %, nothing stated', fix('2.01'), 'attestation-needed', { 'HKS-III.2b': 'attest needs-statement' }],
  ['FIX 1.99 %, nothing stated', fix('1.99'), 'likely-approval', { 'HKS-III.2b': 'met' }],
  [
    'FIX 38 % on product, attested by the physician',
    both(fix('38'), answered({ 'HKS-III.2b': true })),
    'likely-approval',
    { 'HKS-III.2b': 'met' },
  ],
  [
    'no FIX activity, attested by the physician',
    both(fix(), answered({ 'HKS-III.2b': true })),
    'likely-approval',
    { 'HKS-III.2b': 'met' },
  ],
  [
    'no FIX activity, denied by the physician',
    both(fix(), answered({ 'HKS-III.2b': false })),
    denial,
    { 'HKS-III.2b': 'not-met' },
  ],
  [
    'FIX 1 %, denied by the physician',
    both(fix('1'), answered({ 'HKS-III.2b': false })),
    'likely-approval',
    { 'HKS-III.2b': 'met contradicted' },
  ],
  ...(['hemgenix', 'beqvez', 'roctavian'] as const).map(
    (drug): Row => [
      `FIX 1 % drawn after ${drugDisplay(drug)}`,
      both(fix('1'), received(drug, { from: '2026-01-15' })),
      drug === 'hemgenix' ? 'likely-denial excluded' : denial,
      { 'HKS-III.2b': 'attest needs-statement' },
    ],
  ),
  [
    'titer 1:5000 by 7-point: this wording has no limit',
    aav5('5000', '7-point'),
    'likely-approval',
    { 'HKS-III.8': 'met +Observation/aav5Antibody-2026-05-20' },
  ],
  ['titer not part of the evaluation', answered({ 'HKS-III.8': false }), denial, { 'HKS-III.8': 'not-met' }],
  [
    'titer not mentioned',
    answered({ 'HKS-III.8': undefined }),
    'attestation-needed',
    { 'HKS-III.8': 'attest needs-statement' },
  ],
];

/** The decision tables of both versions, newest first. */
export const tables: readonly DecisionTable[] = [
  { policy: v20260723, patient: mrA, allowed, rows: currentRows },
  {
    policy: v20260108,
    patient: { ...mrA, answers: [...mrA.answers, answer('hemgenix-bcbsks', 'HKS-III.8', true)] },
    allowed: firstAllowed,
    rows: firstRows,
  },
];
