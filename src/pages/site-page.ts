import type { SiteBasis, SiteLimb, SiteLine, SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import type { PlaceKind } from '../facts/place.ts';
import { listedDefinition, listedDrugNames } from '../facts/site-of-care-drugs.ts';
import { code, either, page, plain, table } from './markdown.ts';
import { eitherCondition } from './words.ts';

/** One row of the decision table: what is different from the order at the top, the outcome, and the lines that show it. */
export interface SiteTableRow {
  readonly what: string;
  readonly outcome: string;
  readonly lines: Readonly<Record<string, string>>;
}

/** The page of a policy on where drugs are given, for people who read no program. */
export const sitePage = (policy: SiteOfCarePolicy, payer: string, rows: readonly SiteTableRow[]): string =>
  page([
    `# Where drugs are given under ${plain(payer)}`,
    '',
    '<!-- Written by `npm run pages`; changes go into the policy. -->',
    '',
    `${code(policy.id)}, version ${code(policy.version)}: ${plain(policy.title)}. Our own words; where they differ from the payer's`,
    'document, the document counts. This answer stands beside the one on the drug and never changes it. For a drug of the list',
    'without a policy of its own it is given only where somebody has something to do about the place.',
    '',
    '## The place',
    '',
    ...table(['Place', 'What it comes to'], placesOf(policy)),
    '',
    `Settings suggested instead of a hospital: ${policy.alternatives.map(({ says }) => plain(says)).join('; ')}.`,
    '',
    '## Lines',
    '',
    ...lineSection(policy.gate),
    ...policy.limbs.flatMap((limb) => lineSection(limb, basisInWords(limb))),
    ...lineSection(policy.transition, plain(policy.transition.notice)),
    '## Labels',
    '',
    ...policy.labels.flatMap(({ drug, says, reading }) => [
      `- ${listedDefinition(drug).brands.join(' or ')}: ${plain(says)}. *Our reading (${reading?.signed ?? ''}):* ${plain(reading?.says ?? '')}`,
    ]),
    '',
    '## Always said with it',
    '',
    ...policy.notices.map((notice) => `- ${plain(notice)}`),
    '',
    '## Decision table',
    '',
    `${rows.length} orders were judged by these lines; every row is a test of the program. They are one order, of a listed drug`,
    'without a policy of its own for a hospital outpatient department, with the difference that the row names:',
    '',
    ...table(['What is different', 'Outcome', 'Lines'], rows.map(tableRow)),
    '',
    `## The ${listedDrugNames.length} drugs`,
    '',
    'A code that is the drug puts an order on the list. A code of a class or of several makers, and an ingredient alone, only',
    'say that it is possible. Codes that the document prints beside the wrong drug are left out.',
    '',
    ...table(['Drug', 'Ingredient', 'Codes', 'Only possible'], listedDrugNames.map(drugRow)),
  ]);

/** A kind of place, in words. */
export const PLACE: Readonly<Record<PlaceKind, string>> = {
  'hospital-outpatient': 'Outpatient department of a hospital',
  'hospital-affiliated': 'Infusion suite or office that belongs to a hospital',
  'less-intensive': 'Office or infusion center outside a hospital',
  home: 'Home',
  inpatient: 'Hospital stay or emergency room',
  'affiliation-unknown': 'Named, but the record does not say whether it belongs to a hospital',
  'not-named': 'Not named',
};

/** What a kind of place comes to, in words. */
export const RULE: Readonly<Record<SiteOfCarePolicy['places'][PlaceKind], string>> = {
  justified: 'one of SOC-1, SOC-2 and SOC-3 has to be shown, else another setting is expected',
  accepted: 'fits',
  'not-addressed': 'the document does not speak of it',
  open: 'not known: the place is asked for',
};

const placesOf = ({ places }: SiteOfCarePolicy): readonly (readonly string[])[] =>
  (Object.keys(PLACE) as PlaceKind[]).map((kind) => [PLACE[kind], RULE[places[kind]]]);

const lineSection = ({ id, text, name, section, reading }: SiteLine, test?: string): readonly string[] => [
  `### ${id}: ${plain(name)}`,
  '',
  `${plain(text)}. *Document:* ${plain(section)}.`,
  '',
  ...(test === undefined ? [] : [`*Test:* ${test}`, '']),
  ...(reading === undefined ? [] : [`*Our reading (${reading.signed}):* ${plain(reading.says)}`, '']),
];

/** What on record bears on a reason for a hospital, in words. */
export const basisInWords = ({ by }: SiteLimb): string =>
  `${recordInWords(by)} Met by that and the statement together, never by one of them; a statement of no is not met.`;

function recordInWords(by: SiteBasis): string {
  switch (by.kind) {
    case 'label':
      return 'A label of those below.';
    case 'event':
      return `An allergy, intolerance or adverse event with the ordered drug. A record of another kind leaves it open: ${eitherCondition(by.hints)}.`;
    case 'comorbidity':
      return `On the problem list: ${eitherCondition(by.of)}.`;
  }
}

const tableRow = ({ what, outcome, lines }: SiteTableRow): readonly string[] => [
  plain(what),
  plain(outcome),
  plain(
    Object.entries(lines)
      .map(([id, shown]) => `${id} ${shown.replace(/ [+~]\S+/g, '')}`)
      .join('; '),
  ),
];

function drugRow(name: (typeof listedDrugNames)[number]): readonly string[] {
  const { brands, ingredient, codes, legacy = [], possible = [] } = listedDefinition(name);
  const shown = (all: readonly string[]) => all.map(code).join(' ');
  return [plain(either(brands)), plain(ingredient), shown([...codes, ...legacy]), shown(possible)];
}
