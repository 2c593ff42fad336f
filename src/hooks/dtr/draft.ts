import type {
  Extension,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import type { Evidence } from '../../criteria/finding.ts';
import { INFORMATION_ORIGIN } from '../../fhir/answer.ts';
import { parseReference } from '../../fhir/reference.ts';
import type { Determination } from '../determination.ts';
import { COVERAGE_INFORMATION_CODES, extensions, lineUrl, profiles } from './canonicals.ts';
import { CONTINUATION } from './items.ts';
import { canonicalOf } from './questionnaires.ts';

/** Whom and what a response is for, and the determination that fills it in; absent where there is none of this policy. */
export interface DraftContext {
  readonly publicUrl: string;
  readonly determination?: Determination;
  readonly subject: string;
  readonly coverage: string;
  readonly orders: readonly string[];
  readonly authored: string;
}

type Line = Pick<Determination['criteria'][number], 'id' | 'status' | 'because' | 'evidence'>;

/**
 * A response to start from (DTR 2.2.0, oper-18, oper-19): what the record shows is answered, marked as ours, with the records
 * behind it; a person is needed for the rest only. A line that a person answered before is filled in too, with who and when,
 * and rests on that answer as before: what we fill in is never read back as a statement.
 */
export function draftOf(questionnaire: Questionnaire, context: DraftContext): QuestionnaireResponse {
  const { subject, coverage, orders, authored } = context;
  const filling = fillingOf(context);
  return {
    resourceType: 'QuestionnaireResponse',
    meta: { profile: [profiles.response] },
    extension: [
      { url: extensions.coverage, valueReference: { reference: coverage } },
      ...orders.map((reference) => ({ url: extensions.context, valueReference: { reference } })),
      {
        url: extensions.intendedUse,
        valueCodeableConcept: { coding: [{ system: COVERAGE_INFORMATION_CODES, code: 'withpa' }] },
      },
    ],
    questionnaire: canonicalOf(questionnaire),
    status: 'in-progress',
    subject: { reference: subject },
    authored,
    item: (questionnaire.item ?? []).flatMap((each) => responseItems(each, filling)),
  };
}

function fillingOf({ determination, publicUrl }: DraftContext): Filling {
  const lines = linesOf(determination);
  const shown = lines.flatMap((line) => {
    const value = shownBy(line);
    return value === undefined ? [] : [[line.id, value] as const];
  });
  const request = determination && ([CONTINUATION, determination.request === 'continuation'] as const);
  return {
    lines: new Map(lines.map((line) => [line.id, line])),
    answers: new Map(request === undefined ? shown : [...shown, request]),
    publicUrl,
  };
}

const linesOf = (determination: Determination | undefined): readonly Line[] => [
  ...(determination?.criteria ?? []),
  ...(determination?.siteOfCare?.criteria ?? []),
];

/** What the record shows of a line; nothing where no record that counts stands behind it. */
function shownBy({ status, evidence }: Line): boolean | undefined {
  if (!evidence.some(({ counts }) => counts)) return undefined;
  return status === 'met' ? true : status === 'not-met' ? false : undefined;
}

interface Filling {
  readonly lines: ReadonlyMap<string, Line>;
  readonly answers: ReadonlyMap<string, boolean>;
  readonly publicUrl: string;
}

/** The response's items for one of the Questionnaire: none for words alone, nor for what is not asked of this request. */
function responseItems(item: QuestionnaireItem, filling: Filling): QuestionnaireResponseItem[] {
  const { linkId, text, type } = item;
  if (type === 'display' || !isEnabled(item, filling)) return [];
  const named = { linkId, ...(text !== undefined && { text }) };
  if (type === 'group') {
    const parts = (item.item ?? []).flatMap((part) => responseItems(part, filling));
    return parts.length === 0 ? [] : [{ ...named, item: parts }];
  }
  const line = filling.lines.get(linkId);
  const value = filling.answers.get(linkId);
  return [
    {
      ...named,
      ...(line && { extension: [standing(line, filling.publicUrl)] }),
      ...(value !== undefined && { answer: [filledIn(value)] }),
    },
  ];
}

const isEnabled = ({ enableWhen = [] }: QuestionnaireItem, { answers }: Filling): boolean =>
  enableWhen.every(({ question, answerBoolean }) => answers.get(question) === answerBoolean);

const filledIn = (valueBoolean: boolean): QuestionnaireResponseItemAnswer => ({
  extension: [{ url: INFORMATION_ORIGIN, extension: [{ url: 'source', valueCode: 'auto-server' }] }],
  valueBoolean,
});

/** How a line stands and why, so that a client can fold what is settled and show what was found. */
const standing = ({ status, because, evidence }: Line, publicUrl: string): Extension => ({
  url: lineUrl(publicUrl),
  extension: [
    { url: 'status', valueCode: status },
    ...(because ? [{ url: 'because', valueCode: because }] : []),
    ...evidence.map(shownEvidence),
  ],
});

const shownEvidence = ({ reference, says, counts }: Evidence): Extension => ({
  url: 'evidence',
  extension: [
    ...(parseReference(reference) === undefined ? [] : [{ url: 'record', valueReference: { reference } }]),
    { url: 'says', valueString: says },
    { url: 'counts', valueBoolean: counts },
  ],
});
