import { describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { demoCall, demoRecords, prefetched } from '../support/demo-patient.ts';
import { CANARY, INHIBITOR, type Mode } from '../support/faults/mode.ts';
import { faultyFor, honest, type Listening, listen, modes, typeOf } from '../support/faulty-server.ts';
import { startService } from '../support/service.ts';

const TOKEN = 'canary-token-5e1f';
const DEADLINE = 4_500;
/** For judging, and for a busy machine. */
const SLACK = 2_000;

const access = {
  fhirAuthorization: { access_token: TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' },
};

/** Signs the demo order with the laboratory at a server and all else prefetched, and checks what holds for any server. */
async function laboratoryFrom(fhirServer: string, deadlineMs = DEADLINE) {
  const service = await startService({}, deadlineMs);
  const keys = Object.keys(prefetched([])).filter((key) => key !== 'laboratory');
  const started = Date.now();
  const answer = await service.sign(demoCall({ fhirServer, ...access, prefetch: prefetched(demoRecords, keys) }));
  const elapsed = Date.now() - started;
  await service.close();
  expect(service.bugs).toEqual([]);
  expect(answer.status).toBe(200);
  expect(elapsed).toBeLessThan(deadlineMs + SLACK);
  const text = JSON.stringify(answer.body);
  for (const secret of [TOKEN, CANARY, fhirServer]) expect(text).not.toContain(secret);
  expect(text.length).toBeLessThan(50_000);
  expect(answer.determinations).toHaveLength(1);
  return answer.determinations[0] as Determination;
}

/** Only its own paths were asked for, under its own name, with the token, which nobody else saw. */
function expectDiscretion(server: Listening, elsewhere: Listening) {
  const host = new URL(server.base).host;
  const asked = ['/fhir/Observation', '/fhir/Observation/_search', '/fhir/Practitioner/demo-hematologist', '/fhir'];
  for (const request of server.received) {
    expect(request).toMatchObject({ host, authorization: `Bearer ${TOKEN}` });
    expect(asked).toContain(request.path);
    expect(request.search).not.toContain(TOKEN);
  }
  expect({ ...elsewhere.contacts, strange: server.contacts.strange }).toEqual({ sockets: 0, strange: 0 });
}

const statuses = ({ outcome, criteria }: Determination) => [outcome, ...criteria.map(({ id, status }) => [id, status])];

const OUTCOMES: Readonly<Record<string, string>> = {
  'as-healthy': 'likely-approval',
  'not-read': 'indeterminate',
  'not-read-in-time': 'indeterminate',
};

const isForResults = (url: URL) => ['Observation', ''].includes(typeOf(url));

const laboratoryUnder = async ({ answer, deadlineMs, requests }: Mode) => {
  const elsewhere = await listen(honest(demoRecords));
  const server = await listen(
    faultyFor(({ url }) => isForResults(url), answer, demoRecords),
    elsewhere.base,
  );
  const determination = await laboratoryFrom(server.base, deadlineMs);
  await Promise.all([server.close(), elsewhere.close()]);
  expectDiscretion(server, elsewhere);
  const asked = server.received.filter(({ path }) => path.startsWith('/fhir/Observation'));
  if (requests !== undefined) expect(asked).toHaveLength(requests);
  return determination;
};

const healthy = laboratoryUnder({ answer: honest(demoRecords), expected: 'as-healthy' });

describe.concurrent.each(modes)('a FHIR server that misbehaves: %s', (_, group) => {
  test.each(Object.entries(group))('%s', async (_name, mode) => {
    const determination = await laboratoryUnder(mode);
    const line = determination.criteria.find(({ id }) => id === 'HKS-III.5a');
    const { expected } = mode;
    expect([determination.outcome, line?.because ?? 'as-healthy']).toEqual([
      OUTCOMES[expected] ?? 'missing-documentation',
      expected,
    ]);
    expect(line?.status).toBe(expected === 'as-healthy' ? 'met' : 'doc-missing');
    if (expected === 'as-healthy') expect(statuses(determination)).toEqual(statuses(await healthy));
    else expect(line?.evidence.filter(({ counts }) => counts)).toEqual([]);
  });
});
