import { plain } from '../src/pages/markdown.ts';

/** Words in which code stands between its marks. */
export const inWords = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join('');
