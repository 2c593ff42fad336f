import { type DrugDefinition, type DrugName, drugDefinition, drugNames } from './drugs.ts';
import { wholeWords } from './whole-words.ts';

/** What a card says of a drug that only words name. */
export const READ_FROM_TEXT =
  'The drug was read from the text of the order, which carries no code that names it: check it.';

/** The drugs that free text names, as whole words. A hint only: text never decides. */
export const drugsNamedIn = (text: string): readonly DrugName[] => named(text, NAMES);

/** The drugs for which free text names another product that may pass for them, and not the drug itself. */
export function lookAlikesNamedIn(text: string): readonly DrugName[] {
  const alike = named(text, LOOK_ALIKES);
  if (alike.length === 0) return alike;
  const itself = new Set(drugsNamedIn(text));
  return alike.filter((drug) => !itself.has(drug));
}

/** Names as whole words, by drug. */
type WordsOfDrugs = readonly (readonly [DrugName, readonly string[]])[];

const wordsOfDrugs = (namesOf: (definition: DrugDefinition) => readonly string[]): WordsOfDrugs =>
  drugNames.map((drug) => [drug, namesOf(drugDefinition(drug)).map(wholeWords)]);

const NAMES = wordsOfDrugs(({ names }) => names);
const LOOK_ALIKES = wordsOfDrugs(({ lookAlikes = [] }) => lookAlikes);

const ANY_NAME = new RegExp([...new Set([...NAMES, ...LOOK_ALIKES].flatMap(([, names]) => names))].join('|'));

function named(text: string, words: WordsOfDrugs): readonly DrugName[] {
  const written = wholeWords(text);
  if (!ANY_NAME.test(written)) return [];
  return words.filter(([, names]) => names.some((name) => written.includes(name))).map(([drug]) => drug);
}
