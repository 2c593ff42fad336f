import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** `100 Continue` came before it. */
  readonly continued: boolean;
  /** The server ended the connection behind it. */
  readonly closed: boolean;
  /** Bytes that were handed to the socket before the answer was whole. */
  readonly sent: number;
}

/** What is written, one after the other; each is waited for. */
export type Parts = readonly (string | Buffer)[] | AsyncIterable<string | Buffer>;

/** Writes to the server as it stands, byte by byte, and reads one answer. `fetch` would correct what is odd. */
export async function exchange(url: string, parts: Parts): Promise<RawAnswer> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return talk(socket, parts);
}

/** As above, over a connection that stands. */
export async function talk(socket: Duplex, parts: Parts): Promise<RawAnswer> {
  let received = Buffer.alloc(0);
  let sent = 0;
  let first = '';
  // What the server no longer takes is no error of the test: its answer counts.
  socket.on('error', () => {});
  const closed = new Promise<true>((resolve) => {
    for (const event of ['end', 'close']) socket.once(event, () => resolve(true));
  });
  const answered = new Promise<ReturnType<typeof answerIn>>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const answer = answerIn(received, first.startsWith('HEAD'));
      if (answer !== undefined) resolve(answer);
    });
    void closed.then(() => resolve(answerIn(received, true)));
  });
  let isOver = false;
  const over = answered.then(() => {
    isOver = true;
  });
  const writing = (async () => {
    for await (const part of parts) {
      if (isOver || socket.destroyed) return;
      first ||= part.toString('latin1', 0, 10);
      sent += part.length;
      if (!socket.write(part)) await Promise.race([once(socket, 'drain').catch(() => {}), over, closed]);
    }
  })();
  const answer = await answered;
  const sentBefore = sent;
  if (answer === undefined) throw new Error('the server hung up without an answer');
  const isClosed = answer.headers.get('connection') === 'close' ? await closed : false;
  socket.destroy();
  await writing;
  return { ...answer, closed: isClosed, sent: sentBefore };
}

const HEAD_END = '\r\n\r\n';

/** The first answer that is not provisional, once it is whole. */
function answerIn(received: Buffer, isWithoutBody: boolean) {
  let rest = received.toString('latin1');
  let continued = false;
  for (;;) {
    const end = rest.indexOf(HEAD_END);
    if (end === -1) return undefined;
    const [start = '', ...lines] = rest.slice(0, end).split('\r\n');
    const status = Number(start.split(' ')[1]);
    rest = rest.slice(end + HEAD_END.length);
    if (status === 100) {
      continued = true;
      continue;
    }
    const headers = new Map(lines.map((line) => [nameOf(line), line.slice(line.indexOf(':') + 1).trim()] as const));
    const length =
      isWithoutBody || status === 204 ? 0 : Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY);
    if (rest.length < length) return undefined;
    return { status, headers, body: Buffer.from(rest.slice(0, length), 'latin1').toString('utf8'), continued };
  }
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();

/** A request as text: start line, headers as given, body. */
export function request(
  start: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body: string | Buffer = '',
): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((each) => `${name}: ${each}`));
  return Buffer.concat([Buffer.from(`${[start, ...lines].join('\r\n')}${HEAD_END}`, 'latin1'), Buffer.from(body)]);
}
