import { type DrugDefinition, type DrugName, drugDefinition, drugNames } from './drugs.ts';
import { wholeWords } from './whole-words.ts';

/** What a card says of a drug that only words name. */
export const READ_FROM_TEXT =
  'The drug was read from the text of the order, which carries no code that names it: check it.';

/** The drugs that free text names, as whole words. A hint only: text never decides. */
export const drugsNamedIn = (text: string): readonly DrugName[] => named(text, ({ names }) => names);

/** The drugs for which free text names another product that may pass for them, and not the drug itself. */
export function lookAlikesNamedIn(text: string): readonly DrugName[] {
  const itself = new Set(drugsNamedIn(text));
  return named(text, ({ lookAlikes = [] }) => lookAlikes).filter((drug) => !itself.has(drug));
}

function named(text: string, namesOf: (definition: DrugDefinition) => readonly string[]): readonly DrugName[] {
  const written = wholeWords(text);
  return drugNames.filter((drug) => namesOf(drugDefinition(drug)).some((name) => written.includes(wholeWords(name))));
}
