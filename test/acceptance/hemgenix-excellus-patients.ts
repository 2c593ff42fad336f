import {
  center,
  clearLabs,
  excellus,
  helperCells,
  hepatitisC,
  hiv,
  intracranialBleed,
  platelets,
  stiffness,
} from './excellus-records.ts';
import { approval, asked, changed, excluded, missing, type Patient, unnecessary } from './patient.ts';
import * as chart from './records.ts';

const policy = 'hemgenix-pharmacy-109';
const answers = {
  'P109-HEM-1': true,
  'P109-HEM-4': true,
  'P109-HEM-4b': true,
  'P109-HEM-6': true,
  'P109-HEM-7': true,
  'P109-HEM-8e': true,
};
const drug = chart.rxnorm('2626778', 'Hemgenix');
const days = (count: number) => chart.counted('Cumulative factor IX exposure days', count);
export const excellusRecords = [
  chart.patient('1988-03-02'),
  ...excellus,
  chart.condition('hemophilia-b', 'D67'),
  chart.measured('factor-ix', '3187-2', '<1', '%', '2011-09-30'),
  chart.found('inhibitor', '30086-3', 'negative', '2026-07-15'),
  chart.titer('1:9000', 'Luciferase-based NAb assay, 7-point'),
  intracranialBleed,
  days(150),
  ...clearLabs,
  chart.statement('benefix', chart.rxnorm('1666317', 'BeneFIX'), {
    dosage: [{ timing: { repeat: { frequency: 2, period: 1, periodUnit: 'wk' } }, asNeededBoolean: false }],
  }),
  chart.says(policy, answers),
];
export const excellusOrder = chart.order('hemgenix', drug, center);

const infected = chart.condition('infection', 'B20');

const one = (
  title: string,
  replaced: Parameters<typeof changed>[1],
  expected: Patient['expected'][number],
  gone: readonly string[] = [],
  orders: Patient['orders'] = [excellusOrder],
): Patient => ({ title, orders, records: changed(excellusRecords, replaced, gone), expected: [expected] });
const open = (id: string, words = 'doc-missing') => ({ outcome: missing, lines: { [id]: words } });
const fine = (id: string) => ({ outcome: approval, lines: { [id]: 'met' } });
const barred = (id: string) => ({ ...excluded, lines: { [id]: 'not-met' } });

export const excellusHemgenixPatients: readonly Patient[] = [
  one('a brain bleed once, labs of last month, a high titer that only had to be looked for', [], {
    policy,
    version: '2025-11-20',
    outcome: approval,
    lines: { 'P109-HEM-5': 'met' },
  }),
  one('149 days on factor IX', [days(149)], { ...unnecessary, lines: { 'P109-HEM-4a': 'not-met' } }),
  one('nobody wrote down the days on factor IX', [], open('P109-HEM-4a'), ['exposure-days']),
  one('prophylaxis without a recorded bleed is not enough', [], open('P109-HEM-4'), ['bleed']),
  one('the AAV5 antibodies were never looked for', [], open('P109-HEM-5'), ['aav5']),
  one('platelets exactly fifty', [platelets(50, '10*3/uL')], fine('P109-HEM-8c')),
  one('platelets 50000 a microliter', [platelets(50000, '/uL')], fine('P109-HEM-8c')),
  one('platelets 49.9', [platelets(49.9)], barred('P109-HEM-8c')),
  one('platelets above forty', [platelets('>40')], open('P109-HEM-8c', 'doc-missing straddles-limit')),
  one('platelets on the first day of the three months', [platelets(220, '10*9/L', '2026-05-10')], fine('P109-HEM-8c')),
  one(
    'platelets one day older than three months',
    [platelets(220, '10*9/L', '2026-05-09')],
    open('P109-HEM-8c', 'doc-missing too-old'),
  ),
  one(
    'low platelets in winter neither bar nor clear',
    [platelets(30, '10*9/L', '2026-02-01')],
    open('P109-HEM-8c', 'doc-missing too-old'),
  ),
  one('liver stiffness 8.9 kilopascal', [stiffness(8.9)], fine('P109-HEM-8d')),
  one('liver stiffness 9.0 kilopascal', [stiffness(9)], barred('P109-HEM-8d')),
  one('liver stiffness as a wave speed', [stiffness(1.4, 'm/s')], open('P109-HEM-8d')),
  one('HIV with 201 helper cells', [infected, helperCells(201)], fine('P109-HEM-8b')),
  one('HIV with 200 helper cells', [infected, helperCells(0.2, '10*9/L')], barred('P109-HEM-8b')),
  one('the HIV test is of the winter', [hiv('negative', '2026-02-01')], open('P109-HEM-8b', 'doc-missing too-old')),
  one('HIV and no helper cell count', [infected], open('P109-HEM-8b')),
  one('hepatitis C antibody and nothing more', [hepatitisC('positive')], open('P109-HEM-8a')),
  one(
    'hepatitis C antibody, but no virus',
    [hepatitisC('positive'), chart.found('virus', '11259-9', 'not detected', '2026-07-15')],
    fine('P109-HEM-8a'),
  ),
  one(
    'hepatitis C virus found',
    [hepatitisC('positive'), chart.found('virus', '11259-9', 'detected', '2026-07-15')],
    barred('P109-HEM-8a'),
  ),
  one('von Willebrand disease too', [chart.condition('other', 'D68.01')], barred('P109-HEM-8e')),
  one(
    'von Willebrand disease written down by mistake',
    [chart.condition('other', 'D68.01', chart.verified('entered-in-error'))],
    fine('P109-HEM-8e'),
  ),
  one('had Beqvez before', [chart.given('earlier', chart.hcpcs('J1414'), '2025-02-01')], barred('P109-HEM-7')),
  one('wanted for convenience', [chart.says(policy, { ...answers, 'P109-HEM-4b': false })], {
    ...unnecessary,
    lines: { 'P109-HEM-4b': 'not-met' },
  }),
  one('nobody has answered the questions yet', [], { outcome: asked, lines: { 'P109-HEM-7': 'attest' } }, [
    `answers-${policy}`,
  ]),
  one(
    'infused before the only wording held',
    [],
    { outcome: 'version-unknown' },
    [],
    [chart.order('hemgenix', drug, { ...center, ...chart.planned('2025-11-10', '2025-11-19') })],
  ),
];
