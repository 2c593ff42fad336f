import { shownText } from '../fhir/json.ts';
import { escapeMarkdown } from './markdown.ts';

/** How a client shows the detail of a card: GitHub Flavored Markdown, or text as it stands. */
export type CardText = 'gfm' | 'plain';

/** The marks of one of the two. */
export interface Writing {
  /** Words that are not of this file's making: one line that shows them, and of which no mark, link or HTML comes. */
  readonly quoted: (text: string) => string;
  readonly strong: (words: string) => string;
  /** A title and the lines under it. */
  readonly section: (title: string, lines: readonly string[]) => readonly string[];
  /** Lines that open at their title; plain text cannot fold, and leaves them out. */
  readonly folded: (title: string, lines: readonly string[]) => readonly string[];
}

/** Characters of a quoted line: more than any line that is not made up to be long. */
const MAX_QUOTED = 600;

const strong = (words: string): string => `**${words}**`;

/** Both ways to write a card. */
export const writings: Readonly<Record<CardText, Writing>> = {
  gfm: {
    quoted: (text) => escapeMarkdown(shownText(text, MAX_QUOTED)),
    strong,
    section: (title, lines) => [strong(title), '', ...lines],
    folded: (title, lines) => [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'],
  },
  plain: {
    // A client that takes plain text for HTML after all finds no tag in it; "<1 %" stays as it is.
    quoted: (text) => shownText(text, MAX_QUOTED).replace(/<(?=[A-Za-z/!?])/g, '‹'),
    strong: (words) => words,
    section: (title, lines) => [`${title}:`, ...lines],
    folded: () => [],
  },
};
