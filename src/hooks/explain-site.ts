import type { Determination } from './determination.ts';
import { neededLines } from './explain.ts';
import type { Writing } from './writing.ts';

/** What to expect about the place, and what to do about it; nothing where the place is not in question. */
export function aboutPlace({ siteOfCare }: Determination, writing: Writing): readonly string[] {
  if (siteOfCare === undefined) return [];
  const { outcome, alternatives, stillNeeded, criteria } = siteOfCare;
  const items = stillNeeded.flatMap((item) => neededLines(item, criteria, writing));
  const others = `- Settings that need no reason: ${alternatives.join('; ')}`;
  switch (outcome) {
    case 'redirect':
      return ['- The payer is likely to ask for another setting than this hospital', others, ...items];
    case 'missing-documentation':
      return ['- A hospital needs a reason that the record does not show yet', others, ...items];
    case 'unknown':
      return ['- The record does not settle whether this place needs a reason', ...items];
    case 'ok':
      return ['- Nothing on record stands against the place that was ordered'];
    case 'not-applicable':
    case 'not-reached':
      return [];
  }
}

/** The same in the few words of a summary. */
export function placeInShort({ siteOfCare }: Determination): string {
  switch (siteOfCare?.outcome) {
    case 'redirect':
      return 'another setting than the hospital is likely to be asked for';
    case 'missing-documentation':
      return 'the hospital needs a documented reason';
    case 'unknown':
      return 'say where the drug is to be given';
    case 'ok':
    case 'not-applicable':
    case 'not-reached':
    case undefined:
      return 'the place is not in question';
  }
}
