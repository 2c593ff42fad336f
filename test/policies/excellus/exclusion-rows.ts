import type { ConditionName } from '../../../src/facts/conditions.ts';
import type { LabName } from '../../../src/facts/labs.ts';
import type { Row } from '../../support/decision-table.ts';
import { answers, both, type Change, having, only, ordering, result, unread, unusable } from '../../support/patient.ts';
import { RECENT } from './patients.ts';

const EXCLUDED = 'likely-denial excluded';
const MISSING = 'missing-documentation';
const UNREAD = 'indeterminate technical';
const APPROVAL = 'likely-approval';

type Given = readonly [value: string, day?: string, verdict?: 'normal' | 'abnormal'];

/** The results of a test are these; the day is recent unless given. */
const lab = (name: LabName, ...given: readonly Given[]): Change =>
  only(name, ...given.map(([value, day = RECENT, verdict]) => result(name, value, day, verdict && { verdict })));
const hbsAg = (...given: readonly Given[]) => lab('hepatitisBSurfaceAntigen', ...given);
const hbvDna = (...given: readonly Given[]) => lab('hepatitisBDna', ...given);
const antiHcv = (...given: readonly Given[]) => lab('hepatitisCAntibody', ...given);
const hcvRna = (...given: readonly Given[]) => lab('hepatitisCRna', ...given);
const hiv = (...given: readonly Given[]) => lab('hivScreen', ...given);
const cd4 = (...given: readonly Given[]) => lab('cd4', ...given);
const platelets = (...given: readonly Given[]) => lab('platelets', ...given);
const stiffness = (...given: readonly Given[]) => lab('liverStiffness', ...given);
const note: Change = (facts) => ({
  ...facts,
  notes: [{ reference: 'DocumentReference/1', shown: 'Hepatology consult', day: '2026-07-30' }],
});

/** The first day of the window of an order written on 2026-08-10, and the day before. */
const OPENS = '2026-05-10';
const BEFORE = '2026-05-09';

/** Rows on the five exclusions, which the two policies word alike. `id` is the group, `other` the other hemophilia. */
export function exclusionRows(policy: string, id: string, other: ConditionName): readonly Row[] {
  const says = (part: string, value: boolean | undefined) => answers(policy, { [`${id}${part}`]: value });
  return [
    ...infectionRows(id, says),
    ...hivRows(id, says),
    ...plateletRows(id, says),
    ...liverRows(id, says),
    ...disorderRows(id, says, other),
  ];
}

type Says = (part: string, value: boolean | undefined) => Change;

function infectionRows(id: string, says: Says): readonly Row[] {
  const [a, b, c] = [`${id}a`, `${id}a.B`, `${id}a.C`];
  return [
    // the window: three calendar months before the order, its first day included
    ['surface antigen on the first day of the window', hbsAg(['not-detected', OPENS]), APPROVAL, { [b]: 'met' }],
    [
      'surface antigen a day too old',
      hbsAg(['not-detected', BEFORE]),
      MISSING,
      { [b]: 'doc-missing too-old', [a]: 'doc-missing too-old' },
    ],
    ['HCV antibody on the first day of the window', antiHcv(['not-detected', OPENS]), APPROVAL, { [c]: 'met' }],
    ['HCV antibody a day too old', antiHcv(['not-detected', BEFORE]), MISSING, { [c]: 'doc-missing too-old' }],
    [
      'without the day of the order the window counts from the as-of date',
      both(ordering({ authored: undefined } as never), hbsAg(['not-detected', '2026-05-13'])),
      MISSING,
      { [b]: 'doc-missing too-old' },
    ],
    [
      'without the day of the order: its first day',
      both(ordering({ authored: undefined } as never), hbsAg(['not-detected', '2026-05-14'])),
      APPROVAL,
      { [b]: 'met' },
    ],
    // hepatitis B
    [
      'surface antigen reactive',
      hbsAg(['detected']),
      EXCLUDED,
      { [b]: 'not-met +Observation/hepatitisBSurfaceAntigen-2026-07-20', [a]: 'not-met', [id]: 'not-met', [c]: 'met' },
    ],
    [
      'surface antigen reactive, DNA not detected',
      both(hbsAg(['detected']), hbvDna(['not-detected'])),
      MISSING,
      { [b]: 'doc-missing conflicting' },
    ],
    [
      'surface antigen reactive, DNA 0 IU/mL',
      both(hbsAg(['detected']), hbvDna(['0'])),
      MISSING,
      { [b]: 'doc-missing conflicting' },
    ],
    [
      'surface antigen reactive, DNA "<10 IU/mL"',
      both(hbsAg(['detected']), hbvDna(['<10'])),
      MISSING,
      { [b]: 'doc-missing straddles-limit' },
    ],
    [
      'surface antigen reactive, DNA not detected, hepatitis B coded',
      both(hbsAg(['detected']), hbvDna(['not-detected']), having('hepatitisB')),
      MISSING,
      { [b]: 'doc-missing conflicting' },
    ],
    ['surface antigen negative, DNA detected', hbvDna(['detected']), EXCLUDED, { [b]: 'not-met' }],
    ['surface antigen negative, DNA 1 IU/mL', hbvDna(['1']), EXCLUDED, { [b]: 'not-met' }],
    ['surface antigen negative, DNA ">10 IU/mL"', hbvDna(['>10']), EXCLUDED, { [b]: 'not-met' }],
    ['surface antigen negative, DNA "<10 IU/mL"', hbvDna(['<10']), APPROVAL, { [b]: 'met' }],
    [
      'DNA not detected, no surface antigen',
      both(hbsAg(), hbvDna(['not-detected'])),
      MISSING,
      { [b]: 'doc-missing not-on-record' },
    ],
    [
      'no hepatitis B test',
      hbsAg(),
      MISSING,
      { [b]: 'doc-missing not-on-record', [a]: 'doc-missing not-on-record', [id]: 'doc-missing not-on-record' },
    ],
    ['no hepatitis B test, stated clear', both(hbsAg(), says('a', true)), MISSING, { [b]: 'doc-missing needs-note' }],
    [
      'no hepatitis tests, stated infected',
      both(hbsAg(), antiHcv(), says('a', false)),
      EXCLUDED,
      { [b]: 'not-met', [c]: 'not-met' },
    ],
    [
      'clear results, stated infected',
      says('a', false),
      APPROVAL,
      { [b]: 'met contradicted', [c]: 'met contradicted' },
    ],
    [
      'surface antigen preliminary',
      only('hepatitisBSurfaceAntigen', unusable('hepatitisBSurfaceAntigen', 'not-final', RECENT)),
      MISSING,
      { [b]: 'doc-missing not-final' },
    ],
    [
      'surface antigen reactive, then not',
      hbsAg(['detected', '2026-06-20'], ['not-detected']),
      APPROVAL,
      { [b]: 'met ~Observation/hepatitisBSurfaceAntigen-2026-06-20' },
    ],
    [
      'surface antigen both ways on one day',
      hbsAg(['detected'], ['not-detected']),
      MISSING,
      { [b]: 'doc-missing conflicting' },
    ],
    [
      'surface antigen called negative by the laboratory, reactive by its word',
      hbsAg(['detected', RECENT, 'normal']),
      MISSING,
      { [b]: 'doc-missing straddles-limit' },
    ],
    [
      'surface antigen reactive, but old',
      hbsAg(['detected', BEFORE]),
      MISSING,
      { [b]: 'doc-missing too-old', notice: 'too old to exclude' },
    ],
    [
      'surface antigen negative, but old: no warning',
      hbsAg(['not-detected', BEFORE]),
      MISSING,
      { [b]: 'doc-missing too-old', noNotice: 'too old to exclude' },
    ],
    [
      'surface antigen reactive, old, and hepatitis B coded',
      both(hbsAg(['detected', BEFORE]), having('hepatitisB')),
      EXCLUDED,
      { [b]: 'not-met +Condition/hepatitisB', notice: 'too old to exclude' },
    ],
    [
      'surface antigen negative, old, and hepatitis B coded',
      both(hbsAg(['not-detected', BEFORE]), having('hepatitisB')),
      MISSING,
      { [b]: 'doc-missing too-old ~Condition/hepatitisB' },
    ],
    [
      'hepatitis B coded, no test',
      both(hbsAg(), having('hepatitisB')),
      EXCLUDED,
      { [b]: 'not-met +Condition/hepatitisB', [c]: 'met' },
    ],
    [
      'hepatitis B coded, surface antigen negative',
      having('hepatitisB'),
      MISSING,
      { [b]: 'doc-missing conflicting ~Condition/hepatitisB' },
    ],
    [
      'hepatitis B coded as resolved, no test',
      both(hbsAg(), having('hepatitisB', { active: false })),
      MISSING,
      { [b]: 'doc-missing not-on-record' },
    ],
    [
      'hepatitis B only suspected, no test',
      both(hbsAg(), having('hepatitisB', { certain: false })),
      MISSING,
      { [b]: 'doc-missing not-on-record ~Condition/hepatitisB' },
    ],
    [
      'hepatitis B carrier coded, no test',
      both(hbsAg(), having('hepatitisB', { decides: false })),
      MISSING,
      { [b]: 'doc-missing not-on-record' },
    ],
    // hepatitis C
    ['HCV antibody reactive, no RNA', antiHcv(['detected']), MISSING, { [c]: 'doc-missing not-final', [b]: 'met' }],
    [
      'HCV antibody reactive, RNA not detected',
      both(antiHcv(['detected']), hcvRna(['not-detected'])),
      APPROVAL,
      { [c]: 'met +Observation/hepatitisCRna-2026-07-20' },
    ],
    [
      'HCV antibody reactive, RNA detected',
      both(antiHcv(['detected']), hcvRna(['detected'])),
      EXCLUDED,
      { [c]: 'not-met', [a]: 'not-met', [b]: 'met' },
    ],
    [
      'HCV antibody reactive, RNA "<15 IU/mL"',
      both(antiHcv(['detected']), hcvRna(['<15'])),
      MISSING,
      { [c]: 'doc-missing straddles-limit' },
    ],
    [
      'HCV antibody reactive, RNA "<15 IU/mL", called negative',
      both(antiHcv(['detected']), hcvRna(['<15', RECENT, 'normal'])),
      APPROVAL,
      { [c]: 'met' },
    ],
    [
      'HCV antibody reactive, RNA a day too old',
      both(antiHcv(['detected']), hcvRna(['not-detected', BEFORE])),
      MISSING,
      { [c]: 'doc-missing not-final' },
    ],
    ['RNA not detected, no antibody', both(antiHcv(), hcvRna(['not-detected'])), APPROVAL, { [c]: 'met' }],
    [
      'RNA not detected, old, no antibody',
      both(antiHcv(), hcvRna(['not-detected', BEFORE])),
      MISSING,
      { [c]: 'doc-missing too-old' },
    ],
    [
      'RNA detected, old, no antibody',
      both(antiHcv(), hcvRna(['detected', BEFORE])),
      MISSING,
      { [c]: 'doc-missing too-old', notice: 'too old to exclude' },
    ],
    ['RNA "<15 IU/mL", no antibody', both(antiHcv(), hcvRna(['<15'])), MISSING, { [c]: 'doc-missing straddles-limit' }],
    ['HCV antibody that is neither', antiHcv(['<1']), MISSING, { [c]: 'doc-missing straddles-limit' }],
    ['no hepatitis C test', antiHcv(), MISSING, { [c]: 'doc-missing not-on-record', [a]: 'doc-missing not-on-record' }],
    [
      'hepatitis C coded, no test',
      both(antiHcv(), having('hepatitisC')),
      EXCLUDED,
      { [c]: 'not-met +Condition/hepatitisC' },
    ],
    [
      'hepatitis C coded, antibody reactive',
      both(antiHcv(['detected']), having('hepatitisC')),
      EXCLUDED,
      { [c]: 'not-met' },
    ],
    [
      'hepatitis C coded, RNA not detected',
      both(antiHcv(['detected']), hcvRna(['not-detected']), having('hepatitisC')),
      APPROVAL,
      { [c]: 'met', notice: 'stands as active' },
    ],
    [
      'hepatitis C coded, RNA not detected, old',
      both(antiHcv(['detected']), hcvRna(['not-detected', BEFORE]), having('hepatitisC')),
      MISSING,
      { [c]: 'doc-missing not-final' },
    ],
    [
      'laboratory not read to the end, reactive surface antigen',
      both(hbsAg(['detected']), unread('laboratory')),
      EXCLUDED,
      { [b]: 'not-met', [c]: 'doc-missing not-read' },
    ],
    [
      'problem list not read, no hepatitis B test',
      both(hbsAg(), unread('conditions')),
      UNREAD,
      { [b]: 'doc-missing not-read', [c]: 'met' },
    ],
  ];
}

function hivRows(id: string, says: Says): readonly Row[] {
  const line = `${id}b`;
  const positive = both(hiv(), having('hiv'));
  return [
    ['HIV test on the first day of the window', hiv(['not-detected', OPENS]), APPROVAL, { [line]: 'met' }],
    ['HIV test a day too old', hiv(['not-detected', BEFORE]), MISSING, { [line]: 'doc-missing too-old' }],
    ['no HIV test', hiv(), MISSING, { [line]: 'doc-missing not-on-record' }],
    ['no HIV test, stated negative', both(hiv(), says('b', true)), MISSING, { [line]: 'doc-missing needs-note' }],
    ['no HIV test, stated uncontrolled', both(hiv(), says('b', false)), EXCLUDED, { [line]: 'not-met' }],
    ['HIV screen reactive, not confirmed', hiv(['detected']), MISSING, { [line]: 'doc-missing not-final' }],
    [
      'HIV screen reactive, CD4 150',
      both(hiv(['detected']), cd4(['150'])),
      MISSING,
      { [line]: 'doc-missing not-final' },
    ],
    [
      'HIV screen both ways on one day',
      hiv(['detected'], ['not-detected']),
      MISSING,
      { [line]: 'doc-missing conflicting' },
    ],
    ['HIV screen that is neither', hiv(['<1']), MISSING, { [line]: 'doc-missing straddles-limit' }],
    ['HIV coded, no CD4', positive, MISSING, { [line]: 'doc-missing not-on-record +Condition/hiv' }],
    ['HIV coded beside a negative screen, no CD4', having('hiv'), MISSING, { [line]: 'doc-missing not-on-record' }],
    ['HIV coded, CD4 199', both(positive, cd4(['199'])), EXCLUDED, { [line]: 'not-met +Observation/cd4-2026-07-20' }],
    ['HIV coded, CD4 exactly 200', both(positive, cd4(['200'])), EXCLUDED, { [line]: 'not-met' }],
    ['HIV coded, CD4 201', both(positive, cd4(['201'])), APPROVAL, { [line]: 'met' }],
    ['HIV coded, CD4 "<250"', both(positive, cd4(['<250'])), MISSING, { [line]: 'doc-missing straddles-limit' }],
    [
      'HIV coded, CD4 201 on the first day of the window',
      both(positive, cd4(['201', OPENS])),
      APPROVAL,
      { [line]: 'met' },
    ],
    [
      'HIV coded, CD4 201, a day too old',
      both(positive, cd4(['201', BEFORE])),
      MISSING,
      { [line]: 'doc-missing too-old', noNotice: 'too old to exclude' },
    ],
    [
      'HIV coded, CD4 150, a day too old',
      both(positive, cd4(['150', BEFORE])),
      MISSING,
      { [line]: 'doc-missing too-old', notice: 'too old to exclude' },
    ],
    [
      'HIV coded, CD4 150 and 300 on one day',
      both(positive, cd4(['150'], ['300'])),
      MISSING,
      { [line]: 'doc-missing conflicting' },
    ],
    [
      'HIV RNA found years ago, CD4 150',
      both(hiv(), lab('hivRna', ['40000', '2019-01-10']), cd4(['150'])),
      EXCLUDED,
      { [line]: 'not-met +Observation/hivRna-2019-01-10' },
    ],
    [
      'HIV RNA not detected proves nothing',
      both(hiv(), lab('hivRna', ['not-detected'])),
      MISSING,
      { [line]: 'doc-missing not-on-record' },
    ],
    [
      'HIV only suspected, screen negative',
      having('hiv', { certain: false }),
      APPROVAL,
      { [line]: 'met ~Condition/hiv' },
    ],
    ['CD4 150 without HIV', cd4(['150']), APPROVAL, { [line]: 'met' }],
    ['CD4 300, HIV not tested', both(hiv(), cd4(['300'])), APPROVAL, { [line]: 'met' }],
    [
      'CD4 300, stated uncontrolled',
      both(positive, cd4(['300']), says('b', false)),
      APPROVAL,
      { [line]: 'met contradicted' },
    ],
    ['problem list not read, HIV screen negative', unread('conditions'), UNREAD, { [line]: 'doc-missing not-read' }],
    ['problem list not read, CD4 300', both(cd4(['300']), unread('conditions')), UNREAD, { [line]: 'met' }],
    [
      'problem list not read, no HIV test',
      both(hiv(), unread('conditions')),
      UNREAD,
      { [line]: 'doc-missing not-read' },
    ],
    [
      'laboratory not read to the end, CD4 300',
      both(positive, cd4(['300']), unread('laboratory')),
      UNREAD,
      { [line]: 'doc-missing not-read' },
    ],
  ];
}

function plateletRows(id: string, says: Says): readonly Row[] {
  const line = `${id}c`;
  return [
    ['platelets 49', platelets(['49']), EXCLUDED, { [line]: 'not-met +Observation/platelets-2026-07-20' }],
    ['platelets 49.9', platelets(['49.9']), EXCLUDED, { [line]: 'not-met' }],
    ['platelets exactly 50', platelets(['50']), APPROVAL, { [line]: 'met' }],
    ['platelets 51', platelets(['51']), APPROVAL, { [line]: 'met' }],
    ['platelets "<100"', platelets(['<100']), MISSING, { [line]: 'doc-missing straddles-limit' }],
    ['platelets 210 on the first day of the window', platelets(['210', OPENS]), APPROVAL, { [line]: 'met' }],
    [
      'platelets 210, a day too old',
      platelets(['210', BEFORE]),
      MISSING,
      { [line]: 'doc-missing too-old', noNotice: 'too old to exclude' },
    ],
    [
      'platelets 30, a day too old',
      platelets(['30', BEFORE]),
      MISSING,
      { [line]: 'doc-missing too-old', notice: 'too old to exclude' },
    ],
    [
      'platelets 30, then 80',
      platelets(['30', '2026-06-20'], ['80']),
      APPROVAL,
      { [line]: 'met ~Observation/platelets-2026-06-20' },
    ],
    ['platelets 30 and 80 on one day', platelets(['30'], ['80']), MISSING, { [line]: 'doc-missing conflicting' }],
    [
      'platelets after the as-of date',
      platelets(['80', '2026-08-15']),
      MISSING,
      { [line]: 'doc-missing not-on-record' },
    ],
    ['platelets between order and infusion', platelets(['80', '2026-08-14']), APPROVAL, { [line]: 'met' }],
    ['no platelet count', platelets(), MISSING, { [line]: 'doc-missing not-on-record' }],
    [
      'no platelet count, stated fine',
      both(platelets(), says('c', true)),
      MISSING,
      { [line]: 'doc-missing needs-note' },
    ],
    ['no platelet count, stated low', both(platelets(), says('c', false)), EXCLUDED, { [line]: 'not-met' }],
    [
      'platelets in an unreadable unit',
      only('platelets', unusable('platelets', 'unit-unknown', RECENT)),
      MISSING,
      { [line]: 'doc-missing unit-unknown' },
    ],
    [
      'laboratory not read to the end',
      unread('laboratory'),
      UNREAD,
      {
        [line]: 'doc-missing not-read',
        [`${id}d`]: 'doc-missing not-read',
        [`${id}b`]: 'doc-missing not-read',
        [`${id}a.B`]: 'doc-missing not-read',
      },
    ],
    [
      'laboratory not read to the end, platelets 30',
      both(platelets(['30']), unread('laboratory')),
      EXCLUDED,
      { [line]: 'not-met' },
    ],
  ];
}

function liverRows(id: string, says: Says): readonly Row[] {
  const line = `${id}d`;
  return [
    ['liver stiffness 8.9 kPa', stiffness(['8.9']), APPROVAL, { [line]: 'met' }],
    [
      'liver stiffness exactly 9.0 kPa',
      stiffness(['9.0']),
      EXCLUDED,
      { [line]: 'not-met +Observation/liverStiffness-2026-07-20' },
    ],
    ['liver stiffness 9.1 kPa', stiffness(['9.1']), EXCLUDED, { [line]: 'not-met' }],
    ['liver stiffness "<12 kPa"', stiffness(['<12']), MISSING, { [line]: 'doc-missing straddles-limit' }],
    [
      'liver stiffness 5 and 12 kPa on one day',
      stiffness(['5'], ['12']),
      MISSING,
      { [line]: 'doc-missing conflicting' },
    ],
    ['liver stiffness 12 kPa in 2024, 6 kPa now', stiffness(['12', '2024-01-10'], ['6']), APPROVAL, { [line]: 'met' }],
    [
      'liver stiffness 5.2 kPa, three months old',
      stiffness(['5.2', OPENS]),
      APPROVAL,
      { [line]: 'met', noNotice: 'older than 3 months' },
    ],
    [
      'liver stiffness 5.2 kPa, older',
      stiffness(['5.2', BEFORE]),
      APPROVAL,
      { [line]: 'met', notice: 'older than 3 months' },
    ],
    [
      'liver stiffness 9.5 kPa, older',
      stiffness(['9.5', BEFORE]),
      EXCLUDED,
      { [line]: 'not-met', notice: 'older than 3 months' },
    ],
    ['no assessment of the liver', stiffness(), MISSING, { [line]: 'doc-missing not-on-record' }],
    [
      'no measurement, stated without a note',
      both(stiffness(), says('d', true)),
      MISSING,
      { [line]: 'doc-missing needs-note' },
    ],
    [
      'no measurement, stated with a note',
      both(stiffness(), says('d', true), note),
      APPROVAL,
      { [line]: 'met +DocumentReference/1', notice: 'attach the note' },
    ],
    ['no measurement, a note alone', both(stiffness(), note), MISSING, { [line]: 'doc-missing not-on-record' }],
    ['no measurement, stated advanced', both(stiffness(), says('d', false)), EXCLUDED, { [line]: 'not-met' }],
    [
      'unclear measurement, stated with a note',
      both(stiffness(['<12']), says('d', true), note),
      APPROVAL,
      { [line]: 'met' },
    ],
    [
      'no measurement, stated with a note, problem list not read',
      both(stiffness(), says('d', true), note, unread('conditions')),
      UNREAD,
      { [line]: 'doc-missing not-read' },
    ],
    [
      'no measurement, stated, documents not read',
      both(stiffness(), says('d', true), unread('documents')),
      UNREAD,
      { [line]: 'doc-missing not-read' },
    ],
    ['cirrhosis coded', both(stiffness(), having('cirrhosis')), EXCLUDED, { [line]: 'not-met +Condition/cirrhosis' }],
    [
      'advanced fibrosis coded, stated clear with a note',
      both(stiffness(), having('advancedFibrosis'), says('d', true), note),
      EXCLUDED,
      { [line]: 'not-met contradicted' },
    ],
    [
      'cirrhosis coded beside 5.2 kPa',
      having('cirrhosis'),
      EXCLUDED,
      { [line]: 'not-met ~Observation/liverStiffness-2026-07-20' },
    ],
    [
      'fibrosis coded, stage not told, no measurement',
      both(stiffness(), having('advancedFibrosis', { decides: false })),
      MISSING,
      { [line]: 'doc-missing unspecific-code ~Condition/advancedFibrosis' },
    ],
    [
      'fibrosis coded, stage not told, 5.2 kPa',
      having('advancedFibrosis', { decides: false }),
      APPROVAL,
      { [line]: 'met' },
    ],
    ['cirrhosis only suspected, 5.2 kPa', having('cirrhosis', { certain: false }), APPROVAL, { [line]: 'met' }],
    [
      'stiffness in m/s',
      only('liverStiffness', unusable('liverStiffness', 'unit-unknown', RECENT)),
      MISSING,
      { [line]: 'doc-missing unit-unknown' },
    ],
  ];
}

function disorderRows(id: string, says: Says, other: ConditionName): readonly Row[] {
  const line = `${id}e`;
  return [
    [
      'other coagulation disorders not asked about',
      says('e', undefined),
      'attestation-needed',
      { [line]: 'attest needs-statement', [id]: 'attest needs-statement' },
    ],
    ['another coagulation disorder stated', says('e', false), EXCLUDED, { [line]: 'not-met' }],
    [
      'von Willebrand disease coded',
      having('otherCoagulationDisorder'),
      EXCLUDED,
      { [line]: 'not-met contradicted +Condition/otherCoagulationDisorder' },
    ],
    ['the other hemophilia coded too', having(other), EXCLUDED, { [line]: 'not-met contradicted' }],
    [
      'another disorder only suspected',
      both(having('otherCoagulationDisorder', { certain: false }), says('e', undefined)),
      'attestation-needed',
      { [line]: 'attest needs-statement ~Condition/otherCoagulationDisorder' },
    ],
    [
      'another disorder resolved',
      both(having('otherCoagulationDisorder', { active: false }), says('e', undefined)),
      'attestation-needed',
      { [line]: 'attest needs-statement' },
    ],
    [
      'thrombophilia coded, not asked',
      both(having('otherCoagulationDisorder', { decides: false }), says('e', undefined)),
      'attestation-needed',
      { [line]: 'attest unspecific-code' },
    ],
    [
      'thrombophilia coded, stated to be none',
      having('otherCoagulationDisorder', { decides: false }),
      APPROVAL,
      { [line]: 'met' },
    ],
    ['problem list not read, none stated', unread('conditions'), UNREAD, { [line]: 'attest not-read' }],
  ];
}
