/** No resource or request nests deeper; the deepest of 510 collected ones nests 15. */
const MAX_DEPTH = 64;

/** JSON that is not taken: it nests too deep. What is no JSON at all is a SyntaxError, as from JSON.parse. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** JSON that is not taken: a name stands twice in one object, and readers differ on which of the two counts (RFC 8259, 4). */
export class RepeatedName extends Error {
  override readonly name = 'RepeatedName';
}

/**
 * Parses JSON without losing a digit: a number that a double cannot hold comes as the text it was written in, and the
 * readers of quantities take both (FHIR R4 datatypes, decimal: the precision matters). Throws SyntaxError, TooDeep or
 * RepeatedName.
 */
export function parseExactly(text: string): unknown {
  const { depth, members } = shapeOf(text);
  if (depth > MAX_DEPTH) throw new TooDeep();
  const exact = LONG_NUMBER.test(text) || PRINTED_OTHERWISE.test(text);
  const value: unknown = exact ? JSON.parse(text, remembering) : JSON.parse(text);
  if (membersIn(value) !== members) throw new RepeatedName();
  return value;
}

/** How numbers were written that JavaScript would print otherwise (1.10, 1e2), by the object or list they stand in. */
const written = new WeakMap<object, Map<string, string>>();

/** Writes what was parsed exactly, or holds parts of it: each such number as it was sent (FHIR R4, decimal). */
export const writeExactly = (value: unknown): string =>
  JSON.stringify(value, function (this: object, key: string, each: unknown) {
    const source = written.get(this)?.get(key);
    return source === undefined ? each : rawJson(source);
  });

/** A copy with some members changed; the numbers of the others are written as they were sent. */
export function copyWith<Sent extends object, Changed extends object>(sent: Sent, changed: Changed): Sent & Changed {
  const copy = { ...sent, ...changed };
  const numbers = written.get(sent);
  if (numbers !== undefined)
    written.set(copy, new Map([...numbers].filter(([member]) => !Object.hasOwn(changed, member))));
  return copy;
}

/** In Node since 21, and not yet in the types of the language. */
const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (source: string) => unknown };

/** The same JSON with such numbers as text, for a reader that parses by itself. Throws as above. */
export function withExactNumbers(text: string): string {
  if (shapeOf(text).depth > MAX_DEPTH) throw new TooDeep();
  return LONG_NUMBER.test(text) ? JSON.stringify(JSON.parse(text, asWritten)) : text;
}

/** A double holds every decimal of 15 digits. The pattern may hit an id too: then the parser only looks closer. */
const LONG_NUMBER = /\d[\d.]{15}|\d[eE][+-]?\d/;

/** A number that ends in a zero of its fraction, is very small, has an exponent, or is a negative zero; a text may look like one. */
const PRINTED_OTHERWISE = /[:[,\s](?:-0|-?\d+\.\d*0|-?0\.0{6}\d+|-?\d+(?:\.\d+)?[eE][+-]?\d+)\s*[,}\]]/;

type WithSource = { readonly source?: string };
function asWritten(this: unknown, _key: string, value: unknown, { source }: WithSource = {}): unknown {
  return typeof value === 'number' && source !== undefined && !isHeld(value, source) ? source : value;
}

function remembering(this: object, key: string, value: unknown, context: WithSource = {}): unknown {
  const { source } = context;
  if (typeof value === 'number' && source !== undefined && source !== String(value)) {
    const numbers = written.get(this) ?? new Map<string, string>();
    written.set(this, numbers.set(key, source));
  }
  return asWritten.call(this, key, value, context);
}

const isHeld = (value: number, source: string): boolean =>
  Number.isFinite(value) && (source === String(value) || source.replace(/\D/g, '').length <= 15);

/** How deep a text nests, and how many members its objects have as written. Never recursive: no input can exhaust the stack. */
function shapeOf(text: string): { readonly depth: number; readonly members: number } {
  let [open, depth, members] = [0, 0, 0];
  for (let index = 0; index < text.length && depth <= MAX_DEPTH; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    else if (character === COLON) members += 1;
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) depth = Math.max(depth, ++open);
    else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) open -= 1;
  }
  return { depth, members };
}

/** How many members the objects of a value have; at most as deep as was let through. */
function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return inside.reduce<number>((sum, each) => sum + membersIn(each), Array.isArray(value) ? 0 : inside.length);
}

const [QUOTE, BACKSLASH, COLON] = [34, 92, 58] as const;
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93] as const;

/** Where a string that starts here ends; a backslash takes the next character with it. */
function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: string, index: number): boolean {
  let before = index - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (index - before) % 2 === 0;
}
