import { useId, useRef, useState } from 'preact/hooks';

/** A text to copy, with its name and a button. Where the browser does not let us copy, the text is selected. */
export function Copied({ name, text }: { readonly name: string; readonly text: string }) {
  const [said, setSaid] = useState('');
  const shown = useRef<HTMLPreElement>(null);
  const id = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
      setSaid('Selected: press Ctrl+C or ⌘C.');
    }
  };
  return (
    <div class="copied">
      <p>
        <span id={id}>{name}</span>
        <button type="button" aria-label={`Copy: ${name}`} onClick={copy}>
          Copy
        </button>
        <span role="status">{said}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable with the keyboard */}
      <section aria-labelledby={id} tabIndex={0} class="scrolled">
        <pre ref={shown}>{text}</pre>
      </section>
    </div>
  );
}
