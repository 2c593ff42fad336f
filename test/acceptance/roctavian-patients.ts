import { center, clearLabs, excellus, intracranialBleed, platelets } from './excellus-records.ts';
import { approval, changed, excluded, missing, type Patient, unnecessary } from './patient.ts';
import * as chart from './records.ts';

const policy = 'roctavian-pharmacy-109';
const factor = (result: number | string, unit = '%', loinc = '3209-4', day = '2011-09-30') =>
  chart.measured('factor-viii', loinc, result, unit, day);
export const roctavianRecords = [
  chart.patient('1990-06-11'),
  ...excellus,
  chart.condition('hemophilia-a', 'D66'),
  factor('<1'),
  chart.found('inhibitor-viii', '3206-0', 'negative', '2026-07-15'),
  chart.titerAnswer('not detected'),
  intracranialBleed,
  ...clearLabs,
  chart.says(policy, {
    'P109-ROC-1': true,
    'P109-ROC-4': true,
    'P109-ROC-6': true,
    'P109-ROC-7': true,
    'P109-ROC-8': true,
    'P109-ROC-9e': true,
  }),
];
export const roctavianOrder = chart.order('roctavian', chart.rxnorm('2641620', 'Roctavian'), center);

const one = (
  title: string,
  replaced: Parameters<typeof changed>[1],
  expected: Patient['expected'][number],
  gone: readonly string[] = [],
): Patient => ({
  title,
  orders: [roctavianOrder],
  records: changed(roctavianRecords, replaced, gone),
  expected: [expected],
});
const open = (id: string, words = 'doc-missing') => ({ outcome: missing, lines: { [id]: words } });

export const roctavianPatients: readonly Patient[] = [
  one('a man with severe hemophilia A and no AAV5 antibodies', [], {
    policy,
    version: '2025-11-20',
    outcome: approval,
  }),
  one('factor VIII of 0.008 units a milliliter', [factor(0.008, '[IU]/mL', '3210-2')], {
    outcome: approval,
    lines: { 'P109-ROC-3': 'met' },
  }),
  one(
    'factor VIII exactly one while on factor VIII',
    [
      factor(1, '%', '3209-4', '2026-06-01'),
      chart.statement('factor', chart.hcpcs('J7192'), {
        dosage: [{ timing: { repeat: { frequency: 3, period: 1, periodUnit: 'wk' } }, asNeededBoolean: false }],
      }),
    ],
    open('P109-ROC-3', 'doc-missing on-treatment'),
  ),
  one('AAV5 antibodies detected', [chart.titerAnswer('detected')], {
    ...unnecessary,
    lines: { 'P109-ROC-5': 'not-met' },
  }),
  one('AAV5 antibodies not tested', [], open('P109-ROC-5'), ['aav5']),
  one('no inhibitor test, whatever the prescriber says', [], open('P109-ROC-6'), ['inhibitor-viii']),
  one(
    'inhibitors found twice ten years ago',
    [
      chart.found('earlier', '3206-0', 'positive', '2016-02-01'),
      chart.found('repeated', '3206-0', 'positive', '2016-02-20'),
    ],
    { ...unnecessary, lines: { 'P109-ROC-6': 'not-met' } },
  ),
  one('had Hemgenix before', [chart.given('earlier', chart.hcpcs('J1411'), '2024-02-01')], {
    ...excluded,
    lines: { 'P109-ROC-8': 'not-met' },
  }),
  one('platelets 49', [platelets(49)], { ...excluded, lines: { 'P109-ROC-9c': 'not-met' } }),
  one('seventeen years old', [chart.patient('2009-01-01')], { ...unnecessary, lines: { 'P109-ROC-2': 'not-met' } }),
];
