// @ts-check

/** Where an answer came from (DTR 2.2). What a program filled in is nobody's statement, and stays marked so. */
const INFORMATION_ORIGIN = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin';

/**
 * The response to save: what the form gives, on behalf of this person, with whom and what it is for as the draft says.
 * Answers that are as they were filled in beforehand are kept as such; any other is a person's.
 * @param {any} answered
 * @param {any} draft
 * @param {{ authored: string, author?: { reference: string, display?: string } }} by
 */
export function completed(answered, draft, { authored, author }) {
  const before = new Map(itemsIn(draft.item).map((item) => [item.linkId, item.answer?.[0]]));
  /** @param {any} item */
  const finished = ({ linkId, text, item, answer }) => ({
    linkId,
    ...(text && { text }),
    ...(item && { item: item.map(finished) }),
    ...(answer && { answer: answer.map((/** @type {any} */ each) => withOrigin(each, before.get(linkId), author)) }),
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
 * @param {any} response
 */
export const isAnswered = ({ item }) =>
  itemsIn(item)
    .flatMap(({ answer = [] }) => answer)
    .some(({ extension = [] }) =>
      extension
        .find((/** @type {any} */ { url }) => url === INFORMATION_ORIGIN)
        ?.extension.some((/** @type {any} */ { valueCode }) => valueCode === 'manual' || valueCode === 'override'),
    );

/**
 * @param {any} answer
 * @param {any} before
 * @param {{ reference: string } | undefined} author
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
 * @param {any[]} [items]
 * @returns {any[]}
 */
const itemsIn = (items = []) => items.flatMap((item) => [item, ...itemsIn(item.item)]);

/**
 * A draft for a Questionnaire that comes without one.
 * @param {any} questionnaire
 * @param {string} patient
 */
export const blank = ({ url, version }, patient) => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: `${url}|${version}`,
  status: 'in-progress',
  subject: { reference: `Patient/${patient}` },
});
