import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesIn, determinationOf, signCrd } from '../../support/crd/client.ts';
import { callFor, demoRecords, orderWith, prefetched, type TestResource, without } from '../../support/demo-patient.ts';
import { type Service, startService } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const prefetch = prefetched(demoRecords);
const sign = (...orders: readonly unknown[]) => signCrd(service, callFor(orders, { prefetch }));
const subject = { reference: 'Patient/demo-hemgenix' };
const approval = { covered: 'covered', 'pa-needed': 'auth-needed' };
const notGoverned = { covered: 'indeterminate', 'pa-needed': 'indeterminate', reason: 'text' };
const drug = (id: string, text: string, more: Record<string, unknown> = {}): TestResource =>
  orderWith({ id, medicationCodeableConcept: { text }, ...more });
const named = ({ resourceType, id }: TestResource): string => `${resourceType}/${id}`;

describe('one order', () => {
  test('has one update, and no card', async () => {
    const { text, actions, on } = await sign(orderWith({}));
    expect(actions).toHaveLength(1);
    expect(JSON.parse(text)).toEqual({ cards: [], systemActions: actions });
    expect(on('MedicationRequest/demo-order').map(codesIn)).toEqual([approval]);
  });

  test('its determination is kept under the id of the assertion', async () => {
    const { on } = await sign(orderWith({}));
    for (const each of on('MedicationRequest/demo-order'))
      expect(await determinationOf(service, each)).toMatchObject({
        id: each.id,
        outcome: 'likely-approval',
        order: 'MedicationRequest/demo-order',
        coverage: each.coverage,
        policy: { id: 'hemgenix-bcbsks' },
      });
  });

  test('names what to bill, and how much the policy allows', async () => {
    const { text } = await sign(orderWith({}));
    expect(text).toContain(
      '"valueCoding":{"system":"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"J1411"',
    );
    expect(text).toContain('"valueQuantity":{"value":1,');
  });

  test('a drug of none of the policies is unknown, not free of authorization', async () => {
    const { on } = await sign(drug('1', 'ibuprofen 400 mg'));
    const [answer] = on('MedicationRequest/1');
    expect(answer && codesIn(answer)).toEqual(notGoverned);
    expect(answer?.reasons[0]?.text).toContain('No policy text is held for ibuprofen 400 mg');
    expect(answer && (await determinationOf(service, answer)).outcome).toBe('not-governed');
  });

  test('a drug that is known by its words alone says so in the answer', async () => {
    const { text } = await sign(drug('1', 'Hemgenix'));
    expect(text).toContain('"code":"instructions"');
    expect(text).toContain('"valueString":"The drug was read from the text of the order');
  });

  test('an answer that stands there twice, once outdated, is replaced by one', async () => {
    const { actions } = await sign(orderWith({}));
    const [fresh] = actions[0]?.resource.extension as { url: string; extension: { url: string }[] }[];
    const outdated = { ...fresh, extension: fresh?.extension.filter(({ url }) => url !== 'pa-needed') };
    const { on } = await sign(orderWith({ extension: [fresh, outdated] }));
    expect(on('MedicationRequest/demo-order').map(codesIn)).toEqual([approval]);
  });

  test('is answered alike with the billing options of the guide on it and without them', async () => {
    const url = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';
    const coding = { system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J1411' };
    const drug = orderWith({}).medicationCodeableConcept as object;
    const medicationCodeableConcept = { ...drug, extension: [{ url, valueCoding: coding }] };
    const { on } = await sign(orderWith({ medicationCodeableConcept }));
    expect(on('MedicationRequest/demo-order').map(codesIn)).toEqual([approval]);
  });

  test('without a result that the policy asks for: documents are asked for, never 412', async () => {
    const results = demoRecords.filter(({ resourceType }) => resourceType === 'Observation').map(({ id }) => id);
    const call = callFor([orderWith({})], { prefetch: prefetched(without(...results)) });
    const { status, on } = await signCrd(service, call);
    const [answer] = on('MedicationRequest/demo-order');
    expect([status, answer && codesIn(answer)]).toEqual([
      200,
      { ...approval, 'doc-needed': 'clinical', 'doc-purpose': 'withpa', reason: 'text' },
    ]);
    expect(answer?.reasons[0]?.text).toMatch(/^Still needed/);
  });

  test('without an id there is nothing to update', async () => {
    const { status, actions } = await sign({ ...orderWith({}), id: undefined });
    expect([status, actions]).toEqual([200, []]);
  });

  test.each(['active', 'draft', 'on-hold'])('with status %s, as a re-sign sends it, is answered', async (status) =>
    expect((await sign(orderWith({ status }))).actions).toHaveLength(1));

  test('is a service with a HCPCS code as well', async () => {
    const service = {
      resourceType: 'ServiceRequest',
      id: 's',
      status: 'draft',
      intent: 'order',
      code: { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J1411' }] },
      quantityQuantity: { value: 1 },
      subject,
      authoredOn: '2026-08-10',
      occurrenceDateTime: '2026-08-14',
    };
    expect((await sign(service)).on('ServiceRequest/s').map(codesIn)).toEqual([approval]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['CommunicationRequest', { payload: [{ contentString: 'biopsy report' }] }],
    ['DeviceRequest', { intent: 'order', codeCodeableConcept: { text: 'wheelchair' } }],
    ['NutritionOrder', { intent: 'order', dateTime: '2026-08-10', subject: undefined, patient: subject }],
    ['VisionPrescription', { subject: undefined, patient: subject, created: '2026-08-10', dateWritten: '2026-08-10' }],
  ])('%s is answered: no text is held', async (resourceType, more) =>
    expect(
      (await sign({ resourceType, id: '1', status: 'draft', subject, ...more })).on(`${resourceType}/1`).map(codesIn),
    ).toEqual([notGoverned]));

  test('of another patient is not judged', async () => {
    const stranger = { subject: { reference: 'Patient/stranger' } };
    const { on } = await sign(
      orderWith(stranger),
      drug('2', 'ibuprofen', stranger),
      drug('3', 'infliximab', stranger),
      { resourceType: 'NutritionOrder', id: '4', status: 'draft', intent: 'order', patient: stranger.subject },
    );
    for (const order of [
      'MedicationRequest/demo-order',
      'MedicationRequest/2',
      'MedicationRequest/3',
      'NutritionOrder/4',
    ])
      expect(on(order).map(codesIn), order).toEqual([
        { covered: 'indeterminate', 'pa-needed': 'indeterminate', reason: 'technical' },
      ]);
  });
});

test('an order that names two drugs says so, and is not judged', async () => {
  const { on } = await sign(drug('1', 'Hemgenix or Roctavian'));
  const [answer] = on('MedicationRequest/1');
  expect(answer && codesIn(answer)).toEqual({
    covered: 'indeterminate',
    'pa-needed': 'indeterminate',
    reason: 'technical',
  });
  expect(answer?.reasons[0]?.text).toContain('which is meant cannot be told');
});

describe('an order that is still being chosen', () => {
  const open = prefetched(demoRecords.filter(({ resourceType }) => resourceType !== 'QuestionnaireResponse'));
  const choosing = (prefetch: Record<string, unknown>, selected: string) => {
    const call = callFor([orderWith({}), drug('2', 'ibuprofen')], { prefetch, hook: 'order-select' });
    return signCrd(service, { ...call, context: { ...call.context, selections: [selected] } });
  };

  test('asks for no documents yet (hook-19)', async () => {
    const { on } = await choosing(open, 'MedicationRequest/demo-order');
    expect(on('MedicationRequest/demo-order').map(codesIn)).toEqual([approval]);
  });

  test('is the only one that is answered', async () => {
    const { actions } = await choosing(prefetch, 'MedicationRequest/2');
    expect(actions.map(({ resource }) => resource.id)).toEqual(['2']);
  });
});

describe('twelve orders', () => {
  const hemgenix = (id: string) => orderWith({ id });
  const twelve = [
    drug('1', 'ibuprofen'),
    hemgenix('2'),
    drug('3', 'amoxicillin'),
    drug('4', 'Roctavian'),
    drug('5', 'metformin'),
    drug('6', 'Gamifant'),
    drug('7', 'lisinopril'),
    drug('8', 'Lemtrada'),
    drug('9', 'infliximab'),
    drug('10', 'cetirizine'),
    drug('11', 'Ocrevus'),
  ];

  test('each with an id has one update and its own determination, in whatever order they come', async () => {
    const { actions, on } = await sign(...twelve, { ...drug('', 'aspirin'), id: undefined });
    expect(actions.map(({ resource }) => `${resource.resourceType}/${resource.id}`).sort()).toEqual(
      twelve.map(named).sort(),
    );
    const answers = twelve.flatMap((order) => on(named(order)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(twelve.length);
    for (const each of twelve) {
      const [answer] = on(named(each));
      expect(answer && (await determinationOf(service, answer)).order).toBe(named(each));
    }
    expect(on('MedicationRequest/2').map(codesIn)).toEqual([approval]);
    for (const id of [1, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      expect(on(`MedicationRequest/${id}`).map(codesIn), `order ${id}`).toEqual([notGoverned]);
  });
});
