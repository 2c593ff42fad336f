import type { Test } from '../criteria/criterion.ts';
import type { LimitedAssay } from '../criteria/lab-test.ts';
import type { DrugName } from '../facts/drugs.ts';
import { both } from './markdown.ts';
import { eitherDrug, labWords, limitInWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const before = (drugs: readonly DrugName[]): string =>
  drugs.length === 0 ? '' : ` and before any recorded dose of ${eitherDrug(drugs)}`;

/** The patient's own factor level, in words. */
export function ownLevelInWords(test: TestOf<'own-level'>): TestInWords {
  const { within } = limitInWords(test.limit);
  const product = eitherDrug([test.product, ...(test.disturbing ?? [])]);
  return {
    looksAt: `Every usable ${labWords(test.lab)} result drawn up to the as-of date${before(test.notAfter)}, however old. The patient's own level is meant, and a result drawn on ${product} may be too high: so any one result that is ${within} settles the line.`,
    statuses: test.orStated
      ? {
          met: `Any one result is ${within}, or a person confirms the line.`,
          'not-met': `No result is ${within}, and a person answers no.`,
          attest: `No result is ${within}, and nobody has answered.`,
        }
      : ownLevelByRecord(test, within, product),
    labs: [test.lab],
    drugs: [test.product, ...(test.disturbing ?? []), ...test.notAfter],
  };
}

const ownLevelByRecord = (
  { limit }: TestOf<'own-level'>,
  within: string,
  product: string,
): TestInWords['statuses'] => ({
  met: `Any one result is ${within}.`,
  'not-met': `Every result is ${limitInWords(limit).beyond}, and all were drawn before the first recorded dose of ${product}.`,
  'doc-missing': `No usable result is on record; or the results that are ${limitInWords(limit).beyond} may show ${product}; or a result that is reported only as below or above a number lies on both sides of the limit; or the level is only stated; or the laboratory results could not be read to the end.`,
});

/** One limb of a titer limit, in words. */
export function titerInWords(test: TestOf<'titer'>): TestInWords {
  const { within, beyond } = limitInWords(test.limits[test.assay]);
  const assays = (Object.keys(test.limits) as LimitedAssay[]).map(
    (assay) => `${limitInWords(test.limits[assay]).within} by ${assay}`,
  );
  return {
    looksAt: `The newest usable ${labWords(test.lab)} by a neutralizing assay, drawn up to the as-of date${before(test.notAfter)}, however old. This line holds the limit of the ${test.assay} assay; the accepted limits are ${both(assays)}.`,
    statuses: {
      met: `The titer by the ${test.assay} assay is ${within}, or no antibody was detected. Where the report names a neutralizing assay without its points: the titer is within every one of the limits.`,
      'not-met': `The titer by the ${test.assay} assay is ${beyond}. Where the report names a neutralizing assay without its points: the titer is over every one of the limits.`,
      'doc-missing':
        'No usable result is on record; or the report does not say which assay was used, and the answer depends on it; or the assay is no neutralizing one; or antibodies were detected without a titer; or the titer lies on both sides of the limit; or results of one day disagree; or the laboratory results could not be read to the end.',
      'n/a': 'The result is by an assay that has a line of its own.',
    },
    labs: [test.lab],
    drugs: test.notAfter,
  };
}
