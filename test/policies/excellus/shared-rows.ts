import type { ConditionName } from '../../../src/facts/conditions.ts';
import { conditionDefinition } from '../../../src/facts/conditions.ts';
import type { DrugName } from '../../../src/facts/drugs.ts';
import { drugDisplay } from '../../../src/facts/drugs.ts';
import type { Clinician } from '../../../src/facts/facts.ts';
import type { LabName } from '../../../src/facts/labs.ts';
import type { Row } from '../../support/decision-table.ts';
import {
  answers,
  both,
  type Change,
  having,
  only,
  received,
  result,
  unread,
  unusable,
  withoutCondition,
} from '../../support/patient.ts';
import { hematologist, RECENT } from './patients.ts';

const APPROVAL = 'likely-approval';
const ATTEST = 'attestation-needed';
const MISSING = 'missing-documentation';
const DENIAL = 'likely-denial not-medically-necessary';
const EXCLUDED = 'likely-denial excluded';
const UNREAD = 'indeterminate technical';

/** What differs in the lines that the two policies share. */
export interface Wording {
  readonly policy: string;
  readonly prefix: string;
  readonly hemophilia: ConditionName;
  readonly otherHemophilia: ConditionName;
  readonly activity: LabName;
  readonly product: DrugName;
  readonly inhibitor: Extract<LabName & ConditionName, string>;
  readonly convenience: string;
  readonly geneTherapy: string;
}

/** Rows on the lines that the two policies word alike, but for the exclusions. */
export const sharedRows = (wording: Wording): readonly Row[] => [
  ...prescriberRows(wording),
  ...ageRows(wording),
  ...diseaseRows(wording),
  ...bleedRows(wording),
  ...inhibitorRows(wording),
  ...statementRows(wording),
];

const by =
  (...clinicians: readonly Clinician[]): Change =>
  (facts) => ({ ...facts, clinicians });

function prescriberRows({ prefix, policy }: Wording): readonly Row[] {
  const line = `${prefix}1`;
  const says = (value: boolean | undefined) => answers(policy, { [line]: value });
  const role = 'PractitionerRole/hematologist';
  const at = (organization: string) => by({ ...hematologist, organizations: [organization] });
  return [
    ['hematologist at a center prescribes', by(hematologist), APPROVAL, { [line]: `met +${role}` }],
    [
      'hematologist at a center consulted',
      by({ ...hematologist, role: 'consultant', day: '2026-08-14' }),
      APPROVAL,
      { [line]: 'met' },
    ],
    [
      'consultation after the as-of date',
      by({ ...hematologist, role: 'consultant', day: '2026-08-15' }),
      ATTEST,
      { [line]: 'attest needs-statement' },
    ],
    [
      'center named within a longer name',
      at('UR Medicine: HEMOPHILIA-TREATMENT CENTER, Rochester'),
      APPROVAL,
      { [line]: 'met' },
    ],
    [
      'hematologist at another clinic',
      at('Riverbend Hematology Clinic'),
      ATTEST,
      { [line]: `attest needs-statement ~${role}` },
    ],
    [
      'center named in part only',
      at('Riverbend Hemophilia Treatment Centerpoint'),
      ATTEST,
      { [line]: 'attest needs-statement' },
    ],
    [
      'another specialist at a center',
      by({ ...hematologist, specialties: ['oncology'] }),
      ATTEST,
      { [line]: `attest needs-statement ~${role}` },
    ],
    [
      'two clinicians, each one half',
      by({ ...hematologist, organizations: [] }, { ...hematologist, specialties: [] }),
      ATTEST,
      { [line]: 'attest needs-statement' },
    ],
    ['nobody known', by(), ATTEST, { [line]: 'attest needs-statement' }],
    ['nobody known, stated', both(by(), says(true)), APPROVAL, { [line]: 'met' }],
    [
      'nobody known, denied: a consultation can mend it',
      both(by(), says(false)),
      ATTEST,
      { [line]: 'attest needs-statement' },
    ],
    ['shown on record, and denied', says(false), APPROVAL, { [line]: 'met contradicted' }],
    ['prescriber not read', both(by(), unread('prescriber')), UNREAD, { [line]: 'attest not-read' }],
    [
      'two answers of one moment disagree',
      both(by(), says(true), (facts) => ({
        ...facts,
        answers: [
          ...facts.answers,
          ...facts.answers.filter(({ criterion }) => criterion === line).map((each) => ({ ...each, value: false })),
        ],
      })),
      ATTEST,
      { [line]: 'attest conflicting' },
    ],
  ];
}

function ageRows({ prefix }: Wording): readonly Row[] {
  const line = `${prefix}2`;
  const born =
    (birthDate: string | undefined): Change =>
    (facts) =>
      ({ ...facts, birthDate }) as never;
  return [
    ['turned 18 the day before', born('2008-08-13'), APPROVAL, { [line]: 'met' }],
    ['turns 18 on the day of infusion', born('2008-08-14'), APPROVAL, { [line]: 'met' }],
    ['turns 18 the day after', born('2008-08-15'), DENIAL, { [line]: 'not-met' }],
    ['born in 2007, day unknown', born('2007'), APPROVAL, { [line]: 'met' }],
    ['no birth date', born(undefined), MISSING, { [line]: 'doc-missing not-on-record' }],
  ];
}

function diseaseRows({ prefix, hemophilia, otherHemophilia, activity, product }: Wording): readonly Row[] {
  const [line, a, b] = [`${prefix}3`, `${prefix}3a`, `${prefix}3b`];
  const level = (...given: readonly (readonly [value: string, day: string])[]) =>
    only(activity, ...given.map(([value, day]) => result(activity, value, day)));
  return [
    [
      'no diagnosis on record',
      withoutCondition(hemophilia),
      MISSING,
      { [a]: 'doc-missing not-on-record', [line]: 'doc-missing not-on-record', [b]: 'met' },
    ],
    [
      'hemophilia only suspected',
      both(withoutCondition(hemophilia), having(hemophilia, { certain: false })),
      MISSING,
      { [a]: 'doc-missing not-final' },
    ],
    [
      'acquired deficiency instead',
      both(withoutCondition(hemophilia), having('acquiredFactorDeficiency')),
      DENIAL,
      { [a]: 'not-met', [line]: 'not-met' },
    ],
    [
      'the other hemophilia instead',
      both(withoutCondition(hemophilia), having(otherHemophilia)),
      EXCLUDED,
      { [a]: 'not-met', [line]: 'not-met' },
    ],
    [
      'no activity on record',
      level(),
      MISSING,
      { [b]: 'doc-missing not-on-record', [line]: 'doc-missing not-on-record' },
    ],
    ['activity 0.5, then 38 on product', level(['0.5', '2011-09-30'], ['38', '2026-05-02']), APPROVAL, { [b]: 'met' }],
    [
      'activity 5, drawn before the first product',
      level(['5', '2011-09-30']),
      DENIAL,
      { [b]: 'not-met', [line]: 'not-met' },
    ],
    ['activity 5, drawn on product', level(['5', '2026-05-02']), MISSING, { [b]: 'doc-missing on-treatment' }],
    ['activity "<5", drawn on product', level(['<5', '2026-05-02']), MISSING, { [b]: 'doc-missing straddles-limit' }],
    [
      `no ${drugDisplay(product)}, activity 5: silence is no washout`,
      both(level(['5', '2026-05-02']), (facts) => ({ ...facts, treatments: [] })),
      MISSING,
      { [b]: 'doc-missing on-treatment' },
    ],
    ...(['hemgenix', 'beqvez', 'roctavian'] as const).map(
      (drug): Row => [
        `activity 0.5, drawn after ${drugDisplay(drug)}`,
        both(level(['0.5', '2026-05-02']), received(drug, { from: '2026-01-15' })),
        EXCLUDED,
        { [b]: 'doc-missing not-on-record' },
      ],
    ),
  ];
}

const judged: readonly ConditionName[] = [
  'gastrointestinalHemorrhage',
  'pulmonaryHemorrhage',
  'hemarthrosis',
  'muscleHematoma',
  'umbilicalHemorrhage',
];

function bleedRows({ prefix, policy }: Wording): readonly Row[] {
  const line = `${prefix}4`;
  const says = (value: boolean | undefined) =>
    both(withoutCondition('intracranialHemorrhage'), answers(policy, { [line]: value }));
  const noted =
    (day?: string): Change =>
    (facts) => ({
      ...facts,
      notes: [{ reference: 'DocumentReference/1', shown: 'Bleeding log', ...(day && { day }) }],
    });
  return [
    [
      'intracranial bleed coded',
      withoutCondition('hemarthrosis'),
      APPROVAL,
      { [line]: 'met +Condition/intracranialHemorrhage' },
    ],
    ['bleeds neither on record nor stated', says(undefined), MISSING, { [line]: 'doc-missing not-on-record' }],
    ['bleeds stated without a note', says(true), MISSING, { [line]: 'doc-missing needs-note' }],
    [
      'bleeds stated, a note on record',
      both(says(true), noted('2026-08-14')),
      APPROVAL,
      { [line]: 'met +DocumentReference/1', notice: 'attach the note' },
    ],
    ['bleeds stated, a note without a day', both(says(true), noted()), APPROVAL, { [line]: 'met' }],
    [
      'bleeds stated, a note of tomorrow',
      both(says(true), noted('2026-08-15')),
      MISSING,
      { [line]: 'doc-missing needs-note' },
    ],
    [
      'a note on record, nothing stated',
      both(says(undefined), noted()),
      MISSING,
      { [line]: 'doc-missing not-on-record' },
    ],
    ['neither kind of bleed, stated', says(false), DENIAL, { [line]: 'not-met' }],
    ['neither kind of bleed stated, a note on record', both(says(false), noted()), DENIAL, { [line]: 'not-met' }],
    [
      'intracranial bleed coded, and denied',
      answers(policy, { [line]: false }),
      APPROVAL,
      { [line]: 'met contradicted' },
    ],
    [
      'intracranial bleed only suspected',
      both(says(undefined), having('intracranialHemorrhage', { certain: false })),
      MISSING,
      { [line]: 'doc-missing needs-statement ~Condition/intracranialHemorrhage' },
    ],
    [
      'bleeds stated, documents not read',
      both(says(true), unread('documents')),
      UNREAD,
      { [line]: 'doc-missing not-read' },
    ],
    [
      'bleeds not on record, problem list not read',
      both(says(undefined), unread('conditions')),
      UNREAD,
      { [line]: 'doc-missing not-read' },
    ],
    ...judged.map(
      (bleed): Row => [
        `${conditionDefinition(bleed).display} coded: how serious is not told`,
        both(says(undefined), having(bleed)),
        MISSING,
        { [line]: `doc-missing needs-statement ~Condition/${bleed}` },
      ],
    ),
    [
      'two answers on bleeds disagree',
      both(says(true), noted(), (facts) => ({
        ...facts,
        answers: [
          ...facts.answers,
          ...facts.answers.filter(({ criterion }) => criterion === line).map((each) => ({ ...each, value: false })),
        ],
      })),
      MISSING,
      { [line]: 'doc-missing conflicting' },
    ],
  ];
}

function inhibitorRows({ prefix, policy, inhibitor }: Wording): readonly Row[] {
  const [line, a, b] = [`${prefix}6`, `${prefix}6a`, `${prefix}6b`];
  const says = (value: boolean | undefined) => answers(policy, { [line]: value });
  const tested = (...given: readonly (readonly [value: string, day?: string, verdict?: 'normal' | 'abnormal'])[]) =>
    only(
      inhibitor,
      ...given.map(([value, day = RECENT, verdict]) => result(inhibitor, value, day, verdict && { verdict })),
    );
  return [
    [
      'inhibitor 0.3 BU, called normal',
      tested(['0.3', RECENT, 'normal']),
      APPROVAL,
      { [a]: 'met', [b]: 'met', [line]: 'met' },
    ],
    ...[
      ['0.59', APPROVAL, 'met'],
      ['0.6', MISSING, 'doc-missing contradicted'],
      ['12', MISSING, 'doc-missing contradicted'],
    ].map(
      ([value = '', outcome = '', history = '']): Row => [
        `inhibitor ${value} BU long ago without a verdict, negative now`,
        tested([value, '2016-07-15'], ['not-detected']),
        outcome,
        { [a]: 'met', [b]: history },
      ],
    ),
    [
      'inhibitor 12 BU long ago without a verdict, nobody asked',
      both(tested(['12', '2016-07-15'], ['not-detected']), says(undefined)),
      MISSING,
      { [b]: 'doc-missing straddles-limit' },
    ],
    [
      'inhibitor 12 BU long ago without a verdict, and one is admitted',
      both(tested(['12', '2016-07-15'], ['not-detected']), says(false)),
      DENIAL,
      { [b]: 'not-met' },
    ],
    [
      "inhibitor 0.7 BU, called normal: the limit is the laboratory's",
      tested(['0.7', RECENT, 'normal']),
      APPROVAL,
      { [a]: 'met' },
    ],
    [
      'inhibitor 0.5 BU, called abnormal',
      tested(['0.5', RECENT, 'abnormal']),
      DENIAL,
      { [a]: 'not-met', [b]: 'not-met contradicted', [line]: 'not-met' },
    ],
    [
      'inhibitor 0.3 BU without a verdict',
      tested(['0.3']),
      MISSING,
      { [a]: 'doc-missing straddles-limit', [line]: 'doc-missing straddles-limit' },
    ],
    ['inhibitor "<0.5 BU" without a verdict', tested(['<0.5']), MISSING, { [a]: 'doc-missing straddles-limit' }],
    ['inhibitor "<0.5 BU", called normal', tested(['<0.5', RECENT, 'normal']), APPROVAL, { [a]: 'met' }],
    ['inhibitor positive', tested(['detected']), DENIAL, { [a]: 'not-met', [line]: 'not-met' }],
    [
      'inhibitor negative, but called abnormal',
      tested(['not-detected', RECENT, 'abnormal']),
      MISSING,
      { [a]: 'doc-missing straddles-limit' },
    ],
    [
      'inhibitor both ways on one day',
      tested(['detected'], ['not-detected']),
      MISSING,
      { [a]: 'doc-missing conflicting' },
    ],
    [
      'inhibitor positive, negative again after 21 days',
      tested(['detected', '2026-06-29'], ['not-detected']),
      APPROVAL,
      { [a]: 'met', [b]: 'met', notice: 'false positive' },
    ],
    [
      'inhibitor positive, negative again after 22 days',
      tested(['detected', '2026-06-28'], ['not-detected']),
      DENIAL,
      { [a]: 'met', [b]: 'not-met contradicted' },
    ],
    [
      'two positives years ago, negative now',
      tested(['detected', '2001-01-10'], ['detected', '2001-02-10'], ['not-detected']),
      DENIAL,
      { [a]: 'met', [b]: 'not-met contradicted' },
    ],
    [
      'inhibitor coded in the history',
      having(inhibitor),
      DENIAL,
      { [a]: 'met', [b]: 'not-met contradicted', [line]: 'not-met' },
    ],
    [
      'acquired hemophilia coded: which factor is not said',
      both(having(inhibitor, { decides: false }), says(undefined)),
      ATTEST,
      { [b]: 'attest unspecific-code' },
    ],
    [
      'history not asked',
      says(undefined),
      ATTEST,
      { [a]: 'met', [b]: 'attest needs-statement', [line]: 'attest needs-statement' },
    ],
    [
      'history answered by its own line',
      both(says(undefined), answers(policy, { [b]: true })),
      APPROVAL,
      { [b]: 'met' },
    ],
    ['says that there was an inhibitor', says(false), DENIAL, { [a]: 'met', [b]: 'not-met', [line]: 'not-met' }],
    [
      'not tested, history stated',
      tested(),
      MISSING,
      { [a]: 'doc-missing not-on-record', [b]: 'met', [line]: 'doc-missing not-on-record' },
    ],
    [
      'not tested, both halves stated',
      both(tested(), answers(policy, { [a]: true })),
      MISSING,
      { [a]: 'doc-missing needs-note', [line]: 'doc-missing needs-note' },
    ],
    [
      'not tested, an inhibitor now stated',
      both(tested(), answers(policy, { [a]: false })),
      DENIAL,
      { [a]: 'not-met' },
    ],
    [
      'inhibitor preliminary',
      only(inhibitor, unusable(inhibitor, 'not-final', RECENT)),
      MISSING,
      { [a]: 'doc-missing not-final' },
    ],
    [
      'laboratory not read to the end: history open',
      unread('laboratory'),
      UNREAD,
      { [a]: 'doc-missing not-read', [b]: 'attest not-read' },
    ],
  ];
}

function statementRows({ policy, convenience, geneTherapy }: Wording): readonly Row[] {
  const says = (line: string, value: boolean | undefined) => answers(policy, { [line]: value });
  return [
    ['chosen for convenience', says(convenience, false), DENIAL, { [convenience]: 'not-met' }],
    ['convenience not asked', says(convenience, undefined), ATTEST, { [convenience]: 'attest needs-statement' }],
    ...(['hemgenix', 'beqvez', 'roctavian', 'otherGeneTherapy'] as const).map(
      (drug): Row => [
        `had ${drugDisplay(drug)} in 2024`,
        received(drug, { from: '2024-02-01' }),
        EXCLUDED,
        { [geneTherapy]: `not-met contradicted +MedicationAdministration/${drug}` },
      ],
    ),
    [
      'another gene therapy, by a code that may not decide',
      both(received('otherGeneTherapy', { from: '2024-02-01', decides: false }), says(geneTherapy, undefined)),
      ATTEST,
      { [geneTherapy]: 'attest needs-statement ~MedicationAdministration/otherGeneTherapy' },
    ],
    ['says that gene therapy was given', says(geneTherapy, false), EXCLUDED, { [geneTherapy]: 'not-met' }],
    ['gene therapy not asked', says(geneTherapy, undefined), ATTEST, { [geneTherapy]: 'attest needs-statement' }],
    [
      'history of gene therapy coded, product unknown',
      both(having('geneTherapyHistory'), says(geneTherapy, undefined)),
      ATTEST,
      { [geneTherapy]: 'attest unspecific-code ~Condition/geneTherapyHistory' },
    ],
    [
      'history of gene therapy coded, denied by statement',
      having('geneTherapyHistory'),
      ATTEST,
      { [geneTherapy]: 'attest contradicted' },
    ],
    [
      'history of gene therapy coded, affirmed',
      both(having('geneTherapyHistory'), says(geneTherapy, false)),
      EXCLUDED,
      { [geneTherapy]: 'not-met' },
    ],
    ['administrations not read', unread('medication-administrations'), UNREAD, { [geneTherapy]: 'attest not-read' }],
  ];
}
