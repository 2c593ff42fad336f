import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCall, demoRecords, orderWith, prefetched } from '../support/demo-patient.ts';
import { keptText } from '../support/kept-text.ts';
import { openClient, PUBLIC_URL, type RegisteredClient } from '../support/registered-client.ts';
import { type Service, startService } from '../support/service.ts';

const SIGN = '/cds-services/order-sign';
const TOKEN = 'borrowed-token-of-this-call';
/** The same in JSON, as nobody needs to write it. */
const ESCAPED = TOKEN.replace('b', '\\u0062');
/** Too short to be looked for everywhere; it must go from where it is known to be. */
const SHORT = 'tiny-5';
const folder = mkdtempSync(join(tmpdir(), 'countersign-record-'));

let hospital: RegisteredClient;
let service: Service;
beforeAll(async () => {
  hospital = await openClient('hospital');
  service = await startService({}, 4_500, {
    profile: 'production',
    publicUrl: PUBLIC_URL,
    clients: [hospital.settings],
    storage: `file:${join(folder, 'record.db')}`,
  });
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const prefetch = prefetched(demoRecords);
const fhirAuthorization = {
  access_token: TOKEN,
  token_type: 'Bearer',
  scope: 'patient/*.read',
  refresh: SHORT,
  more: { deep: [`${TOKEN}-refresh`] },
};
const good = demoCall({ prefetch, fhirAuthorization });
const item = { card: 'f9a3', outcome: 'overridden', outcomeTimestamp: '2026-08-14T15:00:00Z' };

/** Everything on the disk, log and answer, as text. */
const kept = async (): Promise<string> => [await keptText(folder), ...service.lines].join('\n');

describe('no token stands in the record, the log or an answer', () => {
  test.each<[string, string, (authorization: string) => string | Buffer, number]>([
    ['where it belongs', SIGN, () => JSON.stringify(good), 200],
    [
      'where it belongs, in a request with escapes that need not be',
      SIGN,
      () => JSON.stringify(good).replace('"hook":', '"\\u0068ook":'),
      200,
    ],
    ['as the hook instance', SIGN, () => JSON.stringify({ ...good, hookInstance: TOKEN }), 200],
    ['as the user', SIGN, () => JSON.stringify({ ...good, context: { ...good.context, userId: TOKEN } }), 200],
    ['as the patient', SIGN, () => JSON.stringify({ ...good, context: { ...good.context, patientId: TOKEN } }), 200],
    [
      'as the id of an order',
      SIGN,
      () => JSON.stringify(demoCall({ prefetch, fhirAuthorization })).replace('"id":"demo-order"', `"id":"${TOKEN}"`),
      200,
    ],
    ['in a remark of the caller', SIGN, (own) => JSON.stringify({ ...good, remark: `sent with ${own}` }), 200],
    [
      'in the words for the drug, where a determination could quote it',
      SIGN,
      () => JSON.stringify(good).replace('Hemgenix, kit', `Hemgenix ${TOKEN}`),
      200,
    ],
    ['in a call that is wrong', SIGN, () => JSON.stringify({ ...good, hook: TOKEN }), 400],
    ['in what is no JSON', SIGN, () => `${JSON.stringify(good)}}`, 400],
    ['in what is no UTF-8', SIGN, () => Buffer.concat([Buffer.from(JSON.stringify(good)), Buffer.from([0xff])]), 400],
    ['in what is neither', SIGN, () => TOKEN, 400],
    [
      'in what a clinician wrote about a card',
      `${SIGN}/feedback`,
      (own) => JSON.stringify({ feedback: [{ ...item, overrideReason: { userComment: own } }] }),
      200,
    ],
    ['as the card', `${SIGN}/feedback`, (own) => JSON.stringify({ feedback: [{ ...item, card: own }] }), 200],
    [
      'in a remark written with escapes',
      SIGN,
      () => JSON.stringify({ ...good, remark: TOKEN }).replace(`"remark":"${TOKEN}`, `"remark":"${ESCAPED}`),
      200,
    ],
  ])('%s', async (_, path, body, status) => {
    const authorization = await hospital.authorization(path);
    const own = authorization.replace('Bearer ', '');
    const sent = body(own);
    const response = await fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: sent,
    });
    expect(response.status).toBe(status);
    const text = await kept();
    for (const secret of [TOKEN, ESCAPED, own])
      for (const written of [secret, [...Buffer.from(secret)].join(',')]) expect(text.includes(written)).toBe(false);
    expect(text.includes(`"${SHORT}"`)).toBe(false);
  });

  test('while what was sent beside it does', async () => {
    const text = await kept();
    expect(orderWith({}).id).toBe('demo-order');
    for (const each of ['MedicationRequest/demo-order', 'patient/*.read', '[token]', 'f9a3', 'sha256'])
      expect(text).toContain(each);
  });
});
