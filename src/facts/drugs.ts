import { type CodeRow, codeIndex } from './codes.ts';

/** A Hemgenix kit: its vials of 10 mL, and its NDC (5-4-2, 11 digits). Kits of 10 to 48 vials exist (BCBSKS policy, coding section). */
export interface Kit {
  readonly vials: number;
  readonly ndc: string;
}

/** The 39 Hemgenix kits; the NDC repeats the volume in units of mL and the number of vials. */
export const hemgenixKits: readonly Kit[] = Array.from({ length: 39 }, (_, index) => {
  const vials = index + 10;
  return { vials, ndc: `000530${vials}0${vials}` };
});

/** The drugs we judge and those that count as evidence: brand, names for text, codes. NDCs are kept as 11 digits (5-4-2). Sources: RxNorm via openFDA labels, HCPCS 2025, BCBSKS kit table. */
const table = {
  hemgenix: {
    display: 'Hemgenix',
    names: ['hemgenix', 'etranacogene dezaparvovec', 'etranacogene dezaparvovec-drlb'],
    codes: [
      [
        'RxNorm',
        '2626778',
        '10 ML etranacogene dezaparvovec-drlb 10000000000000 VECTOR-GENOMES/ML Injection [Hemgenix]',
        'include',
      ],
      ['RxNorm', '2626772', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626780', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626781', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626782', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626783', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626784', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626785', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626786', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626787', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626788', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626789', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626790', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626791', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626792', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626793', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['RxNorm', '2626794', 'product/kit-level RxCUI on the HEMGENIX SPL', 'include'],
      ['HCPCS', 'J1411', 'Injection, etranacogene dezaparvovec-drlb, per therapeutic dose', 'include'],
      ...hemgenixKits.map(({ ndc, vials }): CodeRow => ['NDC', ndc, `Hemgenix kit of ${vials} vials`, 'include']),
    ],
  },
  beqvez: {
    display: 'Beqvez',
    names: ['beqvez', 'fidanacogene elaparvovec', 'fidanacogene elaparvovec-dzkt'],
    codes: [
      [
        'RxNorm',
        '2681033',
        '1 ML fidanacogene elaparvovec-dzkt 10000000000000 VECTOR-GENOMES/ML Injection [Beqvez]',
        'include',
      ],
      ['HCPCS', 'J1414', 'Injection, fidanacogene elaparvovec-dzkt, per therapeutic dose', 'include'],
    ],
  },
  roctavian: {
    display: 'Roctavian',
    names: ['roctavian', 'valoctocogene roxaparvovec', 'valoctocogene roxaparvovec-rvox'],
    codes: [
      [
        'RxNorm',
        '2641620',
        '8 ML valoctocogene roxaparvovec-rvox 20000000000000 VECTOR-GENOMES/ML Injection',
        'include',
      ],
      [
        'HCPCS',
        'J1412',
        'Injection, valoctocogene roxaparvovec-rvox, per ml, containing nominal 2 x 10^13 vector',
        'include',
      ],
    ],
  },
  factorIX: {
    display: 'Factor IX product',
    names: [
      'alphanine sd',
      'alprolix',
      'benefix',
      'idelvion',
      'ixinity',
      'mononine',
      'profilnine',
      'rebinyn',
      'rixubis',
    ],
    codes: [
      ['RxNorm', '1535944', 'coagulation factor IX recombinant immunoglobulin G1 fusion protein (IN)', 'include'],
      [
        'RxNorm',
        '1666323',
        'coagulation factor IX recombinant immunoglobulin G1 fusion protein 1 UNT Injection',
        'include',
      ],
      ['NDC', '71104091101', 'contains coagulation factor IX recombinant immunoglobulin G1 fusion protein', 'include'],
      ['HCPCS', 'J7201', 'Injection, factor ix, fc fusion protein, (recombinant), alprolix, 1 i.u.', 'include'],
      ['RxNorm', '1743999', 'albutrepenonacog alfa 1 UNT Injection [IDELVION]', 'include'],
      ['NDC', '69911086402', 'contains factor IX', 'include'],
      ['HCPCS', 'J7202', 'Injection, factor ix, albumin fusion protein, (recombinant), idelvion, 1 i.u.', 'include'],
      ['RxNorm', '1990857', 'coagulation factor IX (recombinant), glycopegylated 1 UNT Injection', 'include'],
      ['RxNorm', '1990862', 'product', 'include'],
      ['NDC', '00169790101', 'contains factor IX', 'include'],
      [
        'HCPCS',
        'J7203',
        'Injection factor ix, (antihemophilic factor, recombinant), glycopegylated, (rebinyn), 1 iu',
        'include',
      ],
      ['RxNorm', '1666317', 'nonacog alfa 1 UNT Injection [BeneFIX]', 'include'],
      ['NDC', '58394063303', 'contains factor IX', 'include'],
      [
        'HCPCS',
        'J7195',
        'Injection, factor ix (antihemophilic factor, recombinant) per iu, not otherwise specified',
        'include',
      ],
      ['RxNorm', '1666314', 'nonacog alfa 1 UNT Injection [Rixubis]', 'include'],
      ['NDC', '00944302602', 'contains factor IX', 'include'],
      ['HCPCS', 'J7200', 'Injection, factor ix, (antihemophilic factor, recombinant), rixubis, per iu', 'include'],
      ['RxNorm', '1666328', 'product-level RxCUI on the IXINITY SPL', 'include'],
      ['RxNorm', '1666311', 'product-level RxCUI on the IXINITY SPL', 'include'],
      ['NDC', '59137028905', 'Ixinity kit (Medexus)', 'include'],
      ['NDC', '70504028205', 'contains factor IX', 'include'],
      ['HCPCS', 'J7213', 'Injection, coagulation factor ix (recombinant), ixinity, 1 i.u.', 'include'],
      ['RxNorm', '1666309', 'product', 'include'],
      ['RxNorm', '1666303', 'coagulation factor IX, human 1 UNT Injection', 'include'],
      ['NDC', '68516360702', 'contains factor IX', 'include'],
      ['HCPCS', 'J7193', 'Factor ix (antihemophilic factor, purified, non-recombinant) per i.u.', 'include'],
      ['RxNorm', '1666306', 'product', 'include'],
      ['NDC', '00053623202', 'contains factor IX', 'include'],
      ['RxNorm', '1670383', 'factor IX complex (IN)', 'include'],
      ['RxNorm', '1670392', 'product', 'include'],
      ['NDC', '68516320701', 'contains factor IX complex', 'include'],
      ['HCPCS', 'J7194', 'Factor ix, complex, per i.u.', 'include'],
      ['RxNorm', '4249', 'factor IX (IN)', 'include'],
      // Kcentra holds factor IX among others and reverses warfarin: no prophylaxis.
      ['RxNorm', '1484963', 'Kcentra', 'exclude'],
      ['RxNorm', '1484957', 'Kcentra', 'exclude'],
    ],
  },
} as const satisfies Readonly<
  Record<string, { readonly display: string; readonly names: readonly string[]; readonly codes: readonly CodeRow[] }>
>;

/** A drug, or a class of drugs, by its name in our tables. */
export type DrugName = keyof typeof table;

/** The words a person reads for a drug: the brand where there is one. */
export const drugDisplay = (name: DrugName): string => table[name].display;

/** The drugs a code stands for, and whether it may decide. */
export const drugsOf = codeIndex<DrugName>(table);

const words = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;

/** The drugs that free text names, as whole words. A hint only: text never decides. */
export function drugsNamedIn(text: string): readonly DrugName[] {
  const written = words(text);
  return (Object.keys(table) as DrugName[]).filter((drug) =>
    table[drug].names.some((name) => written.includes(words(name))),
  );
}
