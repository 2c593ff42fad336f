import {
  age,
  all,
  any,
  attested,
  criterion,
  diagnosis,
  documents,
  everHad,
  kit,
  neverReceived,
  policy,
  prophylaxis,
  quantity,
  reading,
} from '../../../criteria/write.ts';
import { ownLevel, titer } from '../../../criteria/write-lab.ts';
import { about, document, factorIXInhibitor, hemophiliaGeneTherapies, planFirst } from './about.ts';

const titerLimits = {
  limits: { '7-point': '<= 1:678', '9-point': '<= 1:898' },
  notAfter: hemophiliaGeneTherapies,
} as const;

/** Hemgenix under Blue Cross and Blue Shield of Kansas, in force from 2026-07-23. */
export default policy({
  ...about,
  version: '2026-07-23',
  effective: { from: '2026-07-23' },
  source: { ...document, revised: '2026-06-23' },
  notices: [planFirst],

  criteria: all(
    criterion(
      'HKS-I',
      'One dose in a lifetime: no Hemgenix was given before, and an authorization is never renewed',
      neverReceived(['hemgenix'], { settledBy: 'HKS-III.3' }),
      {
        name: 'no earlier Hemgenix',
        section: 'I and IV',
        denial: 'excluded',
        ask: 'This patient has never received Hemgenix',
        reading: reading(
          '2026-11-21',
          'An answer that no AAV gene therapy was ever given (III.3) settles this line too, since Hemgenix is one (ruling R8).',
        ),
      },
    ),

    criterion(
      'HKS-II',
      'One billable unit for the one dose, whatever the number of vials in the kit',
      quantity('<= 1 unit'),
      {
        name: 'quantity of one kit',
        section: 'II',
        ask: 'State the quantity on the order as one kit for a single administration',
        reading: reading(
          '2026-11-21',
          'Without a quantity, an order for a single administration is one unit; vials and milliliters are never units (ruling R9).',
        ),
      },
    ),

    criterion(
      'HKS-III.0',
      'Clinical documentation that supports the criteria comes with the request',
      documents('HKS-III.2a', 'HKS-III.2b', 'HKS-III.2c', 'HKS-III.5a', 'HKS-III.8'),
      {
        name: 'supporting documents',
        section: 'III, opening paragraph',
        reading: reading(
          '2026-11-21',
          'Met when the lines that need a document rest on records, coded results included; genetic tests are asked for only "when applicable" and no line needs one (ruling R28).',
        ),
      },
    ),

    criterion('HKS-III.1', 'Adult: 18 or older on the day of infusion', age('>= 18 years'), {
      name: 'age 18 or older',
      section: 'III, bullet 1',
      ask: 'Record the full birth date',
    }),

    criterion(
      'HKS-III.2a',
      'Congenital factor IX deficiency (hemophilia B) is diagnosed',
      diagnosis(['hemophiliaB'], ['acquiredFactorDeficiency', 'hemophiliaA']),
      {
        name: 'hemophilia B diagnosis',
        section: 'III, bullet 2',
        ask: 'Coded diagnosis of hemophilia B (congenital factor IX deficiency, ICD-10-CM D67) on the problem list',
      },
    ),

    criterion(
      'HKS-III.2b',
      'Factor IX activity no higher than 2 % of normal, shown by a coagulation test',
      ownLevel('factorIXActivity', '<= 2 %', {
        product: 'factorIX',
        notAfter: hemophiliaGeneTherapies,
        orStated: false,
      }),
      {
        name: 'factor IX activity',
        section: 'III, bullet 2',
        ask: "Factor IX activity of 2 % or lower: the patient's own level, from diagnosis or drawn off factor IX product; any age of result",
        reading: reading(
          '2026-11-21',
          "The patient's own level is meant: any usable result at or under 2 % settles it; a higher one disproves it only when drawn before the first recorded product (register 13).",
        ),
      },
    ),

    criterion(
      'HKS-III.2c',
      'On continuous factor IX prophylaxis at a frequency set beforehand, unless contraindicated or not tolerated',
      prophylaxis('factorIX', 'intolerance'),
      {
        name: 'factor IX prophylaxis regimen',
        section: 'III, bullet 2',
        ask: 'Factor IX prophylaxis on the medication list with its frequency, or a recorded contraindication or intolerance to factor IX',
      },
    ),

    criterion(
      'HKS-III.3',
      'No AAV gene therapy for hemophilia was ever given',
      neverReceived(hemophiliaGeneTherapies, { hints: ['geneTherapyHistory'] }),
      {
        name: 'no earlier AAV gene therapy',
        section: 'III, bullet 3',
        ask: 'This patient has never received an AAV gene therapy for hemophilia (Hemgenix included), also not in a trial',
        reading: reading(
          '2026-11-21',
          'Only AAV vectors for hemophilia are caught; a coded history of gene therapy that names no product asks the question and decides nothing (register 27).',
        ),
      },
    ),

    criterion(
      'HKS-III.4',
      'At least one sign of bleeding burden',
      any(
        criterion('HKS-III.4a', 'Takes factor IX as prophylaxis now', prophylaxis('factorIX', 'statement'), {
          name: 'prophylaxis now',
          section: 'III, bullet 4',
        }),
        criterion(
          'HKS-III.4b',
          'Has, or once had, a life-threatening hemorrhage',
          everHad({
            plain: ['intracranialHemorrhage'],
            judged: [
              'gastrointestinalHemorrhage',
              'pulmonaryHemorrhage',
              'hemarthrosis',
              'muscleHematoma',
              'umbilicalHemorrhage',
            ],
          }),
          { name: 'life-threatening bleed', section: 'III, bullet 4' },
        ),
        criterion(
          'HKS-III.4c',
          'Repeated, serious bleeds without a trigger',
          everHad({
            plain: [],
            judged: [
              'hemarthrosis',
              'muscleHematoma',
              'intracranialHemorrhage',
              'pulmonaryHemorrhage',
              'gastrointestinalHemorrhage',
              'umbilicalHemorrhage',
            ],
          }),
          { name: 'repeated serious bleeds', section: 'III, bullet 4' },
        ),
      ),
      {
        name: 'bleeding burden',
        section: 'III, bullet 4',
        answerable: true,
        ask: 'One of these holds: factor IX prophylaxis now, a life-threatening bleed at any time, or repeated serious spontaneous bleeds',
        reading: reading(
          '2026-11-21',
          'Intracranial bleeding counts as life-threatening by its code; how serious any other bleed was is for the prescriber to say (ruling R11).',
        ),
      },
    ),

    criterion(
      'HKS-III.5a',
      'Newest factor IX inhibitor test is negative: under 0.6 Bethesda units',
      factorIXInhibitor.negative(),
      {
        name: 'factor IX inhibitor test',
        section: 'III, bullet 5',
        ask: 'Factor IX inhibitor test under 0.6 Bethesda units; after a positive result, a re-test within about 2 weeks',
        reading: reading(
          '2026-11-21',
          'A coded negative without a number is accepted and flagged; a positive result counts against the patient once a second one confirms it (register 15).',
        ),
      },
    ),

    criterion(
      'HKS-III.5b',
      'No factor IX inhibitor at any time before',
      factorIXInhibitor.never(['factorIXInhibitor']),
      {
        name: 'no inhibitor history',
        section: 'III, bullet 5',
        ask: 'This patient never had a factor IX inhibitor',
        reading: reading(
          '2026-11-21',
          'One positive result with a negative re-test within 21 days is read as a false positive and does not spoil the history; a later re-test leaves it open (ruling R12).',
        ),
      },
    ),

    criterion(
      'HKS-III.5c',
      'A positive inhibitor test was repeated within about 2 weeks and the re-test was negative',
      factorIXInhibitor.retest(),
      {
        name: 'inhibitor re-test',
        section: 'III, bullet 5',
        ask: 'Negative re-test within about 2 weeks of the positive factor IX inhibitor result',
      },
    ),

    criterion(
      'HKS-III.6',
      'Factor IX activity will be checked at intervals, and inhibitors if bleeding is not controlled',
      attested(),
      {
        name: 'monitoring plan',
        section: 'III, bullet 6',
        ask: 'Factor IX activity will be checked at intervals after infusion, and inhibitors if bleeding is not controlled',
      },
    ),

    criterion('HKS-III.7', 'Factor IX prophylaxis will stop once factor IX reaches 5 %', attested(), {
      name: 'end of prophylaxis at 5 %',
      section: 'III, bullet 7',
      ask: 'Factor IX prophylaxis will stop once factor IX reaches 5 %',
    }),

    criterion(
      'HKS-III.8',
      'Anti-AAV5 neutralizing antibodies at baseline are low enough for the assay that was used',
      any(
        criterion(
          'HKS-III.8a',
          'At most 1:678 by the 7-point luciferase assay',
          titer('aav5Antibody', '7-point', titerLimits),
          { name: 'anti-AAV5 titer, 7-point', section: 'III, bullet 8' },
        ),
        criterion(
          'HKS-III.8b',
          'At most 1:898 by the 9-point luciferase assay',
          titer('aav5Antibody', '9-point', titerLimits),
          { name: 'anti-AAV5 titer, 9-point', section: 'III, bullet 8' },
        ),
      ),
      {
        name: 'anti-AAV5 titer',
        section: 'III, bullet 8',
        ask: 'Anti-AAV5 neutralizing antibody titer by the 7- or 9-point luciferase assay, before infusion, with the assay named on the report',
        reading: reading(
          '2026-11-21',
          'The two limits are one antibody level on two assays. A neutralizing assay whose points are not stated is decided only where both limits agree (register 16).',
        ),
      },
    ),

    criterion(
      'HKS-III.9',
      'Liver function is tested before and after infusion on the label schedule, with corticosteroids for elevations',
      attested({ showing: ['alt', 'ast', 'alkalinePhosphatase', 'bilirubin'] }),
      {
        name: 'liver test plan',
        section: 'III, bullet 9',
        ask: 'Liver tests will be done before and after infusion on the label schedule, with corticosteroids for elevations',
        reading: reading(
          '2026-11-21',
          'The line speaks of a plan: missing baseline results are flagged, not demanded (ruling R14).',
        ),
      },
    ),

    criterion(
      'HKS-III.10',
      'With a risk factor for liver cancer: regular abdominal ultrasound and alpha-fetoprotein after infusion',
      attested({ when: ['cirrhosis', 'advancedFibrosis', 'hepatitisB', 'hepatitisC', 'fattyLiver', 'chronicAlcohol'] }),
      {
        name: 'liver cancer surveillance',
        section: 'III, bullet 10',
        ask: 'Abdominal ultrasound and alpha-fetoprotein will be checked regularly after infusion',
        reading: reading(
          '2026-11-21',
          'Asked only with a coded risk factor on record; "advanced age" has no number in the policy and none is made up.',
        ),
      },
    ),

    criterion(
      'HKS-DOSE',
      '2 mL for each kilogram, once; the kit that holds the vials for the weight',
      kit({ millilitersPerKilogram: '2', millilitersPerVial: 10, weightDays: 30 }),
      {
        name: 'dose and kit',
        section: 'Dose and coding tables',
        reading: reading(
          '2026-11-21',
          'Between whole kilograms the formula decides; without a kit for the weight the order is handled by hand and not denied (register 18).',
        ),
      },
    ),
  ),
});
