/** Where a value stands in a text: from its first character to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the value of a member of the outermost object, in the text of JSON that was parsed before; undefined where the
 * name is not there, or is written with escapes.
 */
export function memberSpan(text: string, name: string): Span | undefined {
  const quoted = JSON.stringify(name);
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) {
      const end = endOfText(text, index);
      const value = depth === 1 && text.startsWith(quoted, index) ? behindColon(text, end) : undefined;
      if (value !== undefined) return { start: value, end: endOfValue(text, value) };
      index = end - 1;
    } else depth += stepOf(character);
  }
  return undefined;
}

const [QUOTE, BACKSLASH] = [34, 92] as const;

/** `{` and `[` open, `}` and `]` close. */
function stepOf(character: number): 1 | 0 | -1 {
  if (character === 123 || character === 91) return 1;
  return character === 125 || character === 93 ? -1 : 0;
}

function endOfText(text: string, start: number): number {
  let end = start;
  do end = text.indexOf('"', end + 1);
  while (end !== -1 && isEscaped(text, end));
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, index: number): boolean {
  let before = index - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (index - before) % 2 === 0;
}

/** Where the value of a name begins; undefined where no colon follows, so that it is no name. */
function behindColon(text: string, end: number): number | undefined {
  COLON.lastIndex = end;
  return COLON.test(text) ? COLON.lastIndex : undefined;
}

const COLON = /[ \t\n\r]*:[ \t\n\r]*/y;

function endOfValue(text: string, start: number): number {
  let [depth, index] = [0, start];
  do {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfText(text, index);
    else {
      depth += stepOf(character);
      index += 1;
    }
  } while (index < text.length && (depth > 0 || !ENDS.includes(text.charCodeAt(index))));
  return index;
}

/** Comma, closing brace, blanks: what follows a value of an object. */
const ENDS: readonly number[] = [44, 125, 32, 9, 10, 13];
