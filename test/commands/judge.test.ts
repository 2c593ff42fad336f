import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { determinationText } from '../../src/commands/determination-text.ts';
import { judgeInput } from '../../src/commands/judge.ts';
import { readConfiguration } from '../../src/config.ts';
import { demoPatients } from '../../src/demo/patients.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import { payers } from '../../src/policies/index.ts';
import { callOf, everyPatient, prefetchOf } from '../acceptance/every-patient.ts';
import { bundleOf, chartBundle } from '../support/chart-bundle.ts';
import { demoCall, demoRecords, orderWith, prefetched, without } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';

const configuration = readConfiguration(
  {},
  payers.map(({ id }) => id),
);
const around = { configuration, now: () => new Date('2026-08-14T15:00:00Z') };
const judge = (input: unknown, asked = {}) => judgeInput(input, asked, around);
const outcomes = async (input: unknown, asked = {}) =>
  (await judge(input, asked)).determinations.map(({ order, outcome }) => [order, outcome]);

describe('the orders of a Bundle', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  /** All but the id, in one order. */
  const essence = (determinations: readonly Determination[]) =>
    determinations
      .map(({ id: _, ...rest }) => rest)
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  test.each(
    everyPatient.flatMap(([what, patients]) => patients.map((each) => [`${what}: ${each.title}`, each] as const)),
  )('come to what the service says: %s', async (_, patient) => {
    const drafts = { ...patient, orders: patient.orders.map((order) => ({ ...order, status: 'draft' })) };
    const signed = await service.sign(callOf(drafts, { prefetch: prefetchOf(patient) }));
    expect(essence((await judge(bundleOf(patient))).determinations)).toEqual(essence(signed.determinations));
  });

  test.each(demoPatients.map((each) => [each.id, each] as const))('of the demo: %s', async (id, {
    bundle,
    expected,
  }) => {
    expect(await outcomes(bundle)).toEqual([[`MedicationRequest/${id}-order`, expected]]);
  });

  test('are the drafts; a signed one is judged where it is named', async () => {
    const active = orderWith({ id: 'signed', status: 'active' });
    const chart = chartBundle([...demoRecords, active, orderWith({ id: 'draft' })]);
    expect(await outcomes(chart)).toEqual([['MedicationRequest/draft', 'likely-approval']]);
    for (const order of ['signed', 'MedicationRequest/signed'])
      expect((await outcomes(chart, { order })).map(([reference]) => reference)).toEqual(['MedicationRequest/signed']);
  });

  test('may have no id, and stand under a fullUrl, with their patient', async () => {
    const { id: _, ...order } = orderWith({ subject: { reference: 'urn:uuid:aa' } });
    const records = demoRecords.map((each) =>
      JSON.parse(JSON.stringify(each).replaceAll('Patient/demo-hemgenix', 'urn:uuid:aa')),
    );
    const entry = [...records, order].map((resource, index) => {
      const { id, ...nameless } = resource;
      return resource.resourceType === 'Patient'
        ? { fullUrl: 'urn:uuid:aa', resource: nameless }
        : { fullUrl: `urn:uuid:${index}`, resource };
    });
    const transaction = { resourceType: 'Bundle', type: 'transaction', entry };
    const named = { order: `urn:uuid:${entry.length - 1}` };
    const expected = [['MedicationRequest/(entry 1)', 'likely-approval']];
    expect(await outcomes(transaction)).toEqual(expected);
    expect(await outcomes(transaction, named)).toEqual(expected);
  });

  test('are judged for the day that is asked for, by the wording of that day', async () => {
    const chart = chartBundle([...demoRecords, orderWith({})]);
    const version = async (asOf: string) => {
      const [made] = (await judge(chart, { asOf })).determinations;
      return [made?.asOf, made?.policy?.version, made?.outcome === 'version-unknown'];
    };
    expect(await version('2026-07-22')).toEqual(['2026-07-22', '2026-01-08', false]);
    expect(await version('2026-07-23')).toEqual(['2026-07-23', '2026-07-23', false]);
    expect(await version('2026-01-07')).toEqual(['2026-01-07', '2026-01-08', true]);
  });

  test('are judged by an assumed payer only where there is no coverage', async () => {
    const uncovered = chartBundle([...without('demo-coverage'), orderWith({})]);
    const [none] = (await judge(uncovered)).determinations;
    const [assumed] = (await judge(uncovered, { payer: 'excellus' })).determinations;
    const [covered] = (await judge(chartBundle([...demoRecords, orderWith({})]), { payer: 'excellus' })).determinations;
    expect([none?.outcome, none?.reason]).toEqual(['not-governed', 'no-coverage']);
    expect(assumed?.policy?.id).toBe('hemgenix-pharmacy-109');
    expect(assumed?.notices.join()).toContain('is assumed as the payer');
    expect(covered?.policy?.id).toBe('hemgenix-bcbsks');
  });

  test('in a Bundle that is cut off, what is not there is not read, never absent', async () => {
    const cut = { link: [{ relation: 'next', url: 'http://server/next' }] };
    const [made] = (await judge(chartBundle([...without('aav5-titer'), orderWith({})], cut))).determinations;
    expect(made?.outcome).toBe('indeterminate');
    const counted = chartBundle([...without('aav5-titer'), orderWith({})], { total: 900 });
    expect((await judge(counted)).determinations[0]?.outcome).toBe('indeterminate');
  });

  test('an Observation without a category is looked at', async () => {
    const bare = demoRecords.map(({ category: _, ...record }) => record);
    expect(await outcomes(chartBundle([...bare, orderWith({})]))).toEqual([
      ['MedicationRequest/demo-order', 'likely-approval'],
    ]);
  });

  test('of another drug are nothing to judge', async () => {
    const other = orderWith({ medicationCodeableConcept: { text: 'Amoxicillin' } });
    expect((await judge(chartBundle([...demoRecords, other]))).determinations).toEqual([]);
  });
});

describe('a request as an EHR sends it', () => {
  test('comes to what was prefetched; its order may be named', async () => {
    const call = demoCall({ prefetch: prefetched(demoRecords) });
    expect(await outcomes(call)).toEqual([['MedicationRequest/demo-order', 'likely-approval']]);
    expect(await outcomes(call, { order: 'demo-order' })).toEqual([
      ['MedicationRequest/demo-order', 'likely-approval'],
    ]);
  });

  test('is told whole also while the order is still chosen', async () => {
    const { determinations, summaries } = await judge({
      ...demoCall({ prefetch: prefetched(demoRecords) }),
      hook: 'order-select',
    });
    expect(summaries.get(determinations[0]?.id ?? '')).toMatch(/^Approval likely: Hemgenix/);
  });

  test('of which a part was not prefetched is not read: no server is asked', async () => {
    const { laboratory: _, ...some } = prefetched(demoRecords);
    const call = demoCall({ prefetch: some, fhirServer: 'http://127.0.0.1:1/fhir' });
    expect(await outcomes(call)).toEqual([['MedicationRequest/demo-order', 'indeterminate']]);
  });
});

describe('a determination as text', () => {
  test('is words alone: nothing in a chart steers the terminal', async () => {
    const steering = demoRecords.map((each) =>
      JSON.parse(JSON.stringify(each).replaceAll('Dr. Synthetic', 'Dr. \\u001b[31m\\u009b\\u202e')),
    );
    const { determinations, summaries } = await judge(chartBundle([...steering, orderWith({})]));
    const text = determinations.flatMap((each) => determinationText(each, summaries.get(each.id)));
    expect(text.join(' ')).toContain('Answered yes by Dr.');
    expect(text.filter((line) => /\p{C}/u.test(line))).toEqual([]);
  });

  test.each(
    everyPatient.flatMap(([what, patients]) => patients.map((each) => [`${what}: ${each.title}`, each] as const)),
  )('tells every line and every open item: %s', async (_, patient) => {
    const { determinations, summaries } = await judge(bundleOf(patient));
    for (const each of determinations) {
      const lines = determinationText(each, summaries.get(each.id));
      const text = lines.join(' ').replace(/\s+/g, ' ');
      for (const { id, name } of [...each.criteria, ...(each.siteOfCare?.criteria ?? [])])
        expect(text).toContain(`${id} ${name}`);
      for (const { criterion } of each.stillNeeded) expect(text).toContain(`(${criterion})`);
      // A name that is longer than a line stands whole.
      expect(lines.filter((line) => line.length > 80 && line.trim().includes(' '))).toEqual([]);
    }
  });
});

describe('an input that cannot be used is refused in one line that says why', () => {
  const [patient, ...records] = demoRecords;
  const whole = [...demoRecords, orderWith({})];
  test.each([
    ['no resource', { name: 'x' }, {}, 'neither a FHIR Bundle nor a request'],
    ['no object', 7, {}, 'neither a FHIR Bundle nor a request'],
    ['a lone order', orderWith({}), {}, 'neither a FHIR Bundle nor a request'],
    ['no patient', chartBundle([...records, orderWith({})]), {}, 'no Patient'],
    ['two patients', chartBundle([...whole, { ...patient, id: 'another' }]), {}, '2 patients'],
    ['a patient without an id', chartBundle([{ resourceType: 'Patient' }, orderWith({})]), {}, 'has no id'],
    ['no order', chartBundle(demoRecords), {}, 'no order in the Bundle'],
    [
      'no draft',
      chartBundle([...demoRecords, orderWith({ status: 'active' })]),
      {},
      'none of the 1 orders in the Bundle is a draft',
    ],
    ['an order that is not there', chartBundle(whole), { order: 'Canary' }, 'no order of that reference or id'],
    [
      'an id that two orders have',
      chartBundle([...whole, { ...orderWith({}), resourceType: 'ServiceRequest' }]),
      { order: 'demo-order' },
      '2 orders have that id',
    ],
    [
      'an order that is not in a request',
      demoCall({ prefetch: {} }),
      { order: 'Canary' },
      'no order of that reference or id',
    ],
    ['another hook', { hook: 'patient-view', context: {} }, {}, 'hook: one of order-sign'],
    ['a request without a context', { hook: 'order-sign', hookInstance: '1' }, {}, 'context'],
    ['a request without a chart', demoCall(), {}, 'nothing was prefetched'],
    [
      'an order named where the hook names it',
      {
        hook: 'order-dispatch',
        hookInstance: '1',
        context: { patientId: '1', dispatchedOrders: ['ServiceRequest/1'] },
      },
      { order: '1' },
      'names its orders itself',
    ],
    [
      'a day where the hook names it',
      {
        hook: 'order-dispatch',
        hookInstance: '1',
        context: { patientId: '1', dispatchedOrders: ['ServiceRequest/1'] },
      },
      { asOf: '2026-08-14' },
      'names its orders and days itself',
    ],
  ])('%s', async (_, input, asked, says) => {
    const refusal = await judge(input, asked).catch((error: Error) => error.message);
    expect(refusal).toContain(says);
    expect(refusal).not.toMatch(/\n|Canary/);
  });
});
