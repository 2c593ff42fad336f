// @ts-check
import { element } from './dom.js';

/** What each outcome means for the reader: what to expect, never a decision. */
const VERDICTS = {
  'likely-approval': [
    'Approval is likely',
    'Every criterion is met on the record. The payer decides; prior authorization still has to be requested.',
  ],
  'attestation-needed': [
    'Only statements are missing',
    'Everything on record fits. The statements below are still to be given.',
  ],
  'missing-documentation': ['Documentation is missing', 'The policy asks for more than the record shows.'],
  'likely-denial': ['Denial is likely', 'The record shows that the order does not meet the policy.'],
  indeterminate: ['Cannot tell yet', 'Part of the chart could not be read, so what looks missing may be there.'],
  'version-unknown': ['No wording held for this date', 'Please ask the payer what applies on the date of service.'],
  'not-governed': [
    'No policy text held',
    'Nothing can be said about this plan from here: check prior authorization with the plan.',
  ],
};

const PLACES = {
  ok: 'The place of care fits.',
  redirect: 'The payer is likely to ask for another place of care.',
  'missing-documentation': 'Documentation on the place of care is missing.',
  unknown: 'Where it is given is not known.',
  'not-reached': 'The place of care is looked at once the drug itself is settled.',
};

/** @param {any} determination */
export const verdictOf = ({ outcome }) => VERDICTS[/** @type {keyof typeof VERDICTS} */ (outcome)]?.[0] ?? outcome;

/** @param {any} determination */
export const openIn = ({ stillNeeded, siteOfCare }) => [...stillNeeded, ...(siteOfCare?.stillNeeded ?? [])];

/**
 * The checklist of one determination. `words`: what people read for its codes.
 * @param {any} determination
 * @param {any} words
 */
export function checklist(determination, words) {
  const { policy, criteria, siteOfCare, stillNeeded, notices, asOf, outcome } = determination;
  const lines = [...criteria, ...(siteOfCare?.criteria ?? [])];
  const failing = criteria.filter((/** @type {any} */ line) => line.status === 'not-met' && !line.partOf);
  const place = siteOfCare && PLACES[/** @type {keyof typeof PLACES} */ (siteOfCare.outcome)];
  return element(
    'article',
    {
      class: `determination ${openIn(determination).length > 0 && outcome === 'likely-approval' ? 'missing-documentation' : outcome}`,
    },
    element('h2', {}, verdictOf(determination)),
    element('p', { class: 'policy' }, policy ? policy.title : 'No policy'),
    element('p', {}, VERDICTS[/** @type {keyof typeof VERDICTS} */ (outcome)]?.[1] ?? ''),
    section('Why', outcome === 'likely-denial' ? failing.map((/** @type {any} */ line) => failed(line)) : []),
    section(
      'Still needed',
      stillNeeded.map((/** @type {any} */ item) => needed(item, lines, words)),
    ),
    section(
      'Where it is given',
      place ? [place, ...siteOfCare.stillNeeded.map((/** @type {any} */ item) => needed(item, lines, words))] : [],
    ),
    section('What supports it', supporting(lines)),
    section('Please note', notices),
    lines.length === 0 ? undefined : every(lines, words),
    policy &&
      element(
        'p',
        { class: 'source' },
        `${policy.title}, version ${policy.version}${policy.effective ? `, in force from ${policy.effective}` : ''}; judged as of ${asOf}. The payer’s own document decides, not this reading of it.`,
      ),
  );
}

/**
 * @param {string} title
 * @param {readonly (Node | string)[]} items
 */
function section(title, items) {
  if (items.length === 0) return undefined;
  return element(
    'section',
    {},
    element('h3', {}, title),
    element('ul', {}, ...items.map((item) => element('li', {}, item))),
  );
}

/**
 * @param {any} item
 * @param {any[]} lines
 * @param {any} words
 */
function needed({ criterion, kind, says }, lines, words) {
  const line = lines.find(({ id }) => id === criterion);
  return element(
    'div',
    {},
    element('strong', {}, kind === 'document' ? 'Document: ' : 'Confirm: '),
    says,
    line && detail(line, words),
  );
}

/** @param {any} line */
const failed = (line) =>
  element('div', {}, element('strong', {}, 'Not met: '), line.text, detail(line, { because: {} }));

/**
 * Why a line stands as it does, what was found, and its place in the policy.
 * @param {any} line
 * @param {any} words
 */
function detail({ id, section: place, because, evidence }, words) {
  const why = because && because !== 'needs-statement' ? [words.because[because] ?? because] : [];
  const found = evidence.map((/** @type {any} */ each) => evidenceIn(each));
  return element('span', { class: 'detail' }, [...why, ...found, `${id}, section ${place}`].join(' · '));
}

/** @param {any} evidence */
const evidenceIn = ({ says, reference, counts }) => `${counts ? '' : 'set aside: '}${says} (${reference})`;

/**
 * Each record or statement that counted for a met line once, with the lines that it carries.
 * @param {any[]} lines
 */
function supporting(lines) {
  /** @type {Map<string, string[]>} */
  const carried = new Map();
  for (const { id, status, partOf, evidence } of lines)
    if (status === 'met' && !partOf)
      for (const each of evidence.filter((/** @type {any} */ { counts }) => counts))
        carried.set(evidenceIn(each), [...(carried.get(evidenceIn(each)) ?? []), id]);
  return [...carried].map(([says, ids]) =>
    element('div', {}, says, element('span', { class: 'detail' }, [...new Set(ids)].join(', '))),
  );
}

/**
 * @param {any[]} lines
 * @param {any} words
 */
function every(lines, words) {
  const items = lines.map((line) =>
    element(
      'li',
      line.partOf ? { class: 'part' } : {},
      element('strong', {}, `${words.status[line.status] ?? line.status}: `),
      line.text,
      detail(line, words),
    ),
  );
  return element('details', {}, element('summary', {}, `All ${lines.length} criteria`), element('ul', {}, ...items));
}
