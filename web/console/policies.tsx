import type { PolicyData, VersionData } from '../../src/pages/policy-data.ts';
import { Page } from './page.tsx';
import { to } from './route.ts';

/** Every policy that is held. */
export const Policies = ({ policies }: { readonly policies: readonly PolicyData[] }) => (
  <Page title="Policies">
    <p>
      What each payer asks before it pays for the drug, as Countersign reads its document: our own words. Where they
      differ, the document counts, and before it the member’s plan.
    </p>
    <ul class="cards">
      {policies.map((policy) => (
        <li key={policy.id}>
          <h2>
            <a href={to('policies', policy.id)}>
              {policy.drug.display}: {policy.payer.name}
            </a>
          </h2>
          <p>{policy.title}</p>
          <p class="aside">{policy.versions.map((version) => `${version.version} (${inForce(version)})`).join('; ')}</p>
        </li>
      ))}
    </ul>
  </Page>
);

/** From when to when a version is in force. */
export function inForce({ effective: { from, until } }: VersionData): string {
  if (from === undefined) return 'in force on any day, as the copy held is undated';
  return until === undefined ? `in force from ${from}` : `in force from ${from} to ${until}`;
}
