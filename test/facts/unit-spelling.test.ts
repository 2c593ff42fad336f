import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareDecimals } from '../../src/facts/interval.ts';
import { type LabName, labDefinition, labNames } from '../../src/facts/labs.ts';
import { factorOf } from '../../src/facts/unit.ts';
import { spelledUnit } from '../../src/facts/unit-spelling.ts';

const THOUSAND_PER_MICROLITER = [
  ...['K/uL', 'k/uL', 'K/UL', 'K/mcL', 'K/µL', 'K/μL', 'K / uL', ' K/uL ', 'K/mm3', 'K/cumm', 'K/cmm'],
  ...['10*3/uL', '10^3/uL', '10+3/ul', '10E3/uL', '10e3/ul', '10**3/uL', 'x10E3/uL', 'X10E3/UL', 'x10(3)/mcL'],
  ...['x10^3/µL', 'x 10^3/uL', '×10³/μL', '10³/µL', '10*3/mm3', '10^3/mm^3', 'Thousand/uL', 'thou/mcL', '10*6/mL'],
  ...['10*9/L', '10^9/L', '10⁹/L', 'x10*9/L', 'x10(9)/L', 'x10E9/L', '10*9/l', 'G/L', 'G/l', 'Giga/L'],
];
const PER_MICROLITER = ['/uL', '/µL', '/mcL', '/mm3', '/mm³', '/cumm', '{cells}/uL', 'cells/uL', 'cells/mcL', '10*6/L'];

describe('spellings', () => {
  test.each<[LabName, string, readonly string[]]>([
    ['platelets', '1', THOUSAND_PER_MICROLITER],
    ['platelets', '0.001', [...PER_MICROLITER, 'cells per microliter']],
    ['cd4', '1', PER_MICROLITER],
    ['cd4', '1000', ['10*9/L', '10*3/uL', 'x10E3/uL', '10³/µL']],
    ['ferritin', '1', ['ng/mL', 'NG/ML', 'ng/ml', 'ug/L', 'mcg/L', 'µg/L', 'μg/L', 'MCG/L']],
    ['factorIXActivity', '1', ['%', '% activity', '%{activity}', '% Normal', '% of normal', 'IU/dL', '[IU]/dL']],
    ['factorIXActivity', '1', ['[iU]/dL', 'U/dL', 'iu/dl']],
    ['factorVIIIActivity', '100', ['[IU]/mL', 'IU/mL', 'U/mL', 'k[IU]/L']],
    ['factorIXInhibitor', '1', ['BU', 'bu', 'BU/mL', "[beth'U]", "[Beth'U]", '[beth’U]', "[beth'U]/mL", '{BU}']],
    ['factorVIIIInhibitor', '1', ['Bethesda Units', 'bethesda units', 'Bethesda units/mL', 'NBU', 'Nijmegen BU', 'U']],
    ['ast', '1', ['U/L', 'U/L ', 'u/l', 'IU/L', '[IU]/L', 'Units/L']],
    ['alt', '60', ['ukat/L', 'µkat/L', 'μkat/L', 'mckat/L']],
    ['triglycerides', '1', ['mg/dL', 'MG/DL', 'mg / dL']],
    ['triglycerides', '88.57', ['mmol/L', 'MMOL/L']],
    ['triglycerides', '100', ['g/L']],
    ['weight', '0.45359237', ['[lb_av]', 'lb', 'lbs', 'LBS']],
    ['hivRna', '1', ['copies/mL', '{copies}/mL', 'Copies/mL']],
  ])('%s, %s of its own: %j', (lab, factor, spellings) => {
    for (const spelling of spellings) {
      expect(factorOf(lab, { code: spelling }), spelling).toBe(factor);
      expect(factorOf(lab, { text: spelling }), spelling).toBe(factor);
    }
  });

  test.each<[LabName, readonly string[]]>([
    // A lost superscript, a mass, a count of something else, a bare power.
    ['platelets', ['103/uL', '109/L', 'g/L', 'g/dL', '10*3', '10*3/L', '10*12/L', 'M/uL', '%', 'fL', '/L', '10*9/uL']],
    ['triglycerides', ['G/L', 'mg%', 'mg', 'ug/dL', 'umol/L', 'mmol']],
    ['ferritin', ['ng', 'ug{FEU}/L', 'ug{FEU}/mL', 'ng{DDU}/mL', 'ug/mL', 'mg/L', 'nmol/L', 'IU/mL']],
    ['fibrinogen', ['ug{FEU}/mL', 'mg{FEU}/L', '%', 'mg/dL FEU', 's']],
    ['factorIXActivity', ['%{vol}', '%{inhibition}', '% inhibition', '{ratio}', '1', 's', 'ng/mL', "[beth'U]", 'BU']],
    ['factorIXInhibitor', ['U/mL', 'IU/mL', '[IU]/dL', '%', 'titer', '{titer}', '1', "k[beth'U]", 'mBU']],
    ['alt', ['mmol/L', 'mg/dL', 'U', 'U/mL', 'mU/L', 'kU/L', 'nkat/L', 'ukat']],
    ['hepatitisBDna', ['{Log_IU}/mL', 'log IU/mL', 'log10 IU/mL', '{Log_copies}/mL', 'IU']],
    ['liverStiffness', ['m/s', 'mmHg', 'dB/m', '%']],
    ['weight', ['%', '%{percentile}', 'kg/m2', 'cm', 'ug']],
    ['aav5Antibody', ['{index}', '{ratio}', 'U/mL', '%', '{titer}/mL']],
    ['hivScreen', ['{s_co_ratio}', 'IU/mL', '1']],
  ])('%s in none of %j', (lab, units) => {
    for (const unit of units) {
      expect(factorOf(lab, { code: unit }), unit).toBeUndefined();
      expect(factorOf(lab, { text: unit }), unit).toBeUndefined();
    }
  });

  test('nothing at all is a unit for no test but a titer', () => {
    expect(labNames.filter((lab) => factorOf(lab, {}) !== undefined)).toEqual(['aav5Antibody']);
  });

  test.each<[string, LabName, { code: string; text: string }, string | undefined]>([
    ['the same unit, spelled otherwise', 'platelets', { code: '10*3/uL', text: 'K/uL' }, '1'],
    ['the same unit in words that we do not know', 'platelets', { code: '10*3/uL', text: 'kilo per micro' }, '1'],
    ['cells and thousands', 'platelets', { code: '10*3/uL', text: '/uL' }, undefined],
    ['kilograms and pounds', 'weight', { code: 'kg', text: 'lb' }, undefined],
    ['percent and Bethesda units', 'factorIXActivity', { code: '%', text: 'BU' }, undefined],
    ['Bethesda units and percent', 'factorIXInhibitor', { code: "[beth'U]", text: '%' }, undefined],
    ['a unit of no test as the code', 'weight', { code: 'mmHg', text: 'kg' }, undefined],
  ])('code and text: %s', (_, lab, unit, factor) => expect(factorOf(lab, unit)).toBe(factor));

  test('one spelling stands for one factor, and each unit stands once', () => {
    for (const lab of labNames) {
      const spellings = Object.keys(labDefinition(lab).units).map(spelledUnit);
      expect(new Set(spellings).size, lab).toBe(spellings.length);
      for (const [unit, factor] of Object.entries(labDefinition(lab).units))
        expect(factorOf(lab, { code: unit }), `${lab} ${unit}`).toBe(factor);
    }
  });
});

const TERMINOLOGY = resolve(import.meta.dirname, '../../../shared/terminology.json');

interface Concept {
  readonly id: string;
  readonly units?: readonly { ucum: string; toCanonical: number | string | null; note?: string }[];
}
const concepts = existsSync(TERMINOLOGY)
  ? (JSON.parse(readFileSync(TERMINOLOGY, 'utf8')) as { concepts: readonly Concept[] }).concepts
  : [];

/** Our tests by the concepts of the reference. */
const OURS: Readonly<Record<string, LabName>> = {
  ferritin: 'ferritin',
  platelets: 'platelets',
  ast: 'ast',
  alt: 'alt',
  'triglycerides-fasting': 'triglycerides',
  'triglycerides-unspecified': 'triglycerides',
  fibrinogen: 'fibrinogen',
  'factor-ix-activity': 'factorIXActivity',
  'factor-viii-activity': 'factorVIIIActivity',
  'factor-ix-inhibitor': 'factorIXInhibitor',
  'factor-viii-inhibitor': 'factorVIIIInhibitor',
  'anti-aav5': 'aav5Antibody',
  'hbv-dna': 'hepatitisBDna',
  'hcv-rna': 'hepatitisCRna',
  'hiv-rna': 'hivRna',
  cd4: 'cd4',
  'liver-stiffness': 'liverStiffness',
  bilirubin: 'bilirubin',
  'alp-ggt': 'alkalinePhosphatase',
  'body-weight': 'weight',
};

/** Refused though listed: a fraction of normal cannot be told from a percentage without its reference range. */
const REFUSED = ['1', '{ratio}'].flatMap((unit) => [`factorIXActivity ${unit}`, `factorVIIIActivity ${unit}`]);

/** Accepted beyond the list: printed spellings, the same quantity in another arbitrary unit, and a mass that is refused as implausible. */
const BEYOND = [
  ...['factorIXActivity', 'factorVIIIActivity'].flatMap((lab) =>
    ['% of normal', '%{activity}', '%{normal}'].map((unit) => `${lab} ${unit}`),
  ),
  ...['factorIXInhibitor', 'factorVIIIInhibitor'].flatMap((lab) =>
    ['Bethesda Unit', 'Bethesda Units/mL', 'Nijmegen BU', 'Nijmegen BU/mL'].map((unit) => `${lab} ${unit}`),
  ),
  ...['alt', 'ast', 'alkalinePhosphatase'].map((lab) => `${lab} Units/L`),
  ...['[IU]/L', 'IU/L', 'ukat/L'].map((unit) => `alkalinePhosphatase ${unit}`),
  ...['', 'titer'].map((unit) => `aav5Antibody ${unit}`),
  ...['hepatitisBDna', 'hepatitisCRna', 'hivRna'].flatMap((lab) => ['IU/mL', 'copies/mL'].map((u) => `${lab} ${u}`)),
  ...['Giga/L', 'Thou/uL', 'cells/uL', 'cells per microliter'].map((unit) => `platelets ${unit}`),
  'cd4 cells per microliter',
  'weight lb',
  'weight mg',
];

describe.skipIf(concepts.length === 0)('against the reference terminology (SKIPPED where ../shared is absent)', () => {
  const listed = concepts.flatMap(({ id, units = [] }) => {
    const lab = OURS[id];
    return lab === undefined ? [] : units.map((unit) => ({ lab, ...unit }));
  });

  test('every concept of ours is there, and every listed unit has its factor, but for those refused with a reason', () => {
    expect(Object.keys(OURS).filter((id) => !concepts.some((concept) => concept.id === id))).toEqual([]);
    const differing = listed.filter(({ lab, ucum, toCanonical }) => {
      const factor = factorOf(lab, { code: ucum })?.replace('~', '');
      if (typeof toCanonical !== 'number') return factor !== undefined;
      return factor === undefined || compareDecimals(factor, `${toCanonical}`) !== 0;
    });
    expect(differing.map(({ lab, ucum }) => `${lab} ${ucum}`).sort()).toEqual([...REFUSED].sort());
  });

  test('a factor that is only known about is widened', () => {
    const about = listed.filter(({ ucum, note = '' }) => /approx/i.test(note) || ucum === 'umol/L');
    expect(about.map(({ lab, ucum }) => `${lab} ${factorOf(lab, { code: ucum })}`)).toEqual([
      'ferritin ~0.445',
      'fibrinogen ~34',
      'bilirubin ~0.05848',
    ]);
  });

  test('nothing is accepted beyond the list without a reason', () => {
    const known = new Set(listed.map(({ lab, ucum }) => `${lab} ${spelledUnit(ucum)}`));
    const beyond = labNames.flatMap((lab) =>
      Object.keys(labDefinition(lab).units)
        .filter((unit) => !known.has(`${lab} ${spelledUnit(unit)}`))
        .map((unit) => `${lab} ${unit}`),
    );
    expect(beyond.sort()).toEqual([...BEYOND].sort());
  });
});
