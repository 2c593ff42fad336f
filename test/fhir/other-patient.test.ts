import { describe, expect, test } from 'vitest';
import type { Facts, OrderFacts, Source } from '../../src/facts/facts.ts';
import { openChart } from '../../src/fhir/chart.ts';
import type { FhirReader } from '../../src/fhir/client.ts';
import { factsOf, type OrderInCall } from '../../src/fhir/facts.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readPlace } from '../../src/fhir/place.ts';
import { readRecords } from '../../src/fhir/records.ts';
import { hcpcs, icd10, loinc, nucc, rxnorm } from '../support/codings.ts';

const own = { reference: 'Patient/1' };
const other = { reference: 'Patient/2' };
const order = {
  facts: { reference: 'MedicationRequest/order', drug: 'gamifant' } as OrderFacts,
  together: [],
} satisfies OrderInCall;
const judgedFor = { asOf: '2026-08-14', today: '2026-08-14', coverage: 'Coverage/1' };
const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});

async function read(prefetch: object, part: Source, reader?: FhirReader) {
  const chart = openChart('1', { coverage: bundle(), ...prefetch }, [], reader);
  const records = await readRecords(chart, new Set([part]));
  const facts = factsOf(records, order, judgedFor);
  return { facts, leftOut: chart.sent.leftOut };
}

/** A record of the patient that points at another one, and what the other one would tell. */
type Way = readonly [
  what: string,
  part: Source,
  key: string,
  from: object,
  to: Resource,
  seen: (facts: Facts) => unknown,
];
const ways: readonly Way[] = [
  [
    'a suspected dose',
    'adverse-events',
    'adverseEvents',
    {
      resourceType: 'AdverseEvent',
      actuality: 'actual',
      suspectEntity: [{ instance: { reference: 'MedicationAdministration/to' } }],
    },
    { resourceType: 'MedicationAdministration', status: 'completed', medicationCodeableConcept: rxnorm('2104604') },
    ({ allergies }) => allergies.map(({ drug }) => drug),
  ],
  [
    'the cause of a disease',
    'conditions',
    'conditions',
    {
      resourceType: 'Condition',
      code: icd10('D76.1'),
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/condition-dueTo',
          valueReference: { reference: 'Condition/to' },
        },
      ],
    },
    { resourceType: 'Condition', code: icd10('C83.3', 'Lymphoma') },
    ({ conditions }) => conditions.map(({ condition }) => condition).filter((each) => each === 'hlhOfOtherCause'),
  ],
  [
    'the specimen of a result',
    'laboratory',
    'laboratory',
    {
      resourceType: 'Observation',
      status: 'final',
      effectiveDateTime: '2026-08-01',
      code: loinc('2571-8'),
      valueQuantity: { value: 180, unit: 'mg/dL' },
      specimen: { reference: 'Specimen/to' },
    },
    {
      resourceType: 'Specimen',
      collection: {
        fastingStatusCodeableConcept: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0916', code: 'F' }],
        },
      },
    },
    ({ labs }) => labs.flatMap(({ fasting }) => fasting ?? []),
  ],
  [
    'the claim that a payer answered',
    'authorizations',
    'authorizations',
    {
      resourceType: 'ClaimResponse',
      use: 'preauthorization',
      status: 'active',
      outcome: 'complete',
      insurer: { display: 'Cigna' },
      request: { reference: 'Claim/to' },
    },
    { resourceType: 'Claim', item: [{ sequence: 1, productOrService: hcpcs('J9210') }] },
    ({ authorizations }) => authorizations.map(({ drug }) => drug),
  ],
];

describe('a record of another patient that a record of the patient points at', () => {
  test.each(ways)('%s', async (_, part, key, from, to, seen) => {
    const pointing = { ...from, id: 'from', subject: own, patient: own };
    const pointed = (patient: object | undefined) => ({ ...to, id: 'to', subject: patient, patient });
    const sent = async (patient: object | undefined) =>
      read({ [key]: bundle(pointing), others: bundle(pointed(patient)) }, part);
    expect(seen((await sent(own)).facts), 'his own').toHaveLength(1);
    expect((await sent(own)).leftOut).toBe(0);
    expect(seen((await sent(undefined)).facts), 'of a holder who is the patient').toHaveLength(1);
    expect(seen((await sent(other)).facts)).toEqual([]);
    expect((await sent(other)).leftOut).toBe(1);

    const inside = JSON.parse(JSON.stringify(pointing).replace(/"[A-Z][A-Za-z]+\/to"/, '"#to"'));
    const contained = async (patient: object | undefined) =>
      read({ [key]: bundle({ ...inside, contained: [pointed(patient)] }) }, part);
    expect(seen((await contained(undefined)).facts), 'contained').toHaveLength(1);
    expect(seen((await contained(other)).facts)).toEqual([]);
    expect((await contained(other)).leftOut).toBe(1);
  });

  test('a suspected dose is read, and left out when the server gives that of another patient', async () => {
    const [, part, key, from, to, seen] = ways[0] as Way;
    const asked: string[] = [];
    const reader: FhirReader = {
      owns: () => true,
      read: async ({ type, id }) => {
        asked.push(`${type}/${id}`);
        return { kind: 'read', resources: [{ ...to, id, subject: other } as Resource], complete: true };
      },
      search: async () => ({ kind: 'not-offered' }),
    };
    const events = { [key]: bundle({ ...from, id: 'from', subject: own }) };
    const { facts, leftOut } = await read(events, part, reader);
    expect({ seen: seen(facts), leftOut, asked }).toEqual({
      seen: [],
      leftOut: 1,
      asked: ['MedicationAdministration/to'],
    });
    await read({ ...events, others: bundle({ ...to, id: 'to', subject: other }) }, part, reader);
    expect(asked, 'what was sent is not read, whoever it is of').toHaveLength(1);
  });

  test('a Medication, an organization and a role are nobody’s, and stay', async () => {
    const chart = openChart('1', {}, [], undefined);
    const things = [
      { resourceType: 'Medication', id: 'm', code: rxnorm('2104604') },
      { resourceType: 'Organization', id: 'o', name: 'Cigna' },
      { resourceType: 'PractitionerRole', id: 'r', specialty: [nucc('207RR0500X')] },
    ];
    for (const each of things) {
      chart.sent.add(each);
      expect(chart.sent.resolve({ reference: `${each.resourceType}/${each.id}` }, { resourceType: 'X' })).toBe(each);
    }
    expect(chart.sent.leftOut).toBe(0);
  });

  test('a patient named by the address of his entry is himself, wherever the entry stands', async () => {
    const chart = openChart('1', {}, [], undefined);
    chart.sent.add({ resourceType: 'Condition', id: 'c', subject: { reference: 'urn:uuid:p' } });
    chart.sent.add({
      resourceType: 'Bundle',
      entry: [{ fullUrl: 'urn:uuid:p', resource: { resourceType: 'Patient', id: '1' } }],
    });
    expect(chart.sent.resolve({ reference: 'Condition/c' }, { resourceType: 'X' })).toMatchObject({ id: 'c' });
    expect(chart.sent.leftOut).toBe(0);
  });

  test('is counted once, however often it came, and where no line asked for it', async () => {
    const foreign = { resourceType: 'Condition', id: 'c', subject: other, code: icd10('D67') };
    const nobodys = { resourceType: 'Condition', id: 'd', code: icd10('D67') };
    const { leftOut, facts } = await read(
      { conditions: bundle(foreign, { ...foreign }, nobodys), anything: bundle(foreign) },
      'conditions',
    );
    expect(facts.conditions).toEqual([]);
    expect(leftOut).toBe(2);
    expect((await read({ anything: bundle(foreign) }, 'allergies')).leftOut).toBe(1);
  });
});

describe('the visit that an order names', () => {
  const visit = (subject: object | undefined) => ({
    resourceType: 'Encounter',
    id: 'visit',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    ...(subject && { subject }),
  });
  const placed = async (encounter: object, contained: boolean) => {
    const chart = openChart('1', contained ? {} : { anything: encounter }, [], undefined);
    const draft = {
      resourceType: 'ServiceRequest',
      id: 'o',
      encounter: { reference: contained ? '#visit' : 'Encounter/visit' },
      ...(contained && { contained: [encounter] }),
    } as Resource;
    chart.sent.add(draft);
    return { kind: (await readPlace(draft, chart)).kind, leftOut: chart.sent.leftOut };
  };
  test.each([
    ['sent along', false],
    ['contained', true],
  ])('%s: counts for the patient alone', async (_, contained) => {
    expect(await placed(visit(own), contained)).toEqual({ kind: 'inpatient', leftOut: 0 });
    expect(await placed(visit(other), contained)).toEqual({ kind: 'not-named', leftOut: 1 });
    expect(await placed(visit(undefined), contained)).toEqual({ kind: 'not-named', leftOut: 1 });
  });
});
