import { describe, expect, test } from 'vitest';
import type { Facts, OrderFacts, Source } from '../../src/facts/facts.ts';
import { openChart } from '../../src/fhir/chart.ts';
import type { FhirReader } from '../../src/fhir/client.ts';
import { factsOf, type OrderInCall } from '../../src/fhir/facts.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { drugsIn } from '../../src/fhir/medication.ts';
import type { Reading } from '../../src/fhir/reading.ts';
import { readRecords } from '../../src/fhir/records.ts';
import { readTogether } from '../../src/fhir/treatment.ts';
import { hcpcs, icd10, loinc, nucc, rxnorm } from '../support/codings.ts';

const patient = { reference: 'Patient/1' };
const order: OrderInCall = {
  facts: { reference: 'MedicationRequest/order', drug: 'gamifant' } as OrderFacts,
  together: [],
};
const judgedFor = { asOf: '2026-08-14', today: '2026-08-14', coverage: 'Coverage/1' };
const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});

/** A server that holds these resources by `Type/id`, and how it fails for others. */
function serverOf(held: readonly { readonly resourceType: string; readonly id: string }[], otherwise: Reading) {
  const asked: string[] = [];
  const reader: FhirReader = {
    owns: () => true,
    read: async ({ type, id }) => {
      asked.push(`${type}/${id}`);
      const found = held.find((each) => each.resourceType === type && each.id === id);
      return found === undefined ? otherwise : { kind: 'read', resources: [found as Resource], complete: true };
    },
    search: async (type) => {
      asked.push(type);
      return otherwise;
    },
  };
  return { reader, asked };
}
const FAILED: Reading = { kind: 'failed', because: 'not-read-in-time' };
const ABSENT: Reading = { kind: 'not-offered' };

const encounter = (id: string, individual: string, start = '2026-07-01') => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  subject: patient,
  period: { start },
  participant: [{ individual: { reference: individual } }],
});
const rheumatologist = {
  resourceType: 'PractitionerRole',
  id: 'rheumatologist',
  practitioner: { display: 'Dr. Synthetic' },
  specialty: [nucc('207RR0500X')],
};

async function factsFrom(prefetch: object, parts: readonly Source[], reader?: FhirReader): Promise<Facts> {
  const chart = openChart('1', { coverage: bundle(), eligibility: bundle(), ...prefetch }, [], reader);
  return factsOf(await readRecords(chart, new Set(parts)), order, judgedFor);
}

describe('the parts of the chart as facts', () => {
  test.each<[Source, string, object, (facts: Facts) => unknown, unknown]>([
    [
      'encounters',
      'encounters',
      { ...encounter('e', '#r'), contained: [{ ...rheumatologist, id: 'r' }] },
      ({ clinicians }) => clinicians.map(({ role, specialties }) => [role, ...specialties]),
      [['consultant', 'rheumatology']],
    ],
    [
      'procedures',
      'procedures',
      { resourceType: 'Procedure', id: 'p', status: 'completed', subject: patient, code: hcpcs('J9210') },
      ({ treatments }) => treatments.map(({ drug, kind }) => [drug, kind]),
      [['gamifant', 'administered']],
    ],
    [
      'claims',
      'claims',
      {
        resourceType: 'ExplanationOfBenefit',
        id: 'c',
        status: 'active',
        patient,
        item: [{ productOrService: hcpcs('J9210') }],
      },
      ({ treatments }) => treatments.map(({ drug, kind }) => [drug, kind]),
      [['gamifant', 'billed']],
    ],
    [
      'authorizations',
      'authorizations',
      {
        resourceType: 'ClaimResponse',
        id: 'a',
        use: 'preauthorization',
        status: 'active',
        outcome: 'complete',
        patient,
        insurer: { display: 'Cigna' },
        addItem: [{ productOrService: hcpcs('J9210') }],
      },
      ({ authorizations }) => authorizations.map(({ drug, insurer }) => [drug, ...insurer]),
      [['gamifant', 'Cigna']],
    ],
    [
      'adverse-events',
      'adverseEvents',
      {
        resourceType: 'AdverseEvent',
        id: 'ae',
        actuality: 'actual',
        subject: patient,
        contained: [{ resourceType: 'Medication', id: 'm', code: rxnorm('2104604') }],
        suspectEntity: [{ instance: { reference: '#m' } }],
      },
      ({ allergies }) => allergies.map(({ drug, kind }) => [drug, kind]),
      [['gamifant', 'adverse-event']],
    ],
    [
      'documents',
      'documents',
      { resourceType: 'DocumentReference', id: 'd', status: 'current', subject: patient, type: { text: 'Note' } },
      ({ notes }) => notes.map(({ shown }) => shown),
      ['Note'],
    ],
    [
      'reports',
      'reports',
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        status: 'final',
        subject: patient,
        code: { text: 'Genetics' },
        presentedForm: [{ contentType: 'application/pdf' }],
        conclusionCode: [{ text: 'PRF1' }, loinc('LA6668-3'), loinc('LA6705-3')],
      },
      ({ notes, conditions }) => [notes.map(({ shown }) => shown), conditions.map(({ condition }) => condition)],
      [['Genetics'], ['hlhGenotype']],
    ],
    [
      'laboratory',
      'laboratory',
      {
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        subject: patient,
        effectiveDateTime: '2026-08-01',
        code: { text: 'Factor IX exposure days' },
        valueInteger: 150,
      },
      ({ counts }) => counts.map(({ shown }) => shown),
      ['150 exposure days'],
    ],
    [
      'answers',
      'questionnaireResponses',
      {
        resourceType: 'QuestionnaireResponse',
        id: 'q',
        status: 'completed',
        subject: patient,
        authored: '2026-08-01',
        questionnaire: 'Questionnaire/hemgenix-pharmacy-109',
        item: [{ linkId: 'P109-HEM-4a', answer: [{ valueInteger: 150 }] }],
      },
      ({ counts }) => counts.map(({ shown, criterion }) => [shown, criterion]),
      [['150, as answered', 'P109-HEM-4a']],
    ],
    [
      'conditions',
      'conditions',
      {
        resourceType: 'Condition',
        id: 'h',
        subject: patient,
        code: { ...icd10('D76.1'), text: 'Familial HLH' },
      },
      ({ conditions }) => conditions.map(({ condition }) => condition),
      ['hlhOrMas', 'primaryHlh'],
    ],
  ])('%s', async (part, key, resource, seen, expected) => {
    const prefetch = { [key]: bundle(resource) };
    expect(seen(await factsFrom(prefetch, [part]))).toEqual(expected);
    const foreign = {
      [key]: bundle({ ...resource, subject: { reference: 'Patient/2' }, patient: { reference: 'Patient/2' } }),
    };
    expect((await factsFrom(foreign, [part])).unread).toEqual({});
    expect(JSON.stringify(seen(await factsFrom(foreign, [part])))).toMatch(/^\[(?:\[\],\[\])?\]$/);
    expect(JSON.stringify(seen(await factsFrom(prefetch, [])))).toMatch(/^\[(?:\[\],\[\])?\]$/);
  });

  test('a fasting status of the day tells of the other results of that day', async () => {
    const result = { resourceType: 'Observation', status: 'final', subject: patient, effectiveDateTime: '2026-08-01' };
    const { labs } = await factsFrom(
      {
        laboratory: bundle(
          { ...result, id: 't', code: loinc('2571-8'), valueQuantity: { value: 180, unit: 'mg/dL' } },
          { ...result, id: 'f', code: loinc('49541-6'), valueBoolean: true },
        ),
      },
      ['laboratory'],
    );
    expect(labs).toMatchObject([{ lab: 'triglycerides', fasting: true }]);
  });

  test('the order brings its own prescriber, and what was not read of it', async () => {
    const records = await readRecords(openChart('1', {}, [], undefined), new Set<Source>(['prescriber']));
    const prescriber = { reference: 'Practitioner/1', role: 'prescriber', specialties: [] } as never;
    const facts = factsOf(records, { ...order, prescriber, prescriberUnread: 'not-read' }, judgedFor);
    expect(facts.clinicians).toEqual([prescriber]);
    expect(facts.unread).toEqual({ prescriber: 'not-read' });
  });

  test('what is ordered with it stands once, in use as recorded or as sent', async () => {
    const request = (id: string, status: string) => ({
      resourceType: 'MedicationRequest',
      id,
      status,
      subject: patient,
      medicationCodeableConcept: hcpcs('J2323'),
      dosageInstruction: [{ timing: { repeat: { period: 4, periodUnit: 'wk' } } }],
    });
    const sent = (id: string, status: string) =>
      readTogether(request(id, status), drugsIn(hcpcs('J2323')), `MedicationRequest/${id}`);
    const recorded = [request('changed', 'active'), request('again', 'stopped'), request('apart', 'active')];
    const chart = openChart('1', { medicationRequests: bundle(...recorded) }, [], undefined);
    const records = await readRecords(chart, new Set<Source>(['medication-requests']));
    const together = [...sent('new', 'draft'), ...sent('changed', 'draft'), ...sent('again', 'active')];
    const { treatments } = factsOf(records, { ...order, together }, judgedFor);
    expect(
      treatments.map((each) => [each.reference, each.current, each.schedule, each.together ?? false].join(' ')),
    ).toEqual([
      'MedicationRequest/new true not-stated true',
      'MedicationRequest/again true routine true',
      'MedicationRequest/changed true routine true',
      'MedicationRequest/apart true routine false',
    ]);
  });
});

describe('what records only point at', () => {
  const suspect = (reference: string) => ({
    resourceType: 'AdverseEvent',
    id: 'ae',
    actuality: 'actual',
    subject: patient,
    suspectEntity: [{ instance: { reference } }],
  });
  const authorization = (insurer: object) => ({
    resourceType: 'ClaimResponse',
    id: 'a',
    use: 'preauthorization',
    status: 'active',
    outcome: 'complete',
    patient,
    insurer,
    addItem: [{ productOrService: hcpcs('J9210') }],
  });
  const cigna = { resourceType: 'Organization', id: 'cigna', name: 'Cigna' };
  const gamifant = { resourceType: 'Medication', id: 'gamifant', code: rxnorm('2104604') };

  test('clinicians of encounters are read', async () => {
    const { reader, asked } = serverOf([rheumatologist], ABSENT);
    const prefetch = { encounters: bundle(encounter('e', 'PractitionerRole/rheumatologist')) };
    const { clinicians, unread } = await factsFrom(prefetch, ['encounters'], reader);
    expect(clinicians).toMatchObject([{ specialties: ['rheumatology'], reference: 'Encounter/e', day: '2026-07-01' }]);
    expect(unread).toEqual({});
    expect(asked).toEqual(['PractitionerRole/rheumatologist']);
  });

  test('of forty-one clinicians the forty seen last are read, each once, and the part counts as not read', async () => {
    const seen = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        encounter(`e${index}`, `Practitioner/${index}`, new Date(Date.UTC(2026, 0, 1 + index)).toISOString()),
      );
    const [enough, all] = [seen(40), seen(41)];
    const { reader, asked } = serverOf([], ABSENT);
    const { unread } = await factsFrom({ encounters: bundle(...all, ...all) }, ['encounters'], reader);
    expect(asked).toEqual(Array.from({ length: 40 }, (_, index) => `Practitioner/${40 - index}`));
    expect(unread).toEqual({ encounters: 'not-read' });
    expect(
      (await factsFrom({ encounters: bundle(...enough) }, ['encounters'], serverOf([], ABSENT).reader)).unread,
    ).toEqual({});
    expect((await factsFrom({ encounters: bundle(...all) }, ['encounters'])).unread, 'without a server').toEqual({});
  });

  test('a failed read says more than the cut', async () => {
    const all = Array.from({ length: 41 }, (_, index) => encounter(`e${index}`, `Practitioner/${index}`));
    const { unread } = await factsFrom({ encounters: bundle(...all) }, ['encounters'], serverOf([], FAILED).reader);
    expect(unread).toEqual({ encounters: 'not-read-in-time' });
  });

  describe('Medications', () => {
    const records = (count: number, type: string, medicationReference: (index: number) => object) =>
      Array.from({ length: count }, (_, index) => ({
        resourceType: type,
        id: `${type}-${index}`,
        status: 'completed',
        subject: patient,
        medicationReference: medicationReference(index),
      }));
    const named = (index: number) => ({ reference: `Medication/n${index}`, display: 'Lipitor 10 MG' });
    const PARTS = ['medication-requests', 'medication-administrations'] as const;

    test('of forty-one the forty that matter most are read: without a name, then hinting at a drug of ours', async () => {
      const { reader, asked } = serverOf([gamifant], ABSENT);
      const prefetch = {
        medicationRequests: bundle(...records(39, 'MedicationRequest', named), {
          ...records(1, 'MedicationRequest', () => ({ reference: 'Medication/gamifant', display: 'GAMIFANT' }))[0],
          id: 'g',
        }),
        medicationAdministrations: bundle(
          ...records(1, 'MedicationAdministration', () => ({ reference: 'Medication/x' })),
        ),
      };
      const facts = await factsFrom(prefetch, PARTS, reader);
      expect(asked).toHaveLength(40);
      expect(asked.slice(0, 3)).toEqual(['Medication/x', 'Medication/gamifant', 'Medication/n0']);
      expect(facts.treatments).toMatchObject([{ drug: 'gamifant', decides: true }]);
      expect(facts.unread, 'the part of the one that was cut off').toEqual({ 'medication-requests': 'not-read' });
      expect(facts.unnamedDrugs).toBe(1);
    });

    test('forty are read whole, however many records point at them', async () => {
      const forty = records(80, 'MedicationRequest', (index) => named(index % 40));
      const { reader, asked } = serverOf([], ABSENT);
      const facts = await factsFrom({ medicationRequests: bundle(...forty) }, ['medication-requests'], reader);
      expect(asked).toHaveLength(40);
      expect(facts).toMatchObject({ unread: {}, unnamedDrugs: 0 });
    });

    test('what is never to be had is not cut off', async () => {
      const many = records(60, 'MedicationRequest', (index) => ({ reference: `Medication/${index}` }));
      const facts = await factsFrom({ medicationRequests: bundle(...many) }, ['medication-requests']);
      expect(facts).toMatchObject({ unread: {}, unnamedDrugs: 60 });
    });

    test('are read for dispenses too', async () => {
      const dispensed = records(1, 'MedicationDispense', () => ({ reference: 'Medication/gamifant' }));
      const prefetch = { medicationDispenses: bundle(...dispensed) };
      const read = async (reader: FhirReader) => factsFrom(prefetch, ['medication-dispenses'], reader);
      expect((await read(serverOf([gamifant], ABSENT).reader)).treatments).toMatchObject([
        { drug: 'gamifant', kind: 'dispensed' },
      ]);
      expect(await read(serverOf([], ABSENT).reader)).toMatchObject({ treatments: [], unread: {}, unnamedDrugs: 1 });
      expect(await read(serverOf([], FAILED).reader)).toMatchObject({
        unread: { 'medication-dispenses': 'not-read-in-time' },
      });
    });
  });

  test('the roles of those who were seen are taken from what was sent, and never searched for', async () => {
    const person = { resourceType: 'Practitioner', id: 'seen' };
    const { reader, asked } = serverOf([person], ABSENT);
    const role = { ...rheumatologist, practitioner: { reference: 'Practitioner/seen' } };
    const prefetch = { encounters: bundle(encounter('e', 'Practitioner/seen')), anything: role };
    expect((await factsFrom(prefetch, ['encounters'], reader)).clinicians).toMatchObject([
      { specialties: ['rheumatology'], role: 'consultant' },
    ]);
    expect(asked).toEqual(['Practitioner/seen']);
  });

  test('insurers and suspected drugs are read', async () => {
    const { reader, asked } = serverOf([cigna, gamifant], ABSENT);
    const prefetch = {
      authorizations: bundle(authorization({ reference: 'Organization/cigna' })),
      adverseEvents: bundle(suspect('Medication/gamifant')),
    };
    const facts = await factsFrom(prefetch, ['authorizations', 'adverse-events'], reader);
    expect(facts.authorizations).toMatchObject([{ insurer: ['Cigna'] }]);
    expect(facts.allergies).toMatchObject([{ drug: 'gamifant', kind: 'adverse-event' }]);
    expect(asked.sort()).toEqual(['Medication/gamifant', 'Organization/cigna']);
  });

  test('the Medication of a suspected dose is read too, as far as it must be', async () => {
    const dose = {
      resourceType: 'MedicationAdministration',
      id: 'dose',
      status: 'completed',
      medicationReference: { reference: 'Medication/gamifant' },
    };
    const { reader, asked } = serverOf([dose, gamifant], ABSENT);
    const prefetch = { adverseEvents: bundle(suspect('MedicationAdministration/dose')) };
    expect((await factsFrom(prefetch, ['adverse-events'], reader)).allergies).toMatchObject([{ drug: 'gamifant' }]);
    expect(asked).toEqual(['MedicationAdministration/dose', 'Medication/gamifant']);
    const failing = serverOf([dose], FAILED).reader;
    expect((await factsFrom(prefetch, ['adverse-events'], failing)).unread).toEqual({
      'adverse-events': 'not-read-in-time',
    });
  });

  test('an insurer with a display, a cancelled encounter, a refuted suspect and another type are not read', async () => {
    const { reader, asked } = serverOf([], ABSENT);
    const prefetch = {
      authorizations: bundle(authorization({ reference: 'Organization/cigna', display: 'Cigna' })),
      encounters: bundle({ ...encounter('e', 'Practitioner/1'), status: 'cancelled' }, encounter('f', 'Device/1')),
      adverseEvents: bundle({ ...suspect('Medication/gamifant'), actuality: 'potential' }),
    };
    await factsFrom(prefetch, ['authorizations', 'encounters', 'adverse-events'], reader);
    expect(asked).toEqual([]);
  });

  test('a read that fails leaves its part unread; what is not to be had does not', async () => {
    const prefetch = {
      authorizations: bundle(authorization({ reference: 'Organization/cigna' })),
      encounters: bundle(encounter('e', 'Practitioner/1')),
      adverseEvents: bundle(suspect('Medication/gamifant')),
    };
    const parts = ['authorizations', 'encounters', 'adverse-events'] as const;
    expect((await factsFrom(prefetch, parts, serverOf([], FAILED).reader)).unread).toEqual({
      authorizations: 'not-read-in-time',
      encounters: 'not-read-in-time',
      'adverse-events': 'not-read-in-time',
    });
    expect((await factsFrom(prefetch, parts, serverOf([], ABSENT).reader)).unread).toEqual({});
    expect((await factsFrom(prefetch, parts)).unread).toEqual({});
  });
});

describe("the payer's word on the service", () => {
  const excluding = {
    resourceType: 'CoverageEligibilityResponse',
    id: 'x',
    status: 'active',
    outcome: 'complete',
    created: '2026-08-01',
    patient,
    insurance: [
      { coverage: { reference: 'Coverage/1' }, item: [{ productOrService: hcpcs('J9210'), excluded: true }] },
    ],
  };
  const excluded = async (prefetch: object, reader?: FhirReader) => {
    const chart = openChart('1', { conditions: bundle(), ...prefetch }, [], reader);
    const facts = factsOf(await readRecords(chart, new Set(['conditions'])), order, judgedFor);
    return { excluded: facts.serviceExcluded?.reference, unread: facts.unread };
  };

  test('is read from its key, else over the server, whatever was prefetched beside it', async () => {
    const held: Reading = { kind: 'read', resources: [excluding as Resource], complete: true };
    const expected = { excluded: 'CoverageEligibilityResponse/x', unread: {} };
    expect(await excluded({ coverage: bundle(), eligibility: bundle(excluding) })).toEqual(expected);
    expect(await excluded({}, serverOf([], held).reader)).toEqual(expected);
    expect(await excluded({ coverage: bundle() }, serverOf([], held).reader)).toEqual(expected);
  });

  test('that cannot be read changes nothing, and is not asked for where no policy asks for anything', async () => {
    const { reader, asked } = serverOf([], FAILED);
    await readRecords(openChart('1', {}, [], reader), new Set());
    expect(asked).toEqual([]);
    expect(await excluded({}, reader)).toEqual({ excluded: undefined, unread: {} });
    expect(await excluded({}, serverOf([], ABSENT).reader)).toEqual({ excluded: undefined, unread: {} });
    expect(await excluded({})).toEqual({ excluded: undefined, unread: {} });
  });

  test('about another patient is left out', async () => {
    const foreign = bundle({ ...excluding, patient: { reference: 'Patient/2' } });
    expect(await excluded({ coverage: bundle(), eligibility: foreign })).toEqual({ excluded: undefined, unread: {} });
  });
});
