import type { Test } from '../criteria/criterion.ts';
import type { ConditionName } from '../facts/conditions.ts';
import type { LabName } from '../facts/labs.ts';
import { both, raised } from './markdown.ts';
import { bothLabs, eitherCondition, eitherLab, labWords, limitInWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const window = (months: number): string =>
  `the last ${months} calendar months before the day of the order, that first day included, up to the as-of date`;
const DISAGREE = 'results of one day disagree, or one does not settle the sign';

/** No infection on record, in words. */
export const noInfectionInWords = ({ conditions, confirming, screening }: TestOf<'no-infection'>): TestInWords => ({
  looksAt: `The problem list (${eitherCondition(conditions)}), every usable ${eitherLab(confirming)} result up to the as-of date, of which any amount above zero is positive, and the newest results for ${bothLabs(screening)}. No test is asked for.`,
  statuses: {
    met: 'Nothing speaks for the infection: silence is enough.',
    'not-met': `The diagnosis is on record, confirmed and active, or any ${eitherLab(confirming)} result is positive; or neither is, and a person says that there is the infection.`,
    'doc-missing': `The newest ${eitherLab(screening)} is positive, or results of that day disagree, without a positive ${eitherLab(confirming)}; or the diagnosis is on record only as suspected, as past, or by a code that does not say enough; or problem list or laboratory results could not be read.`,
  },
  labs: [...confirming, ...screening],
  conditions,
});

/** No active infection by recent tests, in words. */
export function noActiveInfectionInWords(test: TestOf<'no-active-infection'>): TestInWords {
  const { screen, finds, confirm, conditions, months } = test;
  const found = screenWords(screen, confirm)[finds];
  const disease = eitherCondition(conditions);
  return {
    looksAt: `The newest results for ${labWords(screen)} and ${labWords(confirm)} of ${window(months)}; and a confirmed, active diagnosis of ${disease}. ${found.what} Any amount above zero is a positive result.`,
    statuses: {
      met: `${found.clear} A diagnosis beside such a result is flagged, and the result is followed.`,
      'not-met': `${found.infected} Or the diagnosis is active, nothing of that time clears it, and no older result was clear. Or results leave the line open, and a person says that there is the infection.`,
      'doc-missing': `${found.open} Or ${DISAGREE}. Or laboratory results or problem list could not be read. An answer of yes alone is not enough; an older positive result is flagged.`,
    },
    labs: [screen, confirm],
    conditions,
  };
}

/** What a screen tells that finds the infection itself, and one that finds only exposure. */
function screenWords(screen: LabName, confirm: LabName) {
  const [first, second] = [labWords(screen), labWords(confirm)];
  return {
    infection: {
      what: `${raised(first)} finds the infection itself.`,
      clear: `The ${first} is negative, and no ${second} is positive.`,
      infected: `The ${second} is positive, or the ${first} is positive and there is no result for ${second}.`,
      open: `There is no result for ${first} of that time, and no active diagnosis, or one beside an older negative result. Or the ${first} is positive and the ${second} negative.`,
    },
    exposure: {
      what: `${raised(first)} finds only that there was an exposure; ${second} decides.`,
      clear: `The ${first} or the ${second} is negative, and no ${second} is positive.`,
      infected: `The ${second} is positive.`,
      open: `There is neither result of that time, or only a positive ${first}; and no active diagnosis, or one beside an older negative result.`,
    },
  } as const;
}

/** An infection that is absent or controlled, in words. */
export function controlledInfectionInWords(test: TestOf<'controlled-infection'>): TestInWords {
  const { screen, confirm, conditions, level, limit, months } = test;
  const { within, beyond } = limitInWords(limit);
  const count = labWords(level);
  return {
    looksAt: `The infection is there where ${eitherCondition(conditions)} is on record, confirmed, active or past, or any usable ${labWords(confirm)} result of whatever age is positive. The newest results for ${count} and for ${labWords(screen)} count only of ${window(months)}.`,
    statuses: {
      met: `The newest result for ${count} is ${beyond}; or the infection is not on record, and the ${labWords(screen)} is negative.`,
      'not-met': `The infection is there, and the newest result for ${count} is ${within}; or the record leaves the line open, and a person answers no.`,
      'doc-missing': `The infection is there, without a result for ${count} of that time. Or it is not on record, and there is no result for ${labWords(screen)} of that time, or a positive one, which must be confirmed. Or ${DISAGREE}. Or laboratory results or problem list could not be read. An answer of yes alone is not enough; an older result for ${count} that is ${within} is flagged.`,
    },
    labs: [screen, confirm, level],
    conditions,
  };
}

/** No advanced disease, in words. */
export function noAdvancedDiseaseInWords(test: TestOf<'no-advanced-disease'>): TestInWords {
  const { lab, limit, conditions, months } = test;
  const { within, beyond } = limitInWords(limit);
  const disease = eitherCondition(conditions);
  return {
    looksAt: `A confirmed, active diagnosis of ${disease}, which outweighs all else; the newest usable ${labWords(lab)} up to the as-of date, however old (more than ${months} calendar months before the order is flagged); and the answer of a person, with a note on record, for another way of assessment.`,
    statuses: {
      met: `No such diagnosis is active, and the newest ${labWords(lab)} is ${within}; or no result is clearly on one side, and a person confirms the line with a note on record.`,
      'not-met': `Such a diagnosis is active; or the newest ${labWords(lab)} is ${beyond}; or no result is clearly on one side, and a person answers no.`,
      'doc-missing': `No such diagnosis is active, no result is clearly on one side, and nobody has answered, or answers disagree, or the answer is yes without a note. Or the line would be met, but laboratory results or problem list could not be read.`,
    },
    labs: [lab],
    conditions,
  };
}

/** None of these diagnoses, in words. */
export const noDiagnosisInWords = ({ of }: TestOf<'no-diagnosis'>): TestInWords => ({
  looksAt: `The problem list (${eitherCondition(of)}) and the answer of a person. A diagnosis that is past, suspected, or coded so that it does not say enough is shown and decides nothing.`,
  statuses: {
    met: 'No such diagnosis is on record, confirmed and active, and a person confirms that none is known.',
    'not-met': 'Such a diagnosis is on record, confirmed and active, or a person says that one is known.',
    attest:
      'No such diagnosis is on record, confirmed and active, and nobody has answered: silence is not enough. Also where two answers of one moment disagree, or the problem list could not be read.',
  },
  conditions: of,
});

/** A history that has to be documented, in words. */
export function documentedHistoryInWords({ plain, judged }: TestOf<'documented-history'>): TestInWords {
  const settles = plain.length === 0 ? '' : ` ${raised(both(plain.map(confirmed)))} settles the line.`;
  const weighed =
    judged.length === 0 ? '' : ` Shown beside the question, for a person to weigh: ${eitherCondition(judged)}.`;
  return {
    looksAt: `The problem list, now or ever, and the answer of a person with a note on record, which is named, to be attached, and not read by us.${settles}${weighed}`,
    statuses: {
      met: `${plain.length === 0 ? 'A' : `A confirmed ${eitherCondition(plain)} is on record; or a`} person confirms the line, and there is such a note, which is flagged.`,
      'not-met': 'Nothing on record settles it, and a person answers no.',
      'doc-missing':
        'Nothing on record settles it; and nobody has answered, or two answers of one moment disagree, or the answer is yes without a note on record.',
    },
    conditions: [...plain, ...judged],
  };
}

const confirmed = (name: ConditionName): string => `a confirmed ${eitherCondition([name])}`;
