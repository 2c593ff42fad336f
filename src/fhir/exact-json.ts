/** No resource or request nests deeper; the deepest of 510 collected ones nests 15. */
const MAX_DEPTH = 64;

/** JSON that is not taken: it nests too deep. What is no JSON at all is a SyntaxError, as from JSON.parse. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** Ten megabytes of the densest real chart that was collected are 600,000. */
const MOST_VALUES = 1_000_000;
/** Of one object: a resource has dozens. */
const MOST_MEMBERS = 10_000;
/** Numbers that are remembered as they were written: 20,000 results with a range each have 60,000. */
const MOST_WRITTEN = 200_000;

/** JSON that is not taken: it holds more values than any chart, and reading each of them would take seconds. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
}

/** JSON that is not taken: a name stands twice in one object, and readers differ on which of the two counts (RFC 8259, 4). */
export class RepeatedName extends Error {
  override readonly name = 'RepeatedName';
}

/**
 * Parses JSON without losing a digit: a number that a double cannot hold comes as the text it was written in, and the
 * readers of quantities take both (FHIR R4 datatypes, decimal: the precision matters). Throws SyntaxError, TooDeep,
 * TooMany or RepeatedName.
 */
export function parseExactly(text: string): unknown {
  const { depth, members, values, most } = shapeOf(text);
  if (depth > MAX_DEPTH) throw new TooDeep();
  if (values > MOST_VALUES || most > MOST_MEMBERS) throw new TooMany();
  const exact = LONG_NUMBER.test(text) || PRINTED_OTHERWISE.test(text);
  const value: unknown = exact ? JSON.parse(text, remembering()) : JSON.parse(text);
  if (membersIn(value) !== members) throw new RepeatedName();
  return value;
}

/** How numbers were written that JavaScript would print otherwise (1.10, 1e2), by the object or list they stand in. */
const written = new WeakMap<object, Map<string, string>>();

/** Writes what was parsed exactly, or holds parts of it: each such number as it was sent (FHIR R4, decimal). */
export function writeExactly(value: unknown): string {
  if (!holdsWritten(value)) return JSON.stringify(value);
  return JSON.stringify(value, function (this: object, key: string, each: unknown) {
    const source = written.get(this)?.get(key);
    return source === undefined ? each : rawJson(source);
  });
}

/** Most hold no such number, and are written ten times as fast. */
function holdsWritten(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return written.has(value) || Object.values(value).some(holdsWritten);
}

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

function remembering() {
  let remembered = 0;
  return function (this: object, key: string, value: unknown, context: WithSource = {}): unknown {
    const { source } = context;
    if (typeof value === 'number' && source !== undefined && source !== String(value)) {
      remembered += 1;
      if (remembered > MOST_WRITTEN) throw new TooMany();
      const numbers = written.get(this) ?? new Map<string, string>();
      written.set(this, numbers.set(key, source));
    }
    return asWritten.call(this, key, value, context);
  };
}

const isHeld = (value: number, source: string): boolean =>
  Number.isFinite(value) && (source === String(value) || source.replace(/\D/g, '').length <= 15);

/** What a text looks like from outside. Never recursive: no input can exhaust the stack. */
interface Shape {
  readonly depth: number;
  /** Members of its objects, as written. */
  readonly members: number;
  /** Every value there can be: one behind each comma, bracket and brace that opens. */
  readonly values: number;
  /** Members of the object that has the most. */
  readonly most: number;
}

function shapeOf(text: string): Shape {
  let [open, depth, members, values, most] = [0, 0, 0, 1, 0];
  const within = new Uint32Array(MAX_DEPTH + 2);
  for (let index = 0; index < text.length && depth <= MAX_DEPTH; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    else if (character === COLON) {
      members += 1;
      within[open] = (within[open] ?? 0) + 1;
      most = Math.max(most, within[open] ?? 0);
    } else if (character === COMMA) values += 1;
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      depth = Math.max(depth, ++open);
      within[open] = 0;
      values += 1;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) open -= 1;
  }
  return { depth, members, values, most };
}

/** How many members the objects of a value have; at most as deep as was let through. */
function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return inside.reduce<number>((sum, each) => sum + membersIn(each), Array.isArray(value) ? 0 : inside.length);
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [34, 92, 58, 44] as const;
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
