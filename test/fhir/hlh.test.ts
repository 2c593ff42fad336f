import { describe, expect, test } from 'vitest';
import type { ConditionFact } from '../../src/facts/facts.ts';
import { readGenotypes } from '../../src/fhir/genotype.ts';
import { readHlhCauses } from '../../src/fhir/hlh.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { readVariants } from '../../src/fhir/variant.ts';
import { hgnc, icd10, loinc, snomed } from '../support/codings.ts';

const PATHOGENIC = 'LA6668-3';
const LIKELY = 'LA26332-9';
const UNCERTAIN = 'LA26333-7';
const HOMOZYGOUS = 'LA6705-3';
const HETEROZYGOUS = 'LA6706-1';
const HEMIZYGOUS = 'LA6707-9';

const component = (code: string, valueCodeableConcept: unknown) => ({ code: loinc(code), valueCodeableConcept });
interface Stated {
  readonly gene?: unknown;
  readonly significance?: string | undefined;
  readonly state?: string | undefined;
  readonly change?: string;
  readonly source?: string;
}
const variant = (stated: Stated, changed: object = {}) =>
  ({
    resourceType: 'Observation',
    id: 'v1',
    status: 'final',
    code: loinc('69548-6'),
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-03-01',
    valueCodeableConcept: loinc('LA9633-4'),
    component: [
      component('48018-6', stated.gene ?? hgnc('HGNC:9360', 'PRF1')),
      ...(stated.significance ? [component('53037-8', loinc(stated.significance))] : []),
      ...(stated.state ? [component('53034-5', loinc(stated.state))] : []),
      ...(stated.change ? [component('48004-6', { text: stated.change })] : []),
      ...(stated.source ? [component('48002-0', loinc(stated.source))] : []),
    ],
    ...changed,
  }) as Resource;
const homozygous = (stated: Stated = {}, changed: object = {}) =>
  variant({ significance: PATHOGENIC, state: HOMOZYGOUS, ...stated }, changed);
const heterozygous = (change: string | undefined, id: string, stated: Stated = {}) =>
  variant({ significance: PATHOGENIC, state: HETEROZYGOUS, ...(change && { change }), ...stated }, { id });
const implication = (of: string, significance: string, changed: object = {}) =>
  ({
    resourceType: 'Observation',
    id: 'implication',
    status: 'final',
    code: { text: 'Diagnostic implication' },
    subject: { reference: 'Patient/1' },
    derivedFrom: [{ reference: `Observation/${of}` }],
    component: [component('53037-8', loinc(significance))],
    ...changed,
  }) as Resource;

const short = (facts: readonly ConditionFact[]): string =>
  facts
    .map(({ condition, reference, certain, decides }) =>
      [condition, reference, certain ? 'certain' : 'uncertain', ...(decides ? [] : ['hint'])].join(' '),
    )
    .join('; ');

function genotypes(
  observations: readonly Resource[],
  reports: readonly Resource[] = [],
  along: readonly Resource[] = [],
) {
  const sent = new SentResources();
  for (const each of [...observations, ...reports, ...along]) sent.add(each);
  return readGenotypes(readVariants(observations, reports, sent));
}

describe('genotypes of primary HLH', () => {
  const proven = 'hlhGenotype Observation/v1 certain';
  const shown = 'hlhGenotype Observation/v1 uncertain';
  test.each<[string, readonly Resource[], string]>([
    ['homozygous, pathogenic', [homozygous()], proven],
    ['homozygous, likely pathogenic', [homozygous({ significance: LIKELY })], proven],
    ['homozygous, of uncertain significance', [homozygous({ significance: UNCERTAIN })], shown],
    ['homozygous, without significance', [homozygous({ significance: undefined })], ''],
    ['homozygous, benign', [homozygous({ significance: 'LA6675-8' })], ''],
    ['heterozygous', [heterozygous('c.1', 'v1')], shown],
    ['without an allelic state', [homozygous({ state: undefined })], shown],
    [
      'two different variants',
      [heterozygous('c.50del', 'v1'), heterozygous('c.1090G>C', 'v2')],
      'hlhGenotype Observation/v1 certain; hlhGenotype Observation/v2 certain',
    ],
    [
      'one variant reported twice',
      [heterozygous('c.50del', 'v1'), heterozygous('c.50del', 'v2')],
      'hlhGenotype Observation/v1 uncertain; hlhGenotype Observation/v2 uncertain',
    ],
    [
      'one variant written in two ways',
      [heterozygous('NM_001083116.3:c.50del', 'v1'), heterozygous('c.50del (p.Leu17fs)', 'v2')],
      'hlhGenotype Observation/v1 uncertain; hlhGenotype Observation/v2 uncertain',
    ],
    [
      'two that cannot be told apart',
      [heterozygous(undefined, 'v1'), heterozygous('c.50del', 'v2')],
      'hlhGenotype Observation/v1 uncertain; hlhGenotype Observation/v2 uncertain',
    ],
    [
      'two variants in two genes',
      [heterozygous('c.1', 'v1'), heterozygous('c.2', 'v2', { gene: hgnc('HGNC:23147', 'UNC13D') })],
      'hlhGenotype Observation/v1 uncertain; hlhGenotype Observation/v2 uncertain',
    ],
    [
      'one pathogenic, one uncertain',
      [heterozygous('c.1', 'v1'), heterozygous('c.2', 'v2', { significance: UNCERTAIN })],
      'hlhGenotype Observation/v1 uncertain; hlhGenotype Observation/v2 uncertain',
    ],
    ['hemizygous, X-linked', [homozygous({ state: HEMIZYGOUS, gene: hgnc('HGNC:10820', 'SH2D1A') })], proven],
    ['hemizygous, XIAP by its symbol', [homozygous({ state: HEMIZYGOUS, gene: { text: 'XIAP' } })], proven],
    ['hemizygous, not X-linked', [homozygous({ state: HEMIZYGOUS })], shown],
    ['heterozygous, X-linked', [homozygous({ state: HETEROZYGOUS, gene: { text: 'SH2D1A' } })], shown],
    ['a gene by its code alone', [homozygous({ gene: hgnc('HGNC:9360') })], proven],
    ['a gene by a bare number', [homozygous({ gene: hgnc('9360') })], proven],
    ['a gene by an unverified code', [homozygous({ gene: hgnc('HGNC:11429') })], `${proven} hint`],
    [
      'a gene by the code of the test',
      [homozygous({}, { code: loinc('41068-8'), component: homozygous().component })],
      proven,
    ],
    ['another gene', [homozygous({ gene: hgnc('HGNC:3551', 'F9') })], ''],
    ['two genes at once', [homozygous({ gene: { text: 'PRF1, UNC13D' } })], ''],
    ['absent', [homozygous({}, { valueCodeableConcept: loinc('LA9634-2') })], ''],
    ['a negative panel', [homozygous({}, { valueCodeableConcept: { text: 'Negative' } })], ''],
    ['germline', [homozygous({ source: 'LA6683-2' })], proven],
    ['somatic', [homozygous({ source: 'LA6684-0' })], shown],
    ['preliminary', [homozygous({}, { status: 'preliminary' })], ''],
    ['entered in error', [homozygous({}, { status: 'entered-in-error' })], ''],
    [
      'a significance that leans on it',
      [homozygous({ significance: undefined }), implication('v1', PATHOGENIC)],
      proven,
    ],
    ['two significances that differ', [homozygous(), implication('v1', UNCERTAIN)], shown],
    ['a significance of another variant', [homozygous({ significance: undefined }), implication('v9', PATHOGENIC)], ''],
    [
      'a preliminary significance',
      [homozygous({ significance: undefined }), implication('v1', PATHOGENIC, { status: 'preliminary' })],
      '',
    ],
    ['prose', [homozygous({}, { component: [], valueString: 'Pathogenic homozygous PRF1 variant' })], ''],
  ])('%s', (_, observations, expected) => expect(short(genotypes(observations))).toBe(expected));

  const report = (changed: object) =>
    ({
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: loinc('51969-4'),
      subject: { reference: 'Patient/1' },
      effectiveDateTime: '2026-03-02',
      ...changed,
    }) as Resource;
  const conclusion = (...codes: readonly unknown[]) => ({ conclusionCode: codes });
  const found = homozygous();
  test.each<[string, Resource, string, (readonly Resource[])?]>([
    ['a contained result', report({ contained: [found], result: [{ reference: '#v1' }] }), proven],
    ['a result sent along', report({ result: [{ reference: 'Observation/v1' }] }), proven, [found]],
    [
      'a result of another patient',
      report({ result: [{ reference: 'Observation/v1' }] }),
      '',
      [{ ...found, subject: { reference: 'Patient/2' } } as Resource],
    ],
    [
      'a coded conclusion',
      report(conclusion(hgnc('HGNC:9360', 'PRF1'), loinc(PATHOGENIC), loinc(HOMOZYGOUS))),
      'hlhGenotype DiagnosticReport/r certain',
    ],
    [
      'a coded conclusion, heterozygous',
      report(conclusion(hgnc('HGNC:9360', 'PRF1'), loinc(PATHOGENIC), loinc(HETEROZYGOUS))),
      'hlhGenotype DiagnosticReport/r uncertain',
    ],
    ['a conclusion without a gene', report(conclusion(loinc(PATHOGENIC), loinc(HOMOZYGOUS))), ''],
    ['a conclusion in words', report({ conclusion: 'Homozygous pathogenic variant in PRF1' }), ''],
    ['a panel without a conclusion', report({ code: { text: 'PRF1 gene panel' } }), ''],
    ['a preliminary report', report({ status: 'preliminary', contained: [found], result: [{ reference: '#v1' }] }), ''],
  ])('%s', (_, resource, expected, along) => expect(short(genotypes([], [resource], along))).toBe(expected));

  test('a result that stands alone and in its report is one variant', () => {
    expect(short(genotypes([found], [report({ result: [{ reference: 'Observation/v1' }] })]))).toBe(proven);
  });

  test('what is shown names gene, change, significance and allelic state', () => {
    expect(genotypes([homozygous({ change: 'c.50del' })])[0]).toMatchObject({
      shown: 'PRF1, c.50del, pathogenic or likely pathogenic, homozygous',
      day: '2026-03-01',
      active: true,
    });
  });
});

describe('the cause of HLH', () => {
  const sent = new SentResources();
  const behind = (id: string, code: unknown, verification?: string) =>
    sent.add({
      resourceType: 'Condition',
      id,
      code,
      ...(verification && { verificationStatus: { coding: [{ code: verification }] } }),
    });
  behind('lymphoma', icd10('C85.9', 'Lymphoma'));
  behind('suspected', icd10('C85.9', 'Lymphoma'), 'provisional');
  behind('refuted', icd10('C85.9', 'Lymphoma'), 'refuted');
  const hlh = (changed: object) =>
    ({
      resourceType: 'Condition',
      id: 'hlh',
      code: icd10('D76.1', 'Hemophagocytic lymphohistiocytosis'),
      recordedDate: '2026-06-01',
      ...changed,
    }) as Resource;
  const dueTo = (value: object, changed: object = {}) =>
    hlh({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/condition-dueTo', ...value }], ...changed });
  const to = (concept: unknown) => dueTo({ valueCodeableConcept: concept });
  const named = (text: string) => hlh({ code: { ...icd10('D76.1'), text } });
  const other = 'hlhOfOtherCause Condition/hlh certain';
  const primary = 'primaryHlh Condition/hlh certain';
  test.each<[string, Resource, string]>([
    ['no cause', hlh({}), ''],
    ['another disease', to(icd10('B27.90', 'Infectious mononucleosis')), other],
    ['another disease by SNOMED CT', to(snomed('240530001', 'Epstein-Barr virus disease')), other],
    ['a SNOMED CT code without words', to(snomed('240530001')), `${other} hint`],
    ['behind a reference', dueTo({ valueReference: { reference: 'Condition/lymphoma' } }), other],
    [
      'suspected',
      dueTo({ valueReference: { reference: 'Condition/suspected' } }),
      'hlhOfOtherCause Condition/hlh uncertain',
    ],
    ['refuted', dueTo({ valueReference: { reference: 'Condition/refuted' } }), ''],
    ['behind a reference that leads nowhere', dueTo({ valueReference: { reference: 'Condition/gone' } }), ''],
    [
      'of an HLH that is itself suspected',
      dueTo({ valueCodeableConcept: icd10('B27.90') }, { verificationStatus: { coding: [{ code: 'provisional' }] } }),
      'hlhOfOtherCause Condition/hlh uncertain',
    ],
    [
      'of a refuted HLH',
      dueTo({ valueCodeableConcept: icd10('B27.90') }, { verificationStatus: { coding: [{ code: 'refuted' }] } }),
      '',
    ],
    ['systemic JIA', to(icd10('M08.20')), 'systemicJia Condition/hlh certain'],
    ["adult-onset Still's disease", to(icd10('M06.1')), 'adultOnsetStill Condition/hlh certain'],
    ['polyarticular JIA', to(icd10('M08.3', 'Juvenile rheumatoid polyarthritis')), other],
    ['juvenile arthritis, unspecified', to(icd10('M08.90')), `${other} hint`],
    ['juvenile arthritis by SNOMED CT', to(snomed('410502007', 'Juvenile idiopathic arthritis')), `${other} hint`],
    ['HLH itself', to(icd10('D76.1')), ''],
    ['a primary syndrome', to(icd10('E70.330')), primary],
    ['a symptom', to(icd10('R50.9', 'Fever')), ''],
    ['words alone', to({ text: 'EBV' }), ''],
    ['another extension', hlh({ extension: [{ url: 'urn:x', valueCodeableConcept: icd10('B27.90') }] }), ''],
    ['of another disease', dueTo({ valueCodeableConcept: icd10('B27.90') }, { code: icd10('D67') }), ''],
    ['named familial', named('Familial hemophagocytic lymphohistiocytosis'), primary],
    ['named primary', named('HLH, primary'), primary],
    ['named secondary', named('Secondary HLH'), ''],
    ['primary or secondary', named('HLH, primary versus secondary'), ''],
    ['not familial', named('Non-familial HLH'), ''],
    ['perhaps', named('HLH, possible familial'), ''],
    ['a question', named('HLH (primary?)'), ''],
    ['the first of a list', named('Primary diagnosis: HLH'), ''],
    ['the words of another disease', hlh({ code: { ...icd10('I10'), text: 'Primary hypertension' } }), ''],
  ])('%s', (_, resource, expected) => expect(short(readHlhCauses(resource, sent))).toBe(expected));
});
