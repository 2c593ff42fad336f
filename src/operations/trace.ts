/** The trace that a call belongs to, and the span of the caller where one was named (https://www.w3.org/TR/trace-context/). */
export interface Trace {
  /** 32 hexadecimal digits, not all zero. */
  readonly id: string;
  readonly parent?: { readonly span: string; readonly sampled: boolean };
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ALL_ZERO = /^0+$/;
const LONGEST = 512;

/**
 * Reads `traceparent`. A header that breaks the rules (3.2), or came more than once, is as none: a new id is drawn. Later
 * versions are read as far as version 00 goes (4.3). Nothing is sent on: FHIR servers and callers get no trace headers.
 */
export function traceOf(traceparent: string | undefined, randomBytes: (count: number) => Uint8Array): Trace {
  const [, version, id = '', span = '', flags = '', more] = TRACEPARENT.exec(bounded(traceparent)) ?? [];
  const isValid =
    version !== undefined &&
    version !== 'ff' &&
    (version !== '00' || more === undefined) &&
    !ALL_ZERO.test(id) &&
    !ALL_ZERO.test(span);
  if (!isValid) return { id: newId(randomBytes) };
  return { id, parent: { span, sampled: (Number.parseInt(flags, 16) & 1) === 1 } };
}

const bounded = (header: string | undefined): string =>
  header === undefined || header.length > LONGEST ? '' : header.trim();

/** All zero is no id; the chance of drawing it is nothing to wait for, but a broken source would draw it always. */
function newId(randomBytes: (count: number) => Uint8Array): string {
  const id = Buffer.from(randomBytes(16)).toString('hex');
  return ALL_ZERO.test(id) ? `${id.slice(0, -1)}1` : id;
}
