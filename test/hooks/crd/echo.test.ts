import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesIn, ORDER_SIGN, signCrd } from '../../support/crd/client.ts';
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
