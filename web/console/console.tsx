import type { VNode } from 'preact';
import type { PolicyData } from '../../src/pages/policy-data.ts';
import type { SiteData } from '../../src/pages/site-data.ts';
import type { About } from './about.ts';
import { Integrate } from './integrate.tsx';
import { Nothing, WithJson } from './page.tsx';
import { Policies } from './policies.tsx';
import { PolicyPage } from './policy.tsx';
import { Recent } from './recent.tsx';
import { type Route, to, useRoute } from './route.ts';
import { SiteOfCare } from './site-of-care.tsx';
import { TryAnOrder } from './try-an-order.tsx';

/** The pages, by the first part of their address. `sandbox`: not in production. */
const PAGES: readonly { readonly at: string; readonly name: string; readonly sandbox?: true }[] = [
  { at: 'policies', name: 'Policies' },
  { at: 'site-of-care', name: 'Site of care' },
  { at: 'try', name: 'Try an order', sandbox: true },
  { at: 'recent', name: 'Recent', sandbox: true },
  { at: 'integrate', name: 'Integrate' },
];

/** The whole console. */
export function Console() {
  const route = useRoute();
  return (
    <WithJson<About> path="/console/about.json">
      {(about) => {
        const pages = PAGES.filter(({ sandbox }) => about.profile === 'sandbox' || !sandbox);
        const [at = 'policies'] = route;
        return (
          <>
            <button type="button" class="skip" onClick={() => document.querySelector('h1')?.focus()}>
              Skip to the content
            </button>
            <header>
              <p class="brand">
                <a href="/">Countersign</a>
              </p>
              <nav aria-label="Pages">
                <ul>
                  {pages.map((page) => (
                    <li key={page.at}>
                      <a href={to(page.at)} aria-current={page.at === at ? 'page' : undefined}>
                        {page.name}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            </header>
            <main id="main">{pages.some((page) => page.at === at) ? pageAt(route, about) : <Nothing />}</main>
            <footer>
              <p>
                {about.profile === 'sandbox'
                  ? 'This is the sandbox profile: it is not for patient data.'
                  : 'This is the production profile: registered clients may call, and every call brings its token.'}{' '}
                What is said here is an expectation. The payer decides.
              </p>
            </footer>
          </>
        );
      }}
    </WithJson>
  );
}

function pageAt([at = 'policies', ...rest]: Route, about: About): VNode {
  switch (at) {
    case 'policies':
      return (
        <WithJson<readonly PolicyData[]> path="/console/policies.json">
          {(policies) =>
            rest.length === 0 ? <Policies policies={policies} /> : <PolicyPage policies={policies} route={rest} />
          }
        </WithJson>
      );
    case 'site-of-care':
      return (
        <WithJson<readonly SiteData[]> path="/console/site-of-care.json">
          {(sites) => <SiteOfCare sites={sites} />}
        </WithJson>
      );
    case 'try':
      return <TryAnOrder about={about} />;
    case 'recent':
      return <Recent />;
    default:
      return <Integrate about={about} />;
  }
}
