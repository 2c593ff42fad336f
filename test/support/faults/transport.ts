import {
  type Answer,
  bad,
  CANARY,
  FHIR_JSON,
  first,
  good,
  healthy,
  late,
  type Modes,
  replying,
  writing,
} from './mode.ts';

const body = JSON.stringify(healthy);
const half = body.slice(0, body.length / 2);
const length = Buffer.byteLength(body);
const head = (...lines: readonly string[]) =>
  ['HTTP/1.1 200 OK', `content-type: ${FHIR_JSON}`, `x-remark: ${CANARY}`, ...lines, '', ''].join('\r\n');
const withLength = (bytes: number) => head(`content-length: ${bytes}`);
const chunked = head('transfer-encoding: chunked');
const chunk = (text: string, size = Buffer.byteLength(text).toString(16)) => `${size}\r\n${text}\r\n`;

/** One piece after the other, so slowly that the whole never arrives. */
const dripping =
  (start: string, drop: string): Answer =>
  ({ request }) => {
    const { socket } = request;
    socket.write(start);
    const drops = setInterval(() => socket.write(drop), 50);
    socket.on('close', () => clearInterval(drops));
    socket.on('error', () => clearInterval(drops));
  };

const resetting: Answer = ({ request }) => request.socket.resetAndDestroy();
const hangingUp: Answer = ({ request }) => request.socket.destroy();
const after =
  (milliseconds: number, answer: Answer): Answer =>
  (exchange) => {
    const later = setTimeout(() => answer(exchange), milliseconds);
    exchange.response.on('close', () => clearTimeout(later));
  };

/** Breaks the line, stalls, or speaks no HTTP. */
export const transportModes: Modes = {
  'never answers': late(() => undefined),
  'sends headers and no body': late(writing(withLength(length), 'open')),
  'sends headers drop by drop': late(dripping(`HTTP/1.1 200 OK\r\ncontent-type: ${FHIR_JSON}\r\nx-remark: `, 'x')),
  'sends a header a moment, without an end': late(dripping('HTTP/1.1 200 OK\r\n', 'x-remark: x\r\n')),
  'sends a body drop by drop': late(dripping(chunked, chunk(' '))),
  'sends a body of known length drop by drop': late(dripping(`${withLength(length)}{`, ' ')),
  'stalls after half a body': late(writing(withLength(length) + half, 'open')),
  'stalls after half a body in chunks': late(writing(chunked + chunk(half), 'open')),
  'stalls before the last chunk, with all the results sent': late(writing(chunked + chunk(body), 'open')),
  'stalls within the status line': late(writing('HTTP/1.1 2', 'open')),
  'promises more than it has, and waits': late(writing(withLength(length + 1) + body, 'open')),
  'answers after the deadline': late(after(1_500, replying(healthy))),
  'is busy at first, and then never answers': late(first(replying({}, { status: 503 }), () => undefined)),
  'takes a moment': good(after(250, replying(healthy))),

  'hangs up before an answer, each time': bad(hangingUp, { requests: 2 }),
  'resets the line before an answer, each time': bad(resetting, { requests: 2 }),
  'hangs up within the status line': bad(writing('HTTP/1.1 20')),
  'hangs up after the headers': bad(writing(withLength(length))),
  'hangs up within the body': bad(writing(withLength(length) + half)),
  'resets the line within the body': bad(({ request }) => {
    request.socket.write(withLength(length) + half, () => request.socket.resetAndDestroy());
  }),
  'hangs up within a chunk': bad(writing(chunked + chunk(body).slice(0, -20))),
  'hangs up before the last chunk, with all the results sent': bad(writing(chunked + chunk(body))),
  'promises more than it has, and hangs up': bad(writing(withLength(length + 1) + body)),
  'promises less than it sends': bad(writing(withLength(length - 1) + body)),
  'promises two different lengths': bad(writing(head(`content-length: ${length}`, 'content-length: 5') + body)),
  'promises a length that is no number': bad(writing(head('content-length: many') + body)),
  'promises a negative length': bad(writing(head('content-length: -1') + body)),
  'names chunks larger than they are': bad(writing(`${chunked}${chunk(body, 'fffff')}0\r\n\r\n`)),
  'names chunks smaller than they are': bad(writing(`${chunked}${chunk(body, '5')}0\r\n\r\n`)),
  'names chunks by words': bad(writing(`${chunked}${chunk(body, 'many')}0\r\n\r\n`)),
  'sends a length and chunks': bad(
    writing(`${head(`content-length: ${length}`, 'transfer-encoding: chunked')}${chunk(body)}0\r\n\r\n`),
  ),
  'says 100, and never more': bad(writing('HTTP/1.1 100 Continue\r\n\r\n', 'open')),
  'speaks no HTTP': bad(writing(`SSH-2.0-OpenSSH_9.9 ${CANARY}\r\n`)),
  'sends noise': bad(writing(Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x00, 0x80, 0x0a]))),
  'sends the body alone': bad(writing(body)),
  'sends another version of HTTP': bad(writing(`HTTP/9.9 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`)),
  'sends a status that is no number': bad(writing(`HTTP/1.1 OK\r\ncontent-length: ${length}\r\n\r\n${body}`)),
  'switches to another protocol': bad(writing('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n')),
  'sends 200 kB of headers': bad(writing(head(`x-long: ${'x'.repeat(200_000)}`, `content-length: ${length}`) + body)),
  'sends 20,000 headers': bad(writing(head(...Array.from({ length: 20_000 }, (_, index) => `x-${index}: x`)) + body)),
  'sends a header with a line break in it': bad(writing(`${head(`x: a\r\n\0b`, `content-length: ${length}`)}${body}`)),

  'answers as HTTP 1.0, by the end of the line': good(
    writing(`HTTP/1.0 200 OK\r\ncontent-type: ${FHIR_JSON}\r\n\r\n${body}`),
  ),
  'sends honest chunks of one byte': good(
    writing(`${chunked}${[...body].map((each) => chunk(each)).join('')}0\r\n\r\n`),
  ),
  'closes the line after each answer': good((exchange) => {
    exchange.response.shouldKeepAlive = false;
    replying(healthy)(exchange);
  }),
};
