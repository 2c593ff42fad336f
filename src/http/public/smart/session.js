// @ts-check
import { configurationFor } from './service.js';
import { Trouble } from './trouble.js';

/** @import { QuestionnaireResponse } from 'fhir/r4.js' */

/**
 * The client of fhirclient, as far as the app uses it. It keeps state and tokens in the sessionStorage of this tab. What an
 * EHR answers is not known before it is looked at.
 * @typedef {object} FhirClient
 * @property {{ readonly serverUrl: string }} state
 * @property {(path: string) => unknown} getState
 * @property {() => Promise<unknown>} refreshIfNeeded
 * @property {(path: string, options?: { flat?: boolean, pageLimit?: number }) => Promise<unknown>} request
 * @property {(resource: QuestionnaireResponse) => Promise<unknown>} create
 * @property {{ readonly fhirUser: string | null, readonly read: () => Promise<unknown> }} user
 */

/**
 * fhirclient itself, which its script puts on the window.
 * @typedef {object} FhirLibrary
 * @property {{ authorize: (asked: Readonly<Record<string, string | boolean>>) => Promise<unknown>, ready: () => Promise<FhirClient> }} oauth2
 * @property {(state: { serverUrl: string, tokenResponse: { patient: string } }) => FhirClient} client
 */

/**
 * Who is signed in where, and what the app was launched for.
 * @typedef {object} Session
 * @property {FhirClient} client
 * @property {string} fhirServer
 * @property {string} patient
 * @property {() => Promise<string | undefined>} token
 * @property {string} [order]
 * @property {string} [determination]
 */

/** The names in sessionStorage: fhirclient's own, and what a vendor gave us in the address of the launch. */
const SIGNED_IN = 'SMART_KEY';
export const APP_CONTEXT = 'countersign.appContext';

export const smart = () => /** @type {{ FHIR: FhirLibrary }} */ (/** @type {unknown} */ (window)).FHIR;

/**
 * The session of this tab; undefined where there is none.
 * @returns {Promise<Session | undefined>}
 */
export async function openSession() {
  const { searchParams } = new URL(location.href);
  const fhirServer = searchParams.get('fhirServer');
  const patient = searchParams.get('patient');
  if (fhirServer !== null && patient !== null) return openWithoutSigningIn(fhirServer, patient, searchParams);
  const isBack = searchParams.has('state') || searchParams.has('error');
  if (!isBack && sessionStorage.getItem(SIGNED_IN) === null) return undefined;
  return sessionOf(await readyClient(), sessionStorage.getItem(APP_CONTEXT));
}

/** What came back in the address is used once, and not kept in the history of the browser. */
async function readyClient() {
  try {
    return await smart().oauth2.ready();
  } catch (error) {
    endSession();
    throw error;
  } finally {
    history.replaceState(null, '', './');
  }
}

export const endSession = () => sessionStorage.clear();

/**
 * For tries at a server that asks nobody who they are.
 * @param {string} fhirServer
 * @param {string} patient
 * @param {URLSearchParams} asked
 */
async function openWithoutSigningIn(fhirServer, patient, asked) {
  const { sandbox } = await configurationFor(fhirServer);
  if (!sandbox) throw new Trouble('Without signing in the app opens in the sandbox only.');
  return sessionOf(smart().client({ serverUrl: fhirServer, tokenResponse: { patient } }), asked.get('appContext'));
}

/**
 * @param {FhirClient} client
 * @param {string | null} fromAddress
 * @returns {Session}
 */
function sessionOf(client, fromAddress) {
  const patient = client.getState('tokenResponse.patient');
  if (typeof patient !== 'string' || patient === '')
    throw new Trouble(
      'The EHR did not say which patient this is about. Please launch Countersign from a patient’s chart.',
    );
  return {
    client,
    fhirServer: client.state.serverUrl,
    patient,
    token: async () => {
      await client.refreshIfNeeded();
      const token = client.getState('tokenResponse.access_token');
      return typeof token === 'string' ? token : undefined;
    },
    ...launchedFor(client.getState('tokenResponse.appContext') ?? fromAddress),
  };
}

/**
 * What a card's link carried, as JSON; anything else is no context of ours.
 * @param {unknown} appContext
 * @returns {{ order?: string, determination?: string }}
 */
function launchedFor(appContext) {
  try {
    const { order, determination } = JSON.parse(String(appContext)) ?? {};
    return {
      ...(typeof order === 'string' && { order }),
      ...(typeof determination === 'string' && { determination }),
    };
  } catch {
    return {};
  }
}
