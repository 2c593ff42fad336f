import { describe, expect, test } from 'vitest';
import { openChart } from '../../src/fhir/chart.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { ordersToJudge } from '../../src/hooks/orders.ts';
import { hcpcs, rxnorm } from '../support/codings.ts';

const order = (id: string | undefined, changed: object) => ({
  resourceType: 'MedicationRequest',
  ...(id && { id }),
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/1' },
  ...changed,
});
const hemgenix = order('hemgenix', { medicationCodeableConcept: rxnorm('2626778') });
const factorIX = { medicationCodeableConcept: rxnorm('1666317') };

async function ordersOf(...resources: readonly object[]) {
  const bundle = { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) };
  const { governed } = await ordersToJudge(resources as readonly Resource[], openChart('1', {}, [bundle], undefined));
  return governed.map(({ facts, together }) => [
    facts.reference,
    ...together.map(({ reference, drug, current }) => `${reference} ${drug} ${current ? 'current' : 'past'}`),
  ]);
}

describe('orders of one call', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['alone', [hemgenix], []],
    ['with another drug', [hemgenix, order('ix', factorIX)], ['MedicationRequest/ix factorIX current']],
    ['with one before it', [order('ix', factorIX), hemgenix], ['MedicationRequest/ix factorIX current']],
    [
      'with one without an id',
      [hemgenix, order(undefined, factorIX)],
      ['MedicationRequest/(entry 2) factorIX current'],
    ],
    [
      'with an active one',
      [hemgenix, order('ix', { ...factorIX, status: 'active' })],
      ['MedicationRequest/ix factorIX current'],
    ],
    [
      'with a service',
      [hemgenix, { resourceType: 'ServiceRequest', id: 's', status: 'draft', code: hcpcs('J7195') }],
      ['ServiceRequest/s factorIX current'],
    ],
    [
      'with a drug that stands beside it in the Bundle',
      [
        hemgenix,
        { resourceType: 'Medication', id: 'm', code: rxnorm('1666317') },
        order('ix', { medicationReference: { reference: 'Medication/m' } }),
      ],
      ['MedicationRequest/ix factorIX current'],
    ],
    ['with a completed one', [hemgenix, order('ix', { ...factorIX, status: 'completed' })], []],
    ['with one of another patient', [hemgenix, order('ix', { ...factorIX, subject: { reference: 'Patient/2' } })], []],
    ['with another resource', [hemgenix, { resourceType: 'DeviceRequest', id: 'd', status: 'draft' }], []],
  ])('%s', async (_, resources, expected) =>
    expect(await ordersOf(...resources)).toEqual([['MedicationRequest/hemgenix', ...expected]]));

  test('two that are judged are evidence for each other, not for themselves', async () => {
    expect(await ordersOf(hemgenix, { ...hemgenix, id: 'again' })).toEqual([
      ['MedicationRequest/hemgenix', 'MedicationRequest/again hemgenix current'],
      ['MedicationRequest/again', 'MedicationRequest/hemgenix hemgenix current'],
    ]);
  });
});
