import { describe, expect, test } from 'vitest';
import { answerFaults } from './answer.ts';
import { resourceFaults } from './base-resource.ts';
import { COVERAGE_INFORMATION, parts, REASONS, shapeFaults } from './coverage-information.ts';
import { discoveryFaults } from './discovery.ts';
import { echoFaults } from './echo.ts';
import { broken, invariants, ownRules } from './invariants.ts';
import { emptyValues, responseBase, responseFaults } from './response.ts';

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
type Part = Record<string, unknown> & { readonly url: string };

const code = (url: string, valueCode: string): Part => ({ url, valueCode });
const why: Part = { url: 'reason', valueCodeableConcept: { text: 'an inhibitor test was not found' } };
const because = (system: string, reason: string, text?: string): Part => ({
  url: 'reason',
  valueCodeableConcept: { coding: [{ system, code: reason }], ...(text && { text }) },
});
const basics: readonly Part[] = [
  { url: 'coverage', valueReference: { reference: 'Coverage/1' } },
  { url: 'date', valueDate: '2026-08-14' },
  { url: 'coverage-assertion-id', valueString: 'a1' },
];
const repetition = (...more: readonly Part[]) => ({ url: COVERAGE_INFORMATION, extension: [...basics, ...more] });
const covered = code('covered', 'covered');
const needed = code('pa-needed', 'auth-needed');
const form: Part = { url: 'questionnaire', valueCanonical: 'https://payer.example/Questionnaire/form|1.0' };
const documents = [covered, needed, code('doc-needed', 'clinical'), code('doc-purpose', 'withpa'), why, form];
const detail = (...more: readonly Part[]): Part => ({ url: 'detail', extension: more });
const limit = [
  code('category', 'cat-limitation'),
  { url: 'code', valueCodeableConcept: { coding: [{ system: 'https://codes.example', code: 'allowed-quantity' }] } },
];

describe('the definition of coverage-information', () => {
  test.each<[string, readonly Part[]]>([
    ['the least that may stand', [covered]],
    ['documents wanted', documents],
    [
      'several reasons and billing codes',
      [covered, why, why, { url: 'billingCode', valueCoding: { system: 'https://codes.example', code: 'J1411' } }],
    ],
    ['a limit', [covered, detail(...limit, { url: 'value', valueQuantity: { value: 1 } })]],
  ])('%s is well made', (_, more) => expect(shapeFaults(repetition(...more))).toEqual([]));

  test.each<[string, readonly Part[], string]>([
    ['no verdict', [], 'covered: stands 0 times'],
    ['two verdicts', [covered, covered], 'covered: stands 2 times'],
    ['two words on the authorization', [covered, needed, needed], 'pa-needed: stands 2 times'],
    ['a code of another part', [code('covered', 'auth-needed')], 'covered.valueCode'],
    ['a word that was dropped from the guide', [covered, code('doc-needed', 'both')], 'doc-needed.valueCode'],
    ['a coding where a code belongs', [{ url: 'covered', valueCoding: { code: 'covered' } }], 'covered.valueCode'],
    ['a reason that is a bare code', [covered, code('reason', 'technical')], 'reason.valueCodeableConcept'],
    [
      'a reason without anything',
      [covered, { url: 'reason', valueCodeableConcept: {} }],
      'reason.valueCodeableConcept',
    ],
    ['a part that the guide does not know', [covered, code('response', 'yes')], 'response: not in the definition'],
    ['two values in one part', [{ ...covered, valueString: 'covered' }], 'covered: '],
    ['a contact as before 2.2', [covered, { url: 'contact', valueContactPoint: {} }], 'contact'],
    [
      'a day with a time',
      [covered, { url: 'expiry-date', valueDate: '2026-08-14T10:00:00Z' }],
      'expiry-date.valueDate',
    ],
    ['a limit without a value', [covered, detail(...limit)], 'value: stands 0 times'],
    [
      'a limit with two values',
      [covered, detail(...limit, { url: 'value', valueString: '1', valueBoolean: true })],
      'value: 2 values',
    ],
    [
      'a reference to something else',
      [covered, { url: 'dependency', valueReference: { reference: 'Coverage/1' } }],
      'dependency.valueReference',
    ],
  ])('%s is found', (_, more, fault) => expect(shapeFaults(repetition(...more)).join('; ')).toContain(fault));

  test.each(basics.map((each) => [each.url, each] as const))('%s has to be there', (url, part) => {
    const without = { ...repetition(covered), extension: [...basics.filter((each) => each !== part), covered] };
    expect(shapeFaults(without)).toEqual([`${url}: stands 0 times`]);
  });

  test('a Coverage may be named by its whole address', () => {
    const [, ...others] = basics;
    const whole = { url: 'coverage', valueReference: { reference: 'https://ehr.example/fhir/Coverage/1' } };
    expect(shapeFaults({ url: COVERAGE_INFORMATION, extension: [whole, ...others, covered] })).toEqual([]);
  });

  test('it has 16 parts', () => expect(Object.keys(parts)).toHaveLength(16));
});

describe('the invariants', () => {
  test.each<[string, readonly Part[]]>([
    ['approval in sight', [covered, needed]],
    ['documents wanted', documents],
    ['conditional, with what is needed', [code('covered', 'conditional'), code('info-needed', 'OTH'), why]],
    ['not covered', [code('covered', 'not-covered'), why]],
    [
      'unknown, with a reason',
      [code('covered', 'indeterminate'), code('pa-needed', 'indeterminate'), because(REASONS, 'technical', 'x')],
    ],
    [
      'an authorization with its number',
      [covered, code('pa-needed', 'satisfied'), { url: 'satisfied-pa-id', valueString: '7' }],
    ],
  ])('%s keeps all', (_, more) => expect(broken(repetition(...more), invariants)).toEqual([]));

  const satisfied = [covered, code('pa-needed', 'satisfied'), { url: 'satisfied-pa-id', valueString: '7' }];
  const withAuthorization = [code('doc-needed', 'clinical'), code('doc-purpose', 'withpa'), why];
  test.each<[string, string, readonly Part[]]>([
    ['q1', 'a form without a need', [covered, needed, form]],
    ['q2', 'an authorization for what is not covered', [code('covered', 'not-covered'), needed]],
    ['q3', 'conditional on nothing', [code('covered', 'conditional'), needed]],
    ['q3', 'conditional documents on nothing', [covered, code('doc-needed', 'conditional')]],
    ['q3', 'something needed, and nothing conditional', [covered, code('info-needed', 'performer')]],
    ['q4', 'papers for a satisfied authorization', [...satisfied, ...withAuthorization]],
    ['q4', 'papers for no authorization at all', [covered, code('pa-needed', 'no-auth'), ...withAuthorization]],
    [
      'q4',
      'papers for an authorization of what is not covered',
      [code('covered', 'not-covered'), ...withAuthorization],
    ],
    ['q5', 'satisfied without a number', [covered, code('pa-needed', 'satisfied')]],
    ['q5', 'a number without its authorization', [covered, needed, { url: 'satisfied-pa-id', valueString: '7' }]],
    ['q6', 'something else, and no word what', [code('covered', 'conditional'), code('info-needed', 'OTH')]],
    ['q7', 'a code of its own without words', [covered, because('https://codes.example', 'x')]],
    ['q7', 'the right code in another system', [covered, because('https://codes.example', 'technical')]],
    ['q7', 'one of two reasons without words', [covered, why, because(REASONS, 'invented')]],
    [
      'q8',
      'documents without a reason',
      [covered, needed, code('doc-needed', 'clinical'), code('doc-purpose', 'withpa')],
    ],
    ['q9', 'unknown without a reason', [code('covered', 'indeterminate')]],
    ['q9', 'an unknown authorization without a reason', [covered, code('pa-needed', 'indeterminate')]],
    ['q9', 'unknown documents without a reason', [covered, code('doc-needed', 'indeterminate')]],
  ])('%s finds %s', (rule, _, more) =>
    expect(broken(repetition(...more), invariants).map((each) => each.slice(0, 2))).toEqual([rule]));
});

describe('our own rules', () => {
  test('documents wanted keeps them', () => expect(broken(repetition(...documents), ownRules)).toEqual([]));
  test.each<[string, readonly Part[]]>([
    ['an authorization that is there', [covered, code('pa-needed', 'satisfied')]],
    ['an authorization that is not needed', [covered, code('pa-needed', 'no-auth')]],
    ['a failure in a code alone', [covered, because(REASONS, 'technical')]],
    [
      'a form of no version',
      [covered, { url: 'questionnaire', valueCanonical: 'https://payer.example/Questionnaire/x' }],
    ],
  ])('%s breaks one', (_, more) => expect(broken(repetition(...more), ownRules)).toHaveLength(1));
});

const order = {
  resourceType: 'MedicationRequest',
  id: '1',
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: { text: 'Hemgenix' },
  subject: { reference: 'Patient/1' },
};
const answered = { ...order, extension: [repetition(covered, needed)] };
const update = { type: 'update', description: 'Record it', resource: answered };
const answer = { cards: [], systemActions: [update] };
const card = {
  uuid: '5b2c4d0e-8f0a-4c51-9d7e-2f6a0d9c1b47',
  summary: 'Likely approval',
  indicator: 'info',
  source: {
    label: 'Payer',
    topic: { code: 'guideline', system: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type' },
  },
};

describe('the rules of a response', () => {
  test.each<[string, unknown]>([
    ['an update', answer],
    ['nothing new', { cards: [], systemActions: [] }],
    ['a card beside it', { ...answer, cards: [card] }],
    [
      'an order with the nulls that FHIR allows',
      { cards: [], systemActions: [{ ...update, resource: { ...answered, given: [null], _given: [{ id: 'x' }] } }] },
    ],
  ])('%s keeps them', (_, body) => expect(responseFaults(body)).toEqual([]));

  const acting = (changed: Record<string, unknown>) => ({ cards: [], systemActions: [{ ...update, ...changed }] });
  const showing = (changed: Record<string, unknown>) => ({ ...answer, cards: [{ ...card, ...changed }] });
  test.each<[string, unknown]>([
    ['no cards', { systemActions: [update] }],
    ['no systemActions', { cards: [] }],
    ['a member that nobody knows', { ...answer, status: 'ok' }],
    ['an action without words', acting({ description: undefined })],
    ['an action with empty words', acting({ description: '' })],
    ['an action that creates', acting({ type: 'create' })],
    ['an action in capitals', acting({ type: 'UPDATE' })],
    ['an action with the id of a resource', acting({ resourceId: 'MedicationRequest/1' })],
    ['an order without an answer on it', acting({ resource: order })],
    [
      'null in what was added',
      acting({ resource: { ...order, extension: [repetition({ ...covered, valueCode: null })] } }),
    ],
    ['an empty object', { ...answer, extension: {} }],
    ['an empty list', { ...answer, extension: { list: [] } }],
    ['a card without uuid', showing({ uuid: undefined })],
    ['a summary of 140 characters', showing({ summary: 'x'.repeat(140) })],
    ['a card without topic', showing({ source: { label: 'Payer' } })],
    [
      'a topic that is no card type',
      showing({ source: { ...card.source, topic: { ...card.source.topic, code: '123' } } }),
    ],
    ['suggestions without a behavior', showing({ suggestions: [{ label: 'x', uuid: card.uuid }] })],
    ['a suggestion without uuid', showing({ suggestions: [{ label: 'x' }], selectionBehavior: 'any' })],
    [
      'a link with a context for no app',
      showing({ links: [{ label: 'x', url: 'https://x.example', type: 'absolute', appContext: 'y' }] }),
    ],
  ])('%s is found', (_, body) => expect(responseFaults(body)).not.toEqual([]));

  test('a summary of 139 characters is not too long', () =>
    expect(responseFaults(showing({ summary: 'x'.repeat(139) }))).toEqual([]));
  test('empty values are named by their place', () =>
    expect(emptyValues({ cards: [], a: [{ b: null }, { c: '' }, {}, []] })).toEqual([
      'a.0.b: null',
      'a.1.c: ""',
      'a.2: {}',
      'a.3: []',
    ]));
});

describe('the echo of an order', () => {
  const unknown = { url: 'https://ehr.example/urgent', valueBoolean: true };
  const other = repetition(covered);
  other.extension[0] = { url: 'coverage', valueReference: { reference: 'Coverage/2' } };
  const sent = { ...order, extension: [unknown, other] };
  const returned = { ...sent, extension: [unknown, other, repetition(covered, needed)] };

  test.each([
    ['the first answer', order, answered],
    ['beside other extensions', sent, returned],
    ['in place of what was said of the same coverage', { ...order, extension: [repetition(covered)] }, answered],
  ])('%s changes nothing else', (_, before, after) => expect(echoFaults(before, after)).toEqual([]));

  test.each([
    ['a status', order, { ...answered, status: 'active' }, 'status: changed'],
    ['a member that is gone', { ...order, note: [{ text: 'x' }] }, answered, 'note: changed'],
    ['a member that is new', order, { ...answered, meta: {} }, 'meta: changed'],
    ['a number that became text', { ...order, n: 1 }, { ...answered, n: '1' }, 'n: changed'],
    ['an extension that is gone', sent, { ...returned, extension: returned.extension.slice(1) }, 'extension: changed'],
    [
      'another coverage that is gone',
      sent,
      { ...returned, extension: [unknown, returned.extension[2]] },
      'another coverage: changed',
    ],
    ['nothing new', answered, answered, 'nothing is new'],
  ])('%s is found', (_, before, after, fault) => expect(echoFaults(before, after)).toEqual([fault]));
});

describe('FHIR R4 itself', () => {
  test('finds nothing wrong with an annotated order', () => expect(resourceFaults(answered)).toEqual([]));
  test.each([
    ['an order without a patient', { ...answered, subject: undefined }],
    ['a member that R4 does not know', { ...answered, priority2: 'x' }],
    ['an extension without url', { ...order, extension: [{ valueCode: 'x' }] }],
  ])('finds %s', (_, resource) => expect(resourceFaults(JSON.parse(JSON.stringify(resource)))).not.toEqual([]));
});

describe('all of it together', () => {
  test('a good answer', () => expect(answerFaults(answer, [order])).toEqual([]));
  const two = repetition(covered, needed);
  test.each<[string, unknown, string]>([
    ['a card that says the same', { ...answer, cards: [card] }, 'cards'],
    [
      'an order that was not sent',
      { cards: [], systemActions: [{ ...update, resource: { ...answered, id: '2' } }] },
      'not an order',
    ],
    ['two updates of one order', { cards: [], systemActions: [update, update] }, 'two for one order'],
    [
      'two answers for one coverage',
      { cards: [], systemActions: [{ ...update, resource: { ...order, extension: [two, two] } }] },
      'answered twice',
    ],
    [
      'a broken invariant',
      {
        cards: [],
        systemActions: [{ ...update, resource: { ...order, extension: [repetition(code('covered', 'conditional'))] } }],
      },
      'q3',
    ],
    [
      'a part of another shape',
      { cards: [], systemActions: [{ ...update, resource: { ...order, extension: [repetition()] } }] },
      'covered: stands 0 times',
    ],
    [
      'an authorization of our own',
      {
        cards: [],
        systemActions: [
          { ...update, resource: { ...order, extension: [repetition(covered, code('pa-needed', 'no-auth'))] } },
        ],
      },
      'never',
    ],
    ['an action without words', { cards: [], systemActions: [{ ...update, description: undefined }] }, 'description'],
  ])('%s is found', (_, body, fault) => expect(answerFaults(body, [order]).join('; ')).toContain(fault));
});

describe('a discovery document', () => {
  const options = [
    { code: 'coverage-info', type: 'boolean', name: 'Coverage', description: 'Coverage.', default: true },
  ];
  const service = {
    hook: 'order-sign',
    id: 'order-sign',
    title: 'x',
    description: 'y',
    prefetch: { patient: 'Patient/{{context.patientId}}' },
    extension: { 'davinci-crd.version': ['2.2'], 'davinci-crd.configuration-options': options },
  };
  const extended = (changed: Record<string, unknown>) => ({
    ...service,
    extension: { ...service.extension, ...changed },
  });
  const optioned = (...changed: readonly Record<string, unknown>[]) =>
    extended({ 'davinci-crd.configuration-options': changed.map((each) => ({ ...options[0], ...each })) });
  const second = { code: 'guideline', name: 'Other', description: 'Other.' };

  test.each<[string, unknown]>([
    ['one service', service],
    ['two options', optioned({}, second)],
    ['a number as an option', optioned({}, { ...second, code: 'max-cards', type: 'integer', default: 10 })],
  ])('%s is good', (_, each) => expect(discoveryFaults({ services: [each] })).toEqual([]));
  test.each<[string, unknown]>([
    ['no title', { ...service, title: undefined }],
    ['an id that is no part of a path', { ...service, id: 'order/sign' }],
    ['no prefetch', { ...service, prefetch: undefined }],
    ['an empty prefetch', { ...service, prefetch: {} }],
    ['no version', extended({ 'davinci-crd.version': [] })],
    ['version 2.0, which the guide’s own pattern refuses', extended({ 'davinci-crd.version': ['2.0'] })],
    ['version 2.2.1', extended({ 'davinci-crd.version': ['2.2.1'] })],
    ['no options', extended({ 'davinci-crd.configuration-options': [] })],
    ['no coverage-info', optioned(second)],
    ['an unknown option', optioned({}, { ...second, code: 'speed' })],
    ['an option without a default', optioned({ default: undefined })],
    ['a default of another type', optioned({ default: 1 })],
    ['one code twice', optioned({}, { ...second, code: 'coverage-info' })],
    ['one name twice', optioned({}, { ...second, name: 'Coverage' })],
    ['one description twice', optioned({}, { ...second, description: 'Coverage.' })],
  ])('%s is found', (_, each) => expect(discoveryFaults({ services: [each] })).not.toEqual([]));
});

/** Made up here, with the faults that the guide's own examples have. */
describe('faults like those of the guide’s examples', () => {
  const suggesting = {
    ...card,
    suggestions: [
      { label: 'Buy', actions: [{ type: 'delete', description: 'Remove', resourceId: 'ServiceRequest/1' }] },
    ],
    selectionBehavior: 'any',
  };
  const { description: _, ...wordless } = update;

  test('suggestions without uuid', () => expect(responseFaults({ cards: [suggesting] }, responseBase)).not.toEqual([]));
  test('system actions without description', () =>
    expect(responseFaults({ cards: [], systemActions: [wordless] })).toEqual([
      'systemActions.0.description: Invalid input: expected string, received undefined',
    ]));
  test('an order that the call does not hold', () =>
    expect(
      answerFaults({ cards: [], systemActions: [{ ...update, resource: { ...answered, id: 'idfromcontext' } }] }, [
        order,
      ]),
    ).not.toEqual([]));
  test('an order annotated with almost every part is well made, and still not what we may say', () => {
    const all = repetition(
      code('covered', 'conditional'),
      code('pa-needed', 'satisfied'),
      code('doc-needed', 'admin'),
      code('doc-purpose', 'withclaim'),
      code('info-needed', 'performer'),
      { url: 'billingCode', valueCoding: { system: 'https://codes.example', code: '1' } },
      because(REASONS, 'gold-card', 'waived'),
      detail(
        code('category', 'cat-other'),
        { url: 'code', valueCodeableConcept: { coding: [{ system: REASONS, code: 'policy-link' }] } },
        { url: 'value', valueUrl: 'https://payer.example/policy.pdf' },
        { url: 'qualification', valueString: 'More is said there' },
      ),
      form,
      { url: 'satisfied-pa-id', valueString: '7' },
      {
        url: 'contact',
        valueContactDetail: { name: 'Help', telecom: [{ system: 'url', value: 'https://payer.example' }] },
      },
      { url: 'expiry-date', valueDate: '2026-12-31' },
    );
    expect([...shapeFaults(all), ...broken(all, invariants)]).toEqual([]);
    expect(
      answerFaults({ cards: [], systemActions: [{ ...update, resource: { ...order, extension: [all] } }] }, [order]),
    ).not.toEqual([]);
  });
  test('a satisfied authorization', () =>
    expect(broken(repetition(covered, code('pa-needed', 'satisfied')), ownRules)).not.toEqual([]));
});
