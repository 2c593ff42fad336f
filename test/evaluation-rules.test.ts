import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standing } from '../src/criteria/limit.ts';
import { addMonths, completedYears } from '../src/facts/day.ts';
import { intervalOf } from '../src/facts/interval.ts';
import type { Determination } from '../src/hooks/determination.ts';
import { hcpcs } from './support/codings.ts';
import {
  access,
  callFor,
  changing,
  demoCall,
  demoRecords,
  orderWith,
  prefetched,
  type TestResource,
} from './support/demo-patient.ts';
import { startFhirServer } from './support/fhir-server.ts';
import { type Service, startService } from './support/service.ts';

/** The evaluation rules CR-1 to CR-13 of policies.md 0.3, each seen from outside on the demo patient. */
let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const judged = async (
  records: readonly TestResource[],
  order: Record<string, unknown> = {},
): Promise<Determination> => {
  const { determinations } = await service.sign(callFor([orderWith(order)], { prefetch: prefetched(records) }));
  return determinations[0] as Determination;
};
const line = (determination: Determination, id: string) => determination.criteria.find((each) => each.id === id);
const changed = (id: string, members: Record<string, unknown>) => judged(changing({ [id]: members }));
const quantity = (value: number, unit: string, comparator?: string) => ({
  valueQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org', ...(comparator && { comparator }) },
});

const searchset = (resource: unknown) => ({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] });

/** What the payer of the demo patient answered about one service. */
const eligibility = (item: Record<string, unknown>) => ({
  resourceType: 'CoverageEligibilityResponse',
  id: 'eligibility',
  status: 'active',
  outcome: 'complete',
  created: '2026-08-01',
  patient: { reference: 'Patient/demo-hemgenix' },
  insurance: [{ coverage: { reference: 'Coverage/demo-coverage' }, item: [item] }],
});

const LEMTRADA = 'J0202';
const GAMIFANT = 'J9210';

/** The demo patient under another payer, with another drug ordered on and for this day. */
const judgedUnderCigna = (drug: string, day: string) =>
  judged(changing({ 'demo-coverage': { payor: [{ display: 'Cigna' }] } }), {
    medicationCodeableConcept: hcpcs(drug),
    authoredOn: day,
    dispenseRequest: { validityPeriod: { start: day } },
  });

describe('evaluation rules', () => {
  test('CR-1 who pays: each active coverage of the patient on the day of service, judged apart; never blended', async () => {
    const coverage = demoRecords.find(({ id }) => id === 'demo-coverage') as TestResource;
    const second = { ...coverage, id: 'second', payor: [{ display: 'Aetna' }] };
    const { determinations } = await service.sign(demoCall({ prefetch: prefetched([...demoRecords, second]) }));
    expect(determinations.map((each) => [each.coverage, each.outcome])).toEqual([
      ['Coverage/second', 'not-governed'],
      ['Coverage/demo-coverage', 'likely-approval'],
    ]);
    const ended = await changed('demo-coverage', { period: { start: '2024-01-01', end: '2026-08-13' } });
    expect(ended).toMatchObject({ outcome: 'not-governed', reason: 'no-coverage' });
  });

  test('CR-2 what was ordered: by code, in each order apart; text alone is said to be text', async () => {
    const byText = await judged(demoRecords, { medicationCodeableConcept: { text: 'Hemgenix' } });
    expect(byText.notices.join()).toContain('read from the text');
    expect(line(await judged(demoRecords), 'HKS-II')?.status).toBe('met');
  });

  test('CR-3 dates: the planned day decides, else the day of the order', async () => {
    expect((await judged(demoRecords)).asOf).toBe('2026-08-14');
    expect((await judged(demoRecords, { dispenseRequest: undefined })).asOf).toBe('2026-08-10');
  });

  test.each([
    ['final', 'met', undefined],
    ['amended', 'met', undefined],
    ['corrected', 'met', undefined],
    ['preliminary', 'doc-missing', 'not-final'],
    ['registered', 'doc-missing', 'not-final'],
    ['unknown', 'doc-missing', 'not-final'],
    ['cancelled', 'doc-missing', 'not-on-record'],
    ['entered-in-error', 'doc-missing', 'not-on-record'],
  ])('CR-4 usable results: an inhibitor result that is %s: %s', async (status, expected, because) => {
    const found = line(await changed('factor-ix-inhibitor', { status }), 'HKS-III.5a');
    expect([found?.status, found?.because]).toEqual([expected, because]);
  });

  test('CR-4 a result of another patient is ignored and reported; one that was only issued is undated', async () => {
    const foreign = await changed('factor-ix-inhibitor', { subject: { reference: 'Patient/other' } });
    expect([
      line(foreign, 'HKS-III.5a')?.because,
      foreign.notices.some((notice) => notice.includes('another patient')),
    ]).toEqual(['not-on-record', true]);
    const issued = await changed('factor-ix-inhibitor', {
      effectiveDateTime: undefined,
      issued: '2026-05-20T08:40:00Z',
    });
    expect(line(issued, 'HKS-III.5a')?.because).toBe('undated');
  });

  test.each([
    ['<', 3, 'straddles-limit'],
    ['>', 1, 'straddles-limit'],
  ])('CR-5 comparators are intervals: factor IX %s%i %% does not settle the line', async (comparator, value, because) => {
    const records = demoRecords
      .filter(({ id }) => id !== 'factor-ix-on-product')
      .map((record) =>
        record.id === 'factor-ix-diagnosis' ? { ...record, ...quantity(value, '%', comparator) } : record,
      );
    expect(line(await judged(records), 'HKS-III.2b')?.because).toBe(because);
  });

  test('CR-6 limits are literal: exactly on the limit, strict signs fail and the others pass; nothing is rounded', () => {
    const at = (limit: string) => standing(intervalOf('=', '684'), limit);
    expect([at('> 684 ng/mL'), at('< 684 ng/mL'), at('>= 684 ng/mL'), at('<= 684 ng/mL')]).toEqual([
      'beyond',
      'beyond',
      'within',
      'within',
    ]);
    expect(standing(intervalOf('=', '2.0000000000000000001'), '<= 2 %')).toBe('beyond');
  });

  test('CR-7 units: converted exactly, an unknown one is never assumed', async () => {
    expect(line(await changed('factor-ix-inhibitor', quantity(0.5, 'BU/mL')), 'HKS-III.5a')?.status).toBe('met');
    expect(line(await changed('factor-ix-inhibitor', quantity(0.5, 'mg/dL')), 'HKS-III.5a')?.because).toBe(
      'unit-unknown',
    );
  });

  test('CR-8 several results: the newest in the window; two of one day on both sides of the limit settle nothing', async () => {
    const inhibitor = demoRecords.find(({ id }) => id === 'factor-ix-inhibitor') as TestResource;
    const other = { ...inhibitor, id: 'same-day', ...quantity(3, 'BU') };
    expect(line(await judged([...demoRecords, other]), 'HKS-III.5a')?.because).toBe('conflicting');
  });

  test('CR-9 documentation: a coded result meets the line, and is to be attached; a say-so does not', async () => {
    expect((await judged(demoRecords)).notices.join()).toContain('To attach from the record');
    const answers = demoRecords.find(({ id }) => id === 'statements') as TestResource;
    const saying = {
      ...answers,
      item: [...(answers.item as unknown[]), { linkId: 'HKS-III.2a', answer: [{ valueBoolean: true }] }],
    };
    const records = demoRecords.filter(({ id }) => id !== 'hemophilia-b' && id !== 'statements');
    expect(line(await judged([...records, saying]), 'HKS-III.2a')?.because).toBe('needs-note');
  });

  test('CR-10 contract first: every answer carries the standing caveat', async () => {
    expect((await judged(demoRecords)).notices.join()).toContain('plan document supersedes');
  });

  test.each([
    ['excludes the drug', {}, 'likely-denial'],
    ['covers the drug', { excluded: false }, 'likely-approval'],
    ['excludes another drug', { productOrService: hcpcs('J9210') }, 'likely-approval'],
  ])('CR-10 contract first: where an eligibility response %s, the outcome follows it', async (_, item, outcome) => {
    const response = eligibility({ productOrService: hcpcs('J1411'), excluded: true, ...item });
    const { cards, determinations } = await service.sign(
      demoCall({ prefetch: { ...prefetched(demoRecords), eligibility: searchset(response) } }),
    );
    const [determination] = determinations;
    expect([determination?.outcome, determination?.reason === 'excluded']).toEqual([
      outcome,
      outcome === 'likely-denial',
    ]);
    expect(determination?.policy?.id).toBe('hemgenix-bcbsks');
    if (outcome !== 'likely-denial') return;
    expect(determination?.criteria).toEqual([]);
    expect(determination?.notices.join()).toContain('CoverageEligibilityResponse/eligibility');
    expect(cards[0]?.detail).toContain('CoverageEligibilityResponse/eligibility');
  });

  test('CR-10 contract first: the response is found on the server too, whatever was prefetched beside it', async () => {
    const server = await startFhirServer();
    await server.load([...demoRecords, eligibility({ productOrService: hcpcs('J1411'), excluded: true })]);
    const keys = Object.keys(prefetched([])).filter((key) => key !== 'eligibility');
    for (const prefetch of [undefined, prefetched(demoRecords, keys)]) {
      const { determinations } = await service.sign(demoCall({ ...access(server), prefetch }));
      expect(determinations).toMatchObject([{ outcome: 'likely-denial', reason: 'excluded' }]);
    }
    await server.close();
  });

  test('CR-11 stale copy: past its review day it is said, and the criteria are judged as before', async () => {
    const before = await judgedUnderCigna(LEMTRADA, '2025-03-01');
    const after = await judgedUnderCigna(LEMTRADA, '2025-03-02');
    const said = (determination: Determination) => determination.notices.join().includes('past its review date');
    expect([said(before), said(after)]).toEqual([false, true]);
    expect(after.outcome).toBe(before.outcome);
    expect(after.criteria.length).toBeGreaterThan(10);
    expect(after.criteria.map(({ status }) => status)).toEqual(before.criteria.map(({ status }) => status));
    expect(said(await judged(demoRecords))).toBe(false);
  });

  test('CR-11 stale copy: one that carries no date says so', async () => {
    const undated = await judgedUnderCigna(GAMIFANT, '2026-08-14');
    expect(undated.policy?.version).toBe('undated');
    expect(undated.notices.join()).toContain('no date');
  });

  test('CR-12 age: completed years on the day of service, the birthday counts; a partial date settles what it can', async () => {
    expect([completedYears('2008-08-14', '2026-08-14'), completedYears('2008-08-15', '2026-08-14')]).toEqual([18, 17]);
    expect(line(await changed('demo-hemgenix', { birthDate: '2008' }), 'HKS-III.1')?.because).toBe('straddles-limit');
    expect(line(await changed('demo-hemgenix', { birthDate: '2007' }), 'HKS-III.1')?.status).toBe('met');
  });

  test('CR-13 months are calendar months', () => {
    expect([addMonths('2023-05-12', 12), addMonths('2026-05-15', -3), addMonths('2026-05-31', -3)]).toEqual([
      '2024-05-12',
      '2026-02-15',
      '2026-02-28',
    ]);
  });
});
