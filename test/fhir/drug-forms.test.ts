import { describe, expect, test } from 'vitest';
import type { SystemName } from '../../src/facts/codes.ts';
import { type DrugName, drugDefinition, drugNames } from '../../src/facts/drugs.ts';
import { codesOf, ndcOf } from '../../src/fhir/codes.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { drugsIn, readMedication } from '../../src/fhir/medication.ts';
import { SentResources } from '../../src/fhir/reference.ts';
import { policiesFor } from '../../src/policies/select.ts';
import { hcpcs, ndc, rxnorm, snomed } from '../support/codings.ts';

const judged = drugNames.filter((drug) => policiesFor(drug).length > 0);

/** Every way in which charts write a code system. */
const WRITTEN: Readonly<Partial<Record<SystemName, readonly [string, string]>>> = {
  RxNorm: ['www.nlm.nih.gov/research/umls/rxnorm', '2.16.840.1.113883.6.88'],
  HCPCS: ['www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', '2.16.840.1.113883.6.285'],
  NDC: ['hl7.org/fhir/sid/ndc', '2.16.840.1.113883.6.69'],
  SNOMED: ['snomed.info/sct', '2.16.840.1.113883.6.96'],
};
const formsOf = ([url, oid]: readonly [string, string]): readonly string[] => [
  `http://${url}`,
  `https://${url}`,
  `http://${url}/`,
  `HTTP://${url.toUpperCase()}`,
  ` http://${url} `,
  `urn:oid:${oid}`,
  `urn: oid: ${oid}`,
  oid,
];

const named = (concept: unknown) =>
  drugsIn(concept).map(({ drug, by, decides }) => `${drug} by ${by}${decides ? '' : ', undecided'}`);

/** Codings of a real hospital's formulary beside the standard ones: none of them is read. */
const vendorCodings = [
  { system: 'urn:oid:1.2.840.114350.1.13.246.3.7.2.698288', code: '205461' },
  { system: 'urn:oid:2.16.840.1.113883.6.253', code: '117055' },
  { system: 'urn:oid:2.16.840.1.113883.6.68', code: '85100026102020' },
  { system: 'urn:oid:2.16.840.1.113883.6.162', code: '1594663' },
  { system: 'urn:oid:2.16.840.1.113883.3.247.1.1', code: '2626778' },
  { system: 'http://www.whocc.no/atc', code: 'B02BD16' },
  { code: 'J1411' },
  { system: 'http://hl7.org/fhir/sid/ndc' },
];

describe('each of the four drugs, by each of its codes', () => {
  const rows = judged.flatMap((drug) =>
    drugDefinition(drug).codes.map(([system, code, , use]) => [drug, system, code, use] as const),
  );

  test('four drugs are judged', () => expect(judged).toEqual(['hemgenix', 'roctavian', 'gamifant', 'lemtrada']));

  test.each(rows)('%s %s %s, used to %s, under every name of its system', (drug, system, code, use) => {
    const forms = formsOf(WRITTEN[system] ?? ['', '']);
    const expected = { include: [`${drug} by code`], review: [`${drug} by code, undecided`], exclude: [], legacy: [] };
    for (const form of forms) expect(named({ coding: [{ system: form, code }] }), form).toEqual(expected[use]);
    expect(named({ coding: [{ system: `${forms[0]}-of-ours`, code }] })).toEqual([]);
    expect(named({ coding: [...vendorCodings, { system: forms[0], code }] })).toEqual(expected[use]);
  });

  test('vendor codings alone name nothing; their words are a hint', () => {
    expect(named({ coding: vendorCodings })).toEqual([]);
    expect(named({ coding: vendorCodings.map((coding) => ({ ...coding, display: 'Hemgenix kit' })) })).toEqual([
      'hemgenix by words, undecided',
    ]);
  });

  test('a billing code in lower case, or as Blue Button writes its system', () => {
    expect(named(hcpcs('j9210'))).toEqual(['gamifant by code']);
    expect(
      named({ coding: [{ system: 'https://bluebutton.cms.gov/resources/codesystem/hcpcs', code: 'J0202' }] }),
    ).toEqual(['lemtrada by code']);
  });

  test('an unclassified billing code leaves the word to the text', () =>
    expect(named({ ...hcpcs('J3590'), text: 'Roctavian' })).toEqual(['roctavian by words, undecided']));
});

describe('NDC', () => {
  const ndcs = drugNames.flatMap((drug) =>
    drugDefinition(drug).codes.flatMap(([system, code]) => (system === 'NDC' ? [[drug, code] as const] : [])),
  );
  const parts = (code: string) => [code.slice(0, 5), code.slice(5, 9), code.slice(9)] as const;
  /** The ten-digit shapes that the number allows: a leading zero of one part is left away. */
  const shapesOf = (code: string): readonly string[] => {
    const [labeler, product, packaging] = parts(code);
    const without = (part: string) => (part.startsWith('0') ? [part.slice(1)] : []);
    return [
      ...without(labeler).map((short) => `${short}-${product}-${packaging}`),
      ...without(product).map((short) => `${labeler}-${short}-${packaging}`),
      ...without(packaging).map((short) => `${labeler}-${product}-${short}`),
    ];
  };

  test.each(ndcs)('%s %s in 5-4-2, bare, and in each ten-digit shape', (_, code) => {
    const shapes = [code, parts(code).join('-'), ...shapesOf(code)];
    for (const shape of shapes) expect(ndcOf(shape), shape).toBe(code);
    for (const shape of shapesOf(code)) expect(ndcOf(shape.replaceAll('-', '')), shape).toBeUndefined();
  });

  test('each shape is among them', () => {
    const shapes = ndcs.flatMap(([, code]) => shapesOf(code)).map((shape) => shape.replace(/\d/g, '0'));
    expect([...new Set(shapes)].sort()).toEqual(['0000-0000-00', '00000-000-00', '00000-0000-0']);
  });

  test.each([
    '053-0300-30',
    '0053-300-30',
    '0053-0300-3',
    '53-300-3',
    '00053-0300-300',
    '00053 0300 30',
    '5303003030',
  ])('%s is none', (written) => {
    expect(ndcOf(written)).toBeUndefined();
    expect(codesOf(ndc(written))).toEqual([{ system: 'NDC', code: written }]);
    expect(named(ndc(written))).toEqual([]);
  });
});

describe('one medication, several names', () => {
  const pairs = judged.flatMap((one, index) => judged.slice(index + 1).map((other) => [one, other] as const));
  const codingOf = (drug: DrugName) => {
    const [, code] = drugDefinition(drug).codes.find(([system]) => system === 'HCPCS') ?? [];
    return hcpcs(code ?? '').coding;
  };

  test.each(pairs)('codes of %s and of %s: neither', (one, other) =>
    expect(named({ coding: [...codingOf(one), ...codingOf(other)] })).toEqual([
      `${one} by code, undecided`,
      `${other} by code, undecided`,
    ]));

  test.each<[string, unknown, readonly string[]]>([
    [
      'two codes of one drug',
      { coding: [...hcpcs('J0202').coding, ...rxnorm('1594663').coding] },
      ['lemtrada by code'],
    ],
    [
      'the ingredient and the product',
      { coding: [...rxnorm('117055').coding, ...rxnorm('1594663').coding] },
      ['lemtrada by code'],
    ],
    [
      'the ingredient and Campath',
      { coding: [...rxnorm('117055').coding, ...rxnorm('828265').coding], text: 'Alemtuzumab' },
      [],
    ],
    ['the code of one drug, the words of another', { ...hcpcs('J1411'), text: 'Roctavian' }, ['hemgenix by code']],
    ['a premedication', { ...hcpcs('J2919'), text: 'Solu-Medrol before Lemtrada' }, ['methylprednisolone by code']],
    [
      'a possible code, the words of another drug',
      { ...rxnorm('3008'), text: 'Gamifant' },
      ['cyclosporine by code, undecided'],
    ],
    [
      'two drugs in words',
      { text: 'Hemgenix or Roctavian' },
      ['hemgenix by words, undecided', 'roctavian by words, undecided'],
    ],
    ['the display of a coding without a code', { coding: [{ display: 'Hemgenix' }] }, ['hemgenix by words, undecided']],
    ['another drug', rxnorm('617314', 'Lipitor'), []],
    ['nothing', undefined, []],
    // Free text is never interpreted, its denials neither: it is a hint to be checked.
    ['words that deny it', { text: 'not Hemgenix' }, ['hemgenix by words, undecided']],
  ])('%s', (_, concept, expected) => expect(named(concept)).toEqual(expected));
});

describe('codes to bill by, beside a code of the hospital', () => {
  const url = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';
  const billed = (coding: readonly unknown[], ...options: readonly unknown[]) => ({
    coding,
    extension: options.map((valueCodeableConcept) => ({ url, valueCodeableConcept })),
  });
  const house = vendorCodings.slice(0, 1);

  test.each<[string, unknown, readonly string[]]>([
    ['one drug', billed(house, hcpcs('J1411')), ['hemgenix by code']],
    [
      'two drugs',
      billed(house, hcpcs('J1411'), hcpcs('J1412')),
      ['hemgenix by code, undecided', 'roctavian by code, undecided'],
    ],
    ['another drug than the order’s own code', billed(hcpcs('J9210').coding, hcpcs('J1411')), ['gamifant by code']],
    ['a drug of ours, the order’s own code a look-alike', billed(rxnorm('828265').coding, hcpcs('J0202')), []],
    ['no drug of ours', billed(house, hcpcs('J0178')), []],
  ])('%s', (_, concept, expected) => expect(named(concept)).toEqual(expected));
});

describe('look-alikes', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['Campath by RxNorm', rxnorm('828267', 'Campath'), []],
    ['Campath by its strength', rxnorm('828265', 'alemtuzumab 30 MG/ML'), []],
    ['Campath by NDC', ndc('58468-357-01'), []],
    ['Campath by its old billing code', hcpcs('J9010'), []],
    ['Campath in words', { text: 'Campath 30 mg' }, []],
    ['Campath in words, by the ingredient', rxnorm('117055', 'Campath'), []],
    ['Campath in words, under the billing code of both', hcpcs('J0202', 'Campath'), ['lemtrada by code, undecided']],
    ['the ingredient of both in words', { text: 'alemtuzumab' }, []],
    ['cladribine injection', hcpcs('J9065', 'Cladribine injection'), []],
    ['cladribine injection by RxNorm', rxnorm('240754', 'Cladribine 1 MG/ML'), []],
    ['cyclosporine eye drops', rxnorm('402092', 'Cyclosporine 0.05 % ophthalmic'), []],
    [
      'cyclosporine eye drops beside their ingredient',
      { coding: [...rxnorm('3008').coding, ...rxnorm('2055026').coding] },
      [],
    ],
    ['depot methylprednisolone', hcpcs('J1040', 'Methylprednisolone acetate 80 mg'), []],
    [
      'depot methylprednisolone beside its substance',
      { coding: [...snomed('116593003').coding, ...rxnorm('1358610').coding] },
      [],
    ],
    ['Kcentra', rxnorm('1484957', 'Kcentra'), []],
    ['Kcentra beside its factor', { coding: [...rxnorm('4249').coding, ...rxnorm('1484963').coding] }, []],
    ['Arzerra', hcpcs('J9302', 'Arzerra'), []],
    ['Arzerra in words, by the ingredient', rxnorm('712566', 'Arzerra'), []],
  ])('%s', (_, concept, expected) => expect(named(concept)).toEqual(expected));
});

describe('a Medication', () => {
  const order = (medicationReference: object): Resource => ({
    resourceType: 'MedicationRequest',
    medicationReference: { reference: 'Medication/m', ...medicationReference },
  });
  const readFrom = (medication: object, reference: object = {}) => {
    const sent = new SentResources();
    sent.add({ resourceType: 'Medication', id: 'm', ...medication });
    const read = readMedication(order(reference), sent);
    return read.kind === 'elsewhere'
      ? read.reference
      : read.drugs.map(({ drug, by, decides }) => `${drug} by ${by}${decides ? '' : ', undecided'}`);
  };
  const ingredient = (...concepts: readonly unknown[]) => ({
    ingredient: concepts.map((itemCodeableConcept) => ({ itemCodeableConcept })),
  });

  test.each<[string, object, readonly string[]]>([
    ['by its code', { code: rxnorm('2104616') }, ['gamifant by code']],
    ['by its only ingredient', ingredient(rxnorm('2104604')), ['gamifant by code']],
    ['by its only ingredient, its code empty', { code: {}, ...ingredient(rxnorm('2104604')) }, ['gamifant by code']],
    [
      'by its only ingredient, beside a code of the hospital alone',
      { code: { coding: vendorCodings.slice(0, 1) }, ...ingredient(rxnorm('2104604')) },
      ['gamifant by code'],
    ],
    ['by its only ingredient in words', ingredient({ text: 'Emapalumab' }), ['gamifant by words, undecided']],
    ['whose only ingredient is also in Campath', ingredient(rxnorm('117055')), ['lemtrada by code, undecided']],
    ['of two ingredients', ingredient(rxnorm('2104604'), rxnorm('3264')), []],
    ['whose code names another drug', { code: rxnorm('617314'), ...ingredient(rxnorm('2104604')) }, []],
    ['whose words name another drug', { code: { text: 'Lipitor' }, ...ingredient(rxnorm('2104604')) }, []],
    ['by an ingredient that is only pointed at', { ingredient: [{ itemReference: { reference: '#s' } }] }, []],
    ['without anything', {}, []],
  ])('%s', (_, medication, expected) => expect(readFrom(medication)).toEqual(expected));

  test('what the reference calls it is a hint where the Medication says nothing, and takes nothing from its code', () => {
    const display = { display: 'Hemgenix kit' };
    expect(readFrom({}, display)).toEqual(['hemgenix by words, undecided']);
    expect(readFrom({ code: { coding: vendorCodings } }, display)).toEqual(['hemgenix by words, undecided']);
    expect(readFrom({ code: hcpcs('J1412') }, display)).toEqual(['roctavian by code']);
    expect(readFrom({ code: rxnorm('828265') }, { display: 'Lemtrada' })).toEqual([]);
  });

  test.each([
    ['relative', 'Medication/m'],
    ['versioned', 'Medication/m/_history/2'],
    ['absolute', 'https://ehr.example.org/fhir/Medication/m'],
    ['absolute and versioned', 'https://ehr.example.org/fhir/Medication/m/_history/2'],
  ])('by a reference that is %s', (_, reference) =>
    expect(readFrom({ code: hcpcs('J9210') }, { reference })).toEqual(['gamifant by code']));

  test.each([
    'Medication/other',
    'urn:uuid:0',
    'https://ehr.example.org/fhir/Medication/other',
  ])('that was not sent is still to be read: %s', (reference) =>
    expect(readFrom({ code: hcpcs('J9210') }, { reference })).toBe(reference));
});
