import type { Test } from '../criteria/criterion.ts';
import { either } from './markdown.ts';
import { eitherSpecialty, type TestInWords } from './words.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const CLINICIANS =
  'The specialties on record of the prescriber, and of clinicians in encounters up to the as-of date, by their codes';

/** A specialist who prescribes or was consulted, in words. */
export const specialistInWords = ({ of }: TestOf<'specialist'>): TestInWords => ({
  looksAt: `${CLINICIANS}: ${eitherSpecialty(of)}. Otherwise the answer of a person. Another specialty on record proves nothing against the line.`,
  statuses: {
    met: 'One of them has such a specialty, or a person confirms the line.',
    attest:
      'No such specialty is on record, and nobody has confirmed the line. An answer of no leaves it open, because a consultation can still follow.',
  },
  specialties: of,
});

/** A specialist at a kind of organization, in words. */
export const specialistAtInWords = ({ of, at }: TestOf<'specialist-at'>): TestInWords => ({
  looksAt: `${CLINICIANS}: ${eitherSpecialty(of)}. The same clinician's organization must have ${either(at.map((phrase) => `"${phrase}"`))} in its name, in these words; capitals do not matter. Otherwise the answer of a person.`,
  statuses: {
    met: 'One clinician has both, or a person confirms the line.',
    attest:
      'No clinician on record has both, and nobody has confirmed the line. An answer of no leaves it open, because a consultation can still follow.',
  },
  specialties: of,
});
