import { gamifantOrder, gamifantRecords } from './gamifant-patients.ts';
import { excellusOrder, excellusRecords } from './hemgenix-excellus-patients.ts';
import { kansasOrder, kansasRecords } from './hemgenix-kansas-patients.ts';
import { lemtradaOrder } from './lemtrada-patients.ts';
import { approval, changed, excluded, missing, type Patient } from './patient.ts';
import * as chart from './records.ts';
import { roctavianOrder, roctavianRecords } from './roctavian-patients.ts';

const notGoverned = [{ outcome: 'not-governed' }];
const kansas = 'Blue Cross and Blue Shield of Kansas';
const excellus = 'Excellus BlueCross BlueShield';
const kansasWith = (...coverage: Parameters<typeof chart.insured>): Patient['records'] =>
  changed(kansasRecords, chart.insured(...coverage));
const excellusPlan = (name: string): Patient['records'] =>
  changed(excellusRecords, chart.insured(excellus, { type: { text: name } }));
const ibuprofen = chart.order('ibuprofen', chart.rxnorm('5640', 'ibuprofen'));

const answerOfThePayer = (code: string, isExcluded: boolean) => ({
  resourceType: 'CoverageEligibilityResponse',
  id: 'eligibility',
  status: 'active',
  outcome: 'complete',
  purpose: ['benefits'],
  created: '2026-08-01',
  patient: chart.person,
  insurance: [
    {
      coverage: { reference: 'Coverage/coverage' },
      item: [{ productOrService: chart.hcpcs(code), excluded: isExcluded }],
    },
  ],
});

export const planPatients: readonly Patient[] = [
  {
    title: 'Blue Cross of Kansas City is another company',
    orders: [kansasOrder],
    records: kansasWith('Blue Cross and Blue Shield of Kansas City'),
    expected: notGoverned,
  },
  {
    title: 'a federal employee follows the federal program',
    orders: [kansasOrder],
    records: kansasWith(kansas, { type: { text: 'Federal Employee Program' } }),
    expected: notGoverned,
  },
  {
    title: 'Medicare Part D is out of the pharmacy policy',
    orders: [excellusOrder],
    records: excellusPlan('Medicare Part D'),
    expected: notGoverned,
  },
  {
    title: 'Medicare Advantage is in',
    orders: [excellusOrder],
    records: excellusPlan('Medicare Advantage'),
    expected: [{ policy: 'hemgenix-pharmacy-109', outcome: approval }],
  },
  {
    title: 'a coverage that ended before the infusion',
    orders: [kansasOrder],
    records: kansasWith(kansas, { period: { start: '2020-01-01', end: '2026-08-13' } }),
    expected: notGoverned,
  },
  {
    title: 'a coverage that ends on the day of the infusion',
    orders: [kansasOrder],
    records: kansasWith(kansas, { period: { start: '2020-01-01', end: '2026-08-14' } }),
    expected: [{ policy: 'hemgenix-bcbsks', outcome: approval }],
  },
  {
    title: 'no coverage on record',
    orders: [kansasOrder],
    records: changed(kansasRecords, [], ['coverage', 'payer-coverage']),
    expected: [{ outcome: 'not-governed', reason: 'no-coverage' }],
  },
  {
    title: 'two payers judge the same Hemgenix each by its own text',
    orders: [kansasOrder],
    records: [
      ...changed(kansasRecords, chart.insured(kansas, { order: 1 })),
      ...chart.insured(excellus, { order: 2 }, 'second'),
    ],
    expected: [
      { policy: 'hemgenix-bcbsks', coverage: 'Coverage/coverage', outcome: approval },
      {
        policy: 'hemgenix-pharmacy-109',
        coverage: 'Coverage/second',
        outcome: missing,
        lines: { 'P109-HEM-4': 'doc-missing', 'P109-HEM-5': 'met', 'P109-HEM-8a': 'doc-missing' },
      },
    ],
  },
  {
    title: 'the order names one of two payers',
    orders: [{ ...kansasOrder, insurance: [{ reference: 'Coverage/coverage' }] }],
    records: [...kansasRecords, ...chart.insured(excellus, {}, 'second')],
    expected: [{ policy: 'hemgenix-bcbsks', coverage: 'Coverage/coverage', outcome: approval }],
  },
  {
    title: 'Hemgenix and ibuprofen signed together',
    orders: [ibuprofen, kansasOrder],
    records: kansasRecords,
    expected: [{ order: 'MedicationRequest/hemgenix', outcome: approval }],
  },
  {
    title: 'ibuprofen alone',
    orders: [ibuprofen],
    records: kansasRecords,
    expected: [],
  },
  {
    title: 'Gamifant and Lemtrada signed together for a child',
    orders: [gamifantOrder, lemtradaOrder],
    records: gamifantRecords,
    expected: [
      { order: 'MedicationRequest/gamifant', policy: 'gamifant-cigna', outcome: approval },
      { order: 'MedicationRequest/lemtrada', policy: 'lemtrada-cigna', lines: { 'LEM-A': 'not-met' } },
    ],
  },
  {
    title: 'Lemtrada signed together with Ocrevus',
    orders: [lemtradaOrder, chart.order('ocrevus', chart.rxnorm('1876366', 'ocrelizumab'))],
    records: changed(gamifantRecords, [chart.patient('1986-05-01'), chart.condition('sclerosis', 'G35.A')]),
    expected: [
      { policy: 'lemtrada-cigna', ...excluded, lines: { 'LEM-X.DMT': 'not-met' } },
      { policy: 'site-of-care-cigna', outcome: 'not-governed', siteOfCare: 'unknown' },
    ],
  },
  {
    title: 'Roctavian with a Kansas plan, which holds no text for it',
    orders: [roctavianOrder],
    records: changed(roctavianRecords, chart.insured(kansas)),
    expected: notGoverned,
  },
  {
    title: 'the contract excludes Hemgenix, whatever the chart proves',
    orders: [kansasOrder],
    records: kansasRecords,
    eligibility: answerOfThePayer('J1411', true),
    expected: [{ policy: 'hemgenix-bcbsks', ...excluded }],
  },
  {
    title: 'the contract excludes Gamifant, and the place is not reached',
    orders: [gamifantOrder],
    records: gamifantRecords,
    eligibility: answerOfThePayer('J9210', true),
    expected: [{ policy: 'gamifant-cigna', ...excluded, siteOfCare: 'not-reached' }],
  },
  {
    title: 'the contract excludes another drug',
    orders: [kansasOrder],
    records: kansasRecords,
    eligibility: answerOfThePayer('J1412', true),
    expected: [{ policy: 'hemgenix-bcbsks', outcome: approval }],
  },
  {
    title: 'the payer says that Hemgenix is a benefit',
    orders: [kansasOrder],
    records: kansasRecords,
    eligibility: answerOfThePayer('J1411', false),
    expected: [{ policy: 'hemgenix-bcbsks', outcome: approval }],
  },
];
