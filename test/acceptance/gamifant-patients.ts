import { approval, asked, changed, excluded, missing, type Patient, unnecessary } from './patient.ts';
import * as chart from './records.ts';

const policy = 'gamifant-cigna';
const steroid = chart.rxnorm('1743729', 'Methylprednisolone 1000 MG Injection [Solu-Medrol]');
const intravenous = chart.coded('http://snomed.info/sct', '47625008', 'Intravenous route');
const ferritin = (result: number | string, unit = 'ng/mL', day = '2026-08-05', more: chart.More = {}) =>
  chart.measured('ferritin', '2276-4', result, unit, day, more);
const platelets = (result: number | string, unit = '10*9/L', day = '2026-08-05') =>
  chart.measured('platelets', '777-3', result, unit, day);
const liver = (result: number | string, unit = 'U/L', day = '2026-08-05') =>
  chart.measured('ast', '1920-8', result, unit, day);
const fat = (result: number, loinc: string) => chart.measured('fat', loinc, result, 'mg/dL', '2026-08-05');
const fibrinogen = (result: number, unit = 'mg/dL') =>
  chart.measured('fibrinogen', '3255-7', result, unit, '2026-08-05');
const dosed = (milligrams: number, more: chart.More = {}, timesADay = 1) =>
  chart.order('gamifant', chart.rxnorm('2104616', 'Gamifant'), {
    ...chart.prescriber('207RR0500X'),
    dosageInstruction: [
      {
        route: intravenous,
        timing: { repeat: { frequency: timesADay, period: 1, periodUnit: 'd' } },
        doseAndRate: [
          { doseQuantity: { value: milligrams, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } },
        ],
        ...more,
      },
    ],
  });

const hlh = chart.condition('hlh', 'D76.1', { recordedDate: '2026-08-01' });
export const gamifantRecords = [
  chart.patient('2016-02-20', 'female'),
  ...chart.insured('Cigna'),
  hlh,
  chart.condition('still', 'M08.20'),
  ferritin(2500),
  platelets(120),
  liver(90),
  chart.weight(30),
  chart.given('steroid', steroid, '2026-08-02', { dosage: { route: intravenous } }),
  chart.note('Rheumatology note: no answer to pulse methylprednisolone'),
  chart.says(policy, { 'GAM-2.C.i': true, 'GAM-2.D': true }),
];
export const gamifantOrder = dosed(180);

const one = (
  title: string,
  replaced: Parameters<typeof changed>[1],
  expected: Patient['expected'][number],
  gone: readonly string[] = [],
  orders: Patient['orders'] = [gamifantOrder],
): Patient => ({ title, orders, records: changed(gamifantRecords, replaced, gone), expected: [expected] });
const open = (id: string, words = 'doc-missing') => ({ outcome: missing, lines: { [id]: words } });
const fine = (id: string) => ({ outcome: approval, lines: { [id]: 'met' } });
const fails = (id: string) => ({ ...unnecessary, lines: { [id]: 'not-met' } });

export const gamifantPatients: readonly Patient[] = [
  one('a girl with systemic arthritis and macrophage activation, steroids failed', [], {
    policy,
    outcome: approval,
    lines: { 'GAM-1': 'n/a', 'GAM-2': 'met', 'GAM-X': 'met' },
  }),
  one('ferritin exactly 684', [ferritin(684)], fails('GAM-2.B.f')),
  one('ferritin 684.1', [ferritin(684.1)], fine('GAM-2.B.f')),
  one('ferritin of 3000 picomoles is enough', [ferritin(3000, 'pmol/L')], fine('GAM-2.B.f')),
  one('ferritin of 1000 picomoles is not', [ferritin(1000, 'pmol/L')], fails('GAM-2.B.f')),
  one('ferritin above five hundred', [ferritin('>500')], open('GAM-2.B.f', 'doc-missing straddles-limit')),
  one('ferritin above two thousand', [ferritin('>2000')], fine('GAM-2.B.f')),
  one('ferritin of another child', [ferritin(2500, 'ng/mL', '2026-08-05', chart.aboutSomeoneElse)], open('GAM-2.B.f')),
  one('platelets 181 and no other second value', [platelets(181)], {
    outcome: missing,
    lines: { 'GAM-2.B.i': 'not-met', 'GAM-2.B': 'doc-missing' },
  }),
  one('platelets 180 by the microliter', [platelets(180000, '/uL')], fine('GAM-2.B.i')),
  one('all four values on their limits', [platelets(181), liver(48), fat(156, '1644-4'), fibrinogen(360)], {
    ...unnecessary,
    lines: { 'GAM-2.B.i': 'not-met', 'GAM-2.B.ii': 'not-met', 'GAM-2.B.iii': 'not-met', 'GAM-2.B.iv': 'not-met' },
  }),
  one('AST of 0.8 microkatal is the limit itself', [liver(0.8, 'ukat/L')], {
    outcome: missing,
    lines: { 'GAM-2.B.ii': 'not-met' },
  }),
  one('triglycerides high, nobody says whether she had eaten', [liver(30), fat(300, '2571-8')], {
    ...open('GAM-2.B.iii', 'doc-missing fasting-not-stated'),
  }),
  one('fibrinogen of 3.5 grams a liter makes the second value', [liver(30), fibrinogen(3.5, 'g/L')], {
    outcome: approval,
    lines: { 'GAM-2.B.ii': 'not-met', 'GAM-2.B.iv': 'met', 'GAM-2.B': 'met' },
  }),
  one('labs drawn after the first dose', [chart.given('first', chart.hcpcs('J9210'), '2026-08-03')], {
    ...open('GAM-2.B.f'),
  }),
  one(
    'had Gamifant with another payer: that settles the steroid line',
    [chart.given('first', chart.hcpcs('J9210'), '2026-08-08')],
    { outcome: approval, lines: { 'GAM-2.C.ii': 'met', 'GAM-2.C': 'met' } },
    ['note', `answers-${policy}`],
  ),
  one('Still disease only suspected', [chart.condition('still', 'M06.1', chart.verified('provisional'))], {
    ...fine('GAM-2.A'),
  }),
  one('no cause on record', [], open('GAM-2.A'), ['still']),
  one(
    'infection-associated, no Still disease',
    [chart.condition('hlh', 'D76.2')],
    {
      ...excluded,
      lines: { 'GAM-1': 'n/a', 'GAM-2.A': 'not-met', 'GAM-X': 'not-met' },
    },
    ['still'],
  ),
  one('ten milligrams a kilogram', [], fine('GAM-2.DOSE'), [], [dosed(300)]),
  one('a milligram more than ten a kilogram', [], fails('GAM-2.DOSE'), [], [dosed(301)]),
  one('a small dose twice a day', [], fails('GAM-2.DOSE'), [], [dosed(60, {}, 2)]),
  one(
    'under the skin',
    [],
    fails('GAM-2.DOSE'),
    [],
    [dosed(180, { route: chart.coded('http://snomed.info/sct', '34206005', 'Subcutaneous route') })],
  ),
  one('no weight on record', [], open('GAM-2.DOSE'), ['weight']),
  one('steroids given, nobody says how it went', [], { outcome: asked, lines: { 'GAM-2.C.i': 'attest' } }, [
    'note',
    `answers-${policy}`,
  ]),
  one('the prescriber says that steroids failed, without a note', [], open('GAM-2.C.i', 'doc-missing needs-note'), [
    'note',
  ]),
  one('ferritin in a unit nobody knows', [ferritin(2500, '{spoon}')], open('GAM-2.B.f', 'doc-missing unit-unknown')),
  one('ferritin of an episode last year', [ferritin(2500, 'ng/mL', '2025-08-05')], open('GAM-2.B.f')),
];
