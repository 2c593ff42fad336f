import { drugsNamedIn, READ_FROM_TEXT } from '../facts/drug-words.ts';
import { type DrugName, drugDisplay } from '../facts/drugs.ts';
import { wordsOf } from '../fhir/codes.ts';
import type { NamedDrug } from '../fhir/medication.ts';
import { policiesFor } from '../policies/select.ts';

/** The governed drug that an order names, and what is doubtful about that. */
export interface OrderedDrug {
  readonly named: NamedDrug;
  /** Other drugs that the order names with the same right: which one is meant cannot be told. */
  readonly rivals: readonly DrugName[];
  /** What a person should check, for the card. */
  readonly remarks: readonly string[];
}

/**
 * Picks it from the drugs of the order's medication (policies.md CR-2). Codes of two drugs never come down to the first:
 * they are rivals. Words are a hint, and a drug of no policy that they mention beside a governed one is no rival.
 */
export function orderedDrug(drugs: readonly NamedDrug[], medication: unknown): OrderedDrug | undefined {
  const named = drugs.find(({ drug }) => isGoverned(drug));
  if (named === undefined) return undefined;
  const others = drugs.map(({ drug }) => drug).filter((drug) => drug !== named.drug);
  const rivals = named.by === 'code' ? others : others.filter(isGoverned);
  return { named, rivals, remarks: rivals.length > 0 ? [] : remarksOn(named, medication) };
}

/** The words for drugs of one order that cannot be told apart. */
export const rivalNames = (drugs: readonly DrugName[]): string => drugs.map(drugDisplay).join(' or ');

const isGoverned = (drug: DrugName): boolean => policiesFor(drug).length > 0;

function remarksOn({ drug, by, decides }: NamedDrug, medication: unknown): readonly string[] {
  if (by === 'words') return [READ_FROM_TEXT];
  const inWords = wordsOf(medication)
    .flatMap(drugsNamedIn)
    .filter((each) => each !== drug && isGoverned(each));
  return [
    ...(decides ? [] : [SHARED_CODE]),
    ...(inWords.length === 0
      ? []
      : [`The order's code names ${drugDisplay(drug)}, its text ${rivalNames([...new Set(inWords)])}: check it.`]),
  ];
}

const SHARED_CODE = 'No code of the order names this drug alone; other products share it: check it.';
