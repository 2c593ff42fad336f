import type { ServiceRequest } from 'fhir/r4.js';
import type { Determination } from './determination.ts';

/** Types of CDS Hooks 2.0, https://cds-hooks.hl7.org/2.0/, as far as we answer with them. */

/** https://cds-hooks.hl7.org/2.0/#coding */
export interface Coding {
  readonly code: string;
  readonly system: string;
  readonly display: string;
}

/** https://cds-hooks.hl7.org/2.0/#action. One resource to create. */
export interface Action {
  readonly type: 'create';
  readonly description: string;
  readonly resource: ServiceRequest;
}

/** https://cds-hooks.hl7.org/2.0/#suggestion. One action each: some clients take no more. */
export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly [Action];
}

/** https://cds-hooks.hl7.org/2.0/#link. A SMART app, launched by the client; `appContext` reaches it with the token. */
export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'smart';
  readonly appContext: string;
}

/** https://cds-hooks.hl7.org/2.0/#card-attributes */
export interface Card {
  readonly uuid: string;
  /** At most 139 characters; stands alone. */
  readonly summary: string;
  /** GitHub Flavored Markdown, or plain text for a client that asks for it. */
  readonly detail: string;
  readonly indicator: 'info' | 'warning';
  readonly source: { readonly label: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior: 'any';
  readonly overrideReasons: readonly Coding[];
  readonly links?: readonly Link[];
  readonly extension: { readonly 'countersign.determination': Determination };
}

/** https://cds-hooks.hl7.org/2.0/#cds-service-response */
export interface HookResponse {
  readonly cards: readonly Card[];
}
