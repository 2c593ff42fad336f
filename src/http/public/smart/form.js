// @ts-check

/** The page inside the frame: LHC-Forms and nothing else. What is filled in stays here until the app asks for it. */

const SCRIPTS = ['zone.min.js', 'polyfills.js', 'runtime.js', 'main.js', 'lformsFHIR.min.js'];

/** @returns {any} */
const library = () => /** @type {any} */ (window).LForms;

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
 * @param {{ questionnaire: any, draft: any }[]} pairs
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
 * @param {number} count
 */
const answers = (count) =>
  Array.from({ length: count }, (_, index) =>
    library().Util.getFormFHIRData('QuestionnaireResponse', 'R4', document.getElementById(containerOf(index))),
  );

/** @param {number} index */
const containerOf = (index) => `form-${index}`;

Object.assign(window, { countersignForm: { open, answers } });
