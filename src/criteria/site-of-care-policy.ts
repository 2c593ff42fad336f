import type { ConditionName } from '../facts/conditions.ts';
import type { Place, PlaceKind } from '../facts/place.ts';
import type { SiteOfCareFacts } from '../facts/site-of-care.ts';
import type { ListedDrug, ListedDrugName } from '../facts/site-of-care-drugs.ts';
import type { Criterion, Reading } from './criterion.ts';
import type { Outcome } from './outcome.ts';

/** A payer's policy on where listed drugs are given. Plain data: judged after the drug's own policy, and apart from it. */
export interface SiteOfCarePolicy {
  readonly id: string;
  readonly version: string;
  readonly payer: string;
  readonly title: string;
  /** The document: its copy carries no date. */
  readonly source: { readonly title: string; readonly publisher: string };
  /** Standing remarks for every answer under this policy. */
  readonly notices: readonly string[];
  /** What each kind of place comes to. */
  readonly places: Readonly<Record<PlaceKind, PlaceRule>>;
  /** Whether the policy is reached at all. */
  readonly gate: SiteLine;
  /** Any one of these justifies a place that needs it. */
  readonly limbs: readonly SiteLimb[];
  /** What the payer may grant for the move to another site. */
  readonly transition: SiteLine & { readonly notice: string };
  /** Settings that need no justification. */
  readonly alternatives: readonly { readonly place: PlaceKind; readonly says: string }[];
  /** What labels say of the setting, drug by drug, as reviewed. */
  readonly labels: readonly SiteLabel[];
  /** What to ask for where the place is not known. */
  readonly askPlace: string;
}

/** `accepted` needs no reason; `justified` needs one of the limbs; the document does not speak of `not-addressed`; `open` is not known. */
export type PlaceRule = 'accepted' | 'justified' | 'not-addressed' | 'open';

/** A line of the policy. */
export type SiteLine = Pick<Criterion, 'id' | 'text' | 'name' | 'section' | 'reading'> & {
  /** The document to provide where one is missing. */
  readonly ask?: string;
  /** The statement to confirm where only that is missing. */
  readonly confirm?: string;
};

/** A reason for a hospital, and what on record bears on it. */
export type SiteLimb = SiteLine & { readonly by: SiteBasis };

/** The drug's label; an event with the drug (`hints` are diagnoses of a reaction to a drug not named); another illness. */
export type SiteBasis =
  | { readonly kind: 'label' }
  | { readonly kind: 'event'; readonly hints: readonly ConditionName[] }
  | { readonly kind: 'comorbidity'; readonly of: readonly ConditionName[] };

/** A label's restriction of the setting. It names no hospital, so that a statement must say that this place is meant. */
export interface SiteLabel {
  readonly drug: ListedDrugName;
  readonly says: string;
  /** Places that the label rules out: never suggested. */
  readonly notAt: readonly PlaceKind[];
  readonly reading: Reading;
}

/** One order, at one place. */
export interface SiteQuestion {
  /** Reference of the order. */
  readonly order: string;
  /** The listed drugs that the order names; several cannot be told apart. Empty: not on the list. */
  readonly drugs: readonly ListedDrug[];
  readonly place: Place;
  readonly facts: SiteOfCareFacts;
  /** What the drug's own policy comes to; `not-governed` where none is held. */
  readonly own: Outcome;
}
