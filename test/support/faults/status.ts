import { bad, first, good, healthy, type Modes, replying, results, searchset, sending } from './mode.ts';

/** Every one of them comes with a whole, honest body: the status alone says that it is no answer. */
const refusals = [
  400, 401, 402, 403, 404, 406, 408, 409, 410, 411, 412, 413, 414, 415, 418, 422, 423, 425, 428, 431, 451, 500, 501,
  502, 504, 507, 508, 511, 599, 999,
];

/** Of seven results, all but the one that would count against the patient. */
const part = searchset(results.slice(0, 2));
const error = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', diagnostics: 'canary-text-9d2c' }] };
const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };

/** Answers with another status than 200. */
export const statusModes: Modes = {
  ...Object.fromEntries(
    refusals.map((status) => [`answers ${status}`, bad(replying(healthy, { status }), { requests: 1 })]),
  ),
  'answers 500 with an OperationOutcome': bad(replying(error, { status: 500 }), { requests: 1 }),
  'answers 401 with a challenge': bad(replying(error, { status: 401, headers: challenge }), { requests: 1 }),
  'answers 405 to every method': bad(replying(error, { status: 405 }), { requests: 2 }),
  'answers 429 again and again': bad(replying(error, { status: 429 }), { requests: 2 }),
  'answers 503 again and again': bad(replying(error, { status: 503 }), { requests: 2 }),
  'answers 429 and asks for an hour': bad(replying(error, { status: 429, headers: { 'retry-after': '3600' } }), {
    requests: 1,
  }),
  'answers 429 and asks for 3 seconds': bad(replying(error, { status: 429, headers: { 'retry-after': '3' } }), {
    requests: 1,
  }),
  'answers 503 and names a day to come back': bad(
    replying(error, { status: 503, headers: { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' } }),
    { requests: 1 },
  ),
  'answers 503 and asks for -1 seconds': bad(replying(error, { status: 503, headers: { 'retry-after': '-1' } })),
  'answers 429, then 500': bad(first(replying(error, { status: 429 }), replying(error, { status: 500 })), {
    requests: 2,
  }),
  'answers 201, as if something had been made': bad(replying(part, { status: 201 })),
  'answers 202, and means later': bad(replying(part, { status: 202 })),
  'answers 203, changed on the way': bad(replying(part, { status: 203 })),
  'answers 204, with nothing': bad(sending('', { status: 204, headers: { 'content-type': undefined } })),
  'answers 205, with nothing': bad(sending('', { status: 205 })),
  'answers 206, with a part': bad(replying(part, { status: 206, headers: { 'content-range': 'bytes 0-99/900' } })),
  'answers 300, with a choice': bad(replying(part, { status: 300 })),
  'answers 304, though nothing was asked for before': bad(sending('', { status: 304 })),
  'sends hints before the answer': good((exchange) => {
    exchange.response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    replying(healthy)(exchange);
  }),
  'says that it is at work before the answer': good((exchange) => {
    exchange.response.writeProcessing();
    replying(healthy)(exchange);
  }),
};
