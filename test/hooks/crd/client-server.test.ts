import { describe, expect, test } from 'vitest';
import { codesIn, determinationOf, signCrd } from '../../support/crd/client.ts';
import type { Repetition } from '../../support/crd/repetition.ts';
import {
  access,
  callFor,
  changing,
  demoRecords,
  orderWith,
  prefetched,
  type TestResource,
} from '../../support/demo-patient.ts';
import { type Answer, replying, SHORT, searchset } from '../../support/faults/mode.ts';
import { honest, listen } from '../../support/faulty-server.ts';
import { startFhirServer } from '../../support/fhir-server.ts';
import { startService } from '../../support/service.ts';

const ORDER = 'MedicationRequest/demo-order';
const TOKEN = 'token-of-the-client';
const approval = { covered: 'covered', 'pa-needed': 'auth-needed' };
const documents = { ...approval, 'doc-needed': 'clinical', 'doc-purpose': 'withpa', reason: 'text' };
const technical = { covered: 'indeterminate', 'pa-needed': 'indeterminate', reason: 'technical' };
const inactive = { covered: 'not-covered', reason: 'no-active-coverage' };

/** What CRD clients prefetch by the standard expressions: who and how insured, and nothing of the illness. */
const standard = prefetched(demoRecords, ['patient', 'coverage']);
const insured = { insurance: [{ reference: 'Coverage/demo-coverage' }] };

interface Call {
  readonly prefetch?: Record<string, unknown>;
  readonly order?: Record<string, unknown>;
  readonly token?: string;
  readonly deadlineMs?: number;
}

interface Signed {
  readonly status: number;
  readonly answers: readonly Repetition[];
  readonly outcomes: readonly string[];
}

/** Signs the demo order for a client whose server stands at this address. */
async function signAt(
  baseUrl: string,
  { prefetch = standard, order = {}, token = TOKEN, deadlineMs }: Call = {},
): Promise<Signed> {
  const service = await startService({}, deadlineMs);
  const { status, text, on } = await signCrd(
    service,
    callFor([orderWith(order)], { ...access({ baseUrl, token }), prefetch }),
  );
  expect(text).not.toContain(token);
  const answers = on(ORDER);
  const determinations = await Promise.all(answers.map((each) => determinationOf(service, each)));
  await service.close();
  expect(service.bugs).toEqual([]);
  return { status, answers, outcomes: determinations.map(({ outcome }) => outcome) };
}

/** The same with a server that answers as told. */
async function signFrom(answer: Answer, call: Call = {}): Promise<Signed> {
  const server = await listen(answer);
  const signed = await signAt(server.base, call);
  await server.close();
  return signed;
}

const typeIn = ({ pathname }: URL): string => pathname.split('/')[2] ?? '';
const isLaboratory = (url: URL): boolean => url.searchParams.get('category') === 'laboratory';
/** One kind of question is answered otherwise, all others honestly. */
const but =
  (isMeant: (url: URL) => boolean, answer: Answer, records: readonly TestResource[] = demoRecords): Answer =>
  (exchange) =>
    (isMeant(exchange.url) ? answer : honest(records))(exchange);
const down: Answer = replying({ resourceType: 'OperationOutcome', issue: [] }, { status: 500 });
const silent: Answer = () => undefined;
const empty: Answer = replying(searchset([]));

describe('a client with a FHIR server', () => {
  test('a good token: the chart is read, and judged', async () => {
    const server = await startFhirServer();
    await server.load(demoRecords);
    for (const prefetch of [standard, {}]) {
      const { answers, outcomes } = await signAt(server.baseUrl, { prefetch, token: server.token });
      expect(answers.map(codesIn)).toEqual([approval]);
      expect(outcomes).toEqual(['likely-approval']);
    }
    expect(server.requests.join()).toContain('category=laboratory');
    await server.close();
  });

  test('a token that is refused: 200, indeterminate, technical', async () => {
    const server = await startFhirServer();
    await server.load(demoRecords);
    const { status, answers, outcomes } = await signAt(server.baseUrl, { token: 'INVALID_TOKEN' });
    await server.close();
    expect([status, outcomes]).toEqual([200, ['indeterminate']]);
    expect(answers.map(codesIn)).toEqual([technical]);
    expect(answers[0]?.reasons[0]?.text).toContain('could not be read');
  });

  test.each<[string, Answer, Call]>([
    ['is down', down, {}],
    ['does not answer in time', silent, { deadlineMs: SHORT }],
    ['is down for the laboratory alone', but(isLaboratory, down), {}],
    [
      'does not answer about conditions in time',
      but((url) => typeIn(url) === 'Condition', silent),
      { deadlineMs: SHORT },
    ],
  ])('a server that %s: 200, indeterminate, technical', async (_, answer, call) => {
    const { status, answers, outcomes } = await signFrom(answer, call);
    expect([status, outcomes]).toEqual([200, ['indeterminate']]);
    expect(answers.map(codesIn)).toEqual([technical]);
  });

  test('a server without a single record of the illness: documents are wanted, nothing failed', async () => {
    const { answers, outcomes } = await signFrom(empty);
    expect(outcomes).toEqual(['missing-documentation']);
    expect(answers.map(codesIn)).toEqual([documents]);
    expect(answers[0]?.questionnaires).toEqual([
      expect.stringMatching(/\/fhir\/Questionnaire\/hemgenix-bcbsks\|2026-07-23$/),
    ]);
  });

  const results = demoRecords.filter((each) => JSON.stringify(each.category ?? '').includes('laboratory'));
  const paged = (last: Answer): Answer =>
    but(isLaboratory, (exchange) =>
      exchange.url.searchParams.has('page')
        ? last(exchange)
        : replying(
            searchset(results.slice(0, 2), {
              link: [{ relation: 'next', url: `${exchange.base}/Observation?category=laboratory&page=2` }],
            }),
          )(exchange),
    );
  test('results on two pages are all read', async () =>
    expect((await signFrom(paged(replying(searchset(results.slice(2)))))).answers.map(codesIn)).toEqual([approval]));
  test('a second page that fails: technical, never what the first page came to', async () =>
    expect((await signFrom(paged(down))).answers.map(codesIn)).toEqual([technical]));

  test('an error in place of prefetched results, and nobody to ask: technical', async () => {
    const service = await startService();
    const failed = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] };
    const prefetch = { ...prefetched(demoRecords), laboratory: failed };
    const { on } = await signCrd(service, callFor([orderWith({})], { prefetch }));
    await service.close();
    expect(on(ORDER).map(codesIn)).toEqual([technical]);
  });
});

describe('coverages that cannot be read', () => {
  const unread = but((url) => typeIn(url) === 'Coverage', down);
  const patient = prefetched(demoRecords, ['patient']);

  test('the order names one: the answer says so on it', async () => {
    const { status, answers, outcomes } = await signFrom(unread, { prefetch: patient, order: insured });
    expect([status, outcomes]).toEqual([200, ['indeterminate']]);
    expect(answers.map((each) => [each.coverage, codesIn(each)])).toEqual([['Coverage/demo-coverage', technical]]);
    expect(answers[0]?.reasons[0]?.text).toBe('The coverage could not be read, so the payer is not known.');
  });

  test('it names an earlier answer of the payer first: that is no coverage', async () => {
    const order = { insurance: [{ reference: 'ClaimResponse/1' }, ...insured.insurance] };
    const { answers } = await signFrom(unread, { prefetch: patient, order });
    expect(answers.map(({ coverage }) => coverage)).toEqual(['Coverage/demo-coverage']);
  });

  test.each([
    [{}],
    [{ insurance: [{ reference: 'ClaimResponse/1' }] }],
    [{ insurance: [{ display: 'Blue Cross' }] }],
  ])('the order names none (%j): 400, for there is nothing to say it on', async (order) =>
    expect((await signFrom(unread, { prefetch: patient, order })).status).toBe(400));

  const cut = (records: readonly TestResource[]): Answer =>
    but(
      (url) => typeIn(url) === 'Coverage',
      (exchange) =>
        exchange.url.searchParams.has('page')
          ? down(exchange)
          : replying(searchset(records, { link: [{ relation: 'next', url: `${exchange.base}/Coverage?page=2` }] }))(
              exchange,
            ),
    );
  const ended = changing({ 'demo-coverage': { status: 'cancelled' } }).filter(({ id }) => id === 'demo-coverage');

  test('one that ended, and a page that is missing: technical, for the one in force may be on it', async () => {
    const { answers } = await signFrom(cut(ended), { prefetch: patient });
    expect(answers.map((each) => [each.coverage, codesIn(each)])).toEqual([['Coverage/demo-coverage', technical]]);
    expect(answers[0]?.reasons[0]?.text).toBe('The coverages could not be read to the end.');
  });

  test('one that ended, named by the order, and a page that is missing: it has ended', async () =>
    expect((await signFrom(cut(ended), { prefetch: patient, order: insured })).answers.map(codesIn)).toEqual([
      inactive,
    ]));

  test('none on the first page, and the order names one: technical on it', async () =>
    expect((await signFrom(cut([]), { prefetch: patient, order: insured })).answers.map(codesIn)).toEqual([technical]));

  test('a payer that cannot be read: technical', async () => {
    const [patientOnly, coverage] = [
      prefetched(demoRecords, ['patient']),
      demoRecords.filter(({ resourceType }) => resourceType === 'Coverage'),
    ];
    const prefetch = { ...patientOnly, ...prefetched(coverage, ['coverage']) };
    const { answers } = await signFrom(
      but((url) => typeIn(url) === 'Organization', down),
      { prefetch },
    );
    expect(answers.map(codesIn)).toEqual([technical]);
    expect(answers[0]?.reasons[0]?.text).toBe('The payer of the coverage could not be read.');
  });
});

describe('an order whose Medication stands on the server alone', () => {
  const order = { medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/m' } };
  const isMedication = (url: URL) => typeIn(url) === 'Medication';

  test('that cannot be read: technical, for it may be a drug of ours', async () => {
    const { answers, outcomes } = await signFrom(but(isMedication, down), { order });
    expect([outcomes, answers.map(codesIn)]).toEqual([['indeterminate'], [technical]]);
    expect(answers[0]?.reasons[0]?.text).toBe('What is ordered could not be read, so it was not judged.');
  });

  test('that the server does not have: no held text concerns it', async () =>
    expect((await signFrom(honest(demoRecords), { order })).outcomes).toEqual(['not-governed']));
});
