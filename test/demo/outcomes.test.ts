import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPatients } from '../../src/demo/patients.ts';
import { codesIn, determinationOf, signCrd } from '../support/crd/client.ts';
import { askingItself, callFrom, sentAlong } from '../support/demo-patients.ts';
import { type Service, startService } from '../support/service.ts';

const documents = { 'doc-needed': 'clinical', 'doc-purpose': 'withpa', reason: 'text' };
/** What a CRD client is told of each. */
const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'hemgenix-approval': { covered: 'covered', 'pa-needed': 'auth-needed' },
  'hemgenix-missing': { covered: 'covered', 'pa-needed': 'auth-needed', ...documents },
  'hemgenix-denial': { covered: 'not-covered', reason: 'text' },
  'roctavian-approval': { covered: 'covered', 'pa-needed': 'auth-needed' },
  'roctavian-missing': { covered: 'covered', 'pa-needed': 'auth-needed', ...documents },
  'roctavian-denial': { covered: 'conditional', 'pa-needed': 'auth-needed', 'info-needed': 'OTH', reason: 'text' },
  'gamifant-approval': { covered: 'covered', 'pa-needed': 'auth-needed' },
  'gamifant-missing': { covered: 'covered', 'pa-needed': 'auth-needed', ...documents },
  'gamifant-denial': { covered: 'not-covered', reason: 'text' },
  'lemtrada-approval': { covered: 'covered', 'pa-needed': 'auth-needed' },
  'lemtrada-missing': { covered: 'covered', 'pa-needed': 'auth-needed', ...documents },
  'lemtrada-denial': { covered: 'not-covered', reason: 'text' },
};

/** The lines that are open or fail, without those that only sum up others. */
const standing: Readonly<Record<string, readonly string[]>> = {
  'hemgenix-missing': ['HKS-III.2b on-treatment', 'HKS-III.8a not-on-record', 'HKS-III.8b not-on-record'],
  'hemgenix-denial': ['P109-HEM-7 not-met'],
  'roctavian-missing': ['P109-ROC-5 not-on-record', 'P109-ROC-9a.C not-final', 'P109-ROC-9d not-on-record'],
  'roctavian-denial': ['P109-ROC-5 not-met'],
  'gamifant-missing': [
    'GAM-2.B.f too-old',
    'GAM-2.B.ii too-old',
    'GAM-2.B.iii fasting-not-stated',
    'GAM-2.B.iv not-on-record',
  ],
  'gamifant-denial': ['GAM-2.0 not-met', 'GAM-2.A not-met', 'GAM-X not-met'],
  'lemtrada-missing': [
    'LEM-C.i needs-note',
    'LEM-C.ii not-on-record',
    'LEM-C.iii needs-statement',
    'LEM-C.iv not-on-record',
  ],
  'lemtrada-denial': ['LEM-B not-met', 'LEM-X.NR not-met', 'LEM-X.OTHER not-met'],
};

/** Where Cigna would have it given, as the chart says it. */
const places: Readonly<Record<string, string>> = {
  'gamifant-approval': 'not-applicable',
  'gamifant-missing': 'redirect',
  'gamifant-denial': 'not-reached',
  'lemtrada-approval': 'ok',
  'lemtrada-missing': 'missing-documentation',
  'lemtrada-denial': 'not-reached',
};

describe.each(['2026-08-14T15:00:00Z', '2027-12-01T15:00:00Z'])('on %s', (moment) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ now: () => new Date(moment) });
  });
  afterAll(async () => {
    await service.close();
    expect(service.bugs).toEqual([]);
  });

  test.each(demoPatients)('$id: $expected, read from our own FHIR endpoint', async (patient) => {
    const { status, determinations } = await service.sign(callFrom(patient, askingItself(service)));
    expect(status).toBe(200);
    expect(determinations).toHaveLength(1);
    const [{ policy, outcome, siteOfCare, criteria } = {}] = determinations;
    expect(outcome).toBe(patient.expected);
    expect(policy?.id).toMatch(new RegExp(`^${patient.drug}-`));
    expect(siteOfCare?.outcome).toBe(places[patient.id]);
    const parents = new Set(criteria?.map(({ partOf }) => partOf));
    const open = criteria
      ?.filter(({ id, status: line }) => line !== 'met' && line !== 'n/a' && !parents.has(id) && id !== 'HKS-III.0')
      .map(({ id, status: line, because }) => `${id} ${because ?? line}`);
    expect(open).toEqual(standing[patient.id] ?? []);
  });

  test.each(demoPatients)('$id: $expected, with the chart sent along', async (patient) => {
    const { determinations } = await service.sign(callFrom(patient, sentAlong(patient)));
    expect(determinations.map(({ outcome }) => outcome)).toEqual([patient.expected]);
  });

  test.each(demoPatients)('$id: a CRD client gets the matching coverage-information', async (patient) => {
    const { status, on } = await signCrd(service, callFrom(patient, askingItself(service)));
    expect(status).toBe(200);
    const repetitions = on(`MedicationRequest/${patient.id}-order`);
    expect(repetitions.map(codesIn)).toEqual([told[patient.id]]);
    for (const repetition of repetitions)
      expect((await determinationOf(service, repetition)).outcome).toBe(patient.expected);
  });
});
