import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as chart from '../acceptance/records.ts';
import { hcpcs, ndc, rxnorm, snomed } from '../support/codings.ts';
import { access, callFor, demoRecords, orderWith, prefetched, type TestResource } from '../support/demo-patient.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
let server: FhirServer;
let elsewhere: FhirServer;
const medication = { resourceType: 'Medication', id: 'kit', code: rxnorm('2626778') };
beforeAll(async () => {
  service = await startService();
  server = await startFhirServer();
  elsewhere = await startFhirServer();
  await server.load([...demoRecords, medication]);
  await elsewhere.load([medication]);
});
afterAll(async () => {
  await Promise.all([service.close(), server.close(), elsewhere.close()]);
  expect(service.bugs).toEqual([]);
});

const referring = (medicationReference: object, more: object = {}) =>
  orderWith({ medicationCodeableConcept: undefined, medicationReference, ...more });
const naming = (medicationCodeableConcept: unknown) => orderWith({ medicationCodeableConcept });
const signed = (orders: readonly unknown[], more: Record<string, unknown> = {}) =>
  service.sign(callFor(orders, { prefetch: prefetched(demoRecords), ...more }));

const FROM_TEXT = 'The drug was read from the text of the order, which carries no code that names it: check it.';

describe('the Medication that an order refers to', () => {
  const entry = (resource: object, fullUrl: string) => ({ fullUrl, resource });
  test.each<[string, object, readonly object[]]>([
    ['contained in it', { reference: '#med' }, []],
    ['an entry of the draft orders', { reference: 'Medication/kit' }, [{ resource: medication }]],
    [
      'an entry under a fullUrl',
      { reference: 'urn:uuid:6f1d' },
      [entry({ ...medication, id: undefined }, 'urn:uuid:6f1d')],
    ],
    [
      'an entry, by the address of another server',
      { reference: 'https://ehr.example.org/Medication/kit' },
      [{ resource: medication }],
    ],
    ['an entry, by a version', { reference: 'Medication/kit/_history/3' }, [{ resource: medication }]],
  ])('%s', async (_, reference, entries) => {
    const order = referring(reference, { contained: [{ ...medication, id: 'med' }] });
    const call = callFor([], { prefetch: prefetched(demoRecords) });
    const draftOrders = { resourceType: 'Bundle', entry: [{ resource: order }, ...entries] };
    const { determinations } = await service.sign({ ...call, context: { ...call.context, draftOrders } });
    expect(determinations).toMatchObject([{ outcome: 'likely-approval' }]);
    expect(determinations[0]?.notices).not.toContain(FROM_TEXT);
  });

  test('a value of the prefetch, under any key', async () => {
    const prefetch = { ...prefetched(demoRecords), drugs: medication };
    const { determinations } = await signed([referring({ reference: 'Medication/kit' })], { prefetch });
    expect(determinations).toMatchObject([{ outcome: 'likely-approval' }]);
  });

  test.each(['Medication/kit', 'Medication/kit/_history/1'])("on the client's own server: %s", async (reference) => {
    const { determinations } = await signed([referring({ reference })], access(server));
    expect(determinations).toMatchObject([{ outcome: 'likely-approval' }]);
  });

  test("by the address of the client's own server: read; of another one: never asked, its display is a hint", async () => {
    const own = await signed([referring({ reference: `${server.baseUrl}/Medication/kit` })], access(server));
    expect(own.determinations).toMatchObject([{ outcome: 'likely-approval' }]);
    expect(own.determinations[0]?.notices).not.toContain(FROM_TEXT);
    const reference = `${elsewhere.baseUrl}/Medication/elsewhere`;
    const foreign = await signed([referring({ reference, display: 'Hemgenix' })], access(server));
    expect(foreign.determinations[0]?.notices).toContain(FROM_TEXT);
    expect((await signed([referring({ reference })], access(server))).cards).toEqual([]);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('words are a hint, and the card says so', () => {
  test.each<[string, TestResource]>([
    ['the text of the order', naming({ text: 'HEMGENIX kit' })],
    [
      'the words of a code that is not ours',
      naming({ coding: [{ system: 'urn:oid:1.2.3', code: '7', display: 'Hemgenix' }] }),
    ],
    ['an unclassified billing code', naming({ ...hcpcs('J3590'), text: 'Hemgenix' })],
    ['the display of a reference', referring({ display: 'Hemgenix' })],
    ['the display of a reference that leads nowhere', referring({ reference: '#gone', display: 'Hemgenix' })],
    ['words that deny it: they are not interpreted', naming({ text: 'not Hemgenix' })],
  ])('%s', async (_, order) => {
    const { cards, determinations } = await signed([order]);
    expect(determinations).toMatchObject([{ outcome: 'likely-approval' }]);
    expect(cards[0]?.detail).toContain(`- ${FROM_TEXT}`);
  });

  test.each([
    'Hemgenixol',
    'etranacogen',
    'Gamifantastic',
    'xlemtrada',
  ])('a name inside another word is none: %s', async (text) =>
    expect((await signed([naming({ text })])).cards).toEqual([]));
});

describe('one order that names two drugs', () => {
  test.each<[string, unknown, string]>([
    ['by codes', { coding: [...hcpcs('J1411').coding, ...hcpcs('J1412').coding] }, 'Hemgenix or Roctavian'],
    [
      'by codes, one of a drug without a policy',
      { coding: [...hcpcs('J1414').coding, ...hcpcs('J1411').coding] },
      'Hemgenix or Beqvez',
    ],
    ['in words', { text: 'Hemgenix or Roctavian, as supplied' }, 'Hemgenix or Roctavian'],
  ])('%s: neither is judged, and the card names both', async (_, concept, names) => {
    const { cards, determinations } = await signed([naming(concept)]);
    expect(determinations).toMatchObject([{ outcome: 'indeterminate', reason: 'technical', criteria: [] }]);
    expect(cards[0]?.summary).toBe(`Cannot tell yet: ${names}, the order could not be judged`);
    expect(cards[0]?.detail).toContain(`The order names ${names}; which is meant cannot be told`);
  });

  test('a code and other words: the code is judged, and the card says that they differ', async () => {
    const { determinations } = await signed([naming({ ...hcpcs('J1411'), text: 'Roctavian' })]);
    expect(determinations).toMatchObject([{ outcome: 'likely-approval', policy: { id: 'hemgenix-bcbsks' } }]);
    expect(determinations[0]?.notices[0]).toBe("The order's code names Hemgenix, its text Roctavian: check it.");
  });

  test('words of a drug without a policy, under a code or not, are no doubt', async () => {
    for (const concept of [{ text: 'Hemgenix after BeneFIX' }, { ...hcpcs('J1411'), text: 'Hemgenix after BeneFIX' }])
      expect((await signed([naming(concept)])).determinations).toMatchObject([{ outcome: 'likely-approval' }]);
  });

  test('a premedication that mentions the governed drug gets no card', async () =>
    expect((await signed([naming({ ...hcpcs('J2919'), text: 'Solu-Medrol before Lemtrada' })])).cards).toEqual([]));

  test('a code that other products share: the card says so', async () => {
    const { determinations } = await signed([naming(rxnorm('117055', 'alemtuzumab'))]);
    expect(determinations[0]?.notices).toContain(
      'No code of the order names this drug alone; other products share it: check it.',
    );
  });
});

const lookAlikes: readonly (readonly [string, object])[] = [
  ['Campath by RxNorm', rxnorm('828265', 'Campath')],
  ['Campath by RxNorm product', rxnorm('828267')],
  ['Campath by NDC', ndc('58468-0357-1')],
  ['Campath by HCPCS', hcpcs('J9010', 'Alemtuzumab (Campath)')],
  ['Campath beside its ingredient', { coding: [...rxnorm('117055').coding, ...rxnorm('828265').coding] }],
  ['Campath in words', { text: 'Campath 30 mg' }],
  ['cladribine injection', hcpcs('J9065', 'Cladribine')],
  ['cyclosporine eye drops', rxnorm('402092', 'Cyclosporine ophthalmic')],
  ['depot methylprednisolone', hcpcs('J1040', 'Methylprednisolone acetate')],
  ['Kcentra', rxnorm('1484957', 'Kcentra')],
];

describe('look-alikes', () => {
  test.each(lookAlikes)('an order for %s gets no card', async (_, concept) =>
    expect((await signed([naming(concept)])).cards).toEqual([]));

  /** The records that the judged lines rest on, or show. */
  const evidenceFor = async (drug: object, payer: string, record: TestResource): Promise<readonly string[]> => {
    const records = [chart.patient('1990-01-01'), ...chart.insured(payer), record];
    const call = callFor([chart.order('order', drug)], { prefetch: prefetched(records) });
    const { determinations } = await service.sign({ ...call, context: { ...call.context, patientId: 'person' } });
    expect(determinations).toHaveLength(1);
    return determinations.flatMap(({ criteria }) =>
      criteria.flatMap(({ evidence }) => evidence.map(({ reference }) => reference)),
    );
  };
  const [lemtrada, gamifant, hemgenix] = [hcpcs('J0202'), hcpcs('J9210'), hcpcs('J1411')];
  const infused = (drug: object) => chart.given('record', drug, '2024-02-01');
  const used = (drug: object) => chart.statement('record', drug);

  test.each<[string, object, string, TestResource, TestResource]>([
    ['Campath is no earlier course', lemtrada, 'Cigna', infused(rxnorm('828265')), infused(rxnorm('1594663'))],
    ['cladribine injection is no tablet', lemtrada, 'Cigna', used(hcpcs('J9065')), used(rxnorm('2122641'))],
    ['eye drops are no HLH treatment', gamifant, 'Cigna', used(rxnorm('402092')), used(hcpcs('J7502'))],
    ['a depot is no high dose', gamifant, 'Cigna', infused(hcpcs('J1040')), infused(hcpcs('J2919'))],
    [
      'a depot is no high dose, whatever stands for its substance',
      gamifant,
      'Cigna',
      infused({ coding: [...snomed('116593003').coding, ...rxnorm('1358610').coding] }),
      infused(snomed('116593003')),
    ],
    [
      'Kcentra is no prophylaxis',
      hemgenix,
      'Blue Cross and Blue Shield of Kansas',
      used(rxnorm('1484957')),
      used(rxnorm('1666317')),
    ],
  ])('%s: not counted and not shown, as the true product is', async (_, drug, payer, lookAlike, product) => {
    const reference = `${product.resourceType}/record`;
    expect(await evidenceFor(drug, payer, lookAlike)).not.toContain(reference);
    expect(await evidenceFor(drug, payer, product)).toContain(reference);
  });
});
