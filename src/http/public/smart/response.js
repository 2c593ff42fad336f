// @ts-check

/** @import { Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer, Reference } from 'fhir/r4.js' */

/** Where an answer came from (DTR 2.2). What a program filled in is nobody's statement, and stays marked so. */
const INFORMATION_ORIGIN = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin';

/**
 * The response to save: what the form gives, on behalf of this person, with whom and what it is for as the draft says.
 * Answers that are as they were filled in beforehand are kept as such; any other is a person's.
 * @param {QuestionnaireResponse} answered
 * @param {QuestionnaireResponse} draft
 * @param {{ authored: string, author?: Reference }} by
 * @returns {QuestionnaireResponse}
 */
export function completed(answered, draft, { authored, author }) {
  const before = new Map(itemsIn(draft.item).map((item) => [item.linkId, item.answer?.[0]]));
  /** @type {(item: QuestionnaireResponseItem) => QuestionnaireResponseItem} */
  const finished = ({ linkId, text, item, answer }) => ({
    linkId,
    ...(text && { text }),
    ...(item && { item: item.map(finished) }),
    ...(answer && { answer: answer.map((each) => withOrigin(each, before.get(linkId), author)) }),
  });
  const { meta, extension, questionnaire, subject } = draft;
  return {
    resourceType: 'QuestionnaireResponse',
    ...(meta && { meta }),
    ...(extension && { extension }),
    questionnaire,
    status: 'completed',
    subject,
    authored,
    ...(author && { author }),
    item: (answered.item ?? []).map(finished),
  };
}

/**
 * Whether a person answered anything in it.
 * @param {QuestionnaireResponse} response
 */
export const isAnswered = ({ item }) =>
  itemsIn(item)
    .flatMap(({ answer = [] }) => answer)
    .some(({ extension = [] }) =>
      extension
        .find(({ url }) => url === INFORMATION_ORIGIN)
        ?.extension?.some(({ valueCode }) => valueCode === 'manual' || valueCode === 'override'),
    );

/**
 * @param {QuestionnaireResponseItemAnswer} answer
 * @param {QuestionnaireResponseItemAnswer | undefined} before
 * @param {Reference | undefined} author
 * @returns {QuestionnaireResponseItemAnswer}
 */
function withOrigin(answer, before, author) {
  const { valueBoolean, valueInteger } = answer;
  const value = valueBoolean === undefined ? { valueInteger } : { valueBoolean };
  if (before && before.valueBoolean === valueBoolean && before.valueInteger === valueInteger) return before;
  const isPractitioner = /^Practitioner(?:Role)?\//.test(author?.reference ?? '');
  return {
    extension: [
      {
        url: INFORMATION_ORIGIN,
        extension: [
          { url: 'source', valueCode: before ? 'override' : 'manual' },
          ...(isPractitioner ? [{ url: 'author', extension: [{ url: 'practitioner', valueReference: author }] }] : []),
        ],
      },
    ],
    ...value,
  };
}

/**
 * Every item, nested ones too.
 * @param {QuestionnaireResponseItem[]} [items]
 * @returns {QuestionnaireResponseItem[]}
 */
const itemsIn = (items = []) => items.flatMap((item) => [item, ...itemsIn(item.item)]);

/**
 * A draft for a Questionnaire that comes without one.
 * @param {Questionnaire} questionnaire
 * @param {string} patient
 * @returns {QuestionnaireResponse}
 */
export const blank = ({ url, version }, patient) => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: `${url}|${version}`,
  status: 'in-progress',
  subject: { reference: `Patient/${patient}` },
});
