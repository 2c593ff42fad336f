import type { Test } from '../criteria/criterion.ts';
import type { ConditionName } from '../facts/conditions.ts';
import { raised } from './markdown.ts';
import { eitherCondition, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const RECORD = 'The problem list and the reason that the order gives';

/** What the drug is ordered for, in words. */
export const indicationInWords = ({ of, related }: TestOf<'indication'>): TestInWords => ({
  looksAt:
    `${RECORD}: ${eitherCondition(of)}. ${related.length === 0 ? '' : `A reason of ${eitherCondition(related)} says nothing against it.`}`.trim(),
  statuses: {
    met: 'It is there, confirmed.',
    'not-met': 'It is not there, not even as suspected, and the order gives another reason.',
    'doc-missing':
      'It is there only as suspected; or neither it nor another reason is there; or the problem list could not be read.',
  },
  conditions: [...of, ...related],
});

/** The disease behind another, in words. */
export const underlyingInWords = ({ of, otherCause }: TestOf<'underlying'>): TestInWords => ({
  looksAt: `${RECORD}: ${eitherCondition(of)}, confirmed or suspected.`,
  statuses: {
    met: 'It is there, confirmed or suspected. Only suspected is flagged.',
    'not-met': `It is not there, and another cause is confirmed (${eitherCondition(otherCause)}), or it is on record as refuted.`,
    'doc-missing':
      'Neither it nor anything against it is there; or it is not there and the problem list could not be read.',
  },
  conditions: [...of, ...otherCause],
});

/** The exclusion of another use, in words. */
export function otherUseInWords({ indications, otherCause, spared }: TestOf<'other-use'>): TestInWords {
  return {
    looksAt: `${RECORD}. Another use is shown in two ways. The order gives a reason other than ${eitherCondition(indications)}, and neither these nor ${eitherCondition(otherCause)} are on record. Or ${eitherCondition(otherCause)} is confirmed, and nothing speaks, even as suspected, for ${eitherCondition(spared)}.`,
    statuses: {
      met: 'Nothing shows another use. Silence is enough.',
      'not-met': 'Another use is shown.',
      attest: 'Another use seems shown, but the problem list, which might say otherwise, could not be read.',
    },
    conditions: [...indications, ...otherCause, ...spared],
  };
}

/** The reason that an order gives, in words. */
export const statedReasonInWords = ({ of }: TestOf<'stated-reason'>): TestInWords => ({
  looksAt: `The reason that the order itself gives: ${eitherCondition(of)}. A further diagnosis on the problem list shows no other use.`,
  statuses: {
    met: 'The order names one of these, or gives no reason.',
    'not-met': 'The order names only another reason; or it names none of these, and a person answers no.',
    'doc-missing': 'The order gives its reason by a code that does not say enough.',
  },
  conditions: of,
});

/** The type of a disease by its latest diagnosis, in words. */
export function currentTypeInWords(test: TestOf<'current-type'>): TestInWords {
  const { role, of, types, shownBy } = test;
  const pairs = Object.entries(shownBy) as readonly (readonly [ConditionName, ConditionName])[];
  const shown = pairs.map(
    ([wide, event]) =>
      ` ${raised(eitherCondition([wide]))} counts as well where a confirmed ${eitherCondition([event])} is recorded on its day or later, up to the as-of date.`,
  );
  return {
    looksAt: `The latest confirmed diagnosis among these: ${eitherCondition(types)}. Active diagnoses come before past ones, and a general one gives way to a more exact one. ${role === 'required' ? 'Asked for' : 'What bars the patient'}: ${eitherCondition(of)}.${shown.join('')}`,
    statuses: role === 'required' ? REQUIRED : EXCLUDED,
    conditions: [...types, ...of, ...pairs.flat()],
  };
}

const REQUIRED: TestInWords['statuses'] = {
  met: 'The latest diagnosis is what is asked for.',
  'not-met':
    'The latest diagnosis is another one of these and active; or the record leaves the line open, and a person answers no.',
  'doc-missing':
    'None of these is on record; or only as suspected, or by a code that does not say enough; or the latest one leaves the type open; or diagnoses that disagree are of one day, or one of them has no day; or the type is only stated; or the problem list could not be read.',
};

const EXCLUDED: TestInWords['statuses'] = {
  met: 'The latest diagnosis is another one, or none of these is on record: silence is enough. An older diagnosis of what bars is flagged.',
  'not-met': 'The latest diagnosis is what bars; or no latest diagnosis says otherwise, and a person answers no.',
  'doc-missing':
    'What bars is on record only as suspected, or by a code that does not say enough; or diagnoses that disagree are of one day, or one of them has no day; or the problem list could not be read.',
};
