import type { AllergyFact, Facts } from './facts.ts';

/** An allergy to, an intolerance of, or an adverse event with a listed drug: the list holds more drugs than our own tables. */
export type DrugEvent = Omit<AllergyFact, 'drug'>;

/** What is known of the patient for judging the site of care. Facts of a governed drug serve as they are, with the events. */
export type SiteOfCareFacts = Pick<Facts, 'asOf' | 'today' | 'conditions' | 'answers' | 'unread'> & {
  /** Events with the ordered drug, and with no other. */
  readonly events: readonly DrugEvent[];
};
