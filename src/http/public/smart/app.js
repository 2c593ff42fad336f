// @ts-check
import { checklist, openIn, verdictOf } from './checklist.js';
import { button, byId, element, focusOn } from './dom.js';
import { formPanel, hasQuestions } from './form-panel.js';
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
  return (await ask('determination', session, { determination: session.determination })).determination.order;
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
  const [{ determinations, madeAt }, known] = await Promise.all([determinationsOf(session, order), words()]);
  const heading = element('h1', {}, 'What this order still needs');
  const asOf = madeAt === undefined ? '' : `Not judged again. As of ${momentOf(madeAt)}: `;
  show(
    element(
      'div',
      {},
      heading,
      madeAt === undefined ? undefined : element('p', { class: 'notice' }, asMade(madeAt)),
      determinations.length === 0 ? element('p', {}, NOTHING) : undefined,
      ...determinations.map((each) => result(each, known, session, order, madeAt !== undefined)),
      footer(session, order),
    ),
    `${before}${asOf}${determinations.map(inShort).join(' ') || NOTHING}`,
  );
  focusOn(heading);
}

/** @param {string} at When the determination was made, an ISO instant in UTC. */
const asMade = (at) =>
  `The EHR did not give this order to Countersign, so it could not be read again. What is shown is the determination behind its card, made on ${momentOf(at)}: nothing that was written in the chart since is in it. If the order is not saved yet, save it and press “Judge again”.`;

/** @param {string} at */
const momentOf = (at) => `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;

const NOTHING = 'No policy on the drug ordered is held here, and nothing is known to be open about where it is given.';

/** @param {Determination} determination */
function inShort(determination) {
  const count = openIn(determination).length;
  return `${verdictOf(determination)}. ${count === 0 ? 'Nothing is' : count === 1 ? 'One item is' : `${count} items are`} still needed.`;
}

/**
 * As the order stands now; where the EHR does not give the order, as it stood when the determination of its card was made.
 * @param {Session} session
 * @param {string} order
 * @returns {Promise<{ determinations: readonly Determination[], madeAt?: string }>}
 */
async function determinationsOf(session, order) {
  try {
    const { cards } = await ask('judge', session, { order });
    return { determinations: cards.map((card) => card.extension['countersign.determination']) };
  } catch (error) {
    const { determination } = session;
    if (determination === undefined || !(error instanceof Refused && error.status === 404)) throw error;
    const kept = await ask('determination', session, { determination });
    return { determinations: [kept.determination], madeAt: kept.at };
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
  if (!hasQuestions(determination)) return shown;
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
