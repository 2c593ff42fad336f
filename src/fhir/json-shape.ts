/** No resource or request nests deeper; the deepest of 510 collected ones nests 15. */
export const MAX_DEPTH = 64;
/** Numbers that are remembered as they were written: 20,000 results with a range each have 60,000. */
export const MOST_WRITTEN = 200_000;

/** What a JSON text looks like from outside. */
export interface Shape {
  readonly depth: number;
  /** Members of its objects, as written. */
  readonly members: number;
  /** Every value there can be: one behind each comma, bracket and brace that opens. */
  readonly values: number;
  /** Members of the object that has the most. */
  readonly most: number;
  /** Numbers that JavaScript would print otherwise (1.10, 1e2), or cannot hold; not looked for beyond `MOST_WRITTEN`. */
  readonly numbers: readonly WrittenNumber[];
}

/** A number and where in the text it stands. */
export interface WrittenNumber {
  readonly source: string;
  readonly start: number;
}

/**
 * Looks at each byte of a JSON text in UTF-8 once, and never recursive: no input can exhaust the stack. Of a text that
 * nests too deep, only that is told.
 */
export function shapeOf(bytes: Buffer): Shape {
  let [open, depth, members, values, most] = [0, 0, 0, 1, 0];
  const numbers: WrittenNumber[] = [];
  const within = new Uint32Array(MAX_DEPTH + 2);
  const { length } = bytes;
  for (let index = 0; index < length && depth <= MAX_DEPTH; index += 1) {
    const byte = bytes[index] as number;
    if (byte === QUOTE) index = endOfString(bytes, index);
    else if (byte === COLON) {
      members += 1;
      const own = (within[open] as number) + 1;
      within[open] = own;
      if (own > most) most = own;
    } else if (byte === COMMA) values += 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      open += 1;
      if (open > depth) depth = open;
      within[open] = 0;
      values += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) open -= 1;
    else if (byte === MINUS || isDigit(byte)) {
      const end = endOfNumber(bytes, index);
      if (numbers.length <= MOST_WRITTEN && isPrintedOtherwise(bytes, index, end))
        numbers.push({ source: bytes.toString('latin1', index, end), start: index });
      index = end - 1;
    }
  }
  return { depth, members, values, most, numbers };
}

const [QUOTE, BACKSLASH, COLON, COMMA, MINUS, PLUS, POINT] = [34, 92, 58, 44, 45, 43, 46] as const;
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93] as const;
const [ZERO, NINE, UPPER_E, LOWER_E] = [48, 57, 69, 101] as const;

const isDigit = (character: number): boolean => character >= ZERO && character <= NINE;

/** Where a string that starts here ends; a backslash takes the next character with it. */
function endOfString(bytes: Buffer, start: number): number {
  const { length } = bytes;
  let index = start + 1;
  while (index < length && bytes[index] !== QUOTE) index += bytes[index] === BACKSLASH ? 2 : 1;
  return index;
}

function endOfNumber(bytes: Buffer, start: number): number {
  let end = start + 1;
  while (end < bytes.length && isOfNumber(bytes[end] as number)) end += 1;
  return end;
}

const isOfNumber = (byte: number): boolean =>
  isDigit(byte) || byte === POINT || byte === MINUS || byte === PLUS || byte === LOWER_E || byte === UPPER_E;

/** So many characters a number may have without a double losing a digit of it, whatever they are. */
const SURELY_HELD = 15;

/** Most numbers are short and plain, and need no closer look. */
function isPrintedOtherwise(bytes: Buffer, start: number, end: number): boolean {
  let plain = end - start <= SURELY_HELD && bytes[start] !== ZERO && bytes[start] !== MINUS && bytes[end - 1] !== ZERO;
  for (let index = start; plain && index < end; index += 1)
    plain = isDigit(bytes[index] as number) || bytes[index] === POINT;
  if (plain) return false;
  const source = bytes.toString('latin1', start, end);
  return source !== String(Number(source));
}
