import type { ComponentChildren } from 'preact';
import type { LineData } from '../../src/pages/line-data.ts';
import { StatusMark } from './status.tsx';

/** The lines of a policy as a tree; each opens to show its test. */
export const Lines = ({ lines }: { readonly lines: readonly LineData[] }) => (
  <ul class="tree">
    {lines.map((line) => (
      <li key={line.id}>
        <details>
          <summary>
            <span class="id">{line.id}</span> {line.name}
            <span class="text">{line.text}</span>
          </summary>
          <LineInFull line={line} />
        </details>
        {line.lines && (
          <>
            <p class="rule">{line.looksAt}</p>
            <Lines lines={line.lines} />
          </>
        )}
      </li>
    ))}
  </ul>
);

/** All that is to be said of one line, but for its parts; beside another version of it, what differs is marked. */
export const LineInFull = ({ line, other }: { readonly line: LineData; readonly other?: LineData | undefined }) => {
  const before = other && new Map(rowsOf(other).map(({ key, says }) => [key, says]));
  return (
    <div class="line">
      <dl>
        {rowsOf(line).map(({ key, term, says }) => {
          const differs = before !== undefined && before.get(key) !== says;
          return (
            <div key={key} class={differs ? 'differs' : undefined}>
              <dt>
                {term}
                {differs && <em> differs</em>}
              </dt>
              <dd>{says}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
};

interface Row {
  readonly key: string;
  readonly term: ComponentChildren;
  readonly says: string;
}

function rowsOf(line: LineData): readonly Row[] {
  const { text, section, looksAt, statuses, applies, answeredBy, ask, reading, excludes } = line;
  return [
    row('Asks', `${text}.`),
    row('In the document', section),
    row('Our test', looksAt),
    statuses.map(({ status, when }) => ({ key: status, term: <StatusMark status={status} />, says: when })),
    row('Applies to', applies),
    row('Also answered by', answeredBy),
    row(ask?.kind === 'confirm' ? 'To confirm' : 'To provide', ask?.says),
    row('Our reading', reading && `${reading.says} (signed ${reading.signed})`),
    row('If not met', excludes && 'The drug is excluded for this patient.'),
  ].flat();
}

const row = (term: string, says: string | undefined): readonly Row[] =>
  says === undefined ? [] : [{ key: term, term, says }];
