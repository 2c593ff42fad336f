import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Loaded, useJson } from './data.ts';
import { to } from './route.ts';

let isFirst = true;

/** A page with its title and heading. Coming from another page, the heading takes the focus, so that it is read out. */
export function Page({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Countersign`;
    if (!isFirst) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    isFirst = false;
  }, [title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}

/** An address that names no page. */
export const Nothing = () => (
  <Page title="Nothing here">
    <p>
      This address names no page. <a href={to('policies')}>To the policies</a>
    </p>
  </Page>
);

/** A part of a page that needs data: says that it is coming, or why it is not. */
export function WithJson<Data>({
  path,
  fresh = false,
  children,
}: {
  readonly path: string;
  readonly fresh?: boolean;
  readonly children: (data: Data) => ComponentChildren;
}) {
  const loaded = useJson<Data>(path, { fresh });
  return <Shown loaded={loaded}>{children}</Shown>;
}

function Shown<Data>({
  loaded,
  children,
}: {
  readonly loaded: Loaded<Data>;
  readonly children: (data: Data) => ComponentChildren;
}) {
  switch (loaded.kind) {
    case 'loading':
      return <p role="status">Loading…</p>;
    case 'failed':
      return (
        <p role="alert" class="problem">
          {loaded.says}
        </p>
      );
    case 'there':
      return <>{children(loaded.data)}</>;
  }
}
