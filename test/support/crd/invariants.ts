import { REASONS } from './coverage-information.ts';
import { type Reason, type Repetition, readRepetition } from './repetition.ts';

/** Rules by what they say; each tells whether it holds. */
export type Rules = Readonly<Record<string, (each: Repetition) => boolean>>;

const KNOWN_REASONS: ReadonlySet<string | undefined> = new Set([
  'gold-card',
  'no-member-found',
  'no-active-coverage',
  'coverage-not-found',
  'auth-out-network',
  'technical',
]);

const isKnown = ({ coding = [] }: Reason): boolean =>
  coding.some(({ system, code }) => system === REASONS && KNOWN_REASONS.has(code));

const verdicts = ({ codes }: Repetition) => [...codes('covered'), ...codes('pa-needed'), ...codes('doc-needed')];

const isSettled = ({ codes }: Repetition): boolean =>
  codes('covered').includes('not-covered') ||
  codes('pa-needed').some((code) => code === 'satisfied' || code === 'no-auth');

/**
 * The invariants crd-ci-q1 to q9 by what they mean: q3 in both directions, q4 with the codes that exist, q7 for each reason.
 */
export const invariants: Rules = {
  'q1: a questionnaire only where documents are needed': ({ has }) => !has('questionnaire') || has('doc-needed'),
  'q2: what is not covered needs no authorization': ({ codes, has }) =>
    !codes('covered').includes('not-covered') || !has('pa-needed'),
  'q3: conditional if and only if information is needed': (each) =>
    verdicts(each).includes('conditional') === each.has('info-needed'),
  'q4: no document for an authorization that nobody asks for': (each) =>
    !each.codes('doc-purpose').includes('withpa') || !isSettled(each),
  'q5: a number of the authorization if and only if it is satisfied': ({ codes, has }) =>
    has('satisfied-pa-id') === codes('pa-needed').includes('satisfied'),
  'q6: other information has a reason': ({ codes, has }) => !codes('info-needed').includes('OTH') || has('reason'),
  'q7: a reason by another code has a text': ({ reasons }) =>
    reasons.every((reason) => reason.text !== undefined || isKnown(reason)),
  'q8: a purpose of documents has a reason': ({ has }) => !has('doc-purpose') || has('reason'),
  'q9: indeterminate has a reason': (each) => !verdicts(each).includes('indeterminate') || each.has('reason'),
};

/** What the guide allows, and this service does not do: it speaks for no payer, and leaves nobody with a bare code. */
export const ownRules: Rules = {
  'never that an authorization is there or not needed': ({ codes }) =>
    !codes('pa-needed').some((code) => code === 'satisfied' || code === 'no-auth'),
  'documents with the authorization only where it is asked for': ({ codes }) =>
    !codes('doc-purpose').includes('withpa') || codes('pa-needed').includes('auth-needed'),
  'a reason says so in words': ({ reasons }) => reasons.every(({ text }) => text !== undefined),
  'a questionnaire is named with its version': ({ questionnaires }) =>
    questionnaires.every((each) => each.includes('|')),
};

/** Those that a repetition breaks. */
export function broken(extension: unknown, rules: Rules): readonly string[] {
  const repetition = readRepetition(extension);
  return Object.entries(rules)
    .filter(([, holds]) => !holds(repetition))
    .map(([rule]) => rule);
}
