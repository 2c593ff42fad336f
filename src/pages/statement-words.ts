import type { Application, Group, Pattern, Test } from '../criteria/criterion.ts';
import { both } from './markdown.ts';
import { eitherCondition, labWords, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A line that only a person can answer, in words. */
export function attestedInWords({ showing, when }: TestOf<'attested'>): TestInWords {
  const beside =
    showing.length === 0 ? '' : ` The newest results of ${both(showing.map(labWords))} are shown beside the question.`;
  const only =
    when.length === 0 ? '' : ` It is asked only where a confirmed diagnosis is on record: ${eitherCondition(when)}.`;
  return {
    looksAt: `The answer of a person; no record can give it.${beside}${only}`,
    statuses: {
      met: 'The newest answer is yes.',
      'not-met': 'The newest answer is no.',
      attest: `Nobody has answered, or two answers of one moment disagree${when.length === 0 ? '' : ', or the problem list could not be read'}.`,
      ...(when.length > 0 && { 'n/a': 'None of these diagnoses is on record.' }),
    },
    labs: showing,
    conditions: when,
  };
}

/** The documents of other lines, in words. */
export const documentsInWords = ({ lines }: TestOf<'documents'>): TestInWords => ({
  looksAt: `The records behind ${both(lines)}. What is on record is named, to be attached.`,
  statuses: { met: 'None of these lines lacks its document.', 'doc-missing': 'One of these lines lacks its document.' },
});

/** When a line applies, in words. */
export function applicationInWords({ request, unless }: Application): TestInWords {
  const out = unless.map(patternInWords).join('; or ');
  return {
    looksAt: `${request === 'initial' ? 'First requests' : 'Orders that go on with the drug'} only${out === '' ? '' : `, and not where the problem list or the reason of the order names ${out} (a suspicion is enough)`}.`,
    statuses: {},
    conditions: unless.flatMap(({ anyOf, noneOf }) => [...anyOf, ...noneOf]),
  };
}

const patternInWords = ({ anyOf, noneOf }: Pattern): string =>
  `${eitherCondition(anyOf)}${noneOf.length === 0 ? '' : ` (but no ${eitherCondition(noneOf)})`}`;

/** How the lines of a group count, in words. */
export const groupInWords = ({ atLeast, of, open }: Group): TestInWords => ({
  looksAt: [
    atLeast === 'all'
      ? `All of the ${of.length} lines below must be met, as far as they apply.`
      : `At least ${atLeast} of the ${of.length} lines below must be met.`,
    ...(open === undefined ? [] : ['While that is open, a document is asked for.']),
  ].join(' '),
  statuses: {},
});
