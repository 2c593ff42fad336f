import {
  type Answer,
  bad,
  type Exchange,
  first,
  good,
  healthy,
  INHIBITOR,
  type Modes,
  replying,
  results,
  searchset,
} from './mode.ts';

const busy = (status: number, after?: string): Answer => replying({}, { status, headers: { 'retry-after': after } });

/** Takes no search in an address, only in a form. */
const byForm =
  (then: Answer): Answer =>
  (exchange) => {
    const { request, url } = exchange;
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    if (request.method !== 'POST') return replying({}, { status: 405, headers: { allow: 'POST' } })(exchange);
    if (!url.pathname.endsWith('/Observation/_search') || !isForm) return replying({}, { status: 415 })(exchange);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const isWhole = asked.get('patient') === 'demo-hemgenix' && asked.get('category') === 'laboratory';
      (isWhole && url.search === '' ? then : replying({}, { status: 400 }))(exchange);
    });
  };

/** Two pages; the line is closed as the second is asked for, as a server does that was idle for too long. */
const idle = (exchange: Exchange): void => {
  const [onFirst, onLast] = [
    results.filter(({ id }) => id !== INHIBITOR),
    results.filter(({ id }) => id === INHIBITOR),
  ];
  const link = [{ relation: 'next', url: `${exchange.base}/Observation?page=2` }];
  if (exchange.attempt === 1) replying(searchset(onFirst, { link }))(exchange);
  else if (exchange.attempt === 2) exchange.request.socket.destroy();
  else replying(searchset(onLast))(exchange);
};

/** Fails once, and is honest when it is asked again. */
export const recoveryModes: Modes = {
  'is busy once, and asks for no pause': good(first(busy(429, '0')), { requests: 2 }),
  'is busy once, and asks for a second': good(first(busy(429, '1')), { requests: 2 }),
  'is busy once, and asks for two seconds': good(first(busy(429, '2')), { requests: 2 }),
  'is busy once, and says nothing of a pause': good(first(busy(429)), { requests: 2 }),
  'is not available once': good(first(busy(503)), { requests: 2 }),
  'is not available once, and asks for no pause': good(first(busy(503, '0')), { requests: 2 }),
  'resets the line once': good(
    first(({ request }) => request.socket.resetAndDestroy()),
    { requests: 2 },
  ),
  'hangs up once': good(
    first(({ request }) => request.socket.destroy()),
    { requests: 2 },
  ),
  'closes an idle line as the next page is asked for': good(idle, { requests: 3 }),
  'is busy once on each of two pages': good(
    (exchange) =>
      exchange.attempt % 2 === 1 ? busy(503)(exchange) : idle({ ...exchange, attempt: exchange.attempt === 2 ? 1 : 3 }),
    { requests: 4 },
  ),
  'takes a search only as a form': good(byForm(replying(healthy)), { requests: 2 }),
  'takes a search only as a form, and is busy once': good(
    byForm((exchange) => (exchange.attempt === 2 ? busy(503, '0') : replying(healthy))(exchange)),
    { requests: 3 },
  ),
  'takes a search only as a form, and fails': bad(byForm(replying(healthy, { status: 500 })), { requests: 2 }),
  'fails once by 500, which asking again would not mend': bad(first(replying({}, { status: 500 })), { requests: 1 }),
};
