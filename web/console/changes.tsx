import type { LineData } from '../../src/pages/line-data.ts';
import type { VersionData } from '../../src/pages/policy-data.ts';
import { LineInFull } from './line.tsx';

/** Two versions side by side: the lines that differ. */
export function Changes({ older, newer }: { readonly older: VersionData; readonly newer: VersionData }) {
  const changes = newer.changes?.of ?? [];
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">
        What changed from {older.version} to {newer.version}
      </h2>
      <p>
        {changes.length === 0
          ? 'No line differs.'
          : `${changes.length} of ${flat(newer.lines).length} lines differ. The others are the same, word for word.`}
      </p>
      {changes.map(({ id, change, parts }) => {
        const now = find(newer, id);
        return (
          <article key={id} aria-labelledby={`change-${id}`}>
            <h3 id={`change-${id}`}>
              <span class="id">{id}</span> {(now ?? find(older, id))?.name}
            </h3>
            <p class="aside">{CHANGE[change](parts)}</p>
            <div class="sides">
              <Side version={older.version} line={find(older, id)} other={now} />
              <Side version={newer.version} line={now} other={find(older, id)} />
            </div>
          </article>
        );
      })}
    </section>
  );
}

const CHANGE = {
  added: () => 'New.',
  removed: () => 'Gone.',
  changed: (parts: readonly string[]) => `Changed: ${parts.join(', ')}.`,
} as const;

interface OneSide {
  readonly version: string;
  readonly line: LineData | undefined;
  readonly other: LineData | undefined;
}

const Side = ({ version, line, other }: OneSide) => (
  <div>
    <h4>{version}</h4>
    {line === undefined ? <p>Not in this version.</p> : <LineInFull line={line} other={other} />}
  </div>
);

const flat = (lines: readonly LineData[]): readonly LineData[] =>
  lines.flatMap((line) => [line, ...flat(line.lines ?? [])]);

const find = (version: VersionData, id: string) => flat(version.lines).find((line) => line.id === id);
