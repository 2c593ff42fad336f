// @ts-check
import { configurationFor } from './service.js';
import { Trouble } from './trouble.js';

/**
 * Who is signed in where, and what the app was launched for.
 * @typedef {object} Session
 * @property {any} client The client of fhirclient, which keeps state and tokens in the sessionStorage of this tab.
 * @property {string} fhirServer
 * @property {string} patient
 * @property {() => Promise<string | undefined>} token
 * @property {string} [order]
 * @property {string} [determination]
 */

/** The names in sessionStorage: fhirclient's own, and what a vendor gave us in the address of the launch. */
const SIGNED_IN = 'SMART_KEY';
export const APP_CONTEXT = 'countersign.appContext';

/** @returns {any} */
export const smart = () => /** @type {any} */ (window).FHIR;

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
 * @param {any} client
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
      return client.getState('tokenResponse.access_token');
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
