import { validateResource } from '@medplum/core';
import type { Bundle, OperationOutcome, Parameters, Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callOf, prefetchOf } from '../../acceptance/every-patient.ts';
import * as chart from '../../acceptance/records.ts';
import { siteOfCarePatients } from '../../acceptance/site-of-care-patients.ts';
import { demoCall, demoRecords, orderWith, prefetched, without } from '../../support/demo-patient.ts';
import { indexDefinitions } from '../../support/fhir-server.ts';
import { itemsIn } from '../../support/filled-in.ts';
import { type Service, startService } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  indexDefinitions();
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const BASE = 'http://127.0.0.1:3000/fhir/Questionnaire';
const OPERATION = '/fhir/Questionnaire/$questionnaire-package';
type Parameter = { name: string; [member: string]: unknown };

async function ask(...parameter: readonly Parameter[]) {
  const response = await service.post(OPERATION, JSON.stringify({ resourceType: 'Parameters', parameter }), {
    'content-type': 'application/fhir+json',
  });
  expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  const body = (await response.json()) as Pick<Parameters, 'parameter'> & Partial<Pick<OperationOutcome, 'issue'>>;
  expect(() => validateResource(body as unknown as globalThis.Parameters<typeof validateResource>[0])).not.toThrow();
  expect(JSON.stringify(body)).not.toMatch(/\[\]|\{\}|""/);
  const packages = (body.parameter ?? []).filter(({ name }) => name === 'packagebundle');
  const outcome = body.parameter?.find(({ name }) => name === 'outcome')?.resource as OperationOutcome | undefined;
  return {
    status: response.status,
    says: [...(body.issue ?? []), ...(outcome?.issue ?? [])].map(({ code, diagnostics }) => `${code}: ${diagnostics}`),
    packages: packages.map(({ resource }) => {
      const { entry = [] } = resource as Bundle;
      const [questionnaire, draft] = entry.map((each) => each.resource);
      expect(entry).toHaveLength(2);
      return { questionnaire: questionnaire as Questionnaire, draft: draft as QuestionnaireResponse };
    }),
  };
}
const names = ({ packages }: Awaited<ReturnType<typeof ask>>) =>
  packages.map(({ draft: { questionnaire } }) => questionnaire?.replace(`${BASE}/`, ''));
const answered = ({ packages }: Awaited<ReturnType<typeof ask>>) =>
  packages.flatMap(({ draft }) => itemsIn(draft.item)).filter(({ answer }) => answer !== undefined).length;

const coverage = demoRecords.find(({ resourceType }) => resourceType === 'Coverage');
const organizations = demoRecords.filter(({ resourceType }) => resourceType === 'Organization');
const covered: Parameter = { name: 'coverage', resource: coverage };
const payor: readonly Parameter[] = organizations.map((resource) => ({ name: 'referenced', resource }));
const order = (changed: Record<string, unknown> = {}): Parameter => ({ name: 'order', resource: orderWith(changed) });
const canonical = (value: string): Parameter => ({ name: 'questionnaire', valueCanonical: value });
const context = (valueString: string): Parameter => ({ name: 'context', valueString });

async function judged(body: unknown): Promise<string> {
  const { determinations } = await service.sign(body);
  return determinations[0]?.id ?? 'none';
}
const demo = (records = demoRecords) => judged(demoCall({ prefetch: prefetched(records) }));

describe('after a determination', () => {
  test('its policy version, filled in; the patient, coverage and order are named', async () => {
    const asked = await ask(covered, context(await demo(without('aav5-titer'))));
    expect(names(asked)).toEqual(['hemgenix-bcbsks|2026-07-23']);
    expect(answered(asked)).toBeGreaterThan(10);
    const [{ draft } = { draft: undefined }] = asked.packages;
    expect(draft?.subject?.reference).toBe('Patient/demo-hemgenix');
    expect(
      draft?.extension?.map(({ url, valueReference }) => [url.split('/').at(-1), valueReference?.reference]),
    ).toEqual([
      ['qr-coverage', `Coverage/${coverage?.id}`],
      ['qr-context', 'MedicationRequest/demo-order'],
      ['intendedUse', undefined],
    ]);
  });

  test('a canonical beside it says which is wanted; another version is not filled in from it', async () => {
    const id = await demo();
    const same = await ask(covered, context(id), canonical(`${BASE}/hemgenix-bcbsks|2026-07-23`));
    const older = await ask(covered, context(id), canonical(`${BASE}/hemgenix-bcbsks|2026-01-08`));
    expect([names(same), names(older)]).toEqual([['hemgenix-bcbsks|2026-07-23'], ['hemgenix-bcbsks|2026-01-08']]);
    expect([answered(same) > 10, answered(older)]).toEqual([true, 0]);
  });

  test('an order without an id is not pointed at', async () => {
    const id = await judged(demoCall({ prefetch: prefetched(demoRecords), context: unnamedOrder() }));
    const { packages } = await ask(covered, context(id));
    expect(JSON.stringify(packages[0]?.draft.extension)).not.toContain('entry 1');
  });
  const unnamedOrder = () => {
    const { context: sent } = demoCall();
    const { id: _, ...resource } = orderWith({});
    return { ...sent, draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] } };
  };

  test('the place has its own form where something is needed for it', async () => {
    const hospital = siteOfCarePatients.find(({ expected }) => expected[0]?.siteOfCare === 'missing-documentation');
    if (hospital === undefined) throw new Error('no such patient');
    const id = await judged(callOf(hospital, { prefetch: prefetchOf(hospital) }));
    const resource = hospital.records.find(({ resourceType }) => resourceType === 'Coverage');
    const asked = await ask({ name: 'coverage', resource }, context(id));
    expect(names(asked)).toContain('site-of-care-cigna|undated');
  });

  test('where no text was judged, it says so', async () => {
    const federal = demoRecords.map((record) =>
      record.resourceType === 'Coverage' ? { ...record, type: { text: 'Federal Employee Program' } } : record,
    );
    const asked = await ask(covered, context(await demo(federal)));
    expect([asked.status, asked.packages, asked.says[0]]).toEqual([
      200,
      [],
      expect.stringMatching(/^informational: No policy text was judged/),
    ]);
  });
});

describe('without a determination', () => {
  test.each<[string, readonly Parameter[], readonly string[]]>([
    ['the payer’s version of the day of service', [covered, ...payor, order()], ['hemgenix-bcbsks|2026-07-23']],
    [
      'the wording before, for an earlier service',
      [covered, ...payor, order({ dispenseRequest: { validityPeriod: { start: '2026-07-22' } } })],
      ['hemgenix-bcbsks|2026-01-08'],
    ],
    [
      'every payer’s, where the payor was not sent along',
      [covered, order()],
      ['hemgenix-bcbsks|2026-07-23', 'hemgenix-pharmacy-109|2025-11-20'],
    ],
    [
      'by the payor’s display alone',
      [{ name: 'coverage', resource: { ...coverage, payor: [{ display: 'Excellus BlueCross BlueShield' }] } }, order()],
      ['hemgenix-pharmacy-109|2025-11-20'],
    ],
    [
      'a canonical without a version is that in force today',
      [covered, canonical(`${BASE}/hemgenix-bcbsks`)],
      ['hemgenix-bcbsks|2026-07-23'],
    ],
    [
      'each Questionnaire once',
      [covered, canonical(`${BASE}/lemtrada-cigna`), canonical(`${BASE}/lemtrada-cigna|2024-03-01`)],
      ['lemtrada-cigna|2024-03-01'],
    ],
  ])('%s', async (_, parameters, expected) => {
    const asked = await ask(...parameters);
    expect([asked.status, asked.says, names(asked)]).toEqual([200, [], expected]);
    expect(answered(asked)).toBe(0);
  });

  test.each<[string, readonly Parameter[], RegExp]>([
    [
      'a canonical that is not ours',
      [covered, canonical('https://x.example.org/Questionnaire/9')],
      /^not-found: .*questionnaire \(1\.\)/,
    ],
    ['a version that is not held', [covered, canonical(`${BASE}/gamifant-cigna|2020-01-01`)], /^not-found/],
    [
      'another payer',
      [
        {
          name: 'coverage',
          resource: { ...coverage, payor: [{ display: 'Blue Cross and Blue Shield of Kansas City' }] },
        },
        order(),
      ],
      /^not-found: MedicationRequest\/demo-order: no policy text/,
    ],
    [
      'another drug',
      [covered, order({ medicationCodeableConcept: chart.rxnorm('5640', 'ibuprofen') })],
      /^not-found: MedicationRequest\/demo-order/,
    ],
    [
      'a day before any text',
      [covered, ...payor, order({ dispenseRequest: { validityPeriod: { start: '2020-07-22' } } })],
      /^not-found/,
    ],
  ])('%s is a warning, and no form', async (_, parameters, expected) => {
    const { status, packages, says } = await ask(...parameters);
    expect([status, packages, says]).toEqual([200, [], [expect.stringMatching(expected)]]);
  });
});

describe('what is refused, with an OperationOutcome', () => {
  test.each<[string, readonly Parameter[], number, RegExp]>([
    ['a context that is not known', [covered, context('none-such')], 404, /^not-found: Parameters.context/],
    ['no coverage', [order()], 400, /^required: Parameters.coverage/],
    ['two coverages', [covered, covered, order()], 400, /^required: Parameters.coverage/],
    ['something else as the coverage', [{ name: 'coverage', resource: orderWith({}) }, order()], 400, /^required/],
    ['a coverage without an id', [{ name: 'coverage', resource: { ...coverage, id: undefined } }, order()], 400, /id/],
    ['neither order nor canonical nor context', [covered], 400, /^required: .*at least one of order/],
    [
      'a coverage that names no beneficiary',
      [{ name: 'coverage', resource: { ...coverage, beneficiary: undefined } }, canonical(`${BASE}/lemtrada-cigna`)],
      400,
      /^required: Parameters.coverage: its beneficiary/,
    ],
    ['another patient’s order', [covered, order({ subject: { reference: 'Patient/neighbor' } })], 400, /same patient/],
  ])('%s', async (_, parameters, status, expected) => {
    const asked = await ask(...parameters);
    expect([asked.status, asked.says]).toEqual([status, [expect.stringMatching(expected)]]);
  });

  test('a determination opens only beside the coverage and the patient that it was made for', async () => {
    const id = await demo();
    const asked = (changed: Record<string, unknown>) =>
      ask({ name: 'coverage', resource: { ...coverage, ...changed } }, context(id));
    expect((await asked({ id: 'somebody-elses' })).status).toBe(404);
    expect((await asked({ beneficiary: { reference: 'Patient/somebody-else' } })).status).toBe(404);
    expect((await ask(covered, context(id))).status).toBe(200);
  });

  test.each([
    ['no Parameters', '{"resourceType":"Patient"}', 'application/fhir+json', 400],
    ['no JSON', '{', 'application/fhir+json', 400],
    ['not said to be JSON', '{}', 'text/plain', 415],
  ])('%s', async (_, body, type, status) => {
    const response = await service.post(OPERATION, body, { 'content-type': type });
    expect([response.status, ((await response.json()) as OperationOutcome).resourceType]).toEqual([
      status,
      'OperationOutcome',
    ]);
    expect(response.headers.get('content-type')).toContain('application/fhir+json');
  });
});
