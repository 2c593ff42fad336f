import { validateResource } from '@medplum/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoPatients, resourcesIn } from '../../src/demo/patients.ts';
import { requests, searchFor } from '../../src/fhir/source.ts';
import { askingItself, callFrom } from '../support/demo-patients.ts';
import { indexDefinitions } from '../support/fhir-server.ts';
import { type Service, startService } from '../support/service.ts';

type Validated = Parameters<typeof validateResource>[0];
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

let service: Service;
beforeAll(async () => {
  indexDefinitions();
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

async function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : `${service.url}/demo/fhir/${path}`, { headers });
  const body = (await response.json()) as Record<string, unknown>;
  if (!path.endsWith('/patients')) {
    expect(response.headers.get('content-type')).toContain('application/fhir+json');
    expect(() => validateResource(body as unknown as Validated)).not.toThrow();
  }
  return { status: response.status, headers: response.headers, body };
}

const idsIn = ({ body }: Answer): readonly string[] =>
  ((body.entry ?? []) as { resource: { id: string } }[]).map(({ resource }) => resource.id);
const linkIn = ({ body }: Answer, relation: string) =>
  (body.link as { relation: string; url: string }[]).find((link) => link.relation === relation)?.url;

describe('the list of patients', () => {
  test('names each with its drug, its outcome and the call to make', async () => {
    const { status, headers, body } = await get(`${service.url}/demo/patients`, { origin: 'https://console.example' });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(body).toEqual(
      demoPatients.map(({ id, drug, title, expected, call }) => ({ id, drug, title, expected, call })),
    );
  });
});

describe('reading', () => {
  test('a record comes as it was shipped, to any site', async () => {
    const answer = await get('Patient/hemgenix-approval', { origin: 'https://ehr.example' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.body).toEqual(
      resourcesIn(demoPatients[0]?.bundle ?? { resourceType: 'Bundle', type: 'collection' })[0],
    );
  });

  test.each([
    'Patient/nobody',
    'Patient/lemtrada-approval-mri',
    'Immunization/1',
    'Nothing',
    '.well-known/smart-configuration',
  ])('%s is not there, and an OperationOutcome says so', async (path) => {
    expect(await get(path)).toMatchObject({
      status: 404,
      body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] },
    });
  });

  test('the CapabilityStatement names what can be searched, and the one type that can be created', async () => {
    const { status, body } = await get('metadata');
    expect(status).toBe(200);
    expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', kind: 'instance' });
    const [{ resource }] = body.rest as [{ resource: { type: string; interaction: { code: string }[] }[] }];
    expect(resource.map(({ type }) => type)).toEqual(
      expect.arrayContaining(Object.values(requests).map(({ type }) => type)),
    );
    const created = resource.filter(({ interaction }) => interaction.some(({ code }) => code === 'create'));
    expect(created.map(({ type }) => type)).toEqual(['QuestionnaireResponse']);
  });
});

describe('searching', () => {
  test.each(
    Object.entries(requests).filter(([, { patientAt }]) => patientAt !== 'id'),
  )('the request for %s finds the records of the one patient', async (_part, request) => {
    for (const patient of demoPatients) {
      const query = new URLSearchParams(searchFor(request, patient.id));
      const answer = await get(`${request.type}?${query}`);
      const kept = resourcesIn(patient.bundle)
        .filter(({ resourceType }) => resourceType === request.type)
        .filter(
          (each) => query.get('category') === null || JSON.stringify(each).includes(`"${query.get('category')}"`),
        );
      expect(answer).toMatchObject({ status: 200, body: { type: 'searchset', total: kept.length } });
      expect(idsIn(answer)).toEqual(kept.map(({ id }) => id));
    }
  });

  test.each([
    ['Patient?_id=gamifant-denial,gamifant-missing', ['gamifant-missing', 'gamifant-denial']],
    ['Observation?subject=Patient/gamifant-missing&code=2276-4&status=registered', ['gamifant-missing-ferritin-sent']],
    [
      'Observation?patient=Patient/gamifant-missing&code=http://loinc.org|2276-4&status=final',
      ['gamifant-missing-ferritin-first', 'gamifant-missing-ferritin'],
    ],
    ['Observation?patient=gamifant-missing&code=http://snomed.info/sct|2276-4', []],
    ['Observation?patient=gamifant-missing&patient=gamifant-denial', []],
    ['MedicationRequest?patient=lemtrada-denial&intent=order,plan', ['lemtrada-denial-order']],
    ['MedicationRequest?patient=lemtrada-denial&intent=proposal', []],
    ['PractitionerRole?practitioner=whitfield', ['whitfield-role']],
    ['PractitionerRole?practitioner=Practitioner/whitfield', ['whitfield-role']],
    ['MedicationStatement?patient=lemtrada-missing&code=214582', ['lemtrada-missing-glatiramer']],
    ['Condition?patient=nobody', []],
  ])('%s', async (query, ids) => {
    expect(idsIn(await get(query))).toEqual(ids);
  });

  test('what is no parameter here is left out of the link to itself', async () => {
    const answer = await get('Coverage?patient=lemtrada-denial&_include=Coverage:payor&_count=many&_sort=color');
    expect(idsIn(answer)).toEqual(['lemtrada-denial-coverage']);
    expect(linkIn(answer, 'self')).toBe(`${service.url}/demo/fhir/Coverage?patient=lemtrada-denial`);
    expect(linkIn(answer, 'next')).toBeUndefined();
  });

  test('pages follow one another by their links, and each says how many there are', async () => {
    const first = await get('Patient?_count=5&_sort=_id');
    const second = await get(linkIn(first, 'next') ?? '');
    const third = await get(linkIn(second, 'next') ?? '');
    expect(linkIn(third, 'next')).toBeUndefined();
    expect([first, second, third].map(({ body }) => body.total)).toEqual([12, 12, 12]);
    expect([first, second, third].flatMap(idsIn)).toEqual(demoPatients.map(({ id }) => id).sort());
    expect(await get('Patient?_count=0')).toMatchObject({ body: { total: 12 } });
    expect(idsIn(await get('Patient?_count=12'))).toHaveLength(12);
    expect(linkIn(await get('Patient?_count=12'), 'next')).toBeUndefined();
  });

  test('the newest record first', async () => {
    const ferritin = 'Observation?patient=gamifant-approval&code=2276-4';
    expect(idsIn(await get(`${ferritin}&_sort=-date&_count=1`))).toEqual(['gamifant-approval-ferritin']);
    expect(idsIn(await get(`${ferritin}&_sort=date&_count=1`))).toEqual(['gamifant-approval-ferritin-baseline']);
  });
});

describe('a form that was filled in', () => {
  beforeEach(async () => {
    await service.close();
    service = await startService();
  });

  const form = (patient: string, answers: Readonly<Record<string, boolean>>, more: object = {}) => ({
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${service.url}/fhir/Questionnaire/lemtrada-cigna|2024-03-01`,
    status: 'completed',
    subject: { reference: `Patient/${patient}` },
    authored: '2026-08-14T10:30:00-05:00',
    item: Object.entries(answers).map(([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] })),
    ...more,
  });
  const save = (body: unknown) => service.post('/demo/fhir/QuestionnaireResponse', JSON.stringify(body));

  test('is kept, marked as synthetic, and counts at the next call', async () => {
    const patient = demoPatients.find(({ id }) => id === 'lemtrada-missing');
    if (patient === undefined) throw new Error('no such patient');
    const outcomes = async () =>
      (await service.sign(callFrom(patient, askingItself(service)))).determinations.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['missing-documentation']);
    const response = await save(form('lemtrada-missing', { 'LEM-C.i': true }));
    expect(response.status).toBe(201);
    const address = response.headers.get('location') ?? '';
    const kept = await get(address);
    expect(await response.json()).toEqual(kept.body);
    expect(kept.body).toMatchObject({ meta: { tag: [{ code: 'HTEST' }] }, item: [{ linkId: 'LEM-C.i' }] });
    expect(address).toBe(`${service.url}/demo/fhir/QuestionnaireResponse/${kept.body.id}`);
    expect(await outcomes()).toEqual(['likely-approval']);
  });

  test.each([
    ['another type', { resourceType: 'Observation' }, 'resourceType'],
    ['no status', { status: undefined }, 'status'],
    ['no subject', { subject: undefined }, 'subject'],
    ['a patient who is none of ours', { subject: { reference: 'Patient/somebody' } }, 'subject'],
    ['a subject that is no patient', { subject: { reference: 'Group/lemtrada-missing' } }, 'subject'],
  ])('is refused with %s', async (_what, more, named) => {
    const response = await save(form('lemtrada-missing', {}, more));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'invalid', diagnostics: expect.stringMatching(new RegExp(`^${named}: `)) }],
    });
    expect(await get('QuestionnaireResponse?patient=lemtrada-missing')).toMatchObject({ body: { total: 0 } });
  });

  test('is refused when it is longer than any form', async () => {
    const response = await save(form('lemtrada-missing', {}, { language: 'x'.repeat(200_000) }));
    expect(response.status).toBe(413);
    expect(await get('QuestionnaireResponse?patient=lemtrada-missing')).toMatchObject({ body: { total: 0 } });
  });

  test('gives way after a hundred others; shipped ones stay', async () => {
    const first = ((await (await save(form('lemtrada-missing', {}))).json()) as { id: string }).id;
    for (let saved = 1; saved < 100; saved += 1) await save(form('lemtrada-denial', {}));
    expect((await get(`QuestionnaireResponse/${first}`)).status).toBe(200);
    await save(form('lemtrada-denial', {}));
    expect((await get(`QuestionnaireResponse/${first}`)).status).toBe(404);
    const answer = await get('QuestionnaireResponse?patient=lemtrada-denial&_count=500');
    expect(idsIn(answer)).toHaveLength(101);
    expect(idsIn(answer)).toContain('lemtrada-denial-answers');
  });

  test('can be sent from the page of another site', async () => {
    const response = await fetch(`${service.url}/demo/fhir/QuestionnaireResponse`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
  });
});

test('a search by POST finds what a search by GET finds, and heeds the address too', async () => {
  const found = async (path: string, body?: string) => {
    const sent = body === undefined ? {} : { body: new URLSearchParams(body), method: 'POST' };
    return (await (await fetch(`${service.url}/demo/fhir/${path}`, sent)).json()) as {
      link: unknown;
      entry?: unknown[];
    };
  };
  const byGet = await found('Observation?patient=lemtrada-missing&category=laboratory');
  expect(byGet.entry?.length).toBeGreaterThan(0);
  expect(await found('Observation/_search?patient=lemtrada-missing', 'category=laboratory')).toEqual(byGet);
  expect(await found('Observation/_search', 'patient=lemtrada-missing&category=laboratory')).toEqual(byGet);
  expect(await found('Nothing/_search', 'patient=lemtrada-missing')).toMatchObject({
    resourceType: 'OperationOutcome',
  });
});

test('nothing else can be changed', async () => {
  for (const [method, path] of [
    ['POST', 'Patient'],
    ['PUT', 'Patient/lemtrada-missing'],
    ['DELETE', 'Patient/lemtrada-missing'],
  ] as const) {
    const response = await fetch(`${service.url}/demo/fhir/${path}`, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  }
  expect((await get('Patient/lemtrada-missing')).status).toBe(200);
});

test('a service in production has none of this', async () => {
  const production = await startService({}, undefined, { profile: 'production' });
  for (const path of ['/demo/patients', '/demo/fhir/metadata', '/demo/fhir/Patient/lemtrada-missing']) {
    const response = await fetch(`${production.url}${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('Synthetic');
  }
  expect((await production.post('/demo/fhir/QuestionnaireResponse', '{}')).status).toBe(404);
  await production.close();
});
