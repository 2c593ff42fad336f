import type { Determination } from '../determination.ts';

/** Why an assertion is what it is, in one text (CRD 2.2.1, invariants crd-ci-q6, q8 and q9); undefined where it needs none. */
export function reasonFor(
  determination: Determination,
  { drug, asksForDocuments }: { readonly drug: string; readonly asksForDocuments: boolean },
): string | undefined {
  const { outcome, reason, asOf, policy, notices } = determination;
  switch (outcome) {
    case 'likely-approval':
      return undefined;
    case 'attestation-needed':
    case 'missing-documentation':
      return asksForDocuments ? `Still needed for ${drug}: ${neededIn(determination)}` : undefined;
    case 'likely-denial':
      return reason === 'excluded'
        ? `Not covered in this situation: ${failedIn(determination) || (notices[0] ?? drug)}`
        : `Not met on the record for ${drug}: ${failedIn(determination)}`;
    case 'indeterminate':
      return (
        unjudged(determination) ?? `Part of the chart could not be read, so nothing can be said about ${drug} yet.`
      );
    case 'version-unknown':
      return `No wording of the policy is held for ${asOf}; the oldest is in force from ${policy?.effective ?? 'a later day'}.`;
    case 'not-governed':
      return reason === 'no-coverage'
        ? `The coverage is not in force on ${asOf}.`
        : `No policy text is held for ${drug} under this plan: check prior authorization with the plan itself.`;
  }
}

/** Where no criterion was judged at all, the last notice says why. */
const unjudged = ({ criteria, notices }: Determination): string | undefined =>
  criteria.length === 0 ? notices.at(-1) : undefined;

const neededIn = ({ stillNeeded }: Determination): string =>
  stillNeeded.map(({ criterion, says }) => `${says} (${criterion})`).join('; ');

const failedIn = ({ criteria }: Determination): string =>
  criteria
    .filter(({ status, partOf }) => status === 'not-met' && partOf === undefined)
    .map(({ id, text }) => `${text} (${id})`)
    .join('; ');
