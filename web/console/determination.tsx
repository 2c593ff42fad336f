import { isOpen } from '../../src/criteria/status.ts';
import type { CriterionLine, Determination, NeededItem } from '../../src/hooks/determination.ts';
import { outcomeWords } from './outcome.ts';
import { to } from './route.ts';
import { StatusMark } from './status.tsx';
import { whatWouldChange } from './what-would-change.ts';

/** A determination as a tree: every line with its status and evidence, and what would change the open ones. */
export function DeterminationTree({ determination }: { readonly determination: Determination }) {
  const { outcome, reason, policy, asOf, criteria, stillNeeded, siteOfCare, id } = determination;
  return (
    <section aria-label="Determination">
      <h3>{outcomeWords[outcome]}</h3>
      <p>
        {policy !== undefined && (
          <>
            <a href={to('policies', policy.id, policy.version)}>
              {policy.title}, version {policy.version}
            </a>
            ;{' '}
          </>
        )}
        judged as of {asOf}
        {reason !== undefined && `; reason: ${reason.replaceAll('-', ' ')}`}.{' '}
        <a href={`/determinations/${id}`}>As JSON</a>
      </p>
      <Tree lines={criteria} needed={stillNeeded} />
      {siteOfCare !== undefined && siteOfCare.criteria.length > 0 && (
        <>
          <h4>Where it is given: {siteOfCare.outcome.replaceAll('-', ' ')}</h4>
          <Tree lines={siteOfCare.criteria} needed={siteOfCare.stillNeeded} />
        </>
      )}
    </section>
  );
}

interface Judged {
  readonly lines: readonly CriterionLine[];
  readonly needed: readonly NeededItem[];
}

const Tree = ({ lines, needed }: Judged) => <Branch of={undefined} lines={lines} needed={needed} />;

function Branch({ of, lines, needed }: Judged & { readonly of: string | undefined }) {
  const own = lines.filter(({ partOf }) => partOf === of);
  if (own.length === 0) return null;
  return (
    <ul class="tree">
      {own.map((line) => (
        <li key={line.id}>
          <details open={isOpen(line.status) || line.status === 'not-met'}>
            <summary>
              <StatusMark status={line.status} /> <span class="id">{line.id}</span> {line.name}
            </summary>
            <Shown line={line} needed={needed} />
          </details>
          <Branch of={line.id} lines={lines} needed={needed} />
        </li>
      ))}
    </ul>
  );
}

function Shown({ line, needed }: { readonly line: CriterionLine; readonly needed: readonly NeededItem[] }) {
  const changing = isOpen(line.status) ? whatWouldChange(line, needed) : [];
  return (
    <div class="line">
      <p>
        {line.text} <span class="aside">(section {line.section})</span>
      </p>
      {line.evidence.length > 0 && (
        <ul class="evidence">
          {line.evidence.map(({ reference, says, counts }) => (
            <li key={`${reference} ${says}`}>
              {!counts && <strong>Not counted: </strong>}
              {says} <code>{reference}</code>
            </li>
          ))}
        </ul>
      )}
      {changing.length > 0 && (
        <div class="changing">
          <strong>What would change this</strong>
          {changing.map((each) => (
            <p key={each}>{each}</p>
          ))}
        </div>
      )}
    </div>
  );
}
