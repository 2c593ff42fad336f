// @ts-check
import { completed, isAnswered } from './response.js';
import { statusOf, Trouble } from './trouble.js';

/** @import { Practitioner, Reference } from 'fhir/r4.js' */
/** @import { AnsweredForm } from './form.js' */
/** @import { Session } from './session.js' */

/**
 * Saves the responses in which a person answered something.
 * @param {readonly AnsweredForm[]} forms
 * @param {Session} session
 */
export async function keep(forms, session) {
  const author = await authorOf(session);
  const authored = new Date().toISOString();
  const responses = forms
    .map(({ answered, draft }) => completed(answered, draft, { authored, ...(author && { author }) }))
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
