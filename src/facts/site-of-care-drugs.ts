import { type Coded, type CodeRow, codeIndex } from './codes.ts';
import { drugsNamedIn } from './drug-words.ts';
import { type DrugName, drugsOf } from './drugs.ts';
import { wholeWords } from './whole-words.ts';

/** One entry of the list. Codes are those of the drug itself, not those misprinted beside it. */
export interface Entry {
  readonly brands: readonly string[];
  readonly ingredient: string;
  readonly codes: readonly string[];
  /** Ended codes: they still name the drug. */
  readonly legacy?: readonly string[];
  /** Codes of a class, of several makers, or seen in no public code set: a possibility, never proof. */
  readonly possible?: readonly string[];
  readonly products?: readonly CodeRow[];
}

/** Natalizumab is also Tyruko, which is not on the list: the ingredient alone is a possibility. */
const tysabriProducts: readonly CodeRow[] = [
  ['RxNorm', '603541', '15 ML natalizumab 20 MG/ML Injection [Tysabri]', 'include'],
  ['RxNorm', '1656275', 'natalizumab 20 MG/ML Injection [Tysabri]', 'include'],
  ['NDC', '64406000801', 'Tysabri', 'include'],
  ['RxNorm', '354770', 'natalizumab (IN)', 'review'],
];

/**
 * The 132 drugs of Cigna's site-of-care list (undated, about the end of 2021), by drug: where the printed code table names
 * another drug's code, or a code that does not exist, it is not followed. Codes of five digits are CPT, others HCPCS.
 * Sources: CMS HCPCS files of 2019 and 2025; the list's own rows for Q and C codes that those files lack.
 */
const table = {
  actemra: { brands: ['Actemra'], ingredient: 'tocilizumab', codes: ['J3262'] },
  adakveo: { brands: ['Adakveo'], ingredient: 'crizanlizumab-tmca', codes: ['J0791'] },
  adagen: { brands: ['Adagen'], ingredient: 'pegademase', codes: ['J2504'] },
  adcetris: { brands: ['Adcetris'], ingredient: 'brentuximab vedotin', codes: ['J9042'] },
  aduhelm: { brands: ['Aduhelm'], ingredient: 'aducanumab-avwa', codes: ['J0172'] },
  aldurazyme: { brands: ['Aldurazyme'], ingredient: 'laronidase', codes: ['J1931'] },
  alimta: { brands: ['Alimta'], ingredient: 'pemetrexed', codes: ['J9305'] },
  amondys45: { brands: ['Amondys 45'], ingredient: 'casimersen', codes: ['J1426'], possible: ['C9075'] },
  aranesp: { brands: ['Aranesp'], ingredient: 'darbepoetin alfa', codes: ['J0881', 'J0882'] },
  aralastNp: { brands: ['Aralast NP'], ingredient: 'alpha-1 proteinase inhibitor', codes: [], possible: ['J0256'] },
  asceniv: { brands: ['Asceniv'], ingredient: 'immune globulin', codes: ['J1554'], possible: ['90283'] },
  avastin: { brands: ['Avastin'], ingredient: 'bevacizumab', codes: ['J9035'] },
  aveed: { brands: ['Aveed'], ingredient: 'testosterone undecanoate', codes: ['J3145'] },
  benlysta: { brands: ['Benlysta'], ingredient: 'belimumab', codes: ['J0490'] },
  berinert: { brands: ['Berinert'], ingredient: 'C1 esterase inhibitor', codes: ['J0597'] },
  bivigam: { brands: ['Bivigam'], ingredient: 'immune globulin', codes: ['J1556'], possible: ['90283'] },
  cabenuva: { brands: ['Cabenuva'], ingredient: 'cabotegravir and rilpivirine', codes: ['J0741'], legacy: ['C9077'] },
  carimuneNf: { brands: ['Carimune NF'], ingredient: 'immune globulin', codes: [], possible: ['90283', 'J1566'] },
  cerezyme: { brands: ['Cerezyme'], ingredient: 'imiglucerase', codes: ['J1786'] },
  cimzia: { brands: ['Cimzia'], ingredient: 'certolizumab pegol', codes: ['J0717'] },
  cinqair: { brands: ['Cinqair'], ingredient: 'reslizumab', codes: ['J2786'] },
  crysvita: { brands: ['Crysvita'], ingredient: 'burosumab-twza', codes: ['J0584'] },
  cinryze: { brands: ['Cinryze'], ingredient: 'C1 esterase inhibitor', codes: ['J0598'] },
  cutaquig: { brands: ['Cutaquig'], ingredient: 'immune globulin', codes: ['J1551'], possible: ['90284'] },
  cuvitru: { brands: ['Cuvitru'], ingredient: 'immune globulin', codes: ['J1555'], possible: ['90284'] },
  darzalexFaspro: { brands: ['Darzalex Faspro'], ingredient: 'daratumumab and hyaluronidase-fihj', codes: ['J9144'] },
  elaprase: { brands: ['Elaprase'], ingredient: 'idursulfase', codes: ['J1743'] },
  eligard: { brands: ['Eligard'], ingredient: 'leuprolide', codes: ['J9217'] },
  elelyso: { brands: ['Elelyso'], ingredient: 'taliglucerase alfa', codes: ['J3060'] },
  entyvio: { brands: ['Entyvio'], ingredient: 'vedolizumab', codes: ['J3380'] },
  evenity: { brands: ['Evenity'], ingredient: 'romosozumab-aqqg', codes: ['J3111'] },
  evkeeza: { brands: ['Evkeeza'], ingredient: 'evinacumab-dgnb', codes: ['J1305'], legacy: ['C9079'] },
  exondys51: { brands: ['Exondys 51'], ingredient: 'eteplirsen', codes: ['J1428'] },
  fabrazyme: { brands: ['Fabrazyme'], ingredient: 'agalsidase beta', codes: ['J0180'] },
  fasenra: { brands: ['Fasenra'], ingredient: 'benralizumab', codes: ['J0517'] },
  fensolvi: { brands: ['Fensolvi'], ingredient: 'leuprolide', codes: ['J1951'] },
  firmagon: { brands: ['Firmagon'], ingredient: 'degarelix', codes: ['J9155'] },
  flebogamma: { brands: ['Flebogamma'], ingredient: 'immune globulin', codes: [], possible: ['90283', 'J1572'] },
  fulphila: { brands: ['Fulphila'], ingredient: 'pegfilgrastim-jmdb', codes: ['Q5108'] },
  gamastan: { brands: ['Gamastan'], ingredient: 'immune globulin', codes: ['J1460', 'J1560'] },
  gamifant: { brands: ['Gamifant'], ingredient: 'emapalumab-lzsg', codes: ['J9210'] },
  gammagard: { brands: ['Gammagard'], ingredient: 'immune globulin', codes: ['J1569'], possible: ['90283', 'J1566'] },
  gammaplex: { brands: ['Gammaplex'], ingredient: 'immune globulin', codes: ['J1557'], possible: ['90283'] },
  gamunexC: { brands: ['Gamunex C'], ingredient: 'immune globulin', codes: [], possible: ['90283', 'J1561'] },
  givlaari: { brands: ['Givlaari'], ingredient: 'givosiran', codes: ['J0223'] },
  glassia: { brands: ['Glassia'], ingredient: 'alpha-1 proteinase inhibitor', codes: ['J0257'] },
  herceptin: { brands: ['Herceptin'], ingredient: 'trastuzumab', codes: ['J9355'] },
  herzuma: { brands: ['Herzuma'], ingredient: 'trastuzumab-pkrb', codes: ['Q5113'] },
  hizentra: { brands: ['Hizentra'], ingredient: 'immune globulin', codes: ['J1559'], possible: ['90284'] },
  hyqvia: { brands: ['Hyqvia'], ingredient: 'immune globulin', codes: ['J1575'], possible: ['90284'] },
  ilaris: { brands: ['Ilaris'], ingredient: 'canakinumab', codes: ['J0638'] },
  ilumya: { brands: ['Ilumya'], ingredient: 'tildrakizumab-asmn', codes: ['J3245'] },
  imfinzi: { brands: ['Imfinzi'], ingredient: 'durvalumab', codes: ['J9173'] },
  jemperli: { brands: ['Jemperli'], ingredient: 'dostarlimab-gxly', codes: ['J9272'] },
  inflectra: { brands: ['Inflectra'], ingredient: 'infliximab-dyyb', codes: ['Q5103'] },
  kanjinti: { brands: ['Kanjinti'], ingredient: 'trastuzumab-anns', codes: ['Q5117'] },
  kadcyla: { brands: ['Kadcyla'], ingredient: 'ado-trastuzumab emtansine', codes: ['J9354'] },
  kalbitor: { brands: ['Kalbitor'], ingredient: 'ecallantide', codes: ['J1290'] },
  kanuma: { brands: ['Kanuma'], ingredient: 'sebelipase alfa', codes: ['J2840'] },
  keytruda: { brands: ['Keytruda'], ingredient: 'pembrolizumab', codes: ['J9271'] },
  krystexxa: { brands: ['Krystexxa'], ingredient: 'pegloticase', codes: ['J2507'] },
  lemtrada: { brands: ['Lemtrada'], ingredient: 'alemtuzumab', codes: ['J0202'] },
  lumizyme: { brands: ['Lumizyme'], ingredient: 'alglucosidase alfa', codes: ['J0221'] },
  lupronDepot: { brands: ['Lupron Depot', 'Lupron Depot-PED'], ingredient: 'leuprolide', codes: ['J1950', 'J9217'] },
  mepsevii: { brands: ['Mepsevii'], ingredient: 'vestronidase alfa-vjbk', codes: ['J3397'] },
  mircera: { brands: ['Mircera'], ingredient: 'methoxy polyethylene glycol-epoetin beta', codes: ['J0887', 'J0888'] },
  mvasi: { brands: ['Mvasi'], ingredient: 'bevacizumab-awwb', codes: ['Q5107'] },
  naglazyme: { brands: ['Naglazyme'], ingredient: 'galsulfase', codes: ['J1458'] },
  neulasta: { brands: ['Neulasta'], ingredient: 'pegfilgrastim', codes: ['J2506'], legacy: ['J2505'] },
  nplate: { brands: ['Nplate'], ingredient: 'romiplostim', codes: ['J2802'], legacy: ['J2796'] },
  nucala: { brands: ['Nucala'], ingredient: 'mepolizumab', codes: ['J2182'] },
  nulibry: { brands: ['Nulibry'], ingredient: 'fosdenopterin', codes: [] },
  nyvepria: { brands: ['Nyvepria'], ingredient: 'pegfilgrastim-apgf', codes: ['Q5122'] },
  ocrevus: { brands: ['Ocrevus'], ingredient: 'ocrelizumab', codes: ['J2350'] },
  octagam: { brands: ['Octagam'], ingredient: 'immune globulin', codes: ['J1568'], possible: ['90283'] },
  ogivri: { brands: ['Ogivri'], ingredient: 'trastuzumab-dkst', codes: ['Q5114'] },
  onpattro: { brands: ['Onpattro'], ingredient: 'patisiran', codes: ['J0222'] },
  ontruzant: { brands: ['Ontruzant'], ingredient: 'trastuzumab-dttb', codes: ['Q5112'] },
  opdivo: { brands: ['Opdivo'], ingredient: 'nivolumab', codes: ['J9299'] },
  orencia: { brands: ['Orencia'], ingredient: 'abatacept', codes: ['J0129'] },
  oxlumo: { brands: ['Oxlumo'], ingredient: 'lumasiran', codes: ['J0224'], legacy: ['C9074'] },
  panzyga: { brands: ['Panzyga'], ingredient: 'immune globulin', codes: ['J1576'], possible: ['90283', 'J1599'] },
  perjeta: { brands: ['Perjeta'], ingredient: 'pertuzumab', codes: ['J9306'] },
  phesgo: { brands: ['Phesgo'], ingredient: 'pertuzumab, trastuzumab and hyaluronidase-zzxf', codes: ['J9316'] },
  privigen: { brands: ['Privigen'], ingredient: 'immune globulin', codes: ['J1459'], possible: ['90283'] },
  procritOrEpogen: { brands: ['Procrit', 'Epogen'], ingredient: 'epoetin alfa', codes: ['J0885', 'Q4081'] },
  prolastinC: { brands: ['Prolastin-C'], ingredient: 'alpha-1 proteinase inhibitor', codes: [], possible: ['J0256'] },
  prolia: { brands: ['Prolia'], ingredient: 'denosumab', codes: ['J0897'] },
  radicava: { brands: ['Radicava'], ingredient: 'edaravone', codes: ['J1301'] },
  reblozyl: { brands: ['Reblozyl'], ingredient: 'luspatercept-aamt', codes: ['J0896'] },
  remicade: { brands: ['Remicade'], ingredient: 'infliximab', codes: ['J1745'] },
  renflexis: { brands: ['Renflexis'], ingredient: 'infliximab-abda', codes: ['Q5104'] },
  retacrit: { brands: ['Retacrit'], ingredient: 'epoetin alfa-epbx', codes: ['Q5105', 'Q5106'] },
  revcovi: { brands: ['Revcovi'], ingredient: 'elapegademase-lvlr', codes: [] },
  riabni: { brands: ['Riabni'], ingredient: 'rituximab-arrx', codes: ['Q5123'] },
  rituxan: { brands: ['Rituxan'], ingredient: 'rituximab', codes: ['J9312'] },
  rituxanHycela: { brands: ['Rituxan Hycela'], ingredient: 'rituximab and hyaluronidase', codes: ['J9311'] },
  ruconest: { brands: ['Ruconest'], ingredient: 'C1 esterase inhibitor', codes: ['J0596'] },
  ruxience: { brands: ['Ruxience'], ingredient: 'rituximab-pvvr', codes: ['Q5119'] },
  sandostatinLar: { brands: ['Sandostatin LAR'], ingredient: 'octreotide', codes: ['J2353'] },
  signiforLar: { brands: ['Signifor LAR'], ingredient: 'pasireotide', codes: ['J2502'] },
  simponi: { brands: ['Simponi'], ingredient: 'golimumab', codes: [] },
  simponiAria: { brands: ['Simponi Aria'], ingredient: 'golimumab', codes: ['J1602'] },
  soliris: { brands: ['Soliris'], ingredient: 'eculizumab', codes: ['J1300'] },
  somatulineDepot: { brands: ['Somatuline Depot'], ingredient: 'lanreotide', codes: ['J1930'] },
  stelara: { brands: ['Stelara'], ingredient: 'ustekinumab', codes: ['J3357', 'J3358'] },
  synagis: { brands: ['Synagis'], ingredient: 'palivizumab', codes: ['90378'] },
  tecentriq: { brands: ['Tecentriq'], ingredient: 'atezolizumab', codes: ['J9022'] },
  tepezza: { brands: ['Tepezza'], ingredient: 'teprotumumab-trbw', codes: ['J3241'] },
  trazimera: { brands: ['Trazimera'], ingredient: 'trastuzumab-qyyp', codes: ['Q5116'] },
  trelstar: { brands: ['Trelstar'], ingredient: 'triptorelin pamoate', codes: ['J3315'] },
  tremfya: { brands: ['Tremfya'], ingredient: 'guselkumab', codes: ['J1628'] },
  triptodur: { brands: ['Triptodur'], ingredient: 'triptorelin', codes: ['J3316'] },
  trogarzo: { brands: ['Trogarzo'], ingredient: 'ibalizumab-uiyk', codes: ['J1746'] },
  truxima: { brands: ['Truxima'], ingredient: 'rituximab-abbs', codes: ['Q5115'] },
  tysabri: { brands: ['Tysabri'], ingredient: 'natalizumab', codes: ['J2323'], products: tysabriProducts },
  udenyca: { brands: ['Udenyca'], ingredient: 'pegfilgrastim-cbqv', codes: ['Q5111'] },
  ultomiris: { brands: ['Ultomiris'], ingredient: 'ravulizumab-cwvz', codes: ['J1303'] },
  uplizna: { brands: ['Uplizna'], ingredient: 'inebilizumab-cdon', codes: ['J1823'] },
  velcade: { brands: ['Velcade'], ingredient: 'bortezomib', codes: ['J9041'] },
  viltepso: { brands: ['Viltepso'], ingredient: 'viltolarsen', codes: ['J1427'] },
  vimizim: { brands: ['Vimizim'], ingredient: 'elosulfase alfa', codes: ['J1322'] },
  vivaglobin: { brands: ['Vivaglobin'], ingredient: 'immune globulin', codes: ['J1562'], possible: ['90284'] },
  vpriv: { brands: ['Vpriv'], ingredient: 'velaglucerase alfa', codes: ['J3385'] },
  vyepti: { brands: ['Vyepti'], ingredient: 'eptinezumab-jjmr', codes: ['J3032'] },
  xgeva: { brands: ['Xgeva'], ingredient: 'denosumab', codes: ['J0897'] },
  xembify: { brands: ['Xembify'], ingredient: 'immune globulin', codes: ['J1558'], possible: ['90284'] },
  xolair: { brands: ['Xolair'], ingredient: 'omalizumab', codes: ['J2357'] },
  yervoy: { brands: ['Yervoy'], ingredient: 'ipilimumab', codes: ['J9228'] },
  zemaira: { brands: ['Zemaira'], ingredient: 'alpha-1 proteinase inhibitor', codes: [], possible: ['J0256'] },
  ziextenzo: { brands: ['Ziextenzo'], ingredient: 'pegfilgrastim-bmez', codes: ['Q5120'] },
  zirabev: { brands: ['Zirabev'], ingredient: 'bevacizumab-bvzr', codes: ['Q5118'] },
} as const satisfies Readonly<Record<string, Entry>>;

/** A drug of the list, by its name in our table. */
export type ListedDrugName = keyof typeof table;

/** A drug of the list that an order names: by a code that is the drug, by its brand in words, or only possibly. */
export interface ListedDrug {
  readonly name: ListedDrugName;
  readonly by: 'code' | 'brand' | 'possible';
}

/** Every drug of the list. */
export const listedDrugNames = Object.keys(table) as readonly ListedDrugName[];

/** One drug of the list, with its codes. */
export const listedDefinition = (name: ListedDrugName): Entry => table[name];

/** The words a person reads for a listed drug: its brands. */
export const listedDisplay = (name: ListedDrugName): string => table[name].brands.join(' or ');

/** The words for drugs of one order that cannot be told apart. */
export const listedNames = (drugs: readonly ListedDrug[]): string =>
  drugs.map(({ name }) => listedDisplay(name)).join(' or ');

/** Drugs of our own tables that are the listed one: their codes and names count here too. */
const SAME: Readonly<Partial<Record<DrugName, ListedDrugName>>> = {
  gamifant: 'gamifant',
  lemtrada: 'lemtrada',
  ocrelizumab: 'ocrevus',
};

/** Products that carry the name or the code of a listed one and are not on the list. */
const OTHER_PRODUCTS = [
  'Campath',
  'Flebogamma DIF',
  'Gammaked',
  'Herceptin Hylecta',
  'Keytruda Qlex',
  'ocrelizumab and hyaluronidase',
  'Ocrevus Zunovo',
  'Opdivo Qvantig',
  'Radicava ORS',
  'Tecentriq Hybreza',
  'trastuzumab and hyaluronidase-oysk',
  'Tyruko',
] as const;
const OTHERS_IN_WORDS = OTHER_PRODUCTS.map(wholeWords);

const rowsOf = ({ brands, codes, legacy = [], possible = [], products = [] }: Entry): readonly CodeRow[] => {
  const row = (use: CodeRow[3]) => (code: string) =>
    [/^\d{5}$/.test(code) ? 'CPT' : 'HCPCS', code, brands.join(' or '), use] as const;
  return [...codes.map(row('include')), ...legacy.map(row('legacy')), ...possible.map(row('review')), ...products];
};

const codesOf = codeIndex<ListedDrugName>(
  Object.fromEntries(listedDrugNames.map((name) => [name, { codes: rowsOf(listedDefinition(name)) }])) as Readonly<
    Record<ListedDrugName, { readonly codes: readonly CodeRow[] }>
  >,
);

/** Every code of the list, possible ones too, for the test that each one is known. */
export const listedCodes: readonly Coded[] = listedDrugNames.flatMap((name) =>
  rowsOf(listedDefinition(name)).map(([system, code]) => ({ system, code })),
);

/**
 * The drugs of the list that a medication names. A code that is the drug settles it, and words beside it are not read;
 * else a brand in words is a hint to be checked; an ingredient, or a code of a class, says no more than that it is possible.
 * Several drugs of one answer cannot be told apart.
 */
export function listedDrugs(codes: readonly Coded[], texts: readonly string[]): readonly ListedDrug[] {
  const own = codes.flatMap((code) => codesOf(code));
  const known = codes.flatMap((code) => drugsOf(code));
  const coded = [
    ...own.filter(({ decides }) => decides).map(({ name }) => name),
    ...known.filter(({ decides }) => decides).flatMap(({ name }) => SAME[name] ?? []),
  ];
  if (coded.length > 0) return found(coded, 'code');
  const written = texts.map(spaced);
  const other = OTHERS_IN_WORDS.some((product) => written.some((text) => text.includes(product)));
  if (other || known.some(({ excluded, decides }) => excluded || (decides && own.length === 0))) return [];
  const branded = [...longest(written, brandNames), ...texts.flatMap(drugsNamedIn).flatMap((name) => SAME[name] ?? [])];
  if (branded.length > 0) return found(branded, 'brand');
  const hinted = [...own.map(({ name }) => name), ...known.flatMap(({ name }) => SAME[name] ?? [])];
  return found([...hinted, ...longest(written, ingredientNames)], 'possible');
}

/** Whether a medication's codes or words name one of these drugs, or its ingredient: for what a patient did not tolerate. */
export function namesListed(drugs: readonly ListedDrug[], codes: readonly Coded[], texts: readonly string[]): boolean {
  const names = drugs.map(({ name }) => name);
  const written = texts.map(spaced);
  return (
    listedDrugs(codes, texts).some(({ name }) => names.includes(name)) ||
    names.some((name) => written.some((text) => text.includes(wholeWords(baseOf(listedDefinition(name).ingredient)))))
  );
}

/** An ingredient without the four letters that tell biosimilars apart. */
function baseOf(ingredient: string): string {
  return ingredient.replace(/-[a-z]{4}$/, '');
}

/** Words between blanks; a trademark sign that stuck to a name as letters comes off. */
const spaced = (text: string): string => wholeWords(text.replace(/(?<=[a-z])TM\b/g, ' '));

const found = (names: readonly ListedDrugName[], by: ListedDrug['by']): readonly ListedDrug[] =>
  [...new Set(names)].map((name) => ({ name, by }));

/** A name of an entry, as words between blanks. */
interface Named {
  readonly name: ListedDrugName;
  readonly word: string;
}

interface Names {
  readonly names: readonly Named[];
  /** Found in a text that holds one of them: most hold none. */
  readonly any: RegExp;
}

function namesBy(namesOf: (entry: Entry) => readonly string[]): Names {
  const names = listedDrugNames.flatMap((name) =>
    [...new Set(namesOf(listedDefinition(name)).map(wholeWords))].map((word) => ({ name, word })),
  );
  return { names, any: new RegExp(names.map(({ word }) => word).join('|')) };
}

const brandNames = namesBy(({ brands }) => brands);
const ingredientNames = namesBy(({ ingredient }) => [ingredient, baseOf(ingredient)]);

/** The entries whose name stands in the text; a name that is only a part of a longer one found does not count. */
function longest(written: readonly string[], { names, any }: Names): readonly ListedDrugName[] {
  if (!written.some((text) => any.test(text))) return [];
  const hits = names.filter(({ word }) => written.some((text) => text.includes(word)));
  return hits
    .filter(({ word }) => !hits.some((other) => other.word !== word && other.word.includes(word)))
    .map(({ name }) => name);
}
