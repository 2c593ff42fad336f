import type { Test } from '../criteria/criterion.ts';
import { limitInWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Age, in words. */
export function ageInWords({ limit, remark }: TestOf<'age'>): TestInWords {
  const { within, beyond } = limitInWords(limit);
  return {
    looksAt: 'Completed years of age on the as-of date; the birthday itself counts.',
    statuses: {
      met: `Age ${within}.${remark === undefined ? '' : ` Age ${limitInWords(remark.limit).within} is flagged: ${remark.says}`}`,
      'not-met': `Age ${beyond}.`,
      'doc-missing': 'No birth date is on record, or only a year or a month that leaves both answers possible.',
    },
  };
}

/** Billable units, in words. */
export function quantityInWords({ limit }: TestOf<'quantity'>): TestInWords {
  const { within, beyond } = limitInWords(limit);
  return {
    looksAt:
      'The billable units ordered, over all administrations. An order without a quantity is one unit for each administration; vials and volumes are never units.',
    statuses: {
      met: `Ordered: ${within}.`,
      'not-met': `Ordered: ${beyond}.`,
      'doc-missing':
        'The order repeats without an end, its quantity is no positive number, or a quantity over the limit has no unit.',
    },
  };
}

/** Dose and kit, in words. */
export function kitInWords(test: TestOf<'kit'>): TestInWords {
  const { millilitersPerKilogram, millilitersPerVial, weightDays } = test;
  return {
    looksAt: `The newest body weight on record, and the dose and the kit (by its NDC) as ordered. ${millilitersPerKilogram} mL for each kilogram, rounded up to whole vials of ${millilitersPerVial} mL, name the kit. Information only: this line never changes the outcome.`,
    statuses: {
      met: `The order agrees, or names neither dose nor kit. A weight more than ${weightDays} days old is flagged.`,
      'n/a':
        'No usable weight is on record, no kit exists for it, or the order says otherwise. The answer tells which; none of them is a reason for denial.',
    },
    labs: ['weight'],
  };
}
