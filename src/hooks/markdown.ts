/**
 * Text from a chart as GitHub Flavored Markdown that shows it and nothing else: no emphasis, list, heading, link, autolink,
 * HTML or entity comes of it, wherever in a line it stands, and read as plain text it stays readable ("<1 %" needs no escape).
 */
export function escapeMarkdown(text: string): string {
  if (!MEANS_SOMETHING.test(text)) return text;
  return text
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www\./gi, (match) => `${match.slice(0, -1)}\\.`)
    .replace(/@/g, '\\@')
    .replace(/^(?=[#>+=-])/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}

/** Whatever may need an escape: most texts hold nothing of it. */
const MEANS_SOMETHING = /[\\`*_[\]|~<&:@]|www\.|^[#>+=-]|^\d{1,9}[.)]/i;

/** Text of at most so many UTF-16 units, cut between words. */
export function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const word = cut.lastIndexOf(' ');
  return `${cut
    .slice(0, word > length / 2 ? word : cut.length)
    .replace(/[\s,;:]+$/, '')
    .replace(/[\ud800-\udbff]$/, '')}…`;
}
