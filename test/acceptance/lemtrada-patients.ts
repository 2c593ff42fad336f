import { approval, asked, changed, excluded, missing, type Patient, unnecessary } from './patient.ts';
import * as chart from './records.ts';

const policy = 'lemtrada-cigna';
const lemtrada = chart.rxnorm('1594663', 'Lemtrada');
const ocrevus = chart.rxnorm('1876366', 'ocrelizumab');
const course = (days: number, planned: chart.More = {}) =>
  chart.order('lemtrada', lemtrada, {
    ...chart.prescriber('2084N0400X'),
    dosageInstruction: [
      {
        route: chart.coded('http://snomed.info/sct', '47625008', 'Intravenous route'),
        timing: { repeat: { count: days, frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 12, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }],
      },
    ],
    ...planned,
  });
const sclerosis = (code: string) => chart.condition('sclerosis', code);
const failed = 'Lack of effect: relapse under treatment';

export const lemtradaRecords = [
  chart.patient('1986-05-01', 'female'),
  ...chart.insured('Cigna'),
  sclerosis('G35.A'),
  chart.stopped('fumarate', chart.rxnorm('1373478', 'dimethyl fumarate'), failed),
  chart.stopped('ocrevus', ocrevus, failed),
];
export const lemtradaOrder = course(5);

const isolated = (recordedDate: string) =>
  chart.condition('isolated', '', { code: chart.coded('http://snomed.info/sct', '445967004'), recordedDate });
const earlier = (last: string) => [
  chart.given(
    'first-day',
    lemtrada,
    last.replace(/\d\d$/, (day) => String(Number(day) - 4).padStart(2, '0')),
  ),
  chart.given('last-day', lemtrada, last),
  chart.note('Neurology note: no relapse since the first course'),
  chart.says(policy, { 'LEM-R1': true }),
];
const one = (
  title: string,
  replaced: Parameters<typeof changed>[1],
  expected: Patient['expected'][number],
  gone: readonly string[] = [],
  orders: Patient['orders'] = [lemtradaOrder],
): Patient => ({ title, orders, records: changed(lemtradaRecords, replaced, gone), expected: [expected] });
const barred = (id: string) => ({ ...excluded, lines: { [id]: 'not-met' } });

export const lemtradaPatients: readonly Patient[] = [
  one('relapsing disease, failed two drugs, first course of five days', [], {
    policy,
    version: '2024-03-01',
    outcome: approval,
    lines: { 'LEM-B': 'met', 'LEM-C.ii': 'met', 'LEM-DOSE': 'met', 'LEM-R1': 'n/a', 'LEM-R2': 'n/a' },
  }),
  one('seventeen on the day of the infusion', [chart.patient('2009-08-14')], {
    outcome: approval,
    lines: { 'LEM-A': 'met' },
  }),
  one('seventeen a day too late', [chart.patient('2009-08-15')], { ...unnecessary, lines: { 'LEM-A': 'not-met' } }),
  one('primary progressive disease, though called active', [sclerosis('G35.B1')], {
    ...excluded,
    lines: { 'LEM-B': 'not-met', 'LEM-X.NR': 'not-met' },
  }),
  one('active secondary progressive disease', [sclerosis('G35.C1')], { outcome: approval, lines: { 'LEM-B': 'met' } }),
  one('secondary progressive disease without activity', [sclerosis('G35.C2')], barred('LEM-X.NR')),
  one('the old code that names no course', [sclerosis('G35')], {
    outcome: missing,
    lines: { 'LEM-B': 'doc-missing unspecific-code' },
  }),
  one('HIV infection', [chart.condition('hiv', 'B20')], barred('LEM-X.HIV')),
  one('HIV entered in error', [chart.condition('hiv', 'B20', chart.verified('entered-in-error'))], {
    outcome: approval,
    lines: { 'LEM-X.HIV': 'met' },
  }),
  one('HIV screen positive, not yet confirmed', [chart.found('hiv', '56888-1', 'positive', '2026-08-01')], {
    outcome: missing,
    lines: { 'LEM-X.HIV': 'doc-missing' },
  }),
  one('nothing tried before', [], { outcome: missing, lines: { 'LEM-C': 'doc-missing' } }, ['fumarate', 'ocrevus']),
  one(
    'dimethyl fumarate and fingolimod both failed',
    [chart.stopped('gilenya', chart.rxnorm('1012892', 'fingolimod'), failed)],
    { outcome: approval, lines: { 'LEM-C.i': 'met' } },
    ['ocrevus'],
  ),
  one(
    'only fingolimod failed, under two names',
    [
      chart.stopped('gilenya', chart.rxnorm('1012892', 'fingolimod'), failed),
      chart.stopped('brand', chart.rxnorm('1012899', 'Gilenya'), failed),
    ],
    { outcome: missing, lines: { 'LEM-C': 'doc-missing' } },
    ['fumarate', 'ocrevus'],
  ),
  one(
    'Ocrevus once, nothing said of it',
    [chart.stopped('ocrevus', ocrevus)],
    {
      outcome: approval,
      lines: { 'LEM-C.ii': 'met' },
    },
    ['fumarate'],
  ),
  one('Ocrevus still on the list, nobody says whether it stops', [chart.statement('ocrevus', ocrevus)], {
    outcome: asked,
    lines: { 'LEM-X.DMT': 'attest' },
  }),
  one('a first course of three days', [], { ...unnecessary, lines: { 'LEM-DOSE': 'not-met' } }, [], [course(3)]),
  one(
    'second course twelve months to the day',
    earlier('2025-08-14'),
    {
      outcome: approval,
      lines: { 'LEM-R1': 'met', 'LEM-R2': 'met', 'LEM-DOSE': 'met' },
    },
    [],
    [course(3)],
  ),
  one(
    'second course a day early',
    earlier('2025-08-15'),
    {
      ...unnecessary,
      lines: { 'LEM-R2': 'not-met' },
    },
    [],
    [course(3)],
  ),
  one('second course ordered for five days', earlier('2025-08-01'), {
    ...unnecessary,
    lines: { 'LEM-DOSE': 'not-met' },
  }),
  one('Campath years ago is not a course', [chart.given('campath', chart.rxnorm('828265', 'Campath'), '2020-02-01')], {
    outcome: approval,
    lines: { 'LEM-R2': 'n/a', 'LEM-DOSE': 'met' },
  }),
  one(
    'infused the day before the text begins',
    [],
    { outcome: 'version-unknown' },
    [],
    [course(5, chart.planned('2024-02-20', '2024-02-29'))],
  ),
  one('a first episode long ago, relapsing since', [isolated('2010-01-01')], {
    outcome: approval,
    lines: { 'LEM-X.CIS': 'met' },
  }),
  one('the newest word is a first episode only', [isolated('2026-01-01')], barred('LEM-X.CIS')),
  one(
    'the prescriber says that two drugs failed, without a note',
    [chart.says(policy, { 'LEM-C.i': true })],
    {
      outcome: missing,
      lines: { 'LEM-C.i': 'doc-missing needs-note' },
    },
    ['fumarate', 'ocrevus'],
  ),
];
