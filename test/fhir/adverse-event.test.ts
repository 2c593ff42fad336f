import { describe, expect, test } from 'vitest';
import { readAdverseEvents } from '../../src/fhir/adverse-event.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { hcpcs, rxnorm, snomed } from '../support/codings.ts';

const sent = new SentResources();
for (const each of [
  { resourceType: 'Medication', id: 'lemtrada', code: rxnorm('1594663', 'Lemtrada') },
  { resourceType: 'Medication', id: 'words', code: { text: 'Lemtrada' } },
  { resourceType: 'Substance', id: 'steroid', code: snomed('116593003', 'Methylprednisolone') },
  {
    resourceType: 'MedicationAdministration',
    id: 'dose',
    status: 'completed',
    medicationReference: { reference: 'Medication/lemtrada' },
  },
  {
    resourceType: 'MedicationAdministration',
    id: 'void',
    status: 'not-done',
    medicationCodeableConcept: hcpcs('J0202'),
  },
  { resourceType: 'MedicationStatement', id: 'said', status: 'stopped', medicationCodeableConcept: rxnorm('1373478') },
  { resourceType: 'Device', id: 'pump', code: hcpcs('J0202') },
])
  sent.add(each);

const event = (changed: object, instance: unknown = { reference: 'Medication/lemtrada' }, more: object = {}) =>
  ({
    resourceType: 'AdverseEvent',
    id: '1',
    actuality: 'actual',
    event: { text: 'Infusion reaction' },
    date: '2025-05-05T10:00:00Z',
    suspectEntity: [{ instance, ...more }],
    ...changed,
  }) as Resource;
const causality = (assessment: object) => ({ causality: [{ assessment }] });

describe('adverse events', () => {
  test.each<[string, Resource, string]>([
    ['by a Medication', event({}), 'lemtrada 2025-05-05 Lemtrada: Infusion reaction'],
    [
      'by a Substance',
      event({}, { reference: 'Substance/steroid' }),
      'methylprednisolone 2025-05-05 Methylprednisolone: Infusion reaction',
    ],
    [
      'by a dose and its Medication',
      event({}, { reference: 'MedicationAdministration/dose' }),
      'lemtrada 2025-05-05 Lemtrada: Infusion reaction',
    ],
    [
      'by a statement',
      event({}, { reference: 'MedicationStatement/said' }),
      'dimethylFumarate 2025-05-05 dimethyl fumarate (IN): Infusion reaction',
    ],
    [
      'by a contained Medication',
      event({ contained: [{ resourceType: 'Medication', id: 'm', code: hcpcs('J0202') }] }, { reference: '#m' }),
      'lemtrada 2025-05-05 Injection, alemtuzumab, 1 mg: Infusion reaction',
    ],
    [
      'by a code in its place',
      event({ suspectEntity: [{ instanceCodeableConcept: rxnorm('1594663', 'Lemtrada') }] }),
      'lemtrada 2025-05-05 Lemtrada: Infusion reaction',
    ],
    ['without a name', event({ event: undefined }), 'lemtrada 2025-05-05 Lemtrada'],
    [
      'dated by its detection',
      event({ date: undefined, detected: '2025-05-06' }),
      'lemtrada 2025-05-06 Lemtrada: Infusion reaction',
    ],
    ['without a date', event({ date: undefined }), 'lemtrada  Lemtrada: Infusion reaction'],
    [
      'possibly',
      event({}, undefined, causality({ text: 'Possible' })),
      'lemtrada 2025-05-05 Lemtrada: Infusion reaction',
    ],
    ['unlikely', event({}, undefined, causality({ coding: [{ code: 'Unlikely' }] })), ''],
    ['not related', event({}, undefined, causality({ text: 'Not related' })), ''],
    ['a near miss', event({ actuality: 'potential' }), ''],
    ['without an actuality', event({ actuality: undefined }), ''],
    ['entered in error', event({ status: 'entered-in-error' }), ''],
    ['by words alone', event({}, { reference: 'Medication/words' }), ''],
    ['by a display alone', event({}, { display: 'Lemtrada' }), ''],
    ['by a dose that was not given', event({}, { reference: 'MedicationAdministration/void' }), ''],
    ['by a device', event({}, { reference: 'Device/pump' }), ''],
    ['by something unknown', event({}, { reference: 'Medication/gone' }), ''],
    ['by nothing', event({ suspectEntity: undefined }), ''],
  ])('%s', (_, resource, expected) => {
    const facts = readAdverseEvents(resource, sent);
    expect(facts.map(({ drug, day, shown }) => `${drug} ${day ?? ''} ${shown}`).join()).toBe(expected);
    for (const fact of facts) expect(fact).toMatchObject({ kind: 'adverse-event', reference: 'AdverseEvent/1' });
  });
});
