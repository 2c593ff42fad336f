// @ts-check
import { ENDED, Trouble } from './trouble.js';

/** @typedef {import('./session.js').Session} Session */

/** An answer other than yes. */
export class Refused extends Trouble {
  /**
   * @param {number} status
   * @param {string} line
   */
  constructor(status, line) {
    super(line);
    this.status = status;
  }
}

/**
 * Asks our own service, with the leave that the EHR gave. The token goes in the body, never in an address.
 * @param {'judge' | 'determination' | 'questionnaires'} what
 * @param {Session} session
 * @param {{ order?: string, determination?: string }} about
 */
export async function ask(what, session, about) {
  const token = await session.token();
  const response = await fetch(what, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      fhirServer: session.fhirServer,
      ...(token && { fhirAuthorization: { access_token: token } }),
      context: { patientId: session.patient, ...about },
    }),
  }).catch(() => {
    throw new Trouble('Countersign cannot be reached just now. Please try again later.');
  });
  return answerOf(response);
}

/**
 * How the app is registered at a FHIR server, or without one what kind of service this is.
 * @param {string} [iss]
 * @returns {Promise<{ clientId: string, scope?: string, sandbox: boolean }>}
 */
export async function configurationFor(iss) {
  return answerOf(await fetch(`configuration.json${iss === undefined ? '' : `?iss=${encodeURIComponent(iss)}`}`));
}

/** The words for the codes of a determination. */
export const words = async () => answerOf(await fetch('words.json'));

/** @param {Response} response */
async function answerOf(response) {
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  throw new Refused(response.status, lineFor(response.status, answer));
}

/**
 * @param {number} status
 * @param {any} answer
 */
function lineFor(status, answer) {
  switch (status) {
    case 401:
      return ENDED;
    case 403:
      return 'This EHR is not registered with Countersign. Please ask those who run it.';
    default:
      return `Countersign could not answer (${answer?.issue?.[0]?.diagnostics ?? `status ${status}`}).`;
  }
}
