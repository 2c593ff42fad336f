import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  expect(service.bugs).toEqual([]);
  await service.close();
});

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const PLACE_OF_SERVICE = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
const subject = { reference: 'Patient/1' };
const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
const order = (code: string, place: string | undefined, text = 'Infusion') => ({
  resourceType: 'ServiceRequest',
  id: 'infusion',
  status: 'draft',
  intent: 'order',
  subject,
  authoredOn: '2026-08-14',
  code: { coding: [{ system: HCPCS, code }], text },
  ...(place && { locationCode: [{ coding: [{ system: PLACE_OF_SERVICE, code: place }] }] }),
});
const coverage = (payer: string) => ({
  resourceType: 'Coverage',
  id: 'coverage',
  status: 'active',
  beneficiary: subject,
  payor: [{ display: payer }],
});
const chart = (payer: string, ...conditions: readonly object[]) => ({
  patient: { resourceType: 'Patient', id: '1', birthDate: '1980-01-01' },
  coverage: bundle(coverage(payer)),
  conditions: bundle(...conditions),
  allergies: bundle(),
  adverseEvents: bundle(),
  questionnaireResponses: bundle(),
});
const signing = (draft: object, prefetch: object | undefined) =>
  service.sign({
    hook: 'order-sign',
    hookInstance: '0b6e0f9e-5d0a-4c07-9c1e-6f2f2b8f9d11',
    context: { userId: 'Practitioner/1', patientId: '1', draftOrders: bundle(draft) },
    ...(prefetch && { prefetch }),
  });

const heartFailure = {
  resourceType: 'Condition',
  id: 'heart-failure',
  subject,
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
  },
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I50.9' }], text: 'Heart failure' },
};

describe('a drug that is only on the site-of-care list', () => {
  test('at a hospital: one card, about the place alone', async () => {
    const { cards, determinations } = await signing(order('J1745', '22'), chart('Cigna'));
    expect(determinations).toMatchObject([
      {
        outcome: 'not-governed',
        order: 'ServiceRequest/infusion',
        policy: { id: 'site-of-care-cigna', payer: 'cigna' },
        criteria: [],
        siteOfCare: { outcome: 'redirect' },
      },
    ]);
    const [card] = cards;
    expect(card?.indicator).toBe('info');
    expect(card?.summary).toBe(
      'Site of care: Remicade, another setting than the hospital is likely to be asked for (Cigna Healthcare)',
    );
    expect(card?.detail).toContain('home infusion');
    expect(card?.detail).toMatch(/- \*\*Met:\*\* .+ \(SOC-0, section /);
    expect(`${card?.summary} ${card?.detail}`).not.toMatch(/approved|denied|no authorization|undefined/i);
  });

  test("ordered in another patient's stay: the stay says nothing, and is reported", async () => {
    const stay = (reference: string) => ({
      resourceType: 'Encounter',
      id: 'stay',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      subject: { reference },
    });
    const inStay = { ...order('J1745', undefined), encounter: { reference: 'Encounter/stay' } };
    const signed = async (patient: string) =>
      (await signing(inStay, { ...chart('Cigna'), encounters: bundle(stay(patient)) })).determinations[0];
    expect((await signed('Patient/1'))?.siteOfCare?.outcome).not.toBe('unknown');
    const foreign = await signed('Patient/2');
    expect(foreign?.siteOfCare?.outcome).toBe('unknown');
    expect(foreign?.notices.join()).toContain('1 record of another patient');
  });

  test('at a hospital, with heart failure: the statement that goes with it is still needed', async () => {
    const { determinations } = await signing(order('J1745', '22'), chart('Cigna', heartFailure));
    expect(determinations[0]?.siteOfCare).toMatchObject({
      outcome: 'missing-documentation',
      stillNeeded: [{ criterion: 'SOC-3', kind: 'attestation' }],
    });
  });

  test('without a place: it is asked for', async () => {
    const { cards, determinations } = await signing(order('J1745', undefined), chart('Cigna'));
    expect(determinations[0]?.siteOfCare?.outcome).toBe('unknown');
    expect(cards[0]?.summary).toBe('Site of care: Remicade, say where the drug is to be given (Cigna Healthcare)');
  });

  test.each<[string, object, object | undefined]>([
    ['at home', order('J1745', '12'), chart('Cigna')],
    ['in a physician’s office', order('J1745', '11'), chart('Cigna')],
    ['of a patient of another payer', order('J1745', '22'), chart('Blue Cross and Blue Shield of Kansas')],
    ['misprinted on the list: the code is of another drug', order('J9035', '22', 'Bevacizumab'), chart('Aetna')],
    ['with nothing to read', order('J1745', '22'), undefined],
  ])('%s: no card', async (_, draft, prefetch) => {
    const { status, cards } = await signing(draft, prefetch);
    expect({ status, cards }).toEqual({ status: 200, cards: [] });
  });
});

describe('a governed drug', () => {
  test('of Cigna carries the second answer, and its own to-do list stays apart', async () => {
    const { cards, determinations } = await signing(order('J0202', '22', 'Lemtrada'), chart('Cigna'));
    const [lemtrada] = determinations;
    expect(lemtrada?.policy?.id).toBe('lemtrada-cigna');
    expect(lemtrada?.siteOfCare?.outcome).toBe('missing-documentation');
    expect(lemtrada?.siteOfCare?.criteria.map(({ id }) => id)).toEqual(['SOC-0', 'SOC-1', 'SOC-2', 'SOC-3', 'SOC-5']);
    expect(lemtrada?.stillNeeded.filter(({ criterion }) => criterion.startsWith('SOC'))).toEqual([]);
    expect(cards[0]?.detail).toContain('**Where it is given**');
    expect(cards[0]?.detail).not.toMatch(/home infusion[;.]/);
  });

  test('of another payer does not', async () => {
    const { determinations } = await signing(
      order('J1411', '22', 'Hemgenix'),
      chart('Blue Cross and Blue Shield of Kansas'),
    );
    expect(determinations).toHaveLength(1);
    expect(determinations[0]).not.toHaveProperty('siteOfCare');
  });
});
