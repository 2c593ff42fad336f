import type { ConditionName } from '../../../src/facts/conditions.ts';
import type { DrugName } from '../../../src/facts/drugs.ts';
import { drugDisplay } from '../../../src/facts/drugs.ts';
import type { Clinician, Facts, OrderFacts } from '../../../src/facts/facts.ts';
import type { LabName } from '../../../src/facts/labs.ts';
import { labDefinition } from '../../../src/facts/labs.ts';
import type { SpecialtyName } from '../../../src/facts/specialties.ts';
import type { Row } from '../../support/decision-table.ts';
import {
  answers,
  both,
  type Change,
  condition,
  having,
  himself,
  only,
  ordering,
  received,
  result,
  treatments,
  unread,
  unusable,
  withoutCondition,
} from '../../support/patient.ts';

const answered = (changed: Readonly<Record<string, boolean | undefined>>) => answers('gamifant-cigna', changed);
const denial = 'likely-denial not-medically-necessary';
const lab = (name: LabName, value: string, day = '2026-08-12') =>
  only(name, { ...result(name, value, day), fasting: true });
const four = (changed: Partial<Record<LabName, string>>): Change =>
  both(
    ...Object.entries({ platelets: '400', ast: '20', triglycerides: '90', fibrinogen: '500', ...changed }).map(
      ([name, value]) => lab(name as LabName, value),
    ),
  );
const reason = (...names: readonly ConditionName[]) => ordering({ reasons: names.map((name) => condition(name)) });
const otherReason = ordering({ otherReason: 'Rheumatoid arthritis' });
const dose = (value: string, unit: 'mg' | 'mg/kg' = 'mg/kg') => ordering({ dose: { value, unit } });
const every = (hours: number, times = 1) => ordering({ frequency: { times, hours } });
const without =
  (key: keyof OrderFacts): Change =>
  (facts) => ({
    ...facts,
    order: Object.fromEntries(Object.entries(facts.order).filter(([name]) => name !== key)) as unknown as OrderFacts,
  });
const by =
  (...specialties: readonly SpecialtyName[]): Change =>
  (facts) => ({ ...facts, clinicians: [{ ...(facts.clinicians[0] as Clinician), specialties }] });
const allergic =
  (drug: DrugName): Change =>
  (facts) => ({
    ...facts,
    allergies: [{ reference: `AllergyIntolerance/${drug}`, kind: 'allergy', drug, shown: drug }],
  });
const noNotes: Change = (facts) => ({ ...facts, notes: [] });
const noSpecialist = by();

/** The same child with primary HLH instead: a genotype, refractory to etoposide, twice weekly. */
const primary = both(
  withoutCondition('systemicJia'),
  having('hlhGenotype'),
  received('etoposide', { from: '2026-07-01' }),
  answered({ 'GAM-2.C.i': undefined, 'GAM-1.step': true }),
);
/** Nothing that tells primary HLH from HLH/MAS. */
const neither = withoutCondition('systemicJia');

/** A continuation: authorized, given since 2026-07-01, better, some disease left. */
const continuing = both(
  received('gamifant', { from: '2026-07-01' }),
  (facts): Facts => ({
    ...facts,
    authorizations: [{ reference: 'ClaimResponse/1', drug: 'gamifant', insurer: ['Cigna'], day: '2026-06-30' }],
  }),
  only('ferritin', result('ferritin', '8200', '2026-06-25'), result('ferritin', '900', '2026-08-10')),
  answered({ 'GAM-2.C.i': undefined, 'GAM-R1b': true, 'GAM-R2': true }),
);
const trend = (name: LabName, before: string, after: string) =>
  both(continuing, only('ferritin'), only(name, result(name, before, '2026-06-25'), result(name, after, '2026-08-10')));

export const rows: readonly Row[] = [
  [
    'Ms. G herself',
    himself,
    'likely-approval',
    {
      GAM: 'met',
      'GAM-1': 'n/a other-branch',
      'GAM-2': 'met',
      'GAM-R': 'n/a other-branch',
      'GAM-X': 'met not-triggered',
    },
  ],

  // which branch (ruling R1)
  [
    "adult-onset Still's disease instead",
    both(withoutCondition('systemicJia'), having('adultOnsetStill')),
    'likely-approval',
    { 'GAM-1': 'n/a other-branch', 'GAM-1.dose': 'n/a other-branch', 'GAM-2.A': 'met' },
  ],
  [
    'systemic JIA only suspected',
    both(withoutCondition('systemicJia'), having('systemicJia', { certain: false })),
    'likely-approval',
    { 'GAM-1': 'n/a other-branch', 'GAM-2.A': 'met', notice: 'suspected' },
  ],
  [
    'systemic JIA whose status nobody can read is not even suspected',
    both(withoutCondition('systemicJia'), having('systemicJia', { certain: false, unclear: true })),
    'missing-documentation',
    { 'GAM-1': 'n/a other-branch', 'GAM-2.A': 'doc-missing not-final' },
  ],
  [
    "adult-onset Still's disease only suspected",
    both(withoutCondition('systemicJia'), having('adultOnsetStill', { certain: false })),
    'likely-approval',
    { 'GAM-2.A': 'met' },
  ],
  [
    'a genotype and no Still: primary HLH alone is judged',
    primary,
    'likely-approval',
    { 'GAM-1': 'met', 'GAM-2': 'n/a other-branch', 'GAM-2.A': 'n/a other-branch' },
  ],
  [
    'named primary and no Still: primary HLH alone is judged',
    both(primary, withoutCondition('hlhGenotype'), having('primaryHlh')),
    'missing-documentation',
    { 'GAM-1': 'doc-missing not-printed', 'GAM-1.dx': 'doc-missing not-printed', 'GAM-2': 'n/a other-branch' },
  ],
  [
    'systemic JIA and a genotype: both are judged',
    having('hlhGenotype'),
    'likely-approval',
    { 'GAM-1': 'n/a other-branch', 'GAM-1.dx': 'met', 'GAM-2': 'met' },
  ],
  [
    'systemic JIA and named primary: both are judged',
    having('primaryHlh'),
    'likely-approval',
    { 'GAM-1.dx': 'n/a other-branch', 'GAM-2': 'met', 'GAM-1.dose': 'met' },
  ],
  [
    "adult-onset Still's disease and a genotype: both are judged",
    both(withoutCondition('systemicJia'), having('adultOnsetStill'), having('hlhGenotype')),
    'likely-approval',
    { 'GAM-1.dx': 'met', 'GAM-2': 'met' },
  ],
  [
    'neither: both are judged, and both are open',
    neither,
    'missing-documentation',
    {
      GAM: 'doc-missing not-printed',
      'GAM-1.dx': 'doc-missing not-printed',
      'GAM-1.dose': 'met',
      'GAM-2.A': 'doc-missing not-on-record',
    },
  ],
  [
    'HLH of another cause: no branch is left',
    both(neither, having('hlhOfOtherCause')),
    'likely-denial excluded',
    { 'GAM-1': 'n/a other-branch', 'GAM-2.A': 'not-met', 'GAM-X': 'not-met' },
  ],
  [
    'HLH of another cause, and a genotype',
    both(neither, having('hlhOfOtherCause'), having('hlhGenotype')),
    'attestation-needed',
    { 'GAM-1.dx': 'met', 'GAM-2': 'n/a other-branch', 'GAM-X': 'met not-triggered' },
  ],
  [
    'HLH of another cause, and named primary',
    both(neither, having('hlhOfOtherCause'), having('primaryHlh')),
    'missing-documentation',
    { 'GAM-1.dx': 'doc-missing not-printed', 'GAM-X': 'met not-triggered' },
  ],
  [
    'HLH of another cause beside systemic JIA',
    having('hlhOfOtherCause'),
    'likely-approval',
    { 'GAM-2.A': 'met', 'GAM-X': 'met not-triggered' },
  ],
  [
    "HLH of another cause beside adult-onset Still's disease",
    both(neither, having('hlhOfOtherCause'), having('adultOnsetStill')),
    'likely-approval',
    { 'GAM-2.A': 'met', 'GAM-X': 'met not-triggered' },
  ],
  [
    'another cause only suspected',
    both(neither, having('hlhOfOtherCause', { certain: false })),
    'missing-documentation',
    { 'GAM-1': 'n/a other-branch', 'GAM-2.A': 'doc-missing not-on-record', 'GAM-X': 'met not-triggered' },
  ],
  [
    'systemic JIA refuted',
    both(neither, (facts) => ({ ...facts, refuted: [condition('systemicJia')] })),
    'missing-documentation',
    { 'GAM-1': 'doc-missing not-printed', 'GAM-2.A': 'not-met', 'GAM-X': 'met not-triggered' },
  ],
  [
    "adult-onset Still's disease refuted",
    both(neither, (facts) => ({ ...facts, refuted: [condition('adultOnsetStill')] })),
    'missing-documentation',
    { 'GAM-2.A': 'not-met' },
  ],
  [
    'another cause, and the problem list could not be read',
    both(neither, having('hlhOfOtherCause'), unread('conditions')),
    'indeterminate technical',
    { 'GAM-2.A': 'doc-missing not-read', 'GAM-X': 'attest not-read' },
  ],

  // GAM-2.0 and GAM-X: what for
  [
    'no HLH on record',
    withoutCondition('hlhOrMas'),
    'missing-documentation',
    { 'GAM-2.0': 'doc-missing not-on-record', 'GAM-X': 'met not-triggered' },
  ],
  [
    'HLH only suspected',
    both(withoutCondition('hlhOrMas'), having('hlhOrMas', { certain: false })),
    'missing-documentation',
    { 'GAM-2.0': 'doc-missing not-final' },
  ],
  [
    'HLH as the reason of the order',
    both(withoutCondition('hlhOrMas'), reason('hlhOrMas')),
    'likely-approval',
    { 'GAM-2.0': 'met' },
  ],
  [
    "ordered for Still's disease itself, no HLH",
    both(withoutCondition('hlhOrMas'), reason('systemicJia')),
    'likely-denial excluded',
    { 'GAM-2.0': 'doc-missing not-on-record', 'GAM-X': 'not-met' },
  ],
  [
    "ordered for adult-onset Still's disease itself, no HLH",
    both(withoutCondition('hlhOrMas'), reason('adultOnsetStill')),
    'likely-denial excluded',
    { 'GAM-2.0': 'doc-missing not-on-record', 'GAM-X': 'not-met' },
  ],
  [
    "ordered for Still's disease, HLH on record",
    reason('systemicJia'),
    'likely-approval',
    { 'GAM-2.0': 'met', 'GAM-X': 'met not-triggered' },
  ],
  [
    'ordered for another disease, no HLH',
    both(withoutCondition('hlhOrMas'), otherReason),
    'likely-denial excluded',
    { 'GAM-2.0': 'not-met', 'GAM-X': 'not-met' },
  ],
  [
    'ordered for another disease of our tables, no HLH',
    both(withoutCondition('hlhOrMas'), reason('hepatitisC')),
    'likely-denial excluded',
    { 'GAM-2.0': 'not-met', 'GAM-X': 'not-met' },
  ],
  [
    'ordered for another disease, HLH on record',
    otherReason,
    'likely-approval',
    { 'GAM-2.0': 'met', 'GAM-X': 'met not-triggered' },
  ],
  [
    'ordered for another disease, a genotype on record',
    both(primary, withoutCondition('hlhOrMas'), otherReason),
    'likely-approval',
    { 'GAM-X': 'met not-triggered' },
  ],
  [
    'ordered for another disease, primary HLH on record',
    both(primary, withoutCondition('hlhOrMas'), withoutCondition('hlhGenotype'), having('primaryHlh'), otherReason),
    'missing-documentation',
    { 'GAM-X': 'met not-triggered' },
  ],
  [
    'ordered for primary HLH, nothing else on record',
    both(primary, withoutCondition('hlhOrMas'), withoutCondition('hlhGenotype'), reason('primaryHlh')),
    'missing-documentation',
    { 'GAM-X': 'met not-triggered' },
  ],
  [
    'ordered for HLH of another cause, nothing else on record',
    both(neither, withoutCondition('hlhOrMas'), reason('hlhOfOtherCause')),
    'likely-denial excluded',
    { 'GAM-X': 'not-met' },
  ],

  // GAM-2.B baseline: ferritin
  ['ferritin exactly 684', lab('ferritin', '684'), denial, { 'GAM-2.B': 'not-met', 'GAM-2.B.f': 'not-met' }],
  ['ferritin 684.1', lab('ferritin', '684.1'), 'likely-approval', { 'GAM-2.B.f': 'met' }],
  ['ferritin 683.9', lab('ferritin', '683.9'), denial, { 'GAM-2.B.f': 'not-met' }],
  ['ferritin ">500"', lab('ferritin', '>500'), 'missing-documentation', { 'GAM-2.B.f': 'doc-missing straddles-limit' }],
  ['ferritin ">2000"', lab('ferritin', '>2000'), 'likely-approval', { 'GAM-2.B.f': 'met' }],
  [
    'no ferritin',
    only('ferritin'),
    'missing-documentation',
    { 'GAM-2.B': 'doc-missing not-on-record', 'GAM-2.B.f': 'doc-missing not-on-record' },
  ],
  [
    'ferritin of 30 days before the order',
    lab('ferritin', '8200', '2026-07-15'),
    'likely-approval',
    { 'GAM-2.B.f': 'met' },
  ],
  [
    'ferritin of 31 days before the order',
    lab('ferritin', '8200', '2026-07-14'),
    'missing-documentation',
    { 'GAM-2.B.f': 'doc-missing too-old' },
  ],
  [
    'ferritin high first, low now, both before treatment',
    only('ferritin', result('ferritin', '8200', '2026-08-01'), result('ferritin', '500', '2026-08-12')),
    'likely-approval',
    { 'GAM-2.B.f': 'met +Observation/ferritin-2026-08-01', notice: 'no longer qualifies' },
  ],
  [
    'ferritin in an unreadable unit',
    only('ferritin', unusable('ferritin', 'unit-unknown', '2026-08-12')),
    'missing-documentation',
    { 'GAM-2.B.f': 'doc-missing unit-unknown' },
  ],
  [
    'ferritin high, doses given not read: it may be from after the first',
    unread('medication-administrations'),
    'indeterminate technical',
    { 'GAM-2.B.f': 'doc-missing not-read' },
  ],
  [
    'ferritin low, laboratory not read to the end',
    both(lab('ferritin', '500'), unread('laboratory')),
    'indeterminate technical',
    { 'GAM-2.B.f': 'doc-missing not-read' },
  ],

  // two of four
  [
    'exactly two of four',
    four({ platelets: '92', ast: '140' }),
    'likely-approval',
    { 'GAM-2.B.i-iv': 'met', 'GAM-2.B.iii': 'not-met' },
  ],
  [
    'only one of four',
    four({ platelets: '92' }),
    denial,
    {
      'GAM-2.B': 'not-met',
      'GAM-2.B.i-iv': 'not-met',
      'GAM-2.B.i': 'met',
      'GAM-2.B.ii': 'not-met',
      'GAM-2.B.iv': 'not-met',
    },
  ],
  [
    'one of four, one not on record',
    both(four({ platelets: '92' }), only('ast')),
    'missing-documentation',
    { 'GAM-2.B.i-iv': 'doc-missing not-on-record', 'GAM-2.B.ii': 'doc-missing not-on-record' },
  ],
  ['none of four', four({}), denial, { 'GAM-2.B.i-iv': 'not-met', 'GAM-2.B.i': 'not-met' }],
  [
    'none of the four on record',
    both(only('platelets'), only('ast'), only('triglycerides'), only('fibrinogen')),
    'missing-documentation',
    {
      'GAM-2.B.i-iv': 'doc-missing not-on-record',
      'GAM-2.B.i': 'doc-missing not-on-record',
      'GAM-2.B.iv': 'doc-missing not-on-record',
    },
  ],
  ...(
    [
      ['platelets', 'GAM-2.B.i', '180.9', '181', '181.1', 'ast', '140'],
      ['fibrinogen', 'GAM-2.B.iv', '359.9', '360', '360.1', 'ast', '140'],
      ['ast', 'GAM-2.B.ii', '48.1', '48', '47.9', 'platelets', '92'],
      ['triglycerides', 'GAM-2.B.iii', '156.1', '156', '155.9', 'platelets', '92'],
    ] as const
  ).flatMap(([name, id, inside, at, outside, other, value]): readonly Row[] => [
    [
      `${labDefinition(name).display} ${inside} and one other`,
      four({ [name]: inside, [other]: value }),
      'likely-approval',
      { [id]: 'met' },
    ],
    [
      `${labDefinition(name).display} exactly ${at} and one other`,
      four({ [name]: at, [other]: value }),
      denial,
      { [id]: 'not-met' },
    ],
    [
      `${labDefinition(name).display} ${outside} and one other`,
      four({ [name]: outside, [other]: value }),
      denial,
      { [id]: 'not-met' },
    ],
    [
      `${labDefinition(name).display} of 30 days before`,
      both(four({ [other]: value }), lab(name, inside, '2026-07-15')),
      'likely-approval',
      { [id]: 'met' },
    ],
    [
      `${labDefinition(name).display} of 31 days before`,
      both(four({ [other]: value }), lab(name, inside, '2026-07-14')),
      'missing-documentation',
      { [id]: 'doc-missing too-old' },
    ],
  ]),
  [
    'platelets exactly 181: published criteria differ',
    four({ platelets: '181', ast: '140', triglycerides: '310' }),
    'likely-approval',
    { 'GAM-2.B.i': 'not-met', notice: 'published criteria do' },
  ],
  [
    'triglycerides high, fasting not stated',
    both(four({ platelets: '92' }), only('triglycerides', result('triglycerides', '310', '2026-08-12'))),
    'missing-documentation',
    { 'GAM-2.B.iii': 'doc-missing fasting-not-stated' },
  ],
  [
    'triglycerides high, not fasting',
    both(
      four({ platelets: '92' }),
      only('triglycerides', { ...result('triglycerides', '310', '2026-08-12'), fasting: false }),
    ),
    'missing-documentation',
    { 'GAM-2.B.iii': 'doc-missing fasting-not-stated' },
  ],
  [
    'ferritin and platelets need no fasting',
    both(
      only('ferritin', result('ferritin', '8200', '2026-08-12')),
      only('platelets', result('platelets', '92', '2026-08-12')),
      only('ast', result('ast', '140', '2026-08-12')),
      only('fibrinogen', result('fibrinogen', '150', '2026-08-12')),
      only('triglycerides'),
    ),
    'likely-approval',
    { 'GAM-2.B.f': 'met', 'GAM-2.B.i': 'met', 'GAM-2.B.ii': 'met', 'GAM-2.B.iv': 'met' },
  ],

  // baseline when Gamifant was given before, but not authorized here: an initial request
  [
    'had Gamifant from 2026-08-13, results from the day before',
    both(received('gamifant', { from: '2026-08-13' }), answered({ 'GAM-2.C.i': undefined })),
    'likely-approval',
    { 'GAM-2.C.ii': 'met', 'GAM-2.B': 'met', 'GAM-R': 'n/a other-branch' },
  ],
  [
    'had Gamifant from 2026-08-12, results from that day',
    received('gamifant', { from: '2026-08-12' }),
    'missing-documentation',
    { 'GAM-2.B.f': 'doc-missing on-treatment', 'GAM-2.B.i': 'doc-missing on-treatment' },
  ],
  [
    'had Gamifant from 2026-09-10 on paper: after the as-of date',
    both(received('gamifant', { from: '2026-09-10' }), answered({ 'GAM-2.C.i': undefined })),
    'attestation-needed',
    { 'GAM-2.C.ii': 'attest undated' },
  ],

  // GAM-2.C
  [
    'had Gamifant in 2025, day not recorded',
    both(received('gamifant', { fromAtLatest: '2025-12-31' }), answered({ 'GAM-2.C.i': undefined })),
    'likely-approval',
    { 'GAM-2.C.ii': 'met' },
  ],
  [
    'steroids on record, nothing stated',
    answered({ 'GAM-2.C.i': undefined }),
    'attestation-needed',
    { 'GAM-2.C': 'attest', 'GAM-2.C.i': 'attest needs-statement', 'GAM-2.C.ii': 'attest needs-statement' },
  ],
  [
    'no steroids on record, nothing stated',
    both(treatments(), answered({ 'GAM-2.C.i': undefined })),
    'attestation-needed',
    { 'GAM-2.C.i': 'attest needs-statement' },
  ],
  [
    'stated without a note',
    noNotes,
    'missing-documentation',
    { 'GAM-2.C': 'doc-missing needs-note', 'GAM-2.C.i': 'doc-missing needs-note' },
  ],
  [
    'a note that is newer than the call',
    (facts) => ({ ...facts, notes: [{ reference: 'DocumentReference/1', shown: 'note', day: '2026-08-15' }] }),
    'missing-documentation',
    { 'GAM-2.C.i': 'doc-missing needs-note' },
  ],
  [
    'good response stated, Gamifant silent: asked',
    answered({ 'GAM-2.C.i': false }),
    'attestation-needed',
    { 'GAM-2.C': 'attest needs-statement', 'GAM-2.C.i': 'not-met', 'GAM-2.C.ii': 'attest needs-statement' },
  ],
  [
    'good response stated, no Gamifant stated',
    answered({ 'GAM-2.C.i': false, 'GAM-2.C.ii': false }),
    denial,
    { 'GAM-2.C': 'not-met', 'GAM-2.C.ii': 'not-met' },
  ],
  [
    'earlier Gamifant stated without a record',
    answered({ 'GAM-2.C.i': undefined, 'GAM-2.C.ii': true }),
    'missing-documentation',
    { 'GAM-2.C.ii': 'doc-missing needs-note' },
  ],
  [
    'allergic to methylprednisolone',
    both(allergic('methylprednisolone'), noNotes, answered({ 'GAM-2.C.i': undefined })),
    'likely-approval',
    { 'GAM-2.C.i': 'met' },
  ],
  [
    'allergic to dexamethasone',
    both(allergic('dexamethasone'), noNotes, answered({ 'GAM-2.C.i': undefined })),
    'likely-approval',
    { 'GAM-2.C.i': 'met' },
  ],

  // GAM-2.D and GAM-1.spec
  ...(['hematology', 'oncology', 'immunology', 'rheumatology'] as const).flatMap((specialty): readonly Row[] => [
    [`prescribed in ${specialty}`, by(specialty), 'likely-approval', { 'GAM-2.D': 'met' }],
    [
      `primary HLH, prescribed in ${specialty}`,
      both(primary, by(specialty)),
      'likely-approval',
      { 'GAM-1.spec': 'met' },
    ],
  ]),
  [
    'prescribed by a transplant physician',
    by('transplantation'),
    'attestation-needed',
    { 'GAM-2.D': 'attest needs-statement' },
  ],
  [
    'primary HLH, prescribed by a transplant physician',
    both(primary, by('transplantation')),
    'likely-approval',
    { 'GAM-1.spec': 'met' },
  ],
  ['specialty not stated', noSpecialist, 'attestation-needed', { 'GAM-2.D': 'attest needs-statement' }],
  [
    'specialty not stated, consultation confirmed',
    both(noSpecialist, answered({ 'GAM-2.D': true })),
    'likely-approval',
    { 'GAM-2.D': 'met' },
  ],
  [
    'specialty not stated, consultation denied: never a denial',
    both(noSpecialist, answered({ 'GAM-2.D': false })),
    'attestation-needed',
    { 'GAM-2.D': 'attest needs-statement' },
  ],
  [
    'primary HLH, specialty not stated',
    both(primary, noSpecialist),
    'attestation-needed',
    { 'GAM-1': 'attest', 'GAM-1.spec': 'attest needs-statement' },
  ],
  [
    'the prescriber could not be read',
    both(noSpecialist, unread('prescriber')),
    'indeterminate technical',
    { 'GAM-2.D': 'attest not-read' },
  ],

  // GAM-2.DOSE
  ['10 mg/kg', dose('10'), 'likely-approval', { 'GAM-2.DOSE': 'met' }],
  ['9.9 mg/kg', dose('9.9'), 'likely-approval', { 'GAM-2.DOSE': 'met' }],
  ['10.1 mg/kg', dose('10.1'), denial, { 'GAM-2.DOSE': 'not-met' }],
  ['300 mg for 30 kg', dose('300', 'mg'), 'likely-approval', { 'GAM-2.DOSE': 'met' }],
  ['300.1 mg for 30 kg', dose('300.1', 'mg'), denial, { 'GAM-2.DOSE': 'not-met' }],
  [
    '300 mg, no weight',
    both(dose('300', 'mg'), only('weight')),
    'missing-documentation',
    { 'GAM-2.DOSE': 'doc-missing not-on-record' },
  ],
  [
    '300 mg, vital signs not read',
    both(dose('300', 'mg'), unread('vital-signs')),
    'indeterminate technical',
    { 'GAM-2.DOSE': 'doc-missing not-read' },
  ],
  [
    '301 mg for more than 30 kg',
    both(dose('301', 'mg'), only('weight', result('weight', '>30', '2026-08-12'))),
    'missing-documentation',
    { 'GAM-2.DOSE': 'doc-missing straddles-limit' },
  ],
  [
    '300 mg for more than 30 kg',
    both(dose('300', 'mg'), only('weight', result('weight', '>30', '2026-08-12'))),
    'likely-approval',
    { 'GAM-2.DOSE': 'met' },
  ],
  [
    '301 mg for 30 kg and 31 kg on one day',
    both(dose('301', 'mg'), only('weight', result('weight', '30', '2026-08-12'), result('weight', '31', '2026-08-12'))),
    'missing-documentation',
    { 'GAM-2.DOSE': 'doc-missing straddles-limit' },
  ],
  ['no dose', without('dose'), 'missing-documentation', { 'GAM-2.DOSE': 'doc-missing not-on-record' }],
  ['no frequency', without('frequency'), 'missing-documentation', { 'GAM-2.DOSE': 'doc-missing not-on-record' }],
  ['once a day', every(24), 'likely-approval', { 'GAM-2.DOSE': 'met' }],
  ['every 23 hours', every(23), denial, { 'GAM-2.DOSE': 'not-met' }],
  ['twice a day', every(24, 2), denial, { 'GAM-2.DOSE': 'not-met' }],
  ['into a muscle', ordering({ route: 'other' }), denial, { 'GAM-2.DOSE': 'not-met' }],
  [
    'route not stated',
    ordering({ route: 'not-stated' }),
    'likely-approval',
    { 'GAM-2.DOSE': 'met', notice: 'does not state the route' },
  ],

  // GAM-1 primary HLH
  [
    'primary HLH without a genotype: nothing else can be decided',
    both(primary, withoutCondition('hlhGenotype'), having('primaryHlh')),
    'missing-documentation',
    { 'GAM-1.dx': 'doc-missing not-printed' },
  ],
  [
    'a single variant only',
    both(primary, withoutCondition('hlhGenotype'), having('primaryHlh'), having('hlhGenotype', { certain: false })),
    'missing-documentation',
    { 'GAM-1.dx': 'doc-missing not-final' },
  ],
  ...(['methylprednisolone', 'dexamethasone', 'etoposide', 'cyclosporine', 'antithymocyteGlobulin'] as const).flatMap(
    (drug): readonly Row[] => [
      [
        `primary HLH refractory to ${drugDisplay(drug)}`,
        both(primary, treatments(), received(drug, { from: '2026-07-01' })),
        'likely-approval',
        { 'GAM-1.step': 'met' },
      ],
    ],
  ),
  [
    'primary HLH, treated, nothing stated',
    both(primary, answered({ 'GAM-1.step': undefined })),
    'attestation-needed',
    { 'GAM-1.step': 'attest needs-statement' },
  ],
  [
    'primary HLH, never treated',
    both(primary, treatments(), answered({ 'GAM-1.step': undefined })),
    'missing-documentation',
    { 'GAM-1.step': 'doc-missing not-on-record' },
  ],
  [
    'primary HLH, refractory stated, no treatment on record',
    both(primary, treatments()),
    'missing-documentation',
    { 'GAM-1.step': 'doc-missing needs-note' },
  ],
  [
    'primary HLH, good response stated',
    both(primary, answered({ 'GAM-1.step': false })),
    denial,
    { 'GAM-1': 'not-met', 'GAM-1.step': 'not-met' },
  ],
  [
    'primary HLH, etoposide taken by mouth counts as exposure',
    both(primary, treatments(), received('etoposide', { from: '2026-07-01', route: 'other' })),
    'likely-approval',
    { 'GAM-1.step': 'met' },
  ],
  ['primary HLH, 10 mg/kg', both(primary, dose('10')), 'likely-approval', { 'GAM-1.dose': 'met' }],
  ['primary HLH, 9.9 mg/kg', both(primary, dose('9.9')), 'likely-approval', { 'GAM-1.dose': 'met' }],
  ['primary HLH, 10.1 mg/kg', both(primary, dose('10.1')), denial, { 'GAM-1.dose': 'not-met' }],
  ['primary HLH, every 72 hours', both(primary, every(72)), 'likely-approval', { 'GAM-1.dose': 'met' }],
  ['primary HLH, every 71 hours', both(primary, every(71)), denial, { 'GAM-1.dose': 'not-met' }],
  ['primary HLH, twice a week', both(primary, every(168, 2)), 'likely-approval', { 'GAM-1.dose': 'met' }],
  ['primary HLH, once a day', both(primary, every(24)), denial, { 'GAM-1.dose': 'not-met' }],
  [
    'primary HLH, no dose',
    both(primary, without('dose')),
    'missing-documentation',
    { 'GAM-1.dose': 'doc-missing not-on-record' },
  ],

  // GAM-R continuation (ruling R4)
  [
    'continuation with everything',
    continuing,
    'likely-approval',
    { GAM: 'met', 'GAM-1': 'n/a other-branch', 'GAM-2': 'n/a other-branch', 'GAM-R': 'met', 'GAM-R1a': 'met' },
  ],
  [
    'a continuation shown by the order alone',
    both(continuing, (facts) => ({ ...facts, authorizations: [], answers: [] }), ordering({ continues: true })),
    'attestation-needed',
    { 'GAM-R': 'attest', 'GAM-2': 'n/a other-branch' },
  ],
  [
    'authorized, but never given: an initial request',
    (facts) => ({ ...facts, authorizations: [{ reference: 'ClaimResponse/1', drug: 'gamifant', insurer: [] }] }),
    'likely-approval',
    { 'GAM-2': 'met', 'GAM-R': 'n/a other-branch' },
  ],
  ...['GAM-R', 'GAM-R1', 'GAM-R1a', 'GAM-R1b', 'GAM-R2'].map(
    (id): Row => [
      `a continuation shown by an answer to ${id}`,
      answered({ [id]: true }),
      'attestation-needed',
      { 'GAM-2': 'n/a other-branch', 'GAM-1': 'n/a other-branch' },
    ],
  ),
  [
    'no improvement shown, nor stated',
    both(continuing, only('ferritin')),
    'attestation-needed',
    { 'GAM-R1': 'attest', 'GAM-R1a': 'attest needs-statement' },
  ],
  [
    'no improvement stated',
    both(continuing, only('ferritin'), answered({ 'GAM-R1a': false })),
    denial,
    { 'GAM-R1': 'not-met', 'GAM-R1a': 'not-met' },
  ],
  [
    'improvement stated',
    both(continuing, only('ferritin'), answered({ 'GAM-R1a': true })),
    'likely-approval',
    { 'GAM-R1a': 'met' },
  ],
  [
    'better, laboratory not read to the end',
    both(continuing, unread('laboratory')),
    'indeterminate technical',
    { 'GAM-R1a': 'attest not-read' },
  ],
  ['full remission', both(continuing, answered({ 'GAM-R1b': false })), denial, { 'GAM-R1b': 'not-met' }],
  [
    'residual disease not stated',
    both(continuing, answered({ 'GAM-R1b': undefined })),
    'attestation-needed',
    { 'GAM-R1b': 'attest needs-statement' },
  ],
  [
    'both halves confirmed at once',
    both(continuing, only('ferritin'), answered({ 'GAM-R1': true, 'GAM-R1b': undefined })),
    'likely-approval',
    { 'GAM-R1': 'met', 'GAM-R1a': 'n/a other-branch', 'GAM-R1b': 'n/a other-branch' },
  ],
  [
    'both halves denied at once',
    both(continuing, only('ferritin'), answered({ 'GAM-R1': false, 'GAM-R1b': undefined })),
    denial,
    { 'GAM-R1': 'not-met' },
  ],
  ['not titrated', both(continuing, answered({ 'GAM-R2': false })), denial, { 'GAM-R2': 'not-met' }],
  [
    'titration not stated',
    both(continuing, answered({ 'GAM-R2': undefined })),
    'attestation-needed',
    { 'GAM-R2': 'attest needs-statement' },
  ],
  ['continuation at 10 mg/kg', both(continuing, dose('10')), 'likely-approval', { 'GAM-R.DOSE': 'met' }],
  ['continuation at 9.9 mg/kg', both(continuing, dose('9.9')), 'likely-approval', { 'GAM-R.DOSE': 'met' }],
  ['continuation at 10.1 mg/kg', both(continuing, dose('10.1')), denial, { 'GAM-R.DOSE': 'not-met' }],
  ['continuation once a day', both(continuing, every(24)), 'likely-approval', { 'GAM-R.DOSE': 'met' }],
  ['continuation every 23 hours', both(continuing, every(23)), denial, { 'GAM-R.DOSE': 'not-met' }],
  [
    'continuation without a dose',
    both(continuing, without('dose')),
    'missing-documentation',
    { 'GAM-R': 'doc-missing not-on-record', 'GAM-R.DOSE': 'doc-missing not-on-record' },
  ],
  [
    'ferritin unchanged',
    trend('ferritin', '900', '900'),
    'attestation-needed',
    { 'GAM-R1a': 'attest needs-statement' },
  ],
  ['ferritin lower', trend('ferritin', '8200', '900'), 'likely-approval', { 'GAM-R1a': 'met' }],
  ['AST lower', trend('ast', '140', '60'), 'likely-approval', { 'GAM-R1a': 'met' }],
  ['triglycerides lower', trend('triglycerides', '310', '160'), 'likely-approval', { 'GAM-R1a': 'met' }],
  ['platelets higher', trend('platelets', '92', '210'), 'likely-approval', { 'GAM-R1a': 'met' }],
  ['fibrinogen higher', trend('fibrinogen', '150', '300'), 'likely-approval', { 'GAM-R1a': 'met' }],
  ['platelets lower', trend('platelets', '210', '92'), 'attestation-needed', { 'GAM-R1a': 'attest needs-statement' }],
];
