import type { Questionnaire } from 'fhir/r4.js';
import type { Policy } from '../../criteria/criterion.ts';
import type { SiteOfCarePolicy } from '../../criteria/site-of-care-policy.ts';
import { extensions, profiles, questionnaireUrl } from './canonicals.ts';
import { itemsOf, siteItemsOf } from './items.ts';

/** The Questionnaire of a policy version. It depends on the policy and the address of the service alone, never on a patient. */
export function questionnaireOf(policy: Policy, publicUrl: string): Questionnaire {
  const { from, until } = policy.effective;
  return {
    ...about(policy, publicUrl),
    ...(from !== undefined && {
      date: from,
      effectivePeriod: { start: from, ...(until !== undefined && { end: until }) },
    }),
    item: itemsOf(policy),
  };
}

/** The Questionnaire of a policy on the place of care. */
export const siteQuestionnaireOf = (policy: SiteOfCarePolicy, publicUrl: string): Questionnaire => ({
  ...about(policy, publicUrl),
  item: siteItemsOf(policy),
});

const about = ({ id, version, title, source }: Policy | SiteOfCarePolicy, publicUrl: string): Questionnaire => ({
  resourceType: 'Questionnaire',
  id,
  meta: { versionId: version, profile: [profiles.questionnaire] },
  extension: [{ url: extensions.audience, valueCode: 'clinical' }],
  url: questionnaireUrl(publicUrl, id),
  version,
  name: computableName(`${id} ${version}`),
  title,
  status: 'active',
  subjectType: ['Patient'],
  publisher: 'Countersign',
  description: `What "${source.title}" (${source.publisher}) asks of a patient, line by line, in our own words. The document of the payer decides, not this wording.`,
});

/** `hemgenix-bcbsks 2026-07-23` as `HemgenixBcbsks_2026_07_23`: FHIR wants a name that programs can use. */
const computableName = (text: string): string =>
  text.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z0-9]+/g, '_');
