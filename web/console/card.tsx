import { useId, useState } from 'preact/hooks';
import type { Card } from '../../src/hooks/cds-hooks.ts';
import { fetchJson } from './data.ts';
import { Markdown } from './markdown.tsx';

/** A card as an EHR would show it, with its suggestions and its reasons for setting it aside. */
export function CardView({ card }: { readonly card: Card }) {
  const heading = useId();
  return (
    <article class={`card ${card.indicator}`} aria-labelledby={heading}>
      <h3 id={heading}>
        <span class="indicator">{card.indicator === 'warning' ? '⚠ Warning' : 'ⓘ Information'}</span> {card.summary}
      </h3>
      <div class="detail">
        <Markdown text={card.detail ?? ''} />
      </div>
      {card.links?.map(({ label, url }) => (
        <p key={url} class="aside">
          An EHR would open here: {label} (SMART app at <code>{url}</code>)
        </p>
      ))}
      <p class="aside">Source: {card.source.label}</p>
      <Answer card={card} />
    </article>
  );
}

/** What a clinician does with the card; it is sent as feedback, as an EHR would. */
function Answer({ card }: { readonly card: Card }) {
  const [said, setSaid] = useState('');
  const [reason, setReason] = useState(card.overrideReasons[0]?.code ?? '');
  const id = useId();
  const send = async (done: string, item: Readonly<Record<string, unknown>>) => {
    const feedback = [{ card: card.uuid, outcomeTimestamp: new Date().toISOString(), ...item }];
    setSaid(
      await fetchJson('/cds-services/order-sign/feedback', { feedback }).then(
        () => done,
        (error: Error) => error.message,
      ),
    );
  };
  const override = () => {
    const chosen = card.overrideReasons.find(({ code }) => code === reason);
    return send('Set aside. The feedback is in “Recent”.', {
      outcome: 'overridden',
      overrideReason: chosen && { reason: chosen },
    });
  };
  return (
    <div class="answer">
      {card.suggestions?.map(({ label, uuid }) => (
        <button
          type="button"
          key={uuid}
          onClick={() => send(`Taken up: ${label}.`, { outcome: 'accepted', acceptedSuggestions: [{ id: uuid }] })}
        >
          {label}
        </button>
      ))}
      <p class="override">
        <label for={id}>Set this card aside because</label>
        <select id={id} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)}>
          {card.overrideReasons.map(({ code, display }) => (
            <option key={code} value={code}>
              {display}
            </option>
          ))}
        </select>
        <button type="button" onClick={override}>
          Set aside
        </button>
      </p>
      <p role="status">{said}</p>
    </div>
  );
}
