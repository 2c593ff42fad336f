// @ts-check
import { ENDED, Trouble } from './trouble.js';

/** @import { OperationOutcome, Questionnaire, QuestionnaireResponse } from 'fhir/r4.js' */
/** @import { HookResponse } from '../../../hooks/cds-hooks.ts' */
/** @import { DatedDetermination } from '../../../hooks/determination.ts' */
/** @import { determinationWords } from '../../../hooks/determination-words.ts' */
/** @import { Session } from './session.js' */

/**
 * What our own service answers to each question of the app.
 * @typedef {object} Answers
 * @property {HookResponse} judge
 * @property {DatedDetermination} determination
 * @property {readonly (QuestionnaireBundle | OperationOutcome)[]} questionnaires
 */

/**
 * A Questionnaire with the draft of a response.
 * @typedef {object} QuestionnaireBundle
 * @property {'Bundle'} resourceType
 * @property {readonly [{ resource: Questionnaire }, { resource: QuestionnaireResponse }]} entry
 */

/** @typedef {typeof determinationWords} Words */

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
 * @template {keyof Answers} What
 * @param {What} what
 * @param {Session} session
 * @param {{ order?: string, determination?: string }} about
 * @returns {Promise<Answers[What]>}
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

/**
 * The words for the codes of a determination.
 * @returns {Promise<Words>}
 */
export const words = async () => answerOf(await fetch('words.json'));

/**
 * What our own service answers is as its routes have it.
 * @template Answer
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function answerOf(response) {
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  throw new Refused(response.status, lineFor(response.status, answer));
}

/**
 * @param {number} status
 * @param {Partial<OperationOutcome> | null | undefined} answer
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
