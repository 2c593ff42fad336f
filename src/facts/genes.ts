import { type CodeRow, codeIndex } from './codes.ts';

/** Genes of primary HLH: the symbol is the name. `xLinked` genes need one variant in a hemizygous patient, all others two. Sources: HGNC; LOINC genetics. */
const table = {
  PRF1: {
    xLinked: false,
    codes: [
      ['HGNC', 'HGNC:9360', 'PRF1', 'include'],
      ['LOINC', '34491-1', 'PRF1 gene mutation analysis', 'include'],
      ['LOINC', '41068-8', 'PRF1 gene mutations found', 'include'],
    ],
  },
  UNC13D: {
    xLinked: false,
    codes: [
      ['HGNC', 'HGNC:23147', 'UNC13D', 'include'],
      ['LOINC', '43358-1', 'UNC13D gene mutations found', 'include'],
    ],
  },
  STX11: { xLinked: false, codes: [['HGNC', 'HGNC:11429', 'STX11', 'include', 'unverified']] },
  STXBP2: { xLinked: false, codes: [['HGNC', 'HGNC:11445', 'STXBP2', 'include']] },
  RAB27A: { xLinked: false, codes: [['HGNC', 'HGNC:9766', 'RAB27A', 'include', 'unverified']] },
  LYST: { xLinked: false, codes: [['HGNC', 'HGNC:1968', 'LYST', 'include', 'unverified']] },
  SH2D1A: {
    xLinked: true,
    codes: [
      ['HGNC', 'HGNC:10820', 'SH2D1A', 'include'],
      ['LOINC', '35742-6', 'SH2D1A gene mutation analysis', 'include'],
      ['LOINC', '41058-9', 'SH2D1A gene mutations found', 'include'],
    ],
  },
  XIAP: { xLinked: true, codes: [['HGNC', 'HGNC:592', 'XIAP', 'include', 'unverified']] },
  AP3B1: { xLinked: false, codes: [['HGNC', 'HGNC:566', 'AP3B1', 'include', 'unverified']] },
} as const satisfies Readonly<Record<string, { readonly xLinked: boolean; readonly codes: readonly CodeRow[] }>>;

/** A gene of primary HLH by its symbol. */
export type GeneName = keyof typeof table;

/** Whether one variant is enough in a hemizygous patient. */
export const isXLinked = (gene: GeneName): boolean => table[gene].xLinked;

/** The genes a code stands for, and whether it may decide. */
export const genesOf = codeIndex<GeneName>(table);

/** The genes whose symbols stand in a text as whole words. */
export const genesNamedIn = (text: string): readonly GeneName[] => {
  if (!ANY_SYMBOL.test(text)) return [];
  const words = new Set(text.split(/[^A-Za-z0-9]+/));
  return (Object.keys(table) as GeneName[]).filter((gene) => words.has(gene));
};

/** Most texts hold none, not even within a word. */
const ANY_SYMBOL = new RegExp(Object.keys(table).join('|'));

/** Answers of the LOINC genetics panels: clinical significance (53037-8), allelic state (53034-5), source class (48002-0), presence (69548-6). */
export const geneticAnswers = {
  pathogenic: ['LA6668-3', 'LA26332-9'],
  uncertain: ['LA26333-7'],
  homozygous: ['LA6705-3'],
  heterozygous: ['LA6706-1'],
  hemizygous: ['LA6707-9'],
  germline: ['LA6683-2'],
  present: ['LA9633-4'],
} as const;
