import { approval, asked, changed, excluded, missing, type Patient, unnecessary } from './patient.ts';
import * as chart from './records.ts';

const policy = 'hemgenix-bcbsks';
const promises = { 'HKS-III.3': true, 'HKS-III.5b': true, 'HKS-III.6': true, 'HKS-III.7': true, 'HKS-III.9': true };
const seven = 'Luciferase-based NAb assay, 7-point';
const nine = 'Luciferase-based NAb assay, 9-point';
const factor = (result: number | string, unit = '%', day = '2011-09-30', loinc = '3187-2') =>
  chart.measured('factor-ix', loinc, result, unit, day);
const inhibitor = (result: number | string, day = '2026-05-20', id = 'inhibitor') =>
  chart.measured(id, '3185-6', result, "[beth'U]", day);
const ordered = (more: chart.More = {}) =>
  chart.order('hemgenix', chart.rxnorm('2626778', 'Hemgenix'), {
    ...chart.planned('2026-08-10', '2026-08-14', 1),
    ...more,
  });

export const kansasRecords = [
  chart.patient('1988-03-02'),
  ...chart.insured('Blue Cross and Blue Shield of Kansas'),
  chart.condition('hemophilia-b', 'D67'),
  factor('<1'),
  inhibitor('<0.5'),
  titerOf('1:120', seven),
  chart.measured('alt', '1742-6', 24, 'U/L', '2026-07-30'),
  chart.measured('ast', '1920-8', 21, 'U/L', '2026-07-30'),
  chart.weight(79),
  chart.statement('benefix', chart.rxnorm('1666317', 'BeneFIX'), {
    dosage: [{ timing: { repeat: { frequency: 2, period: 1, periodUnit: 'wk' } }, asNeededBoolean: false }],
  }),
  chart.says(policy, promises),
];
export const kansasOrder = ordered();

function titerOf(value: string, method: string, more: chart.More = {}) {
  return chart.titer(value, method, more);
}

const orderedFor = (authored: string, day: string) => [ordered(chart.planned(authored, day, 1))];
const one = (
  title: string,
  replaced: Parameters<typeof changed>[1],
  expected: Patient['expected'][number],
  gone: readonly string[] = [],
  orders: Patient['orders'] = [kansasOrder],
): Patient => ({ title, orders, records: changed(kansasRecords, replaced, gone), expected: [expected] });
const open = (id: string, words: string) => ({ outcome: missing, lines: { [id]: words } });
const fine = (id: string) => ({ outcome: approval, lines: { [id]: 'met' } });
const fails = (id: string) => ({ ...unnecessary, lines: { [id]: 'not-met' } });

export const kansasHemgenixPatients: readonly Patient[] = [
  one('a man with severe hemophilia B on BeneFIX, every paper in order', [], {
    policy,
    version: '2026-07-23',
    outcome: approval,
  }),
  one('factor IX exactly two percent', [factor(2)], fine('HKS-III.2b')),
  one('factor IX of 0.02 units a milliliter is two percent', [factor(0.02, 'U/mL', '2011-09-30', '3188-0')], {
    ...fine('HKS-III.2b'),
  }),
  one(
    'factor IX of 2.1 percent while on BeneFIX proves nothing',
    [factor(2.1, '%', '2026-05-02')],
    open('HKS-III.2b', 'doc-missing on-treatment'),
  ),
  one('factor IX reported as below three', [factor('<3')], open('HKS-III.2b', 'doc-missing straddles-limit')),
  one(
    'an inhibitor titer filed under the code of factor activity',
    [factor(0.4, "[beth'U]")],
    open('HKS-III.2b', 'doc-missing'),
  ),
  one('no inhibitor at 0.59 Bethesda units', [inhibitor(0.59)], fine('HKS-III.5a')),
  one('0.6 Bethesda units is positive and was not repeated', [inhibitor(0.6)], open('HKS-III.5a', 'doc-missing')),
  one('inhibitor below one settles nothing', [inhibitor('<1')], open('HKS-III.5a', 'doc-missing straddles-limit')),
  one('inhibitor positive twice within two weeks', [inhibitor(0.8), inhibitor(0.9, '2026-06-02', 'repeated')], {
    ...unnecessary,
    lines: { 'HKS-III.5a': 'not-met', 'HKS-III.5b': 'not-met' },
  }),
  one('inhibitor positive, then clean after thirteen days', [inhibitor(0.8), inhibitor('<0.5', '2026-06-02', 'b')], {
    outcome: approval,
    lines: { 'HKS-III.5a': 'met', 'HKS-III.5b': 'met' },
  }),
  one('inhibitor positive, then clean after two months', [inhibitor(0.8), inhibitor('<0.5', '2026-07-20', 'b')], {
    outcome: missing,
    lines: { 'HKS-III.5a': 'met', 'HKS-III.5b': 'doc-missing' },
  }),
  one('titer of 678 by seven points', [titerOf('1:678', seven)], fine('HKS-III.8')),
  one('titer of 679 by seven points', [titerOf('1:679', seven)], fails('HKS-III.8')),
  one('titer of 898 by nine points', [titerOf('1:898', nine)], fine('HKS-III.8')),
  one('titer of 899 by nine points', [titerOf('1:899', nine)], fails('HKS-III.8')),
  one(
    'titer of 700 and nobody says how many points',
    [titerOf('1:700', 'Luciferase-based NAb assay')],
    open('HKS-III.8', 'doc-missing assay-not-stated'),
  ),
  one('titer by ELISA', [titerOf('1:20', 'ELISA')], open('HKS-III.8', 'doc-missing assay-not-accepted')),
  one(
    'titer written as a ratio',
    [
      titerOf('', seven, {
        valueString: undefined,
        valueRatio: { numerator: { value: 1 }, denominator: { value: 500 } },
      }),
    ],
    fine('HKS-III.8'),
  ),
  one(
    'the titer is of another patient',
    [titerOf('1:120', seven, chart.aboutSomeoneElse)],
    open('HKS-III.8', 'doc-missing'),
  ),
  one(
    'the titer was entered in error',
    [titerOf('1:120', seven, { status: 'entered-in-error' })],
    open('HKS-III.8', 'doc-missing not-on-record'),
  ),
  one(
    'the titer is preliminary',
    [titerOf('1:120', seven, { status: 'preliminary' })],
    open('HKS-III.8', 'doc-missing not-final'),
  ),
  one('eighteen on the day of the infusion', [chart.patient('2008-08-14')], fine('HKS-III.1')),
  one('eighteen on the day after the infusion', [chart.patient('2008-08-15')], fails('HKS-III.1')),
  one('had Hemgenix before', [chart.given('earlier', chart.hcpcs('J1411'), '2024-02-01')], {
    ...excluded,
    lines: { 'HKS-I': 'not-met' },
  }),
  one('had Roctavian before', [chart.given('earlier', chart.hcpcs('J1412'), '2024-02-01')], {
    outcome: 'likely-denial',
    lines: { 'HKS-III.3': 'not-met' },
  }),
  one('two kits ordered', [], fails('HKS-II'), [], [ordered(chart.planned('2026-08-10', '2026-08-14', 2))]),
  one('nobody has answered the questions yet', [], { outcome: asked, lines: { 'HKS-III.6': 'attest' } }, [
    `answers-${policy}`,
  ]),
  one('the prescriber will not follow the factor level', [chart.says(policy, { ...promises, 'HKS-III.6': false })], {
    ...fails('HKS-III.6'),
  }),
  one('hepatitis C in the chart asks for liver cancer surveillance', [chart.condition('hepatitis', 'B18.2')], {
    outcome: asked,
    lines: { 'HKS-III.10': 'attest' },
  }),
  one('too heavy for any kit is no reason to refuse', [chart.weight(250)], { outcome: approval }),
  one(
    'infused on the last day of the first wording, titer far too high',
    [titerOf('1:5000', seven)],
    {
      version: '2026-01-08',
      outcome: asked,
      lines: { 'HKS-III.8': 'attest' },
    },
    [],
    orderedFor('2026-07-20', '2026-07-22'),
  ),
  one(
    'ordered under the first wording, infused under the second',
    [titerOf('1:5000', seven)],
    {
      version: '2026-07-23',
      ...fails('HKS-III.8'),
    },
    [],
    orderedFor('2026-07-20', '2026-07-23'),
  ),
  one(
    'infused the day before the oldest wording',
    [],
    { outcome: 'version-unknown' },
    [],
    orderedFor('2026-01-05', '2026-01-07'),
  ),
  one(
    'only the year of birth is known, and it does not settle the age',
    [chart.patient('2008')],
    open('HKS-III.1', 'doc-missing'),
  ),
  one(
    'hemophilia only suspected',
    [chart.condition('hemophilia-b', 'D67', chart.verified('provisional'))],
    open('HKS-III.2a', 'doc-missing'),
  ),
  one(
    'two titers of one day contradict each other',
    [titerOf('1:900', seven, { id: 'second' })],
    open('HKS-III.8', 'doc-missing conflicting'),
  ),
];
