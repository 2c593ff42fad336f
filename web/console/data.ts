import { useEffect, useState } from 'preact/hooks';

/** Data on its way, there, or not to be had. */
export type Loaded<Data> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'there'; readonly data: Data }
  | { readonly kind: 'failed'; readonly says: string };

/** Fetches JSON of this service. Throws an Error whose message a person can read. */
export async function fetchJson<Data>(path: string, body?: unknown): Promise<Data> {
  const response = await fetch(path, body === undefined ? {} : posted(body)).catch(() => {
    throw new Error('The service does not answer. Is it still running?');
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(whyOf(answer) ?? `The service answered with HTTP ${response.status}.`);
  return answer as Data;
}

const posted = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** What the service says of a call that failed (an OperationOutcome). */
function whyOf(answer: unknown): string | undefined {
  const { issue } = (answer ?? {}) as { issue?: readonly { diagnostics?: string }[] };
  return issue?.[0]?.diagnostics;
}

const kept = new Map<string, unknown>();

/** Data of a page. What does not change while the service runs is fetched once. */
export function useJson<Data>(path: string, { fresh = false } = {}): Loaded<Data> {
  const [loaded, setLoaded] = useState<Loaded<Data>>(() =>
    kept.has(path) ? { kind: 'there', data: kept.get(path) as Data } : { kind: 'loading' },
  );
  useEffect(() => {
    let left = false;
    if (kept.has(path)) {
      setLoaded({ kind: 'there', data: kept.get(path) as Data });
      return;
    }
    fetchJson<Data>(path).then(
      (data) => {
        if (!fresh) kept.set(path, data);
        if (!left) setLoaded({ kind: 'there', data });
      },
      (error: Error) => left || setLoaded({ kind: 'failed', says: error.message }),
    );
    return () => {
      left = true;
    };
  }, [path]);
  return loaded;
}
