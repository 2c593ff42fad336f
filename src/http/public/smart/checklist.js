// @ts-check
import { element } from './dom.js';

/** @import { CriterionLine, Determination, NeededItem } from '../../../hooks/determination.ts' */
/** @import { Words } from './service.js' */

/**
 * What each outcome means for the reader: what to expect, never a decision.
 * @type {Readonly<Record<Determination['outcome'], readonly [verdict: string, meaning: string]>>}
 */
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

/** The drug is on a list of places alone: no policy on the drug itself is held. */
const ONLY_PLACE = /** @type {const} */ ([
  'Only the place of care was judged',
  'No policy text on the drug itself is held: check prior authorization with the plan.',
]);

/** @param {Determination} determination */
const meaningOf = ({ outcome, policy }) =>
  outcome === 'not-governed' && policy !== undefined ? ONLY_PLACE : VERDICTS[outcome];

/** @type {Readonly<Record<NonNullable<Determination['siteOfCare']>['outcome'], string | undefined>>} */
const PLACES = {
  ok: 'The place of care fits.',
  redirect: 'The payer is likely to ask for another place of care.',
  'missing-documentation': 'Documentation on the place of care is missing.',
  unknown: 'The record does not settle whether this place needs a reason.',
  'not-reached': 'The place of care is looked at once the drug itself is settled.',
  'not-applicable': undefined,
};

/** @param {Determination} determination */
export const verdictOf = (determination) => meaningOf(determination)[0];

/** @param {Determination} determination */
export const openIn = ({ stillNeeded, siteOfCare }) => [...stillNeeded, ...(siteOfCare?.stillNeeded ?? [])];

/**
 * The checklist of one determination. `words`: what people read for its codes.
 * @param {Determination} determination
 * @param {Words} words
 */
export function checklist(determination, words) {
  const { policy, criteria, siteOfCare, stillNeeded, notices, asOf, outcome } = determination;
  /** @type {readonly CriterionLine[]} */
  const lines = [...criteria, ...(siteOfCare?.criteria ?? [])];
  const failing = criteria.filter(({ status, partOf }) => status === 'not-met' && !partOf);
  const place = siteOfCare && PLACES[siteOfCare.outcome];
  return element(
    'article',
    {
      class: `determination ${openIn(determination).length > 0 && outcome === 'likely-approval' ? 'missing-documentation' : outcome}`,
    },
    element('h2', {}, verdictOf(determination)),
    element('p', { class: 'policy' }, policy ? policy.title : 'No policy'),
    element('p', {}, meaningOf(determination)[1]),
    section('Why', outcome === 'likely-denial' ? failing.map((line) => failed(line, words)) : []),
    section(
      'Still needed',
      stillNeeded.map((item) => needed(item, lines, words)),
    ),
    section(
      'Where it is given',
      siteOfCare && place ? [place, ...siteOfCare.stillNeeded.map((item) => needed(item, lines, words))] : [],
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
 * @param {NeededItem} item
 * @param {readonly CriterionLine[]} lines
 * @param {Words} words
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

/**
 * @param {CriterionLine} line
 * @param {Words} words
 */
const failed = (line, words) => element('div', {}, element('strong', {}, 'Not met: '), line.text, detail(line, words));

/**
 * Why a line stands as it does, what was found, and its place in the policy.
 * @param {CriterionLine} line
 * @param {Words} words
 */
function detail({ id, section: place, because, evidence }, words) {
  const why = because && because !== 'needs-statement' ? [words.because[because]] : [];
  const found = evidence.map(evidenceIn);
  return element('span', { class: 'detail' }, [...why, ...found, `${id}, section ${place}`].join(' · '));
}

/** @param {CriterionLine['evidence'][number]} evidence */
const evidenceIn = ({ says, reference, counts }) => `${counts ? '' : 'set aside: '}${says} (${reference})`;

/**
 * Each record or statement that counted for a met line once, with the lines that it carries.
 * @param {readonly CriterionLine[]} lines
 */
function supporting(lines) {
  /** @type {Map<string, string[]>} */
  const carried = new Map();
  for (const { id, status, partOf, evidence } of lines)
    if (status === 'met' && !partOf)
      for (const each of evidence.filter(({ counts }) => counts))
        carried.set(evidenceIn(each), [...(carried.get(evidenceIn(each)) ?? []), id]);
  return [...carried].map(([says, ids]) =>
    element('div', {}, says, element('span', { class: 'detail' }, [...new Set(ids)].join(', '))),
  );
}

/**
 * @param {readonly CriterionLine[]} lines
 * @param {Words} words
 */
function every(lines, words) {
  const items = lines.map((line) =>
    element(
      'li',
      line.partOf ? { class: 'part' } : {},
      element('strong', {}, `${words.status[line.status]}: `),
      line.text,
      detail(line, words),
    ),
  );
  return element('details', {}, element('summary', {}, `All ${lines.length} criteria`), element('ul', {}, ...items));
}
