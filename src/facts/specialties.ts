import { type CodeRow, codeIndex } from './codes.ts';

/** Specialties of physicians that a policy may ask for. Sources: NUCC taxonomy 22.1, SNOMED CT value sets of US Core. Nurse and assistant taxonomies prove no specialty. */
const table = {
  neurology: {
    display: 'Neurology',
    codes: [
      ['NUCC', '2084N0400X', 'Neurology Physician', 'include'],
      ['NUCC', '2084N0402X', 'Neurology with Special Qualifications in Child Neurology Physician', 'include'],
      ['NUCC', '2084V0102X', 'Vascular Neurology Physician', 'include'],
      ['SNOMED', '394591006', 'Neurology', 'include'],
    ],
  },
  hematology: {
    display: 'Hematology',
    codes: [
      ['NUCC', '207RH0000X', 'Hematology (Internal Medicine) Physician', 'include'],
      ['NUCC', '207RH0003X', 'Hematology & Oncology Physician', 'include'],
      ['NUCC', '2080P0207X', 'Pediatric Hematology & Oncology Physician', 'include'],
      ['NUCC', '207ZH0000X', 'Hematology (Pathology) Physician', 'review'],
      ['SNOMED', '394803006', 'Clinical hematology', 'include'],
      ['SNOMED', '418652005', 'Pediatric hematology', 'include'],
    ],
  },
  oncology: {
    display: 'Oncology',
    codes: [
      ['NUCC', '207RX0202X', 'Medical Oncology Physician', 'include'],
      ['NUCC', '207RH0003X', 'Hematology & Oncology Physician', 'include'],
      ['NUCC', '2080P0207X', 'Pediatric Hematology & Oncology Physician', 'include'],
      ['SNOMED', '394593009', 'Medical oncology', 'include'],
      ['SNOMED', '394592004', 'Clinical oncology', 'include'],
      ['SNOMED', '418002000', 'Pediatric oncology', 'include'],
    ],
  },
  immunology: {
    display: 'Immunology',
    codes: [
      ['NUCC', '207K00000X', 'Allergy & Immunology Physician', 'include'],
      ['NUCC', '207KI0005X', 'Clinical & Laboratory Immunology (Allergy & Immunology) Physician', 'include'],
      ['NUCC', '207RA0201X', 'Allergy & Immunology (Internal Medicine) Physician', 'include'],
      ['NUCC', '207RI0001X', 'Clinical & Laboratory Immunology (Internal Medicine) Physician', 'include'],
      ['NUCC', '2080I0007X', 'Pediatric Clinical & Laboratory Immunology Physician', 'include'],
      ['NUCC', '2080P0201X', 'Pediatric Allergy/Immunology Physician', 'include'],
      ['SNOMED', '408480009', 'Clinical immunology', 'include'],
      ['SNOMED', '418535003', 'Pediatric immunology', 'include'],
    ],
  },
  rheumatology: {
    display: 'Rheumatology',
    codes: [
      ['NUCC', '207RR0500X', 'Rheumatology Physician', 'include'],
      ['NUCC', '2080P0216X', 'Pediatric Rheumatology Physician', 'include'],
      ['SNOMED', '394810000', 'Rheumatology', 'include'],
      ['SNOMED', '419472004', 'Pediatric rheumatology', 'include'],
    ],
  },
  transplantation: {
    display: 'Transplantation',
    codes: [
      ['NUCC', '204F00000X', 'Transplant Surgery Physician', 'include'],
      ['NUCC', '207RT0003X', 'Transplant Hepatology Physician', 'include'],
      ['SNOMED', '408477008', 'Surgery-Transplantation surgery', 'include'],
      ['SNOMED', '408476004', 'Surgery-Bone and marrow transplantation', 'include'],
      ['SNOMED', '420112009', 'Pediatric surgery-bone marrow transplantation', 'include'],
    ],
  },
} as const satisfies Readonly<Record<string, { readonly display: string; readonly codes: readonly CodeRow[] }>>;

/** A specialty by its name in our tables. */
export type SpecialtyName = keyof typeof table;

/** The words a person reads for a specialty. */
export const specialtyDisplay = (name: SpecialtyName): string => table[name].display;

/** What is known of a specialty. */
export const specialtyDefinition = (
  name: SpecialtyName,
): { readonly display: string; readonly codes: readonly CodeRow[] } => table[name];

/** All specialties by name. */
export const specialtyNames = Object.keys(table) as readonly SpecialtyName[];

/** The specialties a code stands for, and whether it may decide. */
export const specialtiesOf = codeIndex<SpecialtyName>(table);
