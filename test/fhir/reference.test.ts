import { describe, expect, test } from 'vitest';
import type { Resource } from '../../src/fhir/json.ts';
import { readMedication } from '../../src/fhir/medication.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { rxnorm } from '../support/codings.ts';

/** The forms in which charts write references (FHIR R4, references.html). */
describe('a reference', () => {
  const medication = { resourceType: 'Medication', id: 'm', code: rxnorm('2626778') };
  const sent = new SentResources('1');
  sent.add({
    resourceType: 'Bundle',
    entry: [
      { fullUrl: 'urn:uuid:9f', resource: medication },
      { fullUrl: 'urn:uuid:p', resource: { resourceType: 'Patient', id: '1' } },
      { fullUrl: 'urn:uuid:q', resource: { resourceType: 'Patient', id: '2' } },
    ],
  });
  const request = (reference: string | undefined): Resource =>
    ({
      resourceType: 'MedicationRequest',
      contained: [{ ...medication, id: 'inside' }],
      medicationReference: { ...(reference !== undefined && { reference }) },
    }) as Resource;
  const drugOf = (reference: string | undefined) => {
    const read = readMedication(request(reference), sent);
    return read.kind === 'read' ? read.drugs.map(({ drug }) => drug).join() : `elsewhere: ${read.reference}`;
  };

  test.each<[string, string | undefined, string]>([
    ['relative', 'Medication/m', 'hemgenix'],
    ['absolute', 'https://ehr.example.org/fhir/Medication/m', 'hemgenix'],
    ['with a version', 'Medication/m/_history/3', 'hemgenix'],
    ['absolute, with a version', 'https://ehr.example.org/fhir/Medication/m/_history/3', 'hemgenix'],
    ['the address of an entry', 'urn:uuid:9f', 'hemgenix'],
    ['contained', '#inside', 'hemgenix'],
    ['contained, and not there', '#gone', ''],
    ['to what was not sent', 'Medication/other', 'elsewhere: Medication/other'],
    ['to the address of no entry', 'urn:uuid:0', 'elsewhere: urn:uuid:0'],
    ['conditional', 'Medication?identifier=x|m', 'elsewhere: Medication?identifier=x|m'],
    ['none', undefined, ''],
  ])('%s', (_, reference, expected) => expect(drugOf(reference)).toBe(expected));

  test.each<[string, unknown, boolean]>([
    ['relative', { reference: 'Patient/1' }, true],
    ['absolute', { reference: 'https://ehr.example.org/fhir/Patient/1' }, true],
    ['with a version', { reference: 'Patient/1/_history/2' }, true],
    ['the address of an entry', { reference: 'urn:uuid:p' }, true],
    ['his bare id', { reference: '1' }, true],
    ['another patient', { reference: 'Patient/2' }, false],
    ['a longer id', { reference: 'Patient/11' }, false],
    ['the address of another entry', { reference: 'urn:uuid:q' }, false],
    ['a group of the same id', { reference: 'Group/1' }, false],
    ['contained', { reference: '#1' }, false],
    ['conditional', { reference: 'Patient?identifier=x|1' }, false],
    ['his name alone', { display: 'Roe, Jane' }, false],
    ['an identifier alone', { identifier: { system: 'x', value: '1' } }, false],
    ['nothing', undefined, false],
    ['text', 'Patient/1', false],
  ])('names the patient, %s', (_, reference, expected) => expect(sent.isPatient(reference, '1')).toBe(expected));
});
