// @ts-check
import { button, element } from './dom.js';
import { statusOf } from './trouble.js';

/** @import { MedicationRequest, ServiceRequest } from 'fhir/r4.js' */
/** @import { Session } from './session.js' */

/** @typedef {MedicationRequest | ServiceRequest} Order */

/** @type {readonly Order['resourceType'][]} */
const ORDERS = ['MedicationRequest', 'ServiceRequest'];

/**
 * For a launch that names no order: those of the patient, to choose from.
 * @param {Session} session
 * @param {(order: string) => Promise<void>} choose
 */
export async function orderList(session, choose) {
  const found = (await Promise.all(ORDERS.map((type) => ordersOf(type, session)))).flat();
  return element(
    'div',
    {},
    element('h1', {}, 'Which order?'),
    found.length === 0
      ? element(
          'p',
          {},
          'The EHR shows no open order of this patient. Sign or save the order first, then launch Countersign again.',
        )
      : element('ul', { class: 'choices' }, ...found.map((order) => element('li', {}, choiceOf(order, choose)))),
  );
}

/**
 * @param {Order} order
 * @param {(order: string) => Promise<void>} choose
 */
function choiceOf(order, choose) {
  const { resourceType, id, authoredOn, status } = order;
  const isService = resourceType === 'ServiceRequest';
  const concept = isService ? order.code : order.medicationCodeableConcept;
  const shown =
    concept?.text ??
    concept?.coding?.find(({ display }) => display)?.display ??
    (isService ? undefined : order.medicationReference?.display) ??
    id;
  const day = authoredOn ? `, ${authoredOn.slice(0, 10)}` : '';
  return button(`${shown} (${status}${day})`, () => choose(`${resourceType}/${id}`), { class: 'quiet' });
}

/**
 * A kind of order that the app may not read, or that the EHR does not know, has none to show. What else a search brings is
 * left out.
 * @param {Order['resourceType']} type
 * @param {Session} session
 */
async function ordersOf(type, { client, patient }) {
  try {
    const search = `${type}?patient=${encodeURIComponent(patient)}&status=draft,active`;
    const found = await client.request(search, { flat: true, pageLimit: 1 });
    return /** @type {readonly Order[]} */ (found).filter(({ resourceType }) => resourceType === type);
  } catch (error) {
    if (statusOf(error) === 401) throw error;
    return [];
  }
}
