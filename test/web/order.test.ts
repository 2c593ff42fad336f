import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoPatient, demoPatients } from '../../src/demo/patients.ts';
import { policiesData } from '../../src/pages/policy-data.ts';
import { payers, policies } from '../../src/policies/index.ts';
import { prefetchOf, readChart } from '../../web/console/bundle.ts';
import { asInChart, OTHER_PLAN, type Wanted, withWanted } from '../../web/console/order.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const discovery = JSON.parse(readFileSync(new URL('../../cds-services.json', import.meta.url), 'utf8')) as {
  services: { id: string; prefetch: Record<string, string> }[];
};
const templates = discovery.services.find(({ id }) => id === 'order-sign')?.prefetch ?? {};
const drugs = policiesData(policies, payers).map(({ drug }) => drug);
const patient = (id: string): DemoPatient => {
  const found = demoPatients.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no demo patient ${id}`);
  return found;
};
const chartOf = ({ bundle }: DemoPatient) => readChart(JSON.stringify(bundle));

/** What comes back on a chart with what was asked for in the form. */
async function tried(from: DemoPatient, wanted: Partial<Wanted> = {}) {
  const chart = withWanted(chartOf(from), { ...asInChart, ...wanted }, drugs, '2026-08-14');
  const { determinations } = await service.sign({
    hook: 'order-sign',
    hookInstance: 'a1',
    context: {
      patientId: chart.patientId,
      draftOrders: { resourceType: 'Bundle', entry: chart.orders.map((resource) => ({ resource })) },
    },
    prefetch: prefetchOf(templates, chart),
  });
  return determinations[0];
}

describe('an order to try', () => {
  test.each(demoPatients.map((each) => [each.id, each] as const))('%s: as in the chart', async (_, each) => {
    const determination = await tried(each);
    expect(determination?.outcome).toBe(each.expected);
    expect(determination?.notices.join(' ')).not.toContain('could not be read');
  });

  test('by another payer whose text is held is judged by that text', async () => {
    const determination = await tried(patient('hemgenix-approval'), { payer: 'Excellus BlueCross BlueShield' });
    expect(determination?.policy?.id).toBe('hemgenix-pharmacy-109');
  });

  test('by some other plan is not judged', async () => {
    const determination = await tried(patient('hemgenix-approval'), { payer: OTHER_PLAN });
    expect(determination?.outcome).toBe('not-governed');
  });

  test('of another drug is judged by the policy on that drug', async () => {
    const determination = await tried(patient('gamifant-approval'), { drug: 'lemtrada' });
    expect(determination?.policy?.id).toBe('lemtrada-cigna');
  });

  test('planned for another day is judged as of that day', async () => {
    const determination = await tried(patient('hemgenix-approval'), { planned: '2026-03-02' });
    expect([determination?.asOf, determination?.policy?.version]).toEqual(['2026-03-02', '2026-01-08']);
  });

  test.each([
    ['6', 'met'],
    ['600', 'not-met'],
  ])('a dose of %s mg/kg for a girl on Gamifant: %s', async (dose, status) => {
    const determination = await tried(patient('gamifant-approval'), { dose, unit: 'mg/kg' });
    const line = determination?.criteria.find(({ id }) => id === 'GAM-2.DOSE');
    expect(line?.status).toBe(status);
  });

  test.each([
    ['22', 'hospital'],
    ['11', 'ok'],
  ])('in the place %s: %s', async (place, expected) => {
    const determination = await tried(patient('lemtrada-approval'), { place });
    const { outcome } = determination?.siteOfCare ?? {};
    expect(expected === 'ok' ? outcome : outcome !== 'ok' && outcome !== undefined).toBe(
      expected === 'ok' ? 'ok' : true,
    );
  });

  test('a chart without an order gets one of the drug that was chosen', async () => {
    const chart = { ...chartOf(patient('hemgenix-approval')), orders: [] };
    const [order, ...others] = withWanted(chart, { ...asInChart, drug: 'hemgenix' }, drugs, '2026-08-14').orders;
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      status: 'draft',
      authoredOn: '2026-08-14',
      medicationCodeableConcept: { text: 'Hemgenix' },
    });
    expect(() => withWanted(chart, asInChart, drugs, '2026-08-14')).toThrow('choose the drug to order');
  });

  test.each(['0', '-1', 'two', '1e999', ' '])('a dose of "%s" is refused', (dose) => {
    const ask = () => withWanted(chartOf(patient('gamifant-approval')), { ...asInChart, dose }, drugs, '2026-08-14');
    expect(ask).toThrow('Dose: a number above 0 is expected.');
  });
});

describe('a text that is no chart is refused in one line', () => {
  test.each([
    ['', 'the box is empty'],
    ['{"resourceType": "Bundle",', 'This is not JSON'],
    ['null', 'no FHIR Bundle'],
    ['[]', 'no FHIR Bundle'],
    ['{"resourceType":"Patient","id":"a"}', 'no FHIR Bundle'],
    ['{"resourceType":"Bundle"}', 'The Bundle is empty'],
    ['{"resourceType":"Bundle","entry":[null,{"resource":7}]}', 'no Patient'],
    ['{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}]}', 'no Patient with an id'],
  ])('%s', (text, says) => {
    expect(() => readChart(text)).toThrow(says);
    try {
      readChart(text);
    } catch (error) {
      expect(String(error)).not.toContain('\n');
    }
  });
});
