import {
  all,
  any,
  atLeast,
  attested,
  criterion,
  diagnosis,
  dose,
  indication,
  policy,
  priorResponse,
  reading,
  received,
  specialist,
  underlying,
} from '../../../criteria/write.ts';
import { noOtherUse } from '../../../criteria/write-exclusion.ts';
import { baseline, improved } from '../../../criteria/write-lab.ts';
import { about, baselineWindow, conventional, notices, primary, still } from './about.ts';

/** Gamifant under Cigna, from a copy without a date. */
export default policy({
  ...about,
  version: 'undated',
  effective: {},
  source: { title: 'Gamifant coverage policy (third-party summary)', publisher: 'Cigna Healthcare' },
  notices,
  continuation: { answers: ['GAM-R', 'GAM-R1', 'GAM-R1a', 'GAM-R1b', 'GAM-R2'] },

  criteria: all(
    criterion(
      'GAM',
      "A covered use: primary HLH, HLH/MAS in Still's disease, or going on with an authorized treatment",
      any(
        criterion(
          'GAM-1',
          'Primary hemophagocytic lymphohistiocytosis',
          all(
            criterion(
              'GAM-1.dx',
              'A disease-causing genotype, or other criteria that this copy of the policy does not print',
              diagnosis(['hlhGenotype'], [], { printed: false }),
              {
                name: 'genetic diagnosis of HLH',
                section: 'Documentation: diagnosis',
                ask: 'Genetic report with disease-causing variants in an HLH gene; the policy accepts other criteria too, which the copy held here does not print',
                reading: reading(
                  '2026-11-21',
                  'A final genotype meets the line; nothing else can be decided, because the clinical criteria are missing from the copy (register 1).',
                ),
              },
            ),
            criterion(
              'GAM-1.step',
              'HLH refractory, recurrent or progressive on conventional treatment, or treatment not tolerated',
              priorResponse({ drugs: conventional, needs: 'exposure', unexposed: 'doc-missing' }),
              {
                name: 'conventional HLH treatment',
                section: 'Documentation: prior therapy',
                ask: 'HLH was refractory, recurrent or progressive on conventional treatment, or it was not tolerated; with a record of the treatment',
              },
            ),
            criterion(
              'GAM-1.spec',
              'Prescribed by, or with, a hematologist, oncologist, immunologist, rheumatologist or transplant specialist',
              specialist('hematology', 'oncology', 'immunology', 'rheumatology', 'transplantation'),
              {
                name: 'specialist',
                section: 'Provider requirements',
                ask: 'A hematologist, oncologist, immunologist, rheumatologist, transplant or HLH specialist prescribes or was consulted',
              },
            ),
            criterion(
              'GAM-1.dose',
              'At most 10 mg/kg a dose by vein, not more often than twice a week',
              dose('<= 10 mg/kg', 72),
              {
                name: 'dose for primary HLH',
                section: 'Dosing',
                ask: 'Dose, frequency and current body weight on the order',
                reading: reading(
                  '2026-11-21',
                  'Once every 3 to 4 days: a spacing of 72 hours or more is accepted as twice weekly.',
                ),
              },
            ),
          ),
          {
            name: 'primary HLH',
            section: 'Documentation',
            applies: {
              request: 'initial',
              unless: [
                { anyOf: still, noneOf: primary },
                { anyOf: ['hlhOfOtherCause'], noneOf: primary },
              ],
            },
            reading: reading(
              '2026-11-21',
              'Judged where the record speaks for primary HLH, for both, or for neither (ruling R1).',
            ),
          },
        ),

        criterion(
          'GAM-2',
          "HLH or macrophage activation syndrome in Still's disease",
          all(
            criterion(
              'GAM-2.0',
              'The drug is for hemophagocytic lymphohistiocytosis or macrophage activation syndrome',
              indication(['hlhOrMas'], still),
              {
                name: 'HLH/MAS diagnosis',
                section: 'HLH/MAS, heading',
                ask: 'Coded diagnosis of HLH or macrophage activation syndrome (ICD-10-CM D76.1)',
              },
            ),
            criterion(
              'GAM-2.A',
              "Systemic juvenile idiopathic arthritis or adult-onset Still's disease, confirmed or suspected",
              underlying(still, ['hlhOfOtherCause']),
              {
                name: "Still's disease",
                section: 'HLH/MAS, A',
                ask: "Coded diagnosis, confirmed or suspected, of systemic JIA (M08.2-) or adult-onset Still's disease (M06.1)",
              },
            ),
            criterion(
              'GAM-2.B',
              'Baseline results from before the first dose: ferritin, and two of four others',
              all(
                criterion(
                  'GAM-2.B.f',
                  'Ferritin above 684 ng/mL',
                  baseline('ferritin', '> 684 ng/mL', baselineWindow),
                  {
                    name: 'ferritin',
                    section: 'HLH/MAS, B',
                    ask: 'Ferritin above 684 ng/mL from the 30 days before the first dose',
                  },
                ),
                criterion(
                  'GAM-2.B.i-iv',
                  'At least two of: platelets, AST, fasting triglycerides, fibrinogen',
                  atLeast(
                    2,
                    criterion(
                      'GAM-2.B.i',
                      'Platelets below 181 × 10⁹/L',
                      baseline('platelets', '< 181 10*9/L', baselineWindow),
                      { name: 'platelets', section: 'HLH/MAS, B', ask: 'Platelets below 181 × 10⁹/L' },
                    ),
                    criterion('GAM-2.B.ii', 'AST above 48 U/L', baseline('ast', '> 48 U/L', baselineWindow), {
                      name: 'AST result',
                      section: 'HLH/MAS, B',
                      ask: 'AST above 48 U/L',
                    }),
                    criterion(
                      'GAM-2.B.iii',
                      'Triglycerides, fasting, above 156 mg/dL',
                      baseline('triglycerides', '> 156 mg/dL', { ...baselineWindow, fasting: true }),
                      {
                        name: 'fasting triglycerides',
                        section: 'HLH/MAS, B',
                        ask: 'Triglycerides above 156 mg/dL with a note that the patient had fasted',
                      },
                    ),
                    criterion(
                      'GAM-2.B.iv',
                      'Fibrinogen below 360 mg/dL',
                      baseline('fibrinogen', '< 360 mg/dL', baselineWindow),
                      { name: 'fibrinogen', section: 'HLH/MAS, B', ask: 'Fibrinogen below 360 mg/dL' },
                    ),
                  ),
                  {
                    name: 'two further baseline results',
                    section: 'HLH/MAS, B',
                    ask: 'Two of these from the 30 days before the first dose: platelets below 181 × 10⁹/L, AST above 48 U/L, fasting triglycerides above 156 mg/dL, fibrinogen below 360 mg/dL',
                  },
                ),
              ),
              {
                name: 'baseline results',
                section: 'HLH/MAS, B',
                reading: reading(
                  '2026-11-21',
                  'The limits are strict as printed; any qualifying result of the 30 days before the first dose counts, the window being our convention (register 2 to 4).',
                ),
              },
            ),
            criterion(
              'GAM-2.C',
              'High-dose corticosteroids by vein failed or were not tolerated, or Gamifant was given before',
              any(
                criterion(
                  'GAM-2.C.i',
                  "Inadequate response to, or intolerance of, high-dose corticosteroids by vein, by the prescriber's judgement",
                  priorResponse({ drugs: ['methylprednisolone', 'dexamethasone'], needs: 'note', unexposed: 'attest' }),
                  {
                    name: 'corticosteroid failure',
                    section: 'HLH/MAS, C',
                    reading: reading(
                      '2026-11-21',
                      'The policy gives no cut-off for a high dose and none is computed; the statement needs a note, an adverse event on record settles it (ruling R3).',
                    ),
                  },
                ),
                criterion('GAM-2.C.ii', 'Gamifant was given before', received('gamifant'), {
                  name: 'earlier Gamifant',
                  section: 'HLH/MAS, C',
                }),
              ),
              {
                name: 'steroids or earlier Gamifant',
                section: 'HLH/MAS, C',
                ask: 'High-dose corticosteroids by vein failed or were not tolerated (statement and note), or Gamifant was given before (record)',
              },
            ),
            criterion(
              'GAM-2.D',
              'Prescribed by, or with, a hematologist, oncologist, immunologist, rheumatologist or HLH specialist',
              specialist('hematology', 'oncology', 'immunology', 'rheumatology'),
              {
                name: 'specialist',
                section: 'HLH/MAS, D',
                ask: 'A hematologist, oncologist, immunologist, rheumatologist or HLH specialist prescribes or was consulted',
                reading: reading(
                  '2026-11-21',
                  'Transplant physicians are listed only for primary HLH: here they have to confirm (register 7).',
                ),
              },
            ),
            criterion(
              'GAM-2.DOSE',
              'At most 10 mg/kg a dose by vein, not more often than once a day',
              dose('<= 10 mg/kg', 24),
              {
                name: 'dose for HLH/MAS',
                section: 'HLH/MAS, dosing',
                ask: 'Dose, frequency and current body weight on the order',
              },
            ),
          ),
          {
            name: 'HLH/MAS',
            section: 'HLH/MAS',
            applies: { request: 'initial', unless: [{ anyOf: primary, noneOf: still }] },
          },
        ),

        criterion(
          'GAM-R',
          'Going on with an authorized treatment',
          all(
            criterion(
              'GAM-R1',
              'Improvement since the start, with some disease still active',
              all(
                criterion(
                  'GAM-R1a',
                  'Improvement in at least one sign or result that showed active disease',
                  improved({
                    since: 'gamifant',
                    lower: ['ferritin', 'ast', 'triglycerides'],
                    higher: ['platelets', 'fibrinogen'],
                  }),
                  {
                    name: 'improvement',
                    section: 'Continuation',
                    ask: 'At least one clinical sign or laboratory result improved on Gamifant',
                  },
                ),
                criterion('GAM-R1b', 'Residual active disease', attested(), {
                  name: 'residual disease',
                  section: 'Continuation',
                  ask: 'Some disease is still active',
                }),
              ),
              {
                name: 'response',
                section: 'Continuation',
                answerable: true,
                reading: reading(
                  '2026-11-21',
                  'Two halves, asked apart; full remission leaves the second unmet (ruling R4, register 6).',
                ),
              },
            ),
            criterion('GAM-R2', 'Titrated to the lowest dose and frequency that keep the effect', attested(), {
              name: 'lowest effective dose',
              section: 'Continuation',
              ask: 'Dose and frequency were titrated to the least that sustain the effect, as the label recommends',
            }),
            criterion(
              'GAM-R.DOSE',
              'At most 10 mg/kg a dose by vein, not more often than once a day',
              dose('<= 10 mg/kg', 24),
              {
                name: 'dose',
                section: 'Dosing',
                ask: 'Dose, frequency and current body weight on the order',
                reading: reading('2026-11-21', 'The general limit of doses is read to hold for a continuation too.'),
              },
            ),
          ),
          { name: 'continuation', section: 'Continuation', applies: { request: 'continuation', unless: [] } },
        ),
      ),
      { name: 'covered use', section: 'Medical necessity' },
    ),

    criterion(
      'GAM-X',
      'Not for another use, which counts as experimental, investigational or unproven',
      noOtherUse({
        indications: ['hlhOrMas', ...primary],
        otherCause: ['hlhOfOtherCause'],
        spared: [...primary, ...still],
      }),
      {
        name: 'no other use',
        section: 'Not covered',
        denial: 'excluded',
      },
    ),
  ),
});
