// @ts-check
import { configurationFor } from './service.js';
import { APP_CONTEXT, endSession, smart } from './session.js';
import { sayTrouble, Trouble } from './trouble.js';

/** What the app asks for where the configuration says nothing else: to read the chart, and to add the answers to it. */
const SCOPE = 'openid fhirUser patient/*.rs patient/QuestionnaireResponse.c';

async function launch() {
  const { searchParams } = new URL(location.href);
  const [iss, launched, appContext] = ['iss', 'launch', 'appContext'].map((name) => searchParams.get(name));
  // fhirclient would let the address override what it is told here.
  history.replaceState(null, '', 'launch.html');
  if (!iss)
    throw new Trouble('This page is opened by an EHR, with its address. Please launch Countersign from the EHR.');
  const { clientId, scope = SCOPE } = await configurationFor(iss);
  endSession();
  if (appContext) sessionStorage.setItem(APP_CONTEXT, appContext);
  await smart().oauth2.authorize({
    iss,
    ...(launched && { launch: launched }),
    clientId,
    scope: `${launched ? 'launch' : 'launch/patient'} ${scope}`,
    redirectUri: new URL('./', location.href).href,
    pkceMode: 'required',
    completeInTarget: true,
  });
}

launch().catch(sayTrouble);
