// @ts-check
import { button, element, focusOn } from './dom.js';
import { blank } from './response.js';
import { savingIn } from './saving.js';
import { ask, Refused } from './service.js';
import { sayTrouble, Trouble } from './trouble.js';

/** @import { Questionnaire } from 'fhir/r4.js' */
/** @import { Determination } from '../../../hooks/determination.ts' */
/** @import { FormPage, FormPair } from './form.js' */
/** @import { QuestionnaireBundle } from './service.js' */
/** @import { Session } from './session.js' */

/**
 * The questions behind a determination, in a frame of their own: LHC-Forms brings styles that would change this page.
 * @param {Determination} determination
 * @param {Session} session
 * @param {{ saved: () => Promise<void>, closed: () => void }} then
 */
export async function formPanel(determination, session, { saved, closed }) {
  const pairs = await questionnairesFor(determination, session);
  const frame = /** @type {HTMLIFrameElement} */ (
    element('iframe', { title: 'Questions of the policy', src: 'form.html' })
  );
  const heading = element('h3', {}, 'Answer the open questions');
  const keep = savingIn(session);
  const save = button('Save to the EHR and judge again', () =>
    keep(formIn(frame).answers(pairs)).then(saved, sayTrouble),
  );
  const panel = element(
    'section',
    { class: 'form' },
    heading,
    element(
      'p',
      {},
      'What the record already shows is filled in. Your answers are saved in the patient’s chart, in your name.',
    ),
    frame,
    element(
      'div',
      { class: 'actions' },
      save,
      button(
        'Close without saving',
        () => {
          panel.remove();
          closed();
        },
        { class: 'quiet' },
      ),
    ),
  );
  save.disabled = true;
  frame.addEventListener('load', async () => {
    try {
      await formIn(frame).open(pairs);
      keepHeight(frame);
      save.disabled = false;
    } catch {
      sayTrouble(new Trouble('The form could not be shown. Please close it and try again.'));
    }
  });
  return { panel, shown: () => focusOn(heading) };
}

/** @param {HTMLIFrameElement} frame */
const formIn = (frame) => /** @type {Window & { countersignForm: FormPage }} */ (frame.contentWindow).countersignForm;

/**
 * The frame is as high as what is in it: one page to scroll, not two.
 * @param {HTMLIFrameElement} frame
 */
function keepHeight(frame) {
  const inner = frame.contentDocument?.getElementById('forms');
  if (!inner) return;
  const grow = () => {
    frame.style.height = `${Math.ceil(inner.getBoundingClientRect().height) + 24}px`;
  };
  new ResizeObserver(grow).observe(inner);
  grow();
}

/**
 * The policy whose lines were held against the record; on the place, where only that was judged.
 * @param {Determination} determination
 */
const judgedBy = ({ policy, criteria, outcome }) =>
  criteria.length > 0 || outcome === 'not-governed' ? policy : undefined;

/**
 * Whether there is anything to ask: not of a drug that the plan excludes, nor by a wording that is not in force.
 * @param {Determination} determination
 */
export const hasQuestions = (determination) =>
  judgedBy(determination) !== undefined || (determination.siteOfCare?.stillNeeded ?? []).length > 0;

/**
 * Each Questionnaire with its draft; without a stored determination to draw it from, the policy's alone.
 * @param {Determination} determination
 * @param {Session} session
 * @returns {Promise<readonly FormPair[]>}
 */
async function questionnairesFor(determination, session) {
  try {
    const packages = await ask('questionnaires', session, { determination: determination.id });
    const pairs = packages.flatMap((each) => (each.resourceType === 'Bundle' ? [pairIn(each.entry)] : []));
    if (pairs.length > 0) return pairs;
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
  }
  const policy = judgedBy(determination);
  const response = policy && (await fetch(`../fhir/Questionnaire/${policy.id}?version=${policy.version}`));
  if (!response?.ok) throw new Trouble('The questions of this policy cannot be had just now. Please try again later.');
  /** @type {Questionnaire} */
  const questionnaire = await response.json();
  return [{ questionnaire, draft: blank(questionnaire, session.patient) }];
}

/**
 * @param {QuestionnaireBundle['entry']} entry
 * @returns {FormPair}
 */
const pairIn = ([questionnaire, draft]) => ({ questionnaire: questionnaire.resource, draft: draft.resource });
