const START = '{"request":';

/**
 * The text of the request in what the record keeps of a call, `{"request":…,"answer":…}`; undefined where it is written in
 * another way, or the request is no object. Pure; it does not check that the text is JSON.
 */
export function requestTextIn(content: string): string | undefined {
  if (!content.startsWith(`${START}{`) || !content.endsWith('}')) return undefined;
  const end = endOfObject(content, START.length);
  return content.startsWith(',"answer":', end) ? content.slice(START.length, end) : undefined;
}

/** Behind the object that begins here, or behind the text. */
function endOfObject(text: string, start: number): number {
  let open = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) open += 1;
    else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) open -= 1;
    if (open === 0) return index + 1;
  }
  return text.length;
}

const [QUOTE, BACKSLASH] = [34, 92] as const;
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93] as const;

/** Where a string that starts here ends; a backslash takes the next character with it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
