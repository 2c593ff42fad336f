import type { FhirReader } from '../fhir/client.ts';
import type { Payer } from '../policies/payer.ts';
import type { policyInForce } from '../policies/select.ts';
import type { Coding } from './cds-hooks.ts';
import type { DatedDetermination, Determination } from './determination.ts';
import type { CardText } from './writing.ts';

/** Everything outside the program that the hooks need. Tests build another one out of plain functions. */
export interface World {
  readonly now: () => Date;
  readonly newId: () => string;
  /** Opens the client's FHIR server for one call; undefined where it may not be contacted. */
  readonly openReader: (fhirServer: string, token: string | undefined) => FhirReader | undefined;
  readonly payers: readonly Payer[];
  /** Judged by when the chart holds no coverage. */
  readonly defaultPayer?: Payer;
  /** Which version a day is judged by, where it is another than the one in force: a replay asks what would be. */
  readonly policyInForce?: typeof policyInForce;
  /** Where this service is reached, without a slash at the end: the base of the canonical addresses that it gives out. */
  readonly publicUrl: string;
  readonly cards: CardSettings;
  /** Kept for the patient they were made for. */
  readonly determinations: {
    readonly keep: (patientId: string, determinations: readonly Determination[]) => Promise<void>;
    readonly find: (id: string) => Promise<(KeptDetermination & DatedDetermination) | undefined>;
  };
}

/** How a client takes its cards. */
export interface CardSettings {
  /** The code of what a card is about; overrides are remembered by it. */
  readonly topic: Coding;
  readonly cardText: CardText;
  /** Whether the detail ends with the list of all criteria, folded. */
  readonly foldedCriteria: boolean;
  /** Whether a card with open items links to the SMART app. */
  readonly smartLinks: boolean;
}

/** A determination and whom it was made for, which it does not say itself. */
export interface KeptDetermination {
  readonly patientId: string;
  readonly determination: Determination;
}
