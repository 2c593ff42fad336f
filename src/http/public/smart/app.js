// @ts-check
import { checklist, openIn, verdictOf } from './checklist.js';
import { button, byId, element, focusOn } from './dom.js';
import { formPanel } from './form-panel.js';
import { orderList } from './orders.js';
import { ask, Refused, words } from './service.js';
import { endSession, openSession } from './session.js';
import { startPage } from './start.js';
import { clearTrouble, sayTrouble } from './trouble.js';

/** @import { Patient } from 'fhir/r4.js' */
/** @import { Determination } from '../../../hooks/determination.ts' */
/** @import { Words } from './service.js' */
/** @import { Session } from './session.js' */

async function start() {
  say('Reading the chart…');
  const session = await openSession();
  if (session === undefined) return show(await startPage());
  const patient = await session.client.request(`Patient/${session.patient}`);
  byId('patient').textContent = patientLine(/** @type {Patient} */ (patient));
  const order = session.order ?? (await orderOf(session));
  if (order === undefined) return show(await orderList(session, (chosen) => judged(session, chosen)));
  await judged(session, order);
}

/**
 * The order that a stored determination is about.
 * @param {Session} session
 */
async function orderOf(session) {
  if (session.determination === undefined) return undefined;
  return (await ask('determination', session, { determination: session.determination })).order;
}

/**
 * Judges an order as it stands now and shows the checklist.
 * @param {Session} session
 * @param {string} order
 * @param {string} [before] What was just done.
 */
async function judged(session, order, before = '') {
  clearTrouble();
  say(`${before}Judging…`);
  const [{ determinations, stale }, known] = await Promise.all([determinationsOf(session, order), words()]);
  const heading = element('h1', {}, 'What this order still needs');
  show(
    element(
      'div',
      {},
      heading,
      stale ? element('p', { class: 'notice' }, STALE) : undefined,
      determinations.length === 0 ? element('p', {}, NOTHING) : undefined,
      ...determinations.map((each) => result(each, known, session, order, stale)),
      footer(session, order),
    ),
    `${before}${determinations.map(inShort).join(' ') || NOTHING}`,
  );
  focusOn(heading);
}

const STALE =
  'The EHR does not give this order to apps yet, so it cannot be judged anew. This is the answer of when it was signed; launch Countersign again once the order is saved.';
const NOTHING = 'No policy that is held here governs this order, so there is nothing to say about it.';

/** @param {Determination} determination */
function inShort(determination) {
  const count = openIn(determination).length;
  return `${verdictOf(determination)}. ${count === 0 ? 'Nothing is' : count === 1 ? 'One item is' : `${count} items are`} still needed.`;
}

/**
 * As the order stands now; where the EHR does not give the order, as it stood when it was signed.
 * @param {Session} session
 * @param {string} order
 */
async function determinationsOf(session, order) {
  try {
    const { cards } = await ask('judge', session, { order });
    return {
      determinations: cards.map((card) => card.extension['countersign.determination']),
      stale: false,
    };
  } catch (error) {
    const { determination } = session;
    if (determination === undefined || !(error instanceof Refused && error.status === 404)) throw error;
    return { determinations: [await ask('determination', session, { determination })], stale: true };
  }
}

/**
 * A checklist, and the way to its questions.
 * @param {Determination} determination
 * @param {Words} known
 * @param {Session} session
 * @param {string} order
 * @param {boolean} stale
 */
function result(determination, known, session, order, stale) {
  const shown = checklist(determination, known);
  const { criteria, siteOfCare } = determination;
  if (criteria.length === 0 && (siteOfCare?.criteria ?? []).length === 0) return shown;
  const opener = button('Answer the open questions', async () => {
    try {
      clearTrouble();
      const { panel, shown: focus } = await formPanel(determination, session, {
        saved: () => judged(session, order, 'Saved in the EHR. ').catch(sayTrouble),
        closed: () => {
          opener.hidden = false;
          opener.focus();
        },
      });
      opener.hidden = true;
      opener.after(panel);
      focus();
    } catch (error) {
      sayTrouble(error);
    }
  });
  const firstSection = shown.querySelector('section');
  if (stale || openIn(determination).length === 0) opener.classList.add('quiet');
  if (firstSection) firstSection.after(opener);
  else shown.append(opener);
  return shown;
}

/**
 * @param {Session} session
 * @param {string} order
 */
function footer(session, order) {
  const end = () => {
    endSession();
    location.replace('./');
  };
  return element(
    'div',
    { class: 'actions' },
    button('Judge again', () => judged(session, order).catch(sayTrouble), { class: 'quiet' }),
    button('End this session', end, { class: 'quiet' }),
  );
}

/** @param {Patient} patient */
function patientLine({ name, birthDate }) {
  const [official] = name ?? [];
  const shown = official?.text ?? [...(official?.given ?? []), official?.family].filter(Boolean).join(' ');
  return [shown || 'Patient without a name', birthDate && `born ${birthDate}`].filter(Boolean).join(', ');
}

/** @param {string} text */
function say(text) {
  byId('said').textContent = text;
}

/**
 * @param {HTMLElement} content
 * @param {string} [text]
 */
function show(content, text = '') {
  byId('content').replaceChildren(content);
  say(text);
}

start().catch((error) => {
  say('');
  sayTrouble(error);
});
