import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Comparison, isChanged } from '../../src/commands/comparison.ts';
import { versionOf } from '../../src/commands/find-policy.ts';
import { type Judging, type Replayed, replayCall } from '../../src/commands/replay-call.ts';
import { count, emptySummary, replayedCalls, summaryText } from '../../src/commands/replay-summary.ts';
import { callsOfFolder, callsOfRecord, type Stored } from '../../src/commands/stored-calls.ts';
import { readConfiguration } from '../../src/config.ts';
import { payers } from '../../src/policies/index.ts';
import { openArchive } from '../../src/record/archive.ts';
import { callOf, everyPatient, prefetchOf } from '../acceptance/every-patient.ts';
import { kansasHemgenixPatients } from '../acceptance/hemgenix-kansas-patients.ts';
import type { Patient } from '../acceptance/patient.ts';
import { access, demoCall, demoRecords, prefetched, without } from '../support/demo-patient.ts';
import { anEntry, open, sqlite } from '../support/record.ts';
import { startService } from '../support/service.ts';

const configuration = readConfiguration(
  {},
  payers.map(({ id }) => id),
);
const now: Judging = { configuration, now: new Date('2026-11-01T00:00:00Z') };
const withWordingOf = (version: string): Judging => ({ ...now, other: versionOf('hemgenix-bcbsks', version) });

const engine = sqlite();
const folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
});

async function replayAll(calls: AsyncIterable<Stored>, judging: Judging) {
  const replayed: { readonly name: string; readonly each: Replayed }[] = [];
  const summary = emptySummary();
  for await (const stored of calls) {
    const each = await replayCall(stored, judging);
    count(summary, each);
    replayed.push({ name: stored.name, each });
  }
  const comparisons = replayed.flatMap(({ each }) => (each.kind === 'replayed' ? each.comparisons : []));
  return { replayed, summary, comparisons, changed: comparisons.filter(isChanged) };
}

describe('a record that the service has made', () => {
  const patients = everyPatient.flatMap(([, of]) => of);
  let storage: string;
  let statuses: readonly number[];
  beforeAll(async () => {
    storage = (await engine.newStore()).address;
    const service = await startService({}, 4_500, { storage });
    const unread = access({ baseUrl: 'http://127.0.0.1:1/fhir', token: 'secret-token' });
    const bodies = (of: readonly Patient[]) => of.map((each) => callOf(each, { prefetch: prefetchOf(each) }));
    const calls: readonly (readonly [string, unknown])[] = [
      ...bodies(patients).map((body) => ['/cds-services/order-sign', body] as const),
      ...bodies(kansasHemgenixPatients).map((body) => ['/crd/cds-services/order-sign', body] as const),
      ['/cds-services/order-select', { ...demoCall({ prefetch: prefetched(demoRecords) }), hook: 'order-select' }],
      ['/cds-services/order-sign', demoCall()],
      ['/cds-services/order-sign', 'no request'],
      ['/cds-services/order-sign', demoCall(unread)],
    ];
    statuses = await Promise.all(
      calls.map(async ([path, body]) => (await service.post(path, JSON.stringify(body))).status),
    );
    await service.post('/cds-services/order-sign/feedback', '{"feedback":[{"card":"x","outcome":"accepted"}]}');
    await service.close();
  }, 120_000);

  const replayed = async (judging: Judging) => {
    const archive = openArchive(storage);
    try {
      return await replayAll(callsOfRecord(archive), judging);
    } finally {
      await archive.close();
    }
  };

  test('is replayed without a change, on both bases, whatever day it is now', async () => {
    const { summary, changed, comparisons } = await replayed(now);
    expect(changed).toEqual([]);
    expect(summary).toMatchObject({
      calls: statuses.length,
      notReplayed: { 'answered-with-an-error': statuses.filter((each) => each !== 200).length, 'read-from-server': 1 },
      changed: 0,
    });
    expect(replayedCalls(summary)).toBeGreaterThan(patients.length);
    expect(comparisons.length).toBeGreaterThan(patients.length);
  }, 120_000);

  test('under another wording: what would change is told line by line, and nothing under other policies does', async () => {
    const { changed, summary } = await replayed(withWordingOf('2026-01-08'));
    expect(new Set(changed.map(({ before }) => before.policy))).toEqual(new Set(['hemgenix-bcbsks']));
    expect(new Set(changed.map(({ after }) => after.version))).toEqual(new Set(['2026-01-08']));
    expect(summary.changed).toBe(changed.length);
    expect(summaryText(summary).join('\n')).toMatch(
      /^hemgenix-bcbsks\n +\d+ +\d+ {2}likely-approval -> attestation-needed$/m,
    );
    expect(summaryText(summary).filter((line) => line.length > 100)).toEqual([]);
  }, 120_000);
});

describe('one call', () => {
  const stored = (more: Record<string, unknown> = {}, records = demoRecords): Stored => ({
    name: 'a call',
    at: '2026-08-14T15:00:00Z',
    service: '/cds-services/order-sign',
    request: demoCall({ prefetch: prefetched(records), ...more }),
  });
  const comparisonOf = (replayed: Replayed): Comparison | undefined =>
    replayed.kind === 'replayed' ? replayed.comparisons[0] : undefined;

  test('without the titer: a document is missing by the newer wording, an answer by the older', async () => {
    const compared = comparisonOf(await replayCall(stored({}, without('aav5-titer')), withWordingOf('2026-01-08')));
    expect(compared).toMatchObject({
      order: 'MedicationRequest/demo-order',
      before: { policy: 'hemgenix-bcbsks', version: '2026-07-23', outcome: 'missing-documentation' },
      after: { policy: 'hemgenix-bcbsks', version: '2026-01-08', outcome: 'attestation-needed' },
    });
    expect(compared?.lines).toContainEqual({
      id: 'HKS-III.8',
      before: 'doc-missing (not-on-record)',
      after: 'attest (needs-statement)',
    });
    expect(compared?.lines.find(({ id }) => id === 'HKS-III.8a')).not.toHaveProperty('after');
  });

  test('by the wording it was judged by anyway, it does not change', async () => {
    const compared = comparisonOf(await replayCall(stored(), withWordingOf('2026-07-23')));
    expect(compared && isChanged(compared)).toBe(false);
  });

  test.each([
    [
      'whose chart was read from a server',
      stored({ prefetch: undefined, ...access({ baseUrl: 'http://127.0.0.1:1/fhir', token: 't' }) }),
      'read-from-server',
    ],
    [
      'of which one part was',
      stored({
        prefetch: { ...prefetched(demoRecords), laboratory: null },
        ...access({ baseUrl: 'http://127.0.0.1:1/fhir', token: 't' }),
      }),
      'read-from-server',
    ],
    ['without a chart', stored({ prefetch: undefined }), 'refused-now'],
    ['of another hook', stored({ hook: 'patient-view' }), 'not-readable'],
    ['that could not be read', { name: 'x', because: 'not-readable' } satisfies Stored, 'not-readable'],
  ])('%s is not replayed, and it is told why', async (_, call, because) => {
    expect(await replayCall(call, withWordingOf('2026-01-08'))).toEqual({ kind: 'not-replayed', because });
  });

  test('with a server that was not needed, all being prefetched, is replayed', async () => {
    const call = stored(access({ baseUrl: 'http://127.0.0.1:1/fhir', token: 't' }));
    expect(comparisonOf(await replayCall(call, withWordingOf('2026-07-23')))?.after.outcome).toBe('likely-approval');
  });

  test('without an answer compares with nothing, unless another version is named', async () => {
    expect(await replayCall(stored(), now)).toEqual({ kind: 'not-replayed', because: 'no-answer-kept' });
  });

  test('is judged on the day that it was made: an answer that came later does not count', async () => {
    const early = { ...stored(), at: '2026-08-08T12:00:00Z' } as Stored;
    const order = { dispenseRequest: undefined, authoredOn: '2026-08-08' };
    const request = demoCall({ prefetch: prefetched(demoRecords) });
    const [entry] = request.context.draftOrders.entry as { resource: object }[];
    const call = {
      ...early,
      request: {
        ...request,
        context: {
          ...request.context,
          draftOrders: { resourceType: 'Bundle', entry: [{ resource: { ...entry?.resource, ...order } }] },
        },
      },
    };
    const compared = comparisonOf(await replayCall(call, withWordingOf('2026-07-23')));
    expect(compared?.after.outcome).toBe('attestation-needed');
  });
});

describe('a folder', () => {
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const [patient] = kansasHemgenixPatients;
  if (patient === undefined) throw new Error('no patient');
  const request = callOf(patient, { prefetch: prefetchOf(patient) });

  test('holds requests, and requests with their answers, in folders too', async () => {
    file('mixed/1-request.json', request);
    const service = await startService();
    const { body } = await service.sign(request);
    await service.close();
    file('mixed/below/2-call.json', { request, answer: body });
    file('mixed/3-broken.json', '{');
    file('mixed/4-refused.json', { request, answer: { resourceType: 'OperationOutcome' } });
    file('mixed/5-by-another.json', { request, answer: { cards: [{ summary: 'x' }] } });
    file('mixed/notes.txt', 'no call');
    const { replayed, changed } = await replayAll(callsOfFolder(join(folder, 'mixed')), now);
    expect(replayed.map(({ name, each }) => [name, each.kind === 'replayed' ? 'replayed' : each.because])).toEqual([
      ['1-request.json', 'no-answer-kept'],
      ['3-broken.json', 'not-readable'],
      ['4-refused.json', 'answered-with-an-error'],
      ['5-by-another.json', 'not-readable'],
      ['below/2-call.json', 'replayed'],
    ]);
    expect(changed).toEqual([]);
  });

  test('without a file is no call; one that is not there is told in a line', async () => {
    mkdirSync(join(folder, 'empty'));
    expect((await replayAll(callsOfFolder(join(folder, 'empty')), now)).summary.calls).toBe(0);
    file('a-file.json', {});
    const refusal = (path: string) => replayAll(callsOfFolder(path), now).catch((error: Error) => error.message);
    expect(await refusal(join(folder, 'nowhere'))).toBe(
      'there is no such folder; a record is named file:<path> or postgres://…',
    );
    expect(await refusal(join(folder, 'a-file.json'))).toBe('a folder is expected; a record is named file:<path>');
  });
});

describe('a record that somebody else has written in', () => {
  test('what cannot be read is counted, and hides nothing beside it', async () => {
    const { address } = await engine.newStore();
    const record = open(address);
    const call = (id: string, content: string, status = 200) =>
      anEntry({ kind: 'call', id, call: id, status, content });
    await record.journal.append([
      call('unread', '{"unread":{"characters":3},"answer":{}}'),
      call('no JSON', 'nothing'),
      call(
        'half kept',
        JSON.stringify({ request: demoCall({ prefetch: prefetched(demoRecords) }), answer: { cards: [] } }),
      ),
      anEntry({ call: 'half kept', content: '{"says":"what was judged"}' }),
      anEntry({ call: 'of another call', content: '{}' }),
      anEntry({ ...call('not a hook', '{}'), service: '/fhir/Questionnaire/$questionnaire-package' }),
      call('refused', '{}', 401),
    ]);
    const { replayed } = await replayAll(callsOfRecord(record.archive), now);
    await record.close();
    expect(replayed.map(({ name, each }) => [name, each.kind === 'not-replayed' && each.because])).toEqual([
      ['unread', 'not-readable'],
      ['no JSON', 'not-readable'],
      ['half kept', 'not-readable'],
      ['refused', 'answered-with-an-error'],
    ]);
  });

  test('a page of it is held at a time: the first call is told while the rest is still unread', async () => {
    let given = 0;
    const endless = async function* () {
      for (;;) {
        given += 1;
        yield {
          ...anEntry({ kind: 'call', id: `${given}`, content: '{}' }),
          sequence: given,
          previous: '',
          digest: '',
        };
      }
    };
    const calls = callsOfRecord({ entries: endless });
    for (let told = 1; told <= 1_000; told += 1) {
      expect((await calls.next()).value).toMatchObject({ name: `${told}` });
      expect(given).toBe(told + 1);
    }
  });
});
