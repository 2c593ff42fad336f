import { validateResource } from '@medplum/core';
import type {
  Bundle,
  Extension,
  Parameters,
  Questionnaire,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from 'fhir/r4.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Determination } from '../../../src/hooks/determination.ts';
import { callOf } from '../../acceptance/every-patient.ts';
import { gamifantOrder, gamifantRecords } from '../../acceptance/gamifant-patients.ts';
import { excellusHemgenixPatients } from '../../acceptance/hemgenix-excellus-patients.ts';
import { kansasHemgenixPatients } from '../../acceptance/hemgenix-kansas-patients.ts';
import { lemtradaPatients } from '../../acceptance/lemtrada-patients.ts';
import type { Patient } from '../../acceptance/patient.ts';
import { roctavianOrder, roctavianRecords } from '../../acceptance/roctavian-patients.ts';
import { access, type TestResource } from '../../support/demo-patient.ts';
import { type FhirServer, startFhirServer } from '../../support/fhir-server.ts';
import { byHand, completed, itemsIn } from '../../support/filled-in.ts';
import { type Service, startService } from '../../support/service.ts';

let service: Service;
let server: FhirServer;
beforeEach(async () => {
  service = await startService({ now: () => new Date('2026-08-14T15:10:00Z') });
  server = await startFhirServer();
});
afterEach(async () => {
  await service.close();
  await server.close();
  expect(service.bugs).toEqual([]);
});

const titled = (patients: readonly Patient[], title: string): Patient => {
  const found = patients.find((each) => each.title === title);
  if (found === undefined) throw new Error(`no patient "${title}"`);
  return found;
};
const unanswered = (records: readonly TestResource[]) =>
  records.filter(({ resourceType }) => resourceType !== 'QuestionnaireResponse');

/** One for each drug, of whom a person's word is all that is missing. */
const patients: readonly (readonly [string, Pick<Patient, 'orders' | 'records'>])[] = [
  ['Hemgenix in Kansas', titled(kansasHemgenixPatients, 'nobody has answered the questions yet')],
  ['Hemgenix with Excellus', titled(excellusHemgenixPatients, 'nobody has answered the questions yet')],
  ['Roctavian', { orders: [roctavianOrder], records: unanswered(roctavianRecords) }],
  ['Gamifant', { orders: [gamifantOrder], records: unanswered(gamifantRecords) }],
  ['Lemtrada', titled(lemtradaPatients, 'Ocrevus still on the list, nobody says whether it stops')],
];

/** What coverage-information on the first order says, each part by its name. */
async function coverageInformation({ orders, records }: Pick<Patient, 'orders' | 'records'>) {
  const call = callOf({ title: '', orders, records, expected: [] }, access(server));
  const response = await service.post('/crd/cds-services/order-sign', JSON.stringify(call));
  const { systemActions } = (await response.json()) as { systemActions: { resource: { extension: Extension[] } }[] };
  const parts = systemActions[0]?.resource.extension.at(-1)?.extension ?? [];
  const value = (name: string) => {
    const { url: _, ...rest } = parts.find(({ url }) => url === name) ?? { url: name };
    return Object.values(rest)[0] as string | undefined;
  };
  return {
    asks: [value('pa-needed'), value('doc-needed')],
    questionnaire: value('questionnaire'),
    context: value('coverage-assertion-id') ?? '',
  };
}

async function packageFor({ orders, records }: Pick<Patient, 'orders' | 'records'>, context: string) {
  const coverage = records.find(({ resourceType }) => resourceType === 'Coverage');
  const response = await service.post(
    '/fhir/Questionnaire/$questionnaire-package',
    JSON.stringify({
      resourceType: 'Parameters',
      parameter: [
        { name: 'coverage', resource: coverage },
        ...orders.map((resource) => ({ name: 'order', resource })),
        { name: 'context', valueString: context },
      ],
    }),
  );
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/fhir+json; charset=utf-8',
  ]);
  const answer = (await response.json()) as Parameters;
  expect(() => validateResource(answer as Parameters_)).not.toThrow();
  const bundle = answer.parameter?.find(({ name }) => name === 'packagebundle')?.resource as Bundle;
  const [questionnaire, draft] = (bundle.entry ?? []).map(({ resource }) => resource);
  expect(bundle.entry).toHaveLength(2);
  return { questionnaire: questionnaire as Questionnaire, draft: draft as QuestionnaireResponse };
}
type Parameters_ = globalThis.Parameters<typeof validateResource>[0];

const determinationOf = async (id: string) =>
  (await (await fetch(`${service.url}/determinations/${id}`)).json()) as Determination;

describe.each(patients)('%s: what only a person knows is asked by form, and the answers are heard', (_, patient) => {
  test('from "documentation needed" to nothing needed', async () => {
    await server.load(patient.records);
    const before = await coverageInformation(patient);
    expect(before.asks).toEqual(['auth-needed', 'clinical']);

    const { questionnaire, draft } = await packageFor(patient, before.context);
    expect(draft.questionnaire).toBe(`${questionnaire.url}|${questionnaire.version}`);
    expect(draft.questionnaire).toBe(before.questionnaire);
    expect([draft.status, draft.subject]).toEqual(['in-progress', { reference: 'Patient/person' }]);

    const needed = (await determinationOf(before.context)).stillNeeded.map(({ criterion }) => criterion);
    expect(needed.length).toBeGreaterThan(0);
    const asked = itemsIn(draft.item).filter(({ linkId }) => needed.some((id) => linkId.startsWith(id)));
    expect(asked.filter(({ answer }) => answer === undefined).length).toBeGreaterThan(0);
    const open = itemsIn(draft.item)
      .filter((item) => statusIn(item.extension) === 'attest')
      .map(({ linkId }) => linkId);
    const response = completed(draft, open);
    expect(() => validateResource(response as Parameters_)).not.toThrow();

    await server.load([response]);
    const after = await coverageInformation(patient);
    expect(after.asks).toEqual(['auth-needed', undefined]);
    const determination = await determinationOf(after.context);
    expect(determination.outcome).toBe('likely-approval');
    const said = determination.criteria.filter(({ id }) => open.includes(id)).flatMap(({ evidence }) => evidence);
    expect(said.filter(({ counts }) => counts)).toContainEqual({
      reference: 'QuestionnaireResponse/filled-in',
      says: 'Answered yes by Dr. Synthetic on 2026-08-14',
      counts: true,
    });
  });
});

const statusIn = (extension: readonly Extension[] = []): string | undefined =>
  extension
    .filter(({ url }) => url.endsWith('/StructureDefinition/criterion-line'))
    .flatMap((line) => line.extension ?? [])
    .find(({ url }) => url === 'status')?.valueCode;

test('a form that comes back untouched says nothing: what we filled in is nobody’s word', async () => {
  const patient = titled(kansasHemgenixPatients, 'nobody has answered the questions yet');
  await server.load(patient.records);
  const before = await coverageInformation(patient);
  const { draft } = await packageFor(patient, before.context);
  expect(itemsIn(draft.item).filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(5);
  await server.load([completed(draft, [])]);
  const after = await coverageInformation(patient);
  const lines = async (id: string) => (await determinationOf(id)).criteria;
  expect(await lines(after.context)).toEqual(await lines(before.context));
});

describe('what was filled in from the record', () => {
  const kansas = titled(kansasHemgenixPatients, 'nobody has answered the questions yet');
  const promised = ['HKS-I', 'HKS-III.3', 'HKS-III.5b', 'HKS-III.6', 'HKS-III.7', 'HKS-III.9'];

  /** The determination once the form is back and the chart is as given. */
  async function later(records: readonly TestResource[], change: (draft: QuestionnaireResponse) => unknown) {
    const first = await coverageInformationOf(kansas);
    const { draft } = await packageFor(kansas, first.context);
    await server.close();
    server = await startFhirServer();
    await server.load([...records, change(completed(draft, promised))]);
    return determinationOf((await coverageInformation({ ...kansas, records })).context);
  }
  async function coverageInformationOf(patient: Pick<Patient, 'orders' | 'records'>) {
    await server.load(patient.records);
    return coverageInformation(patient);
  }
  const lineOf = ({ criteria }: Determination, id: string) => criteria.find((line) => line.id === id);

  test('goes when its record goes: the form does not keep it alive', async () => {
    const gone = await later(
      kansas.records.filter(({ resourceType }) => resourceType !== 'MedicationStatement'),
      (response) => response,
    );
    expect(lineOf(gone, 'HKS-III.4a')).toMatchObject({ status: 'attest', because: 'needs-statement', evidence: [] });
    expect(lineOf(gone, 'HKS-III.6')?.status).toBe('met');
  });

  const overridden = (response: QuestionnaireResponse): QuestionnaireResponse => {
    const change = (item: QuestionnaireResponseItem): QuestionnaireResponseItem => ({
      ...item,
      ...(item.item && { item: item.item.map(change) }),
      ...(item.linkId === 'HKS-III.4a' && { answer: [{ extension: [byHand('override')], valueBoolean: false }] }),
    });
    return { ...response, item: response.item?.map(change) ?? [] };
  };

  test('can be overridden: the person’s no is shown beside the record that it contradicts, and the record is followed', async () => {
    const line = lineOf(await later(kansas.records, overridden), 'HKS-III.4a');
    expect(line).toMatchObject({ status: 'met', because: 'contradicted' });
    expect(line?.evidence).toContainEqual({
      reference: 'QuestionnaireResponse/filled-in',
      says: 'Answered no by Dr. Synthetic on 2026-08-14',
      counts: false,
    });
  });

  test('an overriding no stands where no record says otherwise', async () => {
    const gone = kansas.records.filter(({ resourceType }) => resourceType !== 'MedicationStatement');
    expect(lineOf(await later(gone, overridden), 'HKS-III.4a')?.status).toBe('not-met');
  });

  test('names its records on the item, and who answered before', async () => {
    const answered = titled(kansasHemgenixPatients, 'a man with severe hemophilia B on BeneFIX, every paper in order');
    const { context } = await coverageInformationOf(answered);
    const { draft } = await packageFor(answered, context);
    const parts = (id: string) =>
      itemsIn(draft.item)
        .find(({ linkId }) => linkId === id)
        ?.extension?.[0]?.extension?.filter(({ url }) => url === 'evidence')
        .map(({ extension }) => extension?.map((each) => each.valueReference?.reference ?? each.valueString));
    expect(parts('HKS-III.4a')?.[0]?.[0]).toMatch(/^MedicationStatement\//);
    expect(parts('HKS-III.6')?.[0]?.slice(0, 2)).toEqual([
      'QuestionnaireResponse/answers-hemgenix-bcbsks',
      'Answered yes on 2026-08-09',
    ]);
  });
});

describe('exposure days that no record counts', () => {
  const patient = titled(excellusHemgenixPatients, 'nobody has answered the questions yet');
  const records = patient.records.filter(({ id }) => id !== 'exposure-days');

  test.each([
    [149, 'not-met'],
    [150, 'met'],
  ])('%i entered in the form: %s', async (days, expected) => {
    await server.load(records);
    const { context } = await coverageInformation({ ...patient, records });
    const { draft } = await packageFor({ ...patient, records }, context);
    expect(itemsIn(draft.item).map(({ linkId }) => linkId)).toContain('P109-HEM-4a.number');
    const counted = (item: QuestionnaireResponseItem): QuestionnaireResponseItem =>
      item.linkId === 'P109-HEM-4a.number'
        ? { ...item, answer: [{ extension: [byHand()], valueInteger: days }] }
        : item;
    const form = completed(draft, []);
    await server.load([{ ...form, item: form.item.map(counted) }]);
    const { criteria } = await determinationOf((await coverageInformation({ ...patient, records })).context);
    expect(criteria.find(({ id }) => id === 'P109-HEM-4a')?.status).toBe(expected);
  });
});

describe('the kind of request chooses the lines of the draft', () => {
  const withOrders = (title: string) => titled(lemtradaPatients, title);
  test.each([
    ['a first course', withOrders('relapsing disease, failed two drugs, first course of five days'), false, []],
    ['a later course', withOrders('second course twelve months to the day'), true, ['LEM-R1', 'LEM-R2']],
  ])('%s', async (_, patient, continued, lines) => {
    await server.load(patient.records);
    const { context } = await coverageInformation(patient);
    const items = itemsIn((await packageFor(patient, context)).draft.item);
    expect(items.find(({ linkId }) => linkId === 'continuation')?.answer?.[0]?.valueBoolean).toBe(continued);
    expect(items.map(({ linkId }) => linkId).filter((id) => id.startsWith('LEM-R'))).toEqual(lines);
  });
});
