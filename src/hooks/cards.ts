import { detailOf } from './card-detail.ts';
import { type Subject, summaryOf } from './card-summary.ts';
import type { Card, Coding, Link, Suggestion } from './cds-hooks.ts';
import type { Determination } from './determination.ts';
import type { CardSettings } from './world.ts';
import { writings } from './writing.ts';

/** What a card needs beside the determination. */
export interface CardContext extends Subject {
  readonly uuid: string;
  readonly suggestions: readonly Suggestion[];
  /** Payers whose texts are held, for a card that has none to judge by. */
  readonly held: readonly string[];
  /** How the client takes its cards. */
  readonly settings: CardSettings;
  /** Where this service is reached, without a slash at the end. */
  readonly publicUrl: string;
}

/** The card of one determination. Pure. What a clinician reads is worded in card-summary.ts, card-detail.ts and explain*.ts. */
export function cardFor(determination: Determination, context: CardContext): Card {
  const { uuid, suggestions, payer, settings } = context;
  const links = linksFor(determination, context);
  return {
    uuid,
    summary: summaryOf(determination, context),
    detail: detailOf(determination, { ...context, ...settings, writing: writings[settings.cardText] }),
    indicator: INDICATOR[determination.outcome],
    source: { label: payer?.name ?? 'Countersign', topic: settings.topic },
    ...(suggestions.length > 0 && { suggestions }),
    selectionBehavior: 'any',
    overrideReasons,
    ...(links.length > 0 && { links }),
    extension: { 'countersign.determination': determination },
  };
}

/** The app with the checklist of an order that has open items, on the drug or on its place, for clients that launch one. It is told ids, never patient data. */
function linksFor(determination: Determination, { drug, settings, publicUrl }: CardContext): readonly Link[] {
  const { id, order, stillNeeded, siteOfCare } = determination;
  const isOpen = stillNeeded.length > 0 || (siteOfCare !== undefined && siteOfCare.stillNeeded.length > 0);
  if (!settings.smartLinks || !isOpen) return [];
  return [
    {
      label: `Open the checklist for ${drug}`,
      url: `${publicUrl}/smart/launch.html`,
      type: 'smart',
      appContext: JSON.stringify({ determination: id, order }),
    },
  ];
}

/** Most urgent first: what stops the request, then what is missing, then what is well. */
export const byUrgency = (left: Card, right: Card): number => urgencyOf(left) - urgencyOf(right);

const urgencyOf = (card: Card): number => URGENCY.indexOf(card.extension['countersign.determination'].outcome);

const URGENCY: readonly Determination['outcome'][] = [
  'likely-denial',
  'indeterminate',
  'missing-documentation',
  'version-unknown',
  'attestation-needed',
  'not-governed',
  'likely-approval',
];

const INDICATOR: Readonly<Record<Determination['outcome'], Card['indicator']>> = {
  'likely-approval': 'info',
  'attestation-needed': 'info',
  'missing-documentation': 'warning',
  'likely-denial': 'warning',
  'version-unknown': 'warning',
  indeterminate: 'warning',
  'not-governed': 'info',
};

const OVERRIDE_SYSTEM = 'urn:countersign:override-reason';

/** Why a clinician may set a card aside. */
const overrideReasons: readonly Coding[] = [
  {
    code: 'documented-elsewhere',
    system: OVERRIDE_SYSTEM,
    display: 'The documents exist outside this record and will be attached',
  },
  { code: 'in-progress', system: OVERRIDE_SYSTEM, display: 'The missing items are already under way' },
  { code: 'other-coverage', system: OVERRIDE_SYSTEM, display: 'Another plan pays for this patient' },
  { code: 'exception', system: OVERRIDE_SYSTEM, display: 'An exception or appeal will be requested' },
  { code: 'disagree', system: OVERRIDE_SYSTEM, display: 'The policy or the record was read wrongly here' },
];
