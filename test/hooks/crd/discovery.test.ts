import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CRD, ORDER_SIGN } from '../../support/crd/client.ts';
import { discoveryFaults } from '../../support/crd/discovery.ts';
import { type Service, startService } from '../../support/service.ts';

interface Discovery {
  readonly services: readonly {
    readonly hook: string;
    readonly id: string;
    readonly prefetch: Readonly<Record<string, string>>;
    readonly extension: Readonly<Record<string, unknown>>;
  }[];
}

let service: Service;
let discovery: Discovery;
beforeAll(async () => {
  service = await startService();
  const response = await fetch(`${service.url}${CRD}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  discovery = (await response.json()) as Discovery;
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

describe('what CRD clients are offered', () => {
  test('is well made: versions, options, prefetch', () => expect(discoveryFaults(discovery)).toEqual([]));

  test('is each hook in version 2.2, with coverage-info on unless it is switched off', () => {
    expect(discovery.services.map(({ hook, id }) => [hook, id])).toEqual(
      ['order-sign', 'order-select', 'order-dispatch', 'appointment-book'].map((hook) => [hook, hook]),
    );
    for (const { extension } of discovery.services)
      expect(extension).toMatchObject({
        'davinci-crd.version': ['2.2'],
        'davinci-crd.configuration-options': [{ code: 'coverage-info', type: 'boolean', default: true }],
      });
  });

  test('stands where it is offered', async () => {
    for (const { id } of discovery.services)
      expect(
        (await service.post(`${CRD}/${id}`, '{}')).status,
        'a body that is no call, not a place that is none',
      ).toBe(400);
  });

  test('is not what plain clients are offered, who know no such expressions', async () => {
    const plain = (await (await fetch(`${service.url}/cds-services`)).json()) as Discovery;
    expect(JSON.stringify(plain)).not.toContain('resolve()');
    expect(JSON.stringify(plain)).not.toContain('davinci-crd');
  });

  test('asks for patient, coverage, Medications and the organizations of an order in the expressions of the guide', () => {
    for (const { prefetch } of discovery.services)
      expect(prefetch).toMatchObject({
        patient: 'Patient/{{context.patientId}}',
        coverage: 'Coverage?patient={{context.patientId}}&status=active',
      });
    const atSigning = discovery.services.find(({ hook }) => hook === 'order-sign')?.prefetch;
    expect(atSigning?.medications).toBe(
      'Medication?_id={{context.draftOrders.entry.resource.ofType(MedicationRequest).medication.resolve().id}}',
    );
    expect(atSigning?.organizations).toContain(
      '%practitionerRoles.entry.resource.organization.resolve().id|%encounter.serviceProvider.resolve()',
    );
  });

  test('asks for nothing before it is known: a variable stands behind its query', () => {
    for (const { hook, prefetch } of discovery.services) {
      const seen: string[] = [];
      for (const [key, query] of Object.entries(prefetch)) {
        for (const [, name = ''] of query.matchAll(/%(\w+)/g))
          expect(seen, `${hook}: ${key} uses ${name}`).toContain(name);
        seen.push(key);
      }
      expect(seen).toContain('practitionerRoles');
    }
  });
});

const STANDARDS = resolve(import.meta.dirname, '../../../../shared/standards.md');

describe.skipIf(!existsSync(STANDARDS))(
  'against the guide’s prefetch expressions (SKIPPED where ../shared is absent)',
  () => {
    test.each(['order-sign', 'order-select'])('%s: each is one of them, to the letter, and none is missing', (hook) => {
      const [, after = ''] = readFileSync(STANDARDS, 'utf8').split(
        '**Standard prefetch templates, exact strings, order-sign',
      );
      const [, json = ''] = /```json\n([\s\S]*?)```/.exec(after) ?? [];
      expect(discovery.services.find((each) => each.hook === hook)?.prefetch).toEqual(JSON.parse(json));
    });
  },
);

describe('a browser may call', () => {
  test.each([
    ['GET', CRD],
    ['POST', ORDER_SIGN],
    ['POST', `${ORDER_SIGN}/feedback`],
  ])('%s %s: asked before and answered to', async (method, path) => {
    const origin = 'https://ehr.example';
    const preflight = await fetch(`${service.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const headers = { origin, 'content-type': 'application/json' };
    const body = method === 'POST' ? { body: JSON.stringify({ feedback: [] }) } : {};
    const response = await fetch(`${service.url}${path}`, { method, headers, ...body });
    for (const each of [preflight, response]) expect(each.headers.get('access-control-allow-origin')).toBe('*');
  });
});

test('feedback is taken at the CRD address as well', async () => {
  const item = { card: 'f9a3', outcome: 'overridden', outcomeTimestamp: '2026-08-14T15:00:00Z' };
  for (const feedback of [[item], [item, item], []])
    expect((await service.post(`${ORDER_SIGN}/feedback`, JSON.stringify({ feedback }))).status).toBe(200);
  expect((await service.post(`${ORDER_SIGN}/feedback`, JSON.stringify({}))).status).toBe(400);
});
