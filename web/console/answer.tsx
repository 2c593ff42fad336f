import { useEffect, useRef } from 'preact/hooks';
import type { HookResponse } from '../../src/hooks/cds-hooks.ts';
import { CardView } from './card.tsx';
import { DeterminationTree } from './determination.tsx';

/** Nothing signed yet; an answer; or why there is none. */
export type Signed =
  | { readonly kind: 'none' | 'signing' }
  | { readonly kind: 'answered'; readonly response: HookResponse }
  | { readonly kind: 'failed'; readonly says: string };

/** The cards that came back, each beside its determination. The heading takes the focus. */
export function Answer({ signed }: { readonly signed: Signed }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (signed.kind === 'answered') heading.current?.focus();
  }, [signed]);
  return (
    <>
      <p role="status">
        {signed.kind === 'signing' ? 'Signing…' : signed.kind === 'answered' ? saidOf(signed.response) : ''}
      </p>
      <p role="alert" class={signed.kind === 'failed' ? 'problem' : undefined}>
        {signed.kind === 'failed' && signed.says}
      </p>
      {signed.kind === 'answered' && (
        <section aria-labelledby="answer">
          <h2 id="answer" ref={heading} tabIndex={-1}>
            Answer
          </h2>
          {signed.response.cards.map((card) => (
            <div key={card.uuid} class="sides answered">
              <CardView card={card} />
              <DeterminationTree determination={card.extension['countersign.determination']} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}

const saidOf = ({ cards }: HookResponse): string =>
  cards.length === 0
    ? 'No card: none of the orders is for a drug that a policy held here speaks of.'
    : `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}: ${cards.map(({ summary }) => summary).join('; ')}`;
