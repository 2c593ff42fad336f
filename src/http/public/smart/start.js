// @ts-check
import { element } from './dom.js';
import { configurationFor } from './service.js';

/** @import { MedicationRequest } from 'fhir/r4.js' */

/**
 * A patient for tries, as far as it is used.
 * @typedef {object} PatientForTries
 * @property {string} title
 * @property {{ context: { patientId: string, draftOrders: { entry: readonly [{ resource: MedicationRequest }] } } }} call
 */

/** What is shown where nobody is signed in: a way in, and in the sandbox the patients for tries. */
export async function startPage() {
  const { sandbox } = await configurationFor();
  const input = element('input', { id: 'iss', name: 'iss', type: 'url', required: true, autocomplete: 'url' });
  const form = element(
    'form',
    { action: 'launch.html', method: 'get' },
    element('label', { for: 'iss' }, 'Address of the EHR’s FHIR server'),
    input,
    element('button', { type: 'submit' }, 'Sign in'),
  );
  return element(
    'div',
    {},
    element('h1', {}, 'What an order still needs'),
    element(
      'p',
      {},
      'Countersign is usually launched from a patient’s chart in the EHR. You can also sign in from here and choose the patient there.',
    ),
    form,
    sandbox ? await patientsForTries() : undefined,
  );
}

/** The synthetic patients that the sandbox serves itself. */
async function patientsForTries() {
  const response = await fetch('../demo/patients').catch(() => undefined);
  if (!response?.ok) return undefined;
  const fhirServer = new URL('../demo/fhir', location.href).href;
  /** @type {readonly PatientForTries[]} */
  const patients = await response.json();
  const items = patients.map(({ title, call }) => {
    const { patientId, draftOrders } = call.context;
    const [{ resource }] = draftOrders.entry;
    const order = `${resource.resourceType}/${resource.id}`;
    const query = new URLSearchParams({ fhirServer, patient: patientId, appContext: JSON.stringify({ order }) });
    return element('li', {}, element('a', { href: `./?${query}` }, title));
  });
  return element(
    'section',
    {},
    element('h2', {}, 'Try it without signing in'),
    element('p', {}, 'Synthetic patients of this sandbox; nobody of them exists.'),
    element('ul', {}, ...items),
  );
}
