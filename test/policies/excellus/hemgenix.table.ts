import type { Status } from '../../../src/criteria/status.ts';
import type { CountFact, LabReading, Treatment } from '../../../src/facts/facts.ts';
import { type Comparator, intervalOf } from '../../../src/facts/interval.ts';
import v20251120 from '../../../src/policies/excellus/hemgenix/2025-11-20.ts';
import type { DecisionTable, Row } from '../../support/decision-table.ts';
import {
  answers,
  both,
  type Change,
  himself,
  only,
  result,
  treatment,
  unread,
  unusable,
} from '../../support/patient.ts';
import { exclusionRows } from './exclusion-rows.ts';
import { mrB, RECENT } from './patients.ts';
import { sharedRows } from './shared-rows.ts';

const POLICY = 'hemgenix-pharmacy-109';
const APPROVAL = 'likely-approval';
const MISSING = 'missing-documentation';
const DENIAL = 'likely-denial not-medically-necessary';
const UNREAD = 'indeterminate technical';

/** What each line can be (policies.md, Appendix A and rulings). */
const allowed: Readonly<Record<string, readonly Status[]>> = {
  'P109-HEM-1': ['met', 'attest'],
  'P109-HEM-2': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-3': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-3a': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-3b': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-4': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-4a': ['met', 'not-met', 'doc-missing', 'n/a'],
  'P109-HEM-4b': ['met', 'not-met', 'attest'],
  'P109-HEM-5': ['met', 'doc-missing'],
  'P109-HEM-6': ['met', 'not-met', 'doc-missing', 'attest'],
  'P109-HEM-6a': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-6b': ['met', 'not-met', 'doc-missing', 'attest'],
  'P109-HEM-7': ['met', 'not-met', 'attest'],
  'P109-HEM-8': ['met', 'not-met', 'doc-missing', 'attest'],
  'P109-HEM-8a': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-8a.B': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-8a.C': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-8b': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-8c': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-8d': ['met', 'not-met', 'doc-missing'],
  'P109-HEM-8e': ['met', 'not-met', 'attest'],
};

const fix = (value: string) => only('factorIXActivity', result('factorIXActivity', value, '2026-05-02'));
/** `160` is that number, `>150` everything above it. */
const written = (value: string): CountFact['value'] => {
  const [, sign = '', number = ''] = /^([<>]=?)?(\d+)$/.exec(value) ?? [];
  return intervalOf((sign === '' ? '=' : sign) as Comparator, number);
};
const counted =
  (...given: readonly (readonly [value: string, day?: string])[]): Change =>
  (facts) => ({
    ...facts,
    counts: given.map(
      ([value, day]): CountFact => ({
        reference: `Observation/exposure-${day ?? 'undated'}`,
        count: 'factorIXExposureDays',
        value: written(value),
        shown: value,
        ...(day && { day }),
      }),
    ),
  });
const onProduct =
  (...changes: readonly Partial<Treatment>[]): Change =>
  (facts) => ({
    ...facts,
    treatments: changes.map((changed) =>
      treatment('factorIX', { kind: 'stated', current: true, schedule: 'routine', from: '2012-01-10', ...changed }),
    ),
  });
/** So many days with a recorded dose, beside the regimen; the first day has two. */
const dosed =
  (days: number): Change =>
  (facts) => ({
    ...facts,
    treatments: [
      ...facts.treatments,
      ...Array.from({ length: days + 1 }, (_, index) =>
        treatment('factorIX', {
          reference: `MedicationAdministration/${index}`,
          from: new Date(Date.UTC(2025, 0, 1 + Math.max(0, index - 1))).toISOString().slice(0, 10),
        }),
      ),
    ],
  });
const days = (value: boolean | undefined) => answers(POLICY, { 'P109-HEM-4a': value });
const aav5 = (...readings: readonly LabReading[]) => only('aav5Antibody', ...readings);

const rows: readonly Row[] = [
  ['Mr. B himself', himself, APPROVAL, { 'P109-HEM-8': 'met', noNotice: ':' }],
  ...sharedRows({
    policy: POLICY,
    prefix: 'P109-HEM-',
    hemophilia: 'hemophiliaB',
    otherHemophilia: 'hemophiliaA',
    activity: 'factorIXActivity',
    product: 'factorIX',
    inhibitor: 'factorIXInhibitor',
    convenience: 'P109-HEM-4b',
    geneTherapy: 'P109-HEM-7',
  }),
  ...exclusionRows(POLICY, 'P109-HEM-8', 'hemophiliaA'),

  // P109-HEM-3b factor IX activity <= 2 %
  ['FIX 1.99 %', fix('1.99'), APPROVAL, { 'P109-HEM-3b': 'met' }],
  ['FIX exactly 2 %', fix('2'), APPROVAL, { 'P109-HEM-3b': 'met' }],
  ['FIX 2.01 %', fix('2.01'), MISSING, { 'P109-HEM-3b': 'doc-missing on-treatment' }],
  ['FIX "<3 %"', fix('<3'), MISSING, { 'P109-HEM-3b': 'doc-missing straddles-limit' }],

  // P109-HEM-4a at least 150 exposure days while on prophylaxis
  [
    '149 exposure days documented',
    counted(['149', '2026-07-01']),
    DENIAL,
    { 'P109-HEM-4a': 'not-met +Observation/exposure-2026-07-01' },
  ],
  ['150 exposure days documented', counted(['150', '2026-07-01']), APPROVAL, { 'P109-HEM-4a': 'met' }],
  ['151 exposure days documented', counted(['151', '2026-07-01']), APPROVAL, { 'P109-HEM-4a': 'met' }],
  ['150 exposure days, without a day', counted(['150']), APPROVAL, { 'P109-HEM-4a': 'met' }],
  ['149 exposure days, without a day', counted(['149']), DENIAL, { 'P109-HEM-4a': 'not-met' }],
  [
    '100 exposure days in 2015, 400 now',
    counted(['100', '2015-07-01'], ['400', '2026-07-01']),
    APPROVAL,
    { 'P109-HEM-4a': 'met ~Observation/exposure-2015-07-01' },
  ],
  [
    '400 exposure days in 2015, 100 now',
    counted(['400', '2015-07-01'], ['100', '2026-07-01']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing conflicting' },
  ],
  [
    '140 and 160 exposure days of one day',
    counted(['140', '2026-07-01'], ['160', '2026-07-01']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing conflicting' },
  ],
  ['100 exposure days, 12 months ago', counted(['100', '2025-08-14']), DENIAL, { 'P109-HEM-4a': 'not-met' }],
  [
    '100 exposure days, more than 12 months ago',
    counted(['100', '2025-08-13']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing too-old' },
  ],
  [
    '150 exposure days, counted after the as-of date',
    counted(['150', '2026-08-15']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing not-on-record' },
  ],
  ['">150" exposure days', counted(['>150', '2026-07-01']), APPROVAL, { 'P109-HEM-4a': 'met' }],
  ['">=150" exposure days', counted(['>=150', '2026-07-01']), APPROVAL, { 'P109-HEM-4a': 'met' }],
  [
    '"<150" exposure days',
    counted(['<150', '2026-07-01']),
    DENIAL,
    { 'P109-HEM-4a': 'not-met +Observation/exposure-2026-07-01' },
  ],
  [
    '"<=150" exposure days',
    counted(['<=150', '2026-07-01']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing straddles-limit' },
  ],
  [
    '">100" exposure days',
    counted(['>100', '2026-07-01']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing straddles-limit ~Observation/exposure-2026-07-01' },
  ],
  [
    '">100" exposure days of more than 12 months ago',
    counted(['>100', '2025-08-13']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing straddles-limit' },
  ],
  [
    '160 exposure days in 2015, ">100" now',
    counted(['160', '2015-07-01'], ['>100', '2026-07-01']),
    APPROVAL,
    { 'P109-HEM-4a': 'met +Observation/exposure-2015-07-01 ~Observation/exposure-2026-07-01' },
  ],
  [
    '">100" exposure days, doses on 150 days on record',
    both(counted(['>100', '2026-07-01']), dosed(150)),
    APPROVAL,
    { 'P109-HEM-4a': 'met +MedicationAdministration/0' },
  ],
  [
    '">150" and 100 exposure days of one day',
    counted(['>150', '2026-07-01'], ['100', '2026-07-01']),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing conflicting' },
  ],
  [
    '">100" exposure days, laboratory not read to the end',
    both(counted(['>100', '2026-07-01']), unread('laboratory')),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],
  ['exposure days not documented', counted(), MISSING, { 'P109-HEM-4a': 'doc-missing not-on-record' }],
  [
    'not documented, stated to be enough',
    both(counted(), days(true)),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing needs-note' },
  ],
  ['not documented, stated to be too few', both(counted(), days(false)), DENIAL, { 'P109-HEM-4a': 'not-met' }],
  [
    '150 documented, stated to be too few',
    both(counted(['150', '2026-07-01']), days(false)),
    APPROVAL,
    { 'P109-HEM-4a': 'met contradicted' },
  ],
  [
    'doses on 150 days on record',
    both(counted(), dosed(150)),
    APPROVAL,
    { 'P109-HEM-4a': 'met +MedicationAdministration/0' },
  ],
  [
    'doses on 149 days on record: only a floor',
    both(counted(), dosed(149)),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing not-on-record ~MedicationAdministration/0' },
  ],
  [
    'doses on 150 days on record, 100 documented',
    both(counted(['100', '2026-07-01']), dosed(150)),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing conflicting' },
  ],
  ['on no factor IX', both(counted(), onProduct()), APPROVAL, { 'P109-HEM-4a': 'n/a not-triggered' }],
  [
    'factor IX on demand',
    both(counted(), onProduct({ schedule: 'on-demand' })),
    APPROVAL,
    { 'P109-HEM-4a': 'n/a not-triggered' },
  ],
  [
    'factor IX stopped',
    both(counted(), onProduct({ current: false })),
    APPROVAL,
    { 'P109-HEM-4a': 'n/a not-triggered' },
  ],
  [
    'factor IX, frequency not stated',
    both(counted(['100', '2026-07-01']), onProduct({ schedule: 'not-stated' })),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing not-on-record' },
  ],
  [
    'factor IX by its text only',
    both(counted(['100', '2026-07-01']), onProduct({ decides: false })),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing unspecific-code' },
  ],
  [
    'factor IX, frequency not stated, 150 days',
    both(counted(['150', '2026-07-01']), onProduct({ schedule: 'not-stated' })),
    APPROVAL,
    { 'P109-HEM-4a': 'met' },
  ],
  [
    'on no factor IX, one record does not name its drug',
    both(counted(['100', '2026-07-01']), onProduct(), (facts) => ({ ...facts, unnamedDrugs: 1 })),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],
  [
    'factor IX dispensed, supply lasting, not ordered',
    both(counted(['100', '2026-07-01']), onProduct({ kind: 'dispensed', schedule: 'not-stated' })),
    MISSING,
    { 'P109-HEM-4a': 'doc-missing not-on-record' },
  ],
  [
    'factor IX on demand, and dispensed',
    both(
      counted(['100', '2026-07-01']),
      onProduct({ schedule: 'on-demand' }, { kind: 'dispensed', schedule: 'not-stated' }),
    ),
    APPROVAL,
    { 'P109-HEM-4a': 'n/a not-triggered' },
  ],
  [
    'on no factor IX, dispenses not read',
    both(counted(['100', '2026-07-01']), onProduct(), unread('medication-dispenses')),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],
  [
    'on no factor IX, dispenses not read, nothing counted',
    both(counted(), onProduct(), unread('medication-dispenses')),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],
  [
    'on no factor IX, dispenses not read, stated to be too few',
    both(counted(), onProduct(), unread('medication-dispenses'), days(false)),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],
  [
    'on no factor IX, dispenses not read, 150 days counted',
    both(counted(['150', '2026-07-01']), onProduct(), unread('medication-dispenses')),
    APPROVAL,
    { 'P109-HEM-4a': 'met' },
  ],
  [
    'on no factor IX, orders not read',
    both(counted(['100', '2026-07-01']), onProduct(), unread('medication-requests')),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],
  [
    'not documented, laboratory not read',
    both(counted(), unread('laboratory')),
    UNREAD,
    { 'P109-HEM-4a': 'doc-missing not-read' },
  ],

  // P109-HEM-5 screened for AAV5 antibodies, any result
  [
    'AAV5 antibodies found',
    aav5(result('aav5Antibody', 'detected', RECENT, { assay: 'neutralizing' })),
    APPROVAL,
    { 'P109-HEM-5': 'met +Observation/aav5Antibody-2026-07-20' },
  ],
  [
    'AAV5 titer 1:5000 of 2024',
    aav5(result('aav5Antibody', '5000', '2024-01-10', { assay: '7-point' })),
    APPROVAL,
    { 'P109-HEM-5': 'met', noNotice: 'neutralizing' },
  ],
  [
    'AAV5 total antibodies',
    aav5(result('aav5Antibody', 'not-detected', RECENT, { assay: 'other' })),
    APPROVAL,
    { 'P109-HEM-5': 'met', notice: 'neutralizing antibody assay' },
  ],
  ['not screened', aav5(), MISSING, { 'P109-HEM-5': 'doc-missing not-on-record' }],
  [
    'screening stated without a report',
    both(aav5(), answers(POLICY, { 'P109-HEM-5': true })),
    MISSING,
    { 'P109-HEM-5': 'doc-missing needs-note' },
  ],
  [
    'says that nobody screened: it can still be done',
    both(aav5(), answers(POLICY, { 'P109-HEM-5': false })),
    MISSING,
    { 'P109-HEM-5': 'doc-missing not-on-record' },
  ],
  [
    'screened, and the answer says no',
    answers(POLICY, { 'P109-HEM-5': false }),
    APPROVAL,
    { 'P109-HEM-5': 'met contradicted' },
  ],
  [
    'screening preliminary',
    aav5(unusable('aav5Antibody', 'not-final', RECENT)),
    MISSING,
    { 'P109-HEM-5': 'doc-missing not-final' },
  ],
  [
    'screened after the as-of date',
    aav5(result('aav5Antibody', '120', '2026-08-15')),
    MISSING,
    { 'P109-HEM-5': 'doc-missing not-on-record' },
  ],
  ['screened, laboratory not read to the end', unread('laboratory'), UNREAD, { 'P109-HEM-5': 'met' }],
];

/** The decision table of Hemgenix under PHARMACY-109. */
export const tables: readonly DecisionTable[] = [{ policy: v20251120, patient: mrB, allowed, rows }];
