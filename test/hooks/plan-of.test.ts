import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { planOf } from '../../src/hooks/plan-of.ts';
import bcbsks from '../../src/policies/bcbsks/hemgenix/2026-07-23.ts';
import hemgenix from '../../src/policies/excellus/hemgenix/2025-11-20.ts';
import roctavian from '../../src/policies/excellus/roctavian/2025-11-20.ts';
import { callFor, demoRecords, orderWith, prefetched } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';

const coverage = (...plan: readonly string[]) => ({
  reference: 'Coverage/1',
  active: true,
  names: ['Excellus BlueCross BlueShield'],
  identifiers: [],
  plan,
  order: 1,
});

describe('the line of business of a coverage', () => {
  test.each([
    [['Medicare Part D'], 'Medicare Part D'],
    [['MEDICARE PART-D'], 'Medicare Part D'],
    [['Simply Prescriptions (PDP)'], 'Medicare Part D'],
    [['Medicare', 'Prescription Drug Plan'], 'Medicare Part D'],
    [['D-SNP pharmacy benefit'], 'pharmacy benefit of a Dual Eligible Special Needs Plan'],
    [['HMO D-SNP', 'Rx'], 'pharmacy benefit of a Dual Eligible Special Needs Plan'],
    [
      ['Dual Eligible Special Needs Plan', 'prescription drugs'],
      'pharmacy benefit of a Dual Eligible Special Needs Plan',
    ],
    [['Medicare Advantage D-SNP, Part D'], 'pharmacy benefit of a Dual Eligible Special Needs Plan'],
    [['D-SNP', 'Part D'], 'Medicare Part D'],
    [['FEP Blue Standard'], 'Federal Employee Program'],
    [['Federal Employee Program'], 'Federal Employee Program'],
    [['Ancillary Services'], 'Ancillary Services'],
    [['dental care policy'], 'Ancillary Services'],
  ])('%j is out: %s', (words, plan) => {
    for (const policy of [hemgenix, roctavian])
      expect(planOf(policy, coverage(...words))).toEqual({ kind: 'excluded', plan });
  });

  test.each([
    [['Commercial', 'Gold PPO']],
    [['Medicare Advantage']],
    [['Medicare Advantage HMO with Part D']],
    [['MAPD']],
    [['HMO D-SNP']],
    [['D-SNP', 'medical benefit']],
    [['D-SNP medical and pharmacy benefit']],
    [['D-SNP medical, with Part D']],
    [['Medicaid Managed Care']],
    [['HARP']],
    [['Child Health Plus']],
    [['Essential Plan']],
    [['Gold PPO with pharmacy benefit']],
    [['Part Durham']],
    [['FEPP']],
  ])('%j is in', (words) => expect(planOf(hemgenix, coverage(...words))).toEqual({ kind: 'governed' }));

  test('a coverage that says nothing is judged, with a notice (ruling R25)', () => {
    expect(planOf(hemgenix, coverage())).toMatchObject({
      kind: 'governed',
      notice: expect.stringContaining('Medicare Part D'),
    });
  });

  test('a policy that names no line of business leaves none out', () => {
    expect(planOf(bcbsks, coverage('Medicare Part D'))).toEqual({ kind: 'governed' });
    expect(planOf(bcbsks, coverage())).toEqual({ kind: 'governed' });
  });
});

describe('orders under PHARMACY-109', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(async () => {
    await service.close();
    expect(service.bugs).toEqual([]);
  });

  const demoCoverage = demoRecords.find(({ id }) => id === 'demo-coverage') as Record<string, unknown>;
  const sign = (changed: Record<string, unknown>, order: Record<string, unknown> = {}) =>
    service.sign(
      callFor([orderWith(order)], {
        prefetch: {
          ...prefetched(demoRecords),
          coverage: { ...demoCoverage, payor: [{ display: 'Excellus BCBS' }], ...changed },
        },
      }),
    );
  const one = async (...given: Parameters<typeof sign>) => (await sign(...given)).determinations[0] as Determination;

  test.each([
    'Excellus BlueCross BlueShield',
    'EXCELLUS BCBS',
    'Excellus Health Plan, Inc.',
    'Excellus Health Plan',
  ])('payor "%s" is judged by it, line by line', async (display) => {
    const determination = await one({ payor: [{ display }], type: { text: 'Commercial' } });
    expect(determination.policy).toMatchObject({ id: 'hemgenix-pharmacy-109', version: '2025-11-20' });
    expect(determination.criteria.map(({ id }) => id)).toContain('P109-HEM-8e');
    expect(determination.stillNeeded.map(({ criterion }) => criterion)).toContain('P109-HEM-8c');
    expect(determination.notices.join()).not.toContain('line of business');
  });

  test('Roctavian goes by its own half of the document', async () => {
    const { determinations } = await sign(
      {},
      {
        medicationCodeableConcept: {
          coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: 'J1412' }],
          text: 'Roctavian',
        },
      },
    );
    expect(determinations[0]?.policy).toMatchObject({ id: 'roctavian-pharmacy-109', version: '2025-11-20' });
  });

  test('missing results come with orders for them', async () => {
    const { cards } = await sign({});
    expect(cards[0]?.suggestions?.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'Order: Hepatitis B surface antigen',
        'Order: Hepatitis C antibody',
        'Order: HIV 1+2 antibody and p24 antigen',
        'Order: Platelet count',
      ]),
    );
  });

  test('an excluded line of business is not governed, and the card says why', async () => {
    const { cards } = await sign({ type: { text: 'Medicare Part D' } });
    expect(cards[0]).toMatchObject({ indicator: 'info', summary: expect.stringContaining('No policy text held') });
    expect(cards[0]?.extension['countersign.determination']).toMatchObject({
      outcome: 'not-governed',
      reason: 'other-plan',
      criteria: [],
      notices: [expect.stringContaining('Medicare Part D')],
    });
    expect(cards[0]?.detail).not.toMatch(/no prior authorization|not required/i);
  });

  test('class names and codes tell the line of business too', async () => {
    expect(await one({ class: [{ value: 'PDP' }] })).toMatchObject({ outcome: 'not-governed', reason: 'other-plan' });
    expect(await one({ type: { coding: [{ code: 'x', display: 'Medicare Part D' }] } })).toMatchObject({
      outcome: 'not-governed',
      reason: 'other-plan',
    });
  });

  test('the line of business decides before the day does', async () => {
    const early = { authoredOn: '2025-11-19', dispenseRequest: { validityPeriod: { start: '2025-11-19' } } };
    expect(await one({}, early)).toMatchObject({ outcome: 'version-unknown', asOf: '2025-11-19' });
    expect(await one({ type: { text: 'Medicare Part D' } }, early)).toMatchObject({
      outcome: 'not-governed',
      reason: 'other-plan',
    });
    const first = { authoredOn: '2025-11-20', dispenseRequest: { validityPeriod: { start: '2025-11-20' } } };
    expect((await one({}, first)).policy?.version).toBe('2025-11-20');
  });

  test('a coverage without type is judged, with a notice', async () => {
    const determination = await one({});
    expect(determination.policy?.id).toBe('hemgenix-pharmacy-109');
    expect(determination.notices.join()).toContain('does not state its line of business');
  });
});
