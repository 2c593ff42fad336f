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

/** What we know of a drug: the words a person reads, its names in text, the names of products that may pass for it, and the codes. */
export interface DrugDefinition {
  readonly display: string;
  readonly names: readonly string[];
  readonly lookAlikes?: readonly string[];
  readonly codes: readonly CodeRow[];
}

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
  otherGeneTherapy: {
    display: 'Gene therapy for another disease',
    names: [
      'adstiladrin',
      'casgevy',
      'elevidys',
      'kebilidi',
      'lenmeldy',
      'luxturna',
      'lyfgenia',
      'skysona',
      'zolgensma',
      'zynteglo',
    ],
    codes: [['HCPCS', 'J1413', 'Injection, delandistrogene moxeparvovec-rokl, per therapeutic dose', 'review']],
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
  gamifant: {
    display: 'Gamifant',
    names: ['gamifant', 'emapalumab'],
    codes: [
      ['RxNorm', '2104604', 'emapalumab (IN)', 'include'],
      ['RxNorm', '2104616', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2104622', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2104611', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2104621', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2380771', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2380772', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2665325', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2665328', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2665330', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['RxNorm', '2665331', 'product-level RxCUI on the GAMIFANT SPL', 'include'],
      ['NDC', '66658050101', '10 mg/2 mL', 'include'],
      ['NDC', '66658050501', '50 mg/10 mL', 'include'],
      ['NDC', '66658051001', 'GAMIFANT 100 mg/20 mL (Sobi)', 'include'],
      ['NDC', '72171050101', 'old labeler', 'include'],
      ['NDC', '72171050501', 'old labeler', 'include'],
      ['HCPCS', 'J9210', 'Injection, emapalumab-lzsg, 1 mg', 'include'],
    ],
  },
  lemtrada: {
    display: 'Lemtrada',
    names: ['lemtrada'],
    lookAlikes: ['campath'],
    codes: [
      // The ingredient alone is also Campath, another product: it never decides.
      ['RxNorm', '117055', 'alemtuzumab (IN)', 'review'],
      ['RxNorm', '1594660', 'alemtuzumab 10 MG/ML [Lemtrada]', 'include'],
      ['RxNorm', '1594663', '1.2 ML alemtuzumab 10 MG/ML Injection [Lemtrada]', 'include'],
      ['NDC', '58468020001', 'Lemtrada 12 mg/1.2 mL', 'include'],
      ['HCPCS', 'J0202', 'Injection, alemtuzumab, 1 mg', 'include'],
      ['SNOMED', '129472003', 'Alemtuzumab', 'include'],
      ['RxNorm', '828267', 'Campath product', 'exclude'],
      ['RxNorm', '828265', '1 ML alemtuzumab 30 MG/ML Injection', 'exclude'],
      ['NDC', '58468035701', 'Campath', 'exclude'],
      ['HCPCS', 'J9010', 'Injection, alemtuzumab, 10 mg', 'exclude'],
    ],
  },
  factorVIII: {
    display: 'Factor VIII product',
    names: [
      'advate',
      'adynovate',
      'afstyla',
      'altuviiio',
      'eloctate',
      'esperoct',
      'jivi',
      'kogenate',
      'kovaltry',
      'novoeight',
      'nuwiq',
      'recombinate',
      'xyntha',
    ],
    codes: [
      ['RxNorm', '4257', 'factor VIII (IN)', 'include'],
      [
        'HCPCS',
        'J7182',
        'Injection, factor viii, (antihemophilic factor, recombinant), (novoeight), per iu',
        'include',
      ],
      ['HCPCS', 'J7185', 'Injection, factor viii (antihemophilic factor, recombinant) (xyntha), per i.u.', 'include'],
      ['HCPCS', 'J7190', 'Factor viii (antihemophilic factor, human) per i.u.', 'include'],
      [
        'HCPCS',
        'J7192',
        'Factor viii (antihemophilic factor, recombinant) per i.u., not otherwise specified',
        'include',
      ],
      ['HCPCS', 'J7204', 'Injection, factor viii, antihemophilic factor (recombinant), (esperoct),', 'include'],
      ['HCPCS', 'J7205', 'Injection, factor viii fc fusion protein (recombinant), per iu', 'include'],
      ['HCPCS', 'J7207', 'Injection, factor viii, (antihemophilic factor, recombinant), pegylated, 1 i.u.', 'include'],
      [
        'HCPCS',
        'J7208',
        'Injection, factor viii, (antihemophilic factor, recombinant), pegylated-aucl, (jivi), 1',
        'include',
      ],
      ['HCPCS', 'J7209', 'Injection, factor viii, (antihemophilic factor, recombinant), (nuwiq), 1 i.u.', 'include'],
      ['HCPCS', 'J7210', 'Injection, factor viii, (antihemophilic factor, recombinant), (afstyla), 1 i.u.', 'include'],
      ['HCPCS', 'J7211', 'Injection, factor viii, (antihemophilic factor, recombinant), (kovaltry), 1 i.u.', 'include'],
      [
        'HCPCS',
        'J7214',
        'Injection, factor viii/von willebrand factor complex, recombinant (altuviiio), per factor',
        'include',
      ],
    ],
  },
  emicizumab: {
    display: 'Emicizumab',
    names: ['hemlibra', 'emicizumab'],
    codes: [
      ['RxNorm', '1989794', 'emicizumab (IN)', 'include'],
      ['HCPCS', 'J7170', 'Injection, emicizumab-kxwh, 0.5 mg', 'include'],
    ],
  },
  teriflunomide: {
    display: 'Aubagio (teriflunomide)',
    names: ['aubagio', 'teriflunomide'],
    codes: [
      ['RxNorm', '1310520', 'teriflunomide (IN)', 'include'],
      ['RxNorm', '1310531', 'teriflunomide 14 MG Oral Tablet [Aubagio]', 'include'],
      ['RxNorm', '1310535', 'teriflunomide 7 MG Oral Tablet [Aubagio]', 'include'],
      ['RxNorm', '1310525', 'teriflunomide 14 MG Oral Tablet', 'include'],
      ['RxNorm', '1310533', 'teriflunomide 7 MG Oral Tablet', 'include'],
      ['NDC', '58468021001', 'contains teriflunomide', 'include'],
    ],
  },
  monomethylFumarate: {
    display: 'Bafiertam (monomethyl fumarate)',
    names: ['bafiertam', 'monomethyl fumarate'],
    codes: [],
  },
  fingolimod: {
    display: 'Gilenya or Tascenso ODT (fingolimod)',
    names: ['gilenya', 'fingolimod', 'tascenso'],
    codes: [
      ['RxNorm', '1012892', 'fingolimod (IN)', 'include'],
      ['RxNorm', '1012899', 'fingolimod 0.5 MG Oral Capsule [Gilenya]', 'include'],
      ['RxNorm', '1012895', 'fingolimod 0.5 MG Oral Capsule', 'include'],
      ['RxNorm', '2045493', 'fingolimod 0.25 MG Oral Capsule [Gilenya]', 'include'],
      ['NDC', '00078060715', 'contains fingolimod', 'include'],
    ],
  },
  cladribine: {
    display: 'Mavenclad (cladribine tablets)',
    names: ['mavenclad'],
    codes: [
      ['RxNorm', '44157', 'cladribine (IN)', 'review'],
      ['RxNorm', '2122641', 'cladribine 10 MG Oral Tablet [Mavenclad]', 'include'],
      ['NDC', '44087400000', 'contains cladribine', 'include'],
      ['NDC', '44087400004', 'contains cladribine', 'include'],
      ['RxNorm', '240754', '10 ML cladribine 1 MG/ML Injection', 'exclude'],
      ['HCPCS', 'J9065', 'Injection, cladribine, per 1 mg', 'exclude'],
    ],
  },
  siponimod: {
    display: 'Mayzent (siponimod)',
    names: ['mayzent', 'siponimod'],
    codes: [
      ['RxNorm', '2121085', 'siponimod (IN)', 'include'],
      ['RxNorm', '2121096', 'siponimod 0.25 MG Oral Tablet [Mayzent]', 'include'],
      ['RxNorm', '2121100', 'siponimod 2 MG Oral Tablet [Mayzent]', 'include'],
      ['RxNorm', '2594608', 'siponimod 1 MG Oral Tablet [Mayzent]', 'include'],
      ['RxNorm', '2123314', 'starter pack', 'include'],
      ['NDC', '00078098615', 'contains siponimod', 'include'],
    ],
  },
  ponesimod: {
    display: 'Ponvory (ponesimod)',
    names: ['ponvory', 'ponesimod'],
    codes: [
      ['RxNorm', '2532320', 'product-level RxCUI on the PONVORY SPL', 'include'],
      ['RxNorm', '2532305', 'product-level RxCUI on the PONVORY SPL', 'include'],
      ['RxNorm', '2532311', 'product-level RxCUI on the PONVORY SPL', 'include'],
      ['NDC', '43068062001', 'PONVORY 20 mg (Vanda)', 'include'],
    ],
  },
  dimethylFumarate: {
    display: 'Dimethyl fumarate (Tecfidera)',
    names: ['tecfidera', 'dimethyl fumarate'],
    codes: [
      ['RxNorm', '1373478', 'dimethyl fumarate (IN)', 'include'],
      ['RxNorm', '1373483', 'dimethyl fumarate 120 MG Delayed Release Oral Capsule', 'include'],
      ['RxNorm', '1373489', 'dimethyl fumarate 120 MG Delayed Release Oral Capsule [Tecfidera]', 'include'],
      ['RxNorm', '1373491', 'dimethyl fumarate 240 MG Delayed Release Oral Capsule', 'include'],
      ['RxNorm', '1373493', 'dimethyl fumarate 240 MG Delayed Release Oral Capsule [Tecfidera]', 'include'],
      ['RxNorm', '1373497', 'on the TECFIDERA SPL (starter packs)', 'include'],
      ['RxNorm', '1373498', 'on the TECFIDERA SPL (starter packs)', 'include'],
      ['NDC', '64406000501', 'contains dimethyl fumarate', 'include'],
      ['NDC', '64406000602', 'contains dimethyl fumarate', 'include'],
    ],
  },
  diroximelFumarate: {
    display: 'Vumerity (diroximel fumarate)',
    names: ['vumerity', 'diroximel fumarate'],
    codes: [
      ['RxNorm', '2261783', 'diroximel fumarate (IN)', 'include'],
      ['RxNorm', '2261794', 'diroximel fumarate 231 MG Delayed Release Oral Capsule [Vumerity]', 'include'],
      ['NDC', '64406002003', 'contains diroximel fumarate', 'include'],
    ],
  },
  ozanimod: {
    display: 'Zeposia (ozanimod)',
    names: ['zeposia', 'ozanimod'],
    codes: [
      ['RxNorm', '2288236', 'ozanimod (IN)', 'include'],
      ['RxNorm', '2288412', 'ozanimod 0.92 MG Oral Capsule [Zeposia]', 'include'],
      ['RxNorm', '2288431', 'product', 'include'],
      ['RxNorm', '2288433', 'product', 'include'],
      ['NDC', '59572082030', 'contains ozanimod', 'include'],
    ],
  },
  interferonBeta1a: {
    display: 'Avonex or Rebif (interferon beta-1a)',
    names: ['avonex', 'rebif'],
    codes: [
      ['RxNorm', '75917', 'interferon beta-1a (IN)', 'include'],
      ['RxNorm', '727816', '0.5 ML interferon beta-1a 0.06 MG/ML Prefilled Syringe [Avonex]', 'include'],
      ['RxNorm', '1650901', '0.5 ML interferon beta-1a 0.06 MG/ML Auto-Injector [Avonex]', 'include'],
      ['RxNorm', '758027', '0.5 ML interferon beta-1a 0.088 MG/ML Prefilled Syringe [Rebif]', 'include'],
      ['RxNorm', '758032', '0.5 ML interferon beta-1a 0.044 MG/ML Prefilled Syringe [Rebif]', 'include'],
      [
        'RxNorm',
        '795749',
        '{6 (0.2 ML interferon beta-1a 0.044 MG/ML Prefilled Syringe [Rebif]) / 6 (0.5 ML',
        'include',
      ],
      ['RxNorm', '1649996', '0.5 ML interferon beta-1a 0.044 MG/ML Auto-Injector [Rebif]', 'include'],
      ['RxNorm', '1650004', '0.5 ML interferon beta-1a 0.088 MG/ML Auto-Injector [Rebif]', 'include'],
      ['NDC', '59627022205', 'Avonex', 'include'],
      ['NDC', '44087004403', 'Rebif 44', 'include'],
      ['HCPCS', 'J1826', 'Injection, interferon beta-1a, 30 mcg', 'include'],
      ['HCPCS', 'Q3027', 'Injection, interferon beta-1a, 1 mcg for intramuscular use', 'include'],
      ['HCPCS', 'Q3028', 'Injection, interferon beta-1a, 1 mcg for subcutaneous use', 'include'],
    ],
  },
  interferonBeta1b: {
    display: 'Betaseron or Extavia (interferon beta-1b)',
    names: ['betaseron', 'extavia'],
    codes: [
      ['RxNorm', '72257', 'interferon beta-1b (IN)', 'include'],
      ['RxNorm', '207059', 'product (Betaseron NDC 50419-524)', 'include'],
      ['RxNorm', '860244', 'interferon beta-1b 0.3 MG Injection [Extavia]', 'include'],
      ['RxNorm', '198360', 'interferon beta-1b 0.3 MG Injection', 'include'],
      ['NDC', '50419052435', 'contains interferon beta-1b', 'include'],
      ['NDC', '00078056912', 'contains interferon beta-1b', 'include'],
      ['HCPCS', 'J1830', 'Injection, interferon beta-1b, 0.25 mg (code may be used for medicare when drug', 'include'],
    ],
  },
  peginterferonBeta1a: {
    display: 'Plegridy (peginterferon beta-1a)',
    names: ['plegridy'],
    codes: [
      ['RxNorm', '1546168', 'peginterferon beta-1a (IN)', 'include'],
      ['RxNorm', '1546189', '0.5 ML peginterferon beta-1a 0.25 MG/ML Prefilled Syringe [Plegridy]', 'include'],
      ['RxNorm', '1546183', '0.5 ML peginterferon beta-1a 0.126 MG/ML Prefilled Syringe [Plegridy]', 'include'],
      ['RxNorm', '1649593', '0.5 ML peginterferon beta-1a 0.25 MG/ML Auto-Injector [Plegridy]', 'include'],
      ['NDC', '64406001101', 'contains peginterferon beta-1a', 'include'],
      ['NDC', '64406001501', 'contains peginterferon beta-1a', 'include'],
    ],
  },
  glatiramer: {
    display: 'Copaxone or Glatopa (glatiramer)',
    names: ['copaxone', 'glatopa', 'glatiramer'],
    codes: [
      ['RxNorm', '214582', 'glatiramer (IN)', 'include'],
      ['RxNorm', '1111642', 'product (Copaxone 20)', 'include'],
      ['RxNorm', '1487363', 'product (Copaxone 40)', 'include'],
      ['RxNorm', '1111641', 'product containing glatiramer', 'include'],
      ['RxNorm', '1487361', 'product containing glatiramer', 'include'],
      ['RxNorm', '1654630', 'product (Glatopa NDC 0781-3234)', 'include'],
      ['NDC', '68546031730', 'contains glatiramer', 'include'],
      ['NDC', '68546032512', 'contains glatiramer', 'include'],
      ['HCPCS', 'J1595', 'Injection, glatiramer acetate, 20 mg', 'include'],
    ],
  },
  ofatumumab: {
    display: 'Kesimpta (ofatumumab)',
    names: ['kesimpta'],
    lookAlikes: ['arzerra'],
    codes: [
      ['RxNorm', '712566', 'ofatumumab (IN)', 'review'],
      ['RxNorm', '2390954', '0.4 ML ofatumumab 50 MG/ML Pen Injector [Kesimpta]', 'include'],
      ['NDC', '00078100768', 'KESIMPTA 20 mg/0.4 mL', 'include'],
      ['RxNorm', '1658044', '50 ML ofatumumab 20 MG/ML Injection [Arzerra]', 'exclude'],
      ['RxNorm', '1658048', '5 ML ofatumumab 20 MG/ML Injection [Arzerra]', 'exclude'],
      ['HCPCS', 'J9302', 'Injection, ofatumumab, 10 mg', 'exclude'],
    ],
  },
  ublituximab: {
    display: 'Briumvi (ublituximab)',
    names: ['briumvi', 'ublituximab'],
    codes: [
      ['RxNorm', '2626359', '6 ML ublituximab-xiiy 25 MG/ML Injection [Briumvi]', 'include'],
      ['HCPCS', 'J2329', 'Injection, ublituximab-xiiy, 1mg', 'include'],
    ],
  },
  ocrelizumab: {
    display: 'Ocrevus (ocrelizumab)',
    names: ['ocrevus', 'ocrelizumab'],
    codes: [
      ['RxNorm', '1876366', 'ocrelizumab (IN)', 'include'],
      ['RxNorm', '1876385', 'product (NDC 50242-150-01)', 'include'],
      ['NDC', '50242015001', 'contains ocrelizumab', 'include'],
      ['HCPCS', 'J2350', 'Injection, ocrelizumab, 1 mg', 'include'],
    ],
  },
  ocrelizumabSubcutaneous: {
    display: 'Ocrevus Zunovo',
    names: ['ocrevus zunovo'],
    codes: [['NDC', '50242055401', 'Ocrevus Zunovo (ocrelizumab + hyaluronidase) 920 mg/23 mL', 'include']],
  },
  natalizumab: {
    display: 'Tysabri or Tyruko (natalizumab)',
    names: ['tysabri', 'tyruko', 'natalizumab'],
    codes: [
      ['RxNorm', '354770', 'natalizumab (IN)', 'include'],
      ['RxNorm', '603541', '15 ML natalizumab 20 MG/ML Injection [Tysabri]', 'include'],
      ['RxNorm', '1656275', 'natalizumab 20 MG/ML Injection [Tysabri]', 'include'],
      ['NDC', '64406000801', 'contains natalizumab', 'include'],
      ['HCPCS', 'J2323', 'Injection, natalizumab, 1 mg', 'include'],
    ],
  },
  methylprednisolone: {
    display: 'Methylprednisolone',
    names: ['methylprednisolone', 'solu medrol', 'medrol'],
    codes: [
      ['RxNorm', '6902', 'methylprednisolone (IN)', 'review'],
      ['RxNorm', '1743704', 'Methylprednisolone 125 MG Injection', 'include'],
      ['RxNorm', '1743707', 'Methylprednisolone 125 MG Injection [Solu-Medrol]', 'include'],
      ['RxNorm', '1743722', 'Methylprednisolone 500 MG Injection [Solu-Medrol]', 'include'],
      ['RxNorm', '1743729', 'Methylprednisolone 1000 MG Injection [Solu-Medrol]', 'include'],
      ['RxNorm', '1743720', 'Methylprednisolone 500 MG Injection', 'include'],
      ['RxNorm', '207191', 'Methylprednisolone 40 MG Injection [Solu-Medrol]', 'include'],
      ['RxNorm', '207193', 'Methylprednisolone 62.5 MG/ML Injectable Solution [Solu-Medrol]', 'include'],
      ['NDC', '00009004722', 'contains methylprednisolone', 'include'],
      ['NDC', '00009001820', 'contains methylprednisolone', 'include'],
      ['HCPCS', 'J2919', 'Injection, methylprednisolone sodium succinate, 5 mg', 'include'],
      ['HCPCS', 'J2920', 'Injection, methylprednisolone sodium succinate, up to 40 mg', 'legacy'],
      ['HCPCS', 'J2930', 'Injection, methylprednisolone sodium succinate, up to 125 mg', 'legacy'],
      ['SNOMED', '412248005', 'Methylprednisolone sodium succinate', 'include'],
      ['SNOMED', '116593003', 'Methylprednisolone', 'include'],
      // A depot into muscle or joint, never given into a vein.
      ['HCPCS', 'J1010', 'Injection, methylprednisolone acetate, 1 mg', 'exclude'],
      ['HCPCS', 'J1020', 'Injection, methylprednisolone acetate, 20 mg', 'exclude'],
      ['HCPCS', 'J1030', 'Injection, methylprednisolone acetate, 40 mg', 'exclude'],
      ['HCPCS', 'J1040', 'Injection, methylprednisolone acetate, 80 mg', 'exclude'],
      ['RxNorm', '1358610', 'methylprednisolone acetate product', 'exclude'],
      ['RxNorm', '1743779', 'methylprednisolone acetate product', 'exclude'],
    ],
  },
  dexamethasone: {
    display: 'Dexamethasone',
    names: ['dexamethasone'],
    codes: [
      ['RxNorm', '3264', 'dexamethasone (IN)', 'review'],
      ['RxNorm', '309696', 'Dexamethasone phosphate 10 MG/ML Injectable Solution', 'include'],
      ['RxNorm', '1812194', '1 ML Dexamethasone phosphate 4 MG/ML Injection', 'include'],
      ['RxNorm', '1116927', 'Dexamethasone phosphate 4 MG/ML Injectable Solution', 'include'],
      ['HCPCS', 'J1100', 'Injection, dexamethasone sodium phosphate, 1 mg', 'include'],
      ['SNOMED', '396017000', 'Dexamethasone sodium phosphate', 'include'],
    ],
  },
  etoposide: {
    display: 'Etoposide',
    names: ['etoposide'],
    codes: [
      ['RxNorm', '4179', 'etoposide (IN)', 'include'],
      ['RxNorm', '310248', 'etoposide 20 MG/ML Injectable Solution', 'include'],
      ['RxNorm', '226719', 'product', 'include'],
      ['HCPCS', 'J9181', 'Injection, etoposide, 10 mg', 'include'],
      ['HCPCS', 'J8560', 'Etoposide; oral, 50 mg', 'include'],
    ],
  },
  cyclosporine: {
    display: 'Cyclosporine',
    names: ['cyclosporine'],
    codes: [
      ['RxNorm', '3008', 'cyclosporine (IN)', 'review'],
      ['RxNorm', '212810', 'Cyclosporine 25 MG Oral Capsule [Sandimmune]', 'include'],
      ['HCPCS', 'J7516', 'Injection, cyclosporine, 250 mg', 'include'],
      ['HCPCS', 'J7502', 'Cyclosporine, oral, 100 mg', 'include'],
      ['HCPCS', 'J7515', 'Cyclosporine, oral, 25 mg', 'include'],
      // Drops for the eye.
      ['RxNorm', '402092', 'ophthalmic cyclosporine product', 'exclude'],
      ['RxNorm', '2055026', 'ophthalmic cyclosporine product', 'exclude'],
      ['RxNorm', '2590608', 'ophthalmic cyclosporine product', 'exclude'],
    ],
  },
  antithymocyteGlobulin: {
    display: 'Anti-thymocyte globulin',
    names: ['atgam', 'thymoglobulin', 'anti thymocyte globulin'],
    codes: [
      ['RxNorm', '1011', 'lymphocyte immune globulin, anti-thymocyte globulin (IN)', 'include'],
      ['RxNorm', '206289', 'product (Atgam NDC 0009-7224)', 'include'],
      ['RxNorm', '107050', 'product (Thymoglobulin NDC 58468-0080)', 'include'],
      ['HCPCS', 'J7504', 'Lymphocyte immune globulin, antithymocyte globulin, equine, parenteral, 250 mg', 'include'],
      ['HCPCS', 'J7511', 'Lymphocyte immune globulin, antithymocyte globulin, rabbit, parenteral, 25 mg', 'include'],
    ],
  },
} as const satisfies Readonly<Record<string, DrugDefinition>>;

/** A drug, or a class of drugs, by its name in our tables. */
export type DrugName = keyof typeof table;

/** The words a person reads for a drug: the brand where there is one. */
export const drugDisplay = (name: DrugName): string => table[name].display;

/** What we know of a drug. */
export const drugDefinition = (name: DrugName): DrugDefinition => table[name];

/** Every drug. */
export const drugNames = Object.keys(table) as readonly DrugName[];

/** The drugs a code stands for, and whether it may decide. */
export const drugsOf = codeIndex<DrugName>(table);
