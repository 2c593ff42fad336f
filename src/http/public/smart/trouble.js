// @ts-check
import { byId, element } from './dom.js';

/** A fault with a line for the person who uses the app. */
export class Trouble extends Error {}

export const ENDED = 'Your session with the EHR has ended. Please launch Countersign again from the EHR.';
const REFUSED =
  'The EHR did not give access, so nothing was read. Please launch Countersign again from the EHR to try once more.';

/**
 * The line for whatever went wrong. What others wrote is never shown, but for our own service's words.
 * @param {unknown} error
 */
function lineFor(error) {
  if (error instanceof Trouble) return error.message;
  if (statusOf(error) === 401) return ENDED;
  if (error instanceof Error && /^access_denied\b/.test(error.message)) return REFUSED;
  return 'The EHR could not be reached, or gave an answer that cannot be read. Please launch Countersign again from the EHR.';
}

/**
 * The HTTP status that an error of fhirclient stands for.
 * @param {unknown} error
 */
export const statusOf = (error) =>
  typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : undefined;

/**
 * Says it, in one line.
 * @param {unknown} error
 */
export function sayTrouble(error) {
  byId('alert').replaceChildren(element('p', { class: 'trouble' }, lineFor(error)));
}

export const clearTrouble = () => byId('alert').replaceChildren();
