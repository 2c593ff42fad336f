import type { Test } from '../criteria/criterion.ts';
import type { ConditionName } from '../facts/conditions.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { both, raised } from './markdown.ts';
import { eitherCondition, eitherDrug, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A diagnosis on record, in words. */
export const diagnosisInWords = (test: TestOf<'diagnosis'>): TestInWords => ({
  looksAt: `The problem list: ${eitherCondition(test.of)}.`,
  statuses: {
    met: 'It is on record, confirmed, by a code that decides.',
    ...(test.unless.length > 0 &&
      test.printed && {
        'not-met': `Nothing points to it, and another cause is on record, confirmed: ${eitherCondition(test.unless)}.`,
      }),
    'doc-missing': `It is not on record; or only as suspected, or by a code that does not say enough; or it is only stated, without a record behind it; or the problem list could not be read.${test.printed ? '' : ' The document has further ways that the copy held does not print, so nothing on record disproves the line.'}`,
  },
  conditions: [...test.of, ...test.unless],
});

/** Regular prophylaxis, in words. */
export function prophylaxisInWords({ product, otherwise }: TestOf<'prophylaxis'>): TestInWords {
  const name = drugDisplay(product);
  const looksAt = `Medication list and orders: ${name} in use now, at a frequency set beforehand. Use as needed, without a frequency, or on hold, and what was only dispensed, is shown and is not enough.`;
  switch (otherwise) {
    case 'intolerance':
      return {
        looksAt: `${looksAt} Allergies and intolerances are read as well.`,
        statuses: {
          met: `Such use is on record; or else an allergy to or an intolerance of ${name}.`,
          'not-met': 'Neither is on record, and a person answers no.',
          'doc-missing': 'Neither is on record. An answer of yes alone needs a note behind it.',
        },
        drugs: [product],
      };
    case 'statement':
      return {
        looksAt,
        statuses: {
          met: 'Such use is on record, or a person confirms it.',
          'not-met': 'No such use is on record, and a person answers no.',
          attest: 'No such use is on record, and nobody has answered.',
        },
        drugs: [product],
      };
  }
}

/** A drug never received, in words. */
export function neverReceivedInWords({
  drugs,
  hints,
  contradicting = [],
  settledBy,
}: TestOf<'never-received'>): TestInWords {
  const instead = settledBy === undefined ? '' : `, here or at ${settledBy}`;
  const hinted =
    hints.length === 0 ? '' : ` A recorded ${eitherCondition(hints)} calls for the question and decides nothing.`;
  const against =
    contradicting.length === 0
      ? ''
      : ` A confirmed ${eitherCondition(contradicting)} on record does not name the product: it bars nobody, and no answer of yes settles the line beside it.`;
  return {
    looksAt: `${eitherDrug(drugs)}: given, on the medication list or billed before the as-of date, and the answer of a person. An order, a dispense or a sample proves nothing.${hinted}${against}`,
    statuses: {
      met: `Nothing such is on record with its day, and a person confirms it${instead}.`,
      'not-met': 'It is on record with its day, or a person answers no.',
      attest: `Nothing such is on record, and nobody has answered: silence is not enough. Also where it is on record without a day, or where medication records, procedures or claims could not be read${contradicting.length === 0 ? '' : ', or where the answer of yes is contradicted'}.`,
    },
    conditions: [...hints, ...contradicting],
    drugs,
  };
}

/** An event now or ever, in words. */
export function everHadInWords({ plain, judged }: TestOf<'ever-had'>): TestInWords {
  const settles =
    plain.length === 0 ? '' : ` ${raised(both(plain.map(confirmed)))} settle${plain.length === 1 ? 's' : ''} the line.`;
  const weighed =
    judged.length === 0
      ? ''
      : ` How serious ${plain.length === 0 ? 'these were' : 'others were'} is for a person to say; shown beside the question: ${eitherCondition(judged)}.`;
  return {
    looksAt: `The problem list, now or ever, and the answer of a person.${settles}${weighed}`,
    statuses: {
      met:
        plain.length === 0
          ? 'A person confirms it.'
          : `A confirmed ${eitherCondition(plain)} is on record, or a person confirms the line.`,
      'not-met': 'Nothing on record settles it, and a person answers no.',
      attest: 'Nothing on record settles it, and nobody has answered.',
    },
    conditions: [...plain, ...judged],
  };
}

const confirmed = (name: ConditionName): string => `a confirmed ${eitherCondition([name])}`;
