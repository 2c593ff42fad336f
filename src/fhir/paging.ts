import { isWithin } from './address.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { FAILED, type Reading } from './reading.ts';

const MAX_PAGES = 10;
const MAX_ENTRIES = 2_000;

/** All pages of a search, on the same server and within the limits; what is cut off, or failed on the way, makes it incomplete. */
export async function collectPages(
  first: unknown,
  base: string,
  read: (url: string) => Promise<unknown>,
): Promise<Reading> {
  const resources: Resource[] = [];
  const links = new Set<string>();
  let listed = 0;
  const result = (complete: boolean): Reading => ({
    kind: 'read',
    resources: resources.slice(0, MAX_ENTRIES),
    complete: complete && resources.length <= MAX_ENTRIES,
  });
  let page = first;
  while (isResource(page, 'Bundle')) {
    const found = entriesOf(page);
    resources.push(...found.resources);
    listed += itemsAt(page, 'entry').length;
    const next = nextLink(page);
    if (!found.complete || next === undefined) return result(found.complete && !saysMore(page, listed));
    const more = links.size + 1 < MAX_PAGES && resources.length < MAX_ENTRIES && !links.has(next);
    if (!more || !isWithin(next, base)) return result(false);
    links.add(next);
    page = await read(next).catch(() => undefined);
  }
  return links.size === 0 ? FAILED : result(false);
}

/**
 * The resources of a Bundle, without the server's remarks. An error among the remarks makes it incomplete, and so does an
 * entry that holds no resource: nobody can tell what it was to be.
 */
export function entriesOf(bundle: Resource): { readonly resources: readonly Resource[]; readonly complete: boolean } {
  const written = at(bundle, 'entry');
  const resources: Resource[] = [];
  let complete = written === undefined || (typeof written === 'object' && written !== null);
  for (const entry of itemsAt(bundle, 'entry')) {
    const resource = at(entry, 'resource');
    if (!isResource(resource)) complete = false;
    else if (resource.resourceType !== 'OperationOutcome') resources.push(resource);
    else if (isFailure(resource)) complete = false;
  }
  return { resources, complete };
}

/** True where a Bundle says that more was found than so many entries. */
export function saysMore(bundle: Resource, listed: number): boolean {
  const total = at(bundle, 'total');
  return typeof total === 'number' && total > listed;
}

/** The link to a Bundle's next page; empty where there is one that names no address. */
export const nextLink = (bundle: Resource): string | undefined =>
  itemsAt(bundle, 'link')
    .filter((link) => textAt(link, 'relation') === 'next')
    .map((link) => textAt(link, 'url') ?? '')[0];

/** True where an OperationOutcome reports an error. */
export const isFailure = (outcome: Resource): boolean =>
  itemsAt(outcome, 'issue').some((issue) => ['error', 'fatal'].includes(textAt(issue, 'severity') ?? ''));
