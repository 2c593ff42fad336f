import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { withExactNumbers } from './exact-json.ts';

export type { Dispatcher } from 'undici';

/** Unpacked; what comes over the wire is bounded by the agent. */
const MAX_RESPONSE_BYTES = 5_000_000;

/** The agent of one server, letting through only what may be FHIR: JSON, complete, of bounded size and depth. */
export const wholeAnswersOf = (agent: Dispatcher): Dispatcher =>
  agent.compose((dispatch) => (options, handler) => dispatch(options, wholeBody(handler)));

/** The encodings that are asked for and unpacked here, each to at most the size that a plain answer may have. */
const UNPACK: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** What to send as Accept-Encoding. */
export const ACCEPTED_ENCODINGS = Object.keys(UNPACK).join(', ');

/** Holds a response back until its whole body is there and checked: fetch by itself would unpack without a bound. */
function wholeBody(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let encoding: string | undefined;
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller) => controller.abort(new Error('upgrade')),
    onResponseStart(controller, status, headers, message) {
      const { 'content-encoding': packed, 'content-length': _, ...others } = headers;
      encoding = packed?.toString().trim().toLowerCase();
      const isNoAnswer = status !== 200 || !isJson(headers['content-type']);
      if (status >= 200 && status < 300 && isNoAnswer) controller.abort(new Error('not whole, or not JSON'));
      else handler.onResponseStart?.(controller, status, others, message);
    },
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd(controller, trailers) {
      unpacked(Buffer.concat(chunks), encoding).then(
        (body) => {
          handler.onResponseData?.(controller, body);
          handler.onResponseEnd?.(controller, trailers);
        },
        () => handler.onResponseError?.(controller, new Error('not readable')),
      );
    },
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  };
}

const isJson = (type: string | string[] | undefined): boolean =>
  /^application\/(?:fhir\+json|json|json\+fhir)\s*(?:;|$)/i.test(type?.toString() ?? '');

async function unpacked(body: Buffer, encoding = 'identity'): Promise<Buffer> {
  if (encoding === 'identity' || body.length === 0) return exact(body);
  const unpack = UNPACK[encoding];
  if (unpack === undefined) throw new Error('unknown encoding');
  return exact(await unpack(body, { maxOutputLength: MAX_RESPONSE_BYTES }));
}

/** A body that is no JSON goes on as it is: its status may still tell something, and the client refuses it. */
function exact(body: Buffer): Buffer {
  // Decoded as fetch will: a mark of byte order before the JSON is no part of it.
  const text = new TextDecoder().decode(body);
  try {
    const written = withExactNumbers(text);
    return written === text ? body : Buffer.from(written);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
