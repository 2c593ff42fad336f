import type { CodeRow } from './codes.ts';
import { codeIndex } from './codes.ts';

/**
 * One test: the words a person reads, the unit our limits are written in, what one of each accepted unit is in that
 * unit (exact decimals, `~` before one that is known only about; never a general unit library: UCUM refuses % against
 * [IU]/dL and rounds), what is plausible in that unit, the names a local code may carry, and the codes. A unit stands
 * once: its other spellings are those of unit-spelling.ts.
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

const ENZYME_UNITS = { 'U/L': '1', '[IU]/L': '1', 'IU/L': '1', 'Units/L': '1', 'ukat/L': '60' };
// Blood is never without the enzymes, ferritin, fibrinogen or platelets: nought stands for a value that was not measured.
const ENZYME_PLAUSIBLE = { from: '0.1', to: '50000' };

/** LOINC codes of triglycerides that say by themselves that the patient had fasted. */
export const fastingCodes: ReadonlySet<string> = new Set(['3048-6', '1644-4', '47210-0', '30524-3']);

const FACTOR_ACTIVITY_UNITS = {
  '%': '1',
  '% activity': '1',
  '% normal': '1',
  '% of normal': '1',
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
};
const BETHESDA_UNITS = {
  "[beth'U]": '1',
  "[beth'U]/mL": '1',
  BU: '1',
  'BU/mL': '1',
  '{BU}': '1',
  'Bethesda Units': '1',
  'Bethesda Unit': '1',
  'Bethesda Units/mL': '1',
  NBU: '1',
  'NBU/mL': '1',
  'Nijmegen BU': '1',
  'Nijmegen BU/mL': '1',
  U: '1',
};

const table = {
  factorIXActivity: {
    display: 'Factor IX activity',
    unit: '%',
    source: 'laboratory',
    units: FACTOR_ACTIVITY_UNITS,
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
    units: BETHESDA_UNITS,
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
    units: { 'mg/dL': '1', 'umol/L': '~0.05848' },
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
      // A mass, though nobody is weighed in it: so that such a value is called implausible, and not its unit unknown.
      mg: '0.000001',
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
  ferritin: {
    display: 'Ferritin',
    unit: 'ng/mL',
    source: 'laboratory',
    units: { 'ng/mL': '1', 'ug/L': '1', 'ng/dL': '0.01', 'pmol/L': '~0.445' },
    plausible: { from: '0.1', to: '1000000' },
    names: ['ferritin'],
    codes: [
      ['LOINC', '2276-4', 'Ferritin [Mass/volume] in Serum or Plasma', 'include'],
      ['LOINC', '20567-4', 'Ferritin [Mass/volume] in Serum or Plasma by Immunoassay', 'include'],
      ['LOINC', '24373-3', 'Ferritin [Mass/volume] in Blood', 'include'],
      ['LOINC', '35209-6', 'Ferritin SerPl-msCnc (mass or moles)', 'include'],
      ['LOINC', '14723-1', 'Ferritin [Moles/volume] in Serum or Plasma', 'include'],
    ],
    orderable: { text: 'Ferritin', loinc: '2276-4' },
  },
  platelets: {
    display: 'Platelets',
    unit: '10*9/L',
    source: 'laboratory',
    units: {
      '10*9/L': '1',
      'Giga/L': '1',
      '10*3/uL': '1',
      'K/uL': '1',
      'Thou/uL': '1',
      'Thousand/uL': '1',
      '10*6/mL': '1',
      '/uL': '0.001',
      '{cells}/uL': '0.001',
      'cells/uL': '0.001',
      'cells per microliter': '0.001',
      '10*6/L': '0.001',
    },
    plausible: { from: '1', to: '5000' },
    names: ['platelets', 'platelet count'],
    codes: [
      ['LOINC', '777-3', 'Platelets [#/volume] in Blood by Automated count', 'include'],
      ['LOINC', '26515-7', 'Platelets [#/volume] in Blood', 'include'],
      ['LOINC', '778-1', 'Platelets [#/volume] in Blood by Manual count', 'include'],
      ['LOINC', '49497-1', 'Platelets [#/volume] in Blood by Estimate', 'review'],
      ['LOINC', '5907-1', '(deprecated) Platelets by automated', 'legacy'],
      ['LOINC', '13056-7', 'Platelets in Plasma by Automated', 'exclude'],
    ],
    orderable: { text: 'Platelet count', loinc: '777-3' },
  },
  triglycerides: {
    display: 'Triglycerides',
    unit: 'mg/dL',
    source: 'laboratory',
    units: { 'mg/dL': '1', 'mmol/L': '88.57', 'g/L': '100' },
    plausible: { from: '5', to: '20000' },
    names: ['triglycerides', 'triglyceride'],
    codes: [
      ['LOINC', '3048-6', 'Triglyceride [Mass/volume] in Serum or Plasma --fasting', 'include'],
      ['LOINC', '1644-4', 'Triglyceride [Mass/volume] in Serum or Plasma --12 hours fasting', 'include'],
      ['LOINC', '47210-0', 'Triglyceride [Moles/volume] in Serum or Plasma --fasting', 'include'],
      ['LOINC', '30524-3', 'Triglyceride [Moles/volume] in Serum or Plasma --12 hours fasting', 'include'],
      ['LOINC', '2571-8', 'Triglyceride [Mass/volume] in Serum or Plasma', 'include'],
      ['LOINC', '14927-8', 'Triglyceride [Moles/volume] in Serum or Plasma', 'include'],
      ['LOINC', '3043-7', 'Triglyceride [Mass/volume] in Blood', 'include'],
      ['LOINC', '35217-9', 'Trigl SerPl-msCnc', 'include'],
      ['LOINC', '12951-0', 'Triglyceride, calculated', 'include'],
    ],
    orderable: { text: 'Triglycerides, fasting', loinc: '1644-4' },
  },
  fibrinogen: {
    display: 'Fibrinogen',
    unit: 'mg/dL',
    source: 'laboratory',
    units: { 'mg/dL': '1', 'g/L': '100', 'mg/L': '0.1', 'ug/mL': '0.1', 'umol/L': '~34' },
    plausible: { from: '1', to: '2500' },
    names: ['fibrinogen'],
    codes: [
      ['LOINC', '3255-7', 'Fibrinogen [Mass/volume] in Platelet poor plasma by Coagulation assay', 'include'],
      ['LOINC', '48664-7', 'Fibrinogen … by Coagulation.derived', 'include'],
      ['LOINC', '3256-5', 'Fibrinogen Ag [Mass/volume] by Immunologic method', 'review'],
      ['LOINC', '42772-4', 'Fibrinogen Ag by Nephelometry', 'review'],
      ['LOINC', '30902-1', 'Fibrinogen … by Heat denaturation', 'include'],
      ['LOINC', '42568-6', 'Fibrinogen PPP-msCnc', 'include'],
    ],
    orderable: { text: 'Fibrinogen', loinc: '3255-7' },
  },
  hepatitisBSurfaceAntigen: {
    display: 'Hepatitis B surface antigen',
    unit: 'qualitative',
    source: 'laboratory',
    units: {},
    plausible: { from: '0', to: '0' },
    names: ['hbsag', 'hepatitis b surface antigen'],
    codes: [
      ['LOINC', '5195-3', 'HBV surface Ag Ser Ql [Ser]', 'include'],
      ['LOINC', '5196-1', 'HBV surface Ag Ser Ql EIA [Ser]', 'include'],
      ['LOINC', '5197-9', 'HBV surface Ag Ser Ql RIA [Ser]', 'include'],
      ['LOINC', '7905-3', 'HBV surface Ag Ser Ql Nt [Ser]', 'include'],
      ['LOINC', '58452-4', 'HBV surface Ag Ser-aCnc [Ser]', 'include'],
      ['LOINC', '63557-3', 'hbsag', 'include', 'unverified'],
    ],
    orderable: { text: 'Hepatitis B surface antigen', loinc: '5195-3' },
  },
  hepatitisBDna: {
    display: 'Hepatitis B virus DNA',
    unit: 'IU/mL',
    source: 'laboratory',
    units: { '[IU]/mL': '1', 'IU/mL': '1', '{copies}/mL': '1', 'copies/mL': '1' },
    plausible: { from: '0', to: '1000000000000' },
    names: ['hbv dna'],
    codes: [
      ['LOINC', '42595-9', 'HBV DNA SerPl PCR-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '29610-3', 'HBV DNA SerPl Ql PCR [Ser/Plas]', 'include'],
      ['LOINC', '29615-2', 'HBV DNA # SerPl PCR [Ser/Plas]', 'include'],
      ['LOINC', '11258-1', 'HBV DNA Ser-aCnc [Ser]', 'include'],
      ['LOINC', '5007-0', 'HBV DNA Bld Ql PCR [Bld]', 'include'],
      ['LOINC', '20442-0', 'HBV DNA # Ser bDNA [Ser]', 'include'],
    ],
    orderable: { text: 'Hepatitis B virus DNA', loinc: '42595-9' },
  },
  hepatitisCAntibody: {
    display: 'Hepatitis C antibody',
    unit: 'qualitative',
    source: 'laboratory',
    units: {},
    plausible: { from: '0', to: '0' },
    names: ['hepatitis c antibody', 'anti-hcv'],
    codes: [
      ['LOINC', '13955-0', 'HCV Ab Ser Ql EIA [Ser]', 'include'],
      ['LOINC', '16128-1', 'HCV Ab Ser Ql [Ser]', 'include'],
      ['LOINC', '5198-7', 'HCV Ab Ser EIA-aCnc [Ser]', 'include'],
      ['LOINC', '5199-5', 'HCV Ab Ser Ql IB [Ser]', 'include'],
      ['LOINC', '22327-1', 'HCV Ab Ser-aCnc [Ser]', 'include'],
      ['LOINC', '48159-8', 'HCV Ab s/co SerPl EIA-Rto [Ser/Plas]', 'include'],
      ['LOINC', '40726-2', 'HCV IgG Ser Ql EIA [Ser]', 'include'],
    ],
    orderable: { text: 'Hepatitis C antibody', loinc: '16128-1' },
  },
  hepatitisCRna: {
    display: 'Hepatitis C virus RNA',
    unit: 'IU/mL',
    source: 'laboratory',
    units: { '[IU]/mL': '1', 'IU/mL': '1', '{copies}/mL': '1', 'copies/mL': '1' },
    plausible: { from: '0', to: '1000000000000' },
    names: ['hcv rna'],
    codes: [
      ['LOINC', '11259-9', 'HCV RNA SerPl Ql PCR [Ser/Plas]', 'include'],
      ['LOINC', '11011-4', 'HCV RNA SerPl PCR-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '20416-4', 'HCV RNA # SerPl PCR [Ser/Plas]', 'include'],
      ['LOINC', '34703-9', 'HCV RNA SerPl PCR DL=500-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '34704-7', 'HCV RNA SerPl PCR DL=50-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '10676-5', 'HCV RNA SerPl Amp Prb-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '29609-5', 'HCV RNA SerPl bDNA-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '49758-6', 'HCV RNA SerPl PCR DL=5-aCnc [Ser/Plas]', 'include'],
      ['LOINC', '5010-4', 'HCV RNA Bld Ql PCR [Bld]', 'include'],
    ],
    orderable: { text: 'Hepatitis C virus RNA', loinc: '11011-4' },
  },
  hivScreen: {
    display: 'HIV antibody or antigen',
    unit: 'qualitative',
    source: 'laboratory',
    units: {},
    plausible: { from: '0', to: '0' },
    names: ['hiv screen', 'hiv 1/2 antibody'],
    codes: [
      ['LOINC', '56888-1', 'HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay', 'include'],
      ['LOINC', '58900-2', 'HIV 1+2 Ab+HIV1 p24 Ag [Units/volume] in Serum or Plasma by Immunoassay', 'include'],
      ['LOINC', '7917-8', 'HIV 1 Ab [Presence] in Serum', 'include'],
      ['LOINC', '7918-6', 'HIV 1+2 Ab [Presence] in Serum', 'include'],
      ['LOINC', '31201-7', 'HIV 1+2 Ab [Presence] in Serum or Plasma by Immunoassay', 'include'],
      ['LOINC', '48345-3', 'HIV 1+O+2 Ab [Presence] in Serum or Plasma', 'include'],
      ['LOINC', '5221-7', 'HIV 1 Ab [Presence] in Serum or Plasma by Immunoblot', 'include'],
      ['LOINC', '68961-2', 'HIV 1 Ab [Presence] in Serum, Plasma or Blood by Rapid immunoassay', 'include'],
      ['LOINC', '80203-3', 'HIV 1 and 2 Ab [Identifier] in Serum, Plasma or Blood by Rapid immunoassay', 'include'],
      ['LOINC', '85686-4', 'HIV 1 Ab [Presence] in Serum, Plasma or Blood by Immunofluorescence', 'include'],
    ],
    orderable: { text: 'HIV 1+2 antibody and p24 antigen', loinc: '56888-1' },
  },
  hivRna: {
    display: 'HIV-1 RNA',
    unit: 'copies/mL',
    source: 'laboratory',
    units: { '{copies}/mL': '1', 'copies/mL': '1', '[IU]/mL': '1', 'IU/mL': '1' },
    plausible: { from: '0', to: '1000000000' },
    names: [],
    codes: [
      ['LOINC', '20447-9', 'HIV1 RNA # SerPl PCR [Ser/Plas]', 'include'],
      ['LOINC', '21008-8', 'HIV1 RNA # SerPl Prb [Ser/Plas]', 'include'],
      ['LOINC', '25835-0', 'HIV1 RNA SerPl Ql PCR [Ser/Plas]', 'include'],
      ['LOINC', '48511-0', 'HIV1 RNA # SerPl PCR DL=50 [Ser/Plas]', 'include'],
      ['LOINC', '41515-8', 'HIV1 RNA # SerPl Amp Prb DL=75 [Ser/Plas]', 'include'],
      ['LOINC', '21333-0', 'HIV1 RNA # Ser [Ser]', 'include'],
    ],
  },
  cd4: {
    display: 'CD4 cells',
    unit: '/uL',
    source: 'laboratory',
    units: {
      '/uL': '1',
      '{cells}/uL': '1',
      'cells/uL': '1',
      'cells per microliter': '1',
      '10*6/L': '1',
      '10*9/L': '1000',
      '10*3/uL': '1000',
    },
    plausible: { from: '0', to: '20000' },
    names: ['cd4 count', 'absolute cd4 count'],
    codes: [
      ['LOINC', '24467-3', 'CD3+CD4+ (T4 helper) cells [#/volume] in Blood', 'include'],
      ['LOINC', '32515-9', 'CD3+CD4+ cells [#/volume] in Specimen', 'include'],
      ['LOINC', '8127-3', '(deprecated) CD4 cells [#/volume] in Blood', 'legacy'],
      ['LOINC', '20605-2', '(deprecated) CD4 cells [#/volume] in Specimen', 'legacy'],
    ],
    orderable: { text: 'CD4 cell count', loinc: '24467-3' },
  },
  liverStiffness: {
    display: 'Liver stiffness',
    unit: 'kPa',
    source: 'laboratory',
    units: { kPa: '1', Pa: '0.001' },
    plausible: { from: '0.5', to: '80' },
    names: ['liver stiffness'],
    codes: [['LOINC', '77615-3', 'Liver stiffness by US.transient elastography', 'include']],
  },
  factorVIIIActivity: {
    display: 'Factor VIII activity',
    unit: 'IU/dL',
    source: 'laboratory',
    units: FACTOR_ACTIVITY_UNITS,
    plausible: { from: '0', to: '400' },
    names: ['factor viii activity', 'fviii activity', 'factor 8 activity', 'coagulation factor viii activity'],
    codes: [
      ['LOINC', '3209-4', 'Coagulation factor VIII activity actual/normal in PPP by Coagulation assay', 'include'],
      ['LOINC', '49865-9', 'Coagulation factor VIII activity actual/normal by Chromogenic method', 'include'],
      ['LOINC', '3211-0', 'Factor VIII act/nor 2-stage', 'include'],
      ['LOINC', '3210-2', 'Coagulation factor VIII [Units/volume] by Chromogenic method', 'include'],
    ],
    orderable: { text: 'Factor VIII activity', loinc: '3209-4' },
  },
  factorVIIIInhibitor: {
    display: 'Factor VIII inhibitor',
    unit: 'BU',
    source: 'laboratory',
    units: BETHESDA_UNITS,
    plausible: { from: '0', to: '100000' },
    names: ['factor viii inhibitor', 'fviii inhibitor', 'factor 8 inhibitor', 'factor viii inhibitor titer'],
    codes: [
      ['LOINC', '3204-5', 'Coagulation factor VIII inhibitor [Units/volume] in PPP', 'include'],
      ['LOINC', '3206-0', 'Coagulation factor VIII inhibitor [Presence]', 'include'],
      ['LOINC', '3205-2', 'Factor VIII Ab (immune)', 'include'],
      ['LOINC', '3207-8', 'Factor VIII Ab [Presence] chromogenic', 'include'],
      ['LOINC', '58493-8', 'Factor VIII Ab [Presence] immunologic', 'include'],
    ],
    orderable: { text: 'Factor VIII inhibitor, Bethesda assay', loinc: '3204-5' },
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
