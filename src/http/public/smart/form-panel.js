// @ts-check
import { button, element, focusOn } from './dom.js';
import { blank, completed, isAnswered } from './response.js';
import { ask, Refused } from './service.js';
import { sayTrouble, statusOf, Trouble } from './trouble.js';

/** @typedef {import('./session.js').Session} Session */

/**
 * The questions behind a determination, in a frame of their own: LHC-Forms brings styles that would change this page.
 * @param {any} determination
 * @param {Session} session
 * @param {{ saved: () => Promise<void>, closed: () => void }} then
 */
export async function formPanel(determination, session, { saved, closed }) {
  const pairs = await questionnairesFor(determination, session);
  const frame = /** @type {HTMLIFrameElement} */ (
    element('iframe', { title: 'Questions of the policy', src: 'form.html' })
  );
  const heading = element('h3', {}, 'Answer the open questions');
  const save = button('Save to the EHR and judge again', () =>
    keep(formIn(frame).answers(pairs.length), pairs, session).then(saved, sayTrouble),
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

/**
 * @param {HTMLIFrameElement} frame
 * @returns {{ open: (pairs: any[]) => Promise<void>, answers: (count: number) => any[] }}
 */
const formIn = (frame) => /** @type {any} */ (frame.contentWindow).countersignForm;

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
 * Each Questionnaire with its draft; without a stored determination to draw it from, the policy's alone.
 * @param {any} determination
 * @param {Session} session
 */
async function questionnairesFor({ id, policy }, session) {
  try {
    const packages = await ask('questionnaires', session, { determination: id });
    const pairs = packages
      .filter((/** @type {any} */ { resourceType }) => resourceType === 'Bundle')
      .map((/** @type {any} */ { entry }) => ({ questionnaire: entry[0].resource, draft: entry[1].resource }));
    if (pairs.length > 0) return pairs;
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
  }
  const response = await fetch(`../fhir/Questionnaire/${policy.id}?version=${policy.version}`);
  if (!response.ok) throw new Trouble('The questions of this policy cannot be had just now. Please try again later.');
  const questionnaire = await response.json();
  return [{ questionnaire, draft: blank(questionnaire, session.patient) }];
}

/**
 * Saves the responses in which a person answered something.
 * @param {any[]} answered
 * @param {{ draft: any }[]} pairs
 * @param {Session} session
 */
async function keep(answered, pairs, session) {
  const author = await authorOf(session);
  const authored = new Date().toISOString();
  const responses = pairs
    .map(({ draft }, index) => completed(answered[index], draft, { authored, ...(author && { author }) }))
    .filter(isAnswered);
  if (responses.length === 0) throw new Trouble('No question was answered, so nothing was saved.');
  for (const response of responses) {
    try {
      await session.client.create(response);
    } catch (error) {
      if (statusOf(error) === 401) throw error;
      throw new Trouble('The EHR did not take the answers, so nothing was saved. They still stand in the form.');
    }
  }
}

/**
 * The person who is signed in, as far as the EHR says.
 * @param {Session} session
 * @returns {Promise<{ reference: string, display?: string } | undefined>}
 */
async function authorOf({ client }) {
  const reference = client.user.fhirUser;
  if (!/^[A-Z][A-Za-z]+\/[^/]+$/.test(reference ?? '')) return undefined;
  const user = await client.user.read().catch(() => undefined);
  const name = user?.name?.[0];
  const display =
    name?.text ?? [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
  return { reference, ...(display && { display }) };
}
