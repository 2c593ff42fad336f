import type { Determination } from '../../src/hooks/determination.ts';
import { outcomeWords } from './outcome.ts';
import { Page, WithJson } from './page.tsx';

interface Kept<Content> {
  readonly id: string;
  readonly at: string;
  readonly patient?: string;
  readonly card?: string;
  readonly content: Content;
}

/** Feedback as a client sent it: anything may stand there. */
interface Feedback {
  readonly outcome?: unknown;
  readonly overrideReason?: { readonly reason?: { readonly code?: unknown; readonly display?: unknown } };
}

interface RecentData {
  readonly determinations: readonly Kept<Determination>[];
  readonly feedback: readonly Kept<Feedback>[];
}

/** What was determined last, and what became of the cards. */
export const Recent = () => (
  <Page title="Recent">
    <WithJson<RecentData> path="/console/recent.json" fresh>
      {({ determinations, feedback }) => (
        <>
          <section aria-labelledby="determinations">
            <h2 id="determinations">Determinations</h2>
            {determinations.length === 0 ? <p>None yet.</p> : <Determinations kept={determinations} />}
          </section>
          <section aria-labelledby="feedback">
            <h2 id="feedback">Feedback</h2>
            {feedback.length === 0 ? <p>None yet.</p> : <FeedbackList kept={feedback} />}
          </section>
        </>
      )}
    </WithJson>
  </Page>
);

const Determinations = ({ kept }: { readonly kept: readonly Kept<Determination>[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col">Outcome</th>
      </tr>
    </thead>
    <tbody>
      {kept.map(({ id, at, patient, content }) => (
        <tr key={id}>
          <td>
            <a href={`/determinations/${encodeURIComponent(id)}`}>{momentOf(at)}</a>
            <span class="aside">
              {content.order}
              {patient !== undefined && ` for Patient/${patient}`}
            </span>
          </td>
          <td>
            {outcomeWords[content.outcome]}
            <span class="aside">
              {content.policy ? `${content.policy.id} ${content.policy.version}` : 'no policy held'}
              {content.stillNeeded.length > 0 &&
                `; open: ${content.stillNeeded.map(({ criterion }) => criterion).join(', ')}`}
            </span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const FeedbackList = ({ kept }: { readonly kept: readonly Kept<Feedback>[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col">What became of it</th>
      </tr>
    </thead>
    <tbody>
      {kept.map(({ id, at, card, content }) => (
        <tr key={id}>
          <td>
            {momentOf(at)}
            <span class="aside">card {card}</span>
          </td>
          <td>
            {String(content.outcome)} <span class="aside">{reasonOf(content)}</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

function reasonOf({ overrideReason }: Feedback): string {
  const { display, code } = overrideReason?.reason ?? {};
  return String(display ?? code ?? '');
}

const momentOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
