import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COVERAGE_INFORMATION } from '../../src/hooks/crd/coverage-information.ts';
import { callOf, everyPatient, prefetchOf } from '../acceptance/every-patient.ts';
import { breaches, emptyMembers } from '../support/laws.ts';
import { type Service, startService } from '../support/service.ts';

/** The rules of CRD 2.2.1 for a coverage answer, held to the answers to every acceptance patient. */

const PATH = '/crd/cds-services/order-sign';
const patients = everyPatient.flatMap(([, each]) => each);
/** What an EHR may have written on its order, and nobody here reads. */
const own = { extension: [{ url: 'https://ehr.example.org/fhir/own', valueString: 'kept' }], implicitRules: 'own' };
const calls = patients.map((each) => {
  const orders = each.orders.map((order) => ({ ...order, ...own }));
  return callOf({ ...each, orders }, { prefetch: prefetchOf(each) });
});
type Call = (typeof calls)[number];

interface Answer {
  readonly call: Call;
  readonly status: number;
  readonly body: Record<string, unknown>;
}
type Member = Readonly<Record<string, unknown>> & { readonly url: string };
type Order = Readonly<Record<string, unknown>> & { readonly id?: string; readonly extension?: readonly Member[] };
interface Action {
  readonly type: string;
  readonly description: string;
  readonly resource: Order;
}

let service: Service;
let answers: readonly Answer[];
beforeAll(async () => {
  service = await startService();
  answers = await Promise.all(calls.map(signed));
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

async function signed(call: Call): Promise<Answer> {
  const response = await service.post(PATH, JSON.stringify(call));
  return { call, status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const answered = () => answers.filter(({ status }) => status === 200);
const actionsOf = ({ body }: Answer) => body.systemActions as readonly Action[];
const actions = () => answered().flatMap(actionsOf);
const ordersOf = ({ context }: Call) =>
  (context.draftOrders.entry as readonly { readonly resource: Order }[]).map(({ resource }) => resource);
const isAssertion = ({ url }: Member) => url === COVERAGE_INFORMATION;
const assertionsOf = ({ resource }: Action) => (resource.extension ?? []).filter(isAssertion);
const assertions = () => actions().flatMap(assertionsOf);
const membersOf = (assertion: Member) => assertion.extension as readonly Member[];
const valuesOf = (assertion: Member, name: string) =>
  membersOf(assertion)
    .filter(({ url }) => url === name)
    .map((each) => Object.entries(each).find(([key]) => key.startsWith('value'))?.[1]);
const has = (assertion: Member, name: string, value?: unknown) =>
  value === undefined ? valuesOf(assertion, name).length > 0 : valuesOf(assertion, name).includes(value);

describe('every coverage answer', () => {
  test('there are enough of them, of every kind, to hold a rule to', () => {
    expect(actions().length).toBeGreaterThan(130);
    expect(new Set(assertions().flatMap((each) => valuesOf(each, 'covered')))).toEqual(
      new Set(['covered', 'not-covered', 'conditional', 'indeterminate']),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400]));
  });

  test('comes without a card', () => {
    expect(breaches(answered(), ({ body }) => Object.keys(body).sort().join() === 'cards,systemActions')).toEqual([]);
    expect(breaches(answered(), ({ body }) => Array.isArray(body.cards) && body.cards.length === 0)).toEqual([]);
  });

  test('holds no null and nothing empty but the two lists', () => {
    expect(answered().flatMap(({ body }) => emptyMembers(body, ['cards', 'systemActions']))).toEqual([]);
  });

  test('updates each order of the call that has an id, once', () => {
    const updated = (answer: Answer) =>
      actionsOf(answer)
        .map(({ resource }) => resource.id)
        .sort();
    const sent = ({ call }: Answer) =>
      ordersOf(call)
        .flatMap(({ id }) => id ?? [])
        .sort();
    expect(breaches(answered(), (each) => updated(each).join() === sent(each).join())).toEqual([]);
    expect(breaches(actions(), ({ type, description }) => type === 'update' && description !== '')).toEqual([]);
    expect(breaches(actions(), (action) => assertionsOf(action).length > 0)).toEqual([]);
  });

  test('changes nothing of the order but its coverage-information', () => {
    const pairs = answered().flatMap((answer) =>
      actionsOf(answer).map((action) => [ordersOf(answer.call).find(({ id }) => id === action.resource.id), action]),
    ) as [Order, Action][];
    for (const [sent, { resource }] of pairs) {
      const { extension, ...rest } = resource;
      const { extension: before = [], ...sentRest } = sent;
      expect(rest).toEqual(sentRest);
      expect(extension?.filter((each) => !isAssertion(each))).toEqual(before);
    }
    expect(pairs.length).toBe(actions().length);
    expect(
      breaches(actions(), ({ resource }) => JSON.stringify(resource).includes('ehr.example.org/fhir/own')),
    ).toEqual([]);
  });

  test('keeps to the members of the extension, their number and their kind', () => {
    const once = ['coverage', 'covered', 'date', 'coverage-assertion-id'];
    const atMostOnce = [...once, 'pa-needed', 'satisfied-pa-id', 'expiry-date'];
    expect(breaches(assertions(), (each) => once.every((name) => valuesOf(each, name).length === 1))).toEqual([]);
    expect(breaches(assertions(), (each) => atMostOnce.every((name) => valuesOf(each, name).length <= 1))).toEqual([]);
    const known = [...atMostOnce, 'doc-needed', 'doc-purpose', 'info-needed', 'billingCode', 'reason', 'detail'];
    const names = new Set([...known, 'questionnaire', 'dependency', 'contact']);
    expect(breaches(assertions().flatMap(membersOf), ({ url }) => names.has(url))).toEqual([]);
    expect(breaches(assertions(), (each) => /^\d{4}-\d{2}-\d{2}$/.test(`${valuesOf(each, 'date')}`))).toEqual([]);
  });

  test('asserts once for each coverage of an order, and says for which billing codes it is covered', () => {
    const coveragesOf = (action: Action) =>
      assertionsOf(action).map((each) => JSON.stringify(valuesOf(each, 'coverage')));
    expect(breaches(actions().map(coveragesOf), (each) => new Set(each).size === each.length)).toEqual([]);
    const covered = assertions().filter((each) => has(each, 'covered', 'covered'));
    expect(breaches(covered, (each) => has(each, 'billingCode'))).toEqual([]);
    expect(covered.some((each) => has(each, 'detail'))).toBe(true);
  });

  test('points at a coverage by a reference that the client sent', () => {
    const strays = answered().flatMap((answer) => {
      const sent = JSON.stringify(answer.call);
      const references = actionsOf(answer)
        .flatMap(assertionsOf)
        .flatMap((each) => valuesOf(each, 'coverage'));
      return references.filter((each) => {
        const [type, id] = (each as { reference: string }).reference.split('/');
        return type !== 'Coverage' || !sent.includes(`"id":"${id}"`);
      });
    });
    expect(strays).toEqual([]);
  });

  test('uses the codes of the guide', () => {
    const codes: Readonly<Record<string, readonly string[]>> = {
      covered: ['covered', 'not-covered', 'conditional', 'indeterminate'],
      'pa-needed': ['no-auth', 'auth-needed', 'satisfied', 'performpa', 'conditional', 'indeterminate'],
      'doc-needed': ['clinical', 'admin', 'patient', 'conditional', 'indeterminate'],
      'doc-purpose': ['withpa', 'withclaim', 'withorder', 'retain-doc', 'OTH'],
      'info-needed': ['performer', 'location', 'timeframe', 'contract-window', 'detail-code', 'OTH'],
    };
    for (const [name, allowed] of Object.entries(codes))
      expect(
        breaches(
          assertions().flatMap((each) => valuesOf(each, name)),
          (each) => allowed.includes(`${each}`),
        ),
      ).toEqual([]);
  });

  test.each<[string, (assertion: Member) => boolean]>([
    [
      'a questionnaire only where documents are needed',
      (each) => !has(each, 'questionnaire') || has(each, 'doc-needed'),
    ],
    [
      'no word on authorization where it is not covered',
      (each) => !has(each, 'covered', 'not-covered') || !has(each, 'pa-needed'),
    ],
    [
      'what is conditional says what is lacking, and nothing else does',
      (each) =>
        ['covered', 'pa-needed', 'doc-needed'].some((name) => has(each, name, 'conditional')) ===
        has(each, 'info-needed'),
    ],
    [
      'documents with the authorization only where it is asked for',
      (each) => !has(each, 'doc-purpose', 'withpa') || has(each, 'pa-needed', 'auth-needed'),
    ],
    [
      'no authorization is called satisfied or unneeded',
      (each) =>
        !has(each, 'pa-needed', 'satisfied') && !has(each, 'pa-needed', 'no-auth') && !has(each, 'satisfied-pa-id'),
    ],
    [
      'documents, other information and what cannot be told come with a reason in words',
      (each) =>
        !(
          has(each, 'doc-purpose') ||
          has(each, 'info-needed', 'OTH') ||
          JSON.stringify(each).includes('"valueCode":"indeterminate"')
        ) || valuesOf(each, 'reason').some((reason) => (reason as { text?: string }).text),
    ],
  ])('%s', (_, rule) => expect(breaches(assertions(), rule)).toEqual([]));

  test('tells coverages apart by the ids of the assertions, and keeps each under its id', async () => {
    const ids = assertions().map((each) => `${valuesOf(each, 'coverage-assertion-id')}`);
    expect(new Set(ids).size).toBe(ids.length);
    const kept = await Promise.all(ids.slice(0, 20).map((id) => fetch(`${service.url}/determinations/${id}`)));
    expect(kept.map(({ status }) => status)).toEqual(kept.map(() => 200));
  });

  test('is not given again where the order already holds it', async () => {
    const again = answered().map((answer) =>
      withOrders(
        answer.call,
        actionsOf(answer).map(({ resource }) => resource),
      ),
    );
    const second = await Promise.all(again.map(signed));
    expect(breaches(second, ({ status }) => status === 200)).toEqual([]);
    expect(second.flatMap(actionsOf)).toEqual([]);
  });

  test('is the same where configuration and members are unknown, and empty where the client switches it off', async () => {
    const extended = (configuration: unknown) =>
      Promise.all(
        answered().map(({ call }) =>
          signed({ ...call, unknown: [1], extension: { 'davinci-crd.configuration': configuration } } as Call),
        ),
      );
    const said = (each: readonly Answer[]) => each.flatMap(actionsOf).flatMap(assertionsOf).map(withoutId);
    expect(said(await extended({ 'no-such-option': 7, 'coverage-info': 'maybe' }))).toEqual(said(answered()));
    const off = await extended({ 'coverage-info': false });
    expect(
      breaches(off, ({ status, body }) => status === 200 && JSON.stringify(body) === '{"cards":[],"systemActions":[]}'),
    ).toEqual([]);
  });

  test('is written without white space between members', async () => {
    const text = await (await service.post(PATH, JSON.stringify(calls[0]))).text();
    expect(text).toBe(JSON.stringify(JSON.parse(text)));
  });
});

describe('the CRD discovery', () => {
  test('asks for patient, coverage, Medications and the organizations of an order in the expressions of the guide', async () => {
    const response = await fetch(`${service.url}/crd/cds-services`);
    const { services } = (await response.json()) as { services: { hook: string; prefetch: Record<string, string> }[] };
    for (const { prefetch } of services)
      expect(prefetch).toMatchObject({
        patient: 'Patient/{{context.patientId}}',
        coverage: 'Coverage?patient={{context.patientId}}&status=active',
      });
    const atSigning = services.find(({ hook }) => hook === 'order-sign')?.prefetch;
    expect(atSigning?.medications).toBe(
      'Medication?_id={{context.draftOrders.entry.resource.ofType(MedicationRequest).medication.resolve().id}}',
    );
    expect(atSigning?.organizations).toContain(
      '%practitionerRoles.entry.resource.organization.resolve().id|%encounter.serviceProvider.resolve()',
    );
  });

  interface Option {
    readonly code: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
    readonly default: unknown;
  }
  test('declares the version of the guide and options with code, type, name, description and default', async () => {
    const response = await fetch(`${service.url}/crd/cds-services`);
    const { services } = (await response.json()) as { services: { extension: Record<string, unknown> }[] };
    expect(services.length).toBeGreaterThan(0);
    for (const { extension } of services) {
      expect(extension['davinci-crd.version']).toEqual(['2.2']);
      const options = extension['davinci-crd.configuration-options'] as readonly Option[];
      expect(options.map(({ code, type, default: standard }) => [code, type, standard])).toEqual([
        ['coverage-info', 'boolean', true],
      ]);
      expect(breaches(options, ({ name, description }) => name !== '' && description !== '')).toEqual([]);
      for (const member of ['code', 'name', 'description'] as const)
        expect(new Set(options.map((each) => each[member])).size).toBe(options.length);
    }
  });
});

const withOrders = (call: Call, orders: readonly Order[]): Call => ({
  ...call,
  context: {
    ...call.context,
    draftOrders: {
      ...call.context.draftOrders,
      entry: ordersOf(call).map((sent) => ({ resource: orders.find(({ id }) => id === sent.id) ?? sent })),
    },
  },
});

const withoutId = (assertion: Member) => membersOf(assertion).filter(({ url }) => url !== 'coverage-assertion-id');
