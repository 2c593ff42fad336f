import { describe, expect, test } from 'vitest';
import { REASONS } from './coverage-information.ts';
import { broken, invariants, ownRules } from './invariants.ts';
import { because, code, covered, documents, form, needed, type Part, repetition, why } from './made-up.ts';

const withAuthorization = [code('doc-needed', 'clinical'), code('doc-purpose', 'withpa'), why];

/** A check that finds nothing in anything is none: each is shown a good input and a faulty one. */
describe('the invariants', () => {
  test.each<[string, readonly Part[]]>([
    ['approval in sight', [covered, needed]],
    ['documents wanted', documents],
    ['conditional, with what is needed', [code('covered', 'conditional'), code('info-needed', 'OTH'), why]],
    ['not covered', [code('covered', 'not-covered'), why]],
    [
      'unknown, with a reason',
      [code('covered', 'indeterminate'), code('pa-needed', 'indeterminate'), because(REASONS, 'technical', 'x')],
    ],
    [
      'an authorization with its number',
      [covered, code('pa-needed', 'satisfied'), { url: 'satisfied-pa-id', valueString: '7' }],
    ],
  ])('%s keeps all', (_, more) => expect(broken(repetition(...more), invariants)).toEqual([]));

  const satisfied = [covered, code('pa-needed', 'satisfied'), { url: 'satisfied-pa-id', valueString: '7' }];
  test.each<[string, string, readonly Part[]]>([
    ['q1', 'a form without a need', [covered, needed, form]],
    ['q2', 'an authorization for what is not covered', [code('covered', 'not-covered'), needed]],
    ['q3', 'conditional on nothing', [code('covered', 'conditional'), needed]],
    ['q3', 'conditional documents on nothing', [covered, code('doc-needed', 'conditional')]],
    ['q3', 'something needed, and nothing conditional', [covered, code('info-needed', 'performer')]],
    ['q4', 'papers for a satisfied authorization', [...satisfied, ...withAuthorization]],
    ['q4', 'papers for no authorization at all', [covered, code('pa-needed', 'no-auth'), ...withAuthorization]],
    [
      'q4',
      'papers for an authorization of what is not covered',
      [code('covered', 'not-covered'), ...withAuthorization],
    ],
    ['q5', 'satisfied without a number', [covered, code('pa-needed', 'satisfied')]],
    ['q5', 'a number without its authorization', [covered, needed, { url: 'satisfied-pa-id', valueString: '7' }]],
    ['q6', 'something else, and no word what', [code('covered', 'conditional'), code('info-needed', 'OTH')]],
    ['q7', 'a code of its own without words', [covered, because('https://codes.example', 'x')]],
    ['q7', 'the right code in another system', [covered, because('https://codes.example', 'technical')]],
    ['q7', 'one of two reasons without words', [covered, why, because(REASONS, 'invented')]],
    [
      'q8',
      'documents without a reason',
      [covered, needed, code('doc-needed', 'clinical'), code('doc-purpose', 'withpa')],
    ],
    ['q9', 'unknown without a reason', [code('covered', 'indeterminate')]],
    ['q9', 'an unknown authorization without a reason', [covered, code('pa-needed', 'indeterminate')]],
    ['q9', 'unknown documents without a reason', [covered, code('doc-needed', 'indeterminate')]],
  ])('%s finds %s', (rule, _, more) =>
    expect(broken(repetition(...more), invariants).map((each) => each.slice(0, 2))).toEqual([rule]));
});

describe('our own rules', () => {
  test('documents wanted keeps them', () => expect(broken(repetition(...documents), ownRules)).toEqual([]));
  test.each<[string, readonly Part[]]>([
    ['an authorization that is there', [covered, code('pa-needed', 'satisfied')]],
    ['an authorization that is not needed', [covered, code('pa-needed', 'no-auth')]],
    [
      'papers for an authorization of which nothing is known',
      [code('covered', 'indeterminate'), code('pa-needed', 'indeterminate'), ...withAuthorization],
    ],
    ['papers for an authorization of which nothing is said', [covered, ...withAuthorization]],
    ['a failure in a code alone', [covered, because(REASONS, 'technical')]],
    [
      'a form of no version',
      [covered, { url: 'questionnaire', valueCanonical: 'https://payer.example/Questionnaire/x' }],
    ],
  ])('%s breaks one', (_, more) => expect(broken(repetition(...more), ownRules)).toHaveLength(1));
});
