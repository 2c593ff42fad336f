import { afterAll, beforeAll, expect, test } from 'vitest';
import { prefetchTemplates } from '../../src/hooks/discovery.ts';
import { hcpcs, rxnorm } from '../support/codings.ts';
import { access, callFor } from '../support/demo-patient.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Service, startService } from '../support/service.ts';

/** Every kind of request that the service sends to a FHIR server, over all policies. The closed list stands in source.ts. */
const SEARCHES = [
  'AdverseEvent?subject',
  'AllergyIntolerance?patient',
  'ClaimResponse?patient',
  'Condition?patient',
  'Coverage?patient',
  'CoverageEligibilityResponse?patient',
  'DiagnosticReport?patient',
  'DocumentReference?patient',
  'Encounter?patient',
  'ExplanationOfBenefit?patient',
  'MedicationAdministration?patient',
  'MedicationDispense?patient',
  'MedicationRequest?intent&patient',
  'MedicationStatement?patient',
  'Observation?category&patient',
  'PractitionerRole?practitioner',
  'Procedure?patient',
  'QuestionnaireResponse?patient',
];
const READS = [
  'Encounter',
  'Location',
  'Medication',
  'MedicationAdministration',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
];

const subject = { reference: 'Patient/p' };
const order = (code: string, more: object = {}) => ({
  resourceType: 'ServiceRequest',
  id: code,
  status: 'draft',
  intent: 'order',
  subject,
  authoredOn: '2026-08-14',
  code: hcpcs(code),
  requester: { reference: 'Practitioner/prescriber' },
  ...more,
});
const chart = [
  { resourceType: 'Patient', id: 'p', birthDate: '1980-01-01' },
  {
    resourceType: 'Coverage',
    id: 'c',
    status: 'active',
    beneficiary: subject,
    payor: [{ reference: 'Organization/cigna' }],
  },
  { resourceType: 'Organization', id: 'cigna', name: 'Cigna' },
  { resourceType: 'Practitioner', id: 'prescriber', name: [{ family: 'Synthetic' }] },
  { resourceType: 'PractitionerRole', id: 'seen', practitioner: { display: 'Dr. Synthetic' } },
  {
    resourceType: 'Encounter',
    id: 'consultation',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    participant: [{ individual: { reference: 'PractitionerRole/seen' } }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'proposed',
    status: 'active',
    intent: 'proposal',
    subject,
    medicationCodeableConcept: rxnorm('1373478'),
  },
  {
    resourceType: 'MedicationRequest',
    id: 'ordered',
    status: 'active',
    intent: 'plan',
    subject,
    medicationReference: { reference: 'Medication/tecfidera' },
  },
  { resourceType: 'Medication', id: 'tecfidera', code: rxnorm('1373489', 'Tecfidera 120 MG') },
  {
    resourceType: 'AdverseEvent',
    id: 'reaction',
    actuality: 'actual',
    subject,
    suspectEntity: [{ instance: { reference: 'MedicationAdministration/dose' } }],
  },
  { resourceType: 'Location', id: 'office', name: 'Office' },
];

let service: Service;
let ehr: FhirServer;
beforeAll(async () => {
  service = await startService();
  ehr = await startFhirServer();
  await ehr.load(chart);
});
afterAll(async () => {
  await service.close();
  await ehr.close();
  expect(service.bugs).toEqual([]);
});

/** Signs these orders with nothing prefetched, and tells what was asked for. */
async function askedFor(...orders: readonly object[]): Promise<readonly string[]> {
  const before = ehr.requests.length;
  const call = callFor(orders, access(ehr));
  const { status } = await service.sign({ ...call, context: { ...call.context, patientId: 'p' } });
  expect(status).toBe(200);
  return ehr.requests.slice(before);
}

test('only what US Core servers must offer is searched for, and nothing but the listed types', async () => {
  const governed = ['J1411', 'J1412', 'J9210', 'J0202'].map((code) => order(code));
  const placed = order('J1745', {
    locationReference: [{ reference: 'Location/office' }],
    encounter: { reference: 'Encounter/gone' },
  });
  const asked = await askedFor(...governed, placed);
  const kinds = asked.map((request) => {
    const [, type = '', separator, rest = ''] = /^GET ([A-Za-z]+)([/?])(.*)$/.exec(request) ?? [];
    const names = [...new URLSearchParams(rest).keys()].filter((name) => name !== '_count').sort();
    return separator === '?' ? `${type}?${names.join('&')}` : type;
  });
  expect([...new Set(kinds)].sort()).toEqual([...SEARCHES, ...READS].sort());
});

test('medication requests are searched by the intents that count, and prefetched whole', async () => {
  const [search] = (await askedFor(order('J0202'))).filter((request) => request.includes('MedicationRequest?'));
  const intent = new URL(search?.replace('GET ', 'http://x/') ?? '').searchParams.get('intent');
  expect(intent).toBe('order,plan,original-order,reflex-order,filler-order,instance-order');
  expect(prefetchTemplates()).toMatchObject({ medicationRequests: 'MedicationRequest?patient={{context.patientId}}' });
  const { determinations } = await service.sign({
    ...callFor([order('J0202')], access(ehr)),
    context: { ...callFor([order('J0202')]).context, patientId: 'p' },
  });
  const evidence = determinations[0]?.criteria.find(({ id }) => id === 'LEM-X.DMT')?.evidence;
  expect(evidence?.map(({ reference }) => reference)).toEqual(['MedicationRequest/ordered']);
});
