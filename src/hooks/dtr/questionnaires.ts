import type { Bundle, Questionnaire } from 'fhir/r4.js';
import type { Day } from '../../facts/day.ts';
import { policies, siteOfCarePolicies } from '../../policies/index.ts';
import { questionnaireOf, siteQuestionnaireOf } from './questionnaire.ts';

/** What names a Questionnaire: its address or its policy, and one version or whichever is in force. */
export interface Wanted {
  readonly id?: string;
  readonly url?: string;
  readonly version?: string;
}

/** Every Questionnaire held: one for each policy version. */
export const heldQuestionnaires = (publicUrl: string): readonly Questionnaire[] => [
  ...policies.map((policy) => questionnaireOf(policy, publicUrl)),
  ...siteOfCarePolicies.map((policy) => siteQuestionnaireOf(policy, publicUrl)),
];

/** The versions that fit. */
export const questionnairesFitting = ({ id, url, version }: Wanted, publicUrl: string): readonly Questionnaire[] =>
  heldQuestionnaires(publicUrl).filter(
    (each) =>
      (id === undefined || each.id === id) &&
      (url === undefined || each.url === url) &&
      (version === undefined || each.version === version),
  );

/** The one that fits: of several versions the one in force on that day, else the newest. */
export function questionnaireFitting(wanted: Wanted, publicUrl: string, day: Day): Questionnaire | undefined {
  const versions = [...questionnairesFitting(wanted, publicUrl)].sort((left, right) =>
    (left.version ?? '') < (right.version ?? '') ? 1 : -1,
  );
  return versions.find((each) => isInForce(each, day)) ?? versions[0];
}

function isInForce({ effectivePeriod }: Questionnaire, day: Day): boolean {
  const { start, end } = effectivePeriod ?? {};
  return (start === undefined || start <= day) && (end === undefined || day <= end);
}

/** A canonical taken apart: `url` or `url|version`. */
export function readCanonical(canonical: string): Wanted & { readonly url: string } {
  const [url = '', version] = canonical.split('|');
  return { url, ...(version !== undefined && version !== '' && { version }) };
}

/** With its version, as a response names its Questionnaire. */
export const canonicalOf = ({ url, version }: Questionnaire): string => `${url}|${version}`;

/** The answer to a search. */
export const searchset = (found: readonly Questionnaire[], self: string): Bundle<Questionnaire> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: found.length,
  link: [{ relation: 'self', url: self }],
  ...(found.length > 0 && {
    entry: found.map((resource) => ({ fullUrl: resource.url, resource, search: { mode: 'match' } })),
  }),
});
