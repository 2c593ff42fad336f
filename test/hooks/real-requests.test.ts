import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoRecords, type TestResource } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../../shared/examples');

/** Bodies that real clients send, against what the list of them expects. What any body must come to: test/scripts/replay.test.ts. */
describe.skipIf(!existsSync(EXAMPLES))('real requests (SKIPPED where ../shared/examples is absent)', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(async () => {
    await service.close();
    expect(service.bugs).toEqual([]);
  });

  const rows = existsSync(EXAMPLES)
    ? (JSON.parse(readFileSync(resolve(EXAMPLES, 'INDEX.json'), 'utf8')) as {
        file: string;
        hook: string;
        expect: string;
      }[])
    : [];
  const requests = rows.filter(({ hook }) => hook !== 'feedback');
  const bodyOf = (file: string) => readFileSync(resolve(EXAMPLES, file), 'utf8');

  test.each(
    requests.map(({ file, expect: expected }) => [file.replace('requests/', ''), file, expected] as const),
  )('%s', async (_, file, expected) => {
    const { status } = await service.post('/cds-services/order-sign', bodyOf(file));
    expect(expected === 'accept' ? [200] : expected === 'reject' ? [400] : [200, 400]).toContain(status);
  });

  type Body = Record<string, unknown> & {
    context: Record<string, unknown> & { patientId: string; draftOrders: { entry: { resource: TestResource }[] } };
  };
  const signs = requests.filter(({ hook, expect: expected }) => hook === 'order-sign' && expected === 'accept');
  test.each(
    signs.map(({ file }) => [file] as const),
  )('%s with the demo patient beside it: the order is judged as on a plain call', async (file) => {
    const body = JSON.parse(bodyOf(file)) as Body;
    const chart = JSON.stringify(demoRecords).replaceAll(
      'demo-hemgenix',
      body.context.patientId.replace('Patient/', ''),
    );
    const records = JSON.parse(chart) as TestResource[];
    const { prefetched, orderWith } = await import('../support/demo-patient.ts');
    const order = orderWith({ subject: { reference: `Patient/${body.context.patientId.replace('Patient/', '')}` } });
    body.context.draftOrders.entry = [...body.context.draftOrders.entry, { resource: order }];
    const { determinations } = await service.sign({
      ...body,
      fhirServer: undefined,
      prefetch: { ...(body.prefetch as object | undefined), ...prefetched(records) },
    });
    expect(determinations).toMatchObject([{ outcome: 'likely-approval' }]);
  });

  test('real odd resources beside the demo patient change no answer, but for errors reported in place of results', async () => {
    const { demoCall, prefetched } = await import('../support/demo-patient.ts');
    const lines = readFileSync(resolve(EXAMPLES, 'corpus/quirks.ndjson'), 'utf8').trim().split('\n');
    const patientAt: Readonly<Record<string, string>> = {
      Observation: 'subject',
      Condition: 'subject',
      MedicationRequest: 'subject',
      MedicationStatement: 'subject',
      MedicationAdministration: 'subject',
      AllergyIntolerance: 'patient',
      QuestionnaireResponse: 'subject',
    };
    for (const text of lines) {
      const { resource } = JSON.parse(text) as { resource: TestResource };
      const member = patientAt[resource?.resourceType ?? ''];
      const odd = member === undefined ? resource : { ...resource, [member]: { reference: 'Patient/demo-hemgenix' } };
      const { status, determinations } = await service.sign(
        demoCall({ prefetch: addTo(prefetched(demoRecords), odd) }),
      );
      expect(status).toBe(200);
      // An error reported inside a result means that the result is not all there is.
      const failure = odd.resourceType === 'OperationOutcome' && JSON.stringify(odd).includes('"severity":"error"');
      expect(determinations[0]?.outcome, text.slice(0, 200)).toBe(failure ? 'indeterminate' : 'likely-approval');
    }
  });

  test('feedback bodies as found', async () => {
    for (const file of readdirSync(resolve(EXAMPLES, 'feedback'))) {
      expect((await service.post('/cds-services/order-sign/feedback', bodyOf(`feedback/${file}`))).status).toBe(200);
    }
  });
});

/** Puts a resource into each prefetched Bundle: a wrong place must not matter. */
function addTo(prefetch: Record<string, unknown>, resource: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(prefetch).map(([key, value]) => {
      const bundle = value as { resourceType?: string; entry?: unknown[]; total?: number };
      return [
        key,
        bundle?.resourceType === 'Bundle' ? { ...bundle, entry: [...(bundle.entry ?? []), { resource }] } : value,
      ];
    }),
  );
}
