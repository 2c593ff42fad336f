import type { SiteQuestion } from '../../../src/criteria/site-of-care-policy.ts';
import type { ConditionName } from '../../../src/facts/conditions.ts';
import type { ConditionFact, Source } from '../../../src/facts/facts.ts';
import type { Place, PlaceKind } from '../../../src/facts/place.ts';
import type { DrugEvent, SiteOfCareFacts } from '../../../src/facts/site-of-care.ts';
import type { ListedDrug } from '../../../src/facts/site-of-care-drugs.ts';
import { answer, condition } from '../../support/patient.ts';

/** What a row expects beyond the outcome: lines as `status because +Reference ~Reference`, the to-do list as `id kind`, words of the rest. */
export interface Expected {
  readonly lines?: Readonly<Record<string, string>>;
  readonly needed?: readonly string[];
  readonly says?: string;
  readonly alternatives?: number;
  readonly notice?: string;
  readonly noNotice?: string;
}

/** One order: what is different, the difference, the outcome, and what shows it. */
export type SiteRow = readonly [what: string, change: Partial<SiteQuestion>, outcome: string, expected?: Expected];

const place = (kind: PlaceKind, more: Partial<Place> = {}): Place => ({
  kind,
  reference: 'Location/1',
  says: 'Infusion suite',
  ...more,
});

/** Ocrevus for a hospital outpatient department; nothing on record that speaks for a hospital. No policy of its own is held. */
export const order: SiteQuestion = {
  order: 'ServiceRequest/1',
  drugs: [{ name: 'ocrevus', by: 'code' }],
  place: place('hospital-outpatient'),
  facts: { asOf: '2026-08-14', today: '2026-08-14', conditions: [], answers: [], events: [], unread: {} },
  own: 'not-governed',
};

const reaction: DrugEvent = {
  reference: 'AllergyIntolerance/1',
  kind: 'allergy',
  shown: 'Ocrevus: bronchospasm',
  day: '2026-02-01',
};
const facts = (changed: Partial<SiteOfCareFacts>): Pick<SiteQuestion, 'facts'> => ({
  facts: { ...order.facts, ...changed },
});
const says = (answers: Readonly<Record<string, boolean>>) => ({
  answers: Object.entries(answers).map(([id, value]) => answer('site-of-care-cigna', id, value)),
});
const ill = (name: ConditionName, options: Partial<ConditionFact> = {}) => ({ conditions: [condition(name, options)] });
const unread = (...sources: readonly Source[]): Pick<SiteOfCareFacts, 'unread'> => ({
  unread: Object.fromEntries(sources.map((source) => [source, 'not-read' as const])),
});
const drug = (name: ListedDrug['name'], by: ListedDrug['by'] = 'code') => ({ drugs: [{ name, by }] });
const notTriggered = Object.fromEntries(['SOC-1', 'SOC-2', 'SOC-3'].map((id) => [id, 'n/a not-triggered']));
const nothing = Object.fromEntries(['SOC-1', 'SOC-2', 'SOC-3'].map((id) => [id, 'n/a not-on-record']));

/** Places: what each comes to without a word for a hospital, and with every limb shown. */
const places: readonly SiteRow[] = [
  ...(['hospital-outpatient', 'hospital-affiliated'] as const).flatMap((kind): readonly SiteRow[] => [
    [
      `${kind}, nothing on record`,
      { place: place(kind) },
      'redirect',
      { lines: { ...nothing, 'SOC-0': 'met +Location/1' } },
    ],
    [`${kind}, a limb met`, { place: place(kind), ...facts({ events: [reaction], ...says({ 'SOC-2': true }) }) }, 'ok'],
    [`${kind}, the drug heads for denial`, { place: place(kind), own: 'likely-denial' }, 'not-reached'],
  ]),
  ...(['less-intensive', 'home'] as const).flatMap((kind): readonly SiteRow[] => [
    [kind, { place: place(kind) }, 'ok', { lines: { ...notTriggered, 'SOC-0': 'met' }, needed: [], alternatives: 0 }],
    [
      `${kind}, with an event on record`,
      { place: place(kind), ...facts({ events: [reaction] }) },
      'ok',
      { lines: notTriggered },
    ],
    [`${kind}, part of the chart not read`, { place: place(kind), ...facts(unread('allergies')) }, 'ok'],
    [`${kind}, the drug heads for denial`, { place: place(kind), own: 'likely-denial' }, 'not-reached'],
  ]),
  [
    'inpatient',
    { place: place('inpatient') },
    'not-applicable',
    { lines: { ...notTriggered, 'SOC-0': 'met' }, needed: [] },
  ],
  ['inpatient, the drug heads for denial', { place: place('inpatient'), own: 'likely-denial' }, 'not-reached'],
  ...(['affiliation-unknown', 'not-named'] as const).flatMap((kind): readonly SiteRow[] => [
    [
      kind,
      { place: place(kind) },
      'unknown',
      {
        lines: { ...nothing, 'SOC-0': 'met ~Location/1' },
        needed: ['SOC-0 document'],
        says: 'belongs to a hospital',
        alternatives: 0,
      },
    ],
    [
      `${kind}, a limb met`,
      { place: place(kind), ...facts({ events: [reaction], ...says({ 'SOC-2': true }) }) },
      'unknown',
      { lines: { 'SOC-2': 'met' } },
    ],
    [
      `${kind}, an event without its statement`,
      { place: place(kind), ...facts({ events: [reaction] }) },
      'unknown',
      { needed: ['SOC-0 document', 'SOC-2 attestation'] },
    ],
    [`${kind}, the drug heads for denial`, { place: place(kind), own: 'likely-denial' }, 'not-reached'],
  ]),
  [
    'a place that could not be read',
    { place: place('affiliation-unknown', { unread: 'not-read' }) },
    'unknown',
    { notice: 'could not be read' },
  ],
  [
    'the place of the encounter',
    { place: place('less-intensive', { via: 'encounter' }) },
    'ok',
    { notice: 'encounter at which the order was written' },
  ],
  ['the place of the order', {}, 'redirect', { noNotice: 'encounter' }],
];

/** The drug's own outcome, and whether it is on the list at all. */
const gates: readonly SiteRow[] = [
  ...(
    ['likely-approval', 'attestation-needed', 'missing-documentation', 'indeterminate', 'version-unknown'] as const
  ).map((own): SiteRow => [`the drug itself: ${own}`, { own }, 'redirect', { lines: { 'SOC-0': 'met' } }]),
  [
    'the drug itself heads for denial',
    { own: 'likely-denial', ...facts({ events: [reaction] }) },
    'not-reached',
    {
      lines: { 'SOC-0': 'n/a not-triggered', ...notTriggered, 'SOC-5': 'n/a not-triggered' },
      needed: [],
      alternatives: 0,
    },
  ],
  [
    'not on the list',
    { drugs: [] },
    'not-applicable',
    { lines: { 'SOC-0': 'n/a not-triggered', ...notTriggered }, needed: [], noNotice: 'site-of-care' },
  ],
  ['not on the list, and denied', { drugs: [], own: 'likely-denial' }, 'not-applicable'],
  ['on the list, under its brand in words', drug('ocrevus', 'brand'), 'redirect', { notice: 'text of the order' }],
  ['on the list, by its code', {}, 'redirect', { noNotice: 'text of the order' }],
  [
    'possibly on the list, at a hospital',
    drug('privigen', 'possible'),
    'unknown',
    {
      lines: { 'SOC-0': 'doc-missing unspecific-code ~ServiceRequest/1' },
      needed: ['SOC-0 document'],
      says: 'Name the product',
    },
  ],
  [
    'possibly on the list, with a limb met',
    { ...drug('privigen', 'possible'), ...facts({ events: [reaction], ...says({ 'SOC-2': true }) }) },
    'unknown',
  ],
  [
    'possibly on the list, at an office',
    { ...drug('privigen', 'possible'), place: place('less-intensive') },
    'ok',
    { needed: [] },
  ],
  [
    'one code for two drugs of the list',
    {
      drugs: [
        { name: 'prolia', by: 'code' },
        { name: 'xgeva', by: 'code' },
      ],
    },
    'redirect',
    { lines: { 'SOC-0': 'met +ServiceRequest/1' } },
  ],
];

/** What goes with a redirection. */
const redirections: readonly SiteRow[] = [
  [
    'alternatives, a transition, and what would keep the hospital',
    {},
    'redirect',
    { alternatives: 3, notice: 'for the plan to say', lines: { 'SOC-5': 'n/a' }, needed: [] },
  ],
  ['the limbs that would keep it', {}, 'redirect', { notice: 'comorbidity precludes' }],
  [
    'no transition at an office',
    { place: place('less-intensive') },
    'ok',
    { noNotice: '30 days', lines: { 'SOC-5': 'n/a not-triggered' } },
  ],
  ['the copy has no date', {}, 'redirect', { notice: 'carries no date' }],
  ['the list may be incomplete', {}, 'redirect', { notice: 'not thereby exempt' }],
  ['the plan document comes first', {}, 'redirect', { notice: 'plan document supersedes' }],
  ['a vendor may decide', {}, 'redirect', { notice: 'delegated vendor' }],
  ['nothing of Lemtrada', {}, 'redirect', { noNotice: 'Lemtrada' }],
];

/** SOC-1: only Lemtrada's label is in the reviewed table. */
const labels: readonly SiteRow[] = [
  [
    'Lemtrada at a hospital',
    drug('lemtrada'),
    'missing-documentation',
    {
      lines: { 'SOC-1': 'attest needs-statement +ServiceRequest/1' },
      needed: ['SOC-1 attestation'],
      says: 'restricts it to a setting',
      alternatives: 2,
      notice: 'home infusion does not fit',
    },
  ],
  [
    'Lemtrada, stated',
    { ...drug('lemtrada'), ...facts(says({ 'SOC-1': true })) },
    'ok',
    { lines: { 'SOC-1': 'met +QuestionnaireResponse/1', 'SOC-2': 'n/a not-on-record' } },
  ],
  [
    'Lemtrada, stated otherwise',
    { ...drug('lemtrada'), ...facts(says({ 'SOC-1': false })) },
    'redirect',
    { lines: { 'SOC-1': 'not-met' }, alternatives: 2 },
  ],
  [
    'Lemtrada, by another limb',
    { ...drug('lemtrada'), ...facts({ events: [reaction], ...says({ 'SOC-2': true }) }) },
    'ok',
    { lines: { 'SOC-1': 'n/a other-branch', 'SOC-2': 'met' } },
  ],
  [
    'Lemtrada, nothing else read',
    { ...drug('lemtrada'), ...facts(unread('allergies', 'adverse-events', 'conditions', 'answers')) },
    'missing-documentation',
    { lines: { 'SOC-1': 'attest not-read', 'SOC-2': 'doc-missing not-read', 'SOC-3': 'doc-missing not-read' } },
  ],
  ['Lemtrada at home', { ...drug('lemtrada'), place: place('home') }, 'ok', { notice: 'home infusion does not fit' }],
  [
    'Lemtrada, place unknown',
    { ...drug('lemtrada'), place: place('affiliation-unknown') },
    'unknown',
    { needed: ['SOC-0 document', 'SOC-1 attestation'] },
  ],
  [
    'Lemtrada, its own criteria fail',
    { ...drug('lemtrada'), own: 'likely-denial' },
    'not-reached',
    { noNotice: 'home infusion' },
  ],
  ['Lemtrada as an inpatient', { ...drug('lemtrada'), place: place('inpatient') }, 'not-applicable'],
  [
    'Gamifant at a hospital',
    { ...drug('gamifant'), own: 'missing-documentation' },
    'redirect',
    { lines: { 'SOC-1': 'n/a not-on-record' }, alternatives: 3 },
  ],
  [
    'a label restriction stated for another drug',
    facts(says({ 'SOC-1': true })),
    'redirect',
    {
      lines: { 'SOC-1': 'doc-missing needs-note ~QuestionnaireResponse/1' },
      needed: ['SOC-1 document'],
      says: "part of the drug's label",
    },
  ],
];

/** SOC-2: an event with this drug, and a statement that prevention cannot manage it. */
const events: readonly SiteRow[] = [
  [
    'event and statement',
    facts({ events: [reaction], ...says({ 'SOC-2': true }) }),
    'ok',
    {
      lines: { 'SOC-2': 'met +AllergyIntolerance/1 +QuestionnaireResponse/1' },
      needed: [],
      alternatives: 0,
      noNotice: '30 days',
    },
  ],
  [
    'event alone',
    facts({ events: [reaction] }),
    'missing-documentation',
    {
      lines: { 'SOC-2': 'attest needs-statement +AllergyIntolerance/1' },
      needed: ['SOC-2 attestation'],
      says: 'cannot manage it',
      alternatives: 3,
    },
  ],
  [
    'event that is manageable',
    facts({ events: [reaction], ...says({ 'SOC-2': false }) }),
    'redirect',
    { lines: { 'SOC-2': 'not-met' } },
  ],
  [
    'event, answers not read',
    facts({ events: [reaction], ...unread('answers') }),
    'missing-documentation',
    { lines: { 'SOC-2': 'attest not-read' } },
  ],
  [
    'event, answers that disagree',
    facts({ events: [reaction], answers: [true, false].map((value) => answer('site-of-care-cigna', 'SOC-2', value)) }),
    'missing-documentation',
    { lines: { 'SOC-2': 'attest conflicting' } },
  ],
  [
    'statement alone',
    facts(says({ 'SOC-2': true })),
    'redirect',
    {
      lines: { 'SOC-2': 'doc-missing needs-note ~QuestionnaireResponse/1' },
      needed: ['SOC-2 document'],
      says: 'naming this drug',
    },
  ],
  [
    'statement for the questionnaire of another policy',
    facts({ events: [reaction], answers: [answer('lemtrada-cigna', 'SOC-2', true)] }),
    'missing-documentation',
  ],
  [
    'statement of a day to come',
    facts({ events: [reaction], answers: [answer('site-of-care-cigna', 'SOC-2', true, '2026-08-15')] }),
    'missing-documentation',
  ],
  [
    'statement, allergies not read',
    facts({ ...says({ 'SOC-2': true }), ...unread('allergies') }),
    'unknown',
    { lines: { 'SOC-2': 'doc-missing not-read' } },
  ],
  [
    'a reaction to a drug not named',
    facts(ill('infusionReaction')),
    'missing-documentation',
    { lines: { 'SOC-2': 'doc-missing unspecific-code ~Condition/infusionReaction' }, needed: ['SOC-2 document'] },
  ],
  [
    'a reaction to a drug not named, and a statement',
    facts({ ...ill('infusionReaction'), ...says({ 'SOC-2': true }) }),
    'missing-documentation',
    { lines: { 'SOC-2': 'doc-missing unspecific-code' } },
  ],
  [
    'a reaction to a drug not named, denied',
    facts({ ...ill('infusionReaction'), ...says({ 'SOC-2': false }) }),
    'redirect',
    { lines: { 'SOC-2': 'not-met' } },
  ],
  [
    'allergies not read',
    facts(unread('allergies')),
    'unknown',
    { lines: { 'SOC-2': 'doc-missing not-read' }, needed: ['SOC-2 document'] },
  ],
  [
    'adverse events not read',
    facts(unread('adverse-events')),
    'unknown',
    { lines: { 'SOC-2': 'doc-missing not-read' } },
  ],
  ['answers not read, nothing on record', facts(unread('answers')), 'redirect'],
  [
    'allergies not read, but denied',
    facts({ ...unread('allergies'), ...says({ 'SOC-2': false }) }),
    'redirect',
    { lines: { 'SOC-2': 'not-met' } },
  ],
  [
    'allergies not read, another limb met',
    facts({ ...unread('allergies'), ...ill('siteOfCareComorbidity'), ...says({ 'SOC-3': true }) }),
    'ok',
    { lines: { 'SOC-2': 'n/a other-branch' } },
  ],
];

/** SOC-3: another illness or fluid overload, and a statement that it precludes other settings. */
const comorbidities: readonly SiteRow[] = [
  [
    'illness and statement',
    facts({ ...ill('siteOfCareComorbidity'), ...says({ 'SOC-3': true }) }),
    'ok',
    { lines: { 'SOC-3': 'met +Condition/siteOfCareComorbidity +QuestionnaireResponse/1' } },
  ],
  [
    'illness alone',
    facts(ill('siteOfCareComorbidity')),
    'missing-documentation',
    {
      lines: { 'SOC-3': 'attest needs-statement +Condition/siteOfCareComorbidity' },
      needed: ['SOC-3 attestation'],
      says: 'precludes treatment',
    },
  ],
  [
    'illness that does not preclude it',
    facts({ ...ill('siteOfCareComorbidity'), ...says({ 'SOC-3': false }) }),
    'redirect',
    { lines: { 'SOC-3': 'not-met' } },
  ],
  [
    'illness that has passed: a history',
    facts(ill('siteOfCareComorbidity', { active: false })),
    'missing-documentation',
    { lines: { 'SOC-3': 'attest needs-statement' } },
  ],
  [
    'illness suspected',
    facts(ill('siteOfCareComorbidity', { certain: false })),
    'missing-documentation',
    { lines: { 'SOC-3': 'doc-missing not-final ~Condition/siteOfCareComorbidity' } },
  ],
  [
    'illness suspected, and a statement',
    facts({ ...ill('siteOfCareComorbidity', { certain: false }), ...says({ 'SOC-3': true }) }),
    'missing-documentation',
    { lines: { 'SOC-3': 'doc-missing not-final' } },
  ],
  ['another illness', facts(ill('hemophiliaB')), 'redirect', { lines: { 'SOC-3': 'n/a not-on-record' } }],
  [
    'statement alone',
    facts(says({ 'SOC-3': true })),
    'redirect',
    { lines: { 'SOC-3': 'doc-missing needs-note' }, needed: ['SOC-3 document'], says: 'Record of the comorbidity' },
  ],
  [
    'conditions not read',
    facts(unread('conditions')),
    'unknown',
    { lines: { 'SOC-2': 'doc-missing not-read', 'SOC-3': 'doc-missing not-read' } },
  ],
  [
    'conditions not read, but an event on record',
    facts({ events: [reaction], ...unread('conditions') }),
    'missing-documentation',
  ],
  [
    'one limb denied, the other met',
    facts({ events: [reaction], ...ill('siteOfCareComorbidity'), ...says({ 'SOC-2': false, 'SOC-3': true }) }),
    'ok',
    { lines: { 'SOC-2': 'not-met', 'SOC-3': 'met' } },
  ],
  [
    'one limb met, the other open',
    facts({ events: [reaction], ...ill('siteOfCareComorbidity'), ...says({ 'SOC-2': true }) }),
    'ok',
    { lines: { 'SOC-3': 'n/a other-branch' } },
  ],
];

/** The whole table. */
export const rows: readonly SiteRow[] = [...places, ...gates, ...redirections, ...labels, ...events, ...comorbidities];
