import { type ConditionName, conditionDefinition } from '../../../src/facts/conditions.ts';
import type { Row } from '../../support/decision-table.ts';
import {
  answers,
  both,
  having,
  himself,
  only,
  ordering,
  received,
  result,
  treatment,
  treatments,
  unread,
  unusable,
  withoutCondition,
} from '../../support/patient.ts';

const answered = (changed: Readonly<Record<string, boolean | undefined>>) => answers('hemgenix-bcbsks', changed);
const benefix = treatment('factorIX', {
  reference: 'MedicationStatement/benefix',
  kind: 'stated',
  current: true,
  schedule: 'routine',
  from: '2012-01-10',
});
const inhibitor = (...series: readonly (readonly [value: string, day: string])[]) =>
  only('factorIXInhibitor', ...series.map(([value, day]) => result('factorIXInhibitor', value, day)));
const weight = (value: string, day = '2026-08-01') => only('weight', result('weight', value, day));
const bleeds: readonly ConditionName[] = [
  'gastrointestinalHemorrhage',
  'pulmonaryHemorrhage',
  'hemarthrosis',
  'muscleHematoma',
  'umbilicalHemorrhage',
];
const riskFactors: readonly ConditionName[] = [
  'cirrhosis',
  'advancedFibrosis',
  'hepatitisB',
  'hepatitisC',
  'fattyLiver',
  'chronicAlcohol',
];
const unanswered = answered({
  'HKS-III.3': undefined,
  'HKS-III.5b': undefined,
  'HKS-III.6': undefined,
  'HKS-III.7': undefined,
  'HKS-III.9': undefined,
});

/** Rows on the lines that both versions word alike. */
export const sharedRows: readonly Row[] = [
  // HKS-I one dose, never renewed
  [
    'had Hemgenix in 2024',
    received('hemgenix', { from: '2024-02-01' }),
    'likely-denial excluded',
    { 'HKS-I': 'not-met +MedicationAdministration/hemgenix', 'HKS-III.3': 'not-met contradicted' },
  ],
  [
    'Hemgenix on record without a date',
    received('hemgenix'),
    'likely-approval',
    { 'HKS-I': 'met', 'HKS-III.3': 'met ~MedicationAdministration/hemgenix' },
  ],
  [
    'Hemgenix without a date, and no answer',
    both(received('hemgenix'), unanswered),
    'attestation-needed',
    { 'HKS-I': 'attest undated', 'HKS-III.3': 'attest undated' },
  ],
  [
    'had Hemgenix in 2023, day not recorded',
    received('hemgenix', { fromAtLatest: '2023-12-31' }),
    'likely-denial excluded',
    { 'HKS-I': 'not-met +MedicationAdministration/hemgenix' },
  ],
  [
    'had Hemgenix in the month before the as-of date, day not recorded',
    received('hemgenix', { fromAtLatest: '2026-07-31' }),
    'likely-denial excluded',
    { 'HKS-I': 'not-met' },
  ],
  [
    'Hemgenix in the month of the as-of date, day not recorded, and no answer',
    both(received('hemgenix', { fromAtLatest: '2026-08-31' }), unanswered),
    'attestation-needed',
    { 'HKS-I': 'attest undated' },
  ],
  [
    'Hemgenix handed over by a pharmacy, never said to be infused',
    both(received('hemgenix', { kind: 'dispensed', from: '2025-01-01' }), unanswered),
    'attestation-needed',
    { 'HKS-I': 'attest needs-statement ~MedicationAdministration/hemgenix' },
  ],
  [
    'Hemgenix given on the as-of date itself',
    both(received('hemgenix', { from: '2026-08-14' }), unanswered),
    'attestation-needed',
    { 'HKS-I': 'attest needs-statement' },
  ],
  [
    'an older order for Hemgenix, never given',
    both(received('hemgenix', { kind: 'ordered', from: '2025-01-01' }), unanswered),
    'attestation-needed',
    { 'HKS-I': 'attest needs-statement' },
  ],
  [
    'says that Hemgenix was given before',
    answered({ 'HKS-I': false }),
    'likely-denial excluded',
    { 'HKS-I': 'not-met' },
  ],
  [
    'says only that Hemgenix was never given',
    answered({ 'HKS-I': true, 'HKS-III.3': undefined }),
    'attestation-needed',
    { 'HKS-I': 'met', 'HKS-III.3': 'attest needs-statement' },
  ],

  // HKS-II one billable unit
  [
    'no quantity on a single-dose order',
    ordering({ quantity: undefined } as never),
    'likely-approval',
    { 'HKS-II': 'met' },
  ],
  [
    '2 kits',
    ordering({ quantity: { value: '2', unit: 'billable' } }),
    'likely-denial not-medically-necessary',
    { 'HKS-II': 'not-met' },
  ],
  ['16 vials', ordering({ quantity: { value: '16', unit: 'other' } }), 'likely-approval', { 'HKS-II': 'met' }],
  [
    'quantity 1 without a unit',
    ordering({ quantity: { value: '1', unit: 'not-stated' } }),
    'likely-approval',
    { 'HKS-II': 'met' },
  ],
  [
    'quantity 16 without a unit',
    ordering({ quantity: { value: '16', unit: 'not-stated' } }),
    'missing-documentation',
    { 'HKS-II': 'doc-missing unit-unknown' },
  ],
  [
    'quantity 0',
    ordering({ quantity: { value: '0', unit: 'billable' } }),
    'missing-documentation',
    { 'HKS-II': 'doc-missing implausible' },
  ],
  [
    'one kit with a refill',
    ordering({ administrations: 2 }),
    'likely-denial not-medically-necessary',
    { 'HKS-II': 'not-met' },
  ],
  [
    'an order that repeats without an end',
    ordering({ administrations: undefined }),
    'missing-documentation',
    { 'HKS-II': 'doc-missing not-on-record' },
  ],

  // HKS-III.1 age
  [
    'turns 18 on the day of infusion',
    (facts) => ({ ...facts, birthDate: '2008-08-14' }),
    'likely-approval',
    { 'HKS-III.1': 'met' },
  ],
  [
    'turns 18 the day after',
    (facts) => ({ ...facts, birthDate: '2008-08-15' }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.1': 'not-met' },
  ],
  [
    'turned 18 the day before',
    (facts) => ({ ...facts, birthDate: '2008-08-13' }),
    'likely-approval',
    { 'HKS-III.1': 'met' },
  ],
  [
    'born in 2008, day unknown',
    (facts) => ({ ...facts, birthDate: '2008' }),
    'missing-documentation',
    { 'HKS-III.1': 'doc-missing straddles-limit' },
  ],
  [
    'born in 2007, day unknown',
    (facts) => ({ ...facts, birthDate: '2007' }),
    'likely-approval',
    { 'HKS-III.1': 'met' },
  ],
  [
    'no birth date',
    (facts) => ({ ...facts, birthDate: undefined }) as never,
    'missing-documentation',
    { 'HKS-III.1': 'doc-missing not-on-record' },
  ],

  // HKS-III.2a diagnosis
  [
    'no diagnosis on record',
    withoutCondition('hemophiliaB'),
    'missing-documentation',
    { 'HKS-III.2a': 'doc-missing not-on-record', 'HKS-III.0': 'doc-missing not-on-record' },
  ],
  [
    'hemophilia B only suspected',
    both(withoutCondition('hemophiliaB'), having('hemophiliaB', { certain: false })),
    'missing-documentation',
    { 'HKS-III.2a': 'doc-missing not-final' },
  ],
  [
    'says so without a record',
    both(withoutCondition('hemophiliaB'), answered({ 'HKS-III.2a': true })),
    'missing-documentation',
    { 'HKS-III.2a': 'doc-missing needs-note' },
  ],
  [
    'acquired deficiency instead',
    both(withoutCondition('hemophiliaB'), having('acquiredFactorDeficiency')),
    'likely-denial not-medically-necessary',
    { 'HKS-III.2a': 'not-met' },
  ],
  [
    'hemophilia A instead',
    both(withoutCondition('hemophiliaB'), having('hemophiliaA')),
    'likely-denial not-medically-necessary',
    { 'HKS-III.2a': 'not-met' },
  ],
  [
    'acquired deficiency beside hemophilia B',
    having('acquiredFactorDeficiency'),
    'likely-approval',
    { 'HKS-III.2a': 'met' },
  ],
  [
    'hemophilia A, and the problem list could not be read',
    both(withoutCondition('hemophiliaB'), having('hemophiliaA'), unread('conditions')),
    'indeterminate technical',
    { 'HKS-III.2a': 'doc-missing not-read' },
  ],

  // HKS-III.2c prophylaxis
  [
    'BeneFIX dispensed, supply lasting, no order and no list entry',
    treatments({ ...benefix, kind: 'dispensed', schedule: 'not-stated' }),
    'missing-documentation',
    { 'HKS-III.2c': 'doc-missing not-on-record ~MedicationStatement/benefix' },
  ],
  ['dispenses not read', unread('medication-dispenses'), 'likely-approval', { 'HKS-III.2c': 'met' }],
  [
    'no factor IX product',
    treatments(),
    'missing-documentation',
    {
      'HKS-III.2c': 'doc-missing not-on-record',
      'HKS-III.4': 'attest needs-statement',
      'HKS-III.4a': 'attest needs-statement',
    },
  ],
  [
    'factor IX product, frequency not stated',
    treatments({ ...benefix, schedule: 'not-stated' }),
    'missing-documentation',
    { 'HKS-III.2c': 'doc-missing not-on-record', 'HKS-III.0': 'doc-missing not-on-record' },
  ],
  [
    'factor IX product by its name in text only',
    treatments({ ...benefix, decides: false }),
    'missing-documentation',
    { 'HKS-III.2c': 'doc-missing unspecific-code', 'HKS-III.4a': 'attest needs-statement' },
  ],
  [
    'factor IX product stopped in 2025',
    treatments({ ...benefix, current: false }),
    'missing-documentation',
    { 'HKS-III.2c': 'doc-missing not-on-record' },
  ],
  [
    'factor IX on demand',
    treatments({ ...benefix, schedule: 'on-demand' }),
    'missing-documentation',
    { 'HKS-III.2c': 'doc-missing needs-statement' },
  ],
  [
    'on demand, and stated not to be intolerant',
    both(treatments({ ...benefix, schedule: 'on-demand' }), answered({ 'HKS-III.2c': false })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.2c': 'not-met' },
  ],
  [
    'on demand, intolerance stated without a note',
    both(treatments({ ...benefix, schedule: 'on-demand' }), answered({ 'HKS-III.2c': true })),
    'missing-documentation',
    { 'HKS-III.2c': 'doc-missing needs-note' },
  ],
  [
    'allergic to factor IX, on none, bleeding history stated',
    both(treatments(), answered({ 'HKS-III.4': true }), (facts) => ({
      ...facts,
      allergies: [{ reference: 'AllergyIntolerance/1', kind: 'allergy', drug: 'factorIX', shown: 'BeneFIX' }],
    })),
    'likely-approval',
    { 'HKS-III.2c': 'met', 'HKS-III.4': 'met', 'HKS-III.4a': 'n/a other-branch' },
  ],
  [
    'weekly product beside one as needed',
    treatments(benefix, { ...benefix, reference: 'MedicationRequest/rescue', schedule: 'on-demand' }),
    'likely-approval',
    { 'HKS-III.2c': 'met' },
  ],
  [
    'weekly product, and the answer says no',
    answered({ 'HKS-III.2c': false }),
    'likely-approval',
    { 'HKS-III.2c': 'met contradicted' },
  ],

  [
    'no factor IX product found, and one record does not name its drug',
    both(treatments(), (facts) => ({ ...facts, unnamedDrugs: 1 })),
    'indeterminate technical',
    { 'HKS-III.2c': 'doc-missing not-read', 'HKS-III.3': 'met' },
  ],

  // HKS-III.3 no AAV gene therapy
  [
    'had Beqvez in 2024',
    received('beqvez', { from: '2024-02-01' }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.3': 'not-met contradicted +MedicationAdministration/beqvez', 'HKS-I': 'met' },
  ],
  [
    'had Roctavian in 2024',
    received('roctavian', { from: '2024-02-01' }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.3': 'not-met contradicted' },
  ],
  [
    'says that gene therapy was given',
    answered({ 'HKS-III.3': false }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.3': 'not-met', 'HKS-I': 'attest needs-statement' },
  ],
  [
    'nothing on record, nobody asked',
    unanswered,
    'attestation-needed',
    {
      'HKS-I': 'attest needs-statement',
      'HKS-III.3': 'attest needs-statement',
      'HKS-III.6': 'attest',
      'HKS-III.7': 'attest',
      'HKS-III.9': 'attest',
    },
  ],
  [
    'history of gene therapy coded, product unknown',
    both(having('geneTherapyHistory'), unanswered),
    'attestation-needed',
    { 'HKS-III.3': 'attest unspecific-code ~Condition/geneTherapyHistory', 'HKS-I': 'attest needs-statement' },
  ],
  [
    'Hemgenix billed in 2024',
    received('hemgenix', { kind: 'billed', from: '2024-02-01' }),
    'likely-denial excluded',
    { 'HKS-I': 'not-met +MedicationAdministration/hemgenix', 'HKS-III.3': 'not-met contradicted' },
  ],
  ...(['procedures', 'claims'] as const).map(
    (part): Row => [
      `${part} could not be read`,
      unread(part),
      'indeterminate technical',
      { 'HKS-III.3': 'attest not-read', 'HKS-I': 'attest not-read' },
    ],
  ),
  [
    'administrations could not be read',
    unread('medication-administrations'),
    'indeterminate technical',
    { 'HKS-III.3': 'attest not-read', 'HKS-I': 'attest not-read' },
  ],

  // HKS-III.4 bleeding burden: matters only where prophylaxis is excepted
  [
    'on no product, intracranial bleed coded',
    both(treatments(), having('intracranialHemorrhage')),
    'missing-documentation',
    {
      'HKS-III.4': 'met',
      'HKS-III.4b': 'met +Condition/intracranialHemorrhage',
      'HKS-III.4c': 'n/a other-branch ~Condition/intracranialHemorrhage',
    },
  ],
  [
    'on no product, says that bleeds were life-threatening',
    both(treatments(), answered({ 'HKS-III.4b': true })),
    'missing-documentation',
    { 'HKS-III.4': 'met', 'HKS-III.4b': 'met' },
  ],
  [
    'on no product, says that bleeds were repeated',
    both(treatments(), answered({ 'HKS-III.4c': true })),
    'missing-documentation',
    { 'HKS-III.4': 'met', 'HKS-III.4c': 'met' },
  ],
  [
    'on no product, says that he is on prophylaxis',
    both(treatments(), answered({ 'HKS-III.4a': true })),
    'missing-documentation',
    { 'HKS-III.4': 'met', 'HKS-III.4a': 'met' },
  ],
  [
    'on no product, says no to each',
    both(treatments(), answered({ 'HKS-III.4a': false, 'HKS-III.4b': false, 'HKS-III.4c': false })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.4': 'not-met', 'HKS-III.4a': 'not-met', 'HKS-III.4b': 'not-met', 'HKS-III.4c': 'not-met' },
  ],
  [
    'on no product, says no to all at once',
    both(treatments(), answered({ 'HKS-III.4': false })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.4': 'not-met' },
  ],
  [
    'on no product, one of three answered no',
    both(treatments(), answered({ 'HKS-III.4a': false })),
    'missing-documentation',
    { 'HKS-III.4': 'attest needs-statement' },
  ],
  ...bleeds.map(
    (bleed): Row => [
      `on no product, coded: ${conditionDefinition(bleed).display}`,
      both(treatments(), having(bleed)),
      'missing-documentation',
      {
        'HKS-III.4': 'attest needs-statement',
        'HKS-III.4b': `attest needs-statement ~Condition/${bleed}`,
        'HKS-III.4c': `attest needs-statement ~Condition/${bleed}`,
      },
    ],
  ),

  // HKS-III.5 inhibitors
  [
    'inhibitor 0.59 BU',
    inhibitor(['0.59', '2026-05-20']),
    'likely-approval',
    { 'HKS-III.5a': 'met', 'HKS-III.5c': 'n/a not-triggered' },
  ],
  [
    'inhibitor exactly 0.6 BU, no re-test',
    inhibitor(['0.6', '2026-05-20']),
    'missing-documentation',
    {
      'HKS-III.5a': 'doc-missing not-on-record',
      'HKS-III.5b': 'doc-missing',
      'HKS-III.5c': 'doc-missing not-on-record',
    },
  ],
  [
    'inhibitor 0.61 BU, no re-test',
    inhibitor(['0.61', '2026-05-20']),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing not-on-record' },
  ],
  ['inhibitor "<0.6 BU"', inhibitor(['<0.6', '2026-05-20']), 'likely-approval', { 'HKS-III.5a': 'met' }],
  [
    'inhibitor "<=0.6 BU"',
    inhibitor(['<=0.6', '2026-05-20']),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing straddles-limit' },
  ],
  [
    'inhibitor "<1.0 BU"',
    inhibitor(['<1.0', '2026-05-20']),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing straddles-limit' },
  ],
  [
    'inhibitor ">5 BU", twice',
    inhibitor(['>5', '2026-05-20'], ['>5', '2026-06-03']),
    'likely-denial not-medically-necessary',
    { 'HKS-III.5a': 'not-met', 'HKS-III.5b': 'not-met contradicted', 'HKS-III.5c': 'not-met' },
  ],
  [
    'inhibitor exactly 0.6 BU, confirmed',
    inhibitor(['0.6', '2026-05-20'], ['0.6', '2026-06-03']),
    'likely-denial not-medically-necessary',
    { 'HKS-III.5a': 'not-met', 'HKS-III.5b': 'not-met contradicted', 'HKS-III.5c': 'not-met' },
  ],
  [
    '0.8 BU, negative again after 21 days',
    inhibitor(['0.8', '2026-05-20'], ['<0.5', '2026-06-10']),
    'likely-approval',
    { 'HKS-III.5a': 'met', 'HKS-III.5b': 'met', 'HKS-III.5c': 'met', notice: 'false positive' },
  ],
  [
    '0.8 BU, negative again after 22 days',
    inhibitor(['0.8', '2026-05-20'], ['<0.5', '2026-06-11']),
    'missing-documentation',
    { 'HKS-III.5a': 'met', 'HKS-III.5b': 'doc-missing contradicted', 'HKS-III.5c': 'doc-missing too-old' },
  ],
  [
    '0.8 BU, negative re-test late, nobody asked',
    both(inhibitor(['0.8', '2026-05-20'], ['<0.5', '2026-06-11']), answered({ 'HKS-III.5b': undefined })),
    'missing-documentation',
    { 'HKS-III.5b': 'doc-missing conflicting' },
  ],
  [
    '0.8 BU, negative re-test late, says that there was one',
    both(inhibitor(['0.8', '2026-05-20'], ['<0.5', '2026-06-11']), answered({ 'HKS-III.5b': false })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.5b': 'not-met' },
  ],
  [
    'two positives years ago, negative now',
    inhibitor(['3', '2001-01-10'], ['4', '2001-02-10'], ['<0.5', '2026-05-20']),
    'likely-denial not-medically-necessary',
    { 'HKS-III.5a': 'met', 'HKS-III.5b': 'not-met contradicted' },
  ],
  [
    'inhibitor coded in the history',
    having('factorIXInhibitor'),
    'likely-denial not-medically-necessary',
    { 'HKS-III.5a': 'met', 'HKS-III.5b': 'not-met contradicted' },
  ],
  [
    'acquired hemophilia coded: which factor is not said',
    both(having('factorIXInhibitor', { decides: false }), unanswered),
    'attestation-needed',
    { 'HKS-III.5b': 'attest unspecific-code' },
  ],
  [
    'says that there was an inhibitor',
    answered({ 'HKS-III.5b': false }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.5b': 'not-met' },
  ],
  [
    'inhibitor history not asked',
    answered({ 'HKS-III.5b': undefined }),
    'attestation-needed',
    { 'HKS-III.5b': 'attest needs-statement' },
  ],
  [
    'inhibitor reported as negative, without a number',
    inhibitor(['not-detected', '2026-05-20']),
    'likely-approval',
    { 'HKS-III.5a': 'met', notice: 'without a number' },
  ],
  [
    'inhibitor reported as positive, without a number',
    inhibitor(['detected', '2026-05-20']),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing not-on-record' },
  ],
  [
    'inhibitor negative and positive on one day',
    only(
      'factorIXInhibitor',
      result('factorIXInhibitor', '0.3', '2026-05-20'),
      result('factorIXInhibitor', '0.9', '2026-05-20'),
    ),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing conflicting' },
  ],
  [
    'never tested for inhibitors',
    inhibitor(),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing not-on-record', 'HKS-III.0': 'doc-missing not-on-record' },
  ],
  [
    'inhibitor result only preliminary',
    only('factorIXInhibitor', unusable('factorIXInhibitor', 'not-final', '2026-05-20')),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing not-final' },
  ],
  [
    'inhibitor in an unreadable unit',
    only('factorIXInhibitor', unusable('factorIXInhibitor', 'unit-unknown', '2026-05-20')),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing unit-unknown' },
  ],
  [
    'inhibitor tested after the as-of date',
    inhibitor(['<0.5', '2026-08-15']),
    'missing-documentation',
    { 'HKS-III.5a': 'doc-missing not-on-record' },
  ],
  [
    'inhibitor result 13 months old',
    inhibitor(['<0.5', '2025-07-10']),
    'likely-approval',
    { 'HKS-III.5a': 'met', notice: 'more than 12 months old' },
  ],
  [
    'laboratory could not be read to the end',
    unread('laboratory'),
    'indeterminate technical',
    { 'HKS-III.5a': 'doc-missing not-read', 'HKS-III.5b': 'attest not-read' },
  ],

  // HKS-III.6, 7, 9: plans
  [
    'refuses monitoring',
    answered({ 'HKS-III.6': false }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.6': 'not-met' },
  ],
  [
    'will go on with prophylaxis',
    answered({ 'HKS-III.7': false }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.7': 'not-met' },
  ],
  [
    'no liver tests planned',
    answered({ 'HKS-III.9': false }),
    'likely-denial not-medically-necessary',
    { 'HKS-III.9': 'not-met' },
  ],
  [
    'liver tests stand beside the question',
    himself,
    'likely-approval',
    {
      'HKS-III.9':
        'met +Observation/alt-2026-07-30 +Observation/ast-2026-07-30 +Observation/alkalinePhosphatase-2026-07-30 +Observation/bilirubin-2026-07-30',
      'HKS-III.10': 'n/a not-triggered',
      'HKS-III.0': 'met',
      noNotice: 'no baseline',
    },
  ],
  [
    'no liver tests on record',
    (facts) => ({
      ...facts,
      labs: facts.labs.filter(({ lab }) => !['alt', 'ast', 'alkalinePhosphatase', 'bilirubin'].includes(lab)),
    }),
    'likely-approval',
    { 'HKS-III.9': 'met', notice: 'no baseline result on record' },
  ],
  [
    'answers could not be read',
    both(unanswered, unread('answers')),
    'indeterminate technical',
    { 'HKS-III.6': 'attest not-read' },
  ],
  [
    'two answers of one moment disagree',
    (facts) => ({
      ...facts,
      answers: [
        ...facts.answers,
        ...facts.answers
          .filter(({ criterion }) => criterion === 'HKS-III.6')
          .map((each) => ({ ...each, value: false })),
      ],
    }),
    'attestation-needed',
    { 'HKS-III.6': 'attest conflicting' },
  ],
  [
    'a newer answer counts',
    (facts) => ({
      ...facts,
      answers: [
        ...facts.answers.map((each) => ({
          ...each,
          value: each.criterion === 'HKS-III.6' ? false : each.value,
          at: each.at - 1,
        })),
        ...facts.answers.filter(({ criterion }) => criterion === 'HKS-III.6'),
      ],
    }),
    'likely-approval',
    { 'HKS-III.6': 'met' },
  ],
  [
    'answered the day after the order, called that day',
    (facts) => ({
      ...facts,
      today: '2026-08-20',
      answers: facts.answers.map((each) => ({ ...each, day: '2026-08-20' })),
    }),
    'likely-approval',
    { 'HKS-III.6': 'met' },
  ],
  [
    'answers dated in the future',
    (facts) => ({ ...facts, answers: facts.answers.map((each) => ({ ...each, day: '2026-08-15' })) }),
    'attestation-needed',
    { 'HKS-III.6': 'attest needs-statement' },
  ],

  // HKS-III.10 liver cancer risk
  ...riskFactors.map(
    (risk): Row => [
      `${conditionDefinition(risk).display}, surveillance not stated`,
      having(risk),
      'attestation-needed',
      { 'HKS-III.10': `attest needs-statement +Condition/${risk}` },
    ],
  ),
  [
    'hepatitis C, surveillance stated',
    both(having('hepatitisC'), answered({ 'HKS-III.10': true })),
    'likely-approval',
    { 'HKS-III.10': 'met' },
  ],
  [
    'hepatitis C, surveillance refused',
    both(having('hepatitisC'), answered({ 'HKS-III.10': false })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.10': 'not-met' },
  ],
  [
    'hepatitis C only suspected',
    having('hepatitisC', { certain: false }),
    'likely-approval',
    { 'HKS-III.10': 'n/a not-triggered' },
  ],
  [
    'problem list could not be read',
    both(having('hemophiliaB'), unread('conditions')),
    'indeterminate technical',
    { 'HKS-III.10': 'attest not-read', 'HKS-III.2a': 'met' },
  ],

  // HKS-DOSE: information, no row changes the outcome
  ['79 kg: kit of 16 vials', himself, 'likely-approval', { 'HKS-DOSE': 'met', noNotice: 'order says otherwise' }],
  [
    '75 kg: the order names the kit of 16',
    weight('75'),
    'likely-approval',
    { 'HKS-DOSE': 'n/a conflicting', notice: 'order says otherwise' },
  ],
  ['75.1 kg: kit of 16 vials', weight('75.1'), 'likely-approval', { 'HKS-DOSE': 'met' }],
  ['80 kg: kit of 16 vials', weight('80'), 'likely-approval', { 'HKS-DOSE': 'met' }],
  [
    '80.1 kg: kit of 17 vials',
    weight('80.1'),
    'likely-approval',
    { 'HKS-DOSE': 'n/a conflicting', notice: 'kit of 17 vials' },
  ],
  [
    '45 kg: no kit',
    both(weight('45'), ordering({ kitNdc: undefined } as never)),
    'likely-approval',
    { 'HKS-DOSE': 'n/a', notice: 'lists no kit' },
  ],
  [
    '45.1 kg: smallest kit',
    both(weight('45.1'), ordering({ kitNdc: '00053010010' })),
    'likely-approval',
    { 'HKS-DOSE': 'met', notice: 'below the first row' },
  ],
  [
    '240 kg: largest kit',
    both(weight('240'), ordering({ kitNdc: '00053048048' })),
    'likely-approval',
    { 'HKS-DOSE': 'met' },
  ],
  [
    '240.1 kg: no kit',
    both(weight('240.1'), ordering({ kitNdc: undefined } as never)),
    'likely-approval',
    { 'HKS-DOSE': 'n/a', notice: 'lists no kit' },
  ],
  ['no weight', only('weight'), 'likely-approval', { 'HKS-DOSE': 'n/a not-on-record' }],
  ['weight of 30 days ago', weight('79', '2026-07-15'), 'likely-approval', { 'HKS-DOSE': 'met', noNotice: 'days old' }],
  [
    'weight of 31 days ago',
    weight('79', '2026-07-14'),
    'likely-approval',
    { 'HKS-DOSE': 'met', notice: 'more than 30 days old' },
  ],
  [
    '158 mL ordered for 79 kg',
    ordering({ dose: { value: '158', unit: 'mL' } }),
    'likely-approval',
    { 'HKS-DOSE': 'met' },
  ],
  [
    '160 mL, the whole kit, ordered for 79 kg',
    ordering({ dose: { value: '160', unit: 'mL' } }),
    'likely-approval',
    { 'HKS-DOSE': 'met' },
  ],
  [
    '150 mL ordered for 79 kg',
    ordering({ dose: { value: '150', unit: 'mL' } }),
    'likely-approval',
    { 'HKS-DOSE': 'n/a conflicting' },
  ],
  ['2 mL/kg ordered', ordering({ dose: { value: '2', unit: 'mL/kg' } }), 'likely-approval', { 'HKS-DOSE': 'met' }],
  ['16 vials as the dose', ordering({ dose: { value: '16', unit: 'vial' } }), 'likely-approval', { 'HKS-DOSE': 'met' }],

  // two at once: a certain no outweighs an open question, and an exclusion outweighs another no
  [
    '17 years old and never tested for inhibitors',
    both(inhibitor(), (facts) => ({ ...facts, birthDate: '2009-01-01' })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.1': 'not-met', 'HKS-III.5a': 'doc-missing' },
  ],
  [
    '17 years old and had Hemgenix',
    both(received('hemgenix', { from: '2024-02-01' }), (facts) => ({ ...facts, birthDate: '2009-01-01' })),
    'likely-denial excluded',
    { 'HKS-III.1': 'not-met', 'HKS-I': 'not-met' },
  ],
  [
    '17 years old and the laboratory could not be read',
    both(unread('laboratory'), (facts) => ({ ...facts, birthDate: '2009-01-01' })),
    'likely-denial not-medically-necessary',
    { 'HKS-III.1': 'not-met' },
  ],
];
