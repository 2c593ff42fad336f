import type { ConditionName } from '../../../src/facts/conditions.ts';
import { conditionDefinition } from '../../../src/facts/conditions.ts';
import { drugDisplay } from '../../../src/facts/drugs.ts';
import type { OrderFacts } from '../../../src/facts/facts.ts';
import { firstAgents, otherAgents } from '../../../src/policies/cigna/lemtrada/about.ts';
import type { Row } from '../../support/decision-table.ts';
import {
  both,
  type Change,
  condition,
  disagreeing,
  having,
  ordering,
  received,
  treatment,
  treatments,
  unread,
  withoutCondition,
} from '../../support/patient.ts';
import { answered, clinician, given, noted, reactingTo, secondCourse, seenBy, stopped, untreated } from './ms-b.ts';

const denial = 'likely-denial not-medically-necessary';
const missing = 'missing-documentation';
const approval = 'likely-approval';
const technical = 'indeterminate technical';
const excluded = 'likely-denial excluded';

const born =
  (birthDate: string, asOf = '2026-08-14'): Change =>
  (facts) => ({ ...facts, birthDate, asOf, today: asOf });
const without = withoutCondition('msRelapsingRemitting');
const only = (name: ConditionName, options: Parameters<typeof condition>[1] = {}) =>
  both(without, having(name, options));
const dated = (name: ConditionName, day: string) => having(name, { reference: `Condition/${name}-${day}`, day });
const unnamed: Change = (facts) => ({ ...facts, unnamedDrugs: 1 });
const ordered = (changed: Partial<OrderFacts>) => ordering(changed);
const course = (count: number, value = '12'): Change =>
  ordered({ dose: { value, unit: 'mg' }, frequency: { times: 1, hours: 24, count }, administrations: count });
const missingOf =
  (...members: readonly (keyof OrderFacts)[]): Change =>
  (facts) => ({
    ...facts,
    order: Object.fromEntries(
      Object.entries(facts.order).filter(([member]) => !(members as readonly string[]).includes(member)),
    ) as unknown as OrderFacts,
  });
const lastDose = (day: string) =>
  both(secondCourse, treatments(...given('2024-01-15', day)), reactingTo('fingolimod'), reactingTo('siponimod'));

/** Age, type of disease, and the exclusions by type and reason. */
export const patientRows: readonly Row[] = [
  // LEM-A 17 or older
  ['16 years 364 days', born('2009-08-15'), denial, { 'LEM-A': 'not-met' }],
  ['17 on the day', born('2009-08-14'), approval, { 'LEM-A': 'met', notice: 'label speaks of adults' }],
  ['17 years and a day', born('2009-08-13'), approval, { 'LEM-A': 'met', notice: 'label speaks of adults' }],
  ['17 years 364 days', born('2008-08-15'), approval, { 'LEM-A': 'met', notice: 'label speaks of adults' }],
  ['18 on the day', born('2008-08-14'), approval, { 'LEM-A': 'met', noNotice: 'label speaks of adults' }],
  ['19 years old', born('2007-08-14'), approval, { 'LEM-A': 'met', noNotice: 'label speaks of adults' }],
  ['born on 29 February, 28 February 17 years later', born('2008-02-29', '2025-02-28'), denial, { 'LEM-A': 'not-met' }],
  ['born on 29 February, 1 March 17 years later', born('2008-02-29', '2025-03-01'), approval, { 'LEM-A': 'met' }],
  ['no birth date', (facts) => ({ ...facts, birthDate: '' }), missing, { 'LEM-A': 'doc-missing not-on-record' }],
  ['birth year 2009 alone', born('2009'), missing, { 'LEM-A': 'doc-missing straddles-limit' }],

  // LEM-B type of disease, LEM-X.NR, LEM-X.CIS
  [
    'active secondary progressive',
    only('msSecondaryProgressiveActive'),
    approval,
    { 'LEM-B': 'met +Condition/msSecondaryProgressiveActive' },
  ],
  ['primary progressive', only('msPrimaryProgressive'), excluded, { 'LEM-B': 'not-met', 'LEM-X.NR': 'not-met' }],
  [
    'non-active secondary progressive',
    only('msSecondaryProgressiveInactive'),
    excluded,
    { 'LEM-B': 'not-met', 'LEM-X.NR': 'not-met' },
  ],
  [
    'clinically isolated syndrome',
    only('clinicallyIsolatedSyndrome'),
    excluded,
    { 'LEM-B': 'not-met', 'LEM-X.CIS': 'not-met', 'LEM-X.NR': 'met' },
  ],
  [
    'multiple sclerosis without a type',
    only('msUnspecified'),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code', 'LEM-X.NR': 'met', 'LEM-X.CIS': 'met' },
  ],
  [
    'secondary progressive, activity not coded',
    only('msSecondaryProgressive'),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code', 'LEM-X.NR': 'met' },
  ],
  [
    'type stated, not coded',
    both(only('msUnspecified'), answered({ 'LEM-B': true }), noted()),
    missing,
    { 'LEM-B': 'doc-missing needs-note' },
  ],
  ['type denied, not coded', both(only('msUnspecified'), answered({ 'LEM-B': false })), denial, { 'LEM-B': 'not-met' }],
  ['type coded, but denied', answered({ 'LEM-B': false }), approval, { 'LEM-B': 'met contradicted' }],
  [
    'primary progressive, but claimed',
    both(only('msPrimaryProgressive'), answered({ 'LEM-B': true, 'LEM-X.NR': true })),
    excluded,
    { 'LEM-B': 'not-met contradicted', 'LEM-X.NR': 'not-met contradicted' },
  ],
  [
    'no multiple sclerosis on record',
    without,
    missing,
    { 'LEM-B': 'doc-missing not-on-record', 'LEM-X.NR': 'met', 'LEM-X.CIS': 'met' },
  ],
  [
    'relapsing-remitting, provisional',
    only('msRelapsingRemitting', { certain: false }),
    missing,
    { 'LEM-B': 'doc-missing not-final', 'LEM-X.NR': 'met' },
  ],
  [
    'primary progressive, resolved, nothing else',
    only('msPrimaryProgressive', { active: false }),
    missing,
    { 'LEM-B': 'doc-missing not-on-record', 'LEM-X.NR': 'met' },
  ],
  [
    'clinically isolated syndrome, resolved, nothing else',
    only('clinicallyIsolatedSyndrome', { active: false }),
    missing,
    { 'LEM-B': 'doc-missing not-on-record', 'LEM-X.CIS': 'met' },
  ],
  [
    'primary progressive, provisional',
    only('msPrimaryProgressive', { certain: false }),
    missing,
    { 'LEM-B': 'doc-missing not-final', 'LEM-X.NR': 'doc-missing not-final' },
  ],
  [
    'primary progressive, provisional, beside relapsing-remitting',
    having('msPrimaryProgressive', { certain: false }),
    approval,
    { 'LEM-B': 'met ~Condition/msPrimaryProgressive', 'LEM-X.NR': 'met' },
  ],
  [
    'a code that only hints at the syndrome',
    only('clinicallyIsolatedSyndrome', { decides: false }),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code', 'LEM-X.CIS': 'doc-missing unspecific-code' },
  ],
  [
    'that code beside relapsing-remitting',
    having('clinicallyIsolatedSyndrome', { decides: false }),
    approval,
    { 'LEM-X.CIS': 'met' },
  ],
  [
    'primary progressive, resolved, beside relapsing-remitting',
    having('msPrimaryProgressive', { active: false, day: '2024-01-01' }),
    approval,
    { 'LEM-B': 'met', 'LEM-X.NR': 'met' },
  ],
  ['relapsing-remitting in remission', only('msRelapsingRemitting', { active: false }), approval, { 'LEM-B': 'met' }],
  // The latest type decides: each later than relapsing-remitting of 2019.
  [
    'later primary progressive',
    dated('msPrimaryProgressive', '2024-01-01'),
    excluded,
    {
      'LEM-B': 'not-met +Condition/msPrimaryProgressive-2024-01-01 ~Condition/msRelapsingRemitting',
      'LEM-X.NR': 'not-met',
    },
  ],
  [
    'later non-active secondary progressive',
    dated('msSecondaryProgressiveInactive', '2024-01-01'),
    excluded,
    { 'LEM-B': 'not-met', 'LEM-X.NR': 'not-met' },
  ],
  [
    'later secondary progressive, activity not coded',
    dated('msSecondaryProgressive', '2024-01-01'),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code' },
  ],
  [
    'later clinically isolated syndrome',
    dated('clinicallyIsolatedSyndrome', '2024-01-01'),
    excluded,
    { 'LEM-B': 'not-met', 'LEM-X.CIS': 'not-met' },
  ],
  ['later code without a type', dated('msUnspecified', '2024-01-01'), approval, { 'LEM-B': 'met' }],
  [
    'later active secondary progressive',
    dated('msSecondaryProgressiveActive', '2024-01-01'),
    approval,
    { 'LEM-B': 'met +Condition/msSecondaryProgressiveActive-2024-01-01' },
  ],
  // ... each later than another type of 2010.
  ...(
    [
      'msRelapsingRemitting',
      'msSecondaryProgressiveActive',
      'msSecondaryProgressive',
      'clinicallyIsolatedSyndrome',
    ] as const
  ).map(
    (later): Row => [
      `primary progressive, later ${conditionDefinition(later).display}`,
      both(without, dated('msPrimaryProgressive', '2010-01-01'), dated(later, '2024-01-01')),
      later === 'msSecondaryProgressive' ? missing : later === 'clinicallyIsolatedSyndrome' ? excluded : approval,
      { 'LEM-X.NR': 'met', notice: 'LEM-X.NR' },
    ],
  ),
  [
    'primary progressive, later a code without a type',
    both(without, dated('msPrimaryProgressive', '2010-01-01'), dated('msUnspecified', '2024-01-01')),
    excluded,
    { 'LEM-X.NR': 'not-met' },
  ],
  [
    'clinically isolated syndrome first, flagged',
    dated('clinicallyIsolatedSyndrome', '2018-01-01'),
    approval,
    { 'LEM-X.CIS': 'met', notice: 'LEM-X.CIS' },
  ],
  ...(
    [
      'msSecondaryProgressiveActive',
      'msSecondaryProgressive',
      'msSecondaryProgressiveInactive',
      'msPrimaryProgressive',
      'msUnspecified',
    ] as const
  ).map(
    (later): Row => [
      `clinically isolated syndrome, later ${conditionDefinition(later).display}`,
      both(without, dated('clinicallyIsolatedSyndrome', '2010-01-01'), dated(later, '2024-01-01')),
      later === 'msSecondaryProgressiveActive'
        ? approval
        : later === 'msSecondaryProgressive' || later === 'msUnspecified'
          ? missing
          : excluded,
      { 'LEM-X.CIS': 'met', notice: 'LEM-X.CIS' },
    ],
  ),
  [
    'two types of one day',
    dated('msPrimaryProgressive', '2019-04-01'),
    missing,
    { 'LEM-B': 'doc-missing conflicting', 'LEM-X.NR': 'doc-missing conflicting' },
  ],
  [
    'two types of one day, denied',
    both(dated('msPrimaryProgressive', '2019-04-01'), answered({ 'LEM-B': false, 'LEM-X.NR': false })),
    excluded,
    { 'LEM-B': 'not-met', 'LEM-X.NR': 'not-met' },
  ],
  [
    'another type without a day',
    having('msPrimaryProgressive'),
    missing,
    { 'LEM-B': 'doc-missing undated', 'LEM-X.NR': 'doc-missing undated' },
  ],
  [
    'one record with both secondary progressive codes',
    both(
      without,
      having('msSecondaryProgressive', { reference: 'Condition/1' }),
      having('msSecondaryProgressiveActive', { reference: 'Condition/1' }),
    ),
    approval,
    { 'LEM-B': 'met' },
  ],
  [
    'active in 2020, activity no longer coded',
    both(without, dated('msSecondaryProgressiveActive', '2020-01-01'), dated('msSecondaryProgressive', '2025-01-01')),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code' },
  ],
  [
    'non-active in 2020, activity no longer coded',
    both(without, dated('msSecondaryProgressiveInactive', '2020-01-01'), dated('msSecondaryProgressive', '2025-01-01')),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code', 'LEM-X.NR': 'met' },
  ],
  [
    'activity coded on the same day',
    both(without, dated('msSecondaryProgressive', '2025-01-01'), dated('msSecondaryProgressiveActive', '2025-01-01')),
    approval,
    { 'LEM-B': 'met' },
  ],
  // A relapse since the diagnosis shows activity.
  [
    'secondary progressive with a relapse since',
    both(without, dated('msSecondaryProgressive', '2024-01-01'), dated('msRelapse', '2026-03-01')),
    approval,
    { 'LEM-B': 'met', 'LEM-X.NR': 'met' },
  ],
  [
    'secondary progressive with a relapse on its day',
    both(without, dated('msSecondaryProgressive', '2024-01-01'), dated('msRelapse', '2024-01-01')),
    approval,
    { 'LEM-B': 'met' },
  ],
  [
    'secondary progressive with a relapse before',
    both(without, dated('msSecondaryProgressive', '2024-01-01'), dated('msRelapse', '2023-12-31')),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code' },
  ],
  [
    'secondary progressive with a relapse without a day',
    both(without, dated('msSecondaryProgressive', '2024-01-01'), having('msRelapse')),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code' },
  ],
  [
    'conditions not read to the end',
    unread('conditions'),
    technical,
    {
      'LEM-B': 'doc-missing not-read',
      'LEM-X.CIS': 'doc-missing not-read',
      'LEM-X.NR': 'doc-missing not-read',
      'LEM-X.HIV': 'doc-missing not-read',
    },
  ],
  [
    'conditions not read at all',
    both(without, unread('conditions')),
    technical,
    { 'LEM-B': 'doc-missing not-read', 'LEM-X.NR': 'doc-missing not-read' },
  ],
  [
    'primary progressive, conditions not read to the end',
    both(only('msPrimaryProgressive'), unread('conditions')),
    excluded,
    { 'LEM-X.NR': 'not-met' },
  ],
  [
    'said to have a non-relapsing form, nothing coded',
    both(without, answered({ 'LEM-X.NR': false })),
    excluded,
    { 'LEM-X.NR': 'not-met' },
  ],
  [
    'said to have a non-relapsing form, type not coded',
    both(only('msUnspecified'), answered({ 'LEM-X.NR': false })),
    excluded,
    { 'LEM-X.NR': 'not-met' },
  ],
  [
    'said to be non-active, activity not coded',
    both(only('msSecondaryProgressive'), answered({ 'LEM-X.NR': false })),
    excluded,
    { 'LEM-X.NR': 'not-met' },
  ],
  [
    'primary progressive, provisional, type not coded',
    both(only('msUnspecified'), having('msPrimaryProgressive', { certain: false })),
    missing,
    { 'LEM-B': 'doc-missing unspecific-code', 'LEM-X.NR': 'doc-missing not-final' },
  ],
  [
    'primary progressive, provisional, activity not coded',
    both(only('msSecondaryProgressive'), having('msPrimaryProgressive', { certain: false })),
    missing,
    { 'LEM-X.NR': 'doc-missing not-final' },
  ],
  [
    'said to have the syndrome, relapsing-remitting coded',
    answered({ 'LEM-X.CIS': false }),
    approval,
    { 'LEM-X.CIS': 'met contradicted' },
  ],
  [
    'said to have the syndrome, nothing coded',
    both(without, answered({ 'LEM-X.CIS': false })),
    excluded,
    { 'LEM-X.CIS': 'not-met' },
  ],

  // LEM-X.OTHER the reason of the order
  ...(
    [
      'msRelapsingRemitting',
      'msSecondaryProgressiveActive',
      'msSecondaryProgressive',
      'msUnspecified',
      'msRelapse',
    ] as const
  ).map(
    (reason): Row => [
      `ordered for ${conditionDefinition(reason).display}`,
      ordered({ reasons: [condition(reason)] }),
      approval,
      { 'LEM-X.OTHER': 'met' },
    ],
  ),
  [
    'ordered for primary progressive disease',
    ordered({ reasons: [condition('msPrimaryProgressive')] }),
    excluded,
    { 'LEM-X.OTHER': 'not-met +Condition/msPrimaryProgressive' },
  ],
  [
    'ordered for neuromyelitis optica',
    ordered({ reasons: [condition('neuromyelitisOrMogad')] }),
    excluded,
    { 'LEM-X.OTHER': 'not-met' },
  ],
  [
    'ordered for a disease of no table',
    ordered({ reasons: [], otherReason: 'Chronic lymphocytic leukemia' }),
    excluded,
    { 'LEM-X.OTHER': 'not-met +MedicationRequest/lemtrada' },
  ],
  [
    'ordered for multiple sclerosis and another disease',
    ordered({ otherReason: 'Chronic lymphocytic leukemia' }),
    approval,
    { 'LEM-X.OTHER': 'met' },
  ],
  [
    'ordered for another disease, said to be covered',
    both(ordered({ reasons: [], otherReason: 'Leukemia' }), answered({ 'LEM-X.OTHER': true })),
    excluded,
    { 'LEM-X.OTHER': 'not-met contradicted' },
  ],
  ['no reason on the order', ordered({ reasons: [] }), approval, { 'LEM-X.OTHER': 'met' }],
  [
    'no reason on the order, said to be another use',
    both(ordered({ reasons: [] }), answered({ 'LEM-X.OTHER': false })),
    excluded,
    { 'LEM-X.OTHER': 'not-met' },
  ],
  [
    'a reason by a code that only hints',
    ordered({ reasons: [condition('clinicallyIsolatedSyndrome', { decides: false })] }),
    missing,
    { 'LEM-X.OTHER': 'doc-missing unspecific-code' },
  ],
];

/** LEM-C earlier treatment or severity. */
export const stepRows: readonly Row[] = [
  ...otherAgents.map(
    (drug): Row => [
      `dimethyl fumarate and ${drugDisplay(drug)}`,
      treatments(stopped('dimethylFumarate', 'ineffective'), stopped(drug, 'contraindicated')),
      approval,
      {
        'LEM-C': 'met',
        'LEM-C.i': `met +MedicationStatement/${drug} +MedicationStatement/dimethylFumarate`,
        noNotice: 'brand',
      },
    ],
  ),
  [
    'dimethyl fumarate and fingolimod',
    treatments(stopped('dimethylFumarate', 'ineffective'), stopped('fingolimod', 'not-tolerated')),
    approval,
    { 'LEM-C.i': 'met', 'LEM-C.iii': 'n/a other-branch' },
  ],
  [
    'fingolimod and glatiramer',
    treatments(stopped('fingolimod', 'ineffective'), stopped('glatiramer', 'ineffective')),
    approval,
    { 'LEM-C.i': 'met' },
  ],
  [
    'dimethyl fumarate twice',
    treatments(
      stopped('dimethylFumarate', 'ineffective'),
      stopped('dimethylFumarate', 'not-tolerated', { reference: 'MedicationStatement/2' }),
    ),
    missing,
    { 'LEM-C': 'doc-missing not-on-record', 'LEM-C.i': 'doc-missing not-on-record +MedicationStatement/2' },
  ],
  [
    'Gilenya and Tascenso ODT are one ingredient',
    treatments(
      stopped('fingolimod', 'ineffective', { shown: 'Gilenya' }),
      stopped('fingolimod', 'ineffective', { shown: 'Tascenso ODT' }),
    ),
    missing,
    { 'LEM-C.i': 'doc-missing not-on-record' },
  ],
  [
    'two others, neither of the first two',
    treatments(stopped('glatiramer', 'ineffective'), stopped('teriflunomide', 'ineffective')),
    missing,
    { 'LEM-C.i': 'doc-missing not-on-record' },
  ],
  ...(
    [
      ['tecfidera', 'dimethylFumarate'],
      ['gilenya', 'fingolimod'],
      ['tascenso', 'fingolimod'],
    ] as const
  ).map(
    ([brand, drug]): Row => [
      `${brand}: the brand is accepted and flagged`,
      treatments(
        stopped(drug, 'ineffective', { shown: `120 MG [${brand.toUpperCase()}]` }),
        stopped('glatiramer', 'ineffective'),
      ),
      approval,
      { 'LEM-C.i': 'met', notice: `the brand ${brand}` },
    ],
  ),
  [
    'one stopped without a reason',
    treatments(stopped('dimethylFumarate', 'not-tolerated'), stopped('teriflunomide', 'not-stated')),
    missing,
    { 'LEM-C.i': 'doc-missing needs-note ~MedicationStatement/teriflunomide' },
  ],
  [
    'one stopped for another reason',
    treatments(stopped('dimethylFumarate', 'not-tolerated'), stopped('teriflunomide', 'other')),
    missing,
    { 'LEM-C.i': 'doc-missing needs-note' },
  ],
  [
    'one still taken',
    treatments(stopped('dimethylFumarate', 'not-tolerated'), treatment('interferonBeta1a', { kind: 'stated' })),
    missing,
    { 'LEM-C.i': 'doc-missing not-on-record' },
  ],
  [
    'one a sample',
    treatments(stopped('dimethylFumarate', 'not-tolerated'), stopped('teriflunomide', 'ineffective', { sample: true })),
    missing,
    { 'LEM-C.i': 'doc-missing not-on-record ~MedicationStatement/teriflunomide' },
  ],
  [
    'one known by its text alone',
    treatments(
      stopped('dimethylFumarate', 'not-tolerated'),
      stopped('teriflunomide', 'ineffective', { decides: false }),
    ),
    missing,
    { 'LEM-C.i': 'doc-missing unspecific-code' },
  ],
  [
    'one an interrupted infusion',
    treatments(
      stopped('dimethylFumarate', 'not-tolerated'),
      stopped('peginterferonBeta1a', 'not-tolerated', { kind: 'administered' }),
    ),
    missing,
    { 'LEM-C.i': 'doc-missing needs-note' },
  ],
  [
    'one by an allergy on record',
    both(treatments(stopped('dimethylFumarate', 'not-tolerated')), reactingTo('glatiramer')),
    approval,
    { 'LEM-C.i': 'met +AllergyIntolerance/glatiramer' },
  ],
  [
    'both by allergies on record',
    both(untreated, reactingTo('fingolimod'), reactingTo('glatiramer')),
    approval,
    { 'LEM-C.i': 'met' },
  ],
  [
    'one by an adverse event alone',
    both(treatments(stopped('dimethylFumarate', 'not-tolerated')), reactingTo('glatiramer', 'adverse-event')),
    missing,
    { 'LEM-C.i': 'doc-missing not-on-record ~AllergyIntolerance/glatiramer' },
  ],
  [
    'nothing on record',
    untreated,
    missing,
    {
      'LEM-C': 'doc-missing not-on-record',
      'LEM-C.i': 'doc-missing not-on-record',
      'LEM-C.ii': 'doc-missing not-on-record',
      'LEM-C.iii': 'attest needs-statement',
      'LEM-C.iv': 'doc-missing not-on-record',
    },
  ],
  ['stated alone', both(untreated, answered({ 'LEM-C.i': true })), missing, { 'LEM-C.i': 'doc-missing needs-note' }],
  [
    'stated, and a note',
    both(untreated, answered({ 'LEM-C.i': true }), noted()),
    approval,
    { 'LEM-C.i': 'met +DocumentReference/note' },
  ],
  [
    'stated, and a note dated after the day of service',
    both(untreated, answered({ 'LEM-C.i': true }), noted('2026-08-15')),
    missing,
    { 'LEM-C.i': 'doc-missing needs-note' },
  ],
  [
    'stated, notes not read',
    both(untreated, answered({ 'LEM-C.i': true }), unread('documents')),
    technical,
    { 'LEM-C.i': 'doc-missing not-read' },
  ],
  ['denied beside the record', answered({ 'LEM-C.i': false }), approval, { 'LEM-C.i': 'met contradicted' }],
  [
    'all four denied',
    both(untreated, answered({ 'LEM-C.i': false, 'LEM-C.ii': false, 'LEM-C.iii': false, 'LEM-C.iv': false })),
    denial,
    { 'LEM-C': 'not-met', 'LEM-C.i': 'not-met', 'LEM-C.ii': 'not-met', 'LEM-C.iii': 'not-met', 'LEM-C.iv': 'not-met' },
  ],
  [
    'three denied, severity not asked',
    both(untreated, answered({ 'LEM-C.i': false, 'LEM-C.ii': false, 'LEM-C.iv': false })),
    missing,
    { 'LEM-C': 'doc-missing needs-statement', 'LEM-C.iii': 'attest needs-statement' },
  ],
  [
    'medication lists not read',
    both(untreated, unread('medication-statements')),
    technical,
    { 'LEM-C.i': 'doc-missing not-read', 'LEM-C.ii': 'doc-missing not-read' },
  ],
  [
    'medication lists not read, two drugs in vain found',
    unread('medication-requests'),
    technical,
    { 'LEM-C.i': 'met', 'LEM-X.DMT': 'attest not-read' },
  ],
  [
    'a record that names no drug',
    both(untreated, unnamed, answered({ 'LEM-X.DMT': true })),
    technical,
    { 'LEM-C.i': 'doc-missing not-read', 'LEM-C.ii': 'doc-missing not-read' },
  ],

  // LEM-C.ii an earlier high-efficacy drug
  ...(['ofatumumab', 'natalizumab', 'ublituximab', 'cladribine', 'ocrelizumab'] as const).map(
    (drug): Row => [
      `had ${drugDisplay(drug)}`,
      treatments(treatment(drug, { from: '2024-02-01' })),
      approval,
      { 'LEM-C': 'met', 'LEM-C.ii': `met +MedicationAdministration/${drug}`, 'LEM-C.i': 'n/a other-branch' },
    ],
  ),
  [
    'had glatiramer',
    treatments(treatment('glatiramer', { from: '2024-02-01' })),
    missing,
    { 'LEM-C.ii': 'doc-missing not-on-record' },
  ],
  ['had Ocrevus, no day recorded', treatments(treatment('ocrelizumab')), approval, { 'LEM-C.ii': 'met' }],
  [
    'Ocrevus on the day before',
    treatments(treatment('ocrelizumab', { from: '2026-08-13' })),
    approval,
    { 'LEM-C.ii': 'met' },
  ],
  [
    'Ocrevus on the day itself',
    treatments(treatment('ocrelizumab', { from: '2026-08-14' })),
    missing,
    { 'LEM-C.ii': 'doc-missing not-on-record' },
  ],
  [
    'Ocrevus billed',
    treatments(treatment('ocrelizumab', { kind: 'billed', from: '2024-02-01' })),
    approval,
    { 'LEM-C.ii': 'met' },
  ],
  [
    'Ocrevus ordered, never given',
    treatments(treatment('ocrelizumab', { kind: 'ordered', from: '2024-02-01' })),
    missing,
    { 'LEM-C.ii': 'doc-missing not-on-record' },
  ],
  [
    'Ocrevus in 2024, day not recorded',
    treatments(treatment('ocrelizumab', { fromAtLatest: '2024-12-31' })),
    approval,
    { 'LEM-C.ii': 'met' },
  ],
  [
    'Kesimpta handed over by a pharmacy, never said to be taken',
    treatments(treatment('ofatumumab', { kind: 'dispensed', from: '2024-02-01' })),
    missing,
    { 'LEM-C.ii': 'doc-missing not-on-record ~MedicationAdministration/ofatumumab' },
  ],
  [
    'a sample of Kesimpta',
    treatments(treatment('ofatumumab', { kind: 'stated', from: '2024-02-01', sample: true })),
    missing,
    { 'LEM-C.ii': 'doc-missing not-on-record ~MedicationAdministration/ofatumumab' },
  ],
  [
    'Kesimpta by its text alone',
    treatments(treatment('ofatumumab', { from: '2024-02-01', decides: false })),
    missing,
    { 'LEM-C.ii': 'doc-missing unspecific-code' },
  ],
  [
    'had Ocrevus Zunovo, which is not named',
    treatments(treatment('ocrelizumabSubcutaneous', { from: '2025-02-01' })),
    missing,
    {
      'LEM-C.ii': 'doc-missing unspecific-code ~MedicationAdministration/ocrelizumabSubcutaneous',
      notice: 'not among the products',
    },
  ],
  [
    'earlier drug stated alone',
    both(untreated, answered({ 'LEM-C.ii': true })),
    missing,
    { 'LEM-C.ii': 'doc-missing needs-note' },
  ],
  [
    'earlier drug stated, and a note',
    both(untreated, answered({ 'LEM-C.ii': true }), noted()),
    approval,
    { 'LEM-C.ii': 'met' },
  ],
  [
    'earlier drug on record, denied',
    both(treatments(treatment('natalizumab', { from: '2024-02-01' })), answered({ 'LEM-C.ii': false })),
    approval,
    { 'LEM-C.ii': 'met contradicted' },
  ],
  ['claims not read', both(untreated, unread('claims')), technical, { 'LEM-C.ii': 'doc-missing not-read' }],

  // LEM-C.iii highly active disease
  [
    'highly active, stated and with a note',
    both(untreated, answered({ 'LEM-C.iii': true }), noted()),
    approval,
    { 'LEM-C': 'met', 'LEM-C.iii': 'met +DocumentReference/note', 'LEM-C.iv': 'n/a other-branch' },
  ],
  [
    'highly active, stated and with an undated note',
    both(untreated, answered({ 'LEM-C.iii': true }), noted('')),
    approval,
    { 'LEM-C.iii': 'met' },
  ],
  [
    'highly active, stated alone',
    both(untreated, answered({ 'LEM-C.iii': true })),
    missing,
    { 'LEM-C': 'doc-missing', 'LEM-C.iii': 'doc-missing needs-note' },
  ],
  ['a note alone', both(untreated, noted()), missing, { 'LEM-C.iii': 'attest needs-statement' }],
  ['answers not read', both(untreated, unread('answers')), technical, { 'LEM-C.iii': 'attest not-read' }],
  [
    'steroid by vein is premedication and shows nothing',
    both(untreated, received('methylprednisolone', { from: '2025-07-07', route: 'intravenous' })),
    missing,
    { 'LEM-C.iii': 'attest needs-statement', 'LEM-C.iv': 'doc-missing not-on-record' },
  ],
];

/** LEM-C.iv, LEM-DOSE, LEM-R1 and LEM-R2: this course and those before. */
export const courseRows: readonly Row[] = [
  [
    'a second course',
    secondCourse,
    approval,
    {
      'LEM-C': 'met',
      'LEM-C.iv': 'met +MedicationAdministration/2025-07-11',
      'LEM-DOSE': 'met',
      'LEM-R1': 'met +DocumentReference/note',
      'LEM-R2': 'met +MedicationAdministration/2025-07-11',
    },
  ],
  [
    'a second course, no other drug tried',
    both(secondCourse, treatments(...given('2025-07-11'))),
    approval,
    { 'LEM-C': 'met', 'LEM-C.i': 'n/a other-branch' },
  ],
  [
    'a second course, now denied',
    both(secondCourse, answered({ 'LEM-C.iv': false })),
    approval,
    { 'LEM-C.iv': 'met contradicted' },
  ],

  // LEM-C.iv within 24 months
  ...(
    [
      ['2024-08-14', 'met'],
      ['2024-08-15', 'met'],
      ['2024-08-13', 'attest too-old'],
      ['2024-07-20', 'attest too-old'],
      ['2024-09-10', 'met'],
    ] as const
  ).map(
    ([day, status]): Row => [
      `last course on ${day}, no other drug tried`,
      both(secondCourse, treatments(...given(day))),
      status === 'met' ? approval : missing,
      { 'LEM-C.iv': status, ...(status !== 'met' && { 'LEM-C': 'doc-missing' }) },
    ],
  ),
  [
    'course of 2023, plan goes on',
    both(secondCourse, treatments(...given('2023-05-05')), answered({ 'LEM-C.iv': true })),
    approval,
    { 'LEM-C.iv': 'met' },
  ],
  [
    'course of 2023, plan ended',
    both(secondCourse, treatments(...given('2023-05-05')), answered({ 'LEM-C.iv': false })),
    missing,
    { 'LEM-C.iv': 'not-met' },
  ],
  [
    'Lemtrada claimed, none on record',
    both(untreated, answered({ 'LEM-C.iv': true }), noted()),
    missing,
    { 'LEM-C.iv': 'doc-missing not-on-record' },
  ],
  [
    'Lemtrada stated on the list, no dose on record',
    both(secondCourse, treatments(treatment('lemtrada', { kind: 'stated', from: '2025-07-07', to: '2025-07-11' }))),
    missing,
    { 'LEM-C.iv': 'attest too-old', 'LEM-DOSE': 'met', 'LEM-R2': 'met' },
  ],
  [
    'alemtuzumab that may be Campath',
    both(untreated, received('lemtrada', { from: '2025-07-11', decides: false })),
    missing,
    {
      'LEM-C.iv': 'doc-missing unspecific-code',
      'LEM-DOSE': 'doc-missing unspecific-code',
      'LEM-R1': 'attest unspecific-code',
      'LEM-R2': 'doc-missing unspecific-code',
    },
  ],
  [
    'a sample of Lemtrada',
    received('lemtrada', { from: '2025-07-11', sample: true }),
    approval,
    { 'LEM-C.iv': 'n/a other-branch', 'LEM-R2': 'n/a not-triggered' },
  ],
  [
    'administrations not read',
    unread('medication-administrations'),
    technical,
    { 'LEM-DOSE': 'doc-missing not-read', 'LEM-R1': 'attest not-read', 'LEM-R2': 'doc-missing not-read' },
  ],

  // LEM-DOSE
  ...([4, 5, 6, 3] as const).map(
    (days): Row => [
      `first course of ${days} days`,
      course(days),
      days === 5 ? approval : denial,
      { 'LEM-DOSE': days === 5 ? 'met' : 'not-met +MedicationRequest/lemtrada' },
    ],
  ),
  ...([2, 3, 4, 5] as const).map(
    (days): Row => [
      `later course of ${days} days`,
      both(secondCourse, course(days)),
      days === 3 ? approval : denial,
      { 'LEM-DOSE': days === 3 ? 'met' : 'not-met' },
    ],
  ),
  ...(['11', '11.9', '12.0', '12.1', '13', '60'] as const).map(
    (dose): Row => [
      `${dose} mg a day`,
      course(5, dose),
      dose === '12.0' ? approval : denial,
      { 'LEM-DOSE': dose === '12.0' ? 'met' : 'not-met' },
    ],
  ),
  [
    '6 mg twice a day for five days',
    ordered({ dose: { value: '6', unit: 'mg' }, frequency: { times: 2, hours: 24, count: 10 }, administrations: 10 }),
    approval,
    { 'LEM-DOSE': 'met' },
  ],
  [
    '12 mg every 12 hours',
    ordered({ frequency: { times: 1, hours: 12, count: 10 }, administrations: 10 }),
    denial,
    { 'LEM-DOSE': 'not-met' },
  ],
  [
    '12 mg every 5 hours',
    ordered({ frequency: { times: 1, hours: 5, count: 5 } }),
    missing,
    { 'LEM-DOSE': 'doc-missing implausible' },
  ],
  [
    '12 mg every other day',
    ordered({ frequency: { times: 1, hours: 48, count: 5 } }),
    denial,
    { 'LEM-DOSE': 'not-met' },
  ],
  ['not by vein', ordered({ route: 'other' }), denial, { 'LEM-DOSE': 'not-met' }],
  [
    'no route on the order',
    ordered({ route: 'not-stated' }),
    approval,
    { 'LEM-DOSE': 'met', notice: 'states no route' },
  ],
  ['no dose on the order', missingOf('dose'), missing, { 'LEM-DOSE': 'doc-missing not-on-record' }],
  ['dose in mL', ordered({ dose: { value: '1.2', unit: 'mL' } }), missing, { 'LEM-DOSE': 'doc-missing unit-unknown' }],
  [
    'no frequency on the order',
    missingOf('frequency', 'administrations'),
    missing,
    { 'LEM-DOSE': 'doc-missing not-on-record' },
  ],
  [
    'no frequency, and 60 mg at once',
    both(missingOf('frequency'), ordered({ dose: { value: '60', unit: 'mg' }, administrations: 1 })),
    denial,
    { 'LEM-DOSE': 'not-met' },
  ],
  [
    'every day without a number',
    ordered({ frequency: { times: 1, hours: 24 }, administrations: undefined }),
    missing,
    { 'LEM-DOSE': 'doc-missing not-on-record' },
  ],
  ['five days, with a refill', ordered({ administrations: 10 }), missing, { 'LEM-DOSE': 'doc-missing conflicting' }],
  [
    'three days, an earlier course only claimed',
    both(course(3), answered({ 'LEM-C.iv': true })),
    missing,
    { 'LEM-DOSE': 'doc-missing not-on-record' },
  ],
  [
    'five days, an earlier course only claimed',
    answered({ 'LEM-C.iv': true }),
    missing,
    { 'LEM-DOSE': 'doc-missing not-on-record' },
  ],
  [
    'four days, an earlier course only claimed',
    both(course(4), answered({ 'LEM-C.iv': true })),
    denial,
    { 'LEM-DOSE': 'not-met' },
  ],
  [
    'three days, continuing an order',
    both(course(3), ordered({ continues: true })),
    missing,
    { 'LEM-DOSE': 'doc-missing not-on-record' },
  ],
  [
    'given on the day itself: part of this course',
    received('lemtrada', { from: '2026-08-14' }),
    approval,
    { 'LEM-DOSE': 'met', 'LEM-R2': 'n/a not-triggered' },
  ],
  [
    'Lemtrada billed to another payer before',
    both(secondCourse, treatments(treatment('lemtrada', { kind: 'billed', from: '2025-07-11' }))),
    approval,
    { 'LEM-DOSE': 'met', 'LEM-R2': 'met' },
  ],

  // LEM-R1
  [
    'benefit not stated',
    both(secondCourse, answered({ 'LEM-R1': undefined })),
    'attestation-needed',
    { 'LEM-R1': 'attest needs-statement' },
  ],
  ['no benefit', both(secondCourse, answered({ 'LEM-R1': false })), denial, { 'LEM-R1': 'not-met' }],
  [
    'benefit stated, no note',
    both(secondCourse, (facts) => ({ ...facts, notes: [] })),
    missing,
    { 'LEM-R1': 'doc-missing needs-note' },
  ],
  [
    'benefit stated, note of the last day of the course',
    both(secondCourse, (facts) => ({ ...facts, notes: [] }), noted('2025-07-11')),
    missing,
    { 'LEM-R1': 'doc-missing needs-note' },
  ],
  [
    'benefit stated, note of the day after',
    both(secondCourse, (facts) => ({ ...facts, notes: [] }), noted('2025-07-12')),
    approval,
    { 'LEM-R1': 'met' },
  ],
  [
    'benefit stated, note without a day',
    both(secondCourse, (facts) => ({ ...facts, notes: [] }), noted('')),
    missing,
    { 'LEM-R1': 'doc-missing undated' },
  ],
  [
    'benefit stated before the last course',
    both(secondCourse, (facts) => ({
      ...facts,
      answers: facts.answers.map((each) => ({ ...each, day: '2025-07-11' })),
    })),
    'attestation-needed',
    { 'LEM-R1': 'attest too-old' },
  ],
  [
    'two answers of one moment disagree',
    both(secondCourse, (facts) => ({
      ...facts,
      answers: [...facts.answers, ...facts.answers.map((each) => ({ ...each, value: false }))],
    })),
    'attestation-needed',
    { 'LEM-R1': 'attest conflicting' },
  ],
  [
    'no earlier course',
    answered({ 'LEM-R1': true }),
    approval,
    { 'LEM-R1': 'n/a not-triggered', 'LEM-R2': 'n/a not-triggered' },
  ],

  // LEM-R2 twelve calendar months
  ...(
    [
      ['2025-08-13', 'met'],
      ['2025-08-14', 'met'],
      ['2025-08-15', 'not-met'],
      ['2025-09-01', 'not-met'],
      ['2025-07-20', 'met'],
    ] as const
  ).map(
    ([day, status]): Row => [
      `last dose on ${day}`,
      lastDose(day),
      status === 'met' ? approval : denial,
      { 'LEM-R2': status },
    ],
  ),
  [
    'a course whose first day is a year ago and whose last is not',
    both(secondCourse, received('lemtrada', { from: '2025-08-12', to: '2025-08-16' })),
    denial,
    { 'LEM-R2': 'not-met' },
  ],
  [
    'last dose on 29 February 2024, order for 28 February 2025',
    both(lastDose('2024-02-29'), (facts) => ({ ...facts, asOf: '2025-02-28' })),
    approval,
    { 'LEM-R2': 'met' },
  ],
  [
    'last dose on 29 February 2024, order for 27 February 2025',
    both(lastDose('2024-02-29'), (facts) => ({ ...facts, asOf: '2025-02-27' })),
    denial,
    { 'LEM-R2': 'not-met' },
  ],
  [
    'last dose without a day',
    both(secondCourse, received('lemtrada')),
    missing,
    { 'LEM-R2': 'doc-missing undated', 'LEM-DOSE': 'met' },
  ],
  [
    'no dose with a day',
    both(secondCourse, treatments(treatment('lemtrada'))),
    missing,
    { 'LEM-C.iv': 'attest undated', 'LEM-R2': 'doc-missing undated' },
  ],
  [
    'a dose too recent, and one without a day',
    both(secondCourse, received('lemtrada'), received('lemtrada', { from: '2026-01-10' })),
    denial,
    { 'LEM-R2': 'not-met' },
  ],
  [
    'on the list until six months ago, no dose on record',
    both(secondCourse, treatments(treatment('lemtrada', { kind: 'stated', from: '2025-07-07', to: '2026-02-11' }))),
    missing,
    { 'LEM-R2': 'doc-missing undated' },
  ],
  [
    'administrations not read to the end',
    both(secondCourse, unread('medication-administrations')),
    technical,
    { 'LEM-R2': 'doc-missing not-read' },
  ],
  [
    'a dose too recent, administrations not read to the end',
    both(secondCourse, received('lemtrada', { from: '2026-01-10' }), unread('medication-administrations')),
    denial,
    { 'LEM-R2': 'not-met' },
  ],
];

/** LEM-D, LEM-X.DMT. */
export const otherRows: readonly Row[] = [
  [
    'a nurse prescribes, nobody consulted',
    seenBy(clinician('prescriber', [])),
    'attestation-needed',
    { 'LEM-D': 'attest needs-statement ~PractitionerRole/prescriber' },
  ],
  [
    'a hematologist prescribes',
    seenBy(clinician('prescriber', ['hematology'])),
    'attestation-needed',
    { 'LEM-D': 'attest needs-statement' },
  ],
  [
    'a nurse prescribes, a neurologist was consulted',
    seenBy(clinician('prescriber', []), clinician('consultant', ['neurology'], { day: '2026-08-14' })),
    approval,
    { 'LEM-D': 'met +PractitionerRole/consultant' },
  ],
  [
    'a neurologist is to be consulted later',
    seenBy(clinician('prescriber', []), clinician('consultant', ['neurology'], { day: '2026-08-15' })),
    'attestation-needed',
    { 'LEM-D': 'attest needs-statement' },
  ],
  ['nobody known, neurologist stated', both(seenBy(), answered({ 'LEM-D': true })), approval, { 'LEM-D': 'met' }],
  [
    'nobody known, neurologist denied: never a bar',
    both(seenBy(), answered({ 'LEM-D': false })),
    'attestation-needed',
    { 'LEM-D': 'attest needs-statement' },
  ],
  ['prescriber not read', both(seenBy(), unread('prescriber')), technical, { 'LEM-D': 'attest not-read' }],

  ...[...firstAgents, ...otherAgents].flatMap((drug): readonly Row[] => [
    [
      `${drugDisplay(drug)} ordered together`,
      received(drug, { kind: 'ordered', together: true }),
      excluded,
      { 'LEM-X.DMT': `not-met +MedicationAdministration/${drug}` },
    ],
  ]),
  [
    'no other drug, but two answers of one moment disagree about it',
    disagreeing('lemtrada-cigna', 'LEM-X.DMT'),
    'attestation-needed',
    { 'LEM-X.DMT': 'attest conflicting' },
  ],
  [
    'two answers of one moment disagree about HIV',
    disagreeing('lemtrada-cigna', 'LEM-X.HIV'),
    'missing-documentation',
    { 'LEM-X.HIV': 'doc-missing conflicting' },
  ],
  [
    'natalizumab still on the list',
    received('natalizumab', { kind: 'ordered', current: true }),
    'attestation-needed',
    { 'LEM-X.DMT': 'attest needs-statement ~MedicationAdministration/natalizumab' },
  ],
  [
    'natalizumab on the list, will stop',
    both(received('natalizumab', { kind: 'ordered', current: true }), answered({ 'LEM-X.DMT': true })),
    approval,
    { 'LEM-X.DMT': 'met' },
  ],
  [
    'natalizumab on the list, will go on',
    both(received('natalizumab', { kind: 'ordered', current: true }), answered({ 'LEM-X.DMT': false })),
    excluded,
    { 'LEM-X.DMT': 'not-met' },
  ],
  [
    'natalizumab on the list, will stop, lists not read to the end',
    both(
      received('natalizumab', { kind: 'ordered', current: true }),
      answered({ 'LEM-X.DMT': true }),
      unread('medication-requests'),
    ),
    technical,
    { 'LEM-X.DMT': 'attest not-read' },
  ],
  [
    'natalizumab dispensed, supply lasting',
    received('natalizumab', { kind: 'dispensed', current: true }),
    'attestation-needed',
    { 'LEM-X.DMT': 'attest needs-statement ~MedicationAdministration/natalizumab' },
  ],
  [
    'natalizumab dispensed, supply used up',
    received('natalizumab', { kind: 'dispensed', from: '2026-01-10' }),
    approval,
    { 'LEM-X.DMT': 'met ~MedicationAdministration/natalizumab' },
  ],
  ['dispenses not read', unread('medication-dispenses'), technical, { 'LEM-X.DMT': 'attest not-read' }],
  [
    'dispenses not read, nothing will go on',
    both(unread('medication-dispenses'), answered({ 'LEM-X.DMT': true })),
    technical,
    { 'LEM-X.DMT': 'attest not-read' },
  ],
  [
    'natalizumab given last month',
    received('natalizumab', { from: '2026-07-10' }),
    approval,
    { 'LEM-X.DMT': 'met ~MedicationAdministration/natalizumab' },
  ],
  [
    'natalizumab by its text alone on the list',
    received('natalizumab', { kind: 'stated', current: true, decides: false }),
    'attestation-needed',
    { 'LEM-X.DMT': 'attest unspecific-code' },
  ],
  [
    'natalizumab by its text alone ordered together',
    received('natalizumab', { kind: 'ordered', together: true, decides: false }),
    'attestation-needed',
    { 'LEM-X.DMT': 'attest unspecific-code' },
  ],
  [
    'natalizumab ordered together, said to be stopped',
    both(received('natalizumab', { kind: 'ordered', together: true }), answered({ 'LEM-X.DMT': true })),
    excluded,
    { 'LEM-X.DMT': 'not-met contradicted' },
  ],
  [
    'Ocrevus Zunovo ordered together: not named',
    received('ocrelizumabSubcutaneous', { kind: 'ordered', together: true }),
    'attestation-needed',
    { 'LEM-X.DMT': 'attest unspecific-code' },
  ],
  [
    'methylprednisolone on the list',
    received('methylprednisolone', { kind: 'ordered', current: true, together: true }),
    approval,
    { 'LEM-X.DMT': 'met' },
  ],
  [
    'said that another drug goes on, none on record',
    answered({ 'LEM-X.DMT': false }),
    excluded,
    { 'LEM-X.DMT': 'not-met' },
  ],
  ['a record that names no drug, two drugs in vain', unnamed, technical, { 'LEM-X.DMT': 'attest not-read' }],
  [
    'a record that names no drug, none goes on',
    both(unnamed, answered({ 'LEM-X.DMT': true })),
    approval,
    { 'LEM-X.DMT': 'met' },
  ],
];
