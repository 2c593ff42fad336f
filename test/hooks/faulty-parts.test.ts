import { describe, expect, test } from 'vitest';
import { sourcesNeeded } from '../../src/criteria/facts-needed.ts';
import { type ChartPart, requests } from '../../src/fhir/source.ts';
import { policies } from '../../src/policies/index.ts';
import { demoCall, demoRecords, prefetched, type TestResource } from '../support/demo-patient.ts';
import { type Answer, replying, searchset } from '../support/faults/mode.ts';
import { honest, listen } from '../support/faulty-server.ts';
import { startService } from '../support/service.ts';
import { type Question, questions } from './faulty-parts-rows.ts';

/** What a server does with the one question that it fails at. */
interface Fault {
  readonly answer: (records: readonly TestResource[]) => Answer;
  readonly because: 'not-read' | 'not-read-in-time';
  readonly deadlineMs?: number;
}

/** The same records of somebody else; where one was asked for by its id, that of another id. */
const somebodyElses =
  (records: readonly TestResource[]): Answer =>
  (exchange) => {
    const [, , resourceType = '', id] = exchange.url.pathname.split('/');
    const other = { reference: 'Patient/other' };
    const found = records.filter((each) => each.resourceType === resourceType);
    const foreign = [{ resourceType, id: 'other' }, ...found].map((record) => ({
      ...record,
      subject: other,
      patient: other,
      beneficiary: other,
    }));
    replying(id === undefined ? searchset(foreign) : { ...found[0], resourceType, id: 'other' })(exchange);
  };

const faults: readonly (readonly [string, Fault])[] = [
  ['answers 500', { answer: () => replying({}, { status: 500 }), because: 'not-read' }],
  [
    'cuts the line',
    {
      answer:
        () =>
        ({ request }) =>
          request.socket.destroy(),
      because: 'not-read',
    },
  ],
  ['sends what is somebody else’s', { answer: somebodyElses, because: 'not-read' }],
  ['never answers', { answer: () => () => undefined, because: 'not-read-in-time', deadlineMs: 1_500 }],
];

/** The determination where one question is answered in a certain way, and all others honestly. */
async function judged(
  { call, records, asked, fails }: Omit<Question, 'open' | 'outcome'>,
  answer: Answer,
  deadlineMs = 12_000,
  prefetch: Record<string, unknown> = {},
) {
  const server = await listen((exchange) =>
    (fails.test(`${exchange.url.pathname}${exchange.url.search}`) ? answer : honest(records))(exchange),
  );
  const service = await startService({}, deadlineMs);
  const left = asked.map((part) => requests[part].key);
  const sent = Object.keys(prefetched([])).filter((key) => !left.includes(key));
  const started = Date.now();
  const { status, determinations } = await service.sign({
    ...call,
    fhirServer: server.base,
    prefetch: { ...prefetched(records, sent), ...prefetch },
  });
  const elapsed = Date.now() - started;
  await Promise.all([service.close(), server.close()]);
  expect(service.bugs).toEqual([]);
  expect(status).toBe(200);
  expect(elapsed).toBeLessThan(deadlineMs + 6_000);
  expect(server.received.some(({ path, search }) => fails.test(`${path}${search}`))).toBe(true);
  const [determination, ...others] = determinations;
  if (determination === undefined || others.length > 0) throw new Error('one order and one coverage give one card');
  return determination;
}

describe.concurrent.each(Object.entries(questions))('a server that fails at one question: %s', (_, question) => {
  const { records, outcome, open, honestly = 'likely-approval' } = question;

  test.each(faults)('%s', async (_name, { answer, because, deadlineMs }) => {
    const healthy = await judged(question, honest(records));
    expect(healthy.outcome).toBe(honestly);
    const determination = await judged(question, answer(records), deadlineMs);
    expect(determination.outcome).toBe(outcome);
    if (outcome === 'indeterminate') expect(determination.reason).toBe('technical');
    if (open === undefined) {
      expect(determination.criteria).toEqual([]);
      return;
    }
    const unread = determination.criteria.filter((line) => line.because === because);
    expect(unread.map(({ id }) => id)).toEqual(open);
    for (const { id, status } of determination.criteria.filter((line) => line.because !== because)) {
      const before = healthy.criteria.find((line) => line.id === id)?.status;
      expect([before, 'attest', 'doc-missing'], `${id} was ${before}`).toContain(status);
    }
    expect(unread.filter(({ status }) => status === 'met' || status === 'not-met')).toEqual([]);
  });
});

test('no part of the chart that the Hemgenix policies need is left out', () => {
  const needed = policies.filter(({ drug }) => drug === 'hemgenix').flatMap((policy) => [...sourcesNeeded(policy)]);
  const asked = new Set(Object.values(questions).flatMap((question) => question.asked));
  expect(needed.filter((source) => source !== 'prescriber' && !asked.has(source))).toEqual([]);
});

describe('a server that does not know a kind of resource (404)', () => {
  const isOf = (part: ChartPart) =>
    new RegExp(`^/fhir/${requests[part].type}(?:/|.*${requests[part].parameters.category ?? ''})`);
  const asking = (part: ChartPart) => ({ call: demoCall(), records: demoRecords, asked: [part], fails: isOf(part) });
  const unknown = replying({}, { status: 404 });

  test.each<ChartPart>(['patient', 'conditions', 'laboratory'])('%s: not read', async (part) => {
    expect(await judged(asking(part), unknown)).toMatchObject({ outcome: 'indeterminate', reason: 'technical' });
  });

  test.each<[ChartPart, string]>([
    ['medication-administrations', 'likely-approval'],
    ['medication-statements', 'missing-documentation'],
    ['answers', 'attestation-needed'],
  ])('%s: it keeps none, as if nothing were there (%s)', async (part, outcome) => {
    const without = demoRecords.filter(({ resourceType }) => resourceType !== requests[part].type);
    const nothing = await judged({ ...asking(part), records: without }, honest(without));
    expect(nothing.outcome).toBe(outcome);
    const { criteria } = await judged(asking(part), unknown);
    expect(criteria).toEqual(nothing.criteria);
  });

  test('what the client had sent in part is kept, and was not read to the end', async () => {
    const whole = prefetched(demoRecords).medicationStatements as Record<string, unknown>;
    const medicationStatements = { ...whole, link: [{ relation: 'next', url: 'https://ehr.example.org/2' }] };
    const { outcome, criteria } = await judged(asking('medication-statements'), unknown, undefined, {
      medicationStatements,
    });
    expect(outcome).toBe('indeterminate');
    expect(criteria.find(({ id }) => id === 'HKS-III.2c')?.status).toBe('met');
    expect(criteria.find(({ id }) => id === 'HKS-III.3')).toMatchObject({ status: 'attest', because: 'not-read' });
  });
});
