import type { Test } from '../criteria/criterion.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { limitInWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const given = (drug: string): string =>
  `${drug} given, on the medication list or billed before the as-of date; a sample does not count`;

/** Under treatment now, in words. */
export function receivingInWords({ product, limit }: TestOf<'receiving'>): TestInWords {
  const drug = drugDisplay(product);
  const { within } = limitInWords(limit);
  return {
    looksAt: `The last dose on record: ${given(drug)}. It counts by calendar months up to the as-of date; a medication list alone tells no dose. Beside it the answer of a person.`,
    statuses: {
      met: `The last dose was ${within} ago; or ${drug} is on record from earlier or without the day of a dose, and a person confirms that treatment goes on.`,
      'not-met': `No dose on record was ${within} ago, and a person answers no.`,
      'doc-missing': `No ${drug} is on record, or a record does not name the product for certain, or medication records could not be read. An answer of yes alone is not enough.`,
      attest: `The last dose was longer ago, or no dose has its day; and nobody has answered, or two answers of one moment disagree.`,
    },
    drugs: [product],
  };
}

/** Months since the last dose, in words. */
export function monthsSinceInWords({ product, limit }: TestOf<'months-since'>): TestInWords {
  const drug = drugDisplay(product);
  const { within, beyond } = limitInWords(limit);
  return {
    looksAt: `The calendar months from the last dose on record to the as-of date: ${given(drug)}. Whoever paid for it.`,
    statuses: {
      met: `The last dose was ${within} ago, and every dose on record has its day.`,
      'not-met': `The last dose on record was ${beyond.replace('below', 'less than')} ago.`,
      'doc-missing': `The day of the last dose is not certain: a dose has no day, or only the medication list names ${drug}, or a record does not name the product for certain, or medication records could not be read to the end.`,
      'n/a': `No earlier dose of ${drug} is on record.`,
    },
    drugs: [product],
  };
}

/** The dose and length of a course, in words. */
export function courseDoseInWords(test: TestOf<'course-dose'>): TestInWords {
  const { product, milligrams, firstDays, laterDays, claimedBy } = test;
  const drug = drugDisplay(product);
  return {
    looksAt: `Dose, frequency, number of doses and route as ordered: ${milligrams} mg a day by vein on consecutive days, ${firstDays} days for the first course, ${laterDays} days for a later one. It is a later one where an earlier dose is on record: ${given(drug)}.`,
    statuses: {
      met: 'The order says just that. An order without a route is flagged.',
      'not-met':
        'The order says another dose a day, another number of days, days with a gap between them, or another route.',
      'doc-missing': `The order does not say the dose, the frequency or the number of doses, or gives the dose in another unit than mg, or not in whole doses a day, or contradicts itself. Or it says ${firstDays} or ${laterDays} days, and the record does not tell which are right: an earlier course is only claimed (by the answer to ${claimedBy}, or by an order that continues another), or a record does not name the product for certain, or medication records could not be read.`,
    },
    drugs: [product],
  };
}

/** The size and frequency of a dose, in words. */
export function doseInWords({ limit, everyHours }: TestOf<'dose'>): TestInWords {
  const { within, beyond } = limitInWords(limit);
  return {
    looksAt: `Dose, frequency and route as ordered: ${within} of body weight as one dose by vein, not more often than once in ${everyHours} hours. A dose in mg is held against the newest body weight on record.`,
    statuses: {
      met: 'Dose and frequency are within these limits, and the route is by vein. An order without a route is flagged.',
      'not-met': `One dose is ${beyond}, or doses come more often, or by another route.`,
      'doc-missing':
        'The order does not say dose or frequency; or the dose is in another unit than mg or mg/kg; or it is in mg, and no usable body weight is on record.',
    },
    labs: ['weight'],
  };
}

/** Exposure days on prophylaxis, in words. */
export function exposureDaysInWords({ product, limit, freshMonths }: TestOf<'exposure-days'>): TestInWords {
  const drug = drugDisplay(product);
  const { within, beyond } = limitInWords(limit);
  return {
    looksAt: `Medication list and orders: ${drug} in use now at a frequency set beforehand; and the newest number of exposure days that a record states, up to the as-of date; ">150" stands for every number above 150. Days with a recorded dose are counted beside it, as a least number. A dispense whose supply lasts calls for the question where no order and no list entry says how the drug is used.`,
    statuses: {
      met: `The newest stated number is ${within}; or it does not say too few, and an earlier number is, or ${drug} was given on that many recorded days.`,
      'not-met': `${drug} is in use at a set frequency, the newest stated number is ${beyond} and not more than ${freshMonths} months old, and nothing on record says more; or no number settles the line, and a person answers no.`,
      'doc-missing': `No number is stated (an answer of yes alone is not enough), or only one that leaves both open, such as ">100"; or the newest is ${beyond} and more than ${freshMonths} months old; or an earlier number or the recorded doses say more; or it is ${beyond}, and the record does not tell whether ${drug} is in use at a set frequency.`,
      'n/a': `${drug} is not in use, or only as needed.`,
    },
    drugs: [product],
  };
}
