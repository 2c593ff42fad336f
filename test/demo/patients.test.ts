import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validateResource } from '@medplum/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DemoPatient, demoPatients, resourcesIn } from '../../src/demo/patients.ts';
import { indexDefinitions } from '../support/fhir-server.ts';

type Validated = Parameters<typeof validateResource>[0];

beforeAll(indexDefinitions);

test('three for each drug: likely approval, missing documentation, likely denial', () => {
  const kinds = ['likely-approval', 'missing-documentation', 'likely-denial'];
  const wanted = ['hemgenix', 'roctavian', 'gamifant', 'lemtrada'].flatMap((drug) => kinds.map((kind) => [drug, kind]));
  expect(demoPatients.map(({ drug, expected }) => [drug, expected])).toEqual(wanted);
});

describe.each(demoPatients.map((each) => [each.id, each] as const))('%s', (id, patient) => {
  const resources = resourcesIn(patient.bundle);

  test('is valid FHIR R4, of 15 to 30 resources', () => {
    expect(() => validateResource(patient.bundle as Validated)).not.toThrow();
    for (const resource of resources) expect(() => validateResource(resource as Validated)).not.toThrow();
    expect(resources.length).toBeGreaterThanOrEqual(15);
    expect(resources.length).toBeLessThanOrEqual(30);
  });

  test('is marked as synthetic wherever one looks', () => {
    const mark = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }];
    for (const { meta } of [patient.bundle, ...resources]) expect(meta?.tag).toEqual(mark);
    expect(patient.title).toMatch(/^Synthetic: /);
    for (const name of namesIn(patient)) expect(name).toMatch(/^Synthetic/);
  });

  test('names nobody and nothing outside of the chart', () => {
    const held = resources.map(({ resourceType, id: own }) => `${resourceType}/${own}`);
    const named = [...JSON.stringify(resources).matchAll(/"reference":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(named.filter((reference) => !held.includes(reference ?? ''))).toEqual([]);
    expect(held.filter((each) => each.startsWith('Patient/'))).toEqual([`Patient/${id}`]);
  });

  test('has one order, drafted on 2026-08-10 for 2026-08-14, and nothing later on record', () => {
    const orders = patient.call.context.draftOrders.entry?.map(({ resource }) => resource);
    expect(orders).toMatchObject([
      {
        id: `${id}-order`,
        authoredOn: '2026-08-10T11:00:00-05:00',
        dispenseRequest: { validityPeriod: { start: '2026-08-14' } },
      },
    ]);
    expect(patient.call.context).toMatchObject({ patientId: id, userId: expect.stringMatching(/^Practitioner\/\w+$/) });
    const days = [...JSON.stringify(resources).matchAll(/"(\d{4}-\d\d-\d\d)/g)].map(([, day]) => day ?? '');
    expect(days.filter((day) => day > '2026-08-14')).toEqual([]);
  });
});

test('what stands in several charts is the same in each: all of them share one server', () => {
  const seen = new Map<string, unknown>();
  for (const resource of demoPatients.flatMap(({ bundle }) => resourcesIn(bundle))) {
    const name = `${resource.resourceType}/${resource.id}`;
    expect(seen.get(name) ?? resource).toEqual(resource);
    seen.set(name, resource);
  }
});

const REAL = resolve(import.meta.dirname, '../../../shared/examples/patients');

test.skipIf(!existsSync(REAL))(
  'no chart was taken from the collected ones (skipped without ../shared/examples)',
  () => {
    const collected = readdirSync(REAL)
      .map((file) => readFileSync(join(REAL, file), 'utf8'))
      .join('\n');
    expect(collected.length).toBeGreaterThan(0);
    const own = demoPatients.flatMap((patient) => [
      ...namesIn(patient),
      ...resourcesIn(patient.bundle).map(({ id = '' }) => `"${id}"`),
    ]);
    expect(own.filter((each) => collected.includes(each))).toEqual([]);
  },
);

/** Family names, and the names of who treats. */
const namesIn = ({ bundle }: DemoPatient): readonly string[] =>
  resourcesIn(bundle).flatMap((resource) => {
    switch (resource.resourceType) {
      case 'Patient':
      case 'Practitioner':
        return resource.name?.map(({ family = '' }) => family) ?? [];
      case 'Location':
        return [resource.name ?? ''];
      case 'Organization':
        return resource.id?.startsWith('payer-') ? [] : [resource.name ?? ''];
      default:
        return [];
    }
  });
