import {
  age,
  all,
  any,
  criterion,
  currentType,
  notedStatement,
  policy,
  reading,
  specialist,
  statedReason,
  wantingDocument,
} from '../../../criteria/write.ts';
import { noInfection } from '../../../criteria/write-exclusion.ts';
import {
  courseDose,
  monthsSince,
  noConcurrent,
  previousTreatment,
  receiving,
  stepTherapy,
} from '../../../criteria/write-treatment.ts';
import { about, diseaseTypes, firstAgentBrands, firstAgents, otherAgents, remarks } from './about.ts';

/** Lemtrada under Cigna, policy IP0213, in force from 2024-03-01. */
export default policy({
  ...about,
  version: '2024-03-01',
  effective: { from: '2024-03-01' },
  source: { title: 'Coverage Policy IP0213: Alemtuzumab', publisher: 'Cigna' },
  nextReview: '2025-03-01',
  renewal: ['LEM-R1', 'LEM-R2'],
  notices: remarks,

  criteria: all(
    criterion(
      'LEM-A',
      'At least 17 years old on the day of service',
      age('>= 17 years', {
        limit: '< 18 years',
        says: 'the policy accepts 17-year-olds; the label speaks of adults.',
      }),
      {
        name: 'age 17 or older',
        section: 'Medical necessity, A',
        ask: 'Record the full birth date',
        reading: reading(
          '2026-11-21',
          'The criterion says 17, so 17 is enough; that the label says adults is flagged (register 8).',
        ),
      },
    ),

    criterion(
      'LEM-B',
      'Relapsing-remitting or active secondary progressive multiple sclerosis is on record as the diagnosis',
      currentType('required', ['msRelapsingRemitting', 'msSecondaryProgressiveActive'], {
        types: [...diseaseTypes, 'msUnspecified'],
        shownBy: { msSecondaryProgressive: 'msRelapse' },
      }),
      {
        name: 'type of multiple sclerosis',
        section: 'Medical necessity, B',
        ask: 'Coded diagnosis of relapsing-remitting (ICD-10-CM G35.A) or active secondary progressive (G35.C1) multiple sclerosis',
        reading: reading(
          '2026-11-21',
          'The latest confirmed type decides (ruling R7). A code without the type or its activity is not enough (register 28); a coded relapse since a secondary progressive diagnosis shows activity.',
        ),
      },
    ),

    criterion(
      'LEM-C',
      'Other treatment came first, or the course of the disease or of treatment calls for Lemtrada',
      wantingDocument(
        any(
          criterion(
            'LEM-C.i',
            'Dimethyl fumarate or fingolimod, and one more disease-modifying drug, failed or could not be taken',
            stepTherapy({ named: firstAgents, others: otherAgents, brands: firstAgentBrands }),
            {
              name: 'two other drugs in vain',
              section: 'Medical necessity, C.i',
              reading: reading(
                '2026-11-21',
                'Two different active ingredients, each with a record of failure, contraindication or intolerance, or a statement with a note (ruling R6); the brand of a named drug is accepted and flagged (register 9).',
              ),
            },
          ),
          criterion(
            'LEM-C.ii',
            'Treated before with Kesimpta, Tysabri, Tyruko, Briumvi, Mavenclad or Ocrevus',
            previousTreatment(['ofatumumab', 'natalizumab', 'ublituximab', 'cladribine', 'ocrelizumab'], {
              near: ['ocrelizumabSubcutaneous'],
            }),
            {
              name: 'earlier high-efficacy drug',
              section: 'Medical necessity, C.ii',
              reading: reading(
                '2026-11-21',
                'Any receipt before the order counts, failed or not; a sample does not. Ocrevus Zunovo is not named and is only shown.',
              ),
            },
          ),
          criterion(
            'LEM-C.iii',
            'Highly active or aggressive disease, shown by decline, disabling relapses, imaging or cognition',
            notedStatement(),
            {
              name: 'highly active disease',
              section: 'Medical necessity, C.iii',
              reading: reading(
                '2026-11-21',
                'The prescriber says so and a note or report is on record (ruling R6); steroids on the days of a Lemtrada course are premedication and show no relapse (ruling R7).',
              ),
            },
          ),
          criterion('LEM-C.iv', 'Under treatment with Lemtrada now', receiving('lemtrada', '<= 24 months'), {
            name: 'treatment with Lemtrada now',
            section: 'Medical necessity, C.iv',
            reading: reading(
              '2026-11-21',
              'A dose on record within 24 months is treatment now; after an older one the prescriber says whether the plan of courses goes on.',
            ),
          }),
        ),
      ),
      {
        name: 'earlier treatment or severity',
        section: 'Medical necessity, C',
        ask: 'One of these on record: why dimethyl fumarate or fingolimod and one more drug failed or could not be taken; an earlier Kesimpta, Tysabri, Tyruko, Briumvi, Mavenclad or Ocrevus (no sample); highly active or aggressive disease, stated and with a note; the current Lemtrada course',
        reading: reading(
          '2026-11-21',
          'One of the four is enough; silence disproves none of them, so a document stays asked for until one is shown or all four are said not to hold.',
        ),
      },
    ),

    criterion('LEM-D', 'A neurologist prescribes or was consulted', specialist('neurology'), {
      name: 'neurologist',
      section: 'Medical necessity, D',
      ask: 'A neurologist prescribes Lemtrada or was consulted on it',
    }),

    criterion(
      'LEM-DOSE',
      '12 mg a day by vein, five days in a row for the first course, three for any later one',
      courseDose({
        product: 'lemtrada',
        milligrams: '12',
        firstDays: 5,
        laterDays: 3,
        claimedBy: 'LEM-C.iv',
      }),
      {
        name: 'dose and days of the course',
        section: 'Medical necessity, Dosing',
        ask: 'State on the order 12 mg once a day and the number of days: 5 for a first course, 3 for a later one',
        reading: reading(
          '2026-11-21',
          'Any Lemtrada dose on record before the order makes it a later course (ruling R5); where an earlier course is only claimed, the length is left open.',
        ),
      },
    ),

    criterion(
      'LEM-R1',
      'For a later course: a benefit from treatment so far is documented',
      notedStatement({ after: 'lemtrada' }),
      {
        name: 'benefit from earlier courses',
        section: 'Reauthorization, 1',
        ask: 'Lemtrada has been of benefit since the last course, with a note on record that says so',
        reading: reading(
          '2026-11-21',
          'Applies once a Lemtrada dose is on record, whoever paid (ruling R5); a statement with a note, both since the last dose (ruling R6).',
        ),
      },
    ),

    criterion(
      'LEM-R2',
      'For a later course: 12 months or more since the last dose of the one before',
      monthsSince('lemtrada', '>= 12 months'),
      {
        name: '12 months since the last dose',
        section: 'Reauthorization, 2',
        ask: 'Record of the last Lemtrada infusion with its date',
        reading: reading(
          '2026-11-21',
          'Calendar months from the last day of the last course to the planned day of infusion; exactly 12 are enough (register 10).',
        ),
      },
    ),

    criterion(
      'LEM-X.CIS',
      'Not for clinically isolated syndrome',
      currentType('excluded', ['clinicallyIsolatedSyndrome'], { types: [...diseaseTypes, 'msUnspecified'] }),
      {
        name: 'no clinically isolated syndrome',
        section: 'Not covered, 1',
        denial: 'excluded',
        ask: 'Diagnosis that tells clinically isolated syndrome from multiple sclerosis',
        reading: reading(
          '2026-11-21',
          'A later diagnosis of multiple sclerosis supersedes the syndrome; that it was once recorded is flagged (ruling R7).',
        ),
      },
    ),

    criterion(
      'LEM-X.DMT',
      'Not together with another disease-modifying drug for multiple sclerosis',
      noConcurrent([...firstAgents, ...otherAgents], { near: ['ocrelizumabSubcutaneous'] }),
      {
        name: 'no other drug alongside',
        section: 'Not covered, 2',
        denial: 'excluded',
        ask: 'No other disease-modifying drug for multiple sclerosis will continue once Lemtrada starts',
        reading: reading(
          '2026-11-21',
          'A drug still on the list asks the question, since every switch looks so; it bars when it is ordered together with Lemtrada or stated to go on (register 11).',
        ),
      },
    ),

    criterion(
      'LEM-X.HIV',
      'Not with HIV infection',
      noInfection({ conditions: ['hiv'], confirming: ['hivRna'], screening: ['hivScreen'] }),
      {
        name: 'no HIV infection',
        section: 'Not covered, 3',
        denial: 'excluded',
        ask: 'Result that confirms or rules out HIV infection',
        reading: reading(
          '2026-11-21',
          'The policy asks for no test: nothing on record does not bar (register 12). A reactive screen alone is left open until confirmed.',
        ),
      },
    ),

    criterion(
      'LEM-X.NR',
      'Not for forms of multiple sclerosis without relapses',
      currentType('excluded', ['msPrimaryProgressive', 'msSecondaryProgressiveInactive'], { types: diseaseTypes }),
      {
        name: 'no non-relapsing form',
        section: 'Not covered, 4',
        denial: 'excluded',
        ask: 'Diagnosis that tells which type of multiple sclerosis is present now',
        reading: reading('2026-11-21', 'The latest confirmed type decides (ruling R7).'),
      },
    ),

    criterion(
      'LEM-X.OTHER',
      'Not for any other use',
      statedReason(
        'msRelapsingRemitting',
        'msSecondaryProgressiveActive',
        'msSecondaryProgressive',
        'msUnspecified',
        'msRelapse',
      ),
      {
        name: 'no other use',
        section: 'Not covered, opening sentence',
        denial: 'excluded',
        ask: 'State on the order the diagnosis that Lemtrada is for',
        reading: reading(
          '2026-11-21',
          "Only the order's own stated reason shows another use; a further diagnosis on record does not.",
        ),
      },
    ),
  ),
});
