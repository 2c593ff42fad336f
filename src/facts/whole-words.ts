/** Text as lower-case words between blanks, so that a phrase is found in it only at the borders of words. */
export const wholeWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
