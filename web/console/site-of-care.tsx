import { useState } from 'preact/hooks';
import type { ListedDrugData, SiteData } from '../../src/pages/site-data.ts';
import { Page } from './page.tsx';

/** Where drugs are given: the list, and what is asked for a place. */
export const SiteOfCare = ({ sites }: { readonly sites: readonly SiteData[] }) => (
  <Page title="Site of care">
    {sites.map((site) => (
      <Site key={site.id} site={site} />
    ))}
  </Page>
);

const Site = ({ site }: { readonly site: SiteData }) => (
  <>
    <p>
      {site.payer}, version {site.version}: {site.title}. This answer stands beside the one on the drug and never
      changes it.
    </p>
    <DrugList drugs={site.drugs} />
    <section aria-labelledby="places">
      <h2 id="places">The place</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">What it comes to</th>
          </tr>
        </thead>
        <tbody>
          {site.places.map(({ place, rule }) => (
            <tr key={place}>
              <td>{place}</td>
              <td>{rule}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>Suggested instead of a hospital: {site.alternatives.join('; ')}.</p>
    </section>
    <section aria-labelledby="lines">
      <h2 id="lines">Lines</h2>
      <ul class="tree">
        {site.lines.map(({ id, name, text, section, test, reading }) => (
          <li key={id}>
            <details>
              <summary>
                <span class="id">{id}</span> {name}
                <span class="text">{text}</span>
              </summary>
              <p>In the document: {section}.</p>
              {test !== undefined && <p>{test}</p>}
              {reading && (
                <p>
                  Our reading (signed {reading.signed}): {reading.says}
                </p>
              )}
            </details>
          </li>
        ))}
      </ul>
    </section>
    <section aria-labelledby="labels">
      <h2 id="labels">What labels say of the setting</h2>
      <ul>
        {site.labels.map(({ drug, says, reading }) => (
          <li key={drug}>
            {drug}: {says}. {reading}
          </li>
        ))}
      </ul>
    </section>
    <section aria-labelledby="site-notices">
      <h2 id="site-notices">Said with every answer</h2>
      <ul>
        {site.notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    </section>
  </>
);

function DrugList({ drugs }: { readonly drugs: readonly ListedDrugData[] }) {
  const [sought, setSought] = useState('');
  const found = drugs.filter((drug) => isSought(drug, sought));
  return (
    <section aria-labelledby="drugs">
      <h2 id="drugs">The list</h2>
      <p>
        <label for="sought">Drug name or code</label>
        <input
          id="sought"
          type="search"
          autocomplete="off"
          value={sought}
          onInput={({ currentTarget }) => setSought(currentTarget.value)}
        />
      </p>
      <p role="status">
        {found.length} of {drugs.length} drugs
      </p>
      {found.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Drug</th>
              <th scope="col">Codes</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ brands, ingredient, codes, possible }) => (
              <tr key={brands.join()}>
                <th scope="row">
                  {brands.join(' or ')} <span class="aside">{ingredient}</span>
                </th>
                <td>
                  {codes.join(' ')}
                  {possible.length > 0 && <span class="aside">only possible: {possible.join(' ')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="aside">
        A code under “only possible” stands for a class or for several makers: it never puts an order on the list by
        itself.
      </p>
    </section>
  );
}

/** Every word that was typed stands in a name, the ingredient or a code. */
function isSought({ brands, ingredient, codes, possible }: ListedDrugData, sought: string): boolean {
  const text = [...brands, ingredient, ...codes, ...possible].join(' ').toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
