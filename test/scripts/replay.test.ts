import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodiesIn } from '../../scripts/replay/bodies.ts';
import { graftsOn } from '../../scripts/replay/graft.ts';
import { replay, sandboxApp } from '../../scripts/replay/run.ts';
import { report } from '../../scripts/replay/table.ts';
import { rxnorm } from '../support/codings.ts';
import { callFor, demoCall, demoRecords, orderWith, prefetched } from '../support/demo-patient.ts';

const lipitor = rxnorm('617314', 'Lipitor');
/** As it goes over the wire, and with no drug of ours in the name of the patient. */
const sent = <T>(body: T) => JSON.parse(JSON.stringify(body).replaceAll('demo-hemgenix', 'demo')) as T;
const plain = sent(callFor([orderWith({ medicationCodeableConcept: lipitor })], { prefetch: prefetched(demoRecords) }));
/** What real clients send beside the standard: a signed order without an id, alone, for `Patient/…`. */
const odd = sent({
  ...plain,
  context: {
    patientId: 'Patient/demo',
    draftOrders: orderWith({ id: undefined, status: 'active', medicationCodeableConcept: lipitor }),
  },
});
const FORMS = ['HCPCS', 'RxNorm', 'NDC', 'text', 'many codings', 'contained Medication', 'Medication in the Bundle'];
const ELSEWHERE = ['Medication in the prefetch', 'display of a reference'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
  mkdirSync(join(folder, 'inner'));
  const written = { plain: JSON.stringify(plain), 'inner/odd': JSON.stringify(odd), broken: '{"hook": ', list: '[]' };
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, `${name}.json`), text);
  writeFileSync(join(folder, 'notes.txt'), 'no body');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run replay', () => {
  const run = (...parameters: readonly string[]) =>
    spawnSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/replay.ts'), ...parameters], {
      encoding: 'utf8',
    });

  test('prints what each body came to, and ends with 0', () => {
    const { status, stdout } = run(folder);
    const rows = stdout.split('\n').map((row) => row.split(/ {2,}/));
    expect(rows).toEqual([
      ['body', 'as found', 'Hemgenix', 'Roctavian', 'Gamifant', 'Lemtrada'],
      ['broken.json', '400', '-', '-', '-', '-'],
      ['inner/odd.json', 'no card', 'likely-approval', 'not-governed', 'not-governed', 'not-governed'],
      ['list.json', '400', '-', '-', '-', '-'],
      ['plain.json', 'no card', 'likely-approval', 'not-governed', 'not-governed', 'not-governed'],
      [''],
      [expect.stringMatching(/^4 bodies, \d+ calls, 0 violations$/)],
      [''],
    ]);
    expect(status).toBe(0);
  });

  test.each([
    [[]],
    [['nowhere']],
    [['.', 'more']],
  ])('without one folder of bodies: how it is used, and 2', (parameters) =>
    expect(run(...parameters)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('usage') }));
});

describe('what is grafted', () => {
  const namesOf = (body: unknown, drug: string) =>
    graftsOn(body).flatMap((graft) => (graft.drug === drug ? [graft.form] : []));

  test('every form that the drug has a code for and the body can carry', () => {
    expect(namesOf(plain, 'hemgenix')).toEqual([...FORMS, ...ELSEWHERE]);
    expect(namesOf(plain, 'roctavian')).not.toContain('NDC');
    expect(namesOf({ ...plain, prefetch: {} }, 'hemgenix')).toEqual([...FORMS, 'display of a reference']);
    expect(namesOf(odd, 'hemgenix')).toEqual([...FORMS.slice(0, -1), ...ELSEWHERE]);
    const service = { resourceType: 'ServiceRequest', status: 'active', code: { text: 'CT' }, subject: {} };
    expect(namesOf(callFor([service]), 'gamifant')).toEqual(FORMS.slice(0, 5));
    for (const body of [undefined, [], {}, { context: { draftOrders: 1 } }, callFor([])])
      expect(graftsOn(body)).toEqual([]);
  });

  test('the carrier stays as odd as it was', () => {
    for (const { body } of graftsOn(odd)) {
      const { context } = body as unknown as typeof odd;
      expect(context.patientId).toBe('Patient/demo');
      expect(context.draftOrders).toMatchObject({ status: 'active', subject: { reference: 'Patient/demo' } });
      expect(context.draftOrders).not.toHaveProperty('id');
      expect(JSON.stringify(context.draftOrders)).not.toContain('Lipitor');
    }
  });

  test('a body without coverage gets one; its own is kept; where nothing was prefetched nothing is', () => {
    const coverageIn = (prefetch: object) => {
      const [graft] = graftsOn({ ...plain, prefetch });
      return (graft?.body.prefetch as { coverage?: { id?: string } }).coverage;
    };
    expect(coverageIn({ patient: null })).toMatchObject({ id: 'grafted-coverage' });
    expect(coverageIn({ coverage: null })).toBeNull();
    expect(coverageIn({})).toBeUndefined();
  });
});

describe('what is a violation', () => {
  const json = (status: number, body: unknown): RequestListener => answering(status, () => JSON.stringify(body));
  const answering =
    (status: number, textFor: (sent: string) => string): RequestListener =>
    (request, response) => {
      const sent: Buffer[] = [];
      request.on('data', (chunk: Buffer) => sent.push(chunk));
      request.on('end', () => response.writeHead(status).end(textFor(Buffer.concat(sent).toString())));
    };
  const card = (drug: string, more: object = {}) => ({
    summary: `Approval likely: ${drug}`,
    extension: { 'countersign.determination': { id: randomUUID(), outcome: 'likely-approval', ...more } },
  });
  const brands = { J1411: 'Hemgenix', J1412: 'Roctavian', J9210: 'Gamifant', J0202: 'Lemtrada' };
  const bodies = [{ name: 'plain', text: JSON.stringify(plain) }];
  const violations = async (app: RequestListener, limit?: number) =>
    (await replay(bodies, app, limit)).flatMap((each) => each.violations);

  test.each<[string, RequestListener, string]>([
    ['an error of the server', json(500, { resourceType: 'OperationOutcome' }), 'as found: status 500'],
    ['a page', answering(200, () => '<html>'), 'as found: no JSON'],
    ['JSON of another kind', json(200, { message: 'ok' }), 'as found: neither cards nor an OperationOutcome'],
    ['a card for another drug', json(200, { cards: [card('Lipitor')] }), 'as found: a card for a drug of no policy'],
    [
      'a card that names another drug',
      json(200, { cards: [card('Lipitor')] }),
      'Hemgenix by HCPCS: a card that names another drug',
    ],
    ['a drug that is missed', json(200, { cards: [] }), 'Gamifant by Medication in the Bundle: no card'],
  ])('%s', async (_, app, expected) => expect(await violations(app)).toContain(expected));

  test('no answer', async () =>
    expect(await violations(() => undefined, 20)).toContain('as found: no answer within 0.02 s'));

  test('a form that comes to something else; an id and the remark on the text are no difference', async () => {
    const byForm = (difference: (sent: string) => object) =>
      answering(200, (sent) => {
        const drug = Object.values(brands).find((brand) => sent.includes(`"${brand}"`)) ?? brandIn(sent);
        return JSON.stringify({ cards: sent.includes('Lipitor') ? [] : [card(drug ?? '?', difference(sent))] });
      });
    const brandIn = (sent: string) => Object.entries(brands).find(([code]) => sent.includes(code))?.[1];
    const isText = (sent: string) => sent.includes('"text":"Hemgenix"');
    const remark = 'The drug was read from the text of the order, which carries no code that names it: check it.';
    const own = (found: readonly string[]) => found.filter((each) => each.startsWith('Hemgenix by text'));
    expect(own(await violations(byForm((sent) => ({ notices: isText(sent) ? [remark] : [] }))))).toEqual([]);
    expect(own(await violations(byForm((sent) => ({ notices: isText(sent) ? ['Another.'] : [] }))))).toEqual([
      'Hemgenix by text: another determination (likely-approval) than by the first form',
    ]);
    const kit = (status: string) => ({
      criteria: [
        { id: 'HKS-DOSE', status },
        { id: 'HKS-II', status: 'met' },
      ],
    });
    expect(own(await violations(byForm((sent) => kit(isText(sent) ? 'n/a' : 'met'))))).toEqual([]);
  });

  test('each stands on a line of its own, and many bodies are counted', async () => {
    const many = Array.from({ length: 31 }, (_, index) => ({ name: `body ${index}`, text: '[]' }));
    const lines = report(await replay(many, json(500, { resourceType: 'OperationOutcome' }))).split('\n');
    expect(lines).toContain('VIOLATION body 30: as found: status 500');
    expect(lines).toContainEqual(expect.stringMatching(/^500 +31 +0 +0 +0 +0$/));
    expect(lines.at(-1)).toBe('31 bodies, 31 calls, 31 violations');
  });

  test('a body that orders a governed drug may get its card', async () => {
    const own = [{ name: 'own', text: JSON.stringify(demoCall({ prefetch: prefetched(demoRecords) })) }];
    expect(await replay(own, sandboxApp())).toMatchObject([{ asFound: 'likely-approval', violations: [] }]);
  });
});

const EXAMPLES = resolve(import.meta.dirname, '../../../shared/examples/requests');

describe.skipIf(!existsSync(EXAMPLES))('real bodies (SKIPPED where ../shared/examples is absent)', () => {
  test('every body is answered, and the same drug comes to the same in every form', async () => {
    const replayed = await replay(bodiesIn(EXAMPLES), sandboxApp());
    expect(replayed.flatMap(({ name, violations }) => violations.map((each) => `${name}: ${each}`))).toEqual([]);
    expect(replayed.filter(({ posted }) => posted > 1).length).toBeGreaterThan(60);
    const outcomes = new Set(replayed.flatMap(({ byDrug }) => Object.values(byDrug)));
    expect([...outcomes].filter((each) => each.includes(' / '))).toEqual([]);
  }, 300_000);
});
