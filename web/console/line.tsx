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

/** All that is to be said of one line, but for its parts. */
export const LineInFull = ({ line }: { readonly line: LineData }) => (
  <div class="line">
    <p>{line.text}.</p>
    <dl>
      <Item term="In the document" says={line.section} />
      {line.lines === undefined && <Item term="Our test" says={line.looksAt} />}
      {line.statuses.map(({ status, when }) => (
        <div key={status}>
          <dt>
            <StatusMark status={status} />
          </dt>
          <dd>{when}</dd>
        </div>
      ))}
      <Item term="Applies to" says={line.applies} />
      <Item term="Also answered by" says={line.answeredBy} />
      <Item term={line.ask?.kind === 'confirm' ? 'To confirm' : 'To provide'} says={line.ask?.says} />
      <Item term="Our reading" says={line.reading && `${line.reading.says} (signed ${line.reading.signed})`} />
      <Item term="If not met" says={line.excludes && 'The drug is excluded for this patient.'} />
    </dl>
  </div>
);

const Item = ({ term, says }: { readonly term: string; readonly says: string | undefined }) =>
  says === undefined ? null : (
    <div>
      <dt>{term}</dt>
      <dd>{says}</dd>
    </div>
  );
