import { describe, expect, test } from 'vitest';
import { type Standing, standing } from '../../src/criteria/limit.ts';
import type { LabReading } from '../../src/facts/facts.ts';
import { parseExactly } from '../../src/fhir/exact-json.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readLabs } from '../../src/fhir/lab.ts';
import { icd10, loinc, rxnorm } from '../support/codings.ts';

const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';

const observation = (code: unknown, value: object) =>
  ({
    resourceType: 'Observation',
    id: '1',
    status: 'final',
    code,
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-05-02T08:00:00Z',
    ...value,
  }) as Resource;
const activity = (value: object) => observation(loinc('3187-2'), value);
const inhibitor = (value: object) => observation(loinc('3185-6'), value);
const antigen = (value: object) => observation(loinc('5195-3'), value);
const platelets = (value: object) => observation(loinc('777-3'), value);
const titer = (value: object) => observation({ text: 'Anti-AAV5 neutralizing antibody titer' }, value);
const text = (valueString: unknown) => ({ valueString });
const quantity = (value: unknown, unit: string, comparator?: unknown) => ({
  valueQuantity: { value, unit, ...(comparator !== undefined && { comparator }) },
});
const interpreted = (...codes: readonly string[]) => ({
  interpretation: codes.map((code) => ({ coding: [{ code }] })),
});
const answered = (system: string, code: string, more: object = {}) => ({
  valueCodeableConcept: { coding: [{ system, code }], ...more },
});

/** A reading in short: its numbers or word, or the reason it is not used. */
function short(reading: LabReading | undefined): string {
  if (reading === undefined) return 'not read';
  if (!reading.usable) return reading.because;
  if (reading.value.kind !== 'number') return reading.value.kind;
  const { low, high } = reading.value.interval;
  if (low !== undefined && low.at === high?.at) return low.at;
  return high === undefined ? `${low?.open ? '>' : '>='}${low?.at}` : `${high.open ? '<' : '<='}${high.at}`;
}

type Rows = readonly (readonly [string, string])[];

describe('a result that is written as text', () => {
  test.each<readonly [string, string]>([
    ['<0.6 BU', '<0.6'],
    ['< 0.6 BU', '<0.6'],
    ['<0.6BU', '<0.6'],
    ['0.6 BU', '0.6'],
    ['≤ 0.6 BU', '<=0.6'],
    ['>= 0.6 BU/mL', '>=0.6'],
    ['less than 0.6 BU', '<0.6'],
    ['Less  than or equal to 0.6 BU', '<=0.6'],
    ['greater than 1000 BU', '>1000'],
    ['greater than or equal to 5 Bethesda units', '>=5'],
    ['Negative', 'not-detected'],
    ['NEGATIVE.', 'not-detected'],
    ['  negative ', 'not-detected'],
    ['Not Detected', 'not-detected'],
    ['Not  detected', 'not-detected'],
    ['none detected', 'not-detected'],
    ['Target Not Detected', 'not-detected'],
    ['Non-Reactive', 'not-detected'],
    ['Nonreactive', 'not-detected'],
    ['Absent', 'not-detected'],
    ['Positive', 'detected'],
    ['Present', 'detected'],
    ['180.99999999999999999 BU', '180.99999999999999999'],
    // Words that decide nothing.
    ['Equivocal', 'straddles-limit'],
    ['Indeterminate', 'straddles-limit'],
    ['trace', 'straddles-limit'],
    ['Weakly positive', 'straddles-limit'],
    // No result.
    ['ND', 'not-on-record'],
    ['NR', 'not-on-record'],
    ['See note', 'not-on-record'],
    ['pending', 'not-on-record'],
    ['QNS', 'not-on-record'],
    ['hemolyzed', 'not-on-record'],
    ['not performed because activity normal', 'not-on-record'],
    ['+', 'not-on-record'],
    ['<', 'not-on-record'],
    ['', 'not-on-record'],
    ['  ', 'not-on-record'],
    // A number, and more or less than a number.
    ['0.6', 'unit-unknown'],
    ['<0.6', 'unit-unknown'],
    ['0.6 BU (negative)', 'unit-unknown'],
    ['Negative (<0.6 BU)', 'unit-unknown'],
    ['0,6 BU', 'unit-unknown'],
    ['1,234 BU', 'unit-unknown'],
    ['1 234 BU', 'unit-unknown'],
    ["1'234 BU", 'unit-unknown'],
    ['0-5 BU', 'unit-unknown'],
    ['0.5-0.6 BU', 'unit-unknown'],
    ['<<0.6 BU', 'unit-unknown'],
    ['=<0.6 BU', 'unit-unknown'],
    ['~0.6 BU', 'unit-unknown'],
    ['not less than 0.6 BU', 'unit-unknown'],
    ['1+', 'unit-unknown'],
    ['-1 BU', 'unit-unknown'],
    ['1e3 BU', 'unit-unknown'],
    ['.6 BU', 'unit-unknown'],
    ['0.6. BU', 'unit-unknown'],
    ['0.6.1 BU', 'unit-unknown'],
    ['１ BU', 'unit-unknown'],
    ['٣ BU', 'unit-unknown'],
    ['0x1 BU', 'unit-unknown'],
    ['1:5', 'unit-unknown'],
    ['0.6 BU 0.7 BU', 'unit-unknown'],
    ['0.6\u202eBU', 'unit-unknown'],
    [`${'9'.repeat(41)} BU`, 'unit-unknown'],
  ] satisfies Rows)('an inhibitor of %j: %s', (written, expected) =>
    expect(short(readLabs(inhibitor(text(written)))[0])).toBe(expected));

  test.each<readonly [string, string]>([
    ['1:678', '678'],
    ['1 : 678', '678'],
    ['1: 678', '678'],
    ['<1:5', '<5'],
    ['< 1:5', '<5'],
    ['>=1:898', '>=898'],
    ['less than 1:5', '<5'],
    ['greater than 1:1000', '>1000'],
    ['1:1', '1'],
    ['1:2.5', '2.5'],
    ['678', '678'],
    ['<5', '<5'],
    ['678 titer', '678'],
    ['Not Detected', 'not-detected'],
    // Yes, an index, or a titer upside down: not a dilution.
    ['1', 'unit-unknown'],
    ['1.5', 'unit-unknown'],
    ['0.4', 'implausible'],
    ['678:1', 'unit-unknown'],
    ['2:678', 'unit-unknown'],
    ['1/678', 'unit-unknown'],
    ['1:5-1:10', 'unit-unknown'],
    ['1:1,000', 'unit-unknown'],
    ['1:0', 'implausible'],
    ['678 U/mL', 'unit-unknown'],
  ] satisfies Rows)('a titer of %j: %s', (written, expected) =>
    expect(short(readLabs(titer(text(written)))[0])).toBe(expected));

  test.each<readonly [string, string]>([
    ['250 K/uL', '250'],
    ['250 10*3/uL', '250'],
    ['250 x10E3/uL', '250'],
    ['250 10³/µL', '250'],
    ['250000 /uL', '250'],
    ['250,000 /uL', 'unit-unknown'],
    ['250 10', 'unit-unknown'],
    ['250', 'unit-unknown'],
    ['25010*3/uL', 'unit-unknown'],
    ['0 K/uL', 'implausible'],
    ['<5 K/uL', '<5'],
    ['clumped', 'not-on-record'],
  ] satisfies Rows)('platelets of %j: %s', (written, expected) =>
    expect(short(readLabs(platelets(text(written)))[0])).toBe(expected));
});

describe('a result that is a number with a unit', () => {
  test.each<readonly [string, object, string]>([
    ['a comparator', quantity(1, '%', '<'), '<1'],
    ['an empty comparator', quantity(1, '%', ''), '1'],
    ['sufficient to achieve (R5)', quantity(1, '%', 'ad'), 'unit-unknown'],
    ['a comparator that is no text', quantity(1, '%', { code: '<' }), 'unit-unknown'],
    ['a sign in another alphabet', quantity(1, '%', '＜'), 'unit-unknown'],
    ['a number as text', quantity('1.4', '%'), '1.4'],
    ['a number as text with its sign', quantity('<1', '%'), 'unit-unknown'],
    ['a number as text with a comma', quantity('1,4', '%'), 'unit-unknown'],
    ['a list of numbers', quantity([1.4], '%'), 'unit-unknown'],
    ['an object that fights back', quantity({ toString: 1, valueOf: 1 }, '%'), 'unit-unknown'],
    ['a negative number', quantity(-1, '%'), 'implausible'],
    ['more than is possible', quantity(401, '%'), 'implausible'],
    ['no value', { valueQuantity: { unit: '%' } }, 'not-on-record'],
    ['a value of null', quantity(null, '%'), 'not-on-record'],
    ['no unit', { valueQuantity: { value: 1.4 } }, 'unit-unknown'],
    ['a unit of another test', quantity(1.4, 'BU'), 'unit-unknown'],
    ['a comparator on a long number', quantity('0.99999999999999999999', '%', '<'), '<0.99999999999999999999'],
    ['a code without text', { valueQuantity: { value: 1.4, system: 'http://unitsofmeasure.org', code: '%' } }, '1.4'],
    ['UCUM with a slash', { valueQuantity: { value: 2, system: 'http://unitsofmeasure.org/', code: '%' } }, '2'],
    ['UCUM by its OID', { valueQuantity: { value: 2, system: 'urn:oid:2.16.840.1.113883.6.8', code: '%' } }, '2'],
    ['a code of another system', { valueQuantity: { value: 2, system: 'urn:local', code: '%' } }, 'unit-unknown'],
    ['that code beside a text', { valueQuantity: { value: 2, unit: '%', system: 'urn:local', code: '17' } }, '2'],
    [
      'code and text that differ',
      { valueQuantity: { value: 2, unit: 'IU/mL', system: 'http://unitsofmeasure.org', code: '%' } },
      'unit-unknown',
    ],
  ])('factor IX activity, %s', (_, value, expected) => expect(short(readLabs(activity(value))[0])).toBe(expected));

  test.each<readonly [string, Standing]>([
    ['180.99999999999999999', 'within'],
    ['1809999999999999999999e-19', 'within'],
    ['180.9999999999999999999999999999999999999', 'within'],
    ['181', 'beyond'],
    ['1.81e2', 'beyond'],
    ['181.00000000000000001', 'beyond'],
  ])('no digit of %s is lost on the way from the wire: %s the limit of 181', (written, expected) => {
    const value = parseExactly(`{"valueQuantity":{"value":${written},"unit":"K/uL"}}`) as object;
    const [reading] = readLabs(platelets(value));
    const interval = reading?.usable && reading.value.kind === 'number' ? reading.value.interval : {};
    expect(standing(interval, '< 181 10*9/L')).toBe(expected);
  });
});

describe('a result of another form', () => {
  const ratio = (numerator: object, denominator: object) => ({ valueRatio: { numerator, denominator } });
  test.each<readonly [string, Resource, string]>([
    ['a ratio', titer(ratio({ value: 1 }, { value: 678 })), '678'],
    ['a ratio with a comparator', titer(ratio({ value: 1 }, { value: 5, comparator: '<' })), '<5'],
    ['a ratio with the unit of a titer', titer(ratio({ value: 1, unit: '{titer}' }, { value: 256 })), '256'],
    ['a ratio in another unit', titer(ratio({ value: 1 }, { value: 678, unit: 'mL' })), 'unit-unknown'],
    ['a ratio without one end', titer({ valueRatio: { numerator: { value: 1 } } }), 'unit-unknown'],
    ['a ratio of a test that is no titer', platelets(ratio({ value: 1 }, { value: 678 })), 'unit-unknown'],
    ['an integer', titer({ valueInteger: 678 }), '678'],
    ['an integer of a test with a unit', platelets({ valueInteger: 250 }), 'unit-unknown'],
    ['an integer that is none', titer({ valueInteger: {} }), 'unit-unknown'],
    ['a range', platelets({ valueRange: { low: { value: 150, unit: 'K/uL' } } }), 'unit-unknown'],
    ['sampled data', platelets({ valueSampledData: { data: '250 251' } }), 'unit-unknown'],
    ['a time', platelets({ valueTime: '08:00:00' }), 'unit-unknown'],
    ['a date', platelets({ valueDateTime: '2026' }), 'unit-unknown'],
    ['a period', platelets({ valuePeriod: { start: '2026-01-01' } }), 'unit-unknown'],
    ['a form that FHIR does not have', platelets({ valueDecimal: 250 }), 'unit-unknown'],
    ['text that is a number', titer(text(678)), 'unit-unknown'],
    ['text that is a list', inhibitor(text(['Negative'])), 'unit-unknown'],
    ['yes of a test that looks for something', antigen({ valueBoolean: true }), 'detected'],
    ['no of a test that looks for something', antigen({ valueBoolean: false }), 'not-detected'],
    ['yes as text', antigen({ valueBoolean: 'true' }), 'unit-unknown'],
    ['no of a test that measures', inhibitor({ valueBoolean: false }), 'unit-unknown'],
    ['two values', activity({ ...quantity(1, '%'), ...text('5 %') }), 'conflicting'],
    ['one value and an empty one', activity({ ...quantity(1, '%'), valueString: null }), '1'],
    ['absent for a reason', activity({ dataAbsentReason: { coding: [{ code: 'not-performed' }] } }), 'not-on-record'],
    ['absent for a reason, with a value', activity({ ...quantity(1, '%'), dataAbsentReason: {} }), 'not-on-record'],
    ['absent for a reason, interpreted', antigen({ ...interpreted('NEG'), dataAbsentReason: {} }), 'not-on-record'],
    ['nothing', activity({}), 'not-on-record'],
  ])('%s', (_, resource, expected) => expect(short(readLabs(resource)[0])).toBe(expected));
});

describe('a result in codes', () => {
  test.each<readonly [string, object, string]>([
    ['SNOMED CT negative', answered(SNOMED, '260385009'), 'not-detected'],
    ['SNOMED CT absent', answered(SNOMED, '2667000'), 'not-detected'],
    ['SNOMED CT reactive', answered(SNOMED, '11214006'), 'detected'],
    ['LOINC not detected', answered(LOINC, 'LA11883-8'), 'not-detected'],
    ['LOINC positive', answered(LOINC, 'LA6576-8'), 'detected'],
    ['LOINC indeterminate', answered(LOINC, 'LA11884-6'), 'straddles-limit'],
    ['the same digits in another system', answered('urn:local', '260385009'), 'not-on-record'],
    ['a display', { valueCodeableConcept: { coding: [{ display: 'Negative (qualifier value)' }] } }, 'not-detected'],
    ['code and text that agree', answered(SNOMED, '260385009', { text: 'NEGATIVE' }), 'not-detected'],
    ['a code and a text that says nothing', answered(SNOMED, '260385009', { text: 'HBsAg result' }), 'not-detected'],
    ['code and text that differ', answered(SNOMED, '260385009', { text: 'Positive' }), 'conflicting'],
    ['a code, and a text in doubt', answered(SNOMED, '260385009', { text: 'Equivocal' }), 'conflicting'],
    ['a diagnosis', { valueCodeableConcept: icd10('B18.1') }, 'not-on-record'],
    ['nothing in it', { valueCodeableConcept: {} }, 'not-on-record'],
    ['no value, interpreted as negative', interpreted('NEG'), 'not-detected'],
    ['no value, ND: not detected', interpreted('ND'), 'not-detected'],
    ['no value, reactive', interpreted('RR'), 'detected'],
    ['no value, weakly reactive', interpreted('WR'), 'straddles-limit'],
    ['no value, negative and positive', interpreted('NEG', 'POS'), 'conflicting'],
    ['no value, normal', interpreted('N'), 'not-on-record'],
    [
      'a value that says nothing, interpreted as negative',
      { ...text('See note'), ...interpreted('NEG') },
      'not-on-record',
    ],
    ['a signal, interpreted as negative', { ...quantity(0.12, '{s_co_ratio}'), ...interpreted('NEG') }, 'not-detected'],
    ['a signal, interpreted as reactive', { ...quantity(11, 'S/CO'), ...interpreted('RR') }, 'detected'],
    ['a signal, called abnormal', { ...quantity(11, 'S/CO'), ...interpreted('A') }, 'unit-unknown'],
    ['a signal alone', quantity(0.12, '{s_co_ratio}'), 'unit-unknown'],
  ])('hepatitis B surface antigen, %s', (_, value, expected) =>
    expect(short(readLabs(antigen(value))[0])).toBe(expected));

  test('an inhibitor in a foreign unit stays unreadable, whatever its interpretation', () => {
    expect(short(readLabs(inhibitor({ ...quantity(0.2, '%'), ...interpreted('NEG') }))[0])).toBe('unit-unknown');
  });
});

describe('which test a result is of', () => {
  const both = (...codes: readonly string[]) => ({ coding: codes.map((code) => ({ system: LOINC, code })) });
  const percent = quantity(1.4, '%');
  test.each<readonly [string, unknown, object, readonly string[]]>([
    ['two codes of one test', both('3187-2', '3188-0'), percent, ['factorIXActivity 1.4']],
    [
      'codes of two tests',
      both('3187-2', '3209-4'),
      percent,
      ['factorIXActivity unspecific-code', 'factorVIIIActivity unspecific-code'],
    ],
    ['a code and its look-alike', both('777-3', '13056-7'), quantity(50, 'K/uL'), ['platelets unspecific-code']],
    ['the look-alike alone', both('13056-7'), quantity(50, 'K/uL'), []],
    ['a code of ours and one that we do not know', both('3187-2', '99999-9'), percent, ['factorIXActivity 1.4']],
    [
      'a code that we do not know, with a name that we do',
      { ...both('99999-9'), text: 'Factor IX activity' },
      percent,
      [],
    ],
    [
      'a code of another kind, with the name',
      { ...rxnorm('1'), text: 'Factor IX activity' },
      percent,
      ['factorIXActivity 1.4'],
    ],
    [
      'two names',
      { text: 'Ferritin', coding: [{ display: 'Fibrinogen' }] },
      quantity(3, 'mg/L'),
      ['ferritin unspecific-code', 'fibrinogen unspecific-code'],
    ],
    ['the antibody', { text: 'AAV serotype 5 (AAV5) antibody' }, text('1:10'), ['aav5Antibody 10']],
    ['two serotypes', { text: 'AAV2 and AAV5 antibodies' }, text('1:10'), ['aav5Antibody unspecific-code']],
    ['the vector itself', { text: 'AAV5 vector DNA by PCR' }, text('Not detected'), []],
    ['cells', { text: 'AAV5 T-cell response, ELISPOT' }, text('Negative'), []],
  ])('%s', (_, code, value, expected) =>
    expect(readLabs(observation(code, value)).map((reading) => `${reading.lab} ${short(reading)}`)).toEqual(expected));

  test('each member of a panel is read by itself; the panel says nothing of its own', () => {
    const panel = observation(
      { text: 'Coagulation panel' },
      {
        component: [
          { code: loinc('3187-2'), ...percent },
          { code: loinc('3185-6'), ...text('<0.6 BU') },
          { code: loinc('3255-7'), dataAbsentReason: { coding: [{ code: 'error' }] } },
          { code: loinc('777-3'), ...text('clumped') },
          'nonsense',
          null,
        ],
      },
    );
    expect(readLabs(panel).map((reading) => `${reading.lab} ${short(reading)}`)).toEqual([
      'factorIXActivity 1.4',
      'factorIXInhibitor <0.6',
      'fibrinogen not-on-record',
      'platelets not-on-record',
    ]);
  });

  test('an extension that may change the meaning is not passed over', () => {
    const modifierExtension = [{ url: 'urn:not-really', valueBoolean: true }];
    expect(short(readLabs(activity({ ...percent, modifierExtension }))[0])).toBe('unspecific-code');
    const panel = observation({}, { component: [{ code: loinc('3187-2'), ...percent, modifierExtension }] });
    expect(short(readLabs(panel)[0])).toBe('unspecific-code');
  });
});
