import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesIn, determinationOf, ORDER_SIGN, signCrd } from '../../support/crd/client.ts';
import { COVERAGE_INFORMATION } from '../../support/crd/coverage-information.ts';
import { callFor, demoRecords, orderWith, prefetched, type TestResource } from '../../support/demo-patient.ts';
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
    const { actions, on } = await sign(orderWith({}));
    expect(actions).toHaveLength(1);
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
    expect(answer?.reasons[0]?.text).toContain('ibuprofen 400 mg');
    expect(answer && (await determinationOf(service, answer)).outcome).toBe('not-governed');
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

describe('an order that was answered before', () => {
  const urgent = { url: 'https://ehr.example/urgent', valueBoolean: true };
  const other = {
    url: COVERAGE_INFORMATION,
    extension: [
      { url: 'coverage', valueReference: { reference: 'Coverage/of-another-payer' } },
      { url: 'covered', valueCode: 'covered' },
      { url: 'date', valueDate: '2026-08-01' },
      { url: 'coverage-assertion-id', valueString: 'theirs' },
    ],
  };
  const answered = async () => (await sign(orderWith({ extension: [urgent, other] }))).actions[0]?.resource;

  test('and of which nothing is new: no action', async () => {
    const { status, text } = await sign(await answered());
    expect([status, JSON.parse(text)]).toEqual([200, { cards: [], systemActions: [] }]);
  });

  test('and of which nothing is new but the day: no action', async () => {
    const tomorrow = await startService({ now: () => new Date('2026-08-15T15:00:00Z') });
    const { actions } = await signCrd(tomorrow, callFor([await answered()], { prefetch }));
    await tomorrow.close();
    expect(actions).toEqual([]);
  });

  test('with its members in another order: still nothing is new', async () => {
    const turned = JSON.parse(JSON.stringify(await answered()), (_key, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect((await sign(turned)).actions).toEqual([]);
  });

  test('and of which something is new: replaced; theirs and unknown ones stay where they were', async () => {
    const without = prefetched(demoRecords.filter(({ resourceType }) => resourceType !== 'QuestionnaireResponse'));
    const sent = await answered();
    const { actions, on } = await signCrd(service, callFor([sent], { prefetch: without }));
    const [action] = actions;
    expect(action?.resource.extension?.slice(0, 2)).toEqual([urgent, other]);
    expect(action?.resource.extension).toHaveLength(3);
    expect(on('MedicationRequest/demo-order').map(codesIn)).toEqual([
      { covered: 'covered' },
      {
        covered: 'covered',
        'pa-needed': 'auth-needed',
        'doc-needed': 'clinical',
        'doc-purpose': 'withpa',
        reason: 'text',
      },
    ]);
    expect(JSON.stringify(sent)).not.toBe(JSON.stringify(action?.resource));
  });

  test('with the Coverage by its whole address: no news is no action, and news replaces it', async () => {
    const text = JSON.stringify(await answered());
    const whole = text.replace(
      /"reference":"(Coverage\/(?!of-another)[^"]+)"/,
      '"reference":"https://ehr.example/fhir/$1"',
    );
    expect(whole).not.toBe(text);
    const without = prefetched(demoRecords.filter(({ resourceType }) => resourceType !== 'QuestionnaireResponse'));
    expect((await sign(JSON.parse(whole))).actions).toEqual([]);
    const { on } = await signCrd(service, callFor([JSON.parse(whole)], { prefetch: without }));
    expect(on('MedicationRequest/demo-order')).toHaveLength(2);
  });
});

describe('an odd order comes back as it was sent', () => {
  test.each<[string, TestResource]>([
    ['an id of 216 characters', orderWith({ id: `e${'Tn7.-'.repeat(43)}` })],
    [
      'contained resources and references to them',
      orderWith({
        contained: [
          {
            resourceType: 'Medication',
            id: 'med',
            code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '2626778' }] },
          },
          { resourceType: 'PractitionerRole', id: 'role', practitioner: { display: 'Dr. Synthetic' } },
        ],
        medicationCodeableConcept: undefined,
        medicationReference: { reference: '#med' },
        requester: { reference: '#role' },
      }),
    ],
    [
      'extensions on primitives',
      orderWith({
        _status: { extension: [{ url: 'https://ehr.example/s', valueCode: 'x' }] },
        _authoredOn: { id: 'a' },
      }),
    ],
    [
      'a list of primitives with gaps',
      orderWith({ instantiatesUri: ['urn:x', null], _instantiatesUri: [null, { id: 'gap' }] }),
    ],
    ['text with every kind of sign', orderWith({ note: [{ text: '\u0000"\\\n\u2028 ü 漢 𝒳 </script>' }] })],
    [
      'an unknown extension and a modifier',
      orderWith({ extension: [{ url: 'https://ehr.example/x', valueDecimal: 1.5 }], modifierExtension: [] }),
    ],
    [
      'a narrative and tags',
      orderWith({ meta: { versionId: '7', tag: [{ code: 'x' }] }, text: { status: 'generated', div: '<div>x</div>' } }),
    ],
    ['members that FHIR does not know', orderWith({ nickname: 'x', nested: { a: [{ b: [] }] } })],
  ])('%s', async (_, order) => {
    const { status, actions } = await sign(order);
    expect(status).toBe(200);
    expect(actions).toHaveLength(1);
  });

  test('members of every object’s own name', async () => {
    const text = JSON.stringify(callFor([orderWith({})], { prefetch })).replace(
      '"resourceType":"MedicationRequest"',
      '"resourceType":"MedicationRequest","__proto__":{"a":1},"constructor":"x"',
    );
    const answer = await (await service.post(ORDER_SIGN, text)).text();
    expect(answer).toContain('"__proto__":{"a":1}');
    expect(answer).toContain('"constructor":"x"');
  });

  test.each([
    '1.10',
    '0.10000',
    '158.0',
    '1.234567890123456789',
    '12345678901234567890',
    '1e2',
    '1.0E-7',
    '-0.0',
  ])('the number %s keeps every digit, and stays a number', async (number) => {
    const text = JSON.stringify(callFor([orderWith({ note: [{ text: 'NUMBER' }] })], { prefetch }));
    const answer = await (
      await service.post(ORDER_SIGN, text.replace('{"text":"NUMBER"}', `{"valueDecimal":${number}}`))
    ).text();
    expect(answer).toContain(`"note":[{"valueDecimal":${number}}]`);
  });
});
