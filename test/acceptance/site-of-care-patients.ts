import type { TestResource } from '../support/demo-patient.ts';
import { gamifantOrder, gamifantRecords } from './gamifant-patients.ts';
import { lemtradaOrder, lemtradaRecords } from './lemtrada-patients.ts';
import { approval, changed, denial, type Patient } from './patient.ts';
import * as chart from './records.ts';

const policy = 'site-of-care-cigna';
const hospital = '22';
const infliximab = chart.hcpcs('J1745', 'Remicade');
const heartFailure = chart.condition('heart', 'I50.9');
const reaction: TestResource = {
  resourceType: 'AllergyIntolerance',
  id: 'reaction',
  ...chart.verified('confirmed'),
  patient: chart.person,
  code: infliximab,
  recordedDate: '2026-02-01',
  reaction: [{ substance: infliximab, manifestation: [{ text: 'Anaphylaxis' }], severity: 'severe' }],
};
const colitis = (payer: string) => [
  chart.patient('1970-01-01'),
  ...chart.insured(payer),
  chart.condition('colitis', 'K51.90'),
];
const remicade = (title: string, place: string | undefined, expected: string | undefined, ...more: TestResource[]) => ({
  title,
  orders: [chart.service('remicade', 'J1745', place)],
  records: [...colitis('Cigna'), ...more],
  expected: expected ? [{ policy, outcome: 'not-governed', siteOfCare: expected }] : [],
});

/** The order with its encounter, whose place travels inside. */
const at = (order: TestResource, place: string, type = 'AMB'): { orders: TestResource[]; encounter: TestResource } => ({
  orders: [{ ...order, encounter: { reference: 'Encounter/visit' } }],
  encounter: {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'planned',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: type },
    subject: chart.person,
    contained: [{ resourceType: 'Location', id: 'room', status: 'active', type: [chart.place(place)] }],
    location: [{ location: { reference: '#room' } }],
  },
});
const gamifantAt = (
  title: string,
  place: string,
  siteOfCare: string,
  replaced: readonly TestResource[] = [],
  outcome = approval,
): Patient => {
  const { orders, encounter } = at(gamifantOrder, place, place === '21' ? 'IMP' : 'AMB');
  return {
    title,
    orders,
    records: changed(gamifantRecords, [encounter, ...replaced]),
    expected: [{ policy: 'gamifant-cigna', outcome, siteOfCare }],
  };
};
const lemtradaAt = (title: string, place: string, siteOfCare: string): Patient => {
  const { orders, encounter } = at(lemtradaOrder, place);
  return {
    title,
    orders,
    records: changed(lemtradaRecords, [encounter]),
    expected: [{ policy: 'lemtrada-cigna', outcome: approval, siteOfCare }],
  };
};

export const siteOfCarePatients: readonly Patient[] = [
  remicade('Remicade on the hospital campus without a reason', hospital, 'redirect'),
  remicade('Remicade in a hospital department off the campus', '19', 'redirect'),
  remicade('Remicade and nobody says where', undefined, 'unknown'),
  remicade('Remicade at home', '12', undefined),
  remicade('Remicade in the office', '11', undefined),
  remicade('Remicade on a ward, of which the text is silent', '21', undefined),
  remicade('Remicade in hospital, anaphylaxis to it on record', hospital, 'missing-documentation', reaction),
  remicade(
    'Remicade in hospital, anaphylaxis that no pre-medication prevents',
    hospital,
    undefined,
    reaction,
    chart.says(policy, { 'SOC-2': true }),
  ),
  remicade('Remicade in hospital, anaphylaxis of another patient', hospital, 'redirect', {
    ...reaction,
    patient: { reference: 'Patient/neighbor' },
  }),
  remicade('Remicade in hospital, heart failure on record', hospital, 'missing-documentation', heartFailure),
  {
    title: 'Remicade in hospital for a patient of another payer',
    orders: [chart.service('remicade', 'J1745', hospital)],
    records: colitis('Blue Cross and Blue Shield of Kansas'),
    expected: [],
  },
  gamifantAt('Gamifant in the office', '11', 'ok'),
  gamifantAt('Gamifant at home', '12', 'ok'),
  gamifantAt('Gamifant in hospital without a reason', hospital, 'redirect'),
  gamifantAt('Gamifant in hospital, heart failure that rules out other places', hospital, 'ok', [
    heartFailure,
    chart.says(policy, { 'SOC-3': true }),
  ]),
  gamifantAt('Gamifant on the ward', '21', 'not-applicable'),
  gamifantAt(
    'Gamifant in hospital with a ferritin too low: the place is not reached',
    hospital,
    'not-reached',
    [chart.measured('ferritin', '2276-4', 300, 'ng/mL', '2026-08-05')],
    denial,
  ),
  {
    title: 'Gamifant and nobody says where',
    orders: [gamifantOrder],
    records: gamifantRecords,
    expected: [{ outcome: approval, siteOfCare: 'unknown' }],
  },
  lemtradaAt('Lemtrada in hospital: its label restricts the places', hospital, 'missing-documentation'),
  lemtradaAt('Lemtrada in the office', '11', 'ok'),
];
