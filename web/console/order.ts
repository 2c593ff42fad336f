import type { PolicyData } from '../../src/pages/policy-data.ts';
import { type Chart, NoChart, type Pasted } from './bundle.ts';

/** What is asked for in the form. Empty: as in the chart. */
export interface Wanted {
  readonly drug: string;
  readonly payer: string;
  readonly dose: string;
  readonly unit: string;
  readonly planned: string;
  readonly place: string;
}

/** Nothing is asked for: all as in the chart. */
export const asInChart: Wanted = { drug: '', payer: '', dose: '', unit: 'mL', planned: '', place: '' };

/** Units in which a dose may be given. */
export const UNITS = ['mL', 'mL/kg', 'mg', 'mg/kg', 'vial'] as const;

/** Places to choose from, by their CMS place-of-service code. */
export const PLACES: readonly { readonly code: string; readonly says: string }[] = [
  { code: '11', says: 'Office' },
  { code: '49', says: 'Independent infusion clinic' },
  { code: '12', says: 'Home' },
  { code: '22', says: 'Hospital, outpatient on campus' },
  { code: '19', says: 'Hospital, outpatient off campus' },
  { code: '21', says: 'Hospital, inpatient' },
];

/** Another plan than those whose texts are held. */
export const OTHER_PLAN = 'Some other plan';

/** The chart with the order as it is asked for. `today` is the day it is written on, where it is new. Throws NoChart. */
export function withWanted(chart: Chart, wanted: Wanted, drugs: readonly PolicyData['drug'][], today: string): Chart {
  if (chart.orders.length === 0 && wanted.drug === '')
    throw new NoChart('The Bundle holds no draft order: choose the drug to order.');
  const orders = chart.orders.length > 0 ? chart.orders : [newOrder(chart.patientId, today)];
  const drug = drugs.find(({ name }) => name === wanted.drug);
  const changed = orders.map((order) =>
    [ofDrug(drug), dosed(wanted), planned(wanted.planned), placed(wanted.place, chart.patientId)].reduce(
      (current, change) => change(current),
      order,
    ),
  );
  return wanted.payer === '' ? { ...chart, orders: changed } : paidBy(wanted.payer, { ...chart, orders: changed });
}

type Change = (order: Pasted) => Pasted;
const asIs: Change = (order) => order;

const newOrder = (patientId: string, today: string): Pasted => ({
  resourceType: 'MedicationRequest',
  id: 'order-to-try',
  status: 'draft',
  intent: 'order',
  subject: { reference: `Patient/${patientId}` },
  authoredOn: today,
});

function ofDrug(drug: PolicyData['drug'] | undefined): Change {
  if (drug === undefined) return asIs;
  const coding = drug.rxnorm === undefined ? [] : [{ system: RXNORM, code: drug.rxnorm, display: drug.display }];
  const concept = { ...(coding.length > 0 && { coding }), text: drug.display };
  return ({ medicationReference: _, ...order }) =>
    order.resourceType === 'ServiceRequest'
      ? { ...order, code: concept }
      : { ...order, medicationCodeableConcept: concept };
}

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

function dosed({ dose, unit }: Wanted): Change {
  if (dose === '') return asIs;
  const value = Number(dose);
  if (!Number.isFinite(value) || value <= 0) throw new NoChart('Dose: a number above 0 is expected.');
  const doseQuantity = { value, unit, ...(unit !== 'vial' && { system: 'http://unitsofmeasure.org', code: unit }) };
  return (order) => {
    const [first, ...others] = listOf(order.dosageInstruction);
    return {
      ...order,
      dosageInstruction: [{ ...first, text: `${dose} ${unit}`, doseAndRate: [{ doseQuantity }] }, ...others],
    };
  };
}

function planned(day: string): Change {
  if (day === '') return asIs;
  return (order) =>
    order.resourceType === 'ServiceRequest'
      ? { ...order, occurrenceDateTime: day }
      : { ...order, dispenseRequest: { ...(order.dispenseRequest as object), validityPeriod: { start: day } } };
}

/** The visit at which the drug is given, in the place that was chosen. */
function placed(code: string, patientId: string): Change {
  const place = PLACES.find((each) => each.code === code);
  if (place === undefined) return asIs;
  const location = {
    resourceType: 'Location',
    id: 'place-to-try',
    name: place.says,
    type: [{ coding: [{ system: PLACE_OF_SERVICE, code, display: place.says }] }],
  };
  const visit = {
    resourceType: 'Encounter',
    id: 'visit-to-try',
    status: 'planned',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: code === '21' ? 'IMP' : 'AMB' },
    subject: { reference: `Patient/${patientId}` },
    location: [{ location: { reference: '#place-to-try' } }],
  };
  return (order) => ({
    ...order,
    contained: [...listOf(order.contained), location, visit],
    encounter: { reference: '#visit-to-try' },
  });
}

const PLACE_OF_SERVICE = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';

/** The chart with one coverage, by that payer. */
function paidBy(payer: string, { patientId, orders, records }: Chart): Chart {
  const coverage: Pasted = {
    resourceType: 'Coverage',
    id: 'coverage-to-try',
    status: 'active',
    beneficiary: { reference: `Patient/${patientId}` },
    payor: [{ display: payer }],
  };
  return {
    patientId,
    orders: orders.map((order) => ({ ...order, insurance: [{ reference: 'Coverage/coverage-to-try' }] })),
    records: [...records.filter(({ resourceType }) => resourceType !== 'Coverage'), coverage],
  };
}

const listOf = (value: unknown): readonly object[] => (Array.isArray(value) ? value : []);
