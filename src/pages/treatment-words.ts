import type { Test } from '../criteria/criterion.ts';
import type { DrugName } from '../facts/drugs.ts';
import { drugDisplay } from '../facts/drugs.ts';
import { both } from './markdown.ts';
import { bothDrugs, eitherDrug, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const NO_PROOF = 'An order, a dispense or a sample proves nothing.';
const RECEIVED = 'given, on the medication list or billed';
const NOTE = 'a note or report on record, which is named, to be attached, and not read by us';
const UNSURE = 'nobody has answered, or two answers of one moment disagree';

const beside = (near: readonly DrugName[]): string =>
  near.length === 0 ? '' : ` ${bothDrugs(near)}, which the policy does not name, only raises the question.`;

/** Earlier treatment without success, in words. */
export function priorResponseInWords({ drugs, needs, unexposed }: TestOf<'prior-response'>): TestInWords {
  const route = needs === 'note' && unexposed === 'doc-missing' ? ' by vein, or without a stated route' : '';
  const onRecord = `one of these drugs on record as ${RECEIVED}${route}`;
  const behind =
    needs === 'note' ? 'a document with its day, which is named, to be attached, and not read by us' : onRecord;
  return {
    looksAt: `An allergy to, or an adverse event with, ${eitherDrug(drugs)} settles the line. Otherwise the answer of a person, with a record behind it: ${behind}.${needs === 'exposure' ? ` ${NO_PROOF}` : ''}`,
    statuses: {
      met: 'Such an allergy or event is on record; or a person confirms the line, and there is such a record.',
      'not-met': 'No such allergy or event is on record, and a person answers no.',
      'doc-missing': `A person confirms the line, and there is no such record.${unexposed === 'doc-missing' ? ' Or nobody has answered, and none of these drugs is on record as received.' : ''}`,
      attest:
        unexposed === 'attest'
          ? 'No such allergy or event is on record, and nobody has answered, or two answers of one moment disagree.'
          : 'One of these drugs is on record as received, and nobody has answered; or two answers of one moment disagree.',
    },
    drugs,
  };
}

/** Had a drug before, in words. */
export const receivedInWords = ({ drugs }: TestOf<'received'>): TestInWords => ({
  looksAt: `${eitherDrug(drugs)}: ${RECEIVED} before the as-of date, whatever came of it, and the answer of a person. ${NO_PROOF}`,
  statuses: {
    met: 'It is on record with its day.',
    'not-met': 'It is not on record with its day, and a person answers no.',
    'doc-missing': 'A person answers yes, and no record with its day stands behind it.',
    attest: `It is not on record with its day, and ${UNSURE}.`,
  },
  drugs,
});

/** Had one of several drugs before, in words. */
export const previousTreatmentInWords = ({ drugs, near }: TestOf<'previous-treatment'>): TestInWords => ({
  looksAt: `${eitherDrug(drugs)}: ${RECEIVED} before the as-of date, whatever came of it. ${NO_PROOF}${beside(near)} Otherwise the answer of a person, with ${NOTE}.`,
  statuses: {
    met: 'One of these is on record; or a person confirms the line, and there is such a note or report.',
    'not-met': 'None of these is on record, and a person answers no.',
    'doc-missing': `None of these is on record, or only by words or codes that do not name the product for certain; and ${UNSURE}, or the answer is yes without a note or report.`,
  },
  drugs: [...drugs, ...near],
});

/** Two other drugs in vain, in words. */
export function stepTherapyInWords({ named, others, brands }: TestOf<'step-therapy'>): TestInWords {
  const branded =
    brands.length === 0
      ? ''
      : ` A record of the brand (${both(brands.map((brand) => brand.charAt(0).toUpperCase() + brand.slice(1)))}) is accepted and flagged.`;
  return {
    looksAt: `${eitherDrug(named)}, and a second, different drug, of these or of ${bothDrugs(others)}. Of each, the medication list or an order must say that it was stopped as ineffective, not tolerated or contraindicated, or an allergy or intolerance must be on record. A dispense, a claim, a sample, an interrupted infusion and an adverse event prove nothing. Otherwise the answer of a person, with ${NOTE}.`,
    statuses: {
      met: `The record shows this for two different drugs, one of them ${eitherDrug(named)}; or a person confirms the line, and there is such a note or report.${branded}`,
      'not-met': 'The record does not show it for both, and a person answers no.',
      'doc-missing': `The record does not show it for both, and ${UNSURE}; or the answer is yes without a note or report.`,
    },
    drugs: [...named, ...others],
  };
}

/** No other drug alongside, in words. */
export const noConcurrentInWords = ({ drugs, near }: TestOf<'no-concurrent'>): TestInWords => ({
  looksAt: `Medication list and orders: ${eitherDrug(drugs)}, in use, or ordered together with this drug; and dispenses whose supply lasts.${beside(near)} A drug in use only asks the question, because it may be about to be stopped; so does one that is on hold, or whose record does not say whether it is over.`,
  statuses: {
    met: 'None of these is in use or ordered together with this drug: silence is enough. Or one is in use, and a person confirms that none will go on.',
    'not-met': 'One of these is ordered together with this drug, or a person says that one will go on.',
    attest: `One of these is in use, and ${UNSURE}; or a record does not name its drug, and nobody has answered yes; or medication list, orders or dispenses could not be read.`,
  },
  drugs: [...drugs, ...near],
});

/** A statement with a note behind it, in words. */
export function notedStatementInWords({ after }: TestOf<'noted-statement'>): TestInWords {
  const drug = after === undefined ? '' : drugDisplay(after);
  return {
    looksAt: `The answer of a person, with ${NOTE}.${after === undefined ? '' : ` Asked only once ${drug} was given before the as-of date; answer and note must be of a day after its last dose.`}`,
    statuses: {
      met: 'The newest answer is yes, and there is such a note or report.',
      'not-met': 'The newest answer is no.',
      'doc-missing': 'The newest answer is yes, and there is no such note or report.',
      attest: `${after === undefined ? 'Nobody has answered' : 'Nobody has answered since the last dose'}, or two answers of one moment disagree${after === undefined ? '' : `; or the record does not tell whether ${drug} was given`}.`,
      ...(after !== undefined && { 'n/a': `No earlier dose of ${drug} is on record.` }),
    },
    drugs: after === undefined ? [] : [after],
  };
}
