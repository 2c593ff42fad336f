import { useRef } from 'preact/hooks';
import type { PolicyData, VersionData } from '../../src/pages/policy-data.ts';
import { Changes } from './changes.tsx';
import { Lines } from './line.tsx';
import { Nothing, Page } from './page.tsx';
import { inForce } from './policies.tsx';
import { type Route, to } from './route.ts';

/** One policy: a version of it, or the changes to that version. */
export function PolicyPage({
  policies,
  route: [id, wanted, changes],
}: {
  readonly policies: readonly PolicyData[];
  readonly route: Route;
}) {
  const policy = policies.find((each) => each.id === id);
  const version = policy?.versions.find((each) => wanted === undefined || each.version === wanted);
  if (policy === undefined || version === undefined) return <Nothing />;
  const older = policy.versions.find((each) => each.version === version.changes?.since);
  return (
    <Page title={`${policy.drug.display}: ${policy.payer.name}`}>
      <p>
        <code>{policy.id}</code> {policy.title}
      </p>
      <nav aria-label="Versions" class="tabs">
        <ul>
          {policy.versions.flatMap((each) => [
            <li key={each.version}>
              <a
                href={to('policies', policy.id, each.version)}
                aria-current={each === version && changes === undefined ? 'page' : undefined}
              >
                Version {each.version}
              </a>
            </li>,
            ...(each.changes === undefined
              ? []
              : [
                  <li key={`${each.version} changes`}>
                    <a
                      href={to('policies', policy.id, each.version, 'changes')}
                      aria-current={each === version && changes !== undefined ? 'page' : undefined}
                    >
                      {each.changes.since} and {each.version} side by side
                    </a>
                  </li>,
                ]),
          ])}
        </ul>
      </nav>
      {changes !== undefined && older !== undefined ? (
        <Changes older={older} newer={version} />
      ) : (
        <Version version={version} />
      )}
    </Page>
  );
}

function Version({ version }: { readonly version: VersionData }) {
  const tree = useRef<HTMLDivElement>(null);
  const openAll = (open: boolean) => {
    for (const each of tree.current?.querySelectorAll('details') ?? []) each.open = open;
  };
  return (
    <>
      <section aria-labelledby="version">
        <h2 id="version">Version {version.version}</h2>
        <p>
          {version.source.title}, published by {version.source.publisher}
          {version.source.revised !== undefined && `, revised ${version.source.revised}`}; {inForce(version)}.
          {version.nextReview !== undefined && ` Its next review was announced for ${version.nextReview}.`}
        </p>
        {version.notJudged.length > 0 && <p>Not judged under this version: {version.notJudged.join('; ')}.</p>}
      </section>
      <section aria-labelledby="criteria">
        <h2 id="criteria">Criteria</h2>
        <p>
          {version.rule}{' '}
          <button type="button" onClick={() => openAll(true)}>
            Open all
          </button>{' '}
          <button type="button" onClick={() => openAll(false)}>
            Close all
          </button>
        </p>
        <div ref={tree}>
          <Lines key={version.version} lines={version.lines} />
        </div>
      </section>
      <section aria-labelledby="notices">
        <h2 id="notices">Said with every answer</h2>
        <ul>
          {version.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
