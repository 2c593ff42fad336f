import { describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { demoCall, demoRecords, prefetched, type TestResource, without } from '../support/demo-patient.ts';
import { saying, writtenTexts } from '../support/faults/content.ts';
import { CANARY, INHIBITOR, type Mode, SHORT } from '../support/faults/mode.ts';
import { honest, type Listening, listen, modes } from '../support/faulty-server.ts';
import { startService } from '../support/service.ts';

const TOKEN = 'canary-token-5e1f';
/** Long, so that a busy machine never cuts off what is not slow by itself; modes that hang have a short one of their own. */
const DEADLINE = 12_000;
/** For judging, and for a busy machine. */
const SLACK = 6_000;

const fhirAuthorization = { access_token: TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' };
const LABORATORY = Object.keys(prefetched([])).filter((key) => key !== 'laboratory');

/** Signs the demo order with a server to ask, and checks what holds whatever that server does. */
async function signWith(fhirServer: string, prefetch: Record<string, unknown>, deadlineMs = DEADLINE) {
  const service = await startService({}, deadlineMs);
  const started = Date.now();
  const answer = await service.sign(demoCall({ fhirServer, fhirAuthorization, prefetch }));
  const elapsed = Date.now() - started;
  await service.close();
  expect(service.bugs).toEqual([]);
  expect(answer.status).toBe(200);
  expect(elapsed).toBeLessThan(deadlineMs + SLACK);
  const text = JSON.stringify(answer.body);
  for (const secret of [TOKEN, CANARY, fhirServer]) expect(text).not.toContain(secret);
  expect(text.length).toBeLessThan(50_000);
  const [card, ...others] = answer.cards;
  if (card === undefined || others.length > 0) throw new Error('one order and one coverage give one card');
  return { card, determination: card.extension['countersign.determination'] };
}

/** The laboratory comes from the faulty server; all else is prefetched. */
const laboratoryFrom = async (fhirServer: string, deadlineMs?: number) =>
  (await signWith(fhirServer, prefetched(demoRecords, LABORATORY), deadlineMs)).determination;

/** Only its own paths were asked for, under its own name, with the token; and nobody else was. */
function expectDiscretion(server: Listening, elsewhere: Listening) {
  const { host } = new URL(server.base);
  for (const request of server.received) {
    expect(request).toMatchObject({ host, authorization: `Bearer ${TOKEN}` });
    expect(request.path).toMatch(/^\/fhir(?:\/Observation(?:\/_search)?)?$/);
    expect(request.search).not.toContain(TOKEN);
  }
  expect(server.strange()).toBe(0);
  expect(elsewhere.sockets()).toBe(0);
}

async function laboratoryUnder({ answer, deadlineMs, requests }: Mode): Promise<Determination> {
  const elsewhere = await listen(honest(demoRecords));
  const server = await listen(answer, elsewhere.base);
  const determination = await laboratoryFrom(server.base, deadlineMs);
  await Promise.all([server.close(), elsewhere.close()]);
  expectDiscretion(server, elsewhere);
  if (requests !== undefined) expect(server.received).toHaveLength(requests);
  return determination;
}

const standing = ({ outcome, criteria }: Determination) => [outcome, ...criteria.map(({ id, status }) => [id, status])];
const inhibitorLine = ({ criteria }: Determination) => criteria.find(({ id }) => id === 'HKS-III.5a');

/** What an honest server leads to, and what one leads to that says no, or nothing. */
const honestly = laboratoryUnder({ answer: honest(demoRecords), expected: 'as-healthy' });
const refused = laboratoryUnder({
  answer: ({ response }) => response.writeHead(500).end(),
  expected: 'not-read',
});
const silently = laboratoryUnder({ answer: () => undefined, expected: 'not-read-in-time', deadlineMs: SHORT });

/** What the determination must be: the whole of it, where the reply gives nothing or all; else the line that needed the rest. */
async function expectStanding(determination: Determination, { expected, partly }: Mode) {
  const line = inhibitorLine(determination);
  switch (expected) {
    case 'as-healthy':
      expect(standing(determination)).toEqual(standing(await honestly));
      expect(line?.status).toBe('met');
      return;
    case 'not-read':
    case 'not-read-in-time': {
      expect(determination).toMatchObject({ outcome: 'indeterminate', reason: 'technical' });
      expect(line).toMatchObject({ status: 'doc-missing', because: expected });
      const nothing = await (expected === 'not-read' ? refused : silently);
      if (!partly) expect(determination.criteria).toEqual(nothing.criteria);
      return;
    }
    default:
      expect(determination.outcome).toBe('missing-documentation');
      expect(line).toMatchObject({ status: 'doc-missing', because: expected });
  }
}

describe.concurrent.each(modes)('a FHIR server that misbehaves: %s', (_, group) => {
  test.each(Object.entries(group))('%s', async (_name, mode) => {
    await expectStanding(await laboratoryUnder(mode), mode);
  });
});

describe('a FHIR server that misbehaves', () => {
  test('in more than 60 ways, each told apart', () => {
    const names = modes.flatMap(([, group]) => Object.keys(group));
    expect(names.length).toBeGreaterThan(60);
    expect(new Set(names).size).toBe(names.length);
  });

  test('leaves open what rests on results, and nothing else', async () => {
    const { outcome, criteria } = await honestly;
    expect(outcome).toBe('likely-approval');
    const onResults = ['0', '2b', '5a', '5b', '5c', '8', '8a', '8b'].map((line) => `HKS-III.${line}`);
    for (const [determination, because] of [
      [await refused, 'not-read'],
      [await silently, 'not-read-in-time'],
    ] as const) {
      const open = determination.criteria.filter((line) => line.because === because);
      expect(open.map(({ id }) => id)).toEqual(onResults);
      const others = determination.criteria
        .filter((line) => line.because !== because)
        .map(({ id, status }) => [id, status]);
      expect(criteria.map(({ id, status }) => [id, status])).toEqual(expect.arrayContaining(others));
    }
  });

  test('is not there at all', async () => {
    const gone = await listen(honest(demoRecords));
    await gone.close();
    for (const url of [gone.base, 'http://127.0.0.1:9/fhir', 'http://127.0.0.1:0/fhir'])
      await expectStanding(await laboratoryFrom(url), { answer: () => undefined, expected: 'not-read' });
  });

  test("sends another patient's results: nothing of them is used, and they are counted", async () => {
    const foreign = demoRecords.map((record) => ({ ...record, subject: { reference: 'Patient/other' } }));
    const server = await listen(honest(foreign));
    const { notices, outcome } = await laboratoryFrom(server.base);
    await server.close();
    expect({ outcome, notices: notices.join() }).toMatchObject({
      outcome: 'indeterminate',
      notices: expect.stringContaining('6 records of another patient, or of none, left out.'),
    });
  });

  test('honest pages are read to the end', async () => {
    const results = prefetched(demoRecords).laboratory as { entry: unknown[] };
    const server = await listen(({ response, url, base }) => {
      const page = Number(url.searchParams.get('page') ?? 0);
      const more =
        page + 1 < results.entry.length ? [{ relation: 'next', url: `${base}/Observation?page=${page + 1}` }] : [];
      const body = { resourceType: 'Bundle', entry: results.entry.slice(page, page + 1), link: more };
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
    });
    expect(standing(await laboratoryFrom(server.base))).toEqual(standing(await honestly));
    expect(server.received).toHaveLength(results.entry.length);
    await server.close();
  });
});

describe.concurrent('a chart in which somebody wrote', () => {
  const judgedFrom = async (records: readonly TestResource[]) => {
    const server = await listen(honest(records));
    const { card, determination } = await signWith(server.base, {});
    await server.close();
    return { card, determination };
  };

  test.each(Object.entries(writtenTexts))('%s: shown at most, never obeyed', async (_, { text, never }) => {
    for (const records of [demoRecords, without(INHIBITOR)]) {
      const { determination } = await judgedFrom(records);
      const written = await judgedFrom(saying(records, text));
      expect(standing(written.determination)).toEqual(standing(determination));
      expect(written.card.summary).not.toMatch(never);
      expect(written.card.detail).not.toMatch(never);
      expect(written.card.detail.isWellFormed()).toBe(true);
    }
  });

  test.each(Object.entries(writtenTexts))('%s, within ids', async (_, { text, never }) => {
    const identified = demoRecords.map((record) =>
      ['Observation', 'Condition'].includes(record.resourceType) ? { ...record, id: record.id + text } : record,
    );
    const { card, determination } = await judgedFrom(identified);
    expect(standing(determination)).toEqual(standing(await honestly));
    expect(card.detail).not.toMatch(never);
    expect(card.detail.isWellFormed()).toBe(true);
  });

  test.each(Object.entries(writtenTexts))('%s, as the name of a payer', async (_, { text, never }) => {
    const named = demoRecords.map((record) =>
      record.resourceType === 'Organization' ? { ...record, name: `Aetna${text}` } : record,
    );
    const { card, determination } = await judgedFrom(named);
    expect(determination).toMatchObject({ outcome: 'not-governed', reason: 'other-payer' });
    expect(card.summary).not.toMatch(never);
    expect(card.detail).not.toMatch(never);
    expect(card.detail.isWellFormed()).toBe(true);
  });
});

describe('a FHIR server that is not the client’s', () => {
  test.each([
    'https://ehr.example.org/fhir',
    'http://169.254.169.254/latest',
    'http://127.0.0.1.example.org/fhir',
    'ftp://127.0.0.1/fhir',
    'http://user:x@127.0.0.1/fhir',
    'nonsense',
  ])('%s is not contacted; the prefetch alone is judged', async (fhirServer) => {
    const service = await startService();
    const { determinations } = await service.sign(demoCall({ fhirServer, prefetch: prefetched(demoRecords) }));
    await service.close();
    expect(determinations[0]?.outcome).toBe('likely-approval');
  });
});
