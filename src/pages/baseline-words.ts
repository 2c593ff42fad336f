import type { Test } from '../criteria/criterion.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { both } from './markdown.ts';
import { bothLabs, labWords, limitInWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A result from before treatment, in words. */
export function baselineInWords({ lab, limit, before, days, fasting }: TestOf<'baseline'>): TestInWords {
  const { within, beyond } = limitInWords(limit);
  const drug = drugDisplay(before);
  const exactly = limit.startsWith('<') && !limit.startsWith('<=') ? ' one that lies exactly on the limit;' : '';
  const fasted = fasting ? ' The report must say that the patient had fasted.' : '';
  const notFasted = fasting ? ', or the report does not say that the patient had fasted' : '';
  return {
    looksAt: `Every usable result for ${labWords(lab)} from the ${days} days before the first recorded dose of ${drug}; where no dose is on record, from ${days} days before the day of the order on. Any one of them counts, not only the newest.${fasted}`,
    statuses: {
      met: `Any one of these results is ${within}. Flagged:${exactly} a newest result that is ${beyond} where an earlier one counts.`,
      'not-met': `There are such results, and every one is ${beyond}.`,
      'doc-missing': `There is no such result: none is on record, or it is older, or it is of the day of the first dose or later${notFasted}. Or none counts and one lies on both sides of the limit. Or none counts and the laboratory results could not be read to the end.`,
    },
    labs: [lab],
    drugs: [before],
  };
}

/** Better than before the first dose, in words. */
export function improvedInWords({ since, lower, higher }: TestOf<'improved'>): TestInWords {
  const drug = drugDisplay(since);
  const better = both([
    ...(lower.length === 0 ? [] : [`lower is better for ${bothLabs(lower)}`]),
    ...(higher.length === 0 ? [] : [`higher is better for ${bothLabs(higher)}`]),
  ]);
  return {
    looksAt: `For each test, the last number before the day of the first recorded dose of ${drug} and the newest after it: ${better}. Where no such pair is better, the answer of a person.`,
    statuses: {
      met: `Any one of these is better, by however little, or a person confirms the line.`,
      'not-met': 'None is better on record, and a person answers no.',
      attest: 'None is better on record, and nobody has answered, or two answers of one moment disagree.',
    },
    labs: [...lower, ...higher],
    drugs: [since],
  };
}

/** A test that has to be done, in words. */
export const labPerformedInWords = ({ lab }: TestOf<'lab-performed'>): TestInWords => ({
  looksAt: `Any usable ${labWords(lab)} result up to the as-of date, whatever it shows, by any assay, and however old. Only a result proves that the test was done.`,
  statuses: {
    met: 'Such a result is on record. Where no report names a neutralizing assay, that is flagged.',
    'doc-missing':
      'No usable result is on record; an answer, yes or no, settles nothing. Or the laboratory results could not be read.',
  },
  labs: [lab],
});

/** A negative result, in words. */
export function labNegativeInWords({ lab, undetected }: TestOf<'lab-negative'>): TestInWords {
  const signs =
    undetected === undefined
      ? 'It is negative or positive by its word, or by the mark "normal" or "abnormal" of the laboratory; a number without that mark says nothing.'
      : `"Not detected", or a titer printed as below a dilution of ${limitInWords(undetected).within}, is negative; "detected" and any other titer are positive, however low. "Below" a higher dilution says nothing. The assay does not matter; one that is not named as neutralizing is flagged.`;
  return {
    looksAt: `The newest day with a usable ${labWords(lab)} result up to the as-of date, however old. ${signs}`,
    statuses: {
      met: 'The newest day is negative.',
      'not-met': 'The newest day is positive; or no result settles the line, and a person answers no.',
      'doc-missing':
        'No usable result is on record (an answer of yes alone is not enough); or the newest one says nothing, or the laboratory marks it otherwise; or results of that day disagree; or the newest day is negative and the laboratory results could not be read to the end.',
    },
    labs: [lab],
  };
}

/** A recent result, in words. */
export function recentLabInWords({ lab, limit, months }: TestOf<'recent-lab'>): TestInWords {
  const { within, beyond } = limitInWords(limit);
  return {
    looksAt: `The newest day with a usable result for ${labWords(lab)} from the last ${months} calendar months before the day of the order, that first day included, up to the as-of date.`,
    statuses: {
      met: `The newest result is ${within}.`,
      'not-met': `The newest result is ${beyond}; or no result settles the line, and a person answers no.`,
      'doc-missing': `No usable result is from that time (an answer of yes alone is not enough; an older result that is ${beyond} is flagged); or results of the newest day disagree or lie on both sides of the limit; or the newest result is ${within} and the laboratory results could not be read to the end.`,
    },
    labs: [lab],
  };
}
