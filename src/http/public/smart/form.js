// @ts-check

/** The page inside the frame: LHC-Forms and nothing else. What is filled in stays here until the app asks for it. */

const SCRIPTS = ['zone.min.js', 'polyfills.js', 'runtime.js', 'main.js', 'lformsFHIR.min.js'];

/** @import { Questionnaire, QuestionnaireResponse } from 'fhir/r4.js' */

/**
 * A Questionnaire, and the response that it starts from.
 * @typedef {object} FormPair
 * @property {Questionnaire} questionnaire
 * @property {QuestionnaireResponse} draft
 */

/** @typedef {FormPair & { answered: QuestionnaireResponse }} AnsweredForm */

/**
 * What the app asks of this page.
 * @typedef {object} FormPage
 * @property {(pairs: readonly FormPair[]) => Promise<void>} open
 * @property {(pairs: readonly FormPair[]) => readonly AnsweredForm[]} answers
 */

/**
 * LHC-Forms, as far as it is used. Its own form of a Questionnaire is only handed on.
 * @typedef {object} LhcForms
 * @property {{
 *   convertFHIRQuestionnaireToLForms: (questionnaire: Questionnaire, version: 'R4') => object,
 *   mergeFHIRDataIntoLForms: (response: QuestionnaireResponse, form: object, version: 'R4') => object,
 *   addFormToPage: (form: object, container: string, options: { prepopulate: boolean }) => Promise<unknown>,
 *   getFormFHIRData: (type: 'QuestionnaireResponse', version: 'R4', container: HTMLElement | null) => QuestionnaireResponse,
 * }} Util
 */

const library = () => /** @type {{ LForms: LhcForms }} */ (/** @type {unknown} */ (window)).LForms;

/** @param {string} name */
const load = (name) =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `vendor/lforms/${name}`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

/**
 * Shows each Questionnaire, filled in as far as its draft is.
 * @param {readonly FormPair[]} pairs
 */
async function open(pairs) {
  for (const name of SCRIPTS) await load(name);
  for (const [index, { questionnaire, draft }] of pairs.entries()) {
    const container = document.createElement('div');
    container.id = containerOf(index);
    document.getElementById('forms')?.append(container);
    const empty = library().Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4');
    const filled = draft.item ? library().Util.mergeFHIRDataIntoLForms(draft, empty, 'R4') : empty;
    await library().Util.addFormToPage(filled, container.id, { prepopulate: false });
  }
}

/**
 * What is filled in now, a response for each.
 * @param {readonly FormPair[]} pairs
 */
const answers = (pairs) =>
  pairs.map((pair, index) => {
    const container = document.getElementById(containerOf(index));
    return { ...pair, answered: library().Util.getFormFHIRData('QuestionnaireResponse', 'R4', container) };
  });

/** @param {number} index */
const containerOf = (index) => `form-${index}`;

/** @type {FormPage} */
const countersignForm = { open, answers };
Object.assign(window, { countersignForm });
