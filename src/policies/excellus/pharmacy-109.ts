import { age, all, attested, criterion, neverReceived, reading, specialistAt } from '../../criteria/write.ts';
import {
  controlledInfection,
  noActiveInfection,
  noAdvancedDisease,
  noDiagnosis,
  recentLab,
} from '../../criteria/write-exclusion.ts';
import type { ConditionName } from '../../facts/conditions.ts';

/** PHARMACY-109, Hemophilia Gene Therapies: one document on two drugs. What both share stands here once. */
export const pharmacy109 = {
  payer: 'excellus',
  version: '2025-11-20',
  effective: { from: '2025-11-20' },
  source: {
    title: 'PHARMACY-109: Hemophilia Gene Therapies',
    publisher: 'Excellus BlueCross BlueShield',
    revised: '2025-11-20',
  },
  plans: {
    out: [
      {
        name: 'Medicare Part D',
        said: ['part d', 'pdp', 'prescription drug plan', 'prescription drug plans'],
        unless: ['medicare advantage', 'mapd', 'ma pd', 'part c', 'medical'],
      },
      {
        name: 'pharmacy benefit of a Dual Eligible Special Needs Plan',
        said: ['pharmacy', 'part d', 'prescription drug', 'prescription drugs', 'rx'],
        beside: ['d snp', 'dsnp', 'dual eligible special needs', 'dual special needs'],
        unless: ['medical'],
      },
      {
        name: 'Federal Employee Program',
        said: ['fep', 'federal employee program', 'federal employees', 'service benefit plan'],
      },
      { name: 'Ancillary Services', said: ['ancillary', 'dental care policy', 'vision care policy'] },
    ],
  },
} as const;

/** The remarks that go with every answer under this document (CR-10, P109-S1 to P109-S8). */
export const notices = (duration: string, dose: string): readonly string[] => [
  "The member's contract comes first: what it excludes is not covered, and these criteria are then not applied.",
  `An approval lasts 6 months and is for one administration (${duration}); the dose is that of the label (${dose}).`,
  'Medicare Advantage follows national and local coverage determinations first; in Medicaid Managed Care and HARP the manufacturer must take part in the Medicaid Drug Rebate Program.',
  'The document does not print the name of its plan; other sources give it to Excellus BlueCross BlueShield.',
];

/** Every gene therapy of our tables: the document bars any, approved or in a trial, whatever its vector. */
export const geneTherapies = ['hemgenix', 'beqvez', 'roctavian', 'otherGeneTherapy'] as const;

/** Gene therapies that raise the patient's factor level. */
export const hemophiliaGeneTherapies = ['hemgenix', 'beqvez', 'roctavian'] as const;

/** Bleeds that may be life-threatening or serious; only intracranial ones are so by their code (ruling R11). */
export const bleeds = {
  plain: ['intracranialHemorrhage'],
  judged: [
    'gastrointestinalHemorrhage',
    'pulmonaryHemorrhage',
    'hemarthrosis',
    'muscleHematoma',
    'umbilicalHemorrhage',
  ],
} as const;

/** A hematologist at a treatment center prescribes or is consulted. */
export const treatmentCenter = (id: string, section: string) =>
  criterion(
    id,
    'A hematologist at a Hemophilia Treatment Center prescribes it or was consulted',
    specialistAt(['hematology'], ['hemophilia treatment center']),
    {
      name: 'hematologist at a treatment center',
      section,
      ask: 'A hematologist at a Hemophilia Treatment Center prescribes this or was consulted',
      reading: reading(
        '2026-11-21',
        'One clinician must be both; no code exists for such a center, so its name must say it. Nothing on record disproves the line, since a consultation mends it.',
      ),
    },
  );

/** Adult. */
export const adult = (id: string, section: string) =>
  criterion(id, 'Adult: 18 or older on the day of infusion', age('>= 18 years'), {
    name: 'age 18 or older',
    section,
    ask: 'Record the full birth date',
  });

/** Not for convenience. */
export const notForConvenience = (id: string, section: string) =>
  criterion(id, 'The choice of gene therapy does not rest on convenience', attested(), {
    name: 'not for convenience',
    section,
    ask: 'Gene therapy is not chosen for convenience',
    reading: reading('2026-11-21', 'Only a person can say so; silence asks (ruling R17).'),
  });

/** No gene therapy before. */
export const noGeneTherapy = (id: string, section: string) =>
  criterion(
    id,
    'No gene therapy of any kind was given before, licensed or in a trial',
    neverReceived(geneTherapies, { contradicting: ['geneTherapyHistory'] }),
    {
      name: 'no earlier gene therapy',
      section,
      denial: 'excluded',
      ask: 'This patient has never received a gene therapy of any kind, also not in a trial',
      reading: reading(
        '2026-11-21',
        'Any vector and any disease count; a coded history that names no product asks, and a statement against it settles nothing (ruling R19).',
      ),
    },
  );

const MONTHS = 3;

/** The conditions that bar a patient, each to be shown absent; laboratory results must be recent. */
export const exclusions = (id: string, section: string, otherHemophilia: ConditionName, own: string) =>
  criterion(
    id,
    'None of five conditions bars the patient, shown by documents and recent laboratory results',
    all(
      criterion(
        `${id}a`,
        'No active infection with hepatitis B or C virus',
        all(hepatitisB(`${id}a`, section), hepatitisC(`${id}a`, section)),
        {
          name: 'no active hepatitis B or C',
          section: `${section}a`,
          ask: 'Hepatitis B surface antigen and hepatitis C antibody, both negative, of the last 3 months; after a reactive antibody, hepatitis C RNA',
        },
      ),
      criterion(
        `${id}b`,
        'No HIV infection, or one with more than 200 CD4 cells per microliter',
        controlledInfection('cd4', '<= 200 /uL', {
          screen: 'hivScreen',
          confirm: 'hivRna',
          conditions: ['hiv'],
          months: MONTHS,
        }),
        {
          name: 'no uncontrolled HIV',
          section: `${section}b`,
          denial: 'excluded',
          ask: 'Negative HIV test of the last 3 months; with HIV, a CD4 cell count of the last 3 months above 200 per microliter',
          reading: reading(
            '2026-11-21',
            'The CD4 count is needed only with HIV (register 22); a reactive screen alone is not HIV. An old low count warns: the diagnosis does not say how low the count is now.',
          ),
        },
      ),
      criterion(`${id}c`, 'At least 50 x 10^9 platelets per liter', recentLab('platelets', '>= 50 10*9/L', MONTHS), {
        name: 'platelet count',
        section: `${section}c`,
        denial: 'excluded',
        ask: 'Platelet count of the last 3 months, at least 50 x 10^9/L',
        reading: reading(
          '2026-11-21',
          'Printed as "109/L", with its superscript lost; exactly 50 is clear. An older low count warns and does not exclude.',
        ),
      }),
      criterion(
        `${id}d`,
        'No advanced liver disease: liver stiffness under 9 kPa, or fibrosis shown to be less by other means',
        noAdvancedDisease('liverStiffness', '< 9 kPa', {
          conditions: ['advancedFibrosis', 'cirrhosis'],
          months: MONTHS,
        }),
        {
          name: 'no advanced liver disease',
          section: `${section}d`,
          denial: 'excluded',
          ask: 'Liver stiffness by elastography under 9 kPa, or a statement of fibrosis below METAVIR stage 3 with the note of another assessment',
          reading: reading(
            '2026-11-21',
            'Elastography is one way (ruling R21) and no laboratory test: an older one counts and is flagged (register 22).',
          ),
        },
      ),
      criterion(
        `${id}e`,
        `No known coagulation disorder beside ${own}`,
        noDiagnosis(['otherCoagulationDisorder', otherHemophilia]),
        {
          name: 'no other coagulation disorder',
          section: `${section}e`,
          denial: 'excluded',
          ask: `This patient has no known coagulation disorder other than ${own}`,
          reading: reading(
            '2026-11-21',
            'Thrombophilia and unspecific codes ask and do not exclude by themselves (ruling R22).',
          ),
        },
      ),
    ),
    {
      name: 'no excluding condition',
      section,
      reading: reading(
        '2026-11-21',
        'Three calendar months back from the day the order was written, that day included; an older result is missing if favourable and a warning if not.',
      ),
    },
  );

const hepatitisB = (id: string, section: string) =>
  criterion(
    `${id}.B`,
    'No active hepatitis B',
    noActiveInfection({
      screen: 'hepatitisBSurfaceAntigen',
      finds: 'infection',
      confirm: 'hepatitisBDna',
      conditions: ['hepatitisB'],
      months: MONTHS,
    }),
    {
      name: 'no active hepatitis B',
      section: `${section}a`,
      denial: 'excluded',
      answeredBy: id,
      reading: reading(
        '2026-11-21',
        'A negative surface antigen is enough; a reactive one without viral DNA is left to the payer (ruling R20). Core antibody alone says nothing.',
      ),
    },
  );

const hepatitisC = (id: string, section: string) =>
  criterion(
    `${id}.C`,
    'No active hepatitis C',
    noActiveInfection({
      screen: 'hepatitisCAntibody',
      finds: 'exposure',
      confirm: 'hepatitisCRna',
      conditions: ['hepatitisC'],
      months: MONTHS,
    }),
    {
      name: 'no active hepatitis C',
      section: `${section}a`,
      denial: 'excluded',
      answeredBy: id,
      reading: reading(
        '2026-11-21',
        'A negative antibody is enough, and RNA not detected clears a reactive one; reactive without RNA is open (ruling R20).',
      ),
    },
  );
