import {
  type Answer,
  bad,
  CANARY,
  type Exchange,
  good,
  healthy,
  INHIBITOR,
  type Mode,
  type Modes,
  partly,
  replying,
  results,
  searchset,
  sending,
} from './mode.ts';

const onFirst = results.filter(({ id }) => id !== INHIBITOR);
const onLast = results.filter(({ id }) => id === INHIBITOR);
const page = ({ url }: Exchange): number => Number(url.searchParams.get('page') ?? 1);
const next = (url: unknown) => ({ link: [{ relation: 'next', url }] });
const sibling = ({ base }: Exchange, number: number | string) => `${base}/Observation?page=${number}`;

/** What the server answers when asked for another page than the first. */
const honestLast: Answer = replying(searchset(onLast));

/** All results but the inhibitor test, which stands behind a link. Whoever follows the link finds it. */
const behind =
  (link: (exchange: Exchange) => unknown, last: Answer = honestLast): Answer =>
  (exchange) =>
    page(exchange) === 1 && exchange.attempt === 1
      ? replying(searchset(onFirst, next(link(exchange))))(exchange)
      : last(exchange);

/** A link that is not followed. */
const unfollowed = (link: (exchange: Exchange) => unknown): Mode => partly(behind(link), { requests: 1 });
const host = ({ base }: Exchange) => new URL(base).host;

/** The results on so many pages, the inhibitor test on the first; what follows the last is asked for too where it is named. */
const pages =
  (count: number): Answer =>
  (exchange) => {
    const number = page(exchange);
    const more = number < count ? next(sibling(exchange, number + 1)) : {};
    replying(searchset(number === 1 ? results : [], more))(exchange);
  };

/** So many results on one page, ours the first of them. */
const crowd = (count: number) =>
  searchset([
    ...results,
    ...Array.from({ length: count - results.length }, (_, index) => ({
      resourceType: 'Observation',
      id: `other-${index}`,
      status: 'final',
      code: { text: 'Height' },
      subject: { reference: 'Patient/demo-hemgenix' },
    })),
  ]);

const redirecting =
  (status: number, location: (exchange: Exchange) => string): Answer =>
  (exchange) =>
    exchange.url.searchParams.has('page')
      ? replying(healthy)(exchange)
      : sending(CANARY, { status, headers: { location: location(exchange) } })(exchange);

/** Sends the reader to other pages, other places, and round in circles. */
export const linkModes: Modes = {
  'has a second page': good(behind((exchange) => sibling(exchange, 2))),
  'has a second page at its base address': good(behind(({ base }) => `${base}?page=2`)),
  'has a second page with an address of 8 kB': good(
    behind((exchange) => `${sibling(exchange, 2)}&${'x'.repeat(8_000)}`),
  ),
  'has ten pages': good(pages(10), { requests: 10 }),
  'has a second page that is empty': good((exchange) =>
    replying(page(exchange) === 1 ? searchset(results, next(sibling(exchange, 2))) : searchset([]))(exchange),
  ),
  'has eleven pages': partly(pages(11), { requests: 10 }),
  'has pages without an end': partly(pages(Number.POSITIVE_INFINITY), { requests: 10 }),
  'has 2,000 results on one page': good(replying(crowd(2_000))),
  'has 2,001 results on one page': partly(replying(crowd(2_001))),
  'names the same page as the next, each time': partly(
    (exchange) => replying(searchset(results, next(sibling(exchange, 1))))(exchange),
    { requests: 2 },
  ),
  'goes to and fro between two pages': partly(
    (exchange) => replying(searchset(results, next(sibling(exchange, (page(exchange) % 2) + 1))))(exchange),
    { requests: 3 },
  ),

  'names a next page on another server': unfollowed(({ elsewhere }) => `${elsewhere}/Observation?page=2`),
  'names a next page under another name of the host': unfollowed(
    (exchange) => `http://localhost:${new URL(exchange.base).port}/fhir/Observation?page=2`,
  ),
  'names a next page on a host whose name begins the same': unfollowed(
    (exchange) => `http://${host(exchange)}.example.org/fhir/Observation?page=2`,
  ),
  'names a next page on a port that begins the same': unfollowed(
    (exchange) => `${new URL(exchange.base).origin}0/fhir/Observation?page=2`,
  ),
  'names a next page in https': unfollowed((exchange) => `https://${host(exchange)}/fhir/Observation?page=2`),
  'names a next page beside its own path': unfollowed((exchange) => `http://${host(exchange)}/other?page=2`),
  'names a next page on a path that begins the same': unfollowed(
    (exchange) => `http://${host(exchange)}/fhir-other/Observation?page=2`,
  ),
  'names a next page above its own path': unfollowed(({ base }) => `${base}/../admin?page=2`),
  'names a next page above its own path, encoded': unfollowed(({ base }) => `${base}/%2e%2E/admin?page=2`),
  'names a next page above its own path, by a backslash': unfollowed(({ base }) => `${base}\\..\\admin?page=2`),
  'names a next page with a user': unfollowed((exchange) => `http://user@${host(exchange)}/fhir/Observation?page=2`),
  'names a next page with a password': unfollowed((exchange) => `http://:x@${host(exchange)}/fhir/Observation?page=2`),
  'names a next page with itself as the user': unfollowed(
    (exchange) => `http://${host(exchange)}@${new URL(exchange.elsewhere).host}/fhir/Observation?page=2`,
  ),
  'names a next page by its query alone': unfollowed(() => '?page=2'),
  'names a next page by its path alone': unfollowed(() => '/fhir/Observation?page=2'),
  'names a next page without a scheme': unfollowed((exchange) => `//${host(exchange)}/fhir/Observation?page=2`),
  'names a script as the next page': unfollowed(() => 'javascript:fetch("//example.org")'),
  'names a file as the next page': unfollowed(() => 'file:///etc/passwd'),
  'holds the next page within its link': unfollowed(
    () => `data:application/fhir+json,${encodeURIComponent(JSON.stringify(searchset(onLast)))}`,
  ),
  'names a next page by a number': unfollowed(() => 2),
  'names a next page by nothing': unfollowed(() => ''),
  'names a next page with a line break': unfollowed(
    (exchange) => `http://${host(exchange)}/other\r\nHost: example.org?page=2`,
  ),

  'answers the second page with 500': partly(behind((exchange) => sibling(exchange, 2), replying({}, { status: 500 }))),
  'answers the second page with 401': partly(behind((exchange) => sibling(exchange, 2), replying({}, { status: 401 }))),
  'answers the second page with 404': partly(behind((exchange) => sibling(exchange, 2), replying({}, { status: 404 }))),
  'answers the second page with 410, expired': partly(
    behind((exchange) => sibling(exchange, 2), replying({}, { status: 410 })),
  ),
  'answers the second page with a login page': partly(
    behind((exchange) => sibling(exchange, 2), sending('<html>', { headers: { 'content-type': 'text/html' } })),
  ),
  'answers the second page with another resource': partly(
    behind((exchange) => sibling(exchange, 2), replying({ resourceType: 'Patient', id: CANARY })),
  ),
  'redirects on the second page': partly(
    behind(
      (exchange) => sibling(exchange, 2),
      ({ response, elsewhere }) => response.writeHead(302, { location: `${elsewhere}/Observation` }).end(),
    ),
  ),
  'hangs up on the second page, each time': partly(
    behind(
      (exchange) => sibling(exchange, 2),
      ({ request }) => request.socket.destroy(),
    ),
  ),
  'never answers the second page': partly(
    behind(
      (exchange) => sibling(exchange, 2),
      () => undefined,
    ),
    { deadlineMs: 1_500 },
  ),

  ...Object.fromEntries(
    [301, 302, 303, 307, 308].flatMap((status) => [
      [
        `redirects by ${status} to another server`,
        bad(
          redirecting(status, ({ elsewhere }) => `${elsewhere}/Observation?page=2`),
          { requests: 1 },
        ),
      ],
      [
        `redirects by ${status} within the server`,
        bad(
          redirecting(status, (exchange) => sibling(exchange, 2)),
          { requests: 1 },
        ),
      ],
    ]),
  ),
  'redirects to itself': bad(
    redirecting(302, (exchange) => `${exchange.base}/Observation`),
    { requests: 1 },
  ),
  'redirects to a file': bad(
    redirecting(302, () => 'file:///etc/passwd'),
    { requests: 1 },
  ),
  'redirects to a script': bad(
    redirecting(302, () => 'javascript:alert(1)'),
    { requests: 1 },
  ),
  'redirects to nowhere': bad(sending(CANARY, { status: 302 }), { requests: 1 }),
  'redirects by a header of another name': good((exchange) =>
    replying(healthy, { headers: { refresh: `0; url=${exchange.elsewhere}`, 'content-location': exchange.elsewhere } })(
      exchange,
    ),
  ),
};
