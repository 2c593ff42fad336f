import type { QuestionnaireItem, QuestionnaireItemEnableWhen } from 'fhir/r4.js';
import { type AnswerRole, answerRole } from '../../criteria/answer-role.ts';
import type { Criterion, Policy, Request } from '../../criteria/criterion.ts';
import { linesOf } from '../../criteria/read.ts';
import type { SiteLine, SiteOfCarePolicy } from '../../criteria/site-of-care-policy.ts';
import { countAnswered, countDisplay } from '../../facts/counts.ts';
import { extensions, ITEM_CONTROL } from './canonicals.ts';

/** The question that tells a first request from one to go on: no line of a policy, but lines hang on it. */
export const CONTINUATION = 'continuation';

const ROLES: Readonly<Record<AnswerRole, string>> = {
  settles: 'An answer settles this line, unless the record says otherwise.',
  'needs-record': 'A yes counts beside a note or record that shows it; a no settles this line.',
  'only-a-no': 'A no settles this line; a yes does not take the place of the record.',
  none: 'Only the record settles this line.',
};
const CLEARS = 'Yes means that this does not bar the patient.';

/** The items of a policy: one for each line, under the id of the line, in the policy's order. Pure. */
export function itemsOf(policy: Policy): QuestionnaireItem[] {
  const renewal = new Set(policy.renewal ?? []);
  const asksForRequest = renewal.size > 0 || linesOf(policy.criteria).some(({ applies }) => applies !== undefined);
  return [
    note('how-to-answer', HOW_TO_ANSWER),
    ...(asksForRequest ? [continuationItem] : []),
    ...policy.criteria.of.flatMap((line) => itemsFor(line, { renewal, bars: false })),
  ];
}

/** The items of a policy on the place of care. */
export const siteItemsOf = ({ gate, limbs, transition }: SiteOfCarePolicy): QuestionnaireItem[] => [
  note('how-to-answer', HOW_TO_ANSWER),
  displayed(gate),
  ...limbs.map((limb) => ({
    ...named(limb),
    text: limb.confirm ?? limb.text,
    type: 'boolean' as const,
    item: [help(limb, 'needs-record')],
  })),
  displayed(transition),
];

const HOW_TO_ANSWER =
  'Each line is a statement about this patient: yes if it holds, no if it does not. What is filled in already was read from the record. A line may be left open.';

const continuationItem: QuestionnaireItem = {
  linkId: CONTINUATION,
  text: 'This request is to go on with a treatment that was begun before',
  type: 'boolean',
};

interface Place {
  readonly renewal: ReadonlySet<string>;
  /** Within an exclusion: not met bars the patient. */
  readonly bars: boolean;
}

function itemsFor(line: Criterion, place: Place): QuestionnaireItem[] {
  const { test } = line;
  if (test.kind === 'documents' || test.kind === 'kit') return [displayed(line)];
  const bars = place.bars || line.denial === 'excluded';
  const shared = { ...named(line), ...shownFor(line, place) };
  if (test.kind === 'group')
    return [
      {
        ...shared,
        type: 'group',
        item: [help(line), ...test.of.flatMap((part) => itemsFor(part, { ...place, bars }))],
      },
    ];
  const role = answerRole(test);
  const statement: QuestionnaireItem = {
    ...shared,
    type: 'boolean',
    ...(role === 'none' && { readOnly: true }),
    item: [help(line, role, bars)],
  };
  return [statement, ...numberBeside(line)];
}

/** A number that settles the line goes into an item of its own: an item has one type. */
function numberBeside({ id }: Criterion): QuestionnaireItem[] {
  const count = countAnswered(id);
  if (count === undefined) return [];
  const text = `${countDisplay(count)}, as documented in the record: how many`;
  return [{ linkId: `${id}.number`, text, type: 'integer' }];
}

const named = ({ id, text }: Pick<Criterion, 'id' | 'text'>) => ({ linkId: id, prefix: id, text });

const displayed = (line: SiteLine): QuestionnaireItem => ({ ...named(line), type: 'display' });

/** Lines for one kind of request are shown for that kind; which diagnoses choose a branch is for the record to say. */
function shownFor({ id, applies }: Criterion, { renewal }: Place): Pick<QuestionnaireItem, 'enableWhen'> {
  const request: Request | undefined = renewal.has(id) ? 'continuation' : applies?.request;
  if (request === undefined) return {};
  const when: QuestionnaireItemEnableWhen = {
    question: CONTINUATION,
    operator: '=',
    answerBoolean: request === 'continuation',
  };
  return { enableWhen: [when] };
}

function help({ id, section, ask, text }: SiteLine, role?: AnswerRole, bars = false): QuestionnaireItem {
  const asked = ask === undefined || ask === text ? [] : [`Asked for: ${ask}.`];
  const words = [`Section: ${section}.`, ...asked, ...(role ? [ROLES[role]] : []), ...(bars ? [CLEARS] : [])];
  return note(`${id}.help`, words.join(' '));
}

const note = (linkId: string, text: string): QuestionnaireItem => ({
  linkId,
  extension: [
    { url: extensions.itemControl, valueCodeableConcept: { coding: [{ system: ITEM_CONTROL, code: 'help' }] } },
  ],
  text,
  type: 'display',
});
