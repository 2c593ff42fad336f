import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexDefinitions } from '../support/fhir-server.ts';
import { hasPostgres } from '../support/postgres.ts';
import { anEntry, open, postgres, sqlite, type TestStore } from '../support/record.ts';

const engine = sqlite();
let folder: string;
let store: TestStore;
const CALL = '0b6fbd1c-2f0a-4a39-b1f6-32b2a3f4b001';
const MADE = '0b6fbd1c-2f0a-4a39-b1f6-32b2a3f4b002';

/** Runs a command as an operator does; `variables` stand in the environment. */
function run(command: string, parameters: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const file = resolve(import.meta.dirname, `../../src/commands/${command}.ts`);
  const child = spawn(process.execPath, [file, ...parameters], { env: { PATH: process.env.PATH, ...variables } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += chunk));
  child.stderr.on('data', (chunk) => (said.stderr += chunk));
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (code) => done({ code, ...said })),
  );
}
const on = (address: string) => ['--storage', address];
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const judged = (criteria: Readonly<Record<string, string>>, stillNeeded: readonly string[]) =>
  JSON.stringify({
    criteria: Object.entries(criteria).map(([id, status]) => ({ id, status })),
    stillNeeded: stillNeeded.map((criterion) => ({ criterion })),
  });

beforeAll(async () => {
  indexDefinitions();
  folder = mkdtempSync(join(tmpdir(), 'countersign-commands-'));
  store = await engine.newStore();
  const record = open(store.address);
  const { order: _, policy: __, version: ___, card: ____, ...call } = anEntry();
  await record.journal.append([
    { ...call, kind: 'call', id: CALL, call: CALL, content: '{"answer":1.50}' },
    anEntry({ id: MADE, call: CALL, order: 'MedicationRequest/7', card: 'card 7', at: '2026-08-15T00:00:00.000Z' }),
  ]);
  await record.close();
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
});

describe('record:verify', () => {
  test('says that the record is whole, and its head; with that head it says the same', async () => {
    const first = await run('record-verify', on(store.address));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^whole: 2 rows; head 2:[0-9a-f]{64}\n$/);
    const head = first.stdout.trim().split(' ').at(-1) ?? '';
    expect(await run('record-verify', [...on(store.address), '--head', head])).toEqual(first);
    const later = await run('record-verify', [...on(store.address), '--head', head.replace('2:', '3:')]);
    expect(later).toMatchObject({
      code: 1,
      stdout: 'broken at sequence 3: the record ends before the head that was given\n',
    });
  });

  test('says where it is not, in one line, without a word of a patient', async () => {
    const spoiled = await engine.newStore();
    const record = open(spoiled.address);
    await record.journal.append([anEntry(), anEntry({ patient: 'Canary' })]);
    await record.close();
    await spoiled.run(...engine.unguard, `update record set content = '{"name":"Canary"}' where sequence = 2`);
    expect(await run('record-verify', on(spoiled.address))).toEqual({
      code: 1,
      stdout: 'broken at sequence 2: the row is not as it was written\n',
      stderr: '',
    });
  });

  test('finds the store by the configuration', async () => {
    const file = join(folder, 'configuration.json');
    writeFileSync(file, JSON.stringify({ storage: store.address }));
    expect(await run('record-verify', [], { COUNTERSIGN_CONFIG: file })).toMatchObject({ code: 0 });
  });

  test.each([
    ['a record that is not there', ['--storage', 'file:/nowhere/record.db'], 'the record cannot be read: unreachable'],
    ['a head that is none', ['--storage', 'file:x', '--head', '12'], '--head must be'],
    ['an option that is none', ['--hed', '12'], 'npm run record:verify'],
  ])('ends with 2 for %s', async (_, parameters, says) => {
    const { code, stdout, stderr } = await run('record-verify', parameters);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
  });

  test.runIf(hasPostgres)(
    'reads PostgreSQL too',
    async () => {
      const server = postgres();
      await server.start();
      const { address } = await server.newStore();
      const record = open(address);
      await record.journal.append([anEntry()]);
      await record.close();
      expect(await run('record-verify', on(address))).toMatchObject({ code: 0, stderr: '' });
      expect(linesOf((await run('record-find', [...on(address), '--patient', 'Patient/1'])).stdout)).toHaveLength(1);
      await server.stop();
    },
    60_000,
  );
});

describe('record:find', () => {
  const found = async (...parameters: readonly string[]) =>
    linesOf((await run('record-find', [...on(store.address), ...parameters])).stdout).map(({ id }) => id);

  test('finds by patient, order, determination and time', async () => {
    expect(await found('--patient', '1')).toEqual([CALL, MADE]);
    expect(await found('--patient', 'Patient/1')).toEqual([CALL, MADE]);
    expect(await found('--order', 'MedicationRequest/7')).toEqual([MADE]);
    expect(await found('--determination', MADE)).toEqual([CALL, MADE]);
    expect(await found('--from', '2026-08-15')).toEqual([MADE]);
    expect(await found('--to', '2026-08-15')).toEqual([CALL]);
  });

  test('shows what is kept digit by digit', async () => {
    const { stdout } = await run('record-find', [...on(store.address), '--to', '2026-08-15']);
    expect(stdout).toContain('"content":{"answer":1.50}}\n');
  });

  test('wants to know what to find, and a time that is one', async () => {
    expect(await run('record-find', on(store.address))).toMatchObject({ code: 2, stdout: '' });
    expect(await run('record-find', [...on(store.address), '--from', 'soon'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('record:export', () => {
  test('gives an AuditEvent for the call and a Provenance for the determination, valid FHIR R4', async () => {
    const { code, stdout } = await run('record-export', on(store.address));
    const [event, provenance, ...more] = linesOf(stdout);
    expect({ code, more }).toEqual({ code: 0, more: [] });
    for (const each of [event, provenance]) expect(() => validateResource(each as Resource)).not.toThrow();
    expect(event).toMatchObject({
      ...{ resourceType: 'AuditEvent', id: CALL, action: 'E', outcome: '0', recorded: '2026-08-14T12:00:00.000Z' },
      agent: [
        { who: { identifier: { value: 'general-hospital' } }, requestor: true },
        { who: { reference: 'Practitioner/1' }, requestor: false },
      ],
      source: { site: '/cds-services/order-sign', observer: { display: 'Countersign' } },
    });
    expect(JSON.stringify(event.entity)).toMatch(/Patient\/1.*4bf92f3577b34da6a3ce929d0e0e4736.*record SHA-256/);
    expect(provenance).toMatchObject({
      ...{ resourceType: 'Provenance', id: MADE, recorded: '2026-08-15T00:00:00.000Z' },
      target: [{ reference: 'MedicationRequest/7' }],
      entity: [{ role: 'source', what: { identifier: { value: 'hemgenix-bcbsks|2026-07-23' } } }],
    });
  });

  test('gives valid FHIR for whatever stood in a call, and the time asked for alone', async () => {
    const odd = await engine.newStore();
    const record = open(odd.address);
    const strange = ['', ' ', '\0', 'x'.repeat(900), 'Patient/a b', '{}', '../..'];
    await record.journal.append(
      strange.flatMap((text, at) => [
        anEntry({
          kind: 'call',
          id: `${at}${text}`,
          patient: text,
          order: text,
          client: text,
          user: text,
          trace: text,
          service: text,
          status: 400 + at,
        }),
        anEntry({ id: `${at}${text}`, order: text, policy: text, version: text, at: '2026-08-15T00:00:00.000Z' }),
        anEntry({ kind: 'feedback' }),
      ]),
    );
    await record.journal.append([
      { kind: 'call', id: 'bare', call: 'bare', at: '2026-08-14T12:00:00.000Z', service: '/x', content: '{}' },
    ]);
    await record.close();
    const resources = linesOf((await run('record-export', on(odd.address))).stdout);
    expect(resources).toHaveLength(2 * strange.length + 1);
    for (const each of resources) expect(() => validateResource(each as Resource)).not.toThrow();
    const provenances = linesOf((await run('record-export', [...on(odd.address), '--from', '2026-08-15'])).stdout);
    expect(new Set(provenances.map(({ resourceType }) => resourceType))).toEqual(new Set(['Provenance']));
  });
});

describe('report', () => {
  let asked: TestStore;
  const feedback = (card: string, outcome: string, given: object = {}) =>
    anEntry({ kind: 'feedback', card, content: JSON.stringify({ card, outcome, ...given }) });
  beforeAll(async () => {
    asked = await engine.newStore();
    const record = open(asked.address);
    const epic = { overrideReasons: { reason: { code: 'not-applicable', system: 'urn:x' } } };
    const standard = { overrideReason: { reason: { code: 'not-applicable' }, userComment: 'no' } };
    await record.journal.append([
      anEntry({ card: 'a', content: judged({ 'HKS-III.8': 'doc-missing', 'HKS-III.1': 'met' }, ['HKS-III.8']) }),
      anEntry({ card: 'b', content: judged({ 'HKS-III.8': 'doc-missing', 'HKS-III.2': 'not-met' }, ['HKS-III.8']) }),
      anEntry({ card: 'c', policy: 'gamifant-cigna', version: 'undated', content: judged({}, []) }),
      feedback('a', 'accepted', { outcomeTimestamp: '2026-08-14T12:00:00Z' }),
      feedback('a', 'accepted', { outcomeTimestamp: '2026-08-14T12:00:00Z' }),
      feedback('a', 'overridden', { outcomeTimestamp: '2026-08-14T13:00:00Z', ...epic }),
      feedback('b', 'overridden', standard),
      feedback('b', 'overridden', { outcomeTimestamp: '1', overrideReason: { userComment: 'because' } }),
      feedback('c', 'overridden'),
      feedback('of another system', 'accepted'),
      feedback('c', 'shrugged'),
    ]);
    await record.close();
  });

  test('counts what became of the cards of a policy, and of each criterion that stood open on them', async () => {
    const { code, stdout } = await run('report', [...on(asked.address), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      policies: [
        {
          ...{ policy: 'hemgenix-bcbsks', version: '2026-07-23', accepted: 1, overridden: 3 },
          reasons: { 'not-applicable': 2, comment: 1 },
          criteria: {
            'HKS-III.8': { accepted: 1, overridden: 3, reasons: { 'not-applicable': 2, comment: 1 } },
            'HKS-III.2': { accepted: 0, overridden: 2, reasons: { 'not-applicable': 1, comment: 1 } },
          },
        },
        {
          ...{ policy: 'gamifant-cigna', version: 'undated', accepted: 0, overridden: 1 },
          ...{ reasons: { 'none given': 1 }, criteria: {} },
        },
      ],
      unknownCards: 1,
      unreadable: 1,
    });
  });

  test('is a table for people', async () => {
    const { stdout } = await run('report', on(asked.address));
    expect(stdout).toMatch(/^hemgenix-bcbsks 2026-07-23 +1 +3 +75 % +not-applicable ×2, comment ×1$/m);
    expect(stdout).toMatch(/^ {2}HKS-III\.2 +0 +2 +100 % /m);
    expect(stdout).toMatch(/^on cards that are not known: 1; not readable: 1$/m);
  });

  test('of a time without feedback is empty', async () => {
    const { code, stdout } = await run('report', [...on(asked.address), '--json', '--from', '2026-09-01']);
    expect({ code, rates: JSON.parse(stdout) }).toEqual({
      code: 0,
      rates: { policies: [], unknownCards: 0, unreadable: 0 },
    });
  });
});
