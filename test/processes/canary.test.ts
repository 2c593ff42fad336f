import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/record/archive.ts';
import { changing, demoCall, prefetched } from '../support/demo-patient.ts';
import { honest, listen, modes } from '../support/faulty-server.ts';
import { freePort, ready, spawnService } from '../support/process.ts';

/** Of a patient: allowed in answers to the client, and in the protected columns of the record. */
const PERSON = ['Quackenbush', 'Zebediah', 'MRN-77421-CANARY', 'demo-hemgenix', 'canary-comment'];
const TOKEN = 'canary-access-token-5e1f77';
const PROTECTED = ['patient', 'user', 'order', 'hookInstance', 'card', 'content'];

const records = changing({
  'demo-hemgenix': {
    name: [{ family: 'Quackenbush', given: ['Zebediah'] }],
    identifier: [{ system: 'urn:oid:1.2.3', value: 'MRN-77421-CANARY' }],
  },
});
const LABORATORY = Object.keys(prefetched([])).filter((key) => key !== 'laboratory');
const fhirAuthorization = { access_token: TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' };

/** Where else canaries may stand. A token is known as one where the call gives it as such, or where no body is read. */
const oddCalls: readonly (readonly [path: string, body: string, headers?: Record<string, string>])[] = [
  ['/cds-services/order-sign', `{"hook":"order-sign","name":"${PERSON.join(' ')} ${TOKEN}"`],
  ['/cds-services/order-sign', JSON.stringify({ hook: PERSON.join(), hookInstance: PERSON.join(), context: PERSON })],
  ['/cds-services/order-sign', JSON.stringify(demoCall({ fhirAuthorization: [TOKEN] }))],
  [
    '/cds-services/order-sign',
    JSON.stringify(demoCall({ fhirServer: `http://127.0.0.1:9/${TOKEN}?${PERSON.join()}`, fhirAuthorization })),
  ],
  ['/cds-services/order-sign', JSON.stringify(demoCall({ extension: { jwt: TOKEN }, fhirAuthorization }))],
  ['/cds-services/order-sign', JSON.stringify({ ...demoCall(), hook: 'order-sign', prefetch: { patient: PERSON } })],
  ['/crd/cds-services/order-sign', JSON.stringify(demoCall({ fhirAuthorization, prefetch: prefetched(records) }))],
  [`/cds-services/${PERSON[0]}?token=${TOKEN}`, JSON.stringify(demoCall())],
  ['/cds-services/order-sign', PERSON.join(), { 'content-type': `text/${TOKEN}` }],
  ['/cds-services/order-sign', JSON.stringify(demoCall()), { traceparent: `00-${TOKEN}`, authorization: TOKEN }],
  ['/cds-services/order-sign', JSON.stringify(demoCall()), { 'content-encoding': 'gzip' }],
  [
    '/cds-services/order-sign/feedback',
    JSON.stringify({ feedback: [{ card: 'demo-hemgenix', outcome: 'canary-comment' }] }),
  ],
  ['/cds-services/order-sign/feedback', JSON.stringify({ feedback: PERSON })],
  ['/fhir/Questionnaire/$questionnaire-package', JSON.stringify({ resourceType: PERSON.join(), parameter: PERSON })],
];

const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('a canary patient and token, through every fault of a server: nowhere but in answers and protected columns', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
  const port = await freePort();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'a' }] };
  const clients = [{ id: 'hospital', iss: 'https://ehr.example.org', jwks, replayWindowSeconds: 0 }];
  const service = spawnService(port, { deadlineMs: 700, clients });
  await ready(service.url);
  const jwt = await new SignJWT({
    iss: 'https://ehr.example.org',
    aud: `${service.url}/cds-services/order-sign`,
    jti: 'x',
  })
    .setProtectedHeader({ alg: 'ES384', kid: 'a' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  const [, , signature = ''] = jwt.split('.');
  const secrets = [TOKEN, signature];
  const refusals: string[] = [];
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const all = { 'content-type': 'application/json', ...headers };
    const response = await fetch(`${service.url}${path}`, { method: 'POST', headers: all, body });
    const text = await response.text();
    if (response.status !== 200) refusals.push(`${response.status} ${text} ${JSON.stringify([...response.headers])}`);
    return response.status;
  };

  const all = modes.flatMap(([, group]) => Object.values(group));
  const elsewhere = await listen(honest(records));
  const worker = async () => {
    for (let mode = all.pop(); mode !== undefined; mode = all.pop()) {
      const server = await listen(mode.answer, elsewhere.base);
      const call = demoCall({ fhirServer: server.base, fhirAuthorization, prefetch: prefetched(records, LABORATORY) });
      expect(await post('/cds-services/order-sign', JSON.stringify(call), { authorization: `Bearer ${jwt}` })).toBe(
        200,
      );
      await server.close();
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  for (const each of oddCalls) await post(...each);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  for (const person of PERSON) {
    const response = await fetch(`${service.url}/determinations/${person}?${TOKEN}`);
    refusals.push(await response.text());
  }
  service.child.kill('SIGTERM');
  expect(await service.exit).toBe(0);
  await elsewhere.close();

  expect(refusals.length).toBeGreaterThan(10);
  const streams = { ...service.output, metrics, refusals: refusals.join('\n') };
  for (const [name, text] of Object.entries(streams))
    for (const canary of [...PERSON, ...secrets]) expect(text.includes(canary), `${canary} in ${name}`).toBe(false);
  const files = filesIn(service.cwd);
  for (const path of files)
    for (const canary of secrets) expect(readFileSync(path).includes(canary), `${canary} in ${path}`).toBe(false);
  for (const path of files.filter((each) => !each.includes('countersign.db')))
    for (const canary of PERSON) expect(readFileSync(path).includes(canary), `${canary} in ${path}`).toBe(false);

  const archive = openArchive(`file:${join(service.cwd, 'data/countersign.db')}`);
  let [rows, held] = [0, 0];
  for await (const entry of archive.entries()) {
    rows += 1;
    if (entry.content.includes('Quackenbush')) held += 1;
    for (const canary of secrets) expect(entry.content.includes(canary), `${canary} in ${entry.sequence}`).toBe(false);
    const open = Object.entries(entry).filter(([column]) => !PROTECTED.includes(column));
    for (const canary of PERSON) expect(JSON.stringify(open), `${entry.kind} ${entry.sequence}`).not.toContain(canary);
  }
  await archive.close();
  expect(rows).toBeGreaterThan(600);
  expect(held).toBeGreaterThan(250);
}, 240_000);
