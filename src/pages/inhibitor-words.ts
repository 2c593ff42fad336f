import type { Test } from '../criteria/criterion.ts';
import { raised } from './markdown.ts';
import { eitherCondition, labWords, limitInWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const signs = (limit: string | undefined): string =>
  limit === undefined
    ? 'A result is negative or positive by its word, or by the mark "normal" or "abnormal" of the laboratory; a number without that mark says nothing. Results of one day are one test.'
    : `A result that is ${limitInWords(limit).within}, or the word "negative", is negative; one that is ${limitInWords(limit).beyond}, or the word "positive", is positive. Results of one day are one test.`;

/** The newest inhibitor result, in words. */
export const inhibitorNegativeInWords = ({ lab, limit }: TestOf<'inhibitor-negative'>): TestInWords => ({
  looksAt: `The newest day with a usable ${labWords(lab)} result up to the as-of date, however old. ${signs(limit)}`,
  statuses: {
    met: 'The newest day is negative. A negative without a number, or one more than 12 months old, is flagged.',
    'not-met': 'The newest day is positive, and another day was positive before it.',
    'doc-missing':
      'No usable result is on record; or the newest day is positive and stands alone, so that it needs a re-test; or results of that day disagree or lie on both sides of the limit; or the laboratory results could not be read to the end.',
  },
  labs: [lab],
});

/** No inhibitor ever, in words. */
export function inhibitorNeverInWords(test: TestOf<'inhibitor-never'>): TestInWords {
  const { lab, limit, unremarkable, retestDays, conditions } = test;
  return {
    looksAt: `Every usable ${labWords(lab)} result up to the as-of date, the confirmed diagnoses (${eitherCondition(conditions)}), and the answer of a person. ${signs(limit)}`,
    statuses: {
      met: `A person confirms it, and neither results nor diagnoses say otherwise. One positive day with a negative re-test within ${retestDays} days is read as a false positive, and flagged.`,
      ...(limit === undefined
        ? {
            'not-met': `One day is positive, without a negative re-test within ${retestDays} days, or more are; or one of the diagnoses is on record, or a person answers no.`,
            'doc-missing': `A number that the laboratory calls neither normal nor abnormal is not ${unremarkable ?? ''}.`,
          }
        : {
            'not-met': 'Two or more days are positive, or one of the diagnoses is on record, or a person answers no.',
            'doc-missing': `One day is positive, without a negative re-test within ${retestDays} days.`,
          }),
      attest:
        'Nothing speaks against it, and nobody has answered: silence is not enough. Also where laboratory results or problem list could not be read.',
    },
    labs: [lab],
    conditions,
  };
}

/** The re-test after a positive result, in words. */
export const inhibitorRetestInWords = ({ lab, limit, retestDays }: TestOf<'inhibitor-retest'>): TestInWords => ({
  looksAt: `${raised(labWords(lab))} results after a positive one. ${signs(limit)}`,
  statuses: {
    met: `One day is positive, and a later one within ${retestDays} days is negative.`,
    'not-met': 'Two or more days are positive.',
    'doc-missing': `One day is positive, and no later one is negative within ${retestDays} days.`,
    'n/a': 'No positive result is on record.',
  },
  labs: [lab],
});
