import type { Standing } from '../conformance/row.ts';

/** What could be done to the service or through it, what answers it, and where that stands. */
export interface Threat extends Standing {
  readonly key: string;
  readonly threat: string;
  readonly answer: string;
  /** Who asks for it: a rule of docs/conformance.md, a chapter of OWASP API Security 2023, a law. */
  readonly askedBy: string;
}

/** Threats under one heading. */
export interface ThreatSection {
  readonly title: string;
  readonly threats: readonly Threat[];
}

/** One row of the table. `why` of the standing says what is not answered by it. */
export const threat = (key: string, what: string, answer: string, askedBy: string, standing: Standing): Threat => ({
  key,
  threat: what,
  answer,
  askedBy,
  ...standing,
});
