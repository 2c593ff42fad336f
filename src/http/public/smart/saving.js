// @ts-check
import { completed, isAnswered } from './response.js';
import { ENDED, statusOf, Trouble } from './trouble.js';

/** @import { Practitioner, Reference } from 'fhir/r4.js' */
/** @import { AnsweredForm } from './form.js' */
/** @import { Session } from './session.js' */

/**
 * Saves the forms in which a person answered something, one after the other. What the EHR has taken is remembered, so that
 * a second try saves only what is left or was changed since.
 * @param {Session} session
 */
export function savingIn(session) {
  /** @type {Map<string, string>} The answers that were taken, by the title of their form. */
  const taken = new Map();
  /** @param {readonly AnsweredForm[]} forms */
  return async (forms) => {
    const answered = await answeredIn(forms, session);
    if (answered.length === 0) throw new Trouble('No question was answered, so nothing was saved.');
    const open = answered.filter(({ title, answers }) => taken.get(title) !== answers);
    for (const [index, { title, answers, response }] of open.entries()) {
      try {
        await session.client.create(response);
      } catch (error) {
        const untried = open.slice(index + 1).map((each) => each.title);
        const saved = [...taken.keys()].filter((each) => each !== title && !untried.includes(each));
        throw notTaken(error, { saved, failed: title, untried });
      }
      taken.set(title, answers);
    }
  };
}

/**
 * The responses in which a person answered something, with the titles of their forms.
 * @param {readonly AnsweredForm[]} forms
 * @param {Session} session
 */
async function answeredIn(forms, session) {
  const author = await authorOf(session);
  const by = { authored: new Date().toISOString(), ...(author && { author }) };
  return forms
    .map(({ questionnaire, draft, answered }) => ({
      title: questionnaire.title ?? questionnaire.id ?? '',
      answers: JSON.stringify(answered.item),
      response: completed(answered, draft, by),
    }))
    .filter(({ response }) => isAnswered(response));
}

/**
 * What to say of a form that the EHR did not take: what is saved, what is not, and what nobody knows, for an EHR that is
 * out of order or out of reach may have saved it before it failed.
 * @param {unknown} error
 * @param {{ saved: readonly string[], failed: string, untried: readonly string[] }} forms
 */
function notTaken(error, { saved, failed, untried }) {
  const status = statusOf(error);
  const isRefused = status !== undefined && status < 500;
  if (isRefused && saved.length === 0)
    return status === 401
      ? error
      : new Trouble('The EHR did not take the answers, so nothing was saved. They still stand in the form.');
  const parts = [
    ...named('Saved in the EHR', saved),
    ...named('The EHR did not say whether it saved', isRefused ? [] : [failed]),
    ...named('Not saved', isRefused ? [failed, ...untried] : untried),
    status === 401 ? ENDED : 'All answers still stand in the form.',
  ];
  return new Trouble(parts.join(' '));
}

/**
 * @param {string} what
 * @param {readonly string[]} titles
 */
const named = (what, titles) =>
  titles.length === 0 ? [] : [`${what}: ${titles.map((title) => `“${title}”`).join(', ')}.`];

/**
 * The person who is signed in, as far as the EHR says.
 * @param {Session} session
 * @returns {Promise<Reference | undefined>}
 */
async function authorOf({ client }) {
  const reference = client.user.fhirUser ?? '';
  if (!/^[A-Z][A-Za-z]+\/[^/]+$/.test(reference)) return undefined;
  const user = /** @type {Partial<Practitioner> | undefined} */ (await client.user.read().catch(() => undefined));
  const name = user?.name?.[0];
  const display =
    name?.text ?? [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
  return { reference, ...(display && { display }) };
}
