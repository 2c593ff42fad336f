import type { Status } from '../../../src/criteria/status.ts';
import type { Assay } from '../../../src/facts/facts.ts';
import v20251120 from '../../../src/policies/excellus/roctavian/2025-11-20.ts';
import type { DecisionTable, Row } from '../../support/decision-table.ts';
import { answers, both, himself, only, received, result, treatments, unread, unusable } from '../../support/patient.ts';
import { exclusionRows } from './exclusion-rows.ts';
import { mrC, RECENT } from './patients.ts';
import { sharedRows } from './shared-rows.ts';

const POLICY = 'roctavian-pharmacy-109';
const APPROVAL = 'likely-approval';
const MISSING = 'missing-documentation';
const DENIAL = 'likely-denial not-medically-necessary';
const UNREAD = 'indeterminate technical';

/** What each line can be (policies.md, Appendix A and rulings). */
const allowed: Readonly<Record<string, readonly Status[]>> = {
  'P109-ROC-1': ['met', 'attest'],
  'P109-ROC-2': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-3': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-3a': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-3b': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-4': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-5': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-6': ['met', 'not-met', 'doc-missing', 'attest'],
  'P109-ROC-6a': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-6b': ['met', 'not-met', 'doc-missing', 'attest'],
  'P109-ROC-7': ['met', 'not-met', 'attest'],
  'P109-ROC-8': ['met', 'not-met', 'attest'],
  'P109-ROC-9': ['met', 'not-met', 'doc-missing', 'attest'],
  'P109-ROC-9a': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-9a.B': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-9a.C': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-9b': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-9c': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-9d': ['met', 'not-met', 'doc-missing'],
  'P109-ROC-9e': ['met', 'not-met', 'attest'],
};

const fviii = (value: string, day = '2026-05-02') =>
  only('factorVIIIActivity', result('factorVIIIActivity', value, day));
const aav5 = (value: string, assay: Assay = 'neutralizing', verdict?: 'normal' | 'abnormal') =>
  only('aav5Antibody', result('aav5Antibody', value, RECENT, { assay, ...(verdict && { verdict }) }));
const stated = (value: boolean) => both(only('aav5Antibody'), answers(POLICY, { 'P109-ROC-5': value }));

const rows: readonly Row[] = [
  ['Mr. C himself', himself, APPROVAL, { 'P109-ROC-9': 'met', noNotice: ':' }],
  ...sharedRows({
    policy: POLICY,
    prefix: 'P109-ROC-',
    hemophilia: 'hemophiliaA',
    otherHemophilia: 'hemophiliaB',
    activity: 'factorVIIIActivity',
    product: 'factorVIII',
    inhibitor: 'factorVIIIInhibitor',
    convenience: 'P109-ROC-7',
    geneTherapy: 'P109-ROC-8',
  }),
  ...exclusionRows(POLICY, 'P109-ROC-9', 'hemophiliaB'),

  // P109-ROC-3b factor VIII activity < 1 IU/dL, strict
  ['FVIII 0.8 IU/dL', fviii('0.8'), APPROVAL, { 'P109-ROC-3b': 'met' }],
  ['FVIII 0.99 IU/dL', fviii('0.99'), APPROVAL, { 'P109-ROC-3b': 'met' }],
  ['FVIII exactly 1 IU/dL', fviii('1'), MISSING, { 'P109-ROC-3b': 'doc-missing on-treatment' }],
  ['FVIII exactly 1 IU/dL, before the first product', fviii('1', '2011-09-30'), DENIAL, { 'P109-ROC-3b': 'not-met' }],
  ['FVIII 1.01 IU/dL, before the first product', fviii('1.01', '2011-09-30'), DENIAL, { 'P109-ROC-3b': 'not-met' }],
  ['FVIII "<1 IU/dL"', fviii('<1'), APPROVAL, { 'P109-ROC-3b': 'met' }],
  ['FVIII "<=1 IU/dL"', fviii('<=1'), MISSING, { 'P109-ROC-3b': 'doc-missing straddles-limit' }],
  [
    'FVIII 40 IU/dL, before factor VIII and after emicizumab',
    both(fviii('40', '2011-09-30'), received('emicizumab', { from: '2011-01-10' })),
    MISSING,
    { 'P109-ROC-3b': 'doc-missing on-treatment' },
  ],
  [
    'FVIII 0.8 IU/dL, on emicizumab alone',
    both(fviii('0.8'), treatments()),
    APPROVAL,
    { 'P109-ROC-3b': 'met', 'P109-ROC-4': 'met' },
  ],

  // P109-ROC-5 no antibodies against AAV5
  ['AAV5 antibodies not detected', aav5('not-detected'), APPROVAL, { 'P109-ROC-5': 'met', noNotice: 'assay' }],
  [
    'AAV5 antibodies detected',
    aav5('detected'),
    DENIAL,
    { 'P109-ROC-5': 'not-met +Observation/aav5Antibody-2026-07-20' },
  ],
  ['AAV5 titer 1:1', aav5('1'), DENIAL, { 'P109-ROC-5': 'not-met' }],
  ['AAV5 titer 1:120', aav5('120'), DENIAL, { 'P109-ROC-5': 'not-met' }],
  ['AAV5 titer ">1:5"', aav5('>5'), DENIAL, { 'P109-ROC-5': 'not-met' }],
  ['AAV5 titer "<1:5"', aav5('<5'), APPROVAL, { 'P109-ROC-5': 'met' }],
  ['AAV5 titer "<1:49"', aav5('<49'), APPROVAL, { 'P109-ROC-5': 'met' }],
  ['AAV5 titer "<1:50"', aav5('<50'), APPROVAL, { 'P109-ROC-5': 'met' }],
  ['AAV5 titer "<1:51": no lowest dilution', aav5('<51'), MISSING, { 'P109-ROC-5': 'doc-missing straddles-limit' }],
  ['AAV5 titer "<1:678"', aav5('<678'), MISSING, { 'P109-ROC-5': 'doc-missing straddles-limit' }],
  ['AAV5 titer "<=1:5"', aav5('<=5'), MISSING, { 'P109-ROC-5': 'doc-missing straddles-limit' }],
  [
    'AAV5 titer 1:2, called normal',
    aav5('2', 'neutralizing', 'normal'),
    MISSING,
    { 'P109-ROC-5': 'doc-missing straddles-limit' },
  ],
  [
    'AAV5 titer "<1:5", called abnormal',
    aav5('<5', 'neutralizing', 'abnormal'),
    MISSING,
    { 'P109-ROC-5': 'doc-missing straddles-limit' },
  ],
  [
    'total antibodies not detected',
    aav5('not-detected', 'other'),
    APPROVAL,
    { 'P109-ROC-5': 'met', notice: 'neutralizing antibody assay' },
  ],
  [
    'total antibodies detected',
    aav5('detected', 'other'),
    DENIAL,
    { 'P109-ROC-5': 'not-met', notice: 'neutralizing antibody assay' },
  ],
  [
    'antibodies not detected, assay not told',
    aav5('not-detected', 'not-stated'),
    APPROVAL,
    { 'P109-ROC-5': 'met', notice: 'neutralizing antibody assay' },
  ],
  ['no AAV5 test', only('aav5Antibody'), MISSING, { 'P109-ROC-5': 'doc-missing not-on-record' }],
  ['no AAV5 test, none stated', stated(true), MISSING, { 'P109-ROC-5': 'doc-missing needs-note' }],
  ['no AAV5 test, antibodies stated', stated(false), DENIAL, { 'P109-ROC-5': 'not-met' }],
  [
    'AAV5 test preliminary',
    only('aav5Antibody', unusable('aav5Antibody', 'not-final', RECENT)),
    MISSING,
    { 'P109-ROC-5': 'doc-missing not-final' },
  ],
  [
    'AAV5 antibodies in 2024, none now',
    only(
      'aav5Antibody',
      result('aav5Antibody', 'detected', '2024-01-10'),
      result('aav5Antibody', 'not-detected', RECENT),
    ),
    APPROVAL,
    { 'P109-ROC-5': 'met ~Observation/aav5Antibody-2024-01-10' },
  ],
  [
    'AAV5 both ways on one day',
    only('aav5Antibody', result('aav5Antibody', 'detected', RECENT), result('aav5Antibody', 'not-detected', RECENT)),
    MISSING,
    { 'P109-ROC-5': 'doc-missing conflicting' },
  ],
  [
    'laboratory not read to the end, none detected',
    unread('laboratory'),
    UNREAD,
    { 'P109-ROC-5': 'doc-missing not-read' },
  ],
  [
    'laboratory not read to the end, antibodies detected',
    both(aav5('detected'), unread('laboratory')),
    DENIAL,
    { 'P109-ROC-5': 'not-met' },
  ],
];

/** The decision table of Roctavian under PHARMACY-109. */
export const tables: readonly DecisionTable[] = [{ policy: v20251120, patient: mrC, allowed, rows }];
