import type { CodeRow } from './codes.ts';
import { codeIndex } from './codes.ts';

/**
 * One test: the words a person reads, the unit our limits are written in, what one of each accepted unit is in that
 * unit (exact decimals, never a general unit library: UCUM refuses % against [IU]/dL and rounds), what is plausible
 * in that unit, the names a local code may carry, and the codes.
 */
export interface LabDefinition {
  readonly display: string;
  readonly unit: string;
  readonly source: 'laboratory' | 'vital-signs';
  readonly units: Readonly<Record<string, string>>;
  readonly plausible: { readonly from: string; readonly to: string };
  readonly names: readonly string[];
  readonly codes: readonly CodeRow[];
  /** How to order it when a policy lacks it: words, and the LOINC code where one exists. */
  readonly orderable?: { readonly text: string; readonly loinc?: string };
}

const ENZYME_UNITS = { 'U/L': '1', '[IU]/L': '1', 'IU/L': '1', 'ukat/L': '60' };
const ENZYME_PLAUSIBLE = { from: '0', to: '50000' };

const table = {
  factorIXActivity: {
    display: 'Factor IX activity',
    unit: '%',
    source: 'laboratory',
    units: {
      '%': '1',
      '% activity': '1',
      '% normal': '1',
      '%{activity}': '1',
      '%{normal}': '1',
      '[IU]/dL': '1',
      'IU/dL': '1',
      'U/dL': '1',
      '[IU]/mL': '100',
      'IU/mL': '100',
      'U/mL': '100',
      '[IU]/L': '0.1',
      'k[IU]/L': '100',
    },
    plausible: { from: '0', to: '400' },
    names: ['factor ix activity', 'fix activity', 'factor 9 activity', 'coagulation factor ix activity'],
    // Antigen (3189-8, 3190-6) is another test and is not listed.
    codes: [
      ['LOINC', '3187-2', 'Coagulation factor IX activity by coagulation assay', 'include'],
      ['LOINC', '3188-0', 'Coagulation factor IX by chromogenic method', 'include'],
    ],
    orderable: { text: 'Factor IX activity', loinc: '3187-2' },
  },
  factorIXInhibitor: {
    display: 'Factor IX inhibitor',
    unit: 'BU',
    source: 'laboratory',
    units: {
      "[beth'U]": '1',
      "[beth'U]/mL": '1',
      BU: '1',
      'BU/mL': '1',
      '{BU}': '1',
      'Bethesda Units': '1',
      'Bethesda Unit': '1',
      NBU: '1',
      'NBU/mL': '1',
      'Nijmegen BU': '1',
      'Nijmegen BU/mL': '1',
      U: '1',
    },
    plausible: { from: '0', to: '100000' },
    names: [
      'factor ix inhibitor',
      'fix inhibitor',
      'factor 9 inhibitor',
      'factor ix inhibitor titer',
      'coagulation factor ix inhibitor',
    ],
    codes: [
      ['LOINC', '3185-6', 'Coagulation factor IX inhibitor, Bethesda or Nijmegen', 'include'],
      ['LOINC', '30086-3', 'Coagulation factor IX inhibitor, presence', 'include'],
      ['LOINC', '13591-3', 'Coagulation factor inhibitor, factor not stated', 'review'],
      ['LOINC', '40744-5', 'Coagulation factor inhibitor, factor not stated, presence', 'review'],
    ],
    orderable: { text: 'Factor IX inhibitor, Bethesda assay', loinc: '3185-6' },
  },
  aav5Antibody: {
    display: 'Anti-AAV5 antibody titer',
    unit: 'titer',
    source: 'laboratory',
    units: { '{titer}': '1', titer: '1', '{dilution}': '1', '1': '1', '': '1' },
    plausible: { from: '1', to: '1000000' },
    // No public code exists; a local code's text is matched by `names` and by the pattern in fhir/lab.ts.
    names: [],
    codes: [],
    orderable: { text: 'Anti-AAV5 neutralizing antibody titer, luciferase assay (7- or 9-point)' },
  },
  alt: {
    display: 'ALT',
    unit: 'U/L',
    source: 'laboratory',
    units: ENZYME_UNITS,
    plausible: ENZYME_PLAUSIBLE,
    names: [],
    codes: [
      ['LOINC', '1742-6', 'Alanine aminotransferase', 'include'],
      ['LOINC', '1743-4', 'Alanine aminotransferase with P-5-P', 'include'],
      ['LOINC', '1744-2', 'Alanine aminotransferase without P-5-P', 'include'],
    ],
  },
  ast: {
    display: 'AST',
    unit: 'U/L',
    source: 'laboratory',
    units: { ...ENZYME_UNITS, 'nkat/L': '0.06' },
    plausible: ENZYME_PLAUSIBLE,
    names: [],
    codes: [
      ['LOINC', '1920-8', 'Aspartate aminotransferase', 'include'],
      ['LOINC', '30239-8', 'Aspartate aminotransferase with P-5-P', 'include'],
      ['LOINC', '88112-8', 'Aspartate aminotransferase without P-5-P', 'include', 'unverified'],
    ],
  },
  alkalinePhosphatase: {
    display: 'Alkaline phosphatase',
    unit: 'U/L',
    source: 'laboratory',
    units: ENZYME_UNITS,
    plausible: ENZYME_PLAUSIBLE,
    names: [],
    codes: [['LOINC', '6768-6', 'Alkaline phosphatase', 'include']],
  },
  bilirubin: {
    display: 'Bilirubin',
    unit: 'mg/dL',
    source: 'laboratory',
    units: { 'mg/dL': '1' },
    plausible: { from: '0', to: '100' },
    names: [],
    codes: [
      ['LOINC', '1975-2', 'Bilirubin, total (mass)', 'include'],
      ['LOINC', '35194-0', 'Bilirubin, total (mass or moles)', 'include'],
    ],
  },
  weight: {
    display: 'Body weight',
    unit: 'kg',
    source: 'vital-signs',
    units: {
      kg: '1',
      g: '0.001',
      '[lb_av]': '0.45359237',
      lb: '0.45359237',
      lbs: '0.45359237',
      '[oz_av]': '0.028349523125',
    },
    plausible: { from: '0.2', to: '700' },
    names: [],
    codes: [
      ['LOINC', '29463-7', 'Body weight', 'include'],
      ['LOINC', '3141-9', 'Body weight, measured', 'include'],
      ['LOINC', '8350-1', 'Body weight, measured with clothes', 'include'],
      ['LOINC', '8351-9', 'Body weight, measured without clothes', 'include'],
      ['LOINC', '8341-0', 'Dry body weight', 'review'],
      ['LOINC', '3142-7', 'Body weight, stated', 'review'],
      ['LOINC', '8335-2', 'Body weight, estimated', 'review'],
    ],
  },
} as const satisfies Readonly<Record<string, LabDefinition>>;

/** A test by its name in our tables. */
export type LabName = keyof typeof table;

/** The unit in which a test's limits are written; the compiler holds every limit to it. */
export type UnitOf<Name extends LabName> = (typeof table)[Name]['unit'];

/** Tests whose limits are titers, written `1:n`. */
export type TiterName = { [Name in LabName]: UnitOf<Name> extends 'titer' ? Name : never }[LabName];

/** What we know of a test. */
export const labDefinition = (name: LabName): LabDefinition => table[name];

/** Every test. */
export const labNames = Object.keys(table) as readonly LabName[];

/** The tests a code stands for, and whether it may decide. */
export const labsOf = codeIndex<LabName>(table);
